import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { listXlsx } from './tables.ts';
import { xlsxRows } from './xlsx-rows.ts';

const written = await listXlsx({
  kind: 'list',
  title: { zh: '名单', en: 'List' },
  columns: ['姓名', '名额'],
  rows: [
    ['李㛃', 3],
    ['=1+1', null],
  ],
});

test('a sheet comes back as it was written', async () => {
  expect(await xlsxRows(written)).toEqual([
    ['姓名', '名额'],
    ['李㛃', 3],
    ['=1+1', null],
  ]);
});

test('a file that ends too soon is refused at once, wherever it ends', { timeout: 30_000 }, async () => {
  for (let length = 2; length < written.length; length += 97)
    expect(await xlsxRows(written.slice(0, length)), `${length} of ${written.length} bytes`).toBeUndefined();
});

test('a zip of anything else is no sheet', async () => {
  expect(await xlsxRows(zipSync({ 'a.txt': new Uint8Array(3) }))).toBeUndefined();
  expect(await xlsxRows(zipSync({ 'xl/workbook.xml': new Uint8Array(3) }))).toBeUndefined();
});

test('what is no part of a sheet is not unpacked, however large', async () => {
  const parts = { ...unzipSync(written), 'xl/media/image1.png': new Uint8Array(65 * 1024 * 1024) };
  expect(await xlsxRows(zipSync(parts, { level: 1 }))).toHaveLength(3);
});

test('a zip that unpacks to more than any list holds is not unpacked', async () => {
  const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(65 * 1024 * 1024) }, { level: 9 });
  expect(bomb.length).toBeLessThan(1024 * 1024);
  const before = process.memoryUsage().arrayBuffers;
  expect(await xlsxRows(bomb)).toBeUndefined();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
});
