/**
 * A round as paper needs it, however it came to paper: fixed as such from the start (`paper-round`), or sealed for kiosks
 * and given up (`round`, then `paper`). Its `paper-count` follows from it by the same engine as any result.
 */

import { err, ok, type Result } from '../../crypto/result.ts';
import { attestedTextsHash, attestedTextsOf } from '../count/attested-texts.ts';
import { recordedOutcomeOf } from '../count/outcome-of-contest.ts';
import { isAttended } from '../meeting/attendance-gate.ts';
import type { Contest } from '../record/contest.ts';
import type { RecordedOutcome } from '../record/count-entries.ts';
import { isElectionMeeting, type MeetingEntry, type MeetingKind } from '../record/meeting-entry.ts';
import type { PaperBox, PaperCountEntry, PaperTally } from '../record/paper-entries.ts';
import { label } from '../record/person.ts';
import type { RoundEntry } from '../record/round-entries.ts';
import {
  type BallotSituation,
  countingRules,
  isWithinRecoveredLimit,
  majorityBaseOf,
} from '../rules/counting-rules.ts';
import type { Impossible } from '../rules/impossible.ts';
import { type Outcome, outcome } from '../rules/outcome.ts';
import { completeRules, type MajorityBase, type RecordedRules } from '../rules/settings.ts';
import { type PaperNumbers, paperOutcomeInput } from './paper-outcome.ts';
import { LEAST_FORMS } from './paper-tally.ts';

/** What `round` and `paper-round` entries have in common. */
export type PaperRound = Pick<RoundEntry, 'round' | 'contests' | 'roll' | 'rules'>;

export interface PaperAttendance {
  readonly expected: number;
  readonly present: number;
}

/**
 * Attended, and not more ballots recovered than the method allows (rules §1.5, §1.10), nor fewer forms than keep their writers
 * secret (§4.4): only then is the box counted.
 */
export const isCountedBox = (
  attendance: PaperAttendance,
  box: Pick<PaperBox, 'recovered' | 'voters' | 'issued'>,
  rules: RecordedRules,
  kind: MeetingKind,
): boolean =>
  isAttended(kind, attendance, rules) &&
  isWithinRecoveredLimit(box, rules.recoveredLimit) &&
  (isElectionMeeting(kind) || box.recovered >= LEAST_FORMS);

const numbersOf = ({ expected, present }: PaperAttendance, box: PaperBox): PaperNumbers => ({
  expected,
  present,
  printed: box.printed,
  issued: box.issued,
  remaining: box.remaining,
  voters: box.voters,
});

const NOTHING: Pick<PaperTally, 'valid' | 'rows' | 'writeIns'> = { valid: 0, rows: [], writeIns: [] };

/** The engine's input of one election contest; a void election has no counts. */
export function paperBoxInput(
  contest: Extract<Contest, { kind: 'election' }>,
  attendance: PaperAttendance,
  box: PaperBox,
  rules: RecordedRules,
) {
  const { valid, rows, writeIns } = box.tally ?? NOTHING;
  const counts = {
    recovered: box.recovered,
    valid,
    invalid: box.tally?.invalid ?? 0,
    rows: rows.map(([approve = 0, disapprove = 0, abstain = 0, unreadable = 0]): [number, number, number, number] => [
      approve,
      disapprove,
      abstain,
      unreadable,
    ]),
    writeIns,
    voidEntries: [],
    invalidReasons: [],
  };
  return paperOutcomeInput(contest, numbersOf(attendance, box), counts, rules);
}

/** Null for a contest that elects nobody. */
export function paperBoxOutcome(
  contest: Contest,
  attendance: PaperAttendance,
  box: PaperBox,
  recorded: RecordedRules,
  base?: MajorityBase,
  situation: BallotSituation = {},
): Result<Outcome | null, readonly Impossible[]> {
  if (contest.kind !== 'election') return ok(null);
  const rules = completeRules(recorded);
  const input = paperBoxInput(contest, attendance, box, rules);
  const decided = outcome(
    { ...input, majorityBase: base ?? majorityBaseOf(rules, contest.category) },
    countingRules(rules, contest.category, { ...situation, onPaper: true }),
  );
  return decided.ok ? ok(decided.value) : err(decided.error);
}

/** The counters of §6.1 that a paper count stands for, e.g. to name the persons written in. */
export function countersOfTally(contest: Contest, tally: PaperTally | null): readonly number[] {
  if (tally === null) return [];
  if (contest.kind !== 'election') return tally.rows.flat();
  const votes = new Map(tally.writeIns.map(({ name, votes: count }) => [name, count]));
  return [
    ...tally.rows.flatMap(([approve = 0, disapprove = 0]) => [approve, disapprove]),
    ...contest.writeIns.map((person) => votes.get(label(person)) ?? 0),
  ];
}

export const textsOfPaperCount = (meeting: MeetingEntry, round: PaperRound, boxes: readonly PaperBox[]): string =>
  attestedTextsHash(
    attestedTextsOf(
      meeting,
      round,
      round.contests.map((contest, at) => countersOfTally(contest, boxes[at]?.tally ?? null)),
    ),
  );

/** The entry without ctx and signatures; the impossible numbers by contest where there is none. */
export function paperCountOf(
  meeting: MeetingEntry,
  round: PaperRound,
  attendance: PaperAttendance,
  boxes: readonly PaperBox[],
): Result<Omit<PaperCountEntry, 'ctx' | 'signatures'>, readonly Impossible[]> {
  const outcomes: (RecordedOutcome | null)[] = [];
  for (const [at, contest] of round.contests.entries()) {
    const box = boxes[at];
    if (box === undefined) throw new RangeError('paper count: one box to a contest');
    const decided = paperBoxOutcome(contest, attendance, box, round.rules);
    if (!decided.ok) return decided;
    outcomes.push(decided.value === null ? null : recordedOutcomeOf(decided.value));
  }
  return ok({
    type: 'paper-count',
    expected: attendance.expected,
    present: attendance.present,
    texts: textsOfPaperCount(meeting, round, boxes),
    contests: [...boxes],
    outcome: outcomes,
  });
}
