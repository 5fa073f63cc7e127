import { expect, test } from 'vitest';
import { daysIn, keepDays } from './days.ts';

const seen = (text: string): string => text.replaceAll('\u2060', '');
/** The places where a line may end inside a day, as Chromium breaks lines: after a hyphen, on either side of an ideograph. */
const breaks = (text: string): readonly string[] => text.match(/-(?=\d)|[年月](?=\d)|\d(?=[年月日])/g) ?? [];

test('a day is never parted at the end of a line, however it is written, and reads as before', () => {
  for (const text of ['应在 2026-01-31 前完成', '公示2026-11-01至2026-11-05。', '自2026年11月8日起', '2026-11-28']) {
    expect(breaks(text).length).toBeGreaterThan(0);
    expect(breaks(keepDays(text))).toEqual([]);
    expect(seen(keepDays(text))).toBe(text);
  }
});

test('a number that is no day stays untouched', () => {
  for (const text of ['028-12380', '2026-11', '12026-11-28', '2026-11-28-3', '〔2026〕99号', ''])
    expect(keepDays(text)).toBe(text);
});

test('what is shown of a stored day is the official way of writing it in Chinese, ISO 8601 in English', () => {
  expect(seen(daysIn('2026-01-08 · 吴菊芳', 'zh'))).toBe('2026年1月8日 · 吴菊芳');
  expect(seen(daysIn('2026-01-08 · 吴菊芳', 'en'))).toBe('2026-01-08 · 吴菊芳');
  expect(seen(daysIn('', 'zh'))).toBe('');
  expect(breaks(daysIn('2026-01-08', 'zh'))).toEqual([]);
});
