/**
 * Fiat–Shamir: the one function that makes every challenge of the protocol (specification §2).
 *
 * challenge(tag, items…) = SHA-512 over the tag and the items, each preceded by its length in 4 bytes big-endian, read
 * little-endian, mod q. A list is its length as an integer, then its elements; a pair is two items. Every use has its own
 * tag, and every public input of the verified equations goes in.
 */
import { concat, encodeUtf8, uint32 } from './encoding/bytes.ts';
import { encodeScalar, encodingOf, type Point, type Scalar, scalarFromWide } from './group.ts';
import { sha512 } from './hash.ts';

/** One or more byte strings, already encoded; made by the constructors below only. */
export type Item = readonly Uint8Array[] & { readonly __item: true };

const item = (...parts: Uint8Array[]): Item => parts as readonly Uint8Array[] as Item;

export const point = (P: Point): Item => item(encodingOf(P));

export const scalar = (s: Scalar): Item => item(encodeScalar(s));

export const int = (n: number): Item => item(uint32(n));

/** Text is normalised to NFC, so that one name typed on two machines is one name. */
export const text = (t: string): Item => item(encodeUtf8(t.normalize('NFC')));

/** A hash, or another string of exactly 32 bytes. */
export function bytes32(bytes: Uint8Array): Item {
  if (bytes.length !== 32) throw new RangeError(`transcript: expected 32 bytes, got ${bytes.length}`);
  return item(bytes);
}

/** Bytes of another length: a card's seed (16), the packed bits of a ballot. */
export const bytes = (value: Uint8Array): Item => item(value);

export const pair = (a: Item, b: Item): Item => item(...a, ...b);

export const list = (items: readonly Item[]): Item => item(uint32(items.length), ...items.flat());

/** The framed bytes that `challenge` hashes: what a second implementation compares first. */
export function frame(tag: string, ...items: readonly Item[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const part of [encodeUtf8(tag), ...items.flat()]) parts.push(uint32(part.length), part);
  return concat(...parts);
}

export const challenge = (tag: string, ...items: readonly Item[]): Scalar =>
  scalarFromWide(sha512(frame(tag, ...items)));
