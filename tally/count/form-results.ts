/**
 * What the forms of a 民主测评 or 民主推荐 add up to, by names (rules §4.3, §4.4): the same numbers on every screen and sheet.
 *
 * Nobody is elected and no grade is given here: the superior organization judges, and the forms are one thing it judges by.
 */
import { fraction, percentText } from '../appraisal/fraction.ts';
import { rankObjects } from '../appraisal/ranking.ts';
import { appraisalCounts, rateOf } from '../appraisal/rates.ts';
import { rankNominees } from '../recommendation/nominee-ranking.ts';
import type { AppraisalContest, RecommendationContest } from '../record/contest.ts';
import { label } from '../record/person.ts';
import type { RuleSettings } from '../rules/settings.ts';
import type { Text } from '../text/text.ts';

export type Denominator = RuleSettings['appraisalDenominator'];

export interface AppraisedRow {
  readonly label: string;
  /** Ticks of each grade, in the order of the scale. */
  readonly ticks: readonly number[];
  readonly graded: number;
  /** 未评: forms that say nothing about this subject. */
  readonly ungraded: number;
  /** Percent with two digits; null where nobody is in the whole. */
  readonly byForms: readonly (string | null)[];
  readonly byRows: readonly (string | null)[];
  /** By the share of the best grade, then of the next; equal shares have equal ranks. */
  readonly rank: number;
}

export const percentWords = (share: string | null): string => (share === null ? '—' : `${share}%`);

/** `counts` as the result entry holds them: the grades of the first subject, then of the second. */
export function appraisedRows(
  contest: AppraisalContest,
  counts: readonly number[],
  forms: number,
  denominator: Denominator = 'valid-forms',
): readonly AppraisedRow[] {
  const counted = appraisalCounts(contest, counts, forms);
  const rank = new Map(rankObjects(counted, denominator).map((one) => [one.name, one.rank]));
  return counted.map((object) => {
    const shares = (of: Denominator) =>
      object.grades.map((_, grade) => {
        const rate = rateOf(object, grade, of);
        return rate === null ? null : percentText(rate);
      });
    return {
      label: object.name,
      ticks: object.grades,
      graded: object.grades.reduce((sum, ticks) => sum + ticks, 0),
      ungraded: object.abstain,
      byForms: shares('valid-forms'),
      byRows: shares('valid-rows'),
      rank: rank.get(object.name) ?? counted.length,
    };
  });
}

/** Whether the two wholes tell anything different of some subject: then both are shown. */
export const sharesDiffer = (rows: readonly Pick<AppraisedRow, 'ungraded'>[]): boolean =>
  rows.some(({ ungraded }) => ungraded > 0);

export interface RecommendedRow {
  readonly label: string;
  readonly votes: number;
  /** Percent of the forms. */
  readonly share: string | null;
  readonly rank: number;
}

/** Most votes first, equal votes in the order of the form; who has no vote is recommended by nobody. */
export function recommendedRows(
  contest: RecommendationContest,
  counts: readonly number[],
  forms: number,
): readonly RecommendedRow[] {
  const votes = contest.nominees.map((person, at) => ({ name: label(person), votes: counts[at] ?? 0 }));
  return rankNominees(votes).map(({ name, votes: own, rank }) => ({
    label: name,
    votes: own,
    share: forms === 0 ? null : percentText(fraction(own, forms)),
    rank,
  }));
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
      /** How many could be recommended. */
      readonly nominees: number;
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
      nominees: contest.nominees.length,
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
