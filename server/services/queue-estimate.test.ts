import { expect, test } from 'vitest';
import { queueEstimate } from './queue-estimate.ts';

test.each([
  [2, 45],
  [4, 23],
  [6, 15],
])('sixty people at %i kiosks wait about %i minutes (UX 0.2)', (kiosks, minutes) => {
  expect(queueEstimate(60, kiosks)).toEqual({ voters: 60, kiosks, minutes, advised: { least: 4, most: 5 } });
});

test('without a kiosk no time is claimed, and how many are advised is said all the same', () => {
  expect(queueEstimate(61, 0)).toEqual({ voters: 61, kiosks: 0, minutes: null, advised: { least: 5, most: 6 } });
  expect(queueEstimate(0, 0)).toEqual({ voters: 0, kiosks: 0, minutes: null, advised: { least: 0, most: 0 } });
});
