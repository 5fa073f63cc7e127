import { expect, test } from 'vitest';
import { fileRows } from './table-rows.ts';

const read = (text: string) => fileRows(new TextEncoder().encode(text));

test('a table whose quotes never close is unreadable, and so is what is no text', async () => {
  for (const text of ['姓名\n"李㛃\n', '姓名\n\0\n'])
    expect(await read(text), JSON.stringify(text)).toEqual({ ok: false, error: 'file-unreadable' });
  expect(await fileRows(Uint8Array.of(0x50, 0x4b, 3, 4))).toEqual({ ok: false, error: 'file-unreadable' });
  expect(await read('姓名\n"李㛃"\n')).toMatchObject({ ok: true, value: [{ cells: ['姓名'] }, { cells: ['李㛃'] }] });
});
