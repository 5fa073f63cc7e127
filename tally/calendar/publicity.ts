/** 公示 and the time for objections (rules §4.4, §7): natural or working days, from the day after posting unless chosen. */
import type { RuleSettings } from '../rules/settings.ts';
import { addDays, daysBetween, weekday } from './day.ts';

/** What the State Council announces each year: days off on weekdays, and weekend days that are worked. */
export interface Holidays {
  readonly off: readonly string[];
  readonly worked: readonly string[];
}

const NO_HOLIDAYS: Holidays = { off: [], worked: [] };

export interface PublicityPeriod {
  /** Null when no day is asked for. */
  readonly first: string | null;
  readonly last: string | null;
  /** The first day on which the decision may be taken. */
  readonly free: string;
}

export function isWorkingDay(day: string, holidays: Holidays = NO_HOLIDAYS): boolean {
  if (holidays.off.includes(day)) return false;
  const at = weekday(day);
  return holidays.worked.includes(day) || (at !== 0 && at !== 6);
}

/** Posted on 10 October for three natural days: 11, 12 and 13, free on the 14th (T74). */
export function publicityPeriod(
  posted: string,
  days: number,
  kind: RuleSettings['publicityDayKind'],
  countsPostingDay = false,
  holidays: Holidays = NO_HOLIDAYS,
): PublicityPeriod {
  if (days === 0) return { first: null, last: null, free: posted };
  const counts = (day: string): boolean => kind === 'natural' || isWorkingDay(day, holidays);
  let day = countsPostingDay ? posted : addDays(posted, 1);
  let first: string | null = null;
  for (let left = days; ; day = addDays(day, 1)) {
    if (!counts(day)) continue;
    first ??= day;
    left -= 1;
    if (left === 0) return { first, last: day, free: addDays(day, 1) };
  }
}

/** How many days somebody could read it, counted as the method counts them. */
export function postedDays(
  posted: string,
  last: string,
  kind: RuleSettings['publicityDayKind'],
  countsPostingDay = false,
  holidays: Holidays = NO_HOLIDAYS,
): number {
  const days = Math.max(0, daysBetween(posted, last) + (countsPostingDay ? 1 : 0));
  if (kind === 'natural') return days;
  return Array.from({ length: days }, (_, at) => addDays(last, -at)).filter((day) => isWorkingDay(day, holidays))
    .length;
}

/** A method may ask for no publicity at all (rules §7); then nothing waits for it. */
export const asksForPublicity = ({ publicityDays }: Pick<RuleSettings, 'publicityDays'>): boolean => publicityDays > 0;

/** The publicity of a list by the settings of the adopted method. */
export const publicityBySettings = (
  posted: string,
  settings: Pick<RuleSettings, 'publicityDays' | 'publicityDayKind' | 'publicityCountsPostingDay'>,
  holidays: Holidays = NO_HOLIDAYS,
): PublicityPeriod =>
  publicityPeriod(
    posted,
    settings.publicityDays,
    settings.publicityDayKind,
    settings.publicityCountsPostingDay,
    holidays,
  );

/** Objections to a published appraisal: seven working days (rules §4.4). */
export const objectionPeriod = (posted: string, holidays: Holidays = NO_HOLIDAYS): PublicityPeriod =>
  publicityPeriod(posted, 7, 'working', false, holidays);
