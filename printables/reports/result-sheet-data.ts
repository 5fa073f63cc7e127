/**
 * What the result sheet says, taken from a record: a pure function, so that any verifier draws the same sheet (check 14).
 *
 * It trusts the record it is given; whether the record is right is the verifier's business (checks 1 to 13).
 */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { type NoteVerifier, parseNote, verifyCosignature } from '../../crypto/log/signed-note.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import type { Accounting } from '../../tally/accounting/accounting.ts';
import { accountRound } from '../../tally/accounting/accounting-of-round.ts';
import { countsWithout } from '../../tally/count/counts-without.ts';
import { type FormResult, formResult } from '../../tally/count/form-results.ts';
import { contestOutcome, outcomeInput } from '../../tally/count/outcome-of-contest.ts';
import { type Ruling, refusedIn } from '../../tally/count/settled-outcome.ts';
import { attendanceMinimum } from '../../tally/meeting/attendance-gate.ts';
import type { ElectionContest } from '../../tally/record/contest.ts';
import { cosignerName, type MeetingEntry } from '../../tally/record/meeting-entry.ts';
import { label, type Person } from '../../tally/record/person.ts';
import { entriesOf, type RecordFile, readRecord } from '../../tally/record/reader.ts';
import type { CloseEntry, OpenEntry, RoundEntry } from '../../tally/record/round-entries.ts';
import { countingRules } from '../../tally/rules/counting-rules.ts';
import { decidingMargin } from '../../tally/rules/margin.ts';
import type { Outcome } from '../../tally/rules/outcome.ts';
import type { SymbolA } from '../qr/symbol-a.ts';
import type { SymbolB } from '../qr/symbol-b.ts';
import { symbolBOf } from '../qr/symbol-b-of-record.ts';
import { type CountedRoundError, countedRound, symbolOf } from '../qr/symbol-of-record.ts';
import { decidedLines, reducedPosts, withReduction } from './decided-lines.ts';
import { type Elected, electedInOrder, type ListOrder, listOrderOf } from './elected-order.ts';

export interface SheetCandidate {
  /** With the remark wherever the roll has a namesake: paper is read without the roll. */
  readonly name: string;
  readonly approve: number;
  readonly disapprove: number;
  readonly abstain: number;
  readonly isElected: boolean;
}

export interface SheetWriteIn {
  readonly name: string;
  readonly votes: number;
  readonly isElected: boolean;
  /** By the superior: the votes are printed and count for nobody (specification §8.6). */
  readonly isRefused: boolean;
}

export interface SheetContest {
  readonly contest: ElectionContest;
  readonly candidates: readonly SheetCandidate[];
  /** With at least one vote, most votes first. */
  readonly writeIns: readonly SheetWriteIn[];
  readonly outcome: Outcome;
  /** The voters have given up its open seats. */
  readonly isReduced: boolean;
  /** By the order that the rules ask for (rules §1.13). */
  readonly elected: readonly string[];
  readonly electedOrder: ListOrder;
  /** Further ballots that could have changed the outcome; null where nothing was decided. */
  readonly margin: number | null;
}

export interface ResultSheetData {
  readonly meeting: MeetingEntry;
  readonly round: RoundEntry;
  readonly close: CloseEntry;
  readonly open: OpenEntry;
  readonly accounting: Accounting;
  /** Of the challenges: those whose opening was not the ballot. */
  readonly differing: number;
  readonly quorumMinimum: number;
  /** The kind of a ballot that is no first one, the motions and the decisions of this round: in sentences. */
  readonly decided: readonly string[];
  /** Elections. */
  readonly contests: readonly SheetContest[];
  /** 民主测评, 民主推荐: nobody is elected. A round has either elections or these on its sheet. */
  readonly forms: readonly FormResult[];
  readonly scrutineers: SymbolA['scrutineers'];
  readonly ctx: string;
  /** Of the tree that ends with `result` (specification §9). */
  readonly root: string;
  readonly size: number;
  readonly symbol: SymbolA;
  /** Null where fewer than t scrutineers proved the counts. */
  readonly symbolB: SymbolB | null;
  /** The record file as it is attached. */
  readonly record: string;
  /** The latest time in the record: when the file says it was made. */
  readonly time: Date;
  /** Where anybody can check; '' leaves it out. */
  readonly checkAddress: string;
}

export type SheetDataError = CountedRoundError | 'mixed-ballot' | 'impossible-numbers';

/**
 * The scrutineers' cosignatures are the only times in a record; the latest one dates the file. Without any it is noon in China on
 * the day of the meeting.
 */
export function latestTime(file: RecordFile, meeting: MeetingEntry): Date {
  const verifiers = meeting.scrutineers.map(({ cosignKey }, at) => ({
    name: cosignerName(meeting.logOrigin, at + 1),
    publicKey: decodeBase64url(cosignKey, 32),
  }));
  for (const line of file.lines.toReversed()) {
    if (line.kind !== 'checkpoint') continue;
    const times = verifiers.map((verifier) => cosignatureTime(line.note, verifier));
    if (Math.max(0, ...times) > 0) return new Date(Math.max(...times) * 1000);
  }
  return new Date(`${meeting.date}T04:00:00Z`);
}

