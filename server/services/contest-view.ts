/** One election of a counted round, row by row, as every screen shows it. */
import type { z } from 'zod';
import { electedInOrder, listOrderOf } from '../../printables/reports/elected-order.ts';
import type { CandidateResult, RoundResult as NamedResult } from '../../tally/count/round-result.ts';
import type { ElectionContest } from '../../tally/record/contest.ts';
import type { MeetingKind } from '../../tally/record/meeting-entry.ts';
import { label } from '../../tally/record/person.ts';
import { afterReduction } from '../../tally/rules/reduction.ts';
import type { RuleSettings } from '../../tally/rules/settings.ts';
import { baseName } from '../../tally/text/terms.ts';
import type { contestResultSchema } from '../contract/shared.ts';

export type ContestResultView = z.infer<typeof contestResultSchema>;

export function contestView(
  contest: NamedResult['contests'][number],
  of: NamedResult,
  added: readonly ContestResultView['notices'][number][],
  {
    kind,
    preliminary,
    reduced,
  }: { readonly kind: MeetingKind; readonly preliminary: boolean; readonly reduced: boolean },
): ContestResultView[] {
  if (contest.kind !== 'election' || contest.seats === null || contest.smallestWinning === null) return [];
  const { refused = [], unconfirmed = [], seats, unfilled } = contest;
  const after = { seats, elected: contest.elected.length, unfilled };
  const notices = reduced ? afterReduction(contest.notices, after) : contest.notices;
  // Nobody is called elected whose eligibility is not confirmed (rules §5.2 W14).
  const names = contest.elected.filter((name) => !unconfirmed.includes(name));
  const elected = new Set(names);
  const rows = Object.entries(contest.counts).map(([label, counts]) => {
    const { approve, disapprove, abstain, unreadable = 0 } = counts as CandidateResult;
    return { label, candidate: true, approve, disapprove, abstain, unreadable, elected: elected.has(label) };
  });
  const written = Object.entries(contest.writeIns)
    .toSorted(([, a], [, b]) => b - a)
    .map(([label, approve]) => ({
      label,
      candidate: false,
      approve,
      disapprove: 0,
      abstain: 0,
      unreadable: 0,
      elected: elected.has(label),
    }));
  return [
    {
      post: contest.post ?? contest.title.zh,
      title: contest.title,
      seats: contest.seats,
      rows: [...rows, ...written],
      majorityBase: of.majorityBase,
      baseName: baseName(of.majorityBase, kind),
      base: of.majorityBase === 'expected' ? of.expected : of.present,
      smallestWinning: contest.smallestWinning,
      election: contest.election ?? 'void',
      elected: names,
      unconfirmed: [...unconfirmed],
      refused: [...refused],
      preliminary,
      tie: contest.tie === null ? null : { among: [...contest.tie.among], seats: contest.tie.seats },
      unfilled,
      reduced,
      baseSensitive: contest.baseSensitive,
      notices: [...notices.map(({ code, clause, zh, en }) => ({ code, clause, zh, en })), ...added],
    },
  ];
}

/** Whom the hall sees elected, in the order of the sheet, the report and the chair's script (rules §1.13, §7). */
export function withElectedInOrder(
  view: ContestResultView,
  contest: ElectionContest,
  rules: Pick<RuleSettings, 'resultListOrder' | 'singleGivenName'>,
): ContestResultView {
  const people = [...contest.candidates, ...contest.writeIns];
  const nameOf = (shown: string): string =>
    people.find((person) => person.name === shown || label(person) === shown)?.name ?? shown;
  const elected = view.rows
    .filter((row) => row.elected)
    .map((row) => ({ label: row.label, name: nameOf(row.label), votes: row.approve, isCandidate: row.candidate }));
  const { labels } = electedInOrder(elected, listOrderOf(contest, rules), rules.singleGivenName);
  return { ...view, elected: [...labels] };
}
