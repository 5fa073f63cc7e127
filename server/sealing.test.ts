import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { encodeBase64url } from '../crypto/encoding/base64url.ts';
import { newSigningKey, type SigningKey, signObject } from '../crypto/sign.ts';
import { entriesOf, readRecord } from '../tally/record/reader.ts';
import { signatureFaults } from '../tally/verify/signatures.ts';
import {
  createMeeting,
  organizerMeeting,
  saveDraft,
  saveScrutineers,
  scrutineerCode,
  sealMeeting,
} from './contract/organizer.ts';
import { pair, recordFile, scrutineerChallenge, scrutineerRestore, setUp } from './contract/public.ts';
import { enrol, scrutineerState } from './contract/scrutineer.ts';
import { type Browser, granted, type ScratchApp, scratchApp } from './scratch-app.ts';

let hall: ScratchApp;
let organizer: Browser;
let meeting: string;

const random = (length: number) => new Uint8Array(randomBytes(length));
const refusedWith = (code: string) => ({ ok: false, error: { code } });

beforeAll(async () => {
  hall = await scratchApp();
  organizer = hall.browser();
  granted(
    await organizer.call(setUp, {
      body: { code: hall.app.setUpCode, name: '高玉龙', password: 'a long password', start: 'empty' },
    }),
  );
});
afterAll(() => hall.close());
beforeEach(async () => {
  meeting = granted(await organizer.call(createMeeting, { body: { start: 'sample' } })).id;
});

type Device = { readonly browser: Browser; readonly sign: SigningKey; readonly cosign: SigningKey };

const at = (index: number) => ({ meeting, index: String(index) });

async function device(index: number): Promise<Device> {
  const browser = hall.browser();
  const { code } = granted(await organizer.call(scrutineerCode, { params: at(index), body: {} }));
  granted(await browser.call(pair, { body: { code } }));
  return { browser, sign: newSigningKey(random), cosign: newSigningKey(random) };
}

function enrolment(index: number, { sign, cosign }: Device, signedBy = sign) {
  const keys = { signKey: encodeBase64url(sign.publicKey), cosignKey: encodeBase64url(cosign.publicKey) };
  const proof = encodeBase64url(
    signObject({ type: 'enrol', meeting, index, ...keys } as { type: string }, signedBy.secretKey),
  );
  return { params: at(index), body: { ...keys, proof } };
}

async function enrolAll(): Promise<readonly Device[]> {
  const devices: Device[] = [];
  for (const index of [1, 2, 3]) {
    const one = await device(index);
    granted(await one.browser.call(enrol, enrolment(index, one)));
    devices.push(one);
  }
  return devices;
}

const seal = () => organizer.call(sealMeeting, { params: { meeting }, body: {} });

test('sealing waits for every scrutineer and then writes the meeting entry with all keys (specification §3)', async () => {
  expect(await seal()).toMatchObject(refusedWith('scrutineers-not-enrolled'));
  const devices = await enrolAll();
  granted(await seal());

  const file = granted(await hall.browser().call(recordFile, { params: { meeting } }));
  const record = readRecord(new TextDecoder().decode(file));
  const [placed] = entriesOf(record, 'meeting');
  expect(placed?.entry).toMatchObject({
    id: meeting,
    organization: '中共清溪村总支部委员会',
    threshold: 2,
    tellers: ['唐梅', '周峰'],
    derivedFrom: null,
    scrutineers: devices.map(({ sign, cosign }) => ({
      signKey: encodeBase64url(sign.publicKey),
      cosignKey: encodeBase64url(cosign.publicKey),
    })),
  });
  if (placed === undefined) throw new Error('no meeting entry');
  expect(signatureFaults(placed.entry, placed.entry)).toEqual([]);
  expect(granted(await organizer.call(organizerMeeting, { params: { meeting } })).phase).toBe('ceremony');
});

test('a sealed meeting is not changed any more', async () => {
  await enrolAll();
  granted(await seal());
  const { draft, roll } = granted(await organizer.call(organizerMeeting, { params: { meeting } }));
  expect(await organizer.call(saveDraft, { params: { meeting }, body: draft })).toMatchObject(
    refusedWith('sealed-already'),
  );
  const members = roll.members.slice(0, 3).map(({ id }) => id);
  expect(
    await organizer.call(saveScrutineers, { params: { meeting }, body: { members, threshold: 2, tellers: [] } }),
  ).toMatchObject(refusedWith('sealed-already'));
  expect(await seal()).toMatchObject(refusedWith('sealed-already'));
});

test('without a chosen counting base nothing is sealed', async () => {
  const { draft } = granted(await organizer.call(organizerMeeting, { params: { meeting } }));
  granted(
    await organizer.call(saveDraft, {
      params: { meeting },
      body: { ...draft, rules: { ...draft.rules, majorityBase: null } },
    }),
  );
  await enrolAll();
  const refused = await seal();
  expect(refused).toMatchObject(refusedWith('draft-incomplete'));
  expect(refused.ok ? [] : refused.error.detail.map(({ zh }) => zh).join()).toMatch(/计算基数/);
});

