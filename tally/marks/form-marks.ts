/**
 * Marks on a form of 民主测评 or 民主推荐, and what a screen lets a voter do with them (rules §4.3, §4.4): one grade a row or none,
 * and no more names than the limit. The ballot's proof enforces the same (specification §6.1).
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { AppraisalMarks, RecommendationMarks } from './ballot-marks.ts';

/** One grade takes the place of another; null takes it back. */
export function gradeSubject(marks: AppraisalMarks, subject: number, grade: number | null): AppraisalMarks {
  if (marks.grades[subject] === undefined) throw new RangeError('appraisal marks: no such subject');
  return { kind: 'appraisal', grades: marks.grades.map((old, at) => (at === subject ? grade : old)) };
}

/** Rows without a grade: 未评. */
export const ungradedSubjects = (marks: AppraisalMarks): readonly number[] =>
  marks.grades.flatMap((grade, subject) => (grade === null ? [subject] : []));

export const recommendedNominees = (marks: RecommendationMarks): readonly number[] =>
  marks.recommended.flatMap((isRecommended, nominee) => (isRecommended ? [nominee] : []));

export interface LimitReached {
  readonly code: 'limit-reached';
  readonly limit: number;
  /** Who is recommended already, so that the voter knows whom to take back. */
  readonly chosen: readonly number[];
}

/** Recommends a nominee or takes that back. Nobody is taken off silently to make room. */
export function toggleNominee(
  { limit }: { readonly limit: number },
  marks: RecommendationMarks,
  nominee: number,
): Result<RecommendationMarks, LimitReached> {
  const isRecommended = marks.recommended[nominee];
  if (isRecommended === undefined) throw new RangeError('recommendation marks: no such nominee');
  const chosen = recommendedNominees(marks);
  if (!isRecommended && chosen.length >= limit) return err({ code: 'limit-reached', limit, chosen });
  return ok({
    kind: 'recommendation',
    recommended: marks.recommended.map((old, at) => (at === nominee ? !isRecommended : old)),
  });
}
