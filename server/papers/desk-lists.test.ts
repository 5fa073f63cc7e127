/** Lists of the township's desk that go out and come back (rules §4.1 steps 15 and 17, §4.4). */
import { expect, test } from 'vitest';
import { departmentList, readDepartments } from './department-list.ts';
import { holidayList, readHolidays } from './holiday-list.ts';
import type { List } from './lists.ts';
import { objectionList, villageObjectionList } from './objection-list.ts';
import { readTable, type TableFile } from './table-rows.ts';
import { listCsv, listXlsx } from './tables.ts';

const tableOf = async (bytes: Uint8Array): Promise<TableFile> => {
  const table = await readTable(bytes);
  if (!table.ok) throw new Error(table.error);
  return table.value;
};
const both = async (list: List) => [await tableOf(listCsv(list)), await tableOf(await listXlsx(list))];
const written = (text: string) => tableOf(new TextEncoder().encode(text));
const codes = ({ values, lines }: { values: readonly unknown[]; lines: readonly { line: number; code: string }[] }) => {
  expect(values).toEqual([]);
  return lines.map(({ line, code }) => [line, code]);
};

test('departments come back in their order, each once', async () => {
  const names = ['纪检监察', '公安', '=法院'];
  for (const file of await both(departmentList(names)))
    expect(readDepartments(file)).toEqual({ values: names, lines: [] });
  expect(codes(readDepartments(await written('序号,部门\n1,公安\n2,公安\n')))).toEqual([[3, 'repeated']]);
  expect(codes(readDepartments(await written('名称\n公安\n')))).toEqual([[1, 'headings-missing']]);
  expect(codes(readDepartments(await written(`部门,备注\n${'长'.repeat(21)},\n,无\n`)))).toEqual([
    [2, 'line-unreadable'],
    [3, 'line-unreadable'],
  ]);
  const many = Array.from({ length: 21 }, (_, at) => `部门${at}`).join('\n');
  expect(codes(readDepartments(await written(`部门\n${many}\n`)))).toEqual([[22, 'too-many']]);
});

test('days off come back by their years, and a year that moves nothing is one', async () => {
  const years = [
    { year: 2026, off: ['2026-10-01', '2026-10-02'], worked: ['2026-10-10'] },
    { year: 2027, off: [], worked: [] },
  ];
  for (const file of await both(holidayList(years))) expect(readHolidays(file)).toEqual({ values: years, lines: [] });
  const refused = async (rows: string) => codes(readHolidays(await written(`年份,日期,安排\n${rows}\n`)));
  expect(await refused('今年,2026-10-01,放假')).toEqual([[2, 'year-unreadable']]);
  expect(await refused('2026,国庆,放假\n2026,,放假')).toEqual([
    [2, 'day-unreadable'],
    [3, 'day-unreadable'],
  ]);
  expect(await refused('2026,2026-10-01,补休')).toEqual([[2, 'arrangement-unknown']]);
  expect(await refused('2026,2026-10-01,放假\n2026,2026年10月1日,上班')).toEqual([[3, 'repeated']]);
  expect(codes(readHolidays(await written('年份,日期\n2026,\n')))).toEqual([[1, 'headings-missing']]);
  const days = Array.from({ length: 31 }, (_, at) => `2026,2026-01-${String(at + 1).padStart(2, '0')},上班`);
  expect(await refused(days.join('\n'))).toEqual([[32, 'line-unreadable']]);
});

test('objections go out with their day and handling, of the villages with the name of each', () => {
  const objections = [{ day: '2026-11-04', words: '=反映', handling: '' }];
  expect(objectionList('对研判结果的异议', objections)).toMatchObject({
    columns: ['序号', '收到日期', '反映的内容', '处理情况'],
    rows: [[1, '2026-11-04', '=反映', '']],
  });
  const villages = [{ organization: '中共甲村支部委员会', objections }, { organization: '中共乙村支部委员会' }];
  expect(villageObjectionList(villages).rows).toEqual([['中共甲村支部委员会', 1, '2026-11-04', '=反映', '']]);
});
