/** 放假安排 as a table that goes out and comes back: a line to each day off and each weekend day that is worked. */
import { dayNumber } from '../../tally/calendar/day.ts';
import { writtenDay } from '../../tally/calendar/written-day.ts';
import { holidayYearSchema, type TownshipSettingsBody } from '../contract/township-settings.ts';
import type { List } from './lists.ts';
import type { TableFile } from './table-rows.ts';
import { dayUnreadable, type Imported, type Line, missingHeading, stop, unreadable } from './village-lists.ts';

type HolidayYear = TownshipSettingsBody['holidays'][number];

const OFF = '放假';
const WORKED = '上班';

/** A year whose announcement moves nothing is a line without a day. */
export const holidayList = (
  holidays: readonly { readonly year: number; readonly off: readonly string[]; readonly worked: readonly string[] }[],
): List => ({
  kind: 'holidays',
  title: { zh: '放假安排', en: 'Days off' },
  columns: ['年份', '日期', '安排'],
  rows: holidays.flatMap(({ year, off, worked }) => {
    const days = [...off.map((day) => [year, day, OFF]), ...worked.map((day) => [year, day, WORKED])];
    return days.length > 0 ? days : [[year, '', '']];
  }),
});

/** The years of the file, each of them whole; a year that it does not name stays as it is. */
export function readHolidays(file: TableFile): Imported<HolidayYear> {
  const lines: Line[] = [...missingHeading(file, ['年份', '日期', '安排'])];
  const years = new Map<number, { readonly off: string[]; readonly worked: string[] }>();
  for (const row of lines.length > 0 ? [] : file.rows) {
    const [written, text, kind] = (['年份', '日期', '安排'] as const).map(row.cell) as [string, string, string];
    const year = Number(written);
    const day = text === '' ? '' : writtenDay(text);
    if (!holidayYearSchema.safeParse({ year, off: [], worked: [] }).success) {
      lines.push(stop(row.line, 'year-unreadable', `“年份”不正确：${written}。`, `年份 is no year: ${written}.`));
      continue;
    }
    const days = years.get(year) ?? { off: [], worked: [] };
    years.set(year, days);
    if (text === '' && kind === '') continue;
    const into = kind === OFF ? days.off : kind === WORKED ? days.worked : null;
    if (day === null || dayNumber(day) === null) lines.push(dayUnreadable(row, '日期'));
    else if (into === null)
      lines.push(
        stop(
          row.line,
          'arrangement-unknown',
          `“安排”要写${OFF}或${WORKED}：${kind}。`,
          `安排 reads ${OFF} (off) or ${WORKED} (worked): ${kind}.`,
        ),
      );
    else if (days.off.includes(day) || days.worked.includes(day))
      lines.push(stop(row.line, 'repeated', `${day} 重复。`, `${day} stands twice.`));
    else if (!holidayYearSchema.safeParse({ year, ...days, [kind === OFF ? 'off' : 'worked']: [...into, day] }).success)
      lines.push(unreadable(row, '日期'));
    else into.push(day);
  }
  return { values: lines.length > 0 ? [] : [...years].map(([year, days]) => ({ year, ...days })), lines };
}
