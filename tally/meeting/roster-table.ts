/**
 * The bytes of a roster file → text → rows of cells with their line numbers. UTF-8 with and without BOM, UTF-16 of
 * "Unicode text" and GB18030 as Excel on a Chinese Windows saves it. Rows of an XLSX come from the server's reader.
 */
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { err, ok, type Result } from '../../crypto/result.ts';

/** A pure function of its bytes, in every browser and in Node, though neither list of types here names it. */
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean },
) => { decode(bytes: Uint8Array): string };

export type RosterEncoding = 'UTF-8' | 'UTF-8 BOM' | 'UTF-16' | 'GB18030';

/** What a cell may be: text, or what a spreadsheet's reader makes of it. */
export type Cell = string | number | boolean | Date | null | undefined;

export interface RosterRow {
  /** 1-based line of the file, or row of the sheet. */
  readonly line: number;
  readonly cells: readonly Cell[];
}

export interface DecodedText {
  readonly encoding: RosterEncoding;
  readonly text: string;
}

function decodeStrictly(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-8 is tried first: Chinese text in GB18030 is practically never valid UTF-8 by chance, the reverse often is. */
export function decodeRosterText(bytes: Uint8Array): Result<DecodedText, 'encoding-unknown'> {
  const [b0, b1, b2] = bytes;
  if (b0 === 0xff && b1 === 0xfe) {
    const text = decodeStrictly('utf-16le', bytes);
    return text === null ? err('encoding-unknown') : ok({ encoding: 'UTF-16', text });
  }
  const utf8 = decodeStrictly('utf-8', bytes);
  if (utf8 !== null)
    return ok({ encoding: b0 === 0xef && b1 === 0xbb && b2 === 0xbf ? 'UTF-8 BOM' : 'UTF-8', text: utf8 });
  const text = decodeStrictly('gb18030', bytes);
  return text === null ? err('encoding-unknown') : ok({ encoding: 'GB18030', text });
}

/** The separator that the first lines use most; spreadsheets save commas, tabs or semicolons. */
function separatorOf(text: string): string {
  const head = text.slice(0, 2000);
  const count = (separator: string): number => head.split(separator).length;
  return [',', '\t', ';', '，'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** Splits CSV text. A quote that does not close is reported with its line; nothing after it could be trusted. */
export function splitRosterText(
  text: string,
): Result<readonly RosterRow[], { readonly code: 'quotes-broken'; readonly line: number }> {
  try {
    // Its type declaration overlooks that `info` wraps each record.
    const records = parse(text.replace(/^\uFEFF/, ''), {
      info: true,
      relax_column_count: true,
      delimiter: separatorOf(text),
    }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
    // csv-parse tells the line a record ends on; a cell may hold line breaks.
    return ok(records.map(({ record }, i) => ({ line: (records[i - 1]?.info.lines ?? 0) + 1, cells: record })));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return err({ code: 'quotes-broken', line });
  }
}

/** Rows of a sheet, as an XLSX reader gives them. */
export function sheetRows(rows: readonly (readonly Cell[])[]): readonly RosterRow[] {
  return rows.map((cells, i) => ({ line: i + 1, cells }));
}