function cosignatureTime(note: string, verifier: NoteVerifier): number {
  try {
    return verifyCosignature(parseNote(note), verifier) ?? 0;
  } catch {
    return 0;
  }
}

function sheetContest(
  contest: ElectionContest,
  counts: readonly number[],
  {
    round,
    close,
    issued,
    decisions,
    reduced,
  }: {
    readonly round: RoundEntry;
    readonly close: CloseEntry;
    readonly issued: number;
    readonly decisions: readonly Ruling[];
    readonly reduced: ReadonlySet<string>;
  },
): SheetContest | null {
  const attendance = { expected: close.expected, present: close.present, issued, casts: close.casts };
  const refused = new Set(refusedIn(decisions, contest.post));
  const kept = countsWithout(contest, counts, refused);
  const decided = contestOutcome(contest, kept, attendance, round.rules);
  if (!decided.ok) return null;
  const k = contest.candidates.length;
  const written = contest.writeIns
    .map((person, at) => ({ person, votes: counts[2 * k + at] ?? 0 }))
    .filter(({ votes }) => votes > 0)
    .toSorted((a, b) => b.votes - a.votes);
  const isElected = new Set(decided.value.elected);
  const candidates = contest.candidates.map((person, at) => {
    const approve = counts[2 * at] ?? 0;
    const disapprove = counts[2 * at + 1] ?? 0;
    const abstain = close.casts - approve - disapprove;
    return { name: label(person), approve, disapprove, abstain, isElected: isElected.has(label(person)) };
  });
  const writeIns = written.map(({ person, votes }) => ({
    name: label(person),
    votes,
    isElected: isElected.has(label(person)),
    isRefused: refused.has(label(person)),
  }));
  const named = (person: Person, votes: number, isCandidate: boolean): Elected => ({
    label: label(person),
    name: person.name,
    votes,
    isCandidate,
  });
  const ranked = [
    ...contest.candidates.map((person, at) => named(person, counts[2 * at] ?? 0, true)),
    ...written.map(({ person, votes }) => named(person, votes, false)),
  ];
  const { labels: elected, order: electedOrder } = electedInOrder(
    ranked.filter((person) => isElected.has(person.label)),
    listOrderOf(contest, round.rules),
    round.rules.singleGivenName,
  );
  const margin = decidingMargin(
    outcomeInput(contest, kept, attendance, round.rules),
    decided.value,
    countingRules(round.rules, contest.category),
  );
  return {
    contest,
    candidates,
    writeIns,
    ...withReduction(decided.value, contest, reduced),
    elected,
    electedOrder,
    margin,
  };
}

export interface SheetOptions {
  /** Round id, from 1. */
  readonly round: number;
  readonly checkAddress: string;
}

export function resultSheetData(record: string, options: SheetOptions): Result<ResultSheetData, SheetDataError> {
  const file = readRecord(record);
  const found = countedRound(file, options.round);
  if (!found.ok) return found;
  const { meeting, round, open, close, result } = found.value;
  const accounting = accountRound(round, open, close.handCounts, close);
  const ctx = result.ctx;
  const decisions = entriesOf(file, 'decision').flatMap(({ entry }) => (entry.ctx === ctx ? [entry] : []));
  const reduced = reducedPosts(file, round.round);
  const contests: SheetContest[] = [];
  const forms: FormResult[] = [];
  for (const [at, contest] of round.contests.entries()) {
    if (contest.kind !== 'election') {
      forms.push(formResult(contest, result.counts[at] ?? [], close.casts, round.rules.appraisalDenominator));
      continue;
    }
    const drawn = sheetContest(contest, result.counts[at] ?? [], {
      round,
      close,
      issued: accounting.issued,
      decisions,
      reduced,
    });
    if (drawn === null) return err('impossible-numbers');
    contests.push(drawn);
  }
  if (contests.length > 0 && forms.length > 0) return err('mixed-ballot');
  const symbol = symbolOf(found.value);
  if (!symbol.ok) return symbol;
  if (!isBase64url(meeting.keys.sheet)) return err('record-unreadable');
  const { root, size, scrutineers } = symbol.value;
  return ok({
    meeting,
    round,
    open,
    close,
    accounting,
    contests,
    forms,
    scrutineers,
    ctx,
    root,
    size,
    differing: entriesOf(file, 'challenge').filter(
      ({ entry }) => entry.ballot.ctx === ctx && entry.verdict === 'differs',
    ).length,
    quorumMinimum: attendanceMinimum(meeting.kind, close.expected, round.rules),
    decided: decidedLines(file, round.round),
    symbol: symbol.value,
    symbolB: symbolBOf(found.value),
    record,
    time: latestTime(file, meeting),
    checkAddress: options.checkAddress,
  });
}

/** The schema leaves the spare bits of a text of any length to whoever decodes it. */
export function isBase64url(text: string): boolean {
  try {
    decodeBase64url(text);
    return true;
  } catch {
    return false;
  }
}

/** SubjectPublicKeyInfo of the key that must have signed the sheet. */
export const sheetKeyOf = (meeting: MeetingEntry): Uint8Array => decodeBase64url(meeting.keys.sheet);
