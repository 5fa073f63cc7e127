/** Machines and scrutineers' devices: codes, keys and proofs that let one in (specification §3, §4). */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { newSigningKey, type SigningKey, signObject } from '../../crypto/sign.ts';
import { insertMachine } from '../store/accounts.ts';
import { setPhase } from '../store/meeting.ts';
import { loadScrutineers, replaceScrutineers } from '../store/roll.ts';
import { createEnrolments, type Enrolments } from './enrolment.ts';
import { createKioskStates } from './kiosk-state.ts';
import { createPairing, type Pairing } from './pairing.ts';
import { isReceipt, signReceipt } from './receipts.ts';
import { random, type ScratchRecord, scratchRecord } from './scratch-record.ts';
import { createScrutineerSessions, type ScrutineerSessions } from './scrutineer-sessions.ts';
import { createVoices } from './voices.ts';

const MEETING = 'devices';
const NOBODY = '00000000-0000-4000-8000-000000000000';
const refused = (error: string) => ({ ok: false, error });
const keyOf = (key: SigningKey) => encodeBase64url(key.publicKey);

let scratch: ScratchRecord;
let enrolments: Enrolments;
let pairing: Pairing;
let sessions: ScrutineerSessions;
let clock: number;
beforeAll(async () => {
  scratch = await scratchRecord(MEETING);
  const options = { db: scratch.db, random, now: () => new Date(clock) };
  enrolments = createEnrolments(scratch.db);
  pairing = createPairing(options);
  sessions = createScrutineerSessions(options);
});
afterAll(() => scratch.close());
beforeEach(async () => {
  clock = Date.UTC(2026, 10, 28);
  const row = { member: NOBODY, signKey: null, cosignKey: null };
  const rows = ['甲', '乙'].map((name, at) => ({ ...row, index: at + 1, name }));
  await replaceScrutineers(scratch.db, MEETING, rows as unknown as Parameters<typeof replaceScrutineers>[2]);
  await setPhase(scratch.db, MEETING, 'draft');
});

const device = () => ({ sign: newSigningKey(random), cosign: newSigningKey(random) });
type Keys = ReturnType<typeof device>;
function enrol(index: number, { sign, cosign }: Keys, of: { meeting?: string; by?: SigningKey } = {}) {
  const { meeting = MEETING, by = sign } = of;
  const keys = { signKey: keyOf(sign), cosignKey: keyOf(cosign) };
  const proof = encodeBase64url(signObject({ type: 'enrol', meeting, index, ...keys }, by.secretKey));
  return enrolments.enrol(meeting, index, { ...keys, proof });
}

test('keys are handed in once, by whoever holds them, before the meeting is sealed', async () => {
  const [own, other] = [device(), device()];
  expect(await enrol(1, own, { by: other.sign })).toEqual(refused('signature-invalid'));
  expect(await enrol(3, own)).toEqual(refused('not-found'));
  expect(await enrol(1, own, { meeting: 'elsewhere' })).toEqual(refused('not-found'));
  expect(await enrol(1, own)).toEqual({ ok: true, value: true });
  expect(await enrol(1, own)).toEqual({ ok: true, value: true });
  expect(await enrol(1, other)).toEqual(refused('key-taken'));
  for (const taken of [
    { ...other, sign: own.sign },
    { ...other, cosign: own.cosign },
    { sign: other.sign, cosign: own.sign },
    { sign: other.sign, cosign: other.sign },
  ])
    expect(await enrol(2, taken)).toEqual(refused('key-taken'));
  await setPhase(scratch.db, MEETING, 'ceremony');
  expect(await enrol(2, other)).toEqual(refused('sealed-already'));
  expect(await enrol(1, own)).toEqual({ ok: true, value: true });
  expect((await loadScrutineers(scratch.db, MEETING)).map(({ signKey }) => signKey)).toEqual([keyOf(own.sign), null]);
});

test('what is no key, or no signature, is no proof', async () => {
  const own = device();
  const keys = { signKey: keyOf(own.sign), cosignKey: keyOf(own.cosign) };
  const zero = encodeBase64url(new Uint8Array(32));
  for (const wrong of [{ signKey: 'x' }, { signKey: zero }, { cosignKey: zero }, { cosignKey: '***' }]) {
    const given = { ...keys, ...wrong };
    const proof = encodeBase64url(
      signObject({ type: 'enrol', meeting: MEETING, index: 1, ...given }, own.sign.secretKey),
    );
    expect(await enrolments.enrol(MEETING, 1, { ...given, proof })).toEqual(refused('signature-invalid'));
  }
  expect(await enrolments.enrol(MEETING, 1, { ...keys, proof: 'AAAA' })).toEqual(refused('signature-invalid'));
});

