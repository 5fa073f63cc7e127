/**
 * Ed25519 (RFC 8032) for people and machines (specification §2).
 *
 * A the public key, R and S the halves of the signature, B the base point, q its order.
 *
 * Deviation: noble's `verify` multiplies the equation by the cofactor even with `zip215: false`, and so accepts an R
 * shifted by a point of small order. The specification's equation is cofactorless, hence verification is written out.
 * Keys and signatures come from anybody; the secret key is 32 bytes and enters noble's own signing alone.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { concat, equalBytes } from './encoding/bytes.ts';
import { canonicalBytes } from './encoding/canonical.ts';
import { ORDER, type RandomBytes, reduce, scalarFromWide } from './group.ts';
import { sha512 } from './hash.ts';

export type SigningKey = { readonly secretKey: Uint8Array; readonly publicKey: Uint8Array };

export const SIGNATURE_BYTES = 64;
export const PUBLIC_KEY_BYTES = 32;

export const signingKeyFromSecret = (secretKey: Uint8Array): SigningKey => ({
  secretKey,
  publicKey: ed25519.getPublicKey(secretKey),
});

export const newSigningKey = (random: RandomBytes): SigningKey => signingKeyFromSecret(random(32));

export const signBytes = (message: Uint8Array, secretKey: Uint8Array): Uint8Array => ed25519.sign(message, secretKey);

/** Canonical decoding; undefined for anything else. */
function decodeEdwards(bytes: Uint8Array): InstanceType<typeof ed25519.Point> | undefined {
  try {
    const P = ed25519.Point.fromBytes(bytes, false);
    return equalBytes(P.toBytes(), bytes) ? P : undefined;
  } catch {
    return undefined;
  }
}

/** A public key that may be declared in the record: canonical and not of small order. */
export function isPublicKey(bytes: Uint8Array): boolean {
  const A = bytes.length === PUBLIC_KEY_BYTES ? decodeEdwards(bytes) : undefined;
  return A !== undefined && !A.isSmallOrder();
}

/** RFC 8032 §5.1.7 with S < q, A and R canonical, A not of small order, SB = R + kA. Never throws on bad data. */
export function verifyBytes(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES || publicKey.length !== PUBLIC_KEY_BYTES) return false;
  const A = decodeEdwards(publicKey);
  const R = decodeEdwards(signature.subarray(0, 32));
  if (A === undefined || R === undefined || A.isSmallOrder()) return false;
  let S = 0n;
  for (let i = 63; i >= 32; i--) S = (S << 8n) | BigInt(signature[i] as number);
  if (S >= ORDER) return false;
  const k = scalarFromWide(sha512(concat(signature.subarray(0, 32), publicKey, message)));
  // Compared as Edwards points: a difference of small order is a difference.
  return ed25519.Point.BASE.multiplyUnsafe(reduce(S)).subtract(A.multiplyUnsafe(k)).equals(R);
}

/** Every signed object names its type, so that a signature made for one purpose says nothing for another. */
type Typed = { readonly type: string };

const typedBytes = (object: Typed): Uint8Array => {
  if (typeof object.type !== 'string' || object.type === '') throw new TypeError('sign: the object has no type');
  return canonicalBytes(object);
};

/** Signs the canonical bytes of an object that has no signature field. */
export const signObject = <T extends Typed>(object: T, secretKey: Uint8Array): Uint8Array =>
  signBytes(typedBytes(object), secretKey);

export const verifyObject = <T extends Typed>(object: T, signature: Uint8Array, publicKey: Uint8Array): boolean =>
  verifyBytes(typedBytes(object), signature, publicKey);
