/**
 * Several dimensions (德, 能, 勤 …) in which the same objects are appraised, a table to each (rules §4.4). No text says how they
 * rank together: the adopted method does, and where it keeps them apart there is no common place.
 */
import type { DimensionRanking } from '../rules/settings.ts';
import { addFractions, dividedBy, type Fraction } from './fraction.ts';
import { type Rated, rankByRates } from './ranking.ts';

type Rates = Rated['rates'];

/** 村干部·德: what its table is called. */
export const dimensionTitle = (list: string, dimension: string): string =>
  dimension === '' ? list : `${list}·${dimension}`;

/** 村干部 of the table 村干部·德. */
export function listTitle(title: string, dimension: string): string {
  const ending = `·${dimension}`;
  return dimension !== '' && title.endsWith(ending) ? title.slice(0, -ending.length) : title;
}

export interface RatedInDimensions {
  readonly name: string;
  /** Rates by grade of each dimension, in the order of the form. */
  readonly dimensions: readonly Rates[];
}

export interface RankedInDimensions {
  readonly name: string;
  /** In each dimension by itself. */
  readonly places: readonly number[];
  /** Over all of them; null where the method keeps them apart. */
  readonly rank: number | null;
}

/** The mean of the rates of each grade; a dimension that has none is left out. */
function averages(dimensions: readonly Rates[]): Rates {
  return (dimensions[0] ?? []).map((_, grade) => {
    const known = dimensions.flatMap((rates) => rates[grade] ?? []);
    const [first, ...others] = known;
    return first === undefined ? null : dividedBy(others.reduce<Fraction>(addFractions, first), known.length);
  });
}

const COMMON = {
  average: averages,
  'in-order': (dimensions: readonly Rates[]): Rates => dimensions.flat(),
} as const satisfies Partial<Record<DimensionRanking, (dimensions: readonly Rates[]) => Rates>>;

/** Names differ, and all of them are asked about in the same dimensions. */
export function rankInDimensions(
  objects: readonly RatedInDimensions[],
  ranking: DimensionRanking,
): readonly RankedInDimensions[] {
  const count = objects[0]?.dimensions.length ?? 0;
  const placesBy = (rates: (of: RatedInDimensions) => Rates): ReadonlyMap<string, number> =>
    new Map(rankByRates(objects.map((one) => ({ name: one.name, rates: rates(one) }))).map((p) => [p.name, p.rank]));
  const apart = Array.from({ length: count }, (_, at) => placesBy(({ dimensions }) => dimensions[at] ?? []));
  const common =
    count === 1
      ? apart[0]
      : ranking === 'apart'
        ? undefined
        : placesBy(({ dimensions }) => COMMON[ranking](dimensions));
  return objects.map(({ name }) => ({
    name,
    places: apart.map((places) => places.get(name) ?? objects.length),
    rank: common?.get(name) ?? null,
  }));
}
