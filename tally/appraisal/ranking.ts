/** The order of the objects of one class by their forms: information for the township, no grade (rules §4.4). */
import type { RuleSettings } from '../rules/settings.ts';
import { compareFractions, type Fraction } from './fraction.ts';
import { type AppraisalCounts, rateOf } from './rates.ts';

export interface Ranked {
  readonly name: string;
  /** 1, 2, 2, 4: equals share a place. */
  readonly rank: number;
}

/** By falling rates of the highest grade, then of the next one, and so on; nobody asked is last. */
export function rankObjects(
  objects: readonly AppraisalCounts[],
  denominator: RuleSettings['appraisalDenominator'],
): readonly Ranked[] {
  return rankByRates(
    objects.map((counts) => ({
      name: counts.name,
      rates: counts.grades.map((_, grade) => rateOf(counts, grade, denominator)),
    })),
  );
}

export interface Rated {
  readonly name: string;
  readonly rates: readonly (Fraction | null)[];
}

export function rankByRates(objects: readonly Rated[]): readonly Ranked[] {
  const sorted = objects.toSorted(compareRates);
  return sorted.map((one) => ({
    name: one.name,
    rank: 1 + sorted.findIndex((other) => compareRates(other, one) === 0),
  }));
}

function compareRates(a: Rated, b: Rated): number {
  for (let grade = 0; grade < Math.max(a.rates.length, b.rates.length); grade += 1) {
    const [one, other] = [a.rates[grade] ?? null, b.rates[grade] ?? null];
    if (one === null || other === null) {
      if (one !== other) return one === null ? 1 : -1;
      continue;
    }
    const order = compareFractions(other, one);
    if (order !== 0) return order;
  }
  return 0;
}
