/**
 * What a voter marked on an election ballot, and the rules a screen may let her mark by.
 *
 * Every candidate has one of three legal marks or none yet; 另选他人 belongs to a row marked 不赞成
 * (条例 2020 art. 26), and approvals and write-ins together never exceed the seats (art. 27).
 * The same rules are enforced by proof in the ballot (specification §6.1); here they are answered in
 * words before anything is encrypted, so nothing changes silently.
 */
import { err, ok, type Result } from '../../crypto/result.ts';

export type Mark = 'approve' | 'disapprove' | 'abstain';

/** Fixed order on every screen and paper; no mark is preferred. */
export const MARKS: readonly Mark[] = ['approve', 'disapprove', 'abstain'];

/** The part of an election contest that marking depends on. */
export interface MarkableElection {
  readonly seats: number;
  readonly candidates: readonly unknown[];
  readonly writeIns: readonly unknown[];
}

/** `mark` null is 未表示; `writeIn` is an index into the contest's write-in list. */
export interface MarkedRow {
  readonly mark: Mark | null;
  readonly writeIn: number | null;
}

export interface ElectionMarks {
  readonly kind: 'election';
  readonly rows: readonly MarkedRow[];
}

/** Somebody already chosen, named by a refusal so that the voter knows what to change. */
export type Choice =
  | { readonly kind: 'candidate'; readonly index: number }
  | { readonly kind: 'write-in'; readonly index: number };

export type MarkRefusal =
  | { readonly code: 'candidate-unknown' }
  | { readonly code: 'write-in-unknown' }
  | { readonly code: 'too-many'; readonly seats: number; readonly chosen: readonly Choice[] }
  | { readonly code: 'write-in-without-disapproval'; readonly candidate: number }
  | { readonly code: 'write-in-twice'; readonly candidate: number; readonly writeIn: number }
  | { readonly code: 'write-in-would-be-dropped'; readonly candidate: number; readonly writeIn: number };

const UNMARKED: MarkedRow = { mark: null, writeIn: null };

/** Nothing is preselected. */
export function blankElectionMarks(contest: MarkableElection): ElectionMarks {
  return { kind: 'election', rows: contest.candidates.map(() => UNMARKED) };
}

/** Candidates approved and persons written in, in the order of the ballot. */
export function chosenIn(marks: ElectionMarks): readonly Choice[] {
  const approved = marks.rows.flatMap((row, index) =>
    row.mark === 'approve' ? [{ kind: 'candidate', index } as const] : [],
  );
  const written = marks.rows.flatMap((row) =>
    row.writeIn === null ? [] : [{ kind: 'write-in', index: row.writeIn } as const],
  );
  return [...approved, ...written];
}

const replaceRow = (marks: ElectionMarks, index: number, row: MarkedRow): ElectionMarks => ({
  kind: 'election',
  rows: marks.rows.map((old, i) => (i === index ? row : old)),
});

/**
 * Marks one candidate (null takes the mark back). Leaving 不赞成 with a name written in is refused
 * until the caller has asked the voter and passes `dropWriteIn`.
 */
export function markCandidate(
  contest: MarkableElection,
  marks: ElectionMarks,
  candidate: number,
  mark: Mark | null,
  options: { readonly dropWriteIn?: boolean } = {},
): Result<ElectionMarks, MarkRefusal> {
  const row = marks.rows[candidate];
  if (row === undefined) return err({ code: 'candidate-unknown' });
  if (row.mark === mark) return ok(marks);
  if (row.writeIn !== null && options.dropWriteIn !== true) {
    return err({ code: 'write-in-would-be-dropped', candidate, writeIn: row.writeIn });
  }
  const next = replaceRow(marks, candidate, { mark, writeIn: null });
  if (mark === 'approve' && chosenIn(next).length > contest.seats) {
    return err({ code: 'too-many', seats: contest.seats, chosen: chosenIn(marks) });
  }
  return ok(next);
}

/** 另选他人 in place of a candidate marked 不赞成; an earlier name in the same row is replaced. */
export function writeInstead(
  contest: MarkableElection,
  marks: ElectionMarks,
  candidate: number,
  writeIn: number,
): Result<ElectionMarks, MarkRefusal> {
  const row = marks.rows[candidate];
  if (row === undefined) return err({ code: 'candidate-unknown' });
  if (!Number.isInteger(writeIn) || writeIn < 0 || writeIn >= contest.writeIns.length) {
    return err({ code: 'write-in-unknown' });
  }
  if (row.mark !== 'disapprove') return err({ code: 'write-in-without-disapproval', candidate });
  if (row.writeIn === writeIn) return ok(marks);
  if (marks.rows.some((other) => other.writeIn === writeIn)) {
    return err({ code: 'write-in-twice', candidate, writeIn });
  }
  const next = replaceRow(marks, candidate, { mark: 'disapprove', writeIn });
  if (chosenIn(next).length > contest.seats) {
    return err({ code: 'too-many', seats: contest.seats, chosen: chosenIn(marks) });
  }
  return ok(next);
}

/** Takes a written name back; the caller asks the voter once before. */
export function removeWriteIn(marks: ElectionMarks, candidate: number): Result<ElectionMarks, MarkRefusal> {
  const row = marks.rows[candidate];
  if (row === undefined) return err({ code: 'candidate-unknown' });
  return ok(replaceRow(marks, candidate, { mark: row.mark, writeIn: null }));
}

/** Rows without a mark: the review says of each 未表示，按弃权计. */
export function unmarkedCandidates(marks: ElectionMarks): readonly number[] {
  return marks.rows.flatMap((row, index) => (row.mark === null ? [index] : []));
}

/** As it is counted: no mark is 弃权. */
export function countedMark(row: MarkedRow): Mark {
  return row.mark ?? 'abstain';
}

/** The counters F_1, A_1, …, F_k, A_k, X_1, …, X_R of the contest (specification §6.1). */
export function electionCounterBits(contest: MarkableElection, marks: ElectionMarks): readonly (0 | 1)[] {
  if (marks.rows.length !== contest.candidates.length) throw new RangeError('marks: one row per candidate');
  const writtenIn = new Set(marks.rows.map((row) => row.writeIn));
  return [
    ...marks.rows.flatMap((row) => [bit(row.mark === 'approve'), bit(row.mark === 'disapprove')]),
    ...contest.writeIns.map((_, index) => bit(writtenIn.has(index))),
  ];
}

const bit = (set: boolean): 0 | 1 => (set ? 1 : 0);
