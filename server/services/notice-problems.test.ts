import { expect, test } from 'vitest';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { enteredHolidays, missingNotice, postedNotice, unfinishedNotice } from './notice-problems.ts';

const RULES = ruleSettings({ majorityBase: 'expected' });
const calendar = (...years: number[]) => ({ holidays: { off: [], worked: [] }, years: new Set(years) });

test('what is no day of the calendar says nothing, and nothing breaks over it', () => {
  for (const day of ['2026-02-30', '9999-12-31', null, undefined])
    expect(postedNotice({ noticeFrom: day ?? null, noticeTo: day ?? null })).toEqual({
      noticeFrom: null,
      noticeTo: null,
    });
  expect(postedNotice({})).toEqual({ noticeFrom: null, noticeTo: null });
});

test('the candidates are agreed to from the day after the notice has ended (rules §4.1 step 18)', () => {
  const notice = { noticeFrom: '2026-11-10', noticeTo: null };
  const codes = (today: string) => unfinishedNotice(notice, RULES, calendar(), today).map(({ code }) => code);
  expect(codes('2026-11-13')).toEqual(['notice-not-over']);
  expect(codes('2026-11-14')).toEqual([]);
  expect(unfinishedNotice({ ...notice, noticeTo: '2026-11-20' }, RULES, calendar(), '2026-11-20')).toHaveLength(1);
  expect(unfinishedNotice({ noticeFrom: null, noticeTo: null }, RULES, calendar(), '2026-11-20')).toEqual([]);
});

test('working days are printed where the days off of every year of the notice are entered', () => {
  const notice = { noticeFrom: '2026-12-30', noticeTo: '2027-01-05' };
  const working = { ...RULES, publicityDayKind: 'working' } as const;
  expect(enteredHolidays(notice, working, calendar(2026))).toBeNull();
  expect(enteredHolidays(notice, working, calendar(2026, 2027))).toEqual({ off: [], worked: [] });
  expect(enteredHolidays({ noticeFrom: null, noticeTo: null }, working, calendar(2026))).toBeNull();
});

test('a method that asks for a notice is told of none, and of one that asks for none nothing is said (rules §4.1 step 17)', () => {
  const none = { noticeFrom: null, noticeTo: null };
  expect(missingNotice(none, RULES).map(({ code, severity }) => [code, severity])).toEqual([
    ['notice-missing', 'warning'],
  ]);
  expect(missingNotice({ ...none, noticeFrom: '2026-11-10' }, RULES)).toEqual([]);
  expect(missingNotice(none, { publicityDays: 0 })).toEqual([]);
});
