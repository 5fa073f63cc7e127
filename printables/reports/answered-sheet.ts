/** What an answer says of the sheet that it answers, whether the round was held on kiosks or on paper. */
import { ok, type Result } from '../../crypto/result.ts';
import type { FormResult } from '../../tally/count/form-results.ts';
import type { ElectingRound } from './elected-order.ts';
import { countCode, paperSheetData } from './paper-sheet.ts';
import { reportOfPaper } from './report-data.ts';
import { type ResultSheetData, resultSheetData, type SheetDataError } from './result-sheet-data.ts';

export type AnsweredSheet = Pick<ResultSheetData, 'meeting'> & {
  /** The lists of a 民主测评 or 民主推荐, counted or not: an answer names them and no number of theirs. */
  readonly forms: readonly Pick<FormResult, 'title'>[];
  readonly round: ElectingRound['round'] & { readonly round: number };
  readonly contests: ElectingRound['contests'];
  /** The code at the foot: of the tree that ends with `result`, or of the `paper-count` entry. */
  readonly root: string;
  readonly countCode?: string;
};

export function answeredSheet(record: string, round: number): Result<AnsweredSheet, SheetDataError> {
  const options = { round, checkAddress: '' };
  const onPaper = paperSheetData(record, options);
  if (onPaper === null) return resultSheetData(record, options);
  return ok({
    meeting: onPaper.meeting,
    round: onPaper.round,
    forms: onPaper.forms.map(({ contest: { title } }) => ({ title })),
    contests: reportOfPaper(onPaper).contests,
    root: '',
    countCode: countCode(onPaper),
  });
}
