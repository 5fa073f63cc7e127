/** A file of a list that the record writes is laid beside the record: what differs is said, and nothing else (rules §6.2). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareList } from './list-comparison.ts';
import { LIST_TITLES, type List, type ListCell } from './lists.ts';
import { readTable, type TableFile } from './table-rows.ts';
import { listCsv, listXlsx } from './tables.ts';

const read = async (content: Uint8Array | string): Promise<TableFile> => {
  const table = await readTable(typeof content === 'string' ? new TextEncoder().encode(content) : content);
  if (!table.ok) throw new Error(table.error);
  return table.value;
};
const both = async (list: List) => [await read(listCsv(list)), await read(await listXlsx(list))];
const list = (columns: readonly string[], rows: readonly (readonly ListCell[])[]): List => ({
  ...{ kind: 'results', title: LIST_TITLES.results, columns, rows },
});

const RESULTS = list(
  ['轮次', '职务', '姓名', '赞成', '弃权', '日期'],
  [
    [1, '委员', '丁建平', 60, null, '2026-11-30'],
    [1, '委员', '王秀英', 52, 0, ''],
    [2, '书记', '李㛃', 33, 1, ''],
  ],
);
const HEAD = '轮次,职务,姓名,赞成,弃权,日期';
const LINES = ['1,委员,丁建平,60,,2026-11-30', '1,委员,王秀英,52,0,', '2,书记,李㛃,33,1,'] as const;
const compared = async (...lines: readonly string[]) => compareList(RESULTS, await read(`${lines.join('\n')}\n`));
const told = async (...lines: readonly string[]) =>
  (await compared(...lines)).lines.map(({ line, code, zh }) => [line, code, zh]);

const STRANGE = [
  '=1+1',
  '＝1',
  '－',
  "'=1",
  '\t甲',
  ' 乙 ',
  '一\r\n二',
  '三\n四',
  '"五"',
  'é',
  'e\u0301',
  '60',
  '2026年1月2日',
];
const cells = fc.oneof(
  fc.constantFrom<ListCell>(...STRANGE, '', null, 0, 60, 92.9, 68.18),
  fc.string({ unit: 'grapheme', maxLength: 6 }).filter((text) => !text.includes('\0')),
  fc.string({
    unit: fc.constantFrom("'", '=', '\t', '\r', '\n', ' ', '＋', '甲', '\u0001', '\u0085', '\ufdd0', '\ufffd'),
    maxLength: 5,
  }),
  fc.integer(),
);

test('what any list exports agrees with it, as XLSX and as CSV, whatever stands in its cells', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cells, { minLength: 3, maxLength: 3 }), { maxLength: 6 }), async (rows) => {
      const written = list(
        ['序号', '姓名', '赞成', '方式'],
        rows.map((row, at) => [at + 1, ...row]),
      );
      for (const file of await both(written))
        expect(compareList(written, file)).toEqual({ agrees: true, rows: rows.length, lines: [], more: 0 });
    }),
    { numRuns: 200 },
  );
});

test('rows in another order, days and numbers as a spreadsheet writes them, and empty cells still agree', async () => {
  const agrees = { agrees: true, rows: 3, lines: [], more: 0 };
  expect(await compared(HEAD, LINES[2], LINES[0], LINES[1])).toEqual(agrees);
  expect(await compared(HEAD, '1,委员,丁建平,60,,2026/11/30', LINES[1], LINES[2])).toEqual(agrees);
  expect(
    await compared(
      '日期,弃权,赞成,姓名,职务,轮次,',
      ',1,33,李㛃,书记,2',
      ',0,52,王秀英,委员,1',
      '2026-11-30,,60,丁建平,委员,1',
    ),
  ).toEqual(agrees);
});

test('a line break is one, however a spreadsheet writes it', async () => {
  const written = list(['姓名', '说明'], [['甲', '一\r\n二']]);
  expect(compareList(written, await read('姓名,说明\r\n甲,"一\n二"\r\n')).lines).toEqual([]);
});

test('each cell that differs is named with its line, what the file says and what the record says', async () => {
  expect(await told(HEAD, LINES[0], '1,委员,王秀英,61,,', LINES[2])).toEqual([
    [3, 'cell-differs', '“赞成”：文件中是 61，系统记录是 52。'],
    [3, 'cell-differs', '“弃权”：文件中是 空白，系统记录是 0。'],
  ]);
  const { agrees, lines } = await compared(HEAD, LINES[2], '1,委员,丁建平,60,3,2026-11-30', LINES[1]);
  expect(agrees).toBe(false);
  expect(lines.map(({ line, en }) => [line, en])).toEqual([[3, '弃权: 3 in the file, empty in the record.']]);
  // A name that was written otherwise is the row of that name all the same.
  expect(await told(HEAD, '2,书记,李洁,33,1,', LINES[1], LINES[0])).toEqual([
    [2, 'cell-differs', '“姓名”：文件中是 李洁，系统记录是 李㛃。'],
  ]);
});

test('of rows that begin alike the first belongs to the first; what differs is told from the top of the file', async () => {
  const alike = list(
    ['姓名', '票数', '位次'],
    [
      ['甲', 5, 1],
      ['甲', 6, 2],
    ],
  );
  const file = await read('姓名,票数,位次,\n甲,7,3,\n甲,8,4,改\n');
  expect(compareList(alike, file).lines.map(({ line, zh }) => [line, zh])).toEqual([
    [2, '“票数”：文件中是 7，系统记录是 5。'],
    [2, '“位次”：文件中是 3，系统记录是 1。'],
    [3, '“改”不在任何一列的标题之下。'],
    [3, '“票数”：文件中是 8，系统记录是 6。'],
    [3, '“位次”：文件中是 4，系统记录是 2。'],
  ]);
});

test('a line too many, a line too few and a line twice are named, and the others still find each other', async () => {
  expect(await told(HEAD, LINES[0], '1,委员,赵勇,1,,', LINES[1], LINES[2])).toEqual([
    [3, 'not-in-record', '系统记录没有这一行：1，委员，赵勇，1。'],
  ]);
  expect(await told(HEAD, LINES[0], LINES[2])).toEqual([
    [null, 'not-in-file', '文件缺少系统记录的一行：1，委员，王秀英，52。'],
  ]);
  expect(await told(HEAD, ...LINES, LINES[2])).toEqual([
    [5, 'not-in-record', '系统记录没有这一行：2，书记，李㛃，33。'],
  ]);
  const numbered = list(
    ['序号', '姓名', '到会'],
    [
      [1, '甲', '到会'],
      [2, '乙', ''],
      [3, '丙', '到会'],
    ],
  );
  // Taken out and numbered anew: everybody is still who they are.
  const file = await read('序号,姓名,到会\n1,乙,\n2,丙,到会\n');
  expect(compareList(numbered, file).lines.map(({ line, zh }) => [line, zh])).toEqual([
    [2, '“序号”：文件中是 1，系统记录是 2。'],
    [3, '“序号”：文件中是 2，系统记录是 3。'],
    [null, '文件缺少系统记录的一行：1，甲，到会。'],
  ]);
});

test('a heading that is missing, unknown or there twice is named, and so is what stands below none', async () => {
  expect(await told('轮次,职务,姓名,弃权', '1,委员,丁建平,')).toEqual([
    [1, 'headings-missing', '第一行须有“赞成”一列。'],
    [1, 'headings-missing', '第一行须有“日期”一列。'],
  ]);
  expect(await told(`${HEAD},备注,赞成`, ...LINES.map((line) => `${line},,`))).toEqual([
    [1, 'heading-unknown', '系统的表册没有“备注”一列。'],
    [1, 'repeated', '“赞成”一列重复。'],
  ]);
  expect(await told(`${HEAD},`, `${LINES[0]},改`, LINES[1], `${LINES[2]},,又改`)).toEqual([
    [2, 'beside-the-list', '“改”不在任何一列的标题之下。'],
    [4, 'beside-the-list', '“又改”不在任何一列的标题之下。'],
  ]);
});

test('thirty differences are told, and how many more there are; a file of something else is not gone through', async () => {
  const lines = Array.from({ length: 40 }, (_, at) => `3,委员,人${at},1,,`);
  const { lines: first, more } = await compared(HEAD, ...LINES, ...lines);
  expect([first.length, more]).toEqual([30, 10]);
  const many = await told(HEAD, ...Array.from({ length: 1004 }, (_, at) => `3,委员,人${at},1,,`));
  expect(many).toEqual([[1, 'too-many', '文件有 1004 行，系统记录只有 3 行，没有逐行核对。']]);
});
