/**
 * Base45 (RFC 9285): bytes as text of the QR alphanumeric mode, so that every reader gives the same text back.
 * The decoder refuses what the encoder would not have written.
 */
import { err, ok, type Result } from '../../crypto/result.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const VALUE = new Map([...ALPHABET].map((character, value) => [character, value]));

export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  const digit = (value: number) => ALPHABET.charAt(value);
  for (let i = 0; i < bytes.length; i += 2) {
    const first = bytes[i] as number;
    const second = bytes[i + 1];
    const value = second === undefined ? first : first * 256 + second;
    text += digit(value % 45) + digit(Math.floor(value / 45) % 45);
    if (second !== undefined) text += digit(Math.floor(value / 2025));
  }
  return text;
}

export function decodeBase45(text: string): Result<Uint8Array, 'not-base45'> {
  if (text.length % 3 === 1) return err('not-base45');
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 3) {
    const digits = [...text.slice(i, i + 3)].map((character) => VALUE.get(character));
    if (digits.includes(undefined)) return err('not-base45');
    const value = digits.reduce<number>((sum, digit, place) => sum + (digit as number) * 45 ** place, 0);
    if (value >= (digits.length === 3 ? 65_536 : 256)) return err('not-base45');
    if (digits.length === 3) bytes.push(value >> 8);
    bytes.push(value & 255);
  }
  return ok(Uint8Array.from(bytes));
}
