/**
 * The group ristretto255 (RFC 9496) and its scalars: decoding, generators, multiplication (specification §2).
 *
 * q `ORDER` · G the generator · O the identity · H_i `generator(i)`
 *
 * Security: `decode*` read bytes that come from anybody and accept one encoding per value. `multiplySecret` is noble's
 * constant-time multiplication, which blinds G alone: a long-lived secret times another point must be split additively by
 * the caller (threshold/partial-decryption.ts). `multiplyPublic` is variable-time, for public data only.
 */
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';
import { encodeUtf8, uint32 } from './encoding/bytes.ts';

export { msm } from './msm.ts';

export type Point = InstanceType<typeof ristretto255.Point>;
export type Scalar = bigint & { readonly __scalar: true };
/** Fresh bytes from the caller's cryptographic source: nothing in this folder draws its own. */
export type RandomBytes = (length: number) => Uint8Array;

export const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
export const POINT_BYTES = 32;
export const SCALAR_BYTES = 32;
export const G: Point = ristretto255.Point.BASE;
export const O: Point = ristretto255.Point.ZERO;

/** Encoding costs as much as decoding, so each point keeps its bytes; written only by `decodePoint` and `encodingOf`. */
const encodings = new WeakMap<Point, Uint8Array>();

/** The encoding itself, shared: callers inside this folder read it and never write to it or hand it out. */
export function encodingOf(P: Point): Uint8Array {
  let bytes = encodings.get(P);
  if (bytes === undefined) {
    bytes = P.toBytes();
    encodings.set(P, bytes);
  }
  return bytes;
}

export const encodePoint = (P: Point): Uint8Array => encodingOf(P).slice();

/** Canonical decoding (RFC 9496 §4.3.1); throws a RangeError that names the value by `title`. */
export function decodePoint(bytes: Uint8Array, title: string): Point {
  if (bytes.length !== POINT_BYTES)
    throw new RangeError(`${title}: expected ${POINT_BYTES} bytes, got ${bytes.length}`);
  let P: Point;
  try {
    P = ristretto255.Point.fromBytes(bytes);
  } catch {
    throw new RangeError(`${title}: not a canonical ristretto255 encoding`);
  }
  encodings.set(P, bytes.slice());
  return P;
}

/** For keys, tokens and first components of ciphertexts, where O would make a proof say nothing. */
export function decodePointNotIdentity(bytes: Uint8Array, title: string): Point {
  const P = decodePoint(bytes, title);
  if (isIdentity(P)) throw new RangeError(`${title}: is the identity`);
  return P;
}

/** O is the one element whose encoding is all zero. */
export const isIdentity = (P: Point): boolean => encodingOf(P).every((byte) => byte === 0);

export const reduce = (n: bigint): Scalar => {
  const remainder = n % ORDER;
  return (remainder < 0n ? remainder + ORDER : remainder) as Scalar;
};

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Little-endian integer of a multiple of 8 bytes. */
function littleEndian(bytes: Uint8Array): bigint {
  const view = viewOf(bytes);
  let n = 0n;
  for (let at = bytes.length - 8; at >= 0; at -= 8) n = (n << 64n) | view.getBigUint64(at, true);
  return n;
}

/** 32 bytes little-endian; throws when s is outside 0..q−1. */
export function encodeScalar(s: Scalar): Uint8Array {
  if (s < 0n || s >= ORDER) throw new RangeError('scalar: not reduced');
  const bytes = new Uint8Array(SCALAR_BYTES);
  const view = viewOf(bytes);
  for (let at = 0, rest: bigint = s; at < SCALAR_BYTES; at += 8, rest >>= 64n) {
    view.setBigUint64(at, BigInt.asUintN(64, rest), true);
  }
  return bytes;
}

/** Canonical little-endian scalar; a second encoding of one proof would be a second ballot. */
export function decodeScalar(bytes: Uint8Array, title: string): Scalar {
  if (bytes.length !== SCALAR_BYTES)
    throw new RangeError(`${title}: expected ${SCALAR_BYTES} bytes, got ${bytes.length}`);
  const n = littleEndian(bytes);
  if (n >= ORDER) throw new RangeError(`${title}: not reduced`);
  return n as Scalar;
}

/** 64 bytes, read little-endian, mod q: statistically uniform. */
export function scalarFromWide(bytes: Uint8Array): Scalar {
  if (bytes.length !== 64) throw new RangeError(`scalar: expected 64 bytes, got ${bytes.length}`);
  return reduce(littleEndian(bytes));
}

/** Uniform and never 0: noble refuses to multiply by it, and no secret may be it. */
export function randomScalar(random: RandomBytes): Scalar {
  for (;;) {
    const s = scalarFromWide(random(64));
    if (s !== 0n) return s;
  }
}

/** 16 fresh bytes as an integer below 2¹²⁸, the weight of one equation in a batch (specification §6.3). */
export const randomWeight = (random: RandomBytes): bigint => {
  const bytes = random(16);
  if (bytes.length !== 16) throw new RangeError('weight: the random source gave a wrong length');
  return littleEndian(bytes);
};

/** Constant-time as far as noble goes; throws on s = 0, which no secret of the protocol may be. */
export const multiplySecret = (P: Point, s: Scalar): Point => P.multiply(s);

/** Variable-time, public data only; 0·P = O. */
export const multiplyPublic = (P: Point, s: Scalar): Point => P.multiplyUnsafe(s);

/** RFC 9380 hash_to_ristretto255 with expand_message_xmd over SHA-512. */
export const hashToPoint = (message: Uint8Array, domain: string): Point =>
  ristretto255_hasher.hashToCurve(message, { DST: encodeUtf8(domain) });

export const GENERATOR_DOMAIN = 'changpiao-v1-generator';
/** H_0, H_1, …: grown only by `generator`, never changed. */
const generators: Point[] = [];

/** H_i: nobody knows a discrete logarithm of one to another, and everybody recomputes them. */
export function generator(i: number): Point {
  if (!Number.isInteger(i) || i < 0 || i > 0xffff) throw new RangeError(`generator: no index ${i}`);
  const known = generators[i];
  if (known !== undefined) return known;
  const H = hashToPoint(uint32(i), GENERATOR_DOMAIN);
  generators[i] = H;
  return H;
}
