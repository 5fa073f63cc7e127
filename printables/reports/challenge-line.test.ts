import { expect, test } from 'vitest';
import { challengeLine } from './count-report.ts';

const line = (challenges: number, differing = 0) =>
  challengeLine({ close: { challenges } as Parameters<typeof challengeLine>[0]['close'], differing });

test.each([
  [0, 0, '没有抽查投票机。'],
  [1, 0, '抽查投票机1次，全部相符；如有95%以上的选票被投票机改动，这些抽查至少有95%的把握查出。'],
  [3, 0, '抽查投票机3次，全部相符；如有63.2%以上的选票被投票机改动，这些抽查至少有95%的把握查出。'],
  [20, 1, '抽查投票机20次，其中1次不符；如有14%以上的选票被投票机改动，这些抽查至少有95%的把握查出。'],
])('%i challenges, %i of them not matching: %s (specification §7.5)', (challenges, differing, expected) => {
  expect(line(challenges, differing)).toBe(expected);
});
