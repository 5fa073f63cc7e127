/** Entries that a scrutineer's device hands in: by her alone, signed, once (specification §3.2). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import { emptyRecordState } from './record-state.ts';
import { recordThrough, type ScratchRecord, scratchRecord } from './scratch-record.ts';
import { createScrutineerEntries, type ScrutineerEntries } from './scrutineer-entries.ts';

const { record } = await simulateElection({
  ballots: 5,
  spares: 1,
  contests: [committeeContest(2, 1, 0)],
  random: seededRandom('scrutineer entries'),
  recipients: ['q', 'p', 'z'].map((own) => `age1${own.repeat(58)}`),
  sheetKey: encodeBase64url(new Uint8Array(91)),
  threshold: 2,
});
const [commit, second] = entriesOf(readRecord(record), 'key-commit').map(({ entry }) => entry);
const [aggregate] = entriesOf(readRecord(record), 'aggregate').map(({ entry }) => entry);
const [close] = entriesOf(readRecord(record), 'close').map(({ entry }) => entry);

let scratch: ScratchRecord;
let entries: ScrutineerEntries;
const handedOn: unknown[] = [];
beforeAll(async () => {
  scratch = await scratchRecord('entries');
  const service = {
    submit: async (_writer: unknown, _meeting: unknown, _index: unknown, entry: unknown) => {
      handedOn.push(entry);
      return { ok: true, value: { index: 1 } };
    },
  };
  type Services = Parameters<typeof createScrutineerEntries>;
  entries = createScrutineerEntries(scratch.log, service as unknown as Services[1], {} as Services[2]);
});
afterAll(() => scratch.close());

const refused = (error: string) => ({ ok: false, error });
const submit = (entry: unknown, index = 1) =>
  entries.submit('entries', index, entry as Parameters<ScrutineerEntries['submit']>[2]);

test('nothing is taken before the meeting is sealed', async () => {
  scratch.record = emptyRecordState();
  expect(await submit(commit)).toEqual(refused('wrong-phase'));
});

test('what is no entry, or none with authors, is refused unread', async () => {
  scratch.record = recordThrough(record, 'meeting');
  const { signatures: _, ...unsigned } = commit ?? { signatures: [] };
  for (const value of [
    null,
    1,
    'x',
    {},
    { type: 'news' },
    unsigned,
    { ...commit, more: 1 },
    { ...commit, commitment: 1.5 },
  ])
    expect(await submit(value)).toEqual(refused('entry-refused'));
});

test('only her own entries, with her own signature', async () => {
  scratch.record = recordThrough(record, 'meeting');
  expect(await submit(commit)).toMatchObject({ ok: true });
  expect(handedOn).toEqual([commit]);
  expect(await submit(second)).toEqual(refused('signature-invalid'));
  expect(await submit(commit, 2)).toEqual(refused('signature-invalid'));
  expect(await submit({ ...commit, commitment: encodeBase64url(new Uint8Array(32)) })).toEqual(
    refused('signature-invalid'),
  );
  expect(await submit({ ...commit, signatures: [] })).toEqual(refused('signature-invalid'));
  for (const ofServer of [aggregate, close]) expect(await submit(ofServer)).toEqual(refused('signature-invalid'));
  expect(handedOn).toHaveLength(1);
});

test('the same again has the place that it has', async () => {
  scratch.record = recordThrough(record, 'key-commit');
  expect(await submit(commit)).toEqual({ ok: true, value: { index: 1 } });
  expect(handedOn).toHaveLength(1);
});
