/** A roster file → members: CSV in any encoding of Excel, or XLSX, with the report line by line. */
import type { z } from 'zod';
import { err, ok, type Result } from '../../crypto/result.ts';
import { type Roster, type RosterRules, readRoster, readRosterFile } from '../../tally/meeting/roster.ts';
import { sheetRows } from '../../tally/meeting/roster-table.ts';
import type { rollReportSchema } from '../contract/organizer.ts';
import { isZip, xlsxRows } from '../papers/xlsx-rows.ts';
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
    const sheet = await xlsxRows(content);
    if (sheet === undefined) return err('file-unreadable');
    return ok(toImport(fileName, 'XLSX', readRoster(sheetRows(sheet), rules)));
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
