/**
 * Crockford base32, most significant bits first, as printed on cards and receipts (specification §5, §6.3).
 * Reading is forgiving in the way people are (case, O for 0, I and L for 1, hyphens and spaces); writing has one form.
 */
import { err, ok, type Result } from '../result.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Crockford's five symbols that stand only in the check position: values 32 to 36. */
const CHECK_ALPHABET = `${ALPHABET}*~$=U`;

/** ⌈8·length/5⌉ characters; the last one is filled up with zero bits. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(buffer >>> bits) & 31];
    }
  }
  return bits > 0 ? text + ALPHABET[(buffer << (5 - bits)) & 31] : text;
}

/** What a person typed, in the one written form: upper case, no separators, O I L read as digits. */
export const normalizeBase32 = (text: string): string =>
  text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');

/** Decodes the written form; a foreign character or a set unused bit is refused. */
export function decodeBase32(text: string): Result<Uint8Array, 'character'> {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return err('character');
    buffer = ((buffer << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (buffer >>> bits) & 0xff;
    }
  }
  if (bits >= 5 || (buffer & ((1 << bits) - 1)) !== 0) return err('character');
  return ok(bytes);
}

/** Crockford's check symbol: the bytes as a big-endian integer, and what is added to it, mod 37. */
export function checkSymbol(bytes: Uint8Array, added = 0): string {
  let remainder = 0;
  for (const byte of bytes) remainder = (remainder * 256 + byte) % 37;
  return CHECK_ALPHABET[(remainder + added) % 37] as string;
}

/** The character whose value is greater by so much: sets unused bits of a last character. */
export const characterAbove = (character: string, by: number): string | undefined =>
  ALPHABET[ALPHABET.indexOf(character) + by];

export const isCheckSymbol = (character: string): boolean =>
  character.length === 1 && CHECK_ALPHABET.includes(character);
