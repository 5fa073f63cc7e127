import { expect, test } from 'vitest';
import { countedAgain, isExpectedOfRoll } from './readmission.ts';

const ROLL = { members: 84, probationary: 2, withoutRight: 2, excluded: 5, expected: 75 };

test('应到会 grows by members left out who turn up, by no others, and never shrinks (rules §3)', () => {
  expect([74, 75, 76, 80, 81].map((expected) => isExpectedOfRoll(expected, ROLL))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect(countedAgain(77, ROLL)).toBe(2);
});
