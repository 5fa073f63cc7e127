/**
 * 集体研判 (rules §4.4): the superior committee decides the grades of a class, by grades or by a score with its bands. The forms stand
 * beside each object as one ground; no grade is taken from them. The best grade beyond the quota is refused, best and worst need
 * reasons; a result that is published waits for its objections.
 */
import { encodeBase32 } from '../../crypto/encoding/base32.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import type { JudgementFacts } from '../../printables/documents/judgement-facts.ts';
import { judgementProblems, judgeObject, quotaMaximum, unjudged } from '../../tally/appraisal/judgement.ts';
import { SCALES, scoreBand } from '../../tally/appraisal/scales.ts';
import {
  asksForPublicity,
  objectionPeriod,
  type PublicityPeriod,
  publicityBySettings,
} from '../../tally/calendar/publicity.ts';
import type { RuleSettings } from '../../tally/rules/settings.ts';
import type { Text } from '../contract/text.ts';
import type { Judgement } from '../contract/township-papers.ts';
import { judgementPapersOf, readJudgement } from '../papers/judgement-papers.ts';
import { readTable } from '../papers/table-rows.ts';
import type { Line } from '../papers/village-lists.ts';
import type { Database } from '../store/database.ts';
import type { JudgementContent } from '../store/schema/township.ts';
import {
  insertJudgement,
  loadJudgements,
  lockJudgement,
  type StoredJudgement,
  saveJudgement,
} from '../store/township.ts';
import {
  type AppraisedObject,
  appraisedGroups,
  appraisedObjects,
  dimensionsOf,
  lacksDimension,
} from './appraised-objects.ts';
import { type Calendar, loadCalendar, yearsWithoutHolidays } from './calendar.ts';
import { chosenSources, decidedBy, isOnePublicity, type RatedSource, SOURCE_GONE } from './form-sources.ts';
import { importObjections } from './import-objections.ts';
import { type Objection, unhandled, withHandling, withObjection } from './objections.ts';

type Refused<C extends string> = C | { readonly code: C; readonly detail: readonly Text[] };
type Locked = 'not-found' | 'paper-settled';
type Judged = {
  readonly name: string;
  readonly grade: number | null;
  readonly score?: string | undefined;
  readonly reasons: string;
};
type JudgeRefusal = 'object-unknown' | 'grade-unknown' | 'score-unreadable' | Refused<'quota-exceeded'>;
type Publicity = NonNullable<JudgementContent['publicity']>;

export type Judgements = {
  readonly list: (sources: readonly RatedSource[]) => Promise<readonly Judgement[]>;
  /** What its papers say; undefined where there is none. */
  readonly facts: (sources: readonly RatedSource[], id: string) => Promise<JudgementFacts | undefined>;
  readonly begin: (
    sources: readonly RatedSource[],
    begun: Pick<JudgementContent, 'title' | 'quota' | 'sources'> & { readonly byScore?: boolean | undefined },
  ) => Promise<Result<string, 'form-source-unknown' | 'form-sources-differ' | 'sealed-otherwise'>>;
  readonly judge: (id: string, judged: Judged) => Promise<Result<true, Locked | JudgeRefusal>>;
  /** Grades or scores, and reasons, from a file: every line or none. */
  readonly importJudged: (
    id: string,
    file: Uint8Array,
  ) => Promise<
    Result<
      { readonly imported: boolean; readonly rows: number; readonly lines: Line[] },
      Locked | 'file-unreadable' | Refused<'quota-exceeded'>
    >
  >;
  readonly post: (
    sources: readonly RatedSource[],
    id: string,
    publicity: Publicity,
  ) => Promise<Result<true, Locked | Refused<'paper-incomplete'>>>;
  readonly object: (id: string, objection: Objection) => Promise<Result<true, Locked | 'not-posted'>>;
  readonly handle: (id: string, index: number, handling: string) => Promise<Result<true, Locked | 'objection-unknown'>>;
  /** Objections, and how they were handled, from a file: every line or none. */
  readonly importObjections: (
    id: string,
    file: Uint8Array,
  ) => Promise<
    Result<
      { readonly imported: boolean; readonly rows: number; readonly lines: Line[] },
      Locked | 'file-unreadable' | 'not-posted'
    >
  >;
  readonly settle: (
    sources: readonly RatedSource[],
    id: string,
  ) => Promise<Result<true, Locked | Refused<'paper-incomplete'>>>;
};

