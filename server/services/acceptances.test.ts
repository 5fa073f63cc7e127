import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { newSigningKey } from '../../crypto/sign.ts';
import { createAcceptances } from './acceptances.ts';
import { declaredKeys } from './meeting-keys.ts';
import { signReceipt } from './receipts.ts';
import { random, recordWithRound, type ScratchRecord, scratchRecord } from './scratch-record.ts';

const MEETING = 'acceptances';
const text = () => encodeBase64url(random(32));
const CTX = text();
let scratch: ScratchRecord;
beforeAll(async () => {
  scratch = await scratchRecord(MEETING);
  scratch.record = recordWithRound({ sealed: { entry: {}, hash: CTX } });
  scratch.record.meeting = { entry: { keys: declaredKeys(scratch.keys) } } as typeof scratch.record.meeting;
});
afterAll(() => scratch.close());

test('acceptances are taken that the receipts key of this meeting signed for one of its rounds, all or none (§3)', async () => {
  const acceptances = createAcceptances(scratch.db, scratch.log, () => new Date(0));
  const submit = (...given: Parameters<typeof acceptances.submit>[2]) => acceptances.submit(MEETING, 'machine', given);
  const signed = (ctx: string, key = scratch.keys.receipts) => {
    const [T, h] = [text(), text()];
    return { ctx, T, h, signature: signReceipt({ type: 'accepted', ctx, T, h }, key) };
  };
  const refused = { ok: false, error: 'signature-invalid' };
  expect(await submit(signed(CTX), signed(text()))).toEqual(refused);
  expect(await submit(signed(CTX), signed(CTX, newSigningKey(random)))).toEqual(refused);
  expect(await submit({ ...signed(CTX), h: text() })).toEqual(refused);
  expect(await acceptances.ofRound(MEETING, 1)).toEqual([]);
  expect(await submit(signed(CTX), signed(CTX))).toEqual({ ok: true, value: { held: 2 } });
  expect(await acceptances.ofRound(MEETING, 1)).toHaveLength(2);
});
