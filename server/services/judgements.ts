/**
 * 集体研判 (rules §4.4): the superior committee decides the grades of a class. The forms stand beside each object as one ground;
 * no grade is taken from them. The best grade beyond the quota is refused, and best and worst need reasons.
 */
import { encodeBase32 } from '../../crypto/encoding/base32.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
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
import { chosenSources, type RatedSource } from './form-sources.ts';

type Refused<C extends string> = C | { readonly code: C; readonly detail: readonly Text[] };

export type Judgements = {
  readonly list: (sources: readonly RatedSource[]) => Promise<readonly Judgement[]>;
  readonly begin: (
    sources: readonly RatedSource[],
    begun: Pick<JudgementContent, 'title' | 'quota' | 'sources'>,
  ) => Promise<Result<string, 'form-source-unknown' | 'form-sources-differ'>>;
  readonly judge: (
    id: string,
    judged: { readonly name: string; readonly grade: number | null; readonly reasons: string },
  ) => Promise<Result<true, 'not-found' | 'paper-settled' | 'object-unknown' | Refused<'quota-exceeded'>>>;
  readonly settle: (id: string) => Promise<Result<true, 'not-found' | 'paper-settled' | Refused<'paper-incomplete'>>>;
};

/** Ten characters, as a meeting's. */
export const newPaperId = (random: RandomBytes): string => encodeBase32(random(7)).toLowerCase().slice(0, 10);

/** Every object of the sources; with its organization where two villages have one of the same name. */
function namedObjects(sources: readonly RatedSource[]) {
  const all = sources.flatMap(({ organization, form }) =>
    form.kind === 'appraisal' ? form.rows.map((row) => ({ organization, row, forms: form.forms })) : [],
  );
  const labels = all.map(({ row }) => row.label);
  const shared = new Set(labels.filter((label, at) => labels.indexOf(label) !== at));
  return all.map(({ organization, row, forms }) => ({
    name: shared.has(row.label) ? `${row.label}（${organization}）` : row.label,
    shares: [...row.byForms],
    forms,
  }));
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
      const names = namedObjects(found).map(({ name }) => name);
      if (!isOneScale || new Set(names).size !== names.length) return err('form-sources-differ');
      const id = newPaperId(random);
      await insertJudgement(db, id, { title, quota, sources, grades: [...grades], objects: unjudged(names) });
      return ok(id);
    },

    judge: (id, judged) =>
      whileOpen<true, 'object-unknown' | Refused<'quota-exceeded'>>(id, async (tx, content) => {
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
        if (!done.ok) return err('object-unknown');
        await saveJudgement(tx, id, { content: { ...content, objects: done.value } });
        return ok(true);
      }),

    settle: (id) =>
      whileOpen<true, Refused<'paper-incomplete'>>(id, async (tx, { objects, grades, quota }) => {
        const problems = judgementProblems(objects, grades, quota);
        if (problems.length > 0)
          return err({ code: 'paper-incomplete', detail: problems.map(({ zh, en }) => ({ zh, en })) });
        await saveJudgement(tx, id, { settled: true });
        return ok(true);
      }),
  };
}

function view({ id, content, settled }: StoredJudgement, all: readonly RatedSource[]): Judgement {
  const { title, grades, quota, objects, sources } = content;
  const found = namedObjects(chosenSources(all, sources, 'appraisal') ?? []);
  return {
    id,
    title,
    grades: [...grades],
    quota,
    maximum: quotaMaximum(objects.length, quota),
    objects: objects.map((object) => {
      const { shares = [], forms = 0 } = found.find(({ name }) => name === object.name) ?? {};
      return { ...object, shares, forms };
    }),
    problems: judgementProblems(objects, grades, quota).map(({ code, zh, en }) => ({ code, zh, en })),
    settled,
  };
}
