import { describe, expect, test } from 'vitest';
import type { MotionSubject } from '../record/assembly-entries.ts';
import {
  isCarried,
  isFormalEnough,
  isPossibleMotion,
  lostMotionOf,
  type MotionVote,
  missingMotionsOf,
} from './motion.ts';

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

test('a motion is voted on as formally as the method asks, or more', () => {
  const modes = ['applause', 'hands', 'ballot'] as const;
  const enough = (motionMode: (typeof modes)[number]) =>
    modes.filter((mode) => isFormalEnough({ subject: 'method', mode }, { motionMode }));
  expect(enough('applause')).toEqual(['applause', 'hands', 'ballot']);
  expect(enough('hands')).toEqual(['hands', 'ballot']);
  expect(enough('ballot')).toEqual(['ballot']);
  expect(isFormalEnough({ subject: 'reduction', mode: 'applause' }, { motionMode: 'applause' })).toBe(false);
  expect(isFormalEnough({ subject: 'reduction', mode: 'hands' }, { motionMode: 'applause' })).toBe(true);
});

describe('a lost motion stops an opening', () => {
  const put = (...motions: readonly (readonly [MotionSubject, boolean])[]) =>
    motions.map(([subject, carried]) => ({ subject, carried }));
  const lost = (motions: ReturnType<typeof put>, tellerSource: 'designated' | 'voted' = 'designated', leftOut = 0) =>
    lostMotionOf(motions, { rules: { tellerSource }, leftOut })?.subject;

  test('about the method or the scrutineers, until it is carried (rules §4.1 step 24)', () => {
    expect(lost([])).toBeUndefined();
    expect(lost(put(['method', true], ['scrutineers', true]))).toBeUndefined();
    expect(lost(put(['method', false], ['scrutineers', true]))).toBe('method');
    expect(lost(put(['method', true], ['scrutineers', false]))).toBe('scrutineers');
    expect(lost(put(['scrutineers', false], ['scrutineers', true]))).toBeUndefined();
    expect(lost(put(['scrutineers', true], ['scrutineers', false]))).toBe('scrutineers');
  });

  test('about the tellers where the method has them voted and not designated (rules §1.7)', () => {
    expect(lost(put(['tellers', false]), 'voted')).toBe('tellers');
    expect(lost(put(['tellers', false]), 'designated')).toBeUndefined();
    expect(lost(put(['tellers', false], ['tellers', true]), 'voted')).toBeUndefined();
  });

  test('about those left out of 应到会 as long as anybody is left out (rules §3)', () => {
    expect(lost(put(['exclusions', false]), 'designated', 1)).toBe('exclusions');
    expect(lost(put(['exclusions', false]), 'designated', 0)).toBeUndefined();
    expect(lost(put(['exclusions', false], ['exclusions', true]), 'designated', 1)).toBeUndefined();
  });

  test('about nothing else', () => {
    expect(lost(put(['reduction', false], ['other', false]), 'voted', 1)).toBeUndefined();
  });
});

test('an election needs a vote on the method, the scrutineers, voted tellers and whoever is left out (rules §3, §4.1)', () => {
  const missing = (subjects: readonly MotionSubject[], leftOut: number, tellerSource: 'designated' | 'voted') =>
    missingMotionsOf(
      subjects.map((subject) => ({ subject, carried: true })),
      { rules: { tellerSource }, leftOut },
    );
  expect(missing([], 0, 'designated')).toEqual(['method', 'scrutineers']);
  expect(missing(['method', 'scrutineers'], 0, 'designated')).toEqual([]);
  expect(missing(['method', 'scrutineers'], 2, 'voted')).toEqual(['tellers', 'exclusions']);
  expect(missing(['method', 'scrutineers', 'tellers', 'exclusions'], 2, 'voted')).toEqual([]);
});
