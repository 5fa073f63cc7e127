/**
 * Reads the objects of a PDF as this project writes it: one revision with a plain cross-reference table. Enough to take the
 * attachments out again and to say which page a difference is on; a general PDF reader it is not. A file that another program has
 * rewritten is read as far as that, so that the report can say more than "changed".
 *
 * Security: the file comes from anybody. What is found here is believed only because the signature covers the whole file and,
 * in the full check, because the file is drawn anew from the record and compared.
 */
import { latin1 } from './latin1.ts';

/** Undoes FlateDecode; throws on damaged data. Only a rewritten file needs it. */
export type Inflate = (bytes: Uint8Array) => Uint8Array;

export interface Reference {
  readonly id: number;
}
export type PdfValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | Name
  | Reference
  | readonly PdfValue[]
  | Dictionary;
export interface Name {
  readonly name: string;
}
export type Dictionary = ReadonlyMap<string, PdfValue>;

export class MalformedPdf extends Error {
  override readonly name = 'MalformedPdf';
}

export interface PdfObject {
  readonly id: number;
  /** First byte of the object and the byte after `endobj`. */
  readonly start: number;
  readonly end: number;
  readonly value: PdfValue;
  readonly stream: Uint8Array | null;
}

export interface PdfFile {
  readonly root: Reference;
  readonly objects: ReadonlyMap<number, PdfObject>;
}

const WHITE = ' \n\r\t\f\0';
const DELIMITER = '()<>[]{}/%';

interface Cursor {
  readonly text: string;
  at: number;
}

function skipWhite(cursor: Cursor): void {
  while (cursor.at < cursor.text.length && WHITE.includes(cursor.text[cursor.at] as string)) cursor.at += 1;
}

function word(cursor: Cursor): string {
  const start = cursor.at;
  while (
    cursor.at < cursor.text.length &&
    !WHITE.includes(cursor.text[cursor.at] as string) &&
    !DELIMITER.includes(cursor.text[cursor.at] as string)
  )
    cursor.at += 1;
  return cursor.text.slice(start, cursor.at);
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '(': '(',
  ')': ')',
  '\\': '\\',
};

/** A literal string as bytes; UTF-16 text keeps its byte order mark. */
function literal(cursor: Cursor): Uint8Array {
  const bytes: number[] = [];
  let depth = 1;
  for (cursor.at += 1; cursor.at < cursor.text.length; cursor.at += 1) {
    let character = cursor.text[cursor.at] as string;
    if (character === '\\') {
      cursor.at += 1;
      const escaped = ESCAPES[cursor.text[cursor.at] ?? ''];
      if (escaped === undefined) throw new MalformedPdf('pdf: an escape that is not written here');
      character = escaped;
    } else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (depth === 0) {
      cursor.at += 1;
      return Uint8Array.from(bytes);
    }
    bytes.push(character.charCodeAt(0));
  }
  throw new MalformedPdf('pdf: a string without end');
}

function hexadecimal(cursor: Cursor): Uint8Array {
  const end = cursor.text.indexOf('>', cursor.at);
  const digits = cursor.text.slice(cursor.at + 1, end);
  if (end === -1 || !/^(?:[0-9a-fA-F]{2})*$/.test(digits)) throw new MalformedPdf('pdf: malformed hexadecimal');
  cursor.at = end + 1;
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function dictionary(cursor: Cursor, depth: number): Dictionary {
  const members = new Map<string, PdfValue>();
  for (cursor.at += 2; ; ) {
    skipWhite(cursor);
    if (cursor.text.startsWith('>>', cursor.at)) {
      cursor.at += 2;
      return members;
    }
    if (cursor.text[cursor.at] !== '/') throw new MalformedPdf('pdf: a dictionary member without name');
    cursor.at += 1;
    const name = word(cursor);
    if (members.has(name)) throw new MalformedPdf(`pdf: ${name} twice in a dictionary`);
    members.set(name, value(cursor, depth + 1));
  }
}

const MAX_DEPTH = 40;

function value(cursor: Cursor, depth = 0): PdfValue {
  if (depth > MAX_DEPTH) throw new MalformedPdf('pdf: nested too deeply');
  skipWhite(cursor);
  const character = cursor.text[cursor.at];
  if (character === '(') return literal(cursor);
  if (cursor.text.startsWith('<<', cursor.at)) return dictionary(cursor, depth);
  if (character === '<') return hexadecimal(cursor);
  if (character === '/') {
    cursor.at += 1;
    return { name: word(cursor) };
  }
  if (character === '[') {
    const items: PdfValue[] = [];
    for (cursor.at += 1; ; ) {
      skipWhite(cursor);
      if (cursor.text[cursor.at] === ']') {
        cursor.at += 1;
        return items;
      }
      items.push(value(cursor, depth + 1));
    }
  }
  const reference = /^(\d{1,9}) 0 R(?![A-Za-z])/.exec(cursor.text.slice(cursor.at, cursor.at + 16));
  if (reference !== null) {
    cursor.at += reference[0].length;
    return { id: Number(reference[1]) };
  }
  const token = word(cursor);
  if (token === 'true' || token === 'false') return token === 'true';
  if (token === 'null') return null;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?$/.test(token))
    throw new MalformedPdf(`pdf: unexpected ${token.slice(0, 20)}`);
  return Number(token);
}

