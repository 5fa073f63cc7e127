/** One appraisal form on paper (rules §4.4): one tick per row; two ticks void the row, not the form. */
import type { AppraisalCounts } from './rates.ts';

/** The grades ticked in a row, or what cannot be read. */
export type AppraisalRow = readonly number[] | 'unreadable';

export interface AppraisalForm {
  readonly rows: readonly AppraisalRow[];
  /** The scrutineers found the whole form invalid, e.g. a second form in one; null: it counts. */
  readonly invalid: string | null;
}

export type JudgedRow = { readonly kind: 'grade'; readonly grade: number } | { readonly kind: 'abstain' | 'void' };

export function judgeAppraisalRow(row: AppraisalRow, grades: number): JudgedRow {
  if (row === 'unreadable') return { kind: 'void' };
  const ticked = [...new Set(row)];
  const [grade] = ticked;
  if (grade === undefined) return { kind: 'abstain' };
  const isOneOfThem = ticked.length === 1 && Number.isInteger(grade) && grade >= 0 && grade < grades;
  return isOneOfThem ? { kind: 'grade', grade } : { kind: 'void' };
}

export interface AppraisalTally {
  readonly recovered: number;
  readonly valid: number;
  readonly invalid: number;
  readonly objects: readonly AppraisalCounts[];
}

/** @throws RangeError a form with another number of rows */
export function countAppraisalForms(
  names: readonly string[],
  grades: number,
  forms: readonly AppraisalForm[],
): AppraisalTally {
  if (forms.some(({ rows }) => rows.length !== names.length))
    throw new RangeError('appraisal form: one row per object');
  const valid = forms.filter(({ invalid }) => invalid === null);
  return {
    recovered: forms.length,
    valid: valid.length,
    invalid: forms.length - valid.length,
    objects: names.map((name, i) => {
      const judged = valid.map(({ rows }) => judgeAppraisalRow(rows[i] ?? [], grades));
      return {
        name,
        grades: Array.from(
          { length: grades },
          (_, grade) => judged.filter((row) => row.kind === 'grade' && row.grade === grade).length,
        ),
        abstain: judged.filter(({ kind }) => kind === 'abstain').length,
        void: judged.filter(({ kind }) => kind === 'void').length,
      };
    }),
  };
}
