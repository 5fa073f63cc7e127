import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeSerialLines } from './serial-lines.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp() {
  const scans: string[] = [];
  return { scans, lines: makeSerialLines((text) => scans.push(text)) };
}

it('gives a line for each scan, however the bytes come', () => {
  const { scans, lines } = setUp();
  lines.take(bytes('CP1AB'));
  lines.take(bytes('CD\r\nCP1E'));
  expect(scans).toEqual(['CP1ABCD']);
  lines.take(bytes('F\r'));
  vi.advanceTimersByTime(1000);
  expect(scans).toEqual(['CP1ABCD', 'CP1EF']);
});

it('ends a scan by silence where the scanner sends no line end', () => {
  const { scans, lines } = setUp();
  lines.take(bytes('CP1AB'));
  vi.advanceTimersByTime(100);
  lines.take(bytes('CD'));
  expect(scans).toEqual([]);
  vi.advanceTimersByTime(120);
  expect(scans).toEqual(['CP1ABCD']);
});

it('drops half a scan when the line is lost', () => {
  const { scans, lines } = setUp();
  lines.take(bytes('CP1AB'));
  lines.drop();
  lines.take(bytes('CP1CD\n'));
  vi.advanceTimersByTime(1000);
  expect(scans).toEqual(['CP1CD']);
});
