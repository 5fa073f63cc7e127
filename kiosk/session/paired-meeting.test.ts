import { expect, it } from 'vitest';
import { forgetPairedMeeting, isPairedMeeting } from './paired-meeting.ts';

it('a kiosk serves the meeting it opened first, over every restart, until an official pairs it anew (specification §7.10)', () => {
  const values = new Map<string, string>();
  const store = {
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => void values.set(name, value),
    removeItem: (name: string) => void values.delete(name),
  };
  expect(isPairedMeeting('first', store)).toBe(true);
  expect(isPairedMeeting('second', store)).toBe(false);
  expect(isPairedMeeting('', store)).toBe(false);
  expect(isPairedMeeting('first', store)).toBe(true);
  forgetPairedMeeting(store);
  expect(isPairedMeeting('second', store)).toBe(true);
  expect(isPairedMeeting('first', store)).toBe(false);
});