/** Ten characters, as a meeting's. */
export const newPaperId = (random: RandomBytes): string => encodeBase32(random(7)).toLowerCase().slice(0, 10);

/** The quota that the sealed settings fix; 0 where they leave it to the township. Undefined: they differ. */
function sealedQuota(sources: readonly RatedSource[]): JudgementContent['quota'] | undefined {
  const fixed = new Set(sources.map(({ rules }) => rules.appraisalQuota).filter((quota) => quota !== 0));
  if (fixed.size > 1) return undefined;
  const [quota = 0] = fixed;
  return quota;
}

/** The grade of a score by the bands of the judgement; '' takes the score back. */
function gradeOf(content: JudgementContent, judged: Judged): Result<Judged, 'grade-unknown' | 'score-unreadable'> {
  const { bands } = content;
  const { score = '' } = judged;
  if (bands === undefined) return score === '' ? ok(judged) : err('score-unreadable');
  if (score === '') return judged.grade === null ? ok(judged) : err('grade-unknown');
  const band = scoreBand(score, bands);
  return band.ok ? ok({ ...judged, grade: band.value }) : err('score-unreadable');
}

function withJudged(content: JudgementContent, judged: Judged): Result<JudgementContent, JudgeRefusal> {
  const graded = gradeOf(content, judged);
  if (!graded.ok) return graded;
  const { name, grade, reasons, score = '' } = graded.value;
  const done = judgeObject(content.objects, { name, grade, reasons }, content.grades.length, content.quota);
  if (done.ok) {
    const scores = { ...content.scores, [name]: score };
    // What hangs in the township is not changed under the eyes of those who read it.
    const same = content.objects.some((one) => one.name === name && one.grade === grade);
    return ok({
      ...content,
      objects: done.value,
      ...(content.bands === undefined ? {} : { scores }),
      ...(same ? {} : { publicity: null }),
    });
  }
  if (done.error.code !== 'quota-exceeded') return err(done.error.code);
  const { maximum } = done.error;
  const best = content.grades[0];
  const detail = {
    zh: `${content.objects.length} 个对象的 ${content.quota}%，“${best?.zh ?? ''}”最多 ${maximum} 个。`,
    en: `${content.quota} % of ${content.objects.length}: at most ${maximum} may be "${best?.en ?? ''}".`,
  };
  return err({ code: 'quota-exceeded', detail: [detail] });
}

const texts = (problems: readonly Text[]): readonly Text[] => problems.map(({ zh, en }) => ({ zh, en }));

