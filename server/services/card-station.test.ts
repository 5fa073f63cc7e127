import { afterAll, beforeAll, expect, test } from 'vitest';
import { setPhase } from '../store/meeting.ts';
import { createCardStation } from './card-station.ts';
import { createProposals } from './proposals.ts';
import type { RoundViews } from './round-views.ts';
import { holdCeremony, random, type ScratchRecord, scratchRecord } from './scratch-record.ts';

const MEETING = 'card-station';
let scratch: ScratchRecord;
beforeAll(async () => {
  scratch = await scratchRecord(MEETING);
  holdCeremony(scratch.record, ['A', 'B']);
  await setPhase(scratch.db, MEETING, 'cards');
});
afterAll(() => scratch.close());

test('a card station makes cards for the round that is prepared, in a meeting that there is', async () => {
  const { db, log } = scratch;
  const views = { proposals: async () => [], audits: async () => ({ done: 0, advised: 0 }) };
  const station = createCardStation({
    db,
    log,
    proposals: createProposals(db, log, random),
    views: views as unknown as RoundViews,
  });
  const refused = (error: string) => ({ ok: false, error });
  expect(await station.state({ name: '制卡机', meeting: 'elsewhere' })).toEqual(refused('not-found'));
  expect(await station.state({ name: '制卡机', meeting: MEETING })).toMatchObject({ ok: true, value: { round: 1 } });
  expect(await station.submit('elsewhere', { round: 1, tokens: [] })).toEqual(refused('not-found'));
  expect(await station.submit(MEETING, { round: 2, tokens: [] })).toEqual(refused('round-unknown'));
  expect(await station.submit(MEETING, { round: 1, tokens: ['T'] })).toEqual(refused('wrong-card-count'));
});
