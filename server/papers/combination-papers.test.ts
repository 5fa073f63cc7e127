import { expect, test } from 'vitest';
import type { CombinedListFacts } from '../../printables/documents/combined-list.ts';
import {
  COMBINATION_KINDS,
  combinationList,
  combinationPaper,
  combinationPapersOf,
  proposedList,
  readListedPersons,
} from './combination-papers.ts';
import { readTable } from './table-rows.ts';
import { listCsv, listXlsx } from './tables.ts';

const group = (name: string, weight: number, names: readonly string[]) => ({
  group: name,
  organization: '中共小河村支部委员会',
  date: '2026-10-09',
  weight,
  expected: 38,
  present: 35,
  issued: 35,
  recovered: 34,
  valid: 33,
  invalid: 1,
  ranking: names.map((one, at) => ({ name: one, votes: 30 - at, rank: at + 1 })),
});
const FACTS: CombinedListFacts = {
  title: '委员初步人选',
  office: '中共大河镇委员会',
  post: '村党支部委员',
  seats: 3,
  required: 4,
  way: 'weighted',
  groups: [group('党员', 2, ['甲', '乙']), group('村民代表', 1, ['乙', '丙'])],
  ranking: [
    { name: '乙', votes: 88, rank: 1 },
    { name: '甲', votes: 60, rank: 2 },
    { name: '丙', votes: 29, rank: 3 },
  ],
  level: [],
  persons: ['乙', '甲', '丙', '丁'].map((name) => ({ name, sex: '女', birth: '1974-04', education: '高中' })),
  reason: '组织推荐',
  publicity: {
    days: 3,
    dayKind: 'natural',
    countsPostingDay: false,
    posting: { posted: '2026-10-10', first: '2026-10-11', last: '2026-10-13', telephone: '028-12380' },
  },
  objections: [{ day: '2026-10-12', words: '反映丁不在村', handling: '' }],
};
const written = (kind: string, facts: CombinedListFacts = FACTS): string =>
  JSON.stringify(COMBINATION_KINDS.find((one) => one.kind === kind)?.of(facts) ?? null);

test('the summary of several groups has the forms and votes of each, the way, the ranking and who is listed (rules §6.2)', () => {
  const summary = written('summary');
  for (const said of [
    '党员得票',
    '村民代表得票',
    '加权合计',
    '权重',
    '30（第1）',
    '29（第2）',
    '"88"',
    '"√"',
    '组织推荐',
  ])
    expect(summary).toContain(said);
  for (const [way, said] of [
    ['separate', '不相加'],
    ['sum', '得票相加'],
    ['cross-list', '两个名单合并'],
  ] as const) {
    const other = written('summary', { ...FACTS, way, ranking: way === 'separate' ? null : FACTS.ranking });
    expect(other).toContain(said);
    expect(other).not.toContain('权重"');
    expect(other.includes('合计')).toBe(way !== 'separate');
  }
});

test('the notice has persons, period and telephone, and nothing of an objection; its report has both (T74)', () => {
  const notice = written('notice');
  for (const said of ['4.丁，女，1974年4月生，高中', '2026年10月11日至2026年10月13日', '张贴之日不计', '028-12380'])
    expect(notice).toContain(said);
  expect(notice).not.toContain('反映丁');
  for (const said of ['反映丁不在村', '（尚未处理）', '其中1条尚未处理'])
    expect(written('publicity-report')).toContain(said);
});

test('the list has the votes and places of every group and together, and who is on it in its order', () => {
  const { columns, rows } = combinationList(FACTS);
  expect(columns).toEqual([
    '姓名',
    '加权合计',
    '位次',
    '党员得票',
    '党员位次',
    '村民代表得票',
    '村民代表位次',
    '名单顺序',
  ]);
  expect(rows).toEqual([
    ['乙', 88, 1, 29, 2, 30, 1, 1],
    ['甲', 60, 2, 30, 1, null, null, 2],
    ['丙', 29, 3, null, null, 29, 2, 3],
    // Nobody recommended her.
    ['丁', null, null, null, null, null, null, 4],
  ]);
  expect(combinationList({ ...FACTS, way: 'separate', ranking: null }).columns).not.toContain('位次');
});

