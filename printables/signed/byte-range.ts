/**
 * Where the signature stands in a signed PDF (ISO 32000-1 §12.8): /ByteRange names the two stretches that are signed, and the hole
 * between them holds /Contents.
 *
 * Security: the classic attacks keep a valid signature over a part of the file. Here the hole must be exactly the one
 * /Contents string, everything else must be signed, and a second signature or a later revision is refused.
 */
import { concat } from '../../crypto/encoding/bytes.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { latin1 } from './latin1.ts';

/** Hexadecimal digits kept free for the container; it takes about 2,000. */
export const CONTENTS_DIGITS = 8192;

/** Stands for a number that is known only when the file is complete. */
export const BYTE_RANGE_PLACEHOLDER = 9_999_999_999;

export interface SignatureSlot {
  readonly byteRange: readonly [number, number, number, number];
  /** Of the text between `<` and `>` in the hole. */
  readonly contentsStart: number;
  readonly contentsEnd: number;
}

export type SlotError =
  | 'signature-missing'
  | 'signature-not-alone'
  /** /ByteRange does not cover the whole document. */
  | 'byte-range-incomplete';

/** All places of an ASCII marker. */
function places(bytes: Uint8Array, marker: string): readonly number[] {
  const codes = [...marker].map((character) => character.charCodeAt(0));
  const found: number[] = [];
  for (let at = bytes.indexOf(codes[0] as number); at !== -1; at = bytes.indexOf(codes[0] as number, at + 1))
    if (codes.every((code, i) => bytes[at + i] === code)) found.push(at);
  return found;
}

const SIGNATURE_DICTIONARY = /^\/ByteRange \[([0-9 ]{1,60})\]\n\/Contents </;

/** The slot of the only signature, whether filled or not; the byte range is read, not judged. */
export function findSlot(
  pdf: Uint8Array,
): Result<SignatureSlot & { readonly rangeStart: number; readonly rangeEnd: number }, SlotError> {
  // Attached files may quote such a dictionary; only the one of a signature stands at a line's start before /Contents.
  const starts = places(pdf, '/ByteRange [').filter((at) =>
    SIGNATURE_DICTIONARY.test(latin1(pdf.subarray(at, at + 100))),
  );
  const [start] = starts;
  if (start === undefined) return err('signature-missing');
  if (starts.length > 1 || places(pdf, '\nstartxref\n').length > 1) return err('signature-not-alone');
  const match = SIGNATURE_DICTIONARY.exec(latin1(pdf.subarray(start, start + 100))) as RegExpExecArray;
  const numbers = (match[1] as string).trim().split(/ +/).map(Number);
  const contentsStart = start + match[0].length;
  const contentsEnd = contentsStart + CONTENTS_DIGITS;
  if (numbers.length !== 4 || pdf[contentsEnd] !== 0x3e) return err('byte-range-incomplete');
  const rangeStart = start + '/ByteRange ['.length;
  return ok({
    byteRange: numbers as unknown as SignatureSlot['byteRange'],
    contentsStart,
    contentsEnd,
    rangeStart,
    rangeEnd: rangeStart + (match[1] as string).length,
  });
}

/** The byte range that signs everything but the hole. */
export const wholeRange = (
  pdf: Uint8Array,
  slot: Pick<SignatureSlot, 'contentsStart' | 'contentsEnd'>,
): SignatureSlot['byteRange'] => [0, slot.contentsStart - 1, slot.contentsEnd + 1, pdf.length - slot.contentsEnd - 1];

export function findSignedSlot(pdf: Uint8Array): Result<SignatureSlot, SlotError> {
  const slot = findSlot(pdf);
  if (!slot.ok) return slot;
  const expected = wholeRange(pdf, slot.value);
  return expected.every((number, i) => number === slot.value.byteRange[i]) ? slot : err('byte-range-incomplete');
}

/** Everything but the hole. */
export const signedBytesOf = (pdf: Uint8Array, { byteRange: [start, length, next, rest] }: SignatureSlot): Uint8Array =>
  concat(pdf.subarray(start, start + length), pdf.subarray(next, next + rest));

/** The container without the zeros that fill the slot; null when it is not hexadecimal. */
export function contentsOf(pdf: Uint8Array, slot: SignatureSlot): Uint8Array | null {
  const digits = latin1(pdf.subarray(slot.contentsStart, slot.contentsEnd));
  if (!/^[0-9a-f]+$/.test(digits)) return null;
  const bytes = Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  // The container's own length says where it ends: the bytes after it must be zeros.
  if (bytes[0] !== 0x30 || bytes[1] !== 0x82) return null;
  const end = 4 + (bytes[2] as number) * 256 + (bytes[3] as number);
  return bytes.subarray(end).every((byte) => byte === 0) ? bytes.slice(0, end) : null;
}
