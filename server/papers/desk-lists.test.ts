/** Lists of the township's desk that go out and come back (rules §4.1 steps 15 and 17, §4.4). */
import { expect, test } from 'vitest';
import type { Village, VillageRow } from '../contract/villages.ts';
import type { StoredNominee } from '../store/villages.ts';
import { departmentList, readDepartments } from './department-list.ts';
import { holidayList, readHolidays } from './holiday-list.ts';
import type { List } from './lists.ts';
import { objectionList, readObjections, readVillageObjections, villageObjectionList } from './objection-list.ts';
import { readTable, type TableFile } from './table-rows.ts';
import { listCsv, listXlsx } from './tables.ts';
import { GROUNDS, OF_SECRETARY, personList, readPersons, readVillages, villageList } from './village-lists.ts';

const NOBODYS_ID = '00000000-0000-4000-8000-000000000000';
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

test('villages come back as they went out, beside what the desk found of them', async () => {
  const villages: readonly Village[] = [
    {
      ...{
        organization: '中共清溪村总支部委员会',
        kind: 'village',
        termEnd: '2026-12-31',
        termApproval: '青委〔2026〕1号',
      },
      ...{ seatsLastTerm: 5, noticeFrom: '2026-11-10', noticeTo: '2026-11-14', note: '=山区' },
    },
    {
      ...{ organization: '中共河滨社区支部委员会', kind: 'community', termEnd: null, termApproval: '' },
      ...{ seatsLastTerm: null, noticeFrom: null, noticeTo: null, note: '' },
    },
  ];
  const rows: readonly VillageRow[] = villages.map((one) => ({
    ...{ ...one, id: NOBODYS_ID, blocks: 1, warnings: 2, nominees: 3 },
    ...{ stage: { code: 'none', zh: '未开始', en: 'Not begun', via: 'none', date: '' }, late: [] },
  }));
  for (const file of await both(villageList(rows))) {
    expect(readVillages(file, [])).toEqual({ values: villages, lines: [] });
    expect(readVillages(file, villages)).toEqual({ values: villages, lines: [] });
  }
});

test('a notice that ends before it begins is not imported, whichever of its days stood before', async () => {
  const organization = '中共清溪村总支部委员会';
  const posted = {
    organization,
    kind: 'village',
    termEnd: null,
    termApproval: '',
    seatsLastTerm: null,
    note: '',
  } as const;
  const refused = async (text: string, known: readonly Village[] = []) =>
    codes(readVillages(await written(`组织名称,公示起,公示止\n${organization},${text}\n`), known));
  expect(await refused('2026-11-10,2026-11-09')).toEqual([[2, 'notice-dates-reversed']]);
  expect(await refused(',2026-11-09', [{ ...posted, noticeFrom: '2026-11-10', noticeTo: null }])).toEqual([
    [2, 'notice-dates-reversed'],
  ]);
  const oneDay = await written(`组织名称,公示起,公示止\n${organization},2026-11-10,2026-11-10\n`);
  expect(readVillages(oneDay, []).lines).toEqual([]);
});

