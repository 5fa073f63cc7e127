/**
 * The tables of 民主测评 or 民主推荐 as pictures of the big screen: one table at a time, and never more rows than can be read from the
 * last seat (UX 5.6). The operator turns them.
 */
import type { FormResult } from '../../../tally/count/form-results.ts';
import { pagesOf } from '../../theme/voter-geometry.ts';

/** An appraisal fills the width with its grades; names and votes stand in columns beside each other. */
const APPRAISED_ROWS = 10;
export const RECOMMENDED_ROWS = 8;
const RECOMMENDED_COLUMNS = 3;

export type FormPart = {
  readonly form: FormResult;
  /** Places of the rows in the form. */
  readonly rows: readonly number[];
  /** Of the pictures of this table the number of this one, from 1. */
  readonly number: number;
  readonly of: number;
};

export function formParts(forms: readonly FormResult[]): readonly FormPart[] {
  return forms.flatMap((form) => {
    const most = form.kind === 'appraisal' ? APPRAISED_ROWS : RECOMMENDED_ROWS * RECOMMENDED_COLUMNS;
    const pages = pagesOf(form.rows.length, most);
    return pages.map((rows, at) => ({ form, rows, number: at + 1, of: pages.length }));
  });
}
