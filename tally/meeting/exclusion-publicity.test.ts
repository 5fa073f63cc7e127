import { describe, expect, test } from 'vitest';
import { isPublished, publicityNote, readPublicity } from './exclusion-publicity.ts';

const RULES = { exclusionPublicityDays: 3, meetingDay: '2026-11-28' } as const;

describe('publicity of who is left out of 应到会 (rules §3)', () => {
  test('is read from the note, however the days are written, and from nothing else', () => {
    const period = { from: '2026-11-01', to: '2026-11-05' };
    expect(readPublicity('镇党委同意，公示2026-11-01至2026-11-05，党员大会通过')).toEqual(period);
    expect(readPublicity('公示：2026年11月1日至2026年11月5日')).toEqual(period);
    expect(readPublicity('公示：2026年11月1日至11月5日')).toEqual(period);
    expect(readPublicity(publicityNote(period))).toEqual(period);
    const wrong = ['公示2026-11-01', '公示2026-02-30至2026-03-05', '公示2026-02-25至2026-02-30'];
    for (const note of ['', '镇党委同意', '公示三天', ...wrong]) expect(readPublicity(note), note).toBeNull();
  });

  test('three natural days from the day after posting, over before the meeting', () => {
    expect(isPublished({ from: '2026-11-24', to: '2026-11-27' }, RULES)).toBe(true);
    expect(isPublished({ from: '2026-11-24', to: '2026-11-26' }, RULES)).toBe(false);
    expect(isPublished({ from: '2026-11-25', to: '2026-11-28' }, RULES)).toBe(false);
    expect(isPublished({ from: '2026-11-25', to: '2026-11-28' }, { ...RULES, meetingDay: null })).toBe(true);
    expect(isPublished(null, RULES)).toBe(false);
  });

  test('nothing is asked where the method asks for none', () => {
    expect(isPublished(null, { ...RULES, exclusionPublicityDays: 0 })).toBe(true);
  });
});
