/**
 * Takes the record out of a result sheet's PDF, in Node and in browsers. What comes out is as trustworthy as the signature of the
 * file (verify-signed-pdf.ts) and the record's own checks make it.
 */
import { decodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { decodeCanonical } from '../../crypto/encoding/canonical.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { attachment } from './attachments.ts';
import { type Inflate, MalformedPdf, type PdfFile, readPdf } from './pdf-objects.ts';

export const RECORD_ATTACHMENT = 'record.jsonl';
/** What a sheet depends on beside the record. */
export const SETTINGS_ATTACHMENT = 'sheet.json';

export interface SheetSettings {
  readonly type: 'result-sheet';
  readonly version: 1;
  readonly round: number;
  readonly checkAddress: string;
}

export const sheetSettings = (round: number, checkAddress: string): SheetSettings => ({
  type: 'result-sheet',
  version: 1,
  round,
  checkAddress,
});

function isSheetSettings(value: unknown): value is SheetSettings {
  if (typeof value !== 'object' || value === null) return false;
  const { type, version, round, checkAddress, ...rest } = value as Record<string, unknown>;
  return (
    type === 'result-sheet' &&
    version === 1 &&
    Number.isSafeInteger(round) &&
    typeof checkAddress === 'string' &&
    Object.keys(rest).length === 0
  );
}

/** What the bytes of `sheet.json` say (tally specification, §10, 14); null if they are none of ours. */
export function parseSheetSettings(bytes: Uint8Array): SheetSettings | null {
  try {
    const decoded = decodeCanonical(bytes);
    return isSheetSettings(decoded) ? decoded : null;
  } catch {
    return null;
  }
}

export interface OpenedSheet {
  readonly file: PdfFile;
  readonly record: string;
  readonly settings: SheetSettings;
}

/** @param inflate lets a file be opened that another program has rewritten; ours need none. */
export function openResultSheet(
  pdf: Uint8Array,
  inflate?: Inflate,
): Result<OpenedSheet, 'not-a-pdf' | 'record-not-attached'> {
  let file: PdfFile;
  try {
    file = readPdf(pdf, inflate);
  } catch (error) {
    if (error instanceof MalformedPdf) return err('not-a-pdf');
    throw error;
  }
  const record = attachment(file, RECORD_ATTACHMENT);
  const settings = attachment(file, SETTINGS_ATTACHMENT);
  const parsed = settings === null ? null : parseSheetSettings(settings);
  try {
    if (record !== null && parsed !== null) return ok({ file, record: decodeUtf8(record), settings: parsed });
  } catch {
    // Bytes that are no text are no record.
  }
  return err('record-not-attached');
}
