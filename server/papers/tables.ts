/**
 * A table as CSV and XLSX. Whatever a spreadsheet would take for a formula is written as text: in XLSX every cell says that it is
 * text or a number, in CSV an apostrophe stands before it, as there is no other way.
 */
import { stringify } from 'csv-stringify/sync';
import writeExcelFile from 'write-excel-file/node';
import type { List, ListCell } from './lists.ts';

const BYTE_ORDER_MARK = '\ufeff';

export function listCsv({ columns, rows }: Pick<List, 'columns' | 'rows'>): Uint8Array {
  const text = stringify([columns, ...rows], { escape_formulas: true, record_delimiter: 'windows' });
  return new TextEncoder().encode(BYTE_ORDER_MARK + text);
}

/** Characters that no XML can hold, and those its writer leaves out; a cell with one could make the whole file unreadable. */
const NOT_IN_XML = /[\p{Cs}\p{Noncharacter_Code_Point}\ufffd]|(?![\t\n\r\u0085])\p{Cc}/gu;
export const xmlText = (text: string): string => text.replace(NOT_IN_XML, '');

const cellOf = (value: ListCell) =>
  value === null ? null : typeof value === 'number' ? { value, type: Number } : { value: xmlText(value), type: String };

/** As wide as its longest text: a Chinese character takes two places. */
const widthOf = (texts: readonly ListCell[]): number =>
  Math.min(
    60,
    2 +
      Math.max(
        4,
        ...texts.map((cell) => [...String(cell ?? '')].reduce((sum, one) => sum + (one > '\u00ff' ? 2 : 1), 0)),
      ),
  );

export async function listXlsx({ title, columns, rows }: List): Promise<Uint8Array> {
  const head = columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const written = writeExcelFile([head, ...rows.map((row) => row.map(cellOf))], {
    sheet: title.zh,
    columns: columns.map((heading, at) => ({ width: widthOf([heading, ...rows.map((row) => row[at] ?? null)]) })),
    stickyRowsCount: 1,
  });
  return new Uint8Array(await written.toBuffer());
}
