/**
 * What allows a contest to be decided by other rules than a first ballot (rules §1.11): a revote needs a tie, a further
 * election open seats, left by the last ballot for the same post in this record. Without this whoever composes a round could
 * call a first ballot a revote, and the most votes would elect without the half.
 */
import type { Contest } from '../record/contest.ts';
import type { RecordedOutcome } from '../record/count-entries.ts';
import { label } from '../record/person.ts';

/** A contest of an earlier round with its recorded outcome. */
export interface DecidedContest {
  readonly contest: Contest;
  readonly outcome: RecordedOutcome | null;
}

/** Contests of rounds that have a result, in order; outcomes stand in the order of the contests (specification §3.6). */
export const decidedContests = (
  contests: readonly Contest[],
  outcomes: readonly (RecordedOutcome | null)[],
): readonly DecidedContest[] => contests.map((contest, at) => ({ contest, outcome: outcomes[at] ?? null }));

/**
 * A pre-election (差额预选) may count by another base than the election, and a round states one base: so it stands in a round
 * with pre-elections only.
 */
export function isOneKindOfBallot(contests: readonly Contest[]): boolean {
  const elections = contests.filter((contest) => contest.kind === 'election');
  const preliminary = elections.filter(({ category }) => category === 'preliminary');
  return preliminary.length === 0 || preliminary.length === elections.length;
}

/** `earlier`: every contest decided before in this record, in order. */
export function hasGrounds(contest: Contest, earlier: readonly DecidedContest[]): boolean {
  if (contest.kind !== 'election') return true;
  if (contest.category !== 'revote' && contest.category !== 'further-election') return true;
  const last = earlier.findLast(({ contest: other }) => other.kind === 'election' && other.post === contest.post);
  const outcome = last?.outcome ?? null;
  if (outcome === null) return false;
  if (contest.category === 'further-election') return contest.seats <= outcome.unfilled;
  const { tie } = outcome;
  return (
    tie !== null &&
    contest.seats === tie.seats &&
    contest.candidates.every((person) => tie.among.includes(label(person)))
  );
}
