import { describe, expect, it } from 'vitest';
import {
  blankElectionMarks,
  chosenIn,
  countedMark,
  type ElectionMarks,
  electionCounterBits,
  type MarkRefusal,
  markCandidate,
  removeWriteIn,
  unmarkedCandidates,
  writeInstead,
} from './election-marks.ts';

const contest = { seats: 2, candidates: ['甲', '乙', '丙'], writeIns: ['丁', '戊'] };

type Step = (marks: ElectionMarks) => ReturnType<typeof markCandidate>;

function after(...steps: readonly Step[]): ElectionMarks {
  return steps.reduce((marks, step) => {
    const next = step(marks);
    if (!next.ok) throw new Error(next.error.code);
    return next.value;
  }, blankElectionMarks(contest));
}

const approve =
  (candidate: number): Step =>
  (marks) =>
    markCandidate(contest, marks, candidate, 'approve');
const disapprove =
  (candidate: number): Step =>
  (marks) =>
    markCandidate(contest, marks, candidate, 'disapprove');
const write =
  (candidate: number, person: number): Step =>
  (marks) =>
    writeInstead(contest, marks, candidate, person);

const refusal = (result: ReturnType<typeof markCandidate>): MarkRefusal => {
  if (result.ok) throw new Error('not refused');
  return result.error;
};

describe('marks on an election ballot', () => {
  it('start with nothing preselected, and an unmarked row counts as 弃权', () => {
    const marks = blankElectionMarks(contest);
    expect(marks.rows.map((row) => row.mark)).toEqual([null, null, null]);
    expect(unmarkedCandidates(marks)).toEqual([0, 1, 2]);
    expect(marks.rows.map(countedMark)).toEqual(['abstain', 'abstain', 'abstain']);
    expect(electionCounterBits(contest, marks)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('keep one mark per candidate; a new mark replaces the old one', () => {
    const marks = after(approve(0), disapprove(0));
    expect(marks.rows[0]).toEqual({ mark: 'disapprove', writeIn: null });
  });

  it('refuse a third choice for two seats and name the two already chosen (条例 art. 27)', () => {
    const marks = after(approve(0), approve(1));
    expect(refusal(approve(2)(marks))).toEqual({
      code: 'too-many',
      seats: 2,
      chosen: [
        { kind: 'candidate', index: 0 },
        { kind: 'candidate', index: 1 },
      ],
    });
  });

  it('count write-ins towards the seats, in both directions', () => {
    const full = after(approve(0), disapprove(1), disapprove(2), write(1, 0));
    expect(chosenIn(full)).toHaveLength(2);
    expect(refusal(write(2, 1)(full)).code).toBe('too-many');
    const other = after(disapprove(1), disapprove(2), write(1, 0), write(2, 1));
    expect(refusal(approve(0)(other)).code).toBe('too-many');
  });

  it('allow 另选他人 only after 不赞成', () => {
    for (const step of [approve(0), (m: ElectionMarks) => markCandidate(contest, m, 0, 'abstain')]) {
      expect(refusal(write(0, 0)(after(step))).code).toBe('write-in-without-disapproval');
    }
    expect(refusal(write(0, 0)(after())).code).toBe('write-in-without-disapproval');
  });

  it('refuse the same person twice and a person who is not on the list', () => {
    const marks = after(disapprove(0), disapprove(1), write(0, 1));
    expect(refusal(write(1, 1)(marks)).code).toBe('write-in-twice');
    for (const index of [-1, 2, 0.5]) expect(refusal(write(1, index)(marks)).code).toBe('write-in-unknown');
  });

  it('do not drop a written name silently when the row leaves 不赞成', () => {
    const marks = after(disapprove(0), write(0, 1));
    expect(refusal(approve(0)(marks))).toEqual({ code: 'write-in-would-be-dropped', candidate: 0, writeIn: 1 });
    const dropped = markCandidate(contest, marks, 0, 'approve', { dropWriteIn: true });
    expect(dropped.ok && dropped.value.rows[0]).toEqual({ mark: 'approve', writeIn: null });
  });

  it('let one name replace another and let it be taken back', () => {
    const marks = after(disapprove(0), write(0, 1), write(0, 0));
    expect(marks.rows[0]?.writeIn).toBe(0);
    const removed = removeWriteIn(marks, 0);
    expect(removed.ok && removed.value.rows[0]).toEqual({ mark: 'disapprove', writeIn: null });
  });

  it('become the counters F_1, A_1, … X_R in order (specification §6.1)', () => {
    expect(electionCounterBits(contest, after(approve(0), disapprove(2), write(2, 1)))).toEqual([
      1, 0, 0, 0, 0, 1, 0, 1,
    ]);
  });
});

describe('marks of another ballot', () => {
  const marks = blankElectionMarks(contest);
  const refused = { ok: false, error: { code: 'candidate-unknown' } };

  it.each([-1, 3, 0.5])('candidate %s is none: nothing is marked, written in or taken back', (candidate) => {
    expect(markCandidate(contest, marks, candidate, 'approve')).toEqual(refused);
    expect(writeInstead(contest, marks, candidate, 0)).toEqual(refused);
    expect(removeWriteIn(marks, candidate)).toEqual(refused);
  });

  it('set no counters: a row for every candidate, no more and no fewer', () => {
    for (const rows of [marks.rows.slice(1), [...marks.rows, ...marks.rows.slice(0, 1)]])
      expect(() => electionCounterBits(contest, { kind: 'election', rows })).toThrow(RangeError);
  });
});
