/**
 * From counters to the legal outcome (specification §8.5): the numbers of a round held on kiosks as the rules engine
 * reads them (rules §5.1: voters = recovered = valid = C, nothing is unreadable).
 */
import type { Result } from '../../crypto/result.ts';
import type { Contest, ElectionContest } from '../record/contest.ts';
import type { RecordedOutcome } from '../record/count-entries.ts';
import { label } from '../record/person.ts';
import { type BallotSituation, countingRules, majorityBaseOf } from '../rules/counting-rules.ts';
import type { Impossible } from '../rules/impossible.ts';
import { type Outcome, outcome } from '../rules/outcome.ts';
import type { OutcomeInput } from '../rules/outcome-input.ts';
import type { MajorityBase, RecordedRules } from '../rules/settings.ts';

export interface Attendance {
  readonly expected: number;
  readonly present: number;
  /** I: members who received a card, less cards handed back before opening. */
  readonly issued: number;
  /** C: ballots in the record as cast. */
  readonly casts: number;
}

/** Counters F_1, A_1, …, F_k, A_k, X_1, …, X_R of one election contest, named. */
export function outcomeInput(
  contest: ElectionContest,
  counts: readonly number[],
  attendance: Attendance,
  rules: Pick<RecordedRules, 'ruleSet' | 'majorityBase' | 'preVoteBase'>,
): OutcomeInput {
  const { casts } = attendance;
  const k = contest.candidates.length;
  const named = contest.candidates.map((person, i) => {
    const approve = counts[2 * i] ?? 0;
    const disapprove = counts[2 * i + 1] ?? 0;
    return [
      label(person),
      { approve, disapprove, abstain: Math.max(0, casts - approve - disapprove), unreadable: 0 },
    ] as const;
  });
  const writeIns = contest.writeIns
    .map((person, r) => [label(person), counts[2 * k + r] ?? 0] as const)
    .filter(([, votes]) => votes > 0);
  return {
    ruleSet: rules.ruleSet,
    majorityBase: majorityBaseOf(rules, contest.category),
    expected: attendance.expected,
    present: attendance.present,
    issued: attendance.issued,
    voters: casts,
    recovered: casts,
    valid: casts,
    seats: contest.seats,
    candidates: contest.candidates.map(label),
    counts: Object.fromEntries(named),
    writeIns: Object.fromEntries(writeIns),
  };
}

/** The base a round's outcomes are decided by: a pre-election stands in a round of its own kind (check `round`). */
export function baseOfRound(round: {
  readonly contests: readonly Contest[];
  readonly rules: Pick<RecordedRules, 'majorityBase' | 'preVoteBase'>;
}): MajorityBase {
  const isPreliminary = round.contests.some((of) => of.kind === 'election' && of.category === 'preliminary');
  return majorityBaseOf(round.rules, isPreliminary ? 'preliminary' : 'committee');
}

/** `base` replaces the round's base, to say what the other one would have given. */
export function contestOutcome(
  contest: ElectionContest,
  counts: readonly number[],
  attendance: Attendance,
  rules: RecordedRules,
  base: MajorityBase = majorityBaseOf(rules, contest.category),
  situation: BallotSituation = {},
): Result<Outcome, readonly Impossible[]> {
  const input = { ...outcomeInput(contest, counts, attendance, rules), majorityBase: base };
  return outcome(input, countingRules(rules, contest.category, situation));
}

/** What of it the `result` entry holds: the decision, without the notices that explain it. */
export function recordedOutcomeOf(decided: Outcome): RecordedOutcome {
  const { quorate, election, elected, tie, unfilled, baseSensitive, smallestWinning } = decided;
  return { quorate, election, elected, tie, unfilled, baseSensitive, smallestWinning };
}
