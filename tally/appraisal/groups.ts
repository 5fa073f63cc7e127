/**
 * Forms of several voter groups (A, B, C) over the same objects (rules §4.4): counted together, or each group's rate with its
 * weight. A group without a form for an object has no say in it, whatever its weight.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { addFractions, dividedBy, type Fraction, percentText, timesFraction } from './fraction.ts';
import type { Rated } from './ranking.ts';
import { type AppraisalCounts, rateOf } from './rates.ts';

export interface AppraisalGroup {
  readonly group: string;
  readonly validForms: number;
  readonly objects: readonly AppraisalCounts[];
}

export interface CombinedAppraisal {
  readonly validForms: number;
  /** All forms together, as if there were no groups. */
  readonly objects: readonly AppraisalCounts[];
  /** By weights; equal to the rates of all forms where none are set. */
  readonly rated: readonly Rated[];
  /** The spelling of `rated`, percent with two digits. */
  readonly rates: readonly { readonly name: string; readonly grades: readonly (string | null)[] }[];
}

export type CombineRefusal =
  | { readonly code: 'objects-differ'; readonly group: string }
  | { readonly code: 'weight-missing'; readonly group: string }
  | { readonly code: 'no-group' };

export function combineGroups(
  groups: readonly AppraisalGroup[],
  settings: Pick<RuleSettings, 'appraisalWeights' | 'appraisalDenominator'>,
): Result<CombinedAppraisal, CombineRefusal> {
  const [first] = groups;
  if (first === undefined) return err({ code: 'no-group' });
  const { appraisalWeights, appraisalDenominator } = settings;
  for (const { group, objects } of groups) {
    const isSame =
      objects.length === first.objects.length &&
      objects.every(
        ({ name, grades }, i) => name === first.objects[i]?.name && grades.length === first.objects[i]?.grades.length,
      );
    if (!isSame) return err({ code: 'objects-differ', group });
    if (appraisalWeights.length > 0 && !appraisalWeights.some((one) => one.group === group))
      return err({ code: 'weight-missing', group });
  }
  const sum = (pick: (counts: AppraisalCounts) => number, at: number): number =>
    groups.reduce((total, { objects }) => total + (objects[at] === undefined ? 0 : pick(objects[at])), 0);
  const objects = first.objects.map(({ name, grades }, at) => ({
    name,
    grades: grades.map((_, grade) => sum((counts) => counts.grades[grade] ?? 0, at)),
    abstain: sum((counts) => counts.abstain, at),
    void: sum((counts) => counts.void, at),
  }));
  const rated = objects.map((all, at) => ({
    name: all.name,
    rates: all.grades.map((_, grade) =>
      appraisalWeights.length === 0
        ? rateOf(all, grade, appraisalDenominator)
        : weightedRate(groups, appraisalWeights, at, grade, appraisalDenominator),
    ),
  }));
  return ok({
    validForms: groups.reduce((total, { validForms }) => total + validForms, 0),
    objects,
    rated,
    rates: rated.map(({ name, rates }) => ({
      name,
      grades: rates.map((rate) => (rate === null ? null : percentText(rate))),
    })),
  });
}

function weightedRate(
  groups: readonly AppraisalGroup[],
  weights: RuleSettings['appraisalWeights'],
  at: number,
  grade: number,
  denominator: RuleSettings['appraisalDenominator'],
): Fraction | null {
  let total: Fraction | null = null;
  let divisor = 0;
  for (const { group, objects } of groups) {
    const counts = objects[at];
    const weight = weights.find((one) => one.group === group)?.weight ?? 0;
    const rate = counts === undefined ? null : rateOf(counts, grade, denominator);
    if (rate === null || weight === 0) continue;
    const part = timesFraction(rate, weight);
    total = total === null ? part : addFractions(total, part);
    divisor += weight;
  }
  return total === null ? null : dividedBy(total, divisor);
}
