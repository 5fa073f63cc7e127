/**
 * The ballot as an object, its hash h and its code (specification §6.3). Objects come from anybody: decoding is strict, so
 * that one ballot has one object and one hash.
 */
import { encodeBase32 } from './encoding/base32.ts';
import { decodeBase64url, encodeBase64url } from './encoding/base64url.ts';
import { hashObject } from './encoding/canonical.ts';
import {
  decodePoint,
  decodePointNotIdentity,
  decodeScalar,
  encodeScalar,
  encodingOf,
  POINT_BYTES,
  type Point,
  SCALAR_BYTES,
  type Scalar,
} from './group.ts';

/** (first, second) = (rG, λG + rK). */
export type Ciphertext = readonly [first: Point, second: Point];

export type Ballot = {
  readonly ctx: Uint8Array;
  readonly T: Point;
  readonly E: readonly Ciphertext[];
  readonly V: Point;
  readonly Z: Point;
  readonly L: Ciphertext;
  readonly f: readonly Scalar[];
  readonly z: Scalar;
  readonly r: Scalar;
};

/** All texts are unpadded base64url of 32 bytes. */
export type BallotObject = {
  readonly ctx: string;
  readonly T: string;
  readonly E: readonly (readonly [string, string])[];
  readonly V: string;
  readonly Z: string;
  readonly L: readonly [string, string];
  readonly f: readonly string[];
  readonly z: string;
  readonly r: string;
};

const MEMBERS = 'E,L,T,V,Z,ctx,f,r,z';

const pointText = (P: Point): string => encodeBase64url(encodingOf(P));
const scalarText = (s: Scalar): string => encodeBase64url(encodeScalar(s));
export const ciphertextToObject = ([first, second]: Ciphertext): [string, string] => [
  pointText(first),
  pointText(second),
];

export const ballotToObject = (ballot: Ballot): BallotObject => ({
  ctx: encodeBase64url(ballot.ctx),
  T: pointText(ballot.T),
  E: ballot.E.map(ciphertextToObject),
  V: pointText(ballot.V),
  Z: pointText(ballot.Z),
  L: ciphertextToObject(ballot.L),
  f: ballot.f.map(scalarText),
  z: scalarText(ballot.z),
  r: scalarText(ballot.r),
});

function requireArray(value: unknown, title: string, length?: number): readonly unknown[] {
  if (!Array.isArray(value) || (length !== undefined && value.length !== length)) {
    throw new TypeError(`ballot ${title}: not a list${length === undefined ? '' : ` of ${length}`}`);
  }
  return value;
}

const bytesOf = (value: unknown, title: string, length: number): Uint8Array => {
  if (typeof value !== 'string') throw new TypeError(`ballot ${title}: not a text`);
  return decodeBase64url(value, length);
};

const pointOf = (value: unknown, title: string): Point =>
  decodePoint(bytesOf(value, title, POINT_BYTES), `ballot ${title}`);
const scalarOf = (value: unknown, title: string): Scalar =>
  decodeScalar(bytesOf(value, title, SCALAR_BYTES), `ballot ${title}`);
const liveOf = (value: unknown, title: string): Point =>
  decodePointNotIdentity(bytesOf(value, title, POINT_BYTES), `ballot ${title}`);

/** Throws on anything but exactly the nine members, each in its one encoding; O as T or as a first component is refused. */
export function ballotFromObject(value: unknown): Ballot {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('ballot: not an object');
  if (Object.keys(value).sort().join() !== MEMBERS) throw new TypeError('ballot: wrong members');
  const object = value as Record<keyof BallotObject, unknown>;
  const [first, second] = requireArray(object.L, 'L', 2);
  return {
    ctx: bytesOf(object.ctx, 'ctx', 32),
    T: liveOf(object.T, 'T'),
    E: requireArray(object.E, 'E').map((element, j) => {
      const [alpha, beta] = requireArray(element, `E[${j}]`, 2);
      return [liveOf(alpha, `E[${j}] first`), pointOf(beta, `E[${j}] second`)] as const;
    }),
    V: pointOf(object.V, 'V'),
    Z: pointOf(object.Z, 'Z'),
    L: [pointOf(first, 'L first'), pointOf(second, 'L second')],
    f: requireArray(object.f, 'f').map((element, i) => scalarOf(element, `f[${i}]`)),
    z: scalarOf(object.z, 'z'),
    r: scalarOf(object.r, 'r'),
  };
}

/** h: the SHA-256 of the canonical object. */
export const ballotHash = (object: BallotObject): Uint8Array => hashObject(object);

/** The first 80 bits of h as 16 characters. */
export const ballotCode = (hash: Uint8Array): string => encodeBase32(hash.slice(0, 10));

/** In groups of four, as shown and printed. */
export const formatBallotCode = (code: string): string => (code.match(/.{1,4}/g) ?? []).join(' ');
