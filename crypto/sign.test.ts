import { createPrivateKey, createPublicKey, sign as nodeSign, verify as nodeVerify } from 'node:crypto';
import { ED25519_TORSION_SUBGROUP, ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deterministicRandom } from './deterministic-random.ts';
import { concat, encodeUtf8 } from './encoding/bytes.ts';
import { decodeHex } from './encoding/hex.ts';
import { encodeScalar, ORDER, reduce, scalarFromWide } from './group.ts';
import { sha512 } from './hash.ts';
import {
  isPublicKey,
  newSigningKey,
  signBytes,
  signingKeyFromSecret,
  signObject,
  verifyBytes,
  verifyObject,
} from './sign.ts';

const key = newSigningKey(deterministicRandom('sign'));
const message = encodeUtf8('选举档案');

describe('Ed25519 (RFC 8032, specification §2)', () => {
  test('agrees with the implementation of the runtime in both directions', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ maxLength: 100 }),
        (secret, data) => {
          const { secretKey, publicKey } = signingKeyFromSecret(secret);
          const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), secret]);
          const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
          const signature = signBytes(data, secretKey);
          expect(Buffer.from(signature)).toEqual(nodeSign(null, data, privateKey));
          expect(nodeVerify(null, data, createPublicKey(privateKey), signature)).toBe(true);
          expect(verifyBytes(data, signature, publicKey)).toBe(true);
        },
      ),
      { numRuns: 10 },
    );
  });

  test('every changed byte of message, signature or key is refused', () => {
    const signature = signBytes(message, key.secretKey);
    const flipped = (bytes: Uint8Array, i: number) => bytes.map((byte, at) => (at === i ? byte ^ 1 : byte));
    for (let i = 0; i < 64; i++) expect(verifyBytes(message, flipped(signature, i), key.publicKey)).toBe(false);
    for (let i = 0; i < 32; i++) expect(verifyBytes(message, signature, flipped(key.publicKey, i))).toBe(false);
    for (let i = 0; i < message.length; i++) {
      expect(verifyBytes(flipped(message, i), signature, key.publicKey)).toBe(false);
    }
    expect(verifyBytes(message, signature.slice(1), key.publicKey)).toBe(false);
    expect(verifyBytes(message, signature, key.publicKey.slice(1))).toBe(false);
  });

  test('S + q is refused: one signature has one encoding', () => {
    const signature = signBytes(message, key.secretKey);
    let S = 0n;
    for (let i = 63; i >= 32; i--) S = (S << 8n) | BigInt(signature[i] as number);
    const shifted = signature.slice();
    for (let i = 32, n = S + ORDER; i < 64; i++, n >>= 8n) shifted[i] = Number(n & 0xffn);
    expect(verifyBytes(message, shifted, key.publicKey)).toBe(false);
  });

  test('a key of small order is refused, in a signature and as a declared key', () => {
    const signature = concat(decodeHex(ED25519_TORSION_SUBGROUP[0] as string), new Uint8Array(32));
    for (const torsion of ED25519_TORSION_SUBGROUP) {
      expect(isPublicKey(decodeHex(torsion))).toBe(false);
      expect(verifyBytes(message, signature, decodeHex(torsion))).toBe(false);
    }
    expect(isPublicKey(key.publicKey)).toBe(true);
    expect(isPublicKey(new Uint8Array(31))).toBe(false);
    expect(isPublicKey(new Uint8Array(32).fill(0xff))).toBe(false);
  });

  test('the equation is cofactorless: R shifted by a point of small order is refused, though the cofactored check passes', () => {
    const { scalar } = ed25519.utils.getExtendedPublicKey(key.secretKey);
    const torsion = ed25519.Point.fromHex(ED25519_TORSION_SUBGROUP[1] as string);
    const nonce = 12345n;
    const R = ed25519.Point.BASE.multiply(nonce).add(torsion).toBytes();
    const k = scalarFromWide(sha512(concat(R, key.publicKey, message)));
    const signature = concat(R, encodeScalar(reduce(nonce + k * scalar)));
    expect(ed25519.verify(signature, message, key.publicKey, { zip215: false })).toBe(true);
    expect(verifyBytes(message, signature, key.publicKey)).toBe(false);
  });

  test('an object is signed in canonical form, with its type', () => {
    const signature = signObject({ type: 'open', n: 1 }, key.secretKey);
    expect(verifyObject({ n: 1, type: 'open' }, signature, key.publicKey)).toBe(true);
    expect(verifyObject({ type: 'close', n: 1 }, signature, key.publicKey)).toBe(false);
    expect(() => signObject({ n: 1 } as unknown as { type: string }, key.secretKey)).toThrow(TypeError);
    expect(() => signObject({ type: '' }, key.secretKey)).toThrow(TypeError);
  });
});
