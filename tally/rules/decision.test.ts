import { describe, expect, test } from 'vitest';
import { type Decision, isSameDecision, smallestMajority, undecided } from './decision.ts';

describe('two decisions are the same', () => {
  const decision: Decision = { elected: ['A', 'B'], tie: { among: ['C', 'D'], seats: 1 }, unfilled: 0 };

  test('when elected, tie and unfilled are', () => {
    expect(isSameDecision(decision, structuredClone(decision))).toBe(true);
    expect(isSameDecision(undecided(3), undecided(3))).toBe(true);
  });

  test.each<[string, Decision]>([
    ['another person elected', { ...decision, elected: ['A', 'C'] }],
    ['one more elected', { ...decision, elected: ['A', 'B', 'E'] }],
    ['a seat unfilled', { ...decision, unfilled: 1 }],
    ['no tie', { ...decision, tie: null }],
    ['others tied', { ...decision, tie: { among: ['C', 'E'], seats: 1 } }],
    ['more tied', { ...decision, tie: { among: ['C', 'D', 'E'], seats: 1 } }],
    ['a tie for more seats', { ...decision, tie: { among: ['C', 'D'], seats: 2 } }],
  ])('not with %s', (_difference, other) => {
    expect(isSameDecision(decision, other)).toBe(false);
    expect(isSameDecision(other, decision)).toBe(false);
  });
});

test('more than half of 30 is 16, of 31 is 16, of 1 is 1 (rules §1.11)', () => {
  expect([30, 31, 1].map(smallestMajority)).toEqual([16, 16, 1]);
});
