/**
 * What a counted round leaves behind once the superior has ruled on it and the assembly has consented to fewer seats
 * (specification §8.6): who is elected for good, which tie and how many seats are open. The `result` entry stays what it was.
 */
import type { DecisionEntry } from '../record/assembly-entries.ts';
import type { Contest, ElectionContest } from '../record/contest.ts';
import type { RecordedOutcome } from '../record/count-entries.ts';
import { label } from '../record/person.ts';
import type { CountedRound } from './counted-round.ts';

/** What was decided about one round after its count. */
export interface Rulings {
  readonly decisions: readonly Ruling[];
  /** Posts whose open seats the assembly has given up. */
  readonly reduced: ReadonlySet<string>;
}
export type Ruling = Pick<DecisionEntry, 'matter' | 'post' | 'person' | 'granted'>;

/** A contest of an earlier round with what it left behind. */
export interface DecidedContest {
  readonly contest: Contest;
  readonly round: number;
  readonly counts: readonly number[];
  readonly outcome: Pick<RecordedOutcome, 'election' | 'elected' | 'tie' | 'unfilled'> | null;
  /** The superior has allowed one more revote after a second tie. */
  readonly mayRevoteAgain: boolean;
  /** Persons written in whom the superior refused. */
  readonly refused: readonly string[];
  /** Persons written in who are elected or tied and of whom nobody has said yet whether they may be. */
  readonly unconfirmed: readonly string[];
  /** Secretaries in whose place the superior has another elected, for they are not of the committee (rules §8 T59). */
  readonly replaced: readonly string[];
}

export function settledContests(round: CountedRound, rulings: Rulings): readonly DecidedContest[] {
  return round.contests.map((contest, at) => {
    const counts = round.counts[at] ?? [];
    const nothing = { contest, round: round.number, counts, outcome: null, mayRevoteAgain: false };
    const left = contest.kind === 'election' ? settledElection(round, contest, at, rulings) : null;
    return { ...nothing, refused: [], unconfirmed: [], replaced: [], ...left };
  });
}

function settledElection(round: CountedRound, contest: ElectionContest, at: number, rulings: Rulings) {
  const own = rulings.decisions.filter(({ post }) => post === contest.post);
  const refused = refusedIn(own, contest.post);
  const stated = round.outcomes[at] ?? null;
  if (stated === null) return null;
  // Votes for a person who may not be elected count for nobody: the next in order follows, or the seat stays open.
  const recorded = refused.length === 0 ? stated : (round.recount(contest, at, new Set(refused)) ?? stated);
  const tie = own.findLast(({ matter }) => matter === 'tie');
  const isGivenUp = recorded.tie !== null && tie?.granted === false;
  const open = recorded.unfilled + (isGivenUp ? (recorded.tie?.seats ?? 0) : 0);
  const outcome = {
    election: recorded.election,
    elected: recorded.elected,
    tie: isGivenUp ? null : recorded.tie,
    unfilled: rulings.reduced.has(contest.post) ? 0 : open,
  };
  return {
    outcome,
    mayRevoteAgain: tie?.granted ?? false,
    refused,
    unconfirmed: unconfirmedWriteIns(contest, outcome, own),
    replaced: own.flatMap(({ matter, person, granted }) => (matter === 'secretary' && granted ? [person] : [])),
  };
}

export const refusedIn = (decisions: readonly Ruling[], of: string): readonly string[] =>
  decisions.flatMap(({ matter, post, person, granted }) =>
    matter === 'eligibility' && post === of && !granted ? [person] : [],
  );

/** Persons written in who would be elected, or stand in a tie, and whose eligibility nobody has confirmed or refused yet. */
export function unconfirmedWriteIns(
  contest: ElectionContest,
  outcome: Pick<RecordedOutcome, 'elected' | 'tie'>,
  decisions: readonly Ruling[],
): readonly string[] {
  const reached = new Set([...outcome.elected, ...(outcome.tie?.among ?? [])]);
  const ruled = new Set(
    decisions.flatMap(({ matter, post, person }) =>
      matter === 'eligibility' && post === contest.post ? [person] : [],
    ),
  );
  return contest.writeIns.map(label).filter((name) => reached.has(name) && !ruled.has(name));
}

/**
 * Whether the result of its round, with the rulings before it, gives a reason for a decision. `committee`: who is elected to it by
 * then, null where it is not.
 */
export function hasReason(
  decision: Ruling,
  round: CountedRound,
  before: readonly Ruling[],
  committee: ReadonlySet<string> | null,
): boolean {
  const { matter, post, person } = decision;
  const isRepeated = before.some((one) => one.matter === matter && one.post === post && one.person === person);
  const settled = settledContests(round, { decisions: before, reduced: new Set() }).find(
    ({ contest }) => contest.kind === 'election' && contest.post === post,
  );
  if (isRepeated || settled === undefined || settled.outcome === null) return false;
  const { outcome } = settled;
  const contest = settled.contest as ElectionContest;
  switch (matter) {
    case 'eligibility':
      return unconfirmedWriteIns(contest, outcome, []).includes(person);
    case 'tie':
      return person === '' && contest.category === 'revote' && outcome.tie !== null;
    case 'secretary':
      return outcome.elected.includes(person) && committee?.has(person) === false;
  }
}