test('settings that contradict each other are named before anything is sealed: weights without groups (rules §7)', async () => {
  const { draft } = granted(await organizer.call(organizerMeeting, { params: { meeting } }));
  const rules = { ...draft.rules, recommendCombine: 'weighted' as const, recommendWeights: [] };
  granted(await organizer.call(saveDraft, { params: { meeting }, body: { ...draft, rules } }));
  await enrolAll();
  const refused = await seal();
  expect(refused).toMatchObject(refusedWith('draft-incomplete'));
  expect(refused.ok ? [] : refused.error.detail.map(({ zh }) => zh)).toEqual([
    '推荐结果按权重合并，须写明每一类推荐人的权重（至少两类）。',
  ]);
});

test('an enrolment proves that the device holds the key', async () => {
  const one = await device(1);
  const other = newSigningKey(random);
  expect(await one.browser.call(enrol, enrolment(1, one, other))).toMatchObject(refusedWith('signature-invalid'));
  granted(await one.browser.call(enrol, enrolment(1, one)));
  // The same again is the same enrolment; another key in the same place is not.
  granted(await one.browser.call(enrol, enrolment(1, one)));
  const changed = { ...one, sign: newSigningKey(random) };
  expect(await one.browser.call(enrol, enrolment(1, changed))).toMatchObject(refusedWith('key-taken'));
  const replaced = { ...changed, cosign: newSigningKey(random) };
  expect(await one.browser.call(enrol, enrolment(1, replaced))).toMatchObject(refusedWith('key-taken'));
});

test('another list of scrutineers ends the sessions and enrolments of the former', async () => {
  const [first] = await enrolAll();
  const { roll, scrutineers } = granted(await organizer.call(organizerMeeting, { params: { meeting } }));
  const ids = scrutineers.members.map(({ member }) => member ?? '');
  const other = roll.members.find(({ label }) => label === '宋光荣')?.id ?? '';
  const members = [ids[0] ?? '', ids[1] ?? '', other];
  granted(await organizer.call(saveScrutineers, { params: { meeting }, body: { members, threshold: 2, tellers: [] } }));
  expect(await first?.browser.call(scrutineerState, { params: at(1) })).toMatchObject(refusedWith('not-signed-in'));
  const after = granted(await organizer.call(organizerMeeting, { params: { meeting } }));
  expect(after.scrutineers.members.map(({ enrolled }) => enrolled)).toEqual([false, false, false]);
});

test('a device that lost its session comes back by its signing key, once for each nonce', async () => {
  const [first, second] = await enrolAll();
  if (first === undefined || second === undefined) throw new Error('no devices');
  const reloaded = hall.browser();
  const nonceFor = async (index: number) =>
    granted(await reloaded.call(scrutineerChallenge, { body: { meeting, index } })).nonce;
  const answer = (index: number, nonce: string, key: SigningKey) => {
    const statement = { type: 'session', meeting, index, nonce };
    return { meeting, index, nonce, signature: encodeBase64url(signObject(statement, key.secretKey)) };
  };

  const nonce = await nonceFor(1);
  expect(await reloaded.call(scrutineerRestore, { body: answer(1, nonce, second.sign) })).toMatchObject(
    refusedWith('signature-invalid'),
  );
  // Refused once, a nonce is worth nothing even for the right key.
  expect(await reloaded.call(scrutineerRestore, { body: answer(1, nonce, first.sign) })).toMatchObject(
    refusedWith('signature-invalid'),
  );
  const fresh = await nonceFor(1);
  granted(await reloaded.call(scrutineerRestore, { body: answer(1, fresh, first.sign) }));
  expect(granted(await reloaded.call(scrutineerState, { params: at(1) })).name).toBe('杨辉');
  expect(await reloaded.call(scrutineerRestore, { body: answer(1, fresh, first.sign) })).toMatchObject(
    refusedWith('signature-invalid'),
  );
  // A nonce given for one scrutineer does not serve another.
  const otherNonce = await nonceFor(1);
  expect(await reloaded.call(scrutineerRestore, { body: answer(2, otherNonce, second.sign) })).toMatchObject(
    refusedWith('signature-invalid'),
  );
});

test('the session of one scrutineer opens nothing of a colleague', async () => {
  const [first] = await enrolAll();
  const cookie = [...(first?.browser.cookies.values() ?? [])].join('; ');
  const response = await hall.app.request(`http://hall.test/api/scrutineers/${meeting}/2/state`, {
    headers: { cookie, host: 'hall.test' },
  });
  expect(response.status).toBe(401);
});
