/**
 * The names in which the superior committee of this installation answers, and the days off as the State Council announces them
 * each year: no program can know them in advance, so a period of working days waits until somebody has entered its year.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import { addDays } from '../../tally/calendar/day.ts';
import type { Holidays } from '../../tally/calendar/publicity.ts';
import type { TownshipSettingsBody } from '../contract/township-settings.ts';
import type { Database } from '../store/database.ts';
import { loadTownshipSettings, saveTownshipSettings } from '../store/township.ts';

export type TownshipSettingsService = {
  readonly load: () => Promise<TownshipSettingsBody>;
  readonly save: (settings: TownshipSettingsBody) => Promise<Result<true, 'holidays-mismatch'>>;
};

const nfc = (name: string): string => name.normalize('NFC').trim();

export function createTownshipSettings(db: Database): TownshipSettingsService {
  return {
    load: async () => {
      const { offices, holidays } = await loadTownshipSettings(db);
      return {
        offices: [...offices],
        holidays: holidays.map(({ year, off, worked }) => ({ year, off: [...off], worked: [...worked] })),
      };
    },
    save: async ({ offices, holidays }) => {
      const years = holidays.map(({ year }) => year);
      const isConsistent = holidays.every(
        ({ year, off, worked }) =>
          // 元旦 may begin on the last days of the year before.
          [...off, ...worked].every((day) => Math.abs(Number(day.slice(0, 4)) - year) <= 1) &&
          !off.some((day) => worked.includes(day)),
      );
      if (new Set(years).size !== years.length || !isConsistent) return err('holidays-mismatch');
      await saveTownshipSettings(db, {
        offices: [...new Set(offices.map(nfc))],
        holidays: holidays.toSorted((a, b) => a.year - b.year),
      });
      return ok(true);
    },
  };
}

/** Whether papers to `superior` are answered here; while no name was entered, nobody has said so. */
export async function answersFor(db: Database, superior: string): Promise<'yes' | 'no' | 'unsaid'> {
  const { offices } = await loadTownshipSettings(db);
  if (offices.length === 0) return 'unsaid';
  return offices.includes(nfc(superior)) ? 'yes' : 'no';
}

/** Of a meeting that this installation holds itself: once the office has said its names, it signs in no other. */
export const namesAnotherOffice = async (db: Database, superior: string): Promise<boolean> =>
  (await answersFor(db, superior)) === 'no';

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
