/** What the organizer decided for the current round, or what is still wrong with it. */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { Contest } from '../../tally/record/contest.ts';
import type { RollCounts } from '../../tally/record/round-entries.ts';
import { RuleSettings } from '../../tally/rules/settings.ts';
import type { Text } from '../contract/text.ts';
import { draftProblems, type Medium } from './draft-problems.ts';
import { contestsOf, type Plan, rollCounts } from './plan.ts';

export type RoundContent = {
  readonly contests: readonly Contest[];
  readonly roll: RollCounts;
  readonly rules: RuleSettings;
  readonly minimumBallots: number;
};

export type IncompleteDraft = { readonly code: 'draft-incomplete'; readonly detail: readonly Text[] };

/** `medium`: what the round is proposed for, whatever the meeting was planned for. */
export function roundContent(plan: Plan, medium: Medium): Result<RoundContent, IncompleteDraft> {
  const { currentRound, draft } = plan.meeting;
  const stops = draftProblems(plan, medium).filter(({ severity }) => severity === 'stop');
  const rules = RuleSettings.safeParse(draft.rules);
  if (stops.length > 0 || !rules.success)
    return err({ code: 'draft-incomplete', detail: stops.map(({ zh, en }) => ({ zh, en })) });
  return ok({
    contests: contestsOf(plan, currentRound),
    roll: rollCounts(plan),
    rules: rules.data,
    minimumBallots: draft.minimumBallots,
  });
}
