/**
 * A counted round as the rounds after it need it (specification §8.6), held on kiosks or on paper: what was stated, and what
 * the same numbers give when votes for a person who may not be elected count for nobody.
 */
import { countersOfTally, paperBoxOutcome } from '../paper/paper-round.ts';
import type { Contest, ElectionContest } from '../record/contest.ts';
import type { RecordedOutcome, ResultEntry } from '../record/count-entries.ts';
import type { PaperCountEntry } from '../record/paper-entries.ts';
import type { CloseEntry } from '../record/round-entries.ts';
import type { RecordedRules } from '../rules/settings.ts';
import { boxWithout, countsWithout } from './counts-without.ts';
import { type Attendance, contestOutcome, recordedOutcomeOf } from './outcome-of-contest.ts';

export interface CountedRound {
  readonly number: number;
  readonly contests: readonly Contest[];
  readonly rules: RecordedRules;
  /** The counters of §6.1, in the order of the contests. */
  readonly counts: readonly (readonly number[])[];
  /** As recorded, in the order of the contests. */
  readonly outcomes: readonly (RecordedOutcome | null)[];
  /** The outcome without the votes of these persons written in; null where the numbers allow none. */
  readonly recount: (contest: ElectionContest, at: number, refused: ReadonlySet<string>) => RecordedOutcome | null;
}

type Fixed = { readonly round: number } & Pick<CountedRound, 'contests' | 'rules'>;

type Closed = Pick<CloseEntry, 'expected' | 'present' | 'casts' | 'handCounts'>;
type KioskCount = Pick<ResultEntry, 'type' | 'counts' | 'outcome'>;
type PaperCount = Pick<PaperCountEntry, 'type' | 'expected' | 'present' | 'contests' | 'outcome'>;

/** From the entries that fixed, closed and counted it. `close`: null where the record does not state it. */
export const countedRound = (fixed: Fixed, counted: KioskCount | PaperCount, close: Closed | null): CountedRound =>
  counted.type === 'paper-count'
    ? countedInBoxes(fixed, counted)
    : countedOnKiosks(fixed, close === null ? null : attendanceOf(close), counted);

/** Cards of members who left before the opening were not issued in the sense of the regulation (specification §3.4). */
const attendanceOf = ({ expected, present, casts, handCounts }: Closed): Attendance => ({
  expected,
  present,
  issued: handCounts.received - handCounts.returnedBeforeOpening,
  casts,
});

function countedOnKiosks(
  { round, contests, rules }: Fixed,
  attendance: Attendance | null,
  { counts, outcome }: KioskCount,
): CountedRound {
  return {
    number: round,
    contests,
    rules,
    counts,
    outcomes: outcome,
    recount: (contest, at, refused) => {
      if (attendance === null) return null;
      const decided = contestOutcome(contest, countsWithout(contest, counts[at] ?? [], refused), attendance, rules);
      return decided.ok ? recordedOutcomeOf(decided.value) : null;
    },
  };
}

function countedInBoxes({ round, contests, rules }: Fixed, count: PaperCount): CountedRound {
  return {
    number: round,
    contests,
    rules,
    counts: contests.map((contest, at) => countersOfTally(contest, count.contests[at]?.tally ?? null)),
    outcomes: count.outcome,
    recount: (contest, at, refused) => {
      const box = count.contests[at];
      const decided = box === undefined ? null : paperBoxOutcome(contest, count, boxWithout(box, refused), rules);
      return decided?.ok === true && decided.value !== null ? recordedOutcomeOf(decided.value) : null;
    },
  };
}
