/** The sheet that a record gives for a round, whether it was held on kiosks or on paper: one way for who makes and who checks it. */
import { ok, type Result } from '../../crypto/result.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { drawPaperSheet, paperSheetData } from './paper-sheet.ts';
import { drawResultSheet } from './result-sheet.ts';
import { resultSheetData, type SheetDataError, type SheetOptions } from './result-sheet-data.ts';

export interface RecordSheet {
  readonly meeting: MeetingEntry;
  /** What was counted, and from what: equal for two records iff they give the same count of the same round. */
  readonly counted: string;
  /** Unsigned; its slot is closed. */
  readonly draw: (fonts: FontFiles) => Promise<Uint8Array>;
}

export function sheetOfRecord(record: string, options: SheetOptions): Result<RecordSheet, SheetDataError> {
  const onPaper = paperSheetData(record, options);
  if (onPaper !== null)
    return ok({
      meeting: onPaper.meeting,
      counted: `${onPaper.ctx} ${onPaper.hash}`,
      draw: (fonts) => drawPaperSheet(onPaper, fonts),
    });
  const data = resultSheetData(record, options);
  if (!data.ok) return data;
  const { meeting, ctx, root } = data.value;
  return ok({ meeting, counted: `${ctx} ${root}`, draw: (fonts) => drawResultSheet(data.value, fonts) });
}
