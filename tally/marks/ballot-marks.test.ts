import { describe, expect, it } from 'vitest';
import type { Contest } from '../record/contest.ts';
import { blankMarks, counterBits } from './ballot-marks.ts';

const text = { zh: '题', en: 'title' };
const persons = (...names: string[]) => names.map((name) => ({ name, remark: '' }));

const contests: readonly Contest[] = [
  {
    kind: 'election',
    category: 'committee',
    post: '委员',
    title: text,
    seats: 1,
    candidates: persons('甲'),
    writeIns: persons('丁'),
  },
  { kind: 'appraisal', title: text, subjects: persons('甲', '乙'), grades: [text, text, text] },
  { kind: 'recommendation', title: text, nominees: persons('甲', '乙', '丙'), limit: 2 },
];

describe('marks of a whole ballot', () => {
  it('set no counter while blank', () => {
    expect(
      counterBits(contests, blankMarks(contests))
        .flat()
        .every((bit) => bit === 0),
    ).toBe(true);
  });

  it('set one counter per mark, contest by contest (specification §6.1)', () => {
    expect(
      counterBits(contests, [
        { kind: 'election', rows: [{ mark: 'disapprove', writeIn: 0 }] },
        { kind: 'appraisal', grades: [2, null] },
        { kind: 'recommendation', recommended: [true, false, true] },
      ]),
    ).toEqual([
      [0, 1, 1],
      [0, 0, 1, 0, 0, 0],
      [1, 0, 1],
    ]);
  });

  it('are refused for a contest of another kind, as a broken invariant', () => {
    const [, ...others] = blankMarks(contests);
    expect(() => counterBits(contests, [...others, ...blankMarks(contests).slice(0, 1)])).toThrow(TypeError);
  });

  it('of more or fewer contests than the ballot has are none of it', () => {
    const marks = blankMarks(contests);
    expect(() => counterBits(contests, marks.slice(1))).toThrow(RangeError);
    expect(() => counterBits(contests.slice(1), marks)).toThrow(RangeError);
  });
});