export function createJudgements({
  db,
  random,
  today,
}: {
  readonly db: Database;
  readonly random: RandomBytes;
  /** The calendar day in China. */
  readonly today: () => string;
}): Judgements {
  const whileOpen = <E>(
    id: string,
    work: (content: JudgementContent, calendar: Calendar) => Result<JudgementContent, E>,
    settled = false,
  ): Promise<Result<true, E | Locked>> =>
    db.transaction<Result<true, E | Locked>>(async (tx) => {
      const stored = await lockJudgement(tx, id);
      if (stored === undefined) return err('not-found');
      if (stored.settled) return err('paper-settled');
      const changed = work(stored.content, await loadCalendar(tx));
      if (!changed.ok) return changed;
      await saveJudgement(tx, id, { content: changed.value, settled });
      return ok(true);
    });

  return {
    list: async (sources) => {
      const [stored, calendar] = await Promise.all([loadJudgements(db), loadCalendar(db)]);
      return stored.map((one) => view(one, sources, calendar, stored));
    },

    facts: async (sources, id) => {
      const stored = (await loadJudgements(db)).find((one) => one.id === id);
      return stored === undefined ? undefined : factsOf(stored, sources, await loadCalendar(db));
    },

    begin: async (all, { title, quota, sources, byScore = false }) => {
      const found = chosenSources(all, sources, 'appraisal');
      if (found === null) return err('form-source-unknown');
      const grades = found[0]?.form.grades ?? [];
      const isOneScale = found.every(({ form }) => JSON.stringify(form.grades) === JSON.stringify(grades));
      const names = appraisedObjects(found)?.map(({ name }) => name);
      const fixed = sealedQuota(found);
      const bands = decidedBy(found, ({ appraisalScoreBands }) => appraisalScoreBands);
      const scale = decidedBy(found, ({ appraisalScale }) => appraisalScale);
      if (!isOneScale || fixed === undefined || names === undefined || new Set(names).size !== names.length)
        return err('form-sources-differ');
      if (!isOnePublicity(found) || lacksDimension(all, found)) return err('form-sources-differ');
      if (byScore && (bands === undefined || scale === undefined)) return err('form-sources-differ');
      if (fixed !== 0 && quota !== fixed) return err('sealed-otherwise');
      // The adopted method says that a score is given, or that the grades of the form are.
      if (scale !== undefined && scale !== 'per-meeting' && (scale === 'score') !== byScore)
        return err('sealed-otherwise');
      const id = newPaperId(random);
      await insertJudgement(db, id, {
        title,
        quota,
        sources,
        grades: byScore ? [...SCALES.score] : [...grades],
        ...(byScore && bands !== undefined ? { bands, scores: {} } : {}),
        objects: unjudged(names),
      });
      return ok(id);
    },

    judge: (id, judged) => whileOpen<JudgeRefusal>(id, (content) => withJudged(content, judged)),

    importJudged: async (id, file) => {
      const table = await readTable(file);
      if (!table.ok) return table;
      let found = { imported: false, rows: 0, lines: [] as Line[] };
      const done = await whileOpen<Refused<'quota-exceeded'>>(id, (content) => {
        const { values, lines } = readJudgement(table.value, content);
        found = { imported: values.length > 0, rows: values.length, lines: [...lines] };
        let next = content;
        // Best grades last: whoever gives one up makes room for another.
        for (const value of values.toSorted((a, b) => Number(a.grade === 0) - Number(b.grade === 0))) {
          const judged = withJudged(next, value);
          if (!judged.ok) {
            if (typeof judged.error === 'object') return err(judged.error);
            throw new Error(`judgement: a line that was read is refused: ${judged.error}`);
          }
          next = judged.value;
        }
        return ok(next);
      });
      return done.ok ? ok(found) : done;
    },

    post: (all, id, publicity) =>
      whileOpen<Refused<'paper-incomplete'>>(id, (content) => {
        const problems = problemsOf(content, all);
        return problems.length > 0
          ? err({ code: 'paper-incomplete', detail: texts(problems) })
          : ok({ ...content, publicity });
      }),

    object: (id, objection) => whileOpen<'not-posted'>(id, (content) => withObjection(content, objection)),

    handle: (id, index, handling) =>
      whileOpen<'objection-unknown'>(id, (content) => withHandling(content, index, handling)),

    importObjections: (id, file) =>
      importObjections<JudgementContent, 'not-posted' | Locked>(file, (work) => whileOpen(id, work)),

    settle: (all, id) =>
      whileOpen<Refused<'paper-incomplete'>>(
        id,
        (content, calendar) => {
          const detail = [
            ...texts(problemsOf(content, all)),
            ...waitingFor(content, rulesOf(content, all), calendar, today()),
          ];
          return detail.length > 0 ? err({ code: 'paper-incomplete', detail }) : ok(content);
        },
        true,
      ),
  };
}

