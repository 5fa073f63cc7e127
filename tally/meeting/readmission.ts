/**
 * Members left out of 应到会 who turn up: with the chair's consent they are counted again (X − 1, Y + 1) until the first
 * ballot is issued (rules §3). The `round` entry states the roll as it was sealed, `open` and `close` the Y that counts.
 */
import type { RollCounts } from '../record/round-entries.ts';

/** How many of those left out are counted again when so many are expected. */
export const countedAgain = (expected: number, roll: RollCounts): number => expected - roll.expected;

/** How many are left out for good. */
export const leftOut = (expected: number, roll: RollCounts): number => roll.excluded - countedAgain(expected, roll);

/** Nobody but members left out can be added to the sealed 应到会, and nobody is taken away. */
export function isExpectedOfRoll(expected: number, roll: RollCounts): boolean {
  return countedAgain(expected, roll) >= 0 && countedAgain(expected, roll) <= roll.excluded;
}
