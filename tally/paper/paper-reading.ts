/**
 * What two tellers read of one heap, whatever stands on its papers: a ballot of an election, a 测评表 or a 推荐表. One road from
 * two sheets to the sums of the record (rules §5.1 steps 9–10).
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { Contest } from '../record/contest.ts';
import type { PaperInvalidReason, PaperTally } from '../record/paper-entries.ts';
import { adjudicate, type VoidEntry } from './adjudication.ts';
import { blankPaperBallot, type PaperBallot } from './paper-ballot.ts';
import { countPaperBallots, type PaperCounts } from './paper-counts.ts';
import { blankForm, countPaperForms, fitsForm, invalidForm, type PaperForm, plainForm } from './paper-form.ts';
import type { PaperRules } from './paper-rules.ts';
import { type OpenBallot, settledSheet } from './settled-sheet.ts';

export type PaperReading = PaperBallot | PaperForm;

export interface JudgedReading {
  readonly verdict: 'valid' | 'invalid' | 'undecided';
  readonly reasons: readonly PaperInvalidReason[];
  readonly voidEntries: readonly VoidEntry[];
}

/** What the chief scrutineer read on the paper; `ballot` counts from 0. */
export interface SettledReading {
  readonly ballot: number;
  readonly as: PaperReading;
}

const isForm = (reading: PaperReading): reading is PaperForm => 'kind' in reading;

const ballotsOf = (readings: readonly PaperReading[]): readonly PaperBallot[] =>
  readings.map((reading) => {
    if (isForm(reading)) throw new RangeError('paper reading: a form in an election');
    return reading;
  });

const formsOf = (readings: readonly PaperReading[]): readonly PaperForm[] =>
  readings.map((reading) => {
    if (!isForm(reading)) throw new RangeError('paper reading: a ballot among forms');
    return plainForm(reading);
  });

export const blankReading = (contest: Contest): PaperReading =>
  contest.kind === 'election' ? blankPaperBallot(contest) : blankForm(contest);

/** @throws RangeError a reading that cannot be one of this contest */
export function judgeReading(contest: Contest, reading: PaperReading, rules: PaperRules): JudgedReading {
  if (contest.kind === 'election') {
    const [ballot] = ballotsOf([reading]) as [PaperBallot];
    const judged = adjudicate(contest, ballot, rules);
    return {
      verdict: judged.verdict,
      reasons: judged.verdict === 'invalid' ? judged.reasons : [],
      voidEntries: judged.verdict === 'valid' ? judged.voidEntries : [],
    };
  }
  const [form] = formsOf([reading]) as [PaperForm];
  if (!fitsForm(contest, form)) throw new RangeError('paper reading: not of this contest');
  const reason = invalidForm(contest, form);
  return { verdict: reason === null ? 'valid' : 'invalid', reasons: reason === null ? [] : [reason], voidEntries: [] };
}

export function fitsContest(contest: Contest, reading: PaperReading, rules: PaperRules): boolean {
  try {
    judgeReading(contest, reading, rules);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export function sameReading(first: PaperReading, second: PaperReading): boolean {
  const plain = (reading: PaperReading) => JSON.stringify(isForm(reading) ? plainForm(reading) : reading);
  return plain(first) === plain(second);
}

/** Names written by hand that count for nobody stay with the tellers; the record has their number by reason. */
function tallyOf({ valid, invalid, rows, writeIns, voidEntries, invalidReasons }: PaperCounts): PaperTally {
  const reasons = [...new Set(voidEntries.map(({ reason }) => reason))].map((reason) => ({
    reason,
    entries: voidEntries.filter((one) => one.reason === reason).reduce((sum, { entries }) => sum + entries, 0),
  }));
  return { valid, invalid, rows, writeIns: [...writeIns], voidEntries: reasons, invalidReasons: [...invalidReasons] };
}

/** Of one teller; papers that wait for the chief scrutineer are left out. */
export function tallyOfReadings(contest: Contest, readings: readonly PaperReading[], rules: PaperRules): PaperTally {
  if (contest.kind !== 'election') return countPaperForms(contest, formsOf(readings));
  const decided = ballotsOf(readings).filter((one) => adjudicate(contest, one, rules).verdict !== 'undecided');
  const counted = countPaperBallots(contest, decided, rules);
  if (!counted.ok) throw new Error('paper reading: a decided ballot is undecided');
  return tallyOf(counted.value);
}

/** The sums of the sheet both agree on, or the papers that the chief scrutineer still has to look at. */
export function settledTally(
  contest: Contest,
  first: readonly PaperReading[],
  second: readonly PaperReading[],
  settlements: readonly SettledReading[],
  rules: PaperRules,
): Result<PaperTally, readonly OpenBallot[]> {
  if (contest.kind === 'election') {
    const asBallots = settlements.map(({ ballot, as }) => ({ ballot, as: ballotsOf([as])[0] as PaperBallot }));
    const settled = settledSheet(contest, ballotsOf(first), ballotsOf(second), asBallots, rules);
    return settled.ok ? ok(tallyOf(settled.value)) : settled;
  }
  const [one, other] = [formsOf(first), formsOf(second)];
  const settled = new Map(settlements.map(({ ballot, as }) => [ballot, as]));
  const open: OpenBallot[] = [];
  const sheet: PaperForm[] = [];
  for (let ballot = 0; ballot < Math.max(one.length, other.length); ballot += 1) {
    const [a, b] = [one[ballot], other[ballot]];
    if (a === undefined || b === undefined) {
      open.push({ ballot, differences: [{ ballot, field: 'ballot-missing', row: null }], undecided: [] });
      continue;
    }
    // A settlement of a form on which both agree would change what two people read.
    const as = sameReading(a, b) ? a : settled.get(ballot);
    if (as === undefined) open.push({ ballot, differences: [{ ballot, field: 'mark', row: null }], undecided: [] });
    else sheet.push(...formsOf([as]));
  }
  return open.length > 0 ? err(open) : ok(countPaperForms(contest, sheet));
}
