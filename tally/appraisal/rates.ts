/**
 * What the forms say of one object (rules §4.4): the ticks of each grade, and their rates by valid forms and by valid rows.
 * Both are always computed, for they differ as soon as one row is blank or void.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { AppraisalContest } from '../record/contest.ts';
import { label } from '../record/person.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { type Fraction, fraction, percentText } from './fraction.ts';

export interface AppraisalCounts {
  readonly name: string;
  /** Ticks, highest grade first. */
  readonly grades: readonly number[];
  /** 弃权 / 未评: no tick. */
  readonly abstain: number;
  /** Rows with two ticks or unreadable; 0 on kiosks. */
  readonly void: number;
}

export interface GradeRate {
  /** 68.18; null without a denominator. */
  readonly ofForms: string | null;
  readonly ofRows: string | null;
}

export interface AppraisalResult extends AppraisalCounts {
  readonly validForms: number;
  /** Rows with exactly one tick. */
  readonly validRows: number;
  /** One to a grade. */
  readonly rates: readonly GradeRate[];
  /** The two spellings differ, so both are shown. */
  readonly ratesDiffer: boolean;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Null where nobody is in the denominator. */
export function rateOf(
  counts: AppraisalCounts,
  grade: number,
  denominator: RuleSettings['appraisalDenominator'],
): Fraction | null {
  const rows = sum(counts.grades);
  const of = denominator === 'valid-rows' ? rows : rows + counts.abstain + counts.void;
  return of === 0 ? null : fraction(counts.grades[grade] ?? 0, of);
}

const rateText = (rate: Fraction | null): string | null => (rate === null ? null : percentText(rate));

/** Every valid form has one row for the object: the grades, abstentions and void rows add up to the valid forms. */
export function appraisalResult(
  counts: AppraisalCounts,
  validForms: number,
): Result<AppraisalResult, { readonly code: 'row-sum'; readonly sum: number; readonly validForms: number }> {
  const validRows = sum(counts.grades);
  const total = validRows + counts.abstain + counts.void;
  if (total !== validForms) return err({ code: 'row-sum', sum: total, validForms });
  const rates = counts.grades.map((_, grade) => ({
    ofForms: rateText(rateOf(counts, grade, 'valid-forms')),
    ofRows: rateText(rateOf(counts, grade, 'valid-rows')),
  }));
  return ok({ ...counts, validForms, validRows, rates, ratesDiffer: validRows !== validForms });
}

/** The counters of a round on kiosks (specification §6.1), object by object: whoever ticked nothing abstained. */
export function appraisalCounts(
  contest: AppraisalContest,
  counters: readonly number[],
  validForms: number,
): readonly AppraisalCounts[] {
  const width = contest.grades.length;
  return contest.subjects.map((subject, i) => {
    const grades = contest.grades.map((_, g) => counters[i * width + g] ?? 0);
    return { name: label(subject), grades, abstain: Math.max(0, validForms - sum(grades)), void: 0 };
  });
}
