/**
 * What a counted round leaves behind once the superior has ruled on it and the assembly has consented to fewer seats
 * (specification §8.6): who is elected for good, which tie and how many seats are open. The `result` entry stays what it was.
 */
import type { DecisionEntry } from '../record/assembly-entries.ts';
import type { Contest, ElectionContest } from '../record/contest.ts';
import type { RecordedOutcome } from '../record/count-entries.ts';
import { label } from '../record/person.ts';
import type { RecordedRules } from '../rules/settings.ts';
import { type Attendance, contestOutcome, recordedOutcomeOf } from './outcome-of-contest.ts';

export interface CountedRound {
  readonly contests: readonly Contest[];
  readonly rules: RecordedRules;
  /** Null where the record does not state it. */
  readonly attendance: Attendance | null;
  readonly counts: readonly (readonly number[])[];
  /** As recorded, in the order of the contests. */
  readonly outcomes: readonly (RecordedOutcome | null)[];
}

/** What was decided about one round after its count. */
export interface Rulings {
  readonly decisions: readonly Ruling[];
  /** A motion to reduce the seats was carried: no seat of the round is open any more. */
  readonly reduced: boolean;
}
export type Ruling = Pick<DecisionEntry, 'matter' | 'post' | 'person' | 'granted'>;

export const NO_RULINGS: Rulings = { decisions: [], reduced: false };

/** A contest of an earlier round with what it left behind. */
export interface DecidedContest {
  readonly contest: Contest;
  readonly outcome: Pick<RecordedOutcome, 'elected' | 'tie' | 'unfilled'> | null;
  /** The superior has allowed one more revote after a second tie. */
  readonly mayRevoteAgain: boolean;
}

export function settledContests(round: CountedRound, rulings: Rulings): readonly DecidedContest[] {
  return round.contests.map((contest, at) => {
    if (contest.kind !== 'election') return { contest, outcome: null, mayRevoteAgain: false };
    const own = rulings.decisions.filter(({ post }) => post === contest.post);
    const recorded = withoutRefused(contest, at, round, own);
    const tie = own.findLast(({ matter }) => matter === 'tie');
    if (recorded === null) return { contest, outcome: null, mayRevoteAgain: false };
    const isGivenUp = recorded.tie !== null && tie?.granted === false;
    const open = recorded.unfilled + (isGivenUp ? (recorded.tie?.seats ?? 0) : 0);
    return {
      contest,
      outcome: {
        elected: recorded.elected,
        tie: isGivenUp ? null : recorded.tie,
        unfilled: rulings.reduced ? 0 : open,
      },
      mayRevoteAgain: tie?.granted ?? false,
    };
  });
}

/** Votes for a person who may not be elected count for nobody: the next in order of votes follows, or the seat stays open. */
function withoutRefused(
  contest: ElectionContest,
  at: number,
  { attendance, counts, outcomes, rules }: CountedRound,
  rulings: readonly Ruling[],
): RecordedOutcome | null {
  const recorded = outcomes[at] ?? null;
  const refused = new Set(
    rulings.flatMap(({ matter, person, granted }) => (matter === 'eligibility' && !granted ? [person] : [])),
  );
  if (recorded === null || refused.size === 0 || attendance === null) return recorded;
  const first = 2 * contest.candidates.length;
  const kept = (counts[at] ?? []).map((votes, place) => {
    const person = contest.writeIns[place - first];
    return place >= first && person !== undefined && refused.has(label(person)) ? 0 : votes;
  });
  const decided = contestOutcome(contest, kept, attendance, rules);
  return decided.ok ? recordedOutcomeOf(decided.value) : recorded;
}

/** Persons written in who would be elected, or stand in a tie, and whose eligibility nobody has confirmed or refused yet. */
export function unconfirmedWriteIns(
  { contest, outcome }: DecidedContest,
  decisions: readonly Ruling[],
): readonly string[] {
  if (contest.kind !== 'election' || outcome === null) return [];
  const reached = new Set([...outcome.elected, ...(outcome.tie?.among ?? [])]);
  const ruled = new Set(
    decisions.flatMap(({ matter, post, person }) =>
      matter === 'eligibility' && post === contest.post ? [person] : [],
    ),
  );
  return contest.writeIns.map(label).filter((name) => reached.has(name) && !ruled.has(name));
}

/** Whether the result of its round, with the rulings before it, gives a reason for a decision. */
export function hasReason(decision: Ruling, round: CountedRound, before: readonly Ruling[]): boolean {
  const { matter, post, person } = decision;
  const isRepeated = before.some((one) => one.matter === matter && one.post === post && one.person === person);
  const settled = settledContests(round, { decisions: before, reduced: false }).find(
    ({ contest }) => contest.kind === 'election' && contest.post === post,
  );
  if (isRepeated || settled === undefined || settled.outcome === null) return false;
  const { contest, outcome } = settled;
  switch (matter) {
    case 'eligibility':
      return unconfirmedWriteIns(settled, []).includes(person);
    case 'tie':
      return person === '' && contest.kind === 'election' && contest.category === 'revote' && outcome.tie !== null;
    case 'secretary':
      return outcome.elected.includes(person);
  }
}

/** A reduction needs open seats (rules §1.11). */
export const hasOpenSeats = (round: CountedRound, decisions: readonly Ruling[]): boolean =>
  settledContests(round, { decisions, reduced: false }).some(({ outcome }) => (outcome?.unfilled ?? 0) > 0);
