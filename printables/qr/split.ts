/**
 * Splits bytes over as many QR symbols as needed and joins them again in whatever order they are scanned.
 *
 * One symbol: PREFIX ‖ part ‖ '/' ‖ parts ‖ ':' ‖ tag ‖ ':' ‖ base45 data ‖ ':' (a blank at the end would get lost), in the QR alphanumeric mode. The tag is the first 40 bits
 * of SHA-256 over all the bytes (8 Crockford characters): parts of different sheets do not join, and a lost part is noticed.
 */
import { encodeBase32 } from '../../crypto/encoding/base32.ts';
import { sha256 } from '../../crypto/hash.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { decodeBase45, encodeBase45 } from './base45.ts';

/** CPA and CPB: Symbols A and B of a result sheet. CPS: a scrutineer's key share. */
export type SymbolKind = 'CPA1' | 'CPB1' | 'CPS1';

/** Version 25-M holds 1,451 alphanumeric characters (ISO/IEC 18004 table 7); `CPA1 99/99:12345678:` and the final colon take 21. */
const MAX_CHARACTERS = 1451;
const FRAME_CHARACTERS = 21;
export const MAX_BYTES_PER_SYMBOL = Math.floor((MAX_CHARACTERS - FRAME_CHARACTERS) / 3) * 2;
const MAX_PARTS = 99;

const SHAPE = /^(CP[ABS]1) ([1-9][0-9]?)\/([1-9][0-9]?):([0-9A-HJKMNP-TV-Z]{8}):([0-9A-Z $%*+\-./:]+):$/;

const tagOf = (bytes: Uint8Array): string => encodeBase32(sha256(bytes)).slice(0, 8);

const partsOf = (bytes: Uint8Array, bytesPerSymbol: number): number =>
  Math.max(1, Math.ceil(bytes.length / Math.min(bytesPerSymbol, MAX_BYTES_PER_SYMBOL)));

/** Whether 99 symbols hold them; nobody scans more. */
export const fitsSymbols = (bytes: Uint8Array): boolean => partsOf(bytes, MAX_BYTES_PER_SYMBOL) <= MAX_PARTS;

/** @throws RangeError when more than 99 symbols were needed. */
export function splitIntoSymbols(
  kind: SymbolKind,
  bytes: Uint8Array,
  bytesPerSymbol = MAX_BYTES_PER_SYMBOL,
): readonly string[] {
  const parts = partsOf(bytes, bytesPerSymbol);
  if (parts > MAX_PARTS) throw new RangeError(`symbols: ${bytes.length} bytes need more than ${MAX_PARTS} codes`);
  // Parts of equal length give symbols of one size. Even lengths keep base45 in whole groups.
  const length = Math.ceil(bytes.length / parts / 2) * 2;
  const tag = tagOf(bytes);
  return Array.from(
    { length: parts },
    (_, index) =>
      `${kind} ${index + 1}/${parts}:${tag}:${encodeBase45(bytes.subarray(index * length, (index + 1) * length))}:`,
  );
}

export interface SymbolPart {
  readonly kind: SymbolKind;
  /** From 1. */
  readonly part: number;
  readonly parts: number;
  readonly tag: string;
  readonly data: Uint8Array;
}

export function parseSymbol(text: string): Result<SymbolPart, 'not-a-symbol'> {
  const [, kind, part, parts, tag, data] = SHAPE.exec(text) ?? [];
  if (kind === undefined || part === undefined || parts === undefined || tag === undefined || data === undefined)
    return err('not-a-symbol');
  const bytes = decodeBase45(data);
  if (!bytes.ok || Number(part) > Number(parts)) return err('not-a-symbol');
  return ok({ kind: kind as SymbolKind, part: Number(part), parts: Number(parts), tag, data: bytes.value });
}

export type JoinError =
  /** A text that is no such symbol, or symbols of different sheets. */
  | 'not-a-symbol'
  | 'different-sheets'
  /** Not all were scanned yet. */
  | 'parts-missing'
  /** All are there, and yet they do not give what was printed. */
  | 'damaged';

/** Joins scanned symbols; the same one scanned twice does no harm. */
export function joinSymbols(kind: SymbolKind, texts: readonly string[]): Result<Uint8Array, JoinError> {
  const found = new Map<number, SymbolPart>();
  for (const text of texts) {
    const symbol = parseSymbol(text);
    if (!symbol.ok || symbol.value.kind !== kind) return err('not-a-symbol');
    const other = [...found.values()][0];
    if (other !== undefined && (other.tag !== symbol.value.tag || other.parts !== symbol.value.parts))
      return err('different-sheets');
    found.set(symbol.value.part, symbol.value);
  }
  const first = [...found.values()][0];
  if (first === undefined || found.size < first.parts) return err('parts-missing');
  const pieces = Array.from({ length: first.parts }, (_, index) => (found.get(index + 1) as SymbolPart).data);
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  // Splitting again must give the same symbols, or they were not printed by us.
  if (tagOf(bytes) !== first.tag) return err('damaged');
  return ok(bytes);
}