type Adopted = Pick<
  RuleSettings,
  'publicityDays' | 'publicityDayKind' | 'publicityCountsPostingDay' | 'appraisalDimensions'
>;

/** As the methods were sealed before the votes: one publicity for all of them. Undefined where the results were returned. */
const rulesOf = ({ sources }: JudgementContent, all: readonly RatedSource[]): Adopted | undefined =>
  chosenSources(all, sources, 'appraisal')?.[0]?.rules;

interface Periods {
  /** On the board, for as many days as the method says. */
  readonly shown: PublicityPeriod;
  /** Seven working days for objections (rules §4.4). */
  readonly objections: PublicityPeriod;
  /** The first day on which both are over. */
  readonly free: string;
}

function periodsOf(
  { publicity }: JudgementContent,
  rules: Adopted | undefined,
  { holidays }: Pick<Calendar, 'holidays'>,
): Periods | null {
  if (publicity == null || rules === undefined) return null;
  const shown = publicityBySettings(publicity.posted, rules, holidays);
  const objections = objectionPeriod(publicity.posted, holidays);
  return { shown, objections, free: shown.free > objections.free ? shown.free : objections.free };
}

/** A result is settled once it was posted as its method says, nobody can object any more and every objection is answered. */
function waitingFor(
  content: JudgementContent,
  rules: Adopted | undefined,
  calendar: Calendar,
  today: string,
): readonly Text[] {
  const { publicity } = content;
  const periods = periodsOf(content, rules, calendar);
  if (publicity == null || periods === null) {
    return [
      ...(rules !== undefined && asksForPublicity(rules)
        ? [{ zh: '研判结果还没有公示。', en: 'The result has not been posted.' }]
        : []),
      ...unhandled(content),
    ];
  }
  const { shown, objections, free } = periods;
  const unknown = yearsWithoutHolidays(calendar, publicity.posted, free);
  return [
    ...(today < shown.free
      ? [
          {
            zh: `公示到 ${shown.last ?? ''} 期满，${free} 起可以定稿。`,
            en: `Posted until ${shown.last ?? ''}; it can be settled from ${free}.`,
          },
        ]
      : []),
    ...(today < objections.free
      ? [
          {
            zh: `异议期（7 个工作日）到 ${objections.last ?? ''} 为止，${free} 起可以定稿。`,
            en: `Objections are taken for seven working days, until ${objections.last ?? ''}; it can be settled from ${free}.`,
          },
        ]
      : []),
    ...(unknown.length > 0
      ? [
          {
            zh: `异议期按工作日计算，还没有填写 ${unknown.join('、')} 年的放假安排（在“设置”里填写）。`,
            en: `The period counts working days, and the days off of ${unknown.join(', ')} are not entered yet (under “Settings”).`,
          },
        ]
      : []),
    ...unhandled(content),
  ];
}

function problemsOf({ objects, grades, quota, sources }: JudgementContent, all: readonly RatedSource[]) {
  return [
    ...(chosenSources(all, sources, 'appraisal') === null ? [SOURCE_GONE] : []),
    ...judgementProblems(objects, grades, quota),
  ];
}

/** Slices of one class would each have a best grade of their own, and a class without a quota any number (rules §4.4). */
function warningsOf({ id, content, settled }: StoredJudgement, others: readonly StoredJudgement[]) {
  if (settled) return [];
  const keyOf = ({ meeting, list }: JudgementContent['sources'][number]) => `${meeting} ${list}`;
  const own = new Set(content.sources.map(keyOf));
  const shared = others.filter((one) => one.id !== id && one.content.sources.some((source) => own.has(keyOf(source))));
  return [
    ...shared.map(({ content: { title } }) => ({
      code: 'source-judged-elsewhere',
      zh: `其中的对象也在“${title}”里研判：同一类对象应当一起研判，按一个比例。`,
      en: `Objects of it are judged in "${title}" too: one class is judged together, with one quota.`,
    })),
    ...(content.quota === 0
      ? [
          {
            code: 'no-quota',
            zh: `没有设“${content.grades[0]?.zh ?? ''}”的比例。`,
            en: `No quota of "${content.grades[0]?.en ?? ''}" is set.`,
          },
        ]
      : []),
  ];
}

