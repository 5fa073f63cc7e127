import { expect, test } from 'vitest';
import { isCarried, isPossibleMotion, type MotionVote } from './motion.ts';

const vote: MotionVote = {
  ...{ subject: 'method', mode: 'hands', expected: 10, present: 8 },
  ...{ inFavour: 5, against: 2, abstain: 1 },
};
const settings = { motionBase: 'present', reductionBase: 'present', reductionEqualAccepted: true } as const;

test('numbers of a show of hands: nobody raises two hands, nobody is present who is not expected', () => {
  expect(isPossibleMotion(vote)).toBe(true);
  // Who did not move a hand is counted nowhere.
  expect(isPossibleMotion({ ...vote, abstain: 0 })).toBe(true);
  expect(isPossibleMotion({ ...vote, abstain: 2 })).toBe(false);
  expect(isPossibleMotion({ ...vote, present: 11, abstain: 0 })).toBe(false);
});

test('by applause all present agree, and nobody is counted against it', () => {
  const applause: MotionVote = { ...vote, mode: 'applause', inFavour: 8, against: 0, abstain: 0 };
  expect(isPossibleMotion(applause)).toBe(true);
  expect(isPossibleMotion({ ...applause, inFavour: 7 })).toBe(false);
  expect(isPossibleMotion({ ...applause, against: 1 })).toBe(false);
  expect(isPossibleMotion({ ...applause, abstain: 1 })).toBe(false);
});

test('a motion is carried by more than half of its base (支部工作条例 Art. 11)', () => {
  expect(isCarried(vote, settings)).toBe(true);
  expect(isCarried({ ...vote, inFavour: 4 }, settings)).toBe(false);
  expect(isCarried(vote, { ...settings, motionBase: 'expected' })).toBe(false);
  expect(isCarried({ ...vote, inFavour: 6 }, { ...settings, motionBase: 'expected' })).toBe(true);
});

test('fewer seats need half of the voters or more, as the method says (rules §1.11)', () => {
  const reduction: MotionVote = { ...vote, subject: 'reduction', inFavour: 4 };
  expect(isCarried(reduction, settings)).toBe(true);
  expect(isCarried({ ...reduction, inFavour: 3 }, settings)).toBe(false);
  expect(isCarried(reduction, { ...settings, reductionEqualAccepted: false })).toBe(false);
  expect(isCarried({ ...reduction, inFavour: 5 }, { ...settings, reductionEqualAccepted: false })).toBe(true);
  expect(isCarried(reduction, { ...settings, reductionBase: 'expected' })).toBe(false);
});
