import { describe, expect, test } from 'vitest';
import { qrModules } from './modules.ts';
import { encodeReceipt, parseReceipt, type Receipt, receiptAddress } from './receipt.ts';

const receipt: Receipt = {
  kind: 'accepted',
  meetingId: 'qingxi-2026',
  round: 1,
  T: new Uint8Array(32).fill(7),
  h: new Uint8Array(32).fill(8),
  signature: new Uint8Array(64).fill(9),
};

describe('the receipt address', () => {
  test.each(['accepted', 'pending'] as const)('an %s receipt comes back from its address', (kind) => {
    const given = { ...receipt, kind };
    expect(parseReceipt(receiptAddress('http://192.168.1.10:3000/check', given))).toEqual({ ok: true, value: given });
  });

  test('all data stand after the number sign, so that no server sees them (UX 3.1)', () => {
    const address = new URL(receiptAddress('http://192.168.1.10:3000/check', receipt));
    expect(address.pathname + address.search).toBe('/check');
    expect(address.hash).toBe(`#${encodeReceipt(receipt)}`);
  });

  test('the code stays at version 11 for an address of usual length (UX 3.1)', () => {
    const address = receiptAddress('http://192.168.1.10:3000/check', receipt);
    expect(address.length).toBeLessThanOrEqual(240);
    expect(qrModules(address, 'M').version).toBeLessThanOrEqual(11);
  });

  test.each([
    ['another letter', (text: string) => text.replace('R1.A.', 'R1.X.')],
    ['a leading zero in the round', (text: string) => text.replace('.1.', '.01.')],
    ['a missing character', (text: string) => text.slice(0, -1)],
    ['an added character', (text: string) => `${text}A`],
    ['a blank', (text: string) => `${text} `],
    ['another version', (text: string) => text.replace('R1', 'R2')],
  ])('%s is refused', (_, change) => {
    expect(parseReceipt(`http://h/check#${change(encodeReceipt(receipt))}`)).toEqual({
      ok: false,
      error: 'not-a-receipt',
    });
  });

  test('a key of the wrong length is not written', () => {
    expect(() => encodeReceipt({ ...receipt, T: new Uint8Array(31) })).toThrow(RangeError);
  });

  test('an id or a round that could not be read back is not written', () => {
    for (const meetingId of ['', '-a', 'a b', 'a'.repeat(65)])
      expect(() => encodeReceipt({ ...receipt, meetingId })).toThrow(RangeError);
    for (const round of [0, 100_000]) expect(() => encodeReceipt({ ...receipt, round })).toThrow(RangeError);
  });
});
