/** The objects of a class with what the forms of all their groups say, in the order of the class (rules §4.4). */

import type { AppraisedPart, JudgementFacts } from '../../printables/documents/judgement-facts.ts';
import { listTitle, rankInDimensions } from '../../tally/appraisal/dimensions.ts';
import { type CombinedAppraisal, combineGroups } from '../../tally/appraisal/groups.ts';
import type { Rated } from '../../tally/appraisal/ranking.ts';
import { decidedBy, lacksGroup, type RatedSource } from './form-sources.ts';

export type AppraisalSource = RatedSource & {
  readonly form: Extract<RatedSource['form'], { readonly kind: 'appraisal' }>;
};

export interface AppraisedObject {
  readonly name: string;
  /** One to a dimension, in the order of the form. */
  readonly parts: readonly AppraisedPart[];
  /** In the whole class, equals share a place; null where the method keeps several dimensions apart. */
  readonly rank: number | null;
}

const isAppraisal = (source: RatedSource): source is AppraisalSource => source.form.kind === 'appraisal';

const listOf = ({ form }: Pick<AppraisalSource, 'form'>): string => listTitle(form.title.zh, form.dimension);

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

/** Sources that ask about the same objects of one organization stand together: in several dimensions, or several groups. */
const byObjects = (sources: readonly AppraisalSource[]) =>
  groupedBy(sources, (source) =>
    JSON.stringify([source.organization, listOf(source), source.form.rows.map(({ label }) => label)]),
  );

/** The tables of one meeting over one list, in the order of its form. */
const byMeeting = (sources: readonly AppraisalSource[]) =>
  groupedBy(sources, (source) => JSON.stringify([source.meeting, listOf(source)])).map((tables) =>
    tables.toSorted((a, b) => a.place - b.place),
  );

/** The dimensions of all these sources; undefined where one meeting asks for others, or in another order. */
export function dimensionsOf(sources: readonly AppraisalSource[]): readonly string[] | undefined {
  const asked = byMeeting(sources).map((tables) => tables.map(({ form }) => form.dimension));
  const said = new Set(asked.map((dimensions) => JSON.stringify(dimensions)));
  return said.size === 1 ? asked[0] : undefined;
}

/** A dimension that was asked for is not left out of the judgement because its counts are known. */
export const lacksDimension = (all: readonly RatedSource[], chosen: readonly AppraisalSource[]): boolean =>
  all
    .filter(isAppraisal)
    .some(
      (one) =>
        !chosen.includes(one) && chosen.some((other) => other.meeting === one.meeting && listOf(other) === listOf(one)),
    );

/** The forms of all groups over the same objects in one dimension; undefined where they cannot be joined. */
function joined(together: readonly AppraisalSource[]): CombinedAppraisal | undefined {
  const settings = decidedBy(together, ({ appraisalWeights, appraisalDenominator }) => ({
    appraisalWeights,
    appraisalDenominator,
  }));
  const groups = together.map(({ group, form }) => ({
    group,
    validForms: form.forms,
    objects: form.rows.map(({ label, ticks, ungraded }) => ({
      name: label,
      grades: ticks,
      abstain: ungraded,
      void: Math.max(0, form.forms - ticks.reduce((sum, one) => sum + one, 0) - ungraded),
    })),
  }));
  const names = groups.map(({ group }) => group);
  // Two meetings of one group would count it twice; a group that has a weight and is left out would not count at all.
  if (settings === undefined || new Set(names).size !== names.length || lacksGroup(settings.appraisalWeights, names))
    return undefined;
  const combined = combineGroups(groups, settings);
  return combined.ok ? combined.value : undefined;
}

type Unranked = {
  readonly name: string;
  readonly organization: string;
  readonly parts: readonly (Omit<AppraisedPart, 'rank'> & Pick<Rated, 'rates'>)[];
};

/** Undefined where one dimension cannot be joined. */
function inDimensions(
  together: readonly AppraisalSource[],
  dimensions: readonly string[],
): readonly Unranked[] | undefined {
  const tables = dimensions.map((dimension) => joined(together.filter(({ form }) => form.dimension === dimension)));
  const [{ organization, form }] = together as readonly [AppraisalSource];
  if (tables.includes(undefined)) return undefined;
  return form.rows.map(({ label }, at) => ({
    name: label,
    organization,
    parts: (tables as readonly CombinedAppraisal[]).map(({ validForms, objects, rates, rated }, which) => ({
      dimension: dimensions[which] ?? '',
      forms: validForms,
      ticks: objects[at]?.grades ?? [],
      ungraded: objects[at]?.abstain ?? 0,
      shares: rates[at]?.grades ?? [],
      rates: rated[at]?.rates ?? [],
    })),
  }));
}

/**
 * Every object of the sources, with its organization where two villages have one of the same name. Several groups are joined by
 * the weights and the denominator that were sealed before their counts, several dimensions are ranked as was sealed. Undefined
 * where they differ in these, in their groups or in their dimensions.
 */
export function appraisedObjects(sources: readonly AppraisalSource[]): readonly AppraisedObject[] | undefined {
  if (sources.length === 0) return [];
  const dimensions = dimensionsOf(sources);
  const ranking = decidedBy(sources, ({ appraisalDimensions }) => appraisalDimensions);
  if (dimensions === undefined || (dimensions.length > 1 && ranking === undefined)) return undefined;
  const classes = byObjects(sources).map((together) => inDimensions(together, dimensions));
  if (classes.includes(undefined)) return undefined;
  const objects = (classes as readonly (readonly Unranked[])[]).flat();
  const names = objects.map(({ name }) => name);
  const shared = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  const named = objects.map(({ organization, name, parts }) => ({
    name: shared.has(name) ? `${name}（${organization}）` : name,
    parts,
  }));
  const ranked = rankInDimensions(
    named.map(({ name, parts }) => ({ name, dimensions: parts.map(({ rates }) => rates) })),
    ranking ?? 'apart',
  );
  return named.map(({ name, parts }, at) => ({
    name,
    parts: parts.map(({ rates: _, ...part }, which) => ({ ...part, rank: ranked[at]?.places[which] ?? named.length })),
    rank: ranked[at]?.rank ?? null,
  }));
}

/** Each group's own forms and shares, for the summary of several groups. */
export const appraisedGroups = (sources: readonly AppraisalSource[]): JudgementFacts['groups'] =>
  byMeeting(sources).map((tables) => {
    const first = tables[0] as AppraisalSource;
    const { organization, group, date, counted, rules } = first;
    return {
      organization,
      group,
      list: listOf(first),
      date,
      weight: rules.appraisalWeights.find((one) => one.group === group)?.weight ?? null,
      denominator: rules.appraisalDenominator,
      ...counted,
      tables: tables.map(({ form }) => ({
        dimension: form.dimension,
        rows: form.rows.map(({ label, ticks, ungraded, byForms, byRows }) => ({
          name: label,
          ticks,
          ungraded,
          shares: rules.appraisalDenominator === 'valid-rows' ? byRows : byForms,
        })),
      })),
    };
  });
