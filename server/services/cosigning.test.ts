import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { formatCheckpoint } from '../../crypto/log/checkpoint.ts';
import { EMPTY_ROOT } from '../../crypto/log/merkle.ts';
import { cosign, formatNote, signNote } from '../../crypto/log/signed-note.ts';
import { newSigningKey, type SigningKey } from '../../crypto/sign.ts';
import { cosignerName } from '../../tally/record/meeting-entry.ts';
import { insertLeaves } from '../store/record-log.ts';
import { type Cosigning, createCosigning } from './cosigning.ts';
import { random, type ScratchRecord, scratchRecord } from './scratch-record.ts';

const MEETING = 'cosigning';
const ORIGIN = 'example/log';
const WITNESS = 'witness.example/one';
const SIZE = 7;
const [device, witness, stranger] = [newSigningKey(random), newSigningKey(random), newSigningKey(random)];

let scratch: ScratchRecord;
let cosigning: Cosigning;

const headOf = (size: number, root = EMPTY_ROOT) => formatCheckpoint({ origin: ORIGIN, size, root });
/** A head with the log's line and that of a cosigner. */
const noteOf = (text: string, by?: { readonly name: string; readonly key: SigningKey }) =>
  formatNote({
    text,
    signatures: [
      signNote(text, { name: ORIGIN, publicKey: scratch.keys.log.publicKey }, scratch.keys.log.secretKey),
      ...(by === undefined
        ? []
        : [cosign(text, { name: by.name, publicKey: by.key.publicKey }, by.key.secretKey, 1_795_000_000)]),
    ],
  });
const refused = (error: string) => ({ ok: false, error });

beforeAll(async () => {
  scratch = await scratchRecord(MEETING);
  cosigning = createCosigning(scratch.db, scratch.log);
  scratch.record.size = SIZE;
  const scrutineers = [{ cosignKey: encodeBase64url(device.publicKey) }];
  const witnesses = [{ name: WITNESS, key: encodeBase64url(witness.publicKey) }];
  scratch.record.meeting = {
    entry: { logOrigin: ORIGIN, scrutineers, witnesses },
  } as unknown as typeof scratch.record.meeting;
});
afterAll(() => scratch.close());

test('no proof is given beyond the log, nor to a head that has no checkpoint', async () => {
  expect(await cosigning.proofFrom(MEETING, 0)).toEqual(refused('checkpoint-unknown'));
  await insertLeaves(scratch.db, MEETING, SIZE, [], noteOf(headOf(SIZE)));
  for (const from of [-1, 0.5, SIZE + 1])
    expect(await cosigning.proofFrom(MEETING, from)).toEqual(refused('checkpoint-unknown'));
  expect(await cosigning.proofFrom(MEETING, 0)).toMatchObject({ ok: true, value: { size: SIZE } });
});

test('a scrutineer’s line is kept under a checkpoint of this log, by her own key (§3.7)', async () => {
  const name = cosignerName(ORIGIN, 1);
  const own = noteOf(headOf(SIZE), { name, key: device });
  const ask = (index: number, size: number, note: string) => cosigning.cosign(MEETING, index, { size, note });
  expect(await ask(2, SIZE, own)).toEqual(refused('checkpoint-unknown'));
  expect(await ask(1, SIZE, 'no note')).toEqual(refused('signature-invalid'));
  expect(await ask(1, 3, noteOf(headOf(3), { name, key: device }))).toEqual(refused('checkpoint-unknown'));
  const other = noteOf(headOf(SIZE, random(32)), { name, key: device });
  expect(await ask(1, SIZE, other)).toEqual(refused('checkpoint-unknown'));
  expect(await ask(1, SIZE, noteOf(headOf(SIZE)))).toEqual(refused('signature-invalid'));
  expect(await ask(1, SIZE, noteOf(headOf(SIZE), { name, key: stranger }))).toEqual(refused('signature-invalid'));
  expect((await cosigning.cosigners(MEETING, SIZE)).scrutineers.size).toBe(0);
  expect(await ask(1, SIZE, own)).toEqual({ ok: true, value: true });
  expect([...(await cosigning.cosigners(MEETING, SIZE)).scrutineers]).toEqual([1]);
});

test('from outside only the line of a declared witness is kept', async () => {
  const ask = (note: string) => cosigning.cosignAsWitness(MEETING, note);
  expect(await ask('no note')).toEqual(refused('signature-invalid'));
  expect(await ask(noteOf('no checkpoint\n'))).toEqual(refused('signature-invalid'));
  expect(await ask(noteOf(headOf(SIZE)))).toEqual(refused('signature-invalid'));
  expect(await ask(noteOf(headOf(SIZE), { name: WITNESS, key: stranger }))).toEqual(refused('signature-invalid'));
  expect(await ask(noteOf(headOf(3), { name: WITNESS, key: witness }))).toEqual(refused('checkpoint-unknown'));
  expect(await ask(noteOf(headOf(SIZE), { name: WITNESS, key: witness }))).toEqual({ ok: true, value: true });
  expect(await cosigning.witnessed(MEETING)).toEqual(new Map([[WITNESS, SIZE]]));
});

test('the heads that end with a close and with a result are offered before all later ones (§3.7)', async () => {
  const [close, result, without] = [3, 5, 6];
  for (const size of [2, close, 4, result]) await insertLeaves(scratch.db, MEETING, size, [], noteOf(headOf(size)));
  const ending = (size: number) => ({ index: size - 1 }) as never;
  // What ends with the close of the second round has no checkpoint yet, and cannot be offered.
  scratch.record.rounds.set(2, { close: ending(without) } as never);
  scratch.record.rounds.set(1, { result: ending(result), close: ending(close) } as never);
  const offered = async (from: number) => {
    const proof = await cosigning.proofFrom(MEETING, from);
    return proof.ok ? proof.value.size : proof.error;
  };
  expect(await Promise.all([0, 2, close, 4, result, without, SIZE].map(offered))).toEqual([
    ...[close, close, result, result],
    ...[SIZE, SIZE, SIZE],
  ]);
});
