/**
 * 集体研判 (rules §4.4): the superior committee decides the grades of a class. The forms stand beside each object as one ground;
 * no grade is taken from them. The best grade beyond the quota is refused, and best and worst need reasons.
 */
import { encodeBase32 } from '../../crypto/encoding/base32.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { combineGroups } from '../../tally/appraisal/groups.ts';
import { judgementProblems, judgeObject, quotaMaximum, unjudged } from '../../tally/appraisal/judgement.ts';
import type { Text } from '../contract/text.ts';
import type { Judgement } from '../contract/township-papers.ts';
import type { Database } from '../store/database.ts';
import type { JudgementContent } from '../store/schema/township.ts';
import {
  insertJudgement,
  loadJudgements,
  lockJudgement,
  type StoredJudgement,
  saveJudgement,
} from '../store/township.ts';
import { chosenSources, decidedBy, lacksGroup, type RatedSource, SOURCE_GONE } from './form-sources.ts';

type Refused<C extends string> = C | { readonly code: C; readonly detail: readonly Text[] };

export type Judgements = {
  readonly list: (sources: readonly RatedSource[]) => Promise<readonly Judgement[]>;
  readonly begin: (
    sources: readonly RatedSource[],
    begun: Pick<JudgementContent, 'title' | 'quota' | 'sources'>,
  ) => Promise<Result<string, 'form-source-unknown' | 'form-sources-differ' | 'sealed-otherwise'>>;
  readonly judge: (
    id: string,
    judged: { readonly name: string; readonly grade: number | null; readonly reasons: string },
  ) => Promise<
    Result<true, 'not-found' | 'paper-settled' | 'object-unknown' | 'grade-unknown' | Refused<'quota-exceeded'>>
  >;
  readonly settle: (
    sources: readonly RatedSource[],
    id: string,
  ) => Promise<Result<true, 'not-found' | 'paper-settled' | Refused<'paper-incomplete'>>>;
};

/** Ten characters, as a meeting's. */
export const newPaperId = (random: RandomBytes): string => encodeBase32(random(7)).toLowerCase().slice(0, 10);

type AppraisalSource = RatedSource & { readonly form: Extract<RatedSource['form'], { readonly kind: 'appraisal' }> };

interface NamedObject {
  readonly name: string;
  readonly shares: readonly (string | null)[];
  readonly forms: number;
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
function namedObjects(sources: readonly AppraisalSource[]): readonly NamedObject[] | undefined {
  const objects: (NamedObject & { readonly organization: string })[] = [];
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
    const { rates, validForms } = combined.value;
    const [{ organization }] = together as readonly [AppraisalSource];
    objects.push(...rates.map(({ name, grades }) => ({ name, shares: grades, forms: validForms, organization })));
  }
  const names = objects.map(({ name }) => name);
  const shared = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  return objects.map(({ organization, name, ...rest }) => ({
    ...rest,
    name: shared.has(name) ? `${name}（${organization}）` : name,
  }));
}

/** The quota that the sealed settings fix; 0 where they leave it to the township. Undefined: they differ. */
function sealedQuota(sources: readonly RatedSource[]): JudgementContent['quota'] | undefined {
  const fixed = new Set(sources.map(({ rules }) => rules.appraisalQuota).filter((quota) => quota !== 0));
  if (fixed.size > 1) return undefined;
  const [quota = 0] = fixed;
  return quota;
}

export function createJudgements({ db, random }: { readonly db: Database; readonly random: RandomBytes }): Judgements {
  const whileOpen = <T, E>(
    id: string,
    work: (tx: Database, content: JudgementContent) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | 'not-found' | 'paper-settled'>> =>
    db.transaction<Result<T, E | 'not-found' | 'paper-settled'>>(async (tx) => {
      const stored = await lockJudgement(tx, id);
      if (stored === undefined) return err('not-found');
      return stored.settled ? err('paper-settled') : work(tx, stored.content);
    });

  return {
    list: async (sources) => (await loadJudgements(db)).map((stored) => view(stored, sources)),

    begin: async (all, { title, quota, sources }) => {
      const found = chosenSources(all, sources, 'appraisal');
      if (found === null) return err('form-source-unknown');
      const grades = found[0]?.form.grades ?? [];
      const isOneScale = found.every(({ form }) => JSON.stringify(form.grades) === JSON.stringify(grades));
      const names = namedObjects(found)?.map(({ name }) => name);
      const fixed = sealedQuota(found);
      if (!isOneScale || fixed === undefined || names === undefined || new Set(names).size !== names.length)
        return err('form-sources-differ');
      if (fixed !== 0 && quota !== fixed) return err('sealed-otherwise');
      const id = newPaperId(random);
      await insertJudgement(db, id, { title, quota, sources, grades: [...grades], objects: unjudged(names) });
      return ok(id);
    },

    judge: (id, judged) =>
      whileOpen<true, 'object-unknown' | 'grade-unknown' | Refused<'quota-exceeded'>>(id, async (tx, content) => {
        const done = judgeObject(content.objects, judged, content.grades.length, content.quota);
        if (!done.ok && done.error.code === 'quota-exceeded') {
          const { maximum } = done.error;
          const best = content.grades[0];
          const detail = {
            zh: `${content.objects.length} 个对象的 ${content.quota}%，“${best?.zh ?? ''}”最多 ${maximum} 个。`,
            en: `${content.quota} % of ${content.objects.length}: at most ${maximum} may be "${best?.en ?? ''}".`,
          };
          return err({ code: 'quota-exceeded', detail: [detail] });
        }
        if (!done.ok) return err(done.error.code === 'grade-unknown' ? 'grade-unknown' : 'object-unknown');
        await saveJudgement(tx, id, { content: { ...content, objects: done.value } });
        return ok(true);
      }),

    settle: (all, id) =>
      whileOpen<true, Refused<'paper-incomplete'>>(id, async (tx, content) => {
        const problems = problemsOf(content, all);
        if (problems.length > 0)
          return err({ code: 'paper-incomplete', detail: problems.map(({ zh, en }) => ({ zh, en })) });
        await saveJudgement(tx, id, { settled: true });
        return ok(true);
      }),
  };
}

function problemsOf({ objects, grades, quota, sources }: JudgementContent, all: readonly RatedSource[]) {
  return [
    ...(chosenSources(all, sources, 'appraisal') === null ? [SOURCE_GONE] : []),
    ...judgementProblems(objects, grades, quota),
  ];
}

function view({ id, content, settled }: StoredJudgement, all: readonly RatedSource[]): Judgement {
  const { title, grades, quota, objects, sources } = content;
  const found = namedObjects(chosenSources(all, sources, 'appraisal') ?? []) ?? [];
  return {
    id,
    title,
    grades: [...grades],
    quota,
    maximum: quotaMaximum(objects.length, quota),
    objects: objects.map((object) => {
      const { shares = [], forms = 0 } = found.find(({ name }) => name === object.name) ?? {};
      return { ...object, shares: [...shares], forms };
    }),
    problems: (settled ? [] : problemsOf(content, all)).map(({ code, zh, en }) => ({ code, zh, en })),
    settled,
  };
}
