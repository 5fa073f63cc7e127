/** Byte strings: concatenation, comparison, fixed-width integers, UTF-8. Nothing here is secret-dependent in length. */
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

// TextDecoder belongs to every runtime but to no ECMAScript library file; this is all of it that is used.
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const concat: (...parts: Uint8Array[]) => Uint8Array = concatBytes;

export const encodeUtf8: (text: string) => Uint8Array = utf8ToBytes;

/** Throws on malformed UTF-8; a byte order mark stays visible as U+FEFF. */
export const decodeUtf8 = (bytes: Uint8Array): string => strictUtf8.decode(bytes);

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
};

/** Lexicographic order of unsigned bytes, the order of every sorted list in the record. */
export const compareBytes = (a: Uint8Array, b: Uint8Array): number => {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};

/** 4 bytes big-endian (specification §2); throws outside 0..2³²−1. */
export const uint32 = (value: number): Uint8Array => {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) throw new RangeError(`integer: ${value}`);
  return Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
};
