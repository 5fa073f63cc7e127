import { expect, test } from 'vitest';
import type { ElectionContest } from '../record/contest.ts';
import { outcomeIntegers } from './attested-integers.ts';

const person = (name: string) => ({ name, remark: '' });
const contest: ElectionContest = {
  kind: 'election',
  category: 'committee',
  post: '委员',
  title: { zh: '选举委员', en: 'Committee' },
  seats: 2,
  candidates: ['甲', '乙', '丙'].map(person),
  writeIns: ['丁'].map(person),
};
const outcome = {
  quorate: true,
  election: 'valid',
  elected: ['甲'],
  tie: { among: ['丙', '丁'], seats: 1 },
  unfilled: 0,
  baseSensitive: false,
  smallestWinning: 4,
} as const;

test('an outcome is integers: persons by their place on the ballot, write-ins after the candidates (specification §9)', () => {
  expect(outcomeIntegers(contest, outcome)).toEqual([1, 1, 0, 4, 0, 1, 0, 1, 2, 2, 3]);
  expect(
    outcomeIntegers(contest, { ...outcome, election: 'void', quorate: false, elected: [], tie: null, unfilled: 2 }),
  ).toEqual([0, 0, 0, 4, 2, 0, 0, 0]);
});

test('a contest that elects nobody has no integers', () => {
  expect(outcomeIntegers(contest, null)).toEqual([]);
});

test('somebody who is not on the ballot cannot be attested', () => {
  expect(() => outcomeIntegers(contest, { ...outcome, elected: ['某'] })).toThrow(RangeError);
});
