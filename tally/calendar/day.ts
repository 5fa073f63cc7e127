/**
 * Calendar days YYYY-MM-DD without a clock or a time zone: counting, adding, ages in completed years. Days are numbers from
 * 1970-01-01 in the Gregorian calendar.
 */

const DAY_MS = 86_400_000;

/** Of what is typed: days are computed ahead of it, and dates are compared as they are written. */
export const LAST_DAY = '2999-12-31';

/** Null when there is no such day. */
export function dayNumber(day: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (parts === null) return null;
  const ms = Date.parse(`${day}T00:00:00Z`);
  // 2026-02-30 is read as 2 March by some engines and refused by others.
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day ? null : ms / DAY_MS;
}

export const dayText = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** @throws RangeError no such day */
export function requireDay(day: string): number {
  const number = dayNumber(day);
  if (number === null) throw new RangeError(`calendar: no such day ${day}`);
  return number;
}

export const addDays = (day: string, days: number): string => dayText(requireDay(day) + days);

/** Days from `from` to `to`; negative backwards. */
export const daysBetween = (from: string, to: string): number => requireDay(to) - requireDay(from);

/** 0 Sunday … 6 Saturday; 1970-01-01 was a Thursday. */
export const weekday = (day: string): number => (((requireDay(day) + 4) % 7) + 7) % 7;

const lastOfMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The same day some months on, the last of the month where there is none (31 August + 6 = 28 February). */
export function addMonths(day: string, months: number): string {
  requireDay(day);
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const toDate = Math.min(date, lastOfMonth(toYear, toMonth));
  return [String(toYear).padStart(4, '0'), String(toMonth).padStart(2, '0'), String(toDate).padStart(2, '0')].join('-');
}

/**
 * Completed years on a day (周岁). A birth known by its month only (YYYY-MM, as rosters give it) is taken as the first of it,
 * so that an age limit is rather named too early than too late. Who is born on 29 February is a year older on 1 March.
 *
 * @returns null when the birth is no date or lies after the day
 */
export function ageOn(birth: string, day: string): number | null {
  const full = /^\d{4}-\d{2}$/.test(birth) ? `${birth}-01` : birth;
  const born = dayNumber(full);
  if (born === null || requireDay(day) < born) return null;
  const years = Number(day.slice(0, 4)) - Number(full.slice(0, 4));
  return day.slice(5) < full.slice(5) ? years - 1 : years;
}
