import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from './encoding/bytes.ts';
import { p256KeyFromSpki, verifyP256 } from './p256.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
const message = encodeUtf8('选举结果报告');
const der = new Uint8Array(sign('sha256', message, privateKey));
const flipped = (bytes: Uint8Array, i: number) => bytes.map((byte, at) => (at === i ? byte ^ 1 : byte));

describe('P-256 signatures of PDF files (specification §9)', () => {
  test('of another implementation are verified, in DER and as r ‖ s', () => {
    const key = p256KeyFromSpki(spki) as Uint8Array;
    expect(verifyP256(message, der, key)).toBe(true);
    const compact = new Uint8Array(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' }));
    expect(verifyP256(message, compact, key, 'compact')).toBe(true);
    expect(verifyP256(message, compact, key)).toBe(false);
  });

  test('either half-order form of s is accepted: other signers do not normalise', () => {
    const key = p256KeyFromSpki(spki) as Uint8Array;
    for (let i = 0; i < 8; i++) {
      const data = encodeUtf8(String(i));
      expect(verifyP256(data, new Uint8Array(sign('sha256', data, privateKey)), key)).toBe(true);
    }
  });

  test('a changed message, signature or key is refused', () => {
    const key = p256KeyFromSpki(spki) as Uint8Array;
    expect(verifyP256(encodeUtf8('别的报告'), der, key)).toBe(false);
    for (let i = 0; i < der.length; i++) expect(verifyP256(message, flipped(der, i), key)).toBe(false);
    for (let i = 1; i < key.length; i += 8) expect(verifyP256(message, der, flipped(key, i))).toBe(false);
    expect(verifyP256(message, new Uint8Array(0), key)).toBe(false);
    expect(verifyP256(message, new Uint8Array(63), key, 'compact')).toBe(false);
  });

  test('keys of another curve, form or length are refused', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey;
    expect(p256KeyFromSpki(new Uint8Array(other.export({ format: 'der', type: 'spki' })))).toBeUndefined();
    expect(p256KeyFromSpki(spki.slice(1))).toBeUndefined();
    expect(p256KeyFromSpki(flipped(spki, spki.length - 1))).toBeUndefined();
    expect(p256KeyFromSpki(spki)).toHaveLength(65);
  });
});
