/** A roster file → members: CSV in any encoding of Excel, or XLSX, with the report line by line. */
import readExcelFile from 'read-excel-file/node';
import type { z } from 'zod';
import { err, ok, type Result } from '../../crypto/result.ts';
import { type Roster, type RosterRules, readRoster, readRosterFile } from '../../tally/meeting/roster.ts';
import { sheetRows } from '../../tally/meeting/roster-table.ts';
import type { rollReportSchema } from '../contract/organizer.ts';
import type { StoredMember } from '../store/roll.ts';

export type RollImport = {
  readonly members: readonly Omit<StoredMember, 'id' | 'meeting' | 'position'>[];
  readonly report: z.infer<typeof rollReportSchema>;
};

export async function readRollFile(
  { fileName, content }: { readonly fileName: string; readonly content: Uint8Array },
  rules: RosterRules,
): Promise<Result<RollImport, 'file-unreadable'>> {
  if (isZip(content)) {
    const roster = await readSheet(content, rules);
    return roster === undefined ? err('file-unreadable') : ok(toImport(fileName, 'XLSX', roster));
  }
  // Old binary spreadsheets, pictures and PDFs are no text; they all hold zero bytes, which no roster does.
  if (content.includes(0) && !(content[0] === 0xff && content[1] === 0xfe)) return err('file-unreadable');
  const roster = readRosterFile(content, rules);
  if (roster.ok) return ok(toImport(fileName, roster.value.encoding, roster.value));
  const { line, severity, code, zh, en } = roster.error;
  return ok({
    members: [],
    report: { imported: false, fileName, encoding: '—', rows: 0, lines: [{ line, severity, code, zh, en }] },
  });
}

const isZip = (content: Uint8Array): boolean => content[0] === 0x50 && content[1] === 0x4b;

async function readSheet(content: Uint8Array, rules: RosterRules): Promise<Roster | undefined> {
  try {
    const [sheet] = await readExcelFile(Buffer.from(content));
    if (sheet === undefined) return undefined;
    return readRoster(sheetRows(sheet.data.map((cells) => cells.map(cellOf))), rules);
  } catch {
    return undefined;
  }
}

function cellOf(cell: unknown): string | number | boolean | Date | null {
  if (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' || cell instanceof Date)
    return cell;
  return null;
}

function toImport(fileName: string, encoding: string, roster: Roster): RollImport {
  return {
    members: roster.importable ? roster.members.map(({ line: _, note: __, ...member }) => member) : [],
    report: {
      imported: roster.importable,
      fileName,
      encoding,
      rows: roster.rows,
      lines: roster.findings.map(({ line, severity, code, zh, en }) => ({ line, severity, code, zh, en })),
    },
  };
}
