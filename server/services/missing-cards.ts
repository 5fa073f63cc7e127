/** M − U against the smallest deciding margin (specification §5), as a notice beside the result it could have changed. */
import { missingCardsWarning } from '../../tally/accounting/accounting.ts';
import { outcomeInput } from '../../tally/count/outcome-of-contest.ts';
import { countingRules } from '../../tally/rules/counting-rules.ts';
import { decidingMargin } from '../../tally/rules/margin.ts';
import type { ContestResultView } from './contest-view.ts';
import { accountingOf } from './counting.ts';
import type { RoundState } from './record-state.ts';

/** `at`: which contest of the ballot. Null where too few cards are missing to matter, or nothing is counted. */
export function missingCardsNotice(round: RoundState, at: number): ContestResultView['notices'][number] | null {
  const { sealed, close, result } = round;
  const contest = sealed?.entry.contests[at];
  const decided = result?.entry.outcome[at];
  const accounting = accountingOf(round);
  if (sealed === undefined || close === undefined || contest?.kind !== 'election') return null;
  if (decided == null || accounting === undefined || result === undefined) return null;
  const { expected, present, casts } = close.entry;
  const { rules } = sealed.entry;
  const counts = result.entry.counts[at] ?? [];
  const input = outcomeInput(contest, counts, { expected, present, issued: accounting.issued, casts }, rules);
  const warning = missingCardsWarning(
    accounting,
    decidingMargin(input, decided, countingRules(rules, contest.category)),
  );
  return warning === null ? null : { code: 'cards-missing-decisive', clause: 'specification §5', ...warning };
}