test('persons come back as they went out, but for what the township clears on its page', async () => {
  const one: StoredNominee = {
    ...{ id: NOBODYS_ID, organization: '中共清溪村总支部委员会', name: '李㛃', post: 'secretary', sitting: 'deputy' },
    ...{ sex: 'female', ethnicity: '壮族', birth: '1980-05', education: '大专', joined: '2001-07', villageHead: true },
    grounds: [{ ground: GROUNDS[0] as (typeof GROUNDS)[number], evidence: '（2019）桂0101刑初1号' }],
    secretaryGrounds: [{ ground: OF_SECRETARY[0] as (typeof OF_SECRETARY)[number], evidence: '-考核靠后' }],
    ...{ sanction: '警告至2027年3月', countyApproval: '县组〔2026〕3号' },
    cleared: [{ ground: GROUNDS[0] as (typeof GROUNDS)[number], note: '青委〔2026〕9号' }],
  } as StoredNominee;
  const { id: _, organization, ...person } = one;
  for (const file of await both(personList([one]))) {
    expect(readPersons(file, [one])).toEqual({ values: [{ organization, person }], lines: [] });
    expect(readPersons(file, [])).toEqual({
      values: [{ organization, person: { ...person, cleared: [] } }],
      lines: [],
    });
  }
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

test('objections come back as they went out, of one paper and of all villages (rules §4.3, §4.4)', async () => {
  const said = [
    { day: '2026-11-04', words: '=反映', handling: '' },
    { day: '2026-11-05', words: '反映账目，\n一、不公开', handling: '经核实不属实' },
    { day: '2026-11-05', words: '反映账目，\n一、不公开', handling: '' },
  ];
  for (const file of await both(objectionList('异议', said)))
    for (const standing of [[], said]) expect(readObjections(file, standing)).toEqual({ values: said, lines: [] });
  const villages = [
    { organization: '中共甲村支部委员会', noticeFrom: '2026-11-01', objections: said },
    { organization: '中共乙村支部委员会', noticeFrom: '2026-11-01', objections: said.slice(0, 1) },
    { organization: '中共丙村支部委员会', noticeFrom: null },
  ];
  for (const file of await both(villageObjectionList(villages)))
    expect(readVillageObjections(file, villages)).toEqual({
      values: villages.slice(0, 2).map(({ organization, objections }) => ({ organization, objections })),
      lines: [],
    });
});

test('a line that cannot be taken is named, and then none is (rules §4.4)', async () => {
  const standing = [{ day: '2026-11-04', words: '反映账目', handling: '经核实不属实' }];
  const refused = async (rows: string, headings = '收到日期,反映的内容,处理情况') =>
    codes(readObjections(await written(`${headings}\n${rows}\n`), standing));
  expect(await refused('', '日期,处理情况')).toEqual([
    [1, 'headings-missing'],
    [1, 'headings-missing'],
  ]);
  expect(await refused('2026-11-05,有异议,\n昨天,有异议,\n2026-02-30,有异议,\n2026-11,有异议,')).toEqual([
    [3, 'day-unreadable'],
    [4, 'day-unreadable'],
    [5, 'day-unreadable'],
  ]);
  const long = '长'.repeat(401);
  expect(await refused(`2026-11-05,,已核实\n2026-11-05,${long},\n2026-11-05,有异议,${long}`)).toEqual([
    [2, 'words-missing'],
    [3, 'words-too-long'],
    [4, 'words-too-long'],
  ]);
  // How it was handled stands already; left empty, or said again, it stays.
  expect(await refused('2026-11-04,反映账目,属实')).toEqual([[2, 'handled-otherwise']]);
  for (const handling of ['', '经核实不属实'])
    expect(
      readObjections(await written(`收到日期,反映的内容,处理情况\n2026年11月4日,反映账目,${handling}\n`), standing),
    ).toEqual({ values: [{ day: '2026-11-04', words: '反映账目', handling }], lines: [] });
  const villages = [
    { organization: '甲村', noticeFrom: '2026-11-01', objections: standing },
    { organization: '乙村', noticeFrom: null },
  ];
  const ofVillages = async (rows: string, headings = '组织名称,收到日期,反映的内容,处理情况') =>
    codes(readVillageObjections(await written(`${headings}\n${rows}\n`), villages));
  expect(await ofVillages('2026-11-05,有异议', '收到日期,反映的内容')).toEqual([[1, 'headings-missing']]);
  expect(
    await ofVillages('甲村,2026-11-04,反映账目,属实\n丁村,2026-11-05,有异议,\n乙村,2026-11-05,有异议,\n甲村,,有异议,'),
  ).toEqual([
    [2, 'handled-otherwise'],
    [3, 'village-unknown'],
    [4, 'not-posted'],
    [5, 'day-unreadable'],
  ]);
});
