/**
 * What allows a contest to be decided by other rules than a first ballot (rules §1.11): a revote needs a tie, a further
 * election open seats, a formal election a pre-election, left by the last ballot for the same post in this record. Without this
 * whoever composes a round could call a first ballot a revote, and the most votes would elect without the half.
 */
import type { Contest, ElectionContest } from '../record/contest.ts';
import type { RecordedOutcome } from '../record/count-entries.ts';
import { label } from '../record/person.ts';
import type { RuleSettings } from '../rules/settings.ts';
import type { DecidedContest } from './settled-outcome.ts';

export type { DecidedContest } from './settled-outcome.ts';

/** Contests of rounds that have a result, in order; outcomes stand in the order of the contests (specification §3.6). */
export const decidedContests = (
  contests: readonly Contest[],
  outcomes: readonly (RecordedOutcome | null)[],
): readonly DecidedContest[] =>
  contests.map((contest, at) => ({ contest, outcome: outcomes[at] ?? null, mayRevoteAgain: false }));

/**
 * A pre-election (差额预选) may count by another base than the election, and a round states one base: so it stands in a round
 * with pre-elections only.
 */
export function isOneKindOfBallot(contests: readonly Contest[]): boolean {
  const elections = contests.filter((contest) => contest.kind === 'election');
  const preliminary = elections.filter(({ category }) => category === 'preliminary');
  return preliminary.length === 0 || preliminary.length === elections.length;
}

type DecidedElection = DecidedContest & { readonly contest: ElectionContest };

/**
 * The ballots of one election of a post: a first ballot and the revotes and further elections that complete it; several
 * pre-elections in a row are one.
 */
export function stageOf(post: string, earlier: readonly DecidedContest[]): readonly DecidedElection[] {
  const own = earlier.filter(
    (one): one is DecidedElection => one.contest.kind === 'election' && one.contest.post === post,
  );
  const begins = (at: number): boolean => {
    const { category } = (own[at] as DecidedElection).contest;
    if (category === 'revote' || category === 'further-election') return false;
    return category !== 'preliminary' || !isPreliminary(own.slice(0, at));
  };
  for (let at = own.length - 1; at >= 0; at -= 1) if (begins(at)) return own.slice(at);
  return own;
}

/** Whether the last ballots of a list belong to a pre-election: revotes among its tied persons do. */
export function isPreliminary(stage: readonly DecidedElection[]): boolean {
  const last = stage.findLast(({ contest }) => contest.category !== 'revote');
  return last?.contest.category === 'preliminary';
}

/** Everybody elected in a stage, in the order of its ballots. */
export const electedIn = (stage: readonly DecidedContest[]): readonly string[] => [
  ...new Set(stage.flatMap(({ outcome }) => outcome?.elected ?? [])),
];

/** `earlier`: every contest decided before in this record, in order, with what was ruled about it. */
export function hasGrounds(
  contest: Contest,
  earlier: readonly DecidedContest[],
  { revoteTiedAgain }: Pick<RuleSettings, 'revoteTiedAgain'>,
): boolean {
  if (contest.kind !== 'election') return true;
  const { category, seats, post } = contest;
  if (category === 'committee' || category === 'secretary' || category === 'preliminary') return true;
  const stage = stageOf(post, earlier);
  const last = stage.at(-1);
  const outcome = last?.outcome ?? null;
  if (last === undefined || outcome === null) return false;
  const candidates = contest.candidates.map(label);
  const elected = new Set(electedIn(stage));
  switch (category) {
    case 'further-election':
      return (
        seats <= outcome.unfilled && ![...candidates, ...contest.writeIns.map(label)].some((one) => elected.has(one))
      );
    case 'revote': {
      const { tie } = outcome;
      if (tie === null || seats !== tie.seats || contest.writeIns.length > 0) return false;
      if (last.contest.category === 'revote' && revoteTiedAgain === 'ask-superior' && !last.mayRevoteAgain)
        return false;
      return candidates.length === tie.among.length && candidates.every((one) => tie.among.includes(one));
    }
    case 'formal':
      return isPreliminary(stage) && outcome.tie === null && candidates.every((one) => elected.has(one));
  }
}
