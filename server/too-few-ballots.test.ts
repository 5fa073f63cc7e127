import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodePoint, encodeScalar, G, multiplyPublic, randomScalar } from '../crypto/group.ts';
import { scrutineerAuthor } from '../tally/record/authors.ts';
import type { PartialDecryptionEntry } from '../tally/record/count-entries.ts';
import { signEntry, type Unsigned, withSignatures } from '../tally/record/entry.ts';
import { entriesOf, readRecord } from '../tally/record/reader.ts';
import { signingKeyOf } from '../tally/roles/scrutineer/state.ts';
import { recordFile } from './contract/public.ts';
import * as scrutineer from './contract/scrutineer.ts';
import { settle, signAll } from './rehearsal/stages.ts';
import { openElection, proposeClose, random, type ScratchElection, text } from './scratch-election.ts';

let election: ScratchElection;
beforeAll(async () => {
  election = await openElection();
  for (const card of election.drawn.slice(0, 4)) await election.vote(card);
}, 240_000);
afterAll(() => election.close());

test('four ballots of an assembly are never opened, whatever a scrutineer sends (specification §8.2 c)', async () => {
  const { devices, meeting } = election;
  const params = { meeting, round: '1' };
  await proposeClose(election);
  await signAll(devices);
  await settle(devices);
  const record = readRecord(await election.kiosk.call(recordFile, { params }));
  const [aggregate] = entriesOf(record, 'aggregate');
  expect(aggregate?.entry.casts).toBe(4);

  const [device] = devices;
  if (device === undefined || aggregate === undefined) throw new Error('there is nothing to open');
  await expect(device.decrypt(0)).rejects.toThrow(/too-few-ballots/);
  const point = () => text(encodePoint(multiplyPublic(G, randomScalar(random))));
  const scalar = () => text(encodeScalar(randomScalar(random)));
  const unsigned: Unsigned<PartialDecryptionEntry> = {
    type: 'partial-decryption',
    ctx: aggregate.entry.ctx,
    stage: 'tally',
    index: 1,
    D: aggregate.entry.sums.map(point),
    c: scalar(),
    s: scalar(),
  };
  const signature = signEntry(unsigned, scrutineerAuthor(1), signingKeyOf(device.state()).secretKey);
  const answer = await device.session.ask(scrutineer.submitEntry, {
    params: { meeting, index: '1' },
    body: { entry: withSignatures<PartialDecryptionEntry>(unsigned, [signature]) as never },
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'too-few-ballots' } });
});