const EMPTY: Pick<AppraisedObject, 'parts' | 'rank'> = { parts: [], rank: null };

function view(
  stored: StoredJudgement,
  all: readonly RatedSource[],
  calendar: Calendar,
  others: readonly StoredJudgement[],
): Judgement {
  const { id, content, settled } = stored;
  const { title, grades, quota, objects, sources, bands, scores = {}, publicity = null, objections = [] } = content;
  const chosen = chosenSources(all, sources, 'appraisal') ?? [];
  const found = appraisedObjects(chosen) ?? [];
  const rules = rulesOf(content, all);
  const periods = periodsOf(content, rules, calendar);
  return {
    id,
    title,
    grades: [...grades],
    sources: sources.map(({ meeting, list }) => ({ meeting, list })),
    bands: bands ?? null,
    quota,
    dimensionRanking: (dimensionsOf(chosen)?.length ?? 0) > 1 ? (rules?.appraisalDimensions ?? null) : null,
    maximum: quotaMaximum(objects.length, quota),
    objects: objects.map((object) => {
      const { parts, rank } = found.find(({ name }) => name === object.name) ?? EMPTY;
      const said = parts.map((part) => ({ ...part, ticks: [...part.ticks], shares: [...part.shares] }));
      return { ...object, score: scores[object.name] ?? '', parts: said, rank };
    }),
    problems: (settled ? [] : problemsOf(content, all)).map(({ code, zh, en }) => ({ code, zh, en })),
    warnings: warningsOf(stored, others),
    publicity:
      publicity === null || periods === null
        ? null
        : { ...publicity, first: periods.shown.first, last: periods.shown.last, free: periods.free },
    publicityAsked: rules === undefined || asksForPublicity(rules),
    objections: objections.map((one) => ({ ...one })),
    papers: judgementPapersOf(id, factsOf(stored, all, calendar)),
    settled,
  };
}

function factsOf({ content }: StoredJudgement, all: readonly RatedSource[], calendar: Calendar): JudgementFacts {
  const { title, grades, quota, objects, bands, scores = {}, publicity = null, objections = [] } = content;
  const chosen = chosenSources(all, content.sources, 'appraisal') ?? [];
  const found = appraisedObjects(chosen) ?? [];
  const rules = chosen[0]?.rules;
  const periods = periodsOf(content, rules, calendar);
  return {
    title,
    office: chosen[0]?.superior ?? '',
    grades: grades.map(({ zh }) => zh),
    formGrades: (chosen[0]?.form.grades ?? []).map(({ zh }) => zh),
    dimensions: dimensionsOf(chosen) ?? [''],
    dimensionRanking: rules?.appraisalDimensions ?? 'apart',
    bands: bands ?? null,
    quota,
    maximum: quotaMaximum(objects.length, quota),
    groups: appraisedGroups(chosen),
    objects: objects.map(({ name, grade, reasons }) => {
      const { parts, rank } = found.find((one) => one.name === name) ?? EMPTY;
      return { name, parts, rank, score: scores[name] ?? '', grade, reasons };
    }),
    isComplete: problemsOf(content, all).length === 0,
    publicity: {
      days: rules?.publicityDays ?? 0,
      dayKind: rules?.publicityDayKind ?? 'natural',
      countsPostingDay: rules?.publicityCountsPostingDay ?? false,
    },
    posting:
      publicity === null || periods === null
        ? null
        : {
            ...publicity,
            first: periods.shown.first,
            last: periods.shown.last,
            objectionsUntil: periods.objections.last,
          },
    objections,
  };
}
