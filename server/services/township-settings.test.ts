import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ScratchRecord, scratchRecord } from './scratch-record.ts';
import { answersFor, createTownshipSettings } from './township-settings.ts';

let scratch: ScratchRecord;
beforeAll(async () => {
  scratch = await scratchRecord('township-settings');
});
afterAll(() => scratch.close());

const year = (change: object = {}) => ({ year: 2026, off: ['2026-10-01'], worked: ['2026-10-10'], ...change });

test('days off are entered once a year, are of that year, and nobody works on one of them', async () => {
  const { save, load } = createTownshipSettings(scratch.db);
  const refused = { ok: false, error: 'holidays-mismatch' };
  for (const holidays of [
    [year(), year()],
    [year({ off: ['2024-10-01'] })],
    [year({ worked: ['2028-10-10'] })],
    [year({ worked: ['2026-10-01'] })],
  ])
    expect(await save({ offices: [], holidays })).toEqual(refused);
  // 元旦 may begin on the last days of the year before.
  expect(await save({ offices: [], holidays: [year({ off: ['2025-12-31'] })] })).toEqual({ ok: true, value: true });
  expect((await load()).holidays).toHaveLength(1);
});

test('an office answers for its own names only, once it has said any', async () => {
  const { save } = createTownshipSettings(scratch.db);
  await save({ offices: [], holidays: [] });
  expect(await answersFor(scratch.db, '中共青山镇委员会')).toBe('unsaid');
  await save({ offices: [' 中共青山镇委员会'], holidays: [] });
  expect(await answersFor(scratch.db, '中共青山镇委员会')).toBe('yes');
  expect(await answersFor(scratch.db, '中共白水镇委员会')).toBe('no');
});

test('days off come from a file by their years; what contradicts itself leaves everything as it was', async () => {
  const { save, load, importHolidays } = createTownshipSettings(scratch.db);
  const file = (rows: string) => new TextEncoder().encode(`年份,日期,安排\n${rows}\n`);
  const office = '中共青山镇委员会';
  await save({ offices: [office], holidays: [year(), year({ year: 2025, off: ['2025-10-01'], worked: [] })] });
  expect(await importHolidays(file('2027,2026-12-31,放假\n2026,2026-10-02,放假'))).toEqual({
    ok: true,
    value: { imported: true, rows: 2, lines: [] },
  });
  const kept = {
    offices: [office],
    holidays: [
      { year: 2025, off: ['2025-10-01'], worked: [] },
      { year: 2026, off: ['2026-10-02'], worked: [] },
      { year: 2027, off: ['2026-12-31'], worked: [] },
    ],
  };
  expect(await load()).toEqual(kept);
  expect(await importHolidays(file('2027,2030-01-01,放假'))).toEqual({ ok: false, error: 'holidays-mismatch' });
  const many = Array.from({ length: 18 }, (_, at) => `${2040 + at},,`).join('\n');
  expect(await importHolidays(file(many))).toEqual({ ok: false, error: 'holidays-mismatch' });
  expect(await importHolidays(file('2027,,\n今年,,'))).toMatchObject({
    value: { imported: false, rows: 0, lines: [{ line: 3, code: 'year-unreadable' }] },
  });
  expect(await importHolidays(Uint8Array.of(0x50, 0x4b, 3, 4))).toEqual({ ok: false, error: 'file-unreadable' });
  expect(await load()).toEqual(kept);
});
