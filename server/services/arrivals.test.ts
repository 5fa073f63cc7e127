import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ARRIVAL_MS, createArrivals } from './arrivals.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('who has just checked in is named for some seconds, and then nowhere any more (UX 5.6)', () => {
  const arrivals = createArrivals();
  arrivals.arrived('a', '王建国');
  vi.advanceTimersByTime(ARRIVAL_MS - 1);
  arrivals.arrived('a', '王建国');
  arrivals.arrived('b', '周玥');
  expect(arrivals.recent('a').map(({ name }) => name)).toEqual(['王建国', '王建国']);
  // Two of one name are two arrivals.
  expect(new Set(arrivals.recent('a').map(({ id }) => id)).size).toBe(2);
  vi.advanceTimersByTime(1);
  expect(arrivals.recent('a')).toHaveLength(1);
  vi.advanceTimersByTime(ARRIVAL_MS);
  expect(arrivals.recent('a')).toEqual([]);
  expect(arrivals.recent('nothing')).toEqual([]);
});

test('a check-in that is undone is not welcomed', () => {
  const arrivals = createArrivals();
  arrivals.arrived('a', '王建国');
  arrivals.arrived('a', '周玥');
  arrivals.withdrawn('a', '王建国');
  expect(arrivals.recent('a').map(({ name }) => name)).toEqual(['周玥']);
});
