/**
 * What the forms of a 民主测评 or 民主推荐 add up to, by names (rules §4.3, §4.4): the same numbers on every screen and sheet.
 *
 * Nobody is elected and no grade is given here: the superior organization judges, and the forms are one thing it judges by.
 */
import type { AppraisalContest, RecommendationContest } from '../record/contest.ts';
import { label } from '../record/person.ts';
import type { Text } from '../text/text.ts';

/** Parts of a whole in hundredths of a percent, rounded half up; nothing of nothing is 0. */
export const shareOf = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.floor((20_000 * part + whole) / (2 * whole));

/** 6818 → 68.18% */
export const percentText = (share: number): string =>
  `${Math.floor(share / 100)}.${String(share % 100).padStart(2, '0')}%`;

export type Denominator = 'valid-forms' | 'valid-rows';

export interface AppraisedRow {
  readonly label: string;
  /** Ticks of each grade, in the order of the scale. */
  readonly ticks: readonly number[];
  readonly graded: number;
  /** 未评: forms that say nothing about this subject. */
  readonly ungraded: number;
  readonly byForms: readonly number[];
  readonly byRows: readonly number[];
  /** By the share of the best grade, then of the next; equal shares have equal ranks. */
  readonly rank: number;
}

/** Larger first, place by place. */
function compareShares(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((share, i) => share !== b[i]);
  return at === -1 ? 0 : (b[at] as number) - (a[at] as number);
}

/** `counts` as the result entry holds them: the grades of the first subject, then of the second. */
export function appraisedRows(
  contest: AppraisalContest,
  counts: readonly number[],
  forms: number,
  denominator: Denominator = 'valid-forms',
): readonly AppraisedRow[] {
  const { length } = contest.grades;
  const rows = contest.subjects.map((subject, at) => {
    const ticks = contest.grades.map((_, grade) => counts[at * length + grade] ?? 0);
    const graded = ticks.reduce((sum, tick) => sum + tick, 0);
    return {
      label: label(subject),
      ticks,
      graded,
      ungraded: forms - graded,
      byForms: ticks.map((tick) => shareOf(tick, forms)),
      byRows: ticks.map((tick) => shareOf(tick, graded)),
    };
  });
  const shares = (row: (typeof rows)[number]) => (denominator === 'valid-forms' ? row.byForms : row.byRows);
  return rows.map((row) => ({
    ...row,
    rank: 1 + rows.filter((other) => compareShares(shares(other), shares(row)) < 0).length,
  }));
}

/** Whether the two wholes tell anything different of some subject: then both are shown. */
export const sharesDiffer = (rows: readonly Pick<AppraisedRow, 'ungraded'>[]): boolean =>
  rows.some(({ ungraded }) => ungraded > 0);

export interface RecommendedRow {
  readonly label: string;
  readonly votes: number;
  /** Of the forms. */
  readonly share: number;
  readonly rank: number;
}

/** Most votes first, equal votes in the order of the form. */
export function recommendedRows(
  contest: RecommendationContest,
  counts: readonly number[],
  forms: number,
): readonly RecommendedRow[] {
  const rows = contest.nominees.map((person, at) => ({ label: label(person), votes: counts[at] ?? 0 }));
  return rows
    .map((row) => ({
      ...row,
      share: shareOf(row.votes, forms),
      rank: 1 + rows.filter(({ votes }) => votes > row.votes).length,
    }))
    .toSorted((a, b) => a.rank - b.rank);
}

/** What one contest of a form gives, with the words it stands under. */
export type FormResult =
  | {
      readonly kind: 'appraisal';
      readonly title: Text;
      readonly objects: 'bodies' | 'persons';
      /** '' where the subjects are appraised as a whole. */
      readonly dimension: string;
      readonly grades: readonly Text[];
      readonly forms: number;
      readonly rows: readonly AppraisedRow[];
    }
  | {
      readonly kind: 'recommendation';
      readonly title: Text;
      readonly limit: number;
      readonly forms: number;
      readonly rows: readonly RecommendedRow[];
    };

/** `forms` is C: every ballot cast is a valid form, because the proof admits no other. */
export function formResult(
  contest: AppraisalContest | RecommendationContest,
  counts: readonly number[],
  forms: number,
  denominator: Denominator | undefined,
): FormResult {
  const { title } = contest;
  if (contest.kind === 'recommendation')
    return {
      kind: 'recommendation',
      title,
      limit: contest.limit,
      forms,
      rows: recommendedRows(contest, counts, forms),
    };
  return {
    kind: 'appraisal',
    title,
    objects: contest.objects ?? 'persons',
    dimension: contest.dimension ?? '',
    grades: contest.grades,
    forms,
    rows: appraisedRows(contest, counts, forms, denominator),
  };
}
