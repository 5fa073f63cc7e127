/**
 * The names in which the superior committee of this installation answers, and the days off as the State Council announces them
 * each year: no program can know them in advance, so a period of working days waits until somebody has entered its year.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import { MOST_YEARS, type TownshipSettingsBody } from '../contract/township-settings.ts';
import { readHolidays } from '../papers/holiday-list.ts';
import { readTable } from '../papers/table-rows.ts';
import type { Line } from '../papers/village-lists.ts';
import type { Database } from '../store/database.ts';
import { loadTownshipSettings, saveTownshipSettings } from '../store/township.ts';

export type TownshipSettingsService = {
  readonly load: () => Promise<TownshipSettingsBody>;
  readonly save: (settings: TownshipSettingsBody) => Promise<Result<true, 'holidays-mismatch'>>;
  /** Years that the file names are replaced, others stay. */
  readonly importHolidays: (file: Uint8Array) => Promise<Result<Listed, 'file-unreadable' | 'holidays-mismatch'>>;
};

type Listed = { readonly imported: boolean; readonly rows: number; readonly lines: Line[] };

const nfc = (name: string): string => name.normalize('NFC').trim();

/** Days of their year, none of them off and worked at once. */
function isConsistent(holidays: TownshipSettingsBody['holidays']): boolean {
  const years = holidays.map(({ year }) => year);
  return (
    new Set(years).size === years.length &&
    holidays.every(
      ({ year, off, worked }) =>
        // 元旦 may begin on the last days of the year before.
        [...off, ...worked].every((day) => Math.abs(Number(day.slice(0, 4)) - year) <= 1) &&
        !off.some((day) => worked.includes(day)),
    )
  );
}

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
      if (!isConsistent(holidays)) return err('holidays-mismatch');
      await saveTownshipSettings(db, {
        offices: [...new Set(offices.map(nfc))],
        holidays: holidays.toSorted((a, b) => a.year - b.year),
      });
      return ok(true);
    },
    importHolidays: async (file) => {
      const table = await readTable(file);
      if (!table.ok) return table;
      const { values, lines } = readHolidays(table.value);
      if (values.length === 0) return ok({ imported: false, rows: 0, lines: [...lines] });
      return db.transaction<Result<Listed, 'holidays-mismatch'>>(async (tx) => {
        const { offices, holidays } = await loadTownshipSettings(tx);
        const named = new Set(values.map(({ year }) => year));
        const all = [...holidays.filter(({ year }) => !named.has(year)), ...values];
        if (
          all.length > MOST_YEARS ||
          !isConsistent(all.map(({ year, off, worked }) => ({ year, off: [...off], worked: [...worked] })))
        )
          return err('holidays-mismatch');
        await saveTownshipSettings(tx, { offices, holidays: all.toSorted((a, b) => a.year - b.year) });
        return ok({ imported: true, rows: values.length, lines: [] });
      });
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
