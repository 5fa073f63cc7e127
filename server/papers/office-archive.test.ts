import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ScratchRecord, scratchRecord } from '../services/scratch-record.ts';
import { createOfficeArchive } from './office-archive.ts';

let scratch: ScratchRecord;
beforeAll(async () => {
  scratch = await scratchRecord('office');
});
afterAll(() => scratch.close());

test('an office that has no name yet has nothing to sign an archive with', async () => {
  const archive = createOfficeArchive({
    ...{ db: scratch.db, log: scratch.log, now: () => new Date(Date.UTC(2026, 10, 28)) },
  } as unknown as Parameters<typeof createOfficeArchive>[0]);
  expect(await archive.make()).toEqual({ ok: false, error: 'office-unnamed' });
});
