/**
 * Reads the objects of a PDF as this project writes it: one revision, a plain cross-reference table, plain streams. Enough to take
 * the attachments out again and to say which page or object a byte belongs to; a general PDF reader it is not.
 *
 * Security: the file comes from anybody. What is found here is believed only because the signature covers the whole file and,
 * in the full check, because the file is drawn anew from the record and compared.
 */

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

const latin1 = (bytes: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
};

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

function readObject(text: string, bytes: Uint8Array, id: number, start: number): PdfObject {
  const head = `${id} 0 obj\n`;
  if (!text.startsWith(head, start)) throw new MalformedPdf(`pdf: object ${id} is not where the table says`);
  const cursor: Cursor = { text, at: start + head.length };
  const found = value(cursor);
  skipWhite(cursor);
  let stream: Uint8Array | null = null;
  if (text.startsWith('stream\n', cursor.at) && isDictionary(found)) {
    const length = found.get('Length');
    if (typeof length !== 'number' || found.has('Filter')) throw new MalformedPdf('pdf: a stream that is not plain');
    const from = cursor.at + 'stream\n'.length;
    stream = bytes.subarray(from, from + length);
    cursor.at = from + length;
    if (!text.startsWith('\nendstream\n', cursor.at)) throw new MalformedPdf('pdf: a stream of another length');
    cursor.at += '\nendstream\n'.length;
  }
  if (!text.startsWith('endobj', cursor.at)) throw new MalformedPdf(`pdf: object ${id} does not end`);
  return { id, start, end: cursor.at + 'endobj'.length, value: found, stream };
}

/** @throws MalformedPdf */
export function readPdf(bytes: Uint8Array): PdfFile {
  const text = latin1(bytes);
  const tail = /\nstartxref\n(\d{1,12})\n%%EOF\n$/.exec(text.slice(-60));
  if (!text.startsWith('%PDF-1.') || tail === null) throw new MalformedPdf('pdf: no such file');
  const table = /^xref\n0 (\d{1,9})\n/.exec(text.slice(Number(tail[1]), Number(tail[1]) + 40));
  if (table === null) throw new MalformedPdf('pdf: no cross-reference table');
  const first = Number(tail[1]) + table[0].length;
  const objects = new Map<number, PdfObject>();
  const size = Number(table[1]);
  for (let id = 1; id < size; id += 1) {
    const entry = /^(\d{10}) 00000 n \n$/.exec(text.slice(first + id * 20, first + id * 20 + 20));
    if (entry === null) throw new MalformedPdf('pdf: malformed cross-reference table');
    objects.set(id, readObject(text, bytes, id, Number(entry[1])));
  }
  const cursor: Cursor = { text, at: first + size * 20 };
  if (!text.startsWith('trailer\n', cursor.at)) throw new MalformedPdf('pdf: no trailer');
  cursor.at += 'trailer\n'.length;
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