export const isDictionary = (of: PdfValue | undefined): of is Dictionary => of instanceof Map;
export const isReference = (of: PdfValue | undefined): of is Reference =>
  typeof of === 'object' && of !== null && !isDictionary(of) && 'id' in of;

/** A length that stands in an object of its own: a number and nothing else, so no object can refer to itself. */
function plainNumber(file: Source, id: number): number | undefined {
  const start = file.offsets.get(id);
  const match =
    start === undefined ? null : /^(\d{1,9}) 0 obj\s+(\d{1,12})\s+endobj/.exec(file.text.slice(start, start + 60));
  return match !== null && Number(match[1]) === id ? Number(match[2]) : undefined;
}

/** Each stream is as long as its dictionary says, and `endstream` follows. */
function readStream(
  file: Source,
  found: Dictionary,
  from: number,
): { readonly data: Uint8Array; readonly end: number } {
  const stated = found.get('Length');
  const length = isReference(stated) ? plainNumber(file, stated.id) : stated;
  if (typeof length !== 'number') throw new MalformedPdf('pdf: a stream without length');
  const raw = file.bytes.subarray(from, from + length);
  const end = /^\s*endstream\s+/.exec(file.text.slice(from + length, from + length + 20));
  if (end === null) throw new MalformedPdf('pdf: a stream of another length');
  const filter = found.get('Filter');
  if (filter === undefined) return { data: raw, end: from + length + end[0].length };
  const isFlate = typeof filter === 'object' && filter !== null && 'name' in filter && filter.name === 'FlateDecode';
  if (!isFlate || file.inflate === undefined) throw new MalformedPdf('pdf: a stream that is not plain');
  try {
    return { data: file.inflate(raw), end: from + length + end[0].length };
  } catch {
    throw new MalformedPdf('pdf: a damaged stream');
  }
}

interface Source {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly offsets: ReadonlyMap<number, number>;
  readonly inflate: Inflate | undefined;
}

function readObject(file: Source, id: number): PdfObject {
  const start = file.offsets.get(id);
  const head = start === undefined ? null : /^(\d{1,9}) 0 obj\s/.exec(file.text.slice(start, start + 24));
  if (start === undefined || head === null || Number(head[1]) !== id)
    throw new MalformedPdf(`pdf: no object ${id} where the table says`);
  const cursor: Cursor = { text: file.text, at: start + head[0].length };
  const found = value(cursor);
  skipWhite(cursor);
  let stream: Uint8Array | null = null;
  const keyword = /^stream\r?\n/.exec(file.text.slice(cursor.at, cursor.at + 8));
  if (keyword !== null && isDictionary(found)) {
    const { data, end } = readStream(file, found, cursor.at + keyword[0].length);
    stream = data;
    cursor.at = end;
  }
  if (!file.text.startsWith('endobj', cursor.at)) throw new MalformedPdf(`pdf: object ${id} does not end`);
  return { id, start, end: cursor.at + 'endobj'.length, value: found, stream };
}

/** @throws MalformedPdf */
export function readPdf(bytes: Uint8Array, inflate?: Inflate): PdfFile {
  const text = latin1(bytes);
  const tail = /startxref\s+(\d{1,12})\s+%%EOF\s*$/.exec(text.slice(-60));
  if (!text.startsWith('%PDF-1.') || tail === null) throw new MalformedPdf('pdf: no such file');
  const at = Number(tail[1]);
  const table = /^xref\s+0 (\d{1,9})\s*\n/.exec(text.slice(at, at + 40));
  if (table === null) throw new MalformedPdf('pdf: no cross-reference table');
  const first = at + table[0].length;
  const size = Number(table[1]);
  const offsets = new Map<number, number>();
  for (let id = 1; id < size; id += 1) {
    const entry = /^(\d{10}) \d{5} ([nf])[ \r]\n$/.exec(text.slice(first + id * 20, first + id * 20 + 20));
    if (entry === null) throw new MalformedPdf('pdf: malformed cross-reference table');
    if (entry[2] === 'n') offsets.set(id, Number(entry[1]));
  }
  const source: Source = { text, bytes, offsets, inflate };
  const objects = new Map([...offsets.keys()].map((id) => [id, readObject(source, id)] as const));
  const cursor: Cursor = { text, at: first + size * 20 };
  skipWhite(cursor);
  if (!text.startsWith('trailer', cursor.at)) throw new MalformedPdf('pdf: no trailer');
  cursor.at += 'trailer'.length;
  const trailer = value(cursor);
  const root = isDictionary(trailer) ? trailer.get('Root') : undefined;
  if (!isReference(root)) throw new MalformedPdf('pdf: no root');
  return { root, objects };
}

/** Follows references to an object's value. */
export function resolve(file: PdfFile, of: PdfValue | undefined): PdfValue | undefined {
  return isReference(of) ? file.objects.get(of.id)?.value : of;
}

export function member(file: PdfFile, of: PdfValue | undefined, ...path: readonly string[]): PdfValue | undefined {
  let found = resolve(file, of);
  for (const name of path) found = isDictionary(found) ? resolve(file, found.get(name)) : undefined;
  return found;
}