test('a lost session comes back by a signature over the server’s own number, of this device, once, in two minutes', async () => {
  const own = device();
  await enrol(1, own);
  const proofOf = (nonce: string, index = 1, by = own.sign) => ({
    ...{ meeting: MEETING, index, nonce },
    signature: encodeBase64url(signObject({ type: 'session', meeting: MEETING, index, nonce }, by.secretKey)),
  });
  const invalid = refused('signature-invalid');
  const nonce = sessions.challenge(MEETING, 1);
  expect(await sessions.restore(proofOf(nonce))).toMatchObject({ ok: true, value: { index: 1, name: '甲' } });
  expect(await sessions.restore(proofOf(nonce))).toEqual(invalid);
  expect(await sessions.restore(proofOf(encodeBase64url(random(32))))).toEqual(invalid);
  expect(await sessions.restore(proofOf(sessions.challenge(MEETING, 2)))).toEqual(invalid);
  expect(await sessions.restore(proofOf(sessions.challenge(MEETING, 2), 2))).toEqual(invalid);
  expect(await sessions.restore(proofOf(sessions.challenge(MEETING, 1), 1, own.cosign))).toEqual(invalid);
  const late = sessions.challenge(MEETING, 1);
  clock += 2 * 60_000 + 1;
  expect(await sessions.restore(proofOf(late))).toEqual(invalid);
});

test('a code is redeemed once, in time, for a machine and a scrutineer that are still there', async () => {
  const id = await insertMachine(scratch.db, { meeting: MEETING, role: 'kiosk', name: '一号机' });
  const unknown = refused('pairing-code-unknown');
  expect(await pairing.redeem('0000 0000')).toEqual(unknown);
  const { code } = await pairing.codeForMachine(MEETING, id);
  expect(await pairing.redeem(code)).toMatchObject({
    ok: true,
    value: { kind: 'machine', machine: { name: '一号机' } },
  });
  expect(await pairing.redeem(code)).toEqual(unknown);
  const scrutineer = await pairing.codeForScrutineer(MEETING, 2);
  expect(await pairing.redeem(scrutineer.code)).toMatchObject({
    ok: true,
    value: { kind: 'scrutineer', scrutineer: { name: '乙' } },
  });
  const late = await pairing.codeForScrutineer(MEETING, 2);
  clock += 31 * 60_000;
  expect(await pairing.redeem(late.code)).toEqual(unknown);
  for (const { code: nobodys } of [
    await pairing.codeForScrutineer(MEETING, 7),
    await pairing.codeForMachine(MEETING, NOBODY),
  ])
    expect(await pairing.redeem(nobodys)).toEqual(unknown);
});

test('a kiosk of no meeting, and no kiosk of a meeting, are told nothing', async () => {
  const health = { of: () => undefined } as unknown as Parameters<typeof createKioskStates>[2];
  const { state } = createKioskStates(scratch.db, scratch.log, health, createVoices(scratch.db), () => '');
  expect(await state(MEETING, NOBODY)).toEqual(refused('not-found'));
  const id = await insertMachine(scratch.db, { meeting: MEETING, role: 'kiosk', name: '二号机' });
  expect(await state('elsewhere', id)).toEqual(refused('not-found'));
  expect(await state(MEETING, id)).toMatchObject({ ok: true, value: { name: '二号机', voting: 'closed' } });
});

test('an answer of the server is one under the declared key, and nothing unreadable is', () => {
  const key = newSigningKey(random);
  const receipt = { type: 'accepted', ctx: 'c', T: 't', h: 'h' } as const;
  const signature = signReceipt(receipt, key);
  expect(isReceipt(receipt, signature, keyOf(key))).toBe(true);
  expect(isReceipt({ ...receipt, h: 'i' }, signature, keyOf(key))).toBe(false);
  expect(isReceipt(receipt, signature, keyOf(newSigningKey(random)))).toBe(false);
  expect(isReceipt(receipt, 'AAAA', keyOf(key))).toBe(false);
  expect(isReceipt(receipt, signature, '***')).toBe(false);
});
