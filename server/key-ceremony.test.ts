import { afterAll, beforeAll, expect, test } from 'vitest';
import { scrutineerAuthor } from '../tally/record/authors.ts';
import { type SignedEntry, signEntry, type Unsigned, withSignatures } from '../tally/record/entry.ts';
import { entriesOf, readRecord } from '../tally/record/reader.ts';
import { abortCeremony } from '../tally/roles/scrutineer/key-ceremony.ts';
import { signingKeyOf } from '../tally/roles/scrutineer/state.ts';
import { verifyRecord } from '../tally/verify/verify-record.ts';
import { organizerMeeting } from './contract/organizer.ts';
import { recordFile } from './contract/public.ts';
import * as scrutineer from './contract/scrutineer.ts';
import type { ScrutineerDevice } from './rehearsal/scrutineer-device.ts';
import { openSession } from './rehearsal/session.ts';
import { holdCeremony, settle } from './rehearsal/stages.ts';
import { random, type ScratchSealed, sealElection, text } from './scratch-election.ts';

let election: ScratchSealed;
beforeAll(async () => {
  election = await sealElection();
}, 120_000);
afterAll(() => election.close());

const device = (at: number) => election.devices[at] as ScrutineerDevice;
const own = (at: number) => ({ meeting: election.meeting, index: String(at + 1) });
const code = (answer: { readonly ok: boolean }) =>
  (answer as { readonly error?: { readonly code: string } }).error?.code ?? 'accepted';
const submit = (at: number, entry: object) =>
  device(at).session.ask(scrutineer.submitEntry, { params: own(at), body: { entry: entry as { type: string } } });
const signed = (at: number, unsigned: Unsigned<SignedEntry>, as = at) =>
  withSignatures(unsigned, [signEntry(unsigned, scrutineerAuthor(as + 1), signingKeyOf(device(at).state()).secretKey)]);
const file = () => openSession(election.base).call(recordFile, { params: { meeting: election.meeting } });
const phase = async () =>
  (await election.run.organizer.call(organizerMeeting, { params: { meeting: election.meeting } })).phase;

test('an entry is taken only from its own author, under the key the meeting declares (specification §3)', async () => {
  const commit = { type: 'key-commit', index: 1, commitment: text(random(32)) } as const;
  expect(code(await submit(1, signed(1, commit)))).toBe('signature-invalid');
  expect(code(await submit(0, signed(1, commit, 0)))).toBe('signature-invalid');
  expect(code(await submit(0, { ...signed(0, commit), index: 2 }))).toBe('signature-invalid');
  expect(code(await submit(0, { type: 'result' }))).toBe('entry-refused');
  expect(entriesOf(readRecord(await file()), 'key-commit')).toEqual([]);
});

test('commitments come before packages, each once, and a package must be the committed one (§4)', async () => {
  for (const one of election.devices.slice(0, 2)) await one.begin();
  for (const at of [0, 1]) await device(at).follow();
  await settle(election.devices.slice(0, 2));
  const held = device(0).state().ceremony;
  if (held === null) throw new Error('no ceremony');
  expect(code(await submit(0, signed(0, { type: 'key-reveal', package: held.package })))).toBe('entry-refused');
  const second = signed(0, { type: 'key-commit', index: 1, commitment: text(random(32)) });
  expect(code(await submit(0, second))).toBe('entry-refused');

  await device(2).begin();
  await device(2).follow();
  await device(2).follow();
  const other = { ...held.package, recipient: device(1).state().ageRecipient };
  expect(code(await submit(0, signed(0, { type: 'key-reveal', package: other })))).toBe('entry-refused');
});

test('shares are passed on unread, to the right colleague, for the running ceremony only', async () => {
  await settle(election.devices);
  const ceremony = text(random(32));
  const send = (messages: readonly { to: number; content: string }[], of = ceremony) =>
    device(0).session.ask(scrutineer.sendMessages, { params: own(0), body: { ceremony: of, messages: [...messages] } });
  expect(code(await send([{ to: 2, content: 'AAAA' }]))).toBe('wrong-phase');
  expect(device(0).digits()).toBe(device(1).digits());
});

test('an abort begins the ceremony anew for everybody, and a second abort at once ends nothing (§4)', async () => {
  const aborted = abortCeremony(device(2).state(), { code: 'by-hand' });
  if (aborted.step.kind !== 'publish') throw new Error('no abort');
  expect(code(await submit(2, aborted.step.entry))).toBe('accepted');
  const again = abortCeremony(device(1).state(), { code: 'by-hand' });
  if (again.step.kind !== 'publish') throw new Error('no abort');
  expect(code(await submit(1, again.step.entry))).toBe('entry-refused');
  expect(await phase()).toBe('ceremony');
});

test('a ceremony aborted during the rehearsal leaves a record that verifies, with the keys of the last one', async () => {
  for (const one of election.devices) await one.begin();
  await settle(election.devices);
  for (const one of election.devices) one.confirm();
  // The first two have rehearsed; the third gives up before.
  await settle(election.devices.slice(0, 2));
  for (let turn = 0; turn < 12 && entriesOf(readRecord(await file()), 'key-confirm').length < 3; turn++) {
    for (const one of election.devices) await one.follow();
  }
  while (await device(0).follow());
  expect(entriesOf(readRecord(await file()), 'partial-decryption').length).toBeGreaterThan(0);
  const aborted = abortCeremony(device(2).state(), { code: 'secrets-lost' });
  if (aborted.step.kind !== 'publish') throw new Error('no abort');
  expect(code(await submit(2, aborted.step.entry))).toBe('accepted');

  await holdCeremony(election.devices);
  expect(await phase()).toBe('cards');
  const verification = await verifyRecord(await file(), { random, through: 'ceremony' });
  expect(verification.findings).toEqual([]);
  expect(verification.ok).toBe(true);
  const late = abortCeremony(device(0).state(), { code: 'by-hand' });
  expect(late.step.kind === 'publish' && code(await submit(0, late.step.entry))).toBe('wrong-phase');
});
