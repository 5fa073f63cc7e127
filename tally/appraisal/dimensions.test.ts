import { describe, expect, test } from 'vitest';
import { dimensionTitle, listTitle, type RatedInDimensions, rankInDimensions } from './dimensions.ts';
import { fraction } from './fraction.ts';

/** Rates of 优秀 and 称职 of ten forms in each dimension; null: nobody graded. */
const object = (name: string, ...dimensions: readonly (readonly [number, number] | null)[]): RatedInDimensions => ({
  name,
  dimensions: dimensions.map((ticks) =>
    ticks === null ? [null, null] : [fraction(ticks[0], 10), fraction(ticks[1], 10)],
  ),
});

/** 甲 is best in 德 and last in 能; 乙 is second in both; 丙 has the best mean. */
const CLASS = [object('甲', [9, 1], [2, 8]), object('乙', [7, 3], [5, 5]), object('丙', [6, 4], [8, 2])];

describe('several dimensions of the same objects (rules §4.4)', () => {
  test('apart: a place in each, and no common one', () => {
    expect(rankInDimensions(CLASS, 'apart')).toEqual([
      { name: '甲', places: [1, 3], rank: null },
      { name: '乙', places: [2, 2], rank: null },
      { name: '丙', places: [3, 1], rank: null },
    ]);
  });

  test('by the mean of the rates: the best of all dimensions together is first', () => {
    expect(rankInDimensions(CLASS, 'average').map(({ rank }) => rank)).toEqual([3, 2, 1]);
  });

  test('equal means of the best grade are told apart by the next, and equal ones share a place', () => {
    const equal = [object('甲', [6, 0], [4, 4]), object('乙', [5, 5], [5, 3]), object('丙', [4, 4], [6, 4])];
    expect(rankInDimensions(equal, 'average').map(({ rank }) => rank)).toEqual([3, 1, 1]);
  });

  test('a dimension in which nobody graded the object is left out of its mean; without any it is last', () => {
    const some = [object('甲', [6, 4], [6, 4]), object('乙', [8, 2], null), object('丙', null, null)];
    expect(rankInDimensions(some, 'average').map(({ rank }) => rank)).toEqual([2, 1, 3]);
  });

  test('in the order of the form: the second dimension is asked only where the first is equal', () => {
    expect(rankInDimensions(CLASS, 'in-order').map(({ rank }) => rank)).toEqual([1, 2, 3]);
    const equal = [object('甲', [7, 3], [2, 8]), object('乙', [7, 3], [5, 5]), object('丙', [7, 2], [9, 1])];
    expect(rankInDimensions(equal, 'in-order').map(({ rank }) => rank)).toEqual([2, 1, 3]);
  });

  test('one dimension alone has its place whatever the method says of several', () => {
    const one = [object('甲', [5, 5]), object('乙', [7, 3])];
    for (const ranking of ['apart', 'average', 'in-order'] as const)
      expect(rankInDimensions(one, ranking).map(({ rank }) => rank)).toEqual([2, 1]);
    expect(rankInDimensions([], 'average')).toEqual([]);
  });
});

test('the table of a dimension is called after its list, and the list is found again', () => {
  expect(dimensionTitle('村干部', '')).toBe('村干部');
  expect(dimensionTitle('村干部', '德')).toBe('村干部·德');
  expect(listTitle('村干部·德', '德')).toBe('村干部');
  expect(listTitle('村干部·德', '')).toBe('村干部·德');
  expect(listTitle('村干部', '能')).toBe('村干部');
});
