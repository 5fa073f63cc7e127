/** The objects of a class with what the forms of all their groups say, in the order of the class (rules §4.4). */

import type { JudgementFacts } from '../../printables/documents/judgement-facts.ts';
import { combineGroups } from '../../tally/appraisal/groups.ts';
import { type Rated, rankByRates } from '../../tally/appraisal/ranking.ts';
import { decidedBy, lacksGroup, type RatedSource } from './form-sources.ts';

export type AppraisalSource = RatedSource & {
  readonly form: Extract<RatedSource['form'], { readonly kind: 'appraisal' }>;
};

export interface AppraisedObject {
  readonly name: string;
  readonly shares: readonly (string | null)[];
  readonly forms: number;
  /** In the whole class, by the rates of the best grade, then of the next; equals share a place. */
  readonly rank: number;
}

/** Sources that ask several groups about the same objects of one organization stand together. */
function byObjects(sources: readonly AppraisalSource[]): readonly (readonly AppraisalSource[])[] {
  const keyOf = ({ organization, form }: AppraisalSource) =>
    JSON.stringify([organization, form.title, form.rows.map(({ label }) => label)]);
  const groups = new Map<string, AppraisalSource[]>();
  for (const source of sources) groups.set(keyOf(source), [...(groups.get(keyOf(source)) ?? []), source]);
  return [...groups.values()];
}

/**
 * Every object of the sources, with its organization where two villages have one of the same name. Several groups are joined by
 * the weights and the denominator that were sealed before their counts. Undefined where they differ in these or in their groups.
 */
export function appraisedObjects(sources: readonly AppraisalSource[]): readonly AppraisedObject[] | undefined {
  const objects: (Omit<AppraisedObject, 'rank'> & Rated & { readonly organization: string })[] = [];
  for (const together of byObjects(sources)) {
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
    if (!combined.ok) return undefined;
    const { rates, rated, validForms } = combined.value;
    const [{ organization }] = together as readonly [AppraisalSource];
    objects.push(
      ...rates.map(({ name, grades }, at) => ({
        name,
        shares: grades,
        rates: rated[at]?.rates ?? [],
        forms: validForms,
        organization,
      })),
    );
  }
  const names = objects.map(({ name }) => name);
  const shared = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  const named = objects.map(({ organization, name, ...rest }) => ({
    ...rest,
    name: shared.has(name) ? `${name}（${organization}）` : name,
  }));
  const ranks = rankByRates(named);
  return named.map(({ rates: _, ...object }) => ({
    ...object,
    rank: ranks.find(({ name }) => name === object.name)?.rank ?? ranks.length,
  }));
}

/** Each group's own forms and shares, for the summary of several groups. */
export const appraisedGroups = (sources: readonly AppraisalSource[]): JudgementFacts['groups'] =>
  sources.map(({ organization, group, date, counted, form, rules }) => ({
    organization,
    group,
    list: form.title.zh,
    date,
    weight: rules.appraisalWeights.find((one) => one.group === group)?.weight ?? null,
    denominator: rules.appraisalDenominator,
    ...counted,
    rows: form.rows.map(({ label, ticks, ungraded, byForms, byRows }) => ({
      name: label,
      ticks,
      ungraded,
      shares: rules.appraisalDenominator === 'valid-rows' ? byRows : byForms,
    })),
  }));
