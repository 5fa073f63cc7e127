import { describe, expect, test } from 'vitest';
import { ruleSettings } from '../rules/settings.ts';
import { addDays, addMonths, ageOn, dayNumber, daysBetween, weekday } from './day.ts';
import { isWorkingDay, objectionPeriod, postedDays, publicityBySettings, publicityPeriod } from './publicity.ts';

describe('days without a clock', () => {
  test('days that do not exist are no days', () => {
    expect(['2026-02-29', '2024-02-30', '2026-13-01', '2026-1-1', '', '2026-11-22T00:00'].map(dayNumber)).toEqual(
      Array(6).fill(null),
    );
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(() => addDays('2026-02-29', 1)).toThrow(RangeError);
    expect(() => addMonths('2026-02-29', 1)).toThrow(RangeError);
  });

  test('sums and weekdays', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(daysBetween('2026-10-10', '2026-10-14')).toBe(4);
    // 22 November 2026 is a Sunday; 1 January 1969 was a Wednesday.
    expect([weekday('2026-11-22'), weekday('1970-01-01'), weekday('1969-01-01')]).toEqual([0, 4, 3]);
  });

  test('months end where there is no such day', () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2026-11-30', -12)).toBe('2025-11-30');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  });

  test('ages are completed years on the very day', () => {
    expect(ageOn('1966-11-23', '2026-11-22')).toBe(59);
    expect(ageOn('1966-11-22', '2026-11-22')).toBe(60);
    // Month only: the first of it.
    expect(ageOn('1966-11', '2026-11-01')).toBe(60);
    expect(ageOn('2000-02-29', '2026-02-28')).toBe(25);
    expect(ageOn('2000-02-29', '2026-03-01')).toBe(26);
    expect([ageOn('', '2026-11-22'), ageOn('2027-01-01', '2026-11-22'), ageOn('1966', '2026-11-22')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('公示 (rules §4.4, T74)', () => {
  test('working days leave out weekends and days off, and count weekend days that are worked', () => {
    // Friday 9 October 2026 → Monday, Tuesday, Wednesday.
    expect(publicityPeriod('2026-10-09', 3, 'working')).toEqual({
      first: '2026-10-12',
      last: '2026-10-14',
      free: '2026-10-15',
    });
    const holidays = { off: ['2026-10-13'], worked: ['2026-10-10'] };
    expect(publicityPeriod('2026-10-09', 3, 'working', false, holidays)).toEqual({
      first: '2026-10-10',
      last: '2026-10-14',
      free: '2026-10-15',
    });
    expect([isWorkingDay('2026-10-10', holidays), isWorkingDay('2026-10-13', holidays)]).toEqual([true, false]);
    // Posted on a Saturday, the posting day is no working day to count.
    expect(publicityPeriod('2026-10-10', 1, 'working', true).first).toBe('2026-10-12');
  });

  test('by the settings; none asked is free at once; objections have seven working days', () => {
    const settings = (chosen: object) => ruleSettings({ majorityBase: 'expected', ...chosen });
    expect(publicityBySettings('2026-10-10', settings({})).free).toBe('2026-10-14');
    expect(publicityBySettings('2026-10-10', settings({ publicityCountsPostingDay: true })).free).toBe('2026-10-13');
    expect(publicityBySettings('2026-10-09', settings({ publicityDayKind: 'working', publicityDays: 5 })).last).toBe(
      '2026-10-16',
    );
    expect(publicityBySettings('2026-10-10', settings({ publicityDays: 0 }))).toEqual({
      first: null,
      last: null,
      free: '2026-10-10',
    });
    expect(objectionPeriod('2026-10-09').last).toBe('2026-10-20');
  });
});

test('days that were posted are counted as the method counts them', () => {
  expect(postedDays('2026-10-10', '2026-10-13', 'natural')).toBe(3);
  expect(postedDays('2026-10-10', '2026-10-13', 'natural', true)).toBe(4);
  expect(postedDays('2026-10-10', '2026-10-10', 'natural')).toBe(0);
  expect(postedDays('2026-10-10', '2026-10-09', 'natural', true)).toBe(0);
  // From Friday over a weekend: Monday to Wednesday; a Sunday that is worked is a fourth, a Monday off one less.
  expect(postedDays('2026-11-06', '2026-11-11', 'working')).toBe(3);
  expect(postedDays('2026-11-06', '2026-11-11', 'working', false, { off: [], worked: ['2026-11-08'] })).toBe(4);
  expect(postedDays('2026-11-06', '2026-11-11', 'working', false, { off: ['2026-11-09'], worked: [] })).toBe(2);
});
