import { expect, test } from 'vitest';
import { isLegalThreshold } from './scrutineers.ts';

test('2 ≤ t ≤ n − 1 from three scrutineers on; two or one must all come (specification §4)', () => {
  const legal = (n: number) => [0, 1, 2, 3, 4, 5].filter((t) => isLegalThreshold(n, t));
  expect([1, 2, 3, 4, 5].map(legal)).toEqual([[1], [2], [2], [2, 3], [2, 3, 4]]);
  expect(legal(0)).toEqual([]);
});
