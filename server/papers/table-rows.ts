/** A CSV in any encoding of Excel, or an XLSX, as lines of texts under the headings of its first filled line. */
import { err, ok, type Result } from '../../crypto/result.ts';
import {
  type Cell,
  decodeRosterText,
  type RosterRow,
  sheetRows,
  splitRosterText,
} from '../../tally/meeting/roster-table.ts';
import { isZip, xlsxRows } from './xlsx-rows.ts';

export interface TableFile {
  readonly headings: readonly string[];
  readonly headLine: number;
  readonly rows: readonly TableLine[];
}

export interface TableLine {
  readonly line: number;
  /** What stands below no heading. */
  readonly beside: readonly string[];
  /** '' where the column or the cell is missing. */
  readonly cell: (heading: string) => string;
}

export async function fileRows(content: Uint8Array): Promise<Result<readonly RosterRow[], 'file-unreadable'>> {
  if (isZip(content)) {
    const sheet = await xlsxRows(content);
    return sheet === undefined ? err('file-unreadable') : ok(sheetRows(sheet));
  }
  const text = decodeRosterText(content);
  if (!text.ok || text.value.text.includes('\0')) return err('file-unreadable');
  const rows = splitRosterText(text.value.text);
  return rows.ok ? rows : err('file-unreadable');
}

/** Our own CSV puts an apostrophe before what a spreadsheet would take for a formula, also in full width. */
const withoutApostrophe = (text: string): string => text.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '');

const textOf = (cell: Cell): string =>
  withoutApostrophe(
    (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? '')).normalize('NFC').trim(),
  );

export async function readTable(content: Uint8Array): Promise<Result<TableFile, 'file-unreadable'>> {
  const rows = await fileRows(content);
  if (!rows.ok) return rows;
  const filled = rows.value.filter(({ cells }) => cells.some((cell) => textOf(cell) !== ''));
  const [head, ...body] = filled;
  const headings = head?.cells.map(textOf) ?? [];
  return ok({
    headings,
    headLine: head?.line ?? 1,
    rows: body.map(({ line, cells }) => ({
      line,
      beside: cells.flatMap((cell, at) => (headings[at] || textOf(cell) === '' ? [] : [textOf(cell)])),
      cell: (heading) => {
        const at = headings.indexOf(heading);
        return at === -1 ? '' : textOf(cells[at]);
      },
    })),
  });
}
