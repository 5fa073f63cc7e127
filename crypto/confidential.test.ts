import { describe, expect, test } from 'vitest';
import {
  decryptWith,
  decryptWithPassphrase,
  encryptTo,
  encryptWithPassphrase,
  newConfidentialKey,
} from './confidential.ts';
import { decodeUtf8, encodeUtf8 } from './encoding/bytes.ts';

/** Little work: the tests are about the format, not about the cost of guessing. */
const WORK = 4;
const message = encodeUtf8('份额 f_1(2)');
const flipped = (bytes: Uint8Array, i: number) => bytes.map((byte, at) => (at === i ? byte ^ 1 : byte));

describe('confidential messages (specification §2: age)', () => {
  test('reach the recipient and nobody else', async () => {
    const [key, other] = [await newConfidentialKey(), await newConfidentialKey()];
    expect(key.recipient).toMatch(/^age1[02-9ac-hj-np-z]{58}$/);
    const file = await encryptTo(key.recipient, message);
    expect(decodeUtf8(file.slice(0, 21))).toBe('age-encryption.org/v1');
    expect(await decryptWith(key.identity, file)).toEqual({ ok: true, value: message });
    expect(await decryptWith(other.identity, file)).toEqual({ ok: false, error: 'undecryptable' });
  });

  test('any changed byte makes them undecryptable', async () => {
    const key = await newConfidentialKey();
    const file = await encryptTo(key.recipient, message);
    for (let i = 0; i < file.length; i += 7) {
      expect(await decryptWith(key.identity, flipped(file, i))).toEqual({ ok: false, error: 'undecryptable' });
    }
    expect(await decryptWith(key.identity, file.slice(0, -1))).toEqual({ ok: false, error: 'undecryptable' });
  });

  test('a text that is no recipient is refused', async () => {
    await expect(encryptTo('age1nobody', message)).rejects.toThrow();
  });
});

describe('key files (specification §4)', () => {
  test('open with their passphrase, however it was typed, and with no other', async () => {
    const file = await encryptWithPassphrase('清溪 caf\u00e9', message, WORK);
    expect(await decryptWithPassphrase(' 清溪 cafe\u0301', file)).toEqual({ ok: true, value: message });
    expect(await decryptWithPassphrase('清溪', file)).toEqual({ ok: false, error: 'undecryptable' });
    expect(await decryptWithPassphrase('清溪 caf\u00e9', flipped(file, file.length - 1))).toEqual({
      ok: false,
      error: 'undecryptable',
    });
    await expect(encryptWithPassphrase('', message, WORK)).rejects.toThrow('empty');
  });
});