test('the list goes to the village under the headings that its candidates are imported by (rules §4.1 step 17)', async () => {
  const { columns, rows } = proposedList(FACTS);
  expect(columns).toEqual(expect.arrayContaining(['职务', '姓名']));
  expect(rows[0]).toEqual(['委员', 1, '乙', '女', '1974-04', '高中']);
  expect(rows).toHaveLength(FACTS.persons.length);
  expect(proposedList({ ...FACTS, post: '村党支部副书记' }).rows[0]?.[0]).toBe('副书记');
  expect(proposedList({ ...FACTS, post: '村党支部书记' }).rows[0]?.[0]).toBe('书记');
  expect(await combinationPaper({ ...FACTS, persons: [] }, 'candidates', 'csv')).toBeUndefined();
  const made = await combinationPaper(FACTS, 'candidates', 'csv');
  expect(new TextDecoder().decode(made?.bytes)).toContain('委员,4,丁,女,1974-04,高中');
});

test('papers wait for what they are about, and each comes as PDF and as DOCX', () => {
  const early = { ...FACTS, persons: [], publicity: { ...FACTS.publicity, posting: null } };
  expect(combinationPapersOf('0123456789', early).map(({ kind, ready }) => [kind, ready])).toEqual([
    ['summary', true],
    ['notice', false],
    ['publicity-report', false],
    ['list', true],
    ['candidates', false],
  ]);
  for (const { kind, ready, files } of combinationPapersOf('0123456789', FACTS)) {
    expect(ready).toBe(true);
    expect(files.map(({ format }) => format)).toEqual(
      ['list', 'candidates'].includes(kind)
        ? ['xlsx', 'csv']
        : kind === 'publicity-report'
          ? ['pdf', 'docx', 'xlsx', 'csv']
          : ['pdf', 'docx'],
    );
  }
});

test('the list comes back from either of its tables, in the order of its places', async () => {
  const read = async (bytes: Uint8Array) => {
    const table = await readTable(bytes);
    if (!table.ok) throw new Error(table.error);
    return readListedPersons(table.value);
  };
  const names = FACTS.persons.map(({ name }) => name);
  for (const list of [combinationList(FACTS), proposedList(FACTS)])
    for (const bytes of [listCsv(list), await listXlsx(list)])
      expect(await read(bytes)).toEqual({ values: names, lines: [] });
  const text = (words: string) => read(new TextEncoder().encode(words));
  expect(await text('顺序,姓名\n2,甲\n1,乙\n')).toEqual({ values: ['乙', '甲'], lines: [] });
  expect((await text('姓名\n丙\n甲\n')).values).toEqual(['丙', '甲']);
  // Whoever has votes and no place is not on it.
  expect((await text('姓名,名单顺序\n甲,2\n乙,\n丙,1\n')).values).toEqual(['丙', '甲']);
  const refused = async (words: string) => (await text(words)).lines.map(({ line, code }) => [line, code]);
  expect(await refused('名字\n甲\n')).toEqual([[1, 'headings-missing']]);
  expect(await refused('顺序,姓名\n1,甲\n1,乙\n0,丙\n二,丁\n4,\n5,甲\n')).toEqual([
    [3, 'place-unreadable'],
    [4, 'place-unreadable'],
    [5, 'place-unreadable'],
    [6, 'line-unreadable'],
    [7, 'repeated'],
  ]);
  const many = Array.from({ length: 101 }, (_, at) => `人${at}`).join('\n');
  expect(await refused(`姓名\n${many}\n`)).toEqual([[102, 'too-many']]);
});

test('what was objected comes as a table once the list is posted', async () => {
  for (const format of ['xlsx', 'csv'] as const)
    expect((await combinationPaper(FACTS, 'publicity-report', format))?.fileName).toBe(`公示期间的意见.${format}`);
  const made = await combinationPaper(FACTS, 'publicity-report', 'csv');
  expect(new TextDecoder().decode(made?.bytes)).toContain('反映丁不在村');
  const early = { ...FACTS, publicity: { ...FACTS.publicity, posting: null } };
  expect(await combinationPaper(early, 'publicity-report', 'csv')).toBeUndefined();
});
