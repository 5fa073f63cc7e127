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
