/** The days off that the township has entered, and the years that nobody has entered yet. */
import { addDays } from '../../tally/calendar/day.ts';
import type { Holidays } from '../../tally/calendar/publicity.ts';
import type { Database } from '../store/database.ts';
import { loadTownshipSettings } from '../store/township.ts';

export interface Calendar {
  readonly holidays: Holidays;
  /** Whose days off were entered. */
  readonly years: ReadonlySet<number>;
}

export async function loadCalendar(db: Database): Promise<Calendar> {
  const { holidays } = await loadTownshipSettings(db);
  return {
    holidays: { off: holidays.flatMap(({ off }) => off), worked: holidays.flatMap(({ worked }) => worked) },
    years: new Set(holidays.map(({ year }) => year)),
  };
}

/** Years of a period whose days off nobody has entered. */
export function yearsWithoutHolidays({ years }: Calendar, from: string, free: string): readonly number[] {
  const [first, last] = [from, addDays(free, -1)].map((day) => Number(day.slice(0, 4))) as [number, number];
  return Array.from({ length: Math.max(0, last - first) + 1 }, (_, at) => first + at).filter(
    (year) => !years.has(year),
  );
}
