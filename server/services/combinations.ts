/**
 * 民主推荐 of several groups to one list (两推, rules §4.3, §7): rankings combined as the method says, a list with at least 20 % more
 * names than seats, its 公示 with dates and objections. The list is the superior committee's; the numbers are the record's.
 */
import type { RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import type { CombinedListFacts } from '../../printables/documents/combined-list.ts';
import { asksForPublicity, publicityBySettings } from '../../tally/calendar/publicity.ts';
import { type CombinedRecommendation, combineRecommendations } from '../../tally/recommendation/combine-groups.ts';
import { listProblems } from '../../tally/recommendation/resulting-list.ts';
import { minimumCandidates } from '../../tally/rules/surplus.ts';
import type { Text } from '../contract/text.ts';
import type { Combination } from '../contract/township-papers.ts';
import { combinationPapersOf, readListedPersons } from '../papers/combination-papers.ts';
import { readTable } from '../papers/table-rows.ts';
import type { Line } from '../papers/village-lists.ts';
import type { Database } from '../store/database.ts';
import type { CombinationContent } from '../store/schema/township.ts';
import {
  insertCombination,
  loadCombinations,
  lockCombination,
  type StoredCombination,
  saveCombination,
} from '../store/township.ts';
import { loadNominees, type StoredNominee } from '../store/villages.ts';
import { type Calendar, loadCalendar, yearsWithoutHolidays } from './calendar.ts';
import { chosenSources, decidedBy, isOnePublicity, lacksGroup, type RatedSource, SOURCE_GONE } from './form-sources.ts';
import { importObjections } from './import-objections.ts';
import { newPaperId } from './judgements.ts';
import { takeListed } from './listed-nominees.ts';
import { type Objection, unhandled, withHandling, withObjection } from './objections.ts';

type Refused<C extends string> = C | { readonly code: C; readonly detail: readonly Text[] };
type Locked = 'not-found' | 'paper-settled';

export type Combinations = {
  readonly list: (sources: readonly RatedSource[]) => Promise<readonly Combination[]>;
  /** What its papers say; undefined where there is none. */
  readonly facts: (sources: readonly RatedSource[], id: string) => Promise<CombinedListFacts | undefined>;
  readonly begin: (
    sources: readonly RatedSource[],
    begun: Pick<CombinationContent, 'title' | 'seats'> & {
      readonly sources: readonly { readonly meeting: string; readonly list: string }[];
    },
  ) => Promise<Result<string, 'form-source-unknown' | 'form-sources-differ'>>;
  readonly fixList: (
    sources: readonly RatedSource[],
    id: string,
    list: Pick<CombinationContent, 'persons' | 'reason'>,
  ) => Promise<Result<true, Locked | Refused<'list-refused'>>>;
  /** The list from a file: all of it or nothing. */
  readonly importList: (
    sources: readonly RatedSource[],
    id: string,
    file: Uint8Array,
  ) => Promise<
    Result<
      { readonly imported: boolean; readonly rows: number; readonly lines: Line[] },
      Locked | 'file-unreadable' | Refused<'list-refused'>
    >
  >;
  readonly post: (
    sources: readonly RatedSource[],
    id: string,
    publicity: NonNullable<CombinationContent['publicity']>,
  ) => Promise<Result<true, Locked | Refused<'list-refused'>>>;
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

/** What follows from the content and the results it stands on. */
function judged(content: CombinationContent, all: readonly RatedSource[], { holidays }: Pick<Calendar, 'holidays'>) {
  const { seats, way, persons, reason, publicity } = content;
  const chosen = chosenSources(all, content.sources, 'recommendation');
  const found = chosen ?? [];
  const groups = found.map(({ form }, at) => ({
    group: content.sources[at]?.group ?? '',
    votes: form.rows.map(({ label, votes }) => ({ name: label, votes })),
  }));
  const weights = content.sources.map(({ group, weight }) => ({ group, weight }));
  const settings = { recommendCombine: way, recommendWeights: weights };
  const combined = groups.length === 0 ? null : combineRecommendations(groups, seats, settings);
  const recommended = groups.flatMap(({ votes }) => votes.map(({ name }) => name));
  const problems = [
    ...(chosen === null ? [SOURCE_GONE] : []),
    ...listProblems(persons, seats, recommended).filter(({ code }) => code !== 'not-recommended' || reason === ''),
  ];
  const rules = found[0]?.rules;
  const period =
    publicity === null || rules === undefined ? null : publicityBySettings(publicity.posted, rules, holidays);
  return { found, rules, combined: combined?.ok === true ? combined.value : null, problems, period };
}

/** A list that hangs in the village is not changed under the eyes of those who read it. */
function withList(
  content: CombinationContent,
  all: readonly RatedSource[],
  calendar: Calendar,
): Result<CombinationContent, Refused<'list-refused'>> {
  const next = { ...content, publicity: null };
  const { problems } = judged(next, all, calendar);
  return problems.length > 0 ? err({ code: 'list-refused', detail: texts(problems) }) : ok(next);
}

const texts = (problems: readonly Text[]): readonly Text[] => problems.map(({ zh, en }) => ({ zh, en }));

export function createCombinations({
  db,
  random,
  today,
}: {
  readonly db: Database;
  readonly random: RandomBytes;
  /** The calendar day in China. */
  readonly today: () => string;
}): Combinations {
  const whileOpen = <E>(
    id: string,
    work: (content: CombinationContent, calendar: Calendar) => Result<CombinationContent, E>,
    settled: ((tx: Database, content: CombinationContent) => Promise<void>) | null = null,
  ): Promise<Result<true, E | Locked>> =>
    db.transaction<Result<true, E | Locked>>(async (tx) => {
      const stored = await lockCombination(tx, id);
      if (stored === undefined) return err('not-found');
      if (stored.settled) return err('paper-settled');
      const changed = work(stored.content, await loadCalendar(tx));
      if (!changed.ok) return changed;
      await saveCombination(tx, id, { content: changed.value, settled: settled !== null });
      await settled?.(tx, changed.value);
      return ok(true);
    });

  return {
    list: async (all) => {
      const [calendar, known] = await Promise.all([loadCalendar(db), loadNominees(db)]);
      return (await loadCombinations(db)).map((stored) => view(stored, { all, calendar, known }));
    },

    facts: async (all, id) => {
      const stored = (await loadCombinations(db)).find((one) => one.id === id);
      if (stored === undefined) return undefined;
      const [calendar, known] = await Promise.all([loadCalendar(db), loadNominees(db)]);
      return factsOf(stored.content, { all, calendar, known });
    },

    begin: async (all, { title, seats, sources }) => {
      const found = chosenSources(all, sources, 'recommendation');
      if (found === null) return err('form-source-unknown');
      // The way was adopted and sealed before the votes; nobody chooses it, or a weight, by what it would give.
      const way = decidedBy(found, ({ recommendCombine }) => recommendCombine);
      const weights = decidedBy(found, ({ recommendWeights }) => recommendWeights);
      if (way === undefined || weights === undefined || !isOnePublicity(found)) return err('form-sources-differ');
      const named = sources.map(({ meeting, list }, at) => {
        const group = found[at]?.group || `${at + 1}`;
        return { meeting, list, group, weight: weights.find((one) => one.group === group)?.weight ?? 0 };
      });
      const present = named.map(({ group }) => group);
      if (way === 'weighted' && (named.some(({ weight }) => weight === 0) || lacksGroup(weights, present)))
        return err('form-sources-differ');
      // Two meetings of one group would count it twice.
      if (new Set(named.map(({ group }) => group)).size !== named.length) return err('form-sources-differ');
      const content: CombinationContent = {
        title,
        seats,
        way,
        sources: named,
        persons: [],
        reason: '',
        publicity: null,
        objections: [],
      };
      const { combined } = judged(content, all, await loadCalendar(db));
      if (combined === null) return err('form-sources-differ');
      const id = newPaperId(random);
      await insertCombination(db, id, { ...content, persons: [...(combined.persons ?? [])] });
      return ok(id);
    },

    fixList: (all, id, { persons, reason }) =>
      whileOpen<Refused<'list-refused'>>(id, (content, calendar) =>
        withList({ ...content, persons, reason }, all, calendar),
      ),

    importList: async (all, id, file) => {
      const table = await readTable(file);
      if (!table.ok) return table;
      const { values, lines } = readListedPersons(table.value);
      if (values.length === 0) return ok({ imported: false, rows: 0, lines: [...lines] });
      const fixed = await whileOpen<Refused<'list-refused'>>(id, (content, calendar) =>
        withList({ ...content, persons: [...values] }, all, calendar),
      );
      return fixed.ok ? ok({ imported: true, rows: values.length, lines: [] }) : fixed;
    },

    post: (all, id, publicity) =>
      whileOpen<Refused<'list-refused'>>(id, (content, calendar) => {
        const { problems } = judged(content, all, calendar);
        return problems.length > 0
          ? err({ code: 'list-refused', detail: texts(problems) })
          : ok({ ...content, publicity });
      }),

    object: (id, objection) => whileOpen<'not-posted'>(id, (content) => withObjection(content, objection)),

    handle: (id, index, handling) =>
      whileOpen<'objection-unknown'>(id, (content) => withHandling(content, index, handling)),

    importObjections: (id, file) =>
      importObjections<CombinationContent, 'not-posted' | Locked>(file, (work) => whileOpen(id, work)),

    settle: (all, id) =>
      whileOpen<Refused<'paper-incomplete'>>(
        id,
        (content, calendar) => {
          const { problems, period, rules } = judged(content, all, calendar);
          const unknown =
            rules?.publicityDayKind === 'working' && content.publicity !== null && period !== null
              ? yearsWithoutHolidays(calendar, content.publicity.posted, period.free)
              : [];
          const missing: readonly (readonly [boolean, Text])[] = [
            [
              period === null && rules !== undefined && asksForPublicity(rules),
              { zh: '名单还没有公示。', en: 'The list has not been posted.' },
            ],
            [
              period !== null && today() < period.free,
              {
                zh: `公示到 ${period?.last ?? ''} 期满，${period?.free ?? ''} 起可以定稿。`,
                en: `Posted until ${period?.last ?? ''}; it can be settled from ${period?.free ?? ''}.`,
              },
            ],
            [
              unknown.length > 0,
              {
                zh: `公示按工作日计算，还没有填写 ${unknown.join('、')} 年的放假安排（在“设置”里填写）。`,
                en: `The period counts working days, and the days off of ${unknown.join(', ')} are not entered yet (under “Settings”).`,
              },
            ],
          ];
          const detail = [
            ...texts(problems),
            ...missing.flatMap(([holds, text]) => (holds ? [text] : [])),
            ...unhandled(content),
          ];
          return detail.length > 0 ? err({ code: 'paper-incomplete', detail }) : ok(content);
        },
        (tx, { persons, sources }) => takeListed(tx, persons, chosenSources(all, sources, 'recommendation') ?? []),
      ),
  };
}

const ranked = (ranking: CombinedRecommendation['groups'][number]['ranking']) =>
  ranking.map(({ name, votes, rank }) => ({ name, votes, rank }));

interface Desk {
  readonly all: readonly RatedSource[];
  readonly calendar: Calendar;
  readonly known: readonly StoredNominee[];
}

const SEX = { female: '女', male: '男', '': '' } as const;

/** Short data of a person come from what the superior has entered about the same organization's persons. */
function factsOf(content: CombinationContent, { all, calendar, known }: Desk): CombinedListFacts {
  const { found, rules, combined, period } = judged(content, all, calendar);
  const { title, seats, way, sources, reason, publicity, objections } = content;
  const organizations = new Set(found.map(({ organization }) => organization));
  return {
    title,
    office: found[0]?.superior ?? '',
    post: [...new Set(sources.map(({ list }) => list))].join('、'),
    seats,
    required: minimumCandidates(seats),
    way,
    groups: (combined?.groups ?? []).flatMap(({ group, ranking }, at) => {
      const source = found[at];
      if (source === undefined) return [];
      const { organization, date, counted } = source;
      return [{ group, organization, date, weight: sources[at]?.weight ?? 1, ...counted, ranking: ranked(ranking) }];
    }),
    ranking: combined?.ranking == null ? null : ranked(combined.ranking),
    level: combined?.level ?? [],
    persons: content.persons.map((name) => {
      const one = known.find((person) => person.name === name && organizations.has(person.organization));
      return { name, sex: SEX[one?.sex ?? ''], birth: one?.birth ?? '', education: one?.education ?? '' };
    }),
    reason,
    publicity: {
      days: rules?.publicityDays ?? 0,
      dayKind: rules?.publicityDayKind ?? 'natural',
      countsPostingDay: rules?.publicityCountsPostingDay ?? false,
      posting:
        publicity === null || period === null
          ? null
          : { posted: publicity.posted, first: period.first, last: period.last, telephone: publicity.telephone },
    },
    objections,
  };
}

function view({ id, content, settled }: StoredCombination, desk: Desk): Combination {
  const { found, rules, combined, problems, period } = judged(content, desk.all, desk.calendar);
  const { title, seats, way, persons, reason, publicity, objections, sources } = content;
  return {
    id,
    title,
    seats,
    way,
    required: minimumCandidates(seats),
    groups: (combined?.groups ?? []).map(({ group, ranking }, at) => ({
      group,
      organization: found[at]?.organization ?? '',
      weight: sources[at]?.weight ?? 1,
      ranking: ranked(ranking),
    })),
    ranking: combined?.ranking == null ? null : ranked(combined.ranking),
    proposed: combined?.persons == null ? null : [...combined.persons],
    level: [...(combined?.level ?? [])],
    persons: [...persons],
    reason,
    problems: (settled ? [] : problems).map(({ code, zh, en }) => ({ code, zh, en })),
    publicity: publicity === null || period === null ? null : { ...publicity, ...period },
    publicityAsked: rules === undefined || asksForPublicity(rules),
    objections: objections.map((one) => ({ ...one })),
    papers: combinationPapersOf(id, factsOf(content, desk)),
    settled,
  };
}
