import { expect, test } from 'vitest';
import { fileRows, readTable } from './table-rows.ts';
import { listCsv } from './tables.ts';

const read = (text: string) => fileRows(new TextEncoder().encode(text));

test('a table whose quotes never close is unreadable, and so is what is no text', async () => {
  for (const text of ['姓名\n"李㛃\n', '姓名\n\0\n'])
    expect(await read(text), JSON.stringify(text)).toEqual({ ok: false, error: 'file-unreadable' });
  expect(await fileRows(Uint8Array.of(0x50, 0x4b, 3, 4))).toEqual({ ok: false, error: 'file-unreadable' });
  expect(await read('姓名\n"李㛃"\n')).toMatchObject({ ok: true, value: [{ cells: ['姓名'] }, { cells: ['李㛃'] }] });
});

test('the apostrophe that a CSV puts before a formula is no part of the cell, also before one in full width', async () => {
  const texts = ['=1', '+1', '-1', '@a', '＝1', '＋1', '－1', '＠a', "'甲"];
  const csv = listCsv({ columns: ['姓名'], rows: texts.map((text) => [text]) });
  const table = await readTable(csv);
  expect(table.ok && table.value.rows.map(({ cell }) => cell('姓名'))).toEqual(texts);
});
