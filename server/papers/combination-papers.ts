/** The papers of a combined 民主推荐: what they are called, and from when on each can be made (rules §6.2). */
import type { CombinedListFacts } from '../../printables/documents/combined-list.ts';
import type { OfficialDocument } from '../../printables/documents/document.ts';
import { publicityReport, recommendationNotice } from '../../printables/documents/recommendation-notice.ts';
import { recommendationSummary } from '../../printables/documents/recommendation-summary.ts';
import { POST_NAME } from '../contract/nominee.ts';
import type { PAPER_FORMATS } from '../contract/papers.ts';
import type { Text } from '../contract/text.ts';
import type { CombinationPaper } from '../contract/township-papers.ts';
import { postOfList } from '../services/listed-nominees.ts';
import type { List } from './lists.ts';
import type { NamedBytes } from './meeting-papers.ts';
import { objectionList } from './objection-list.ts';
import { officialFile } from './official-file.ts';
import type { TableFile } from './table-rows.ts';
import { listCsv, listXlsx } from './tables.ts';
import { type Imported, type Line, missingHeading, stop, unreadable } from './village-lists.ts';

interface CombinationKind {
  readonly kind: string;
  readonly title: Text;
  /** Null: not yet. */
  readonly of: (facts: CombinedListFacts) => OfficialDocument | null;
  readonly waitsFor: Text;
}

const FIX_FIRST = { zh: '先确定名单', en: 'fix the list first' } as const;

export const COMBINATION_KINDS: readonly CombinationKind[] = [
  {
    kind: 'summary',
    title: { zh: '民主推荐汇总表', en: 'Summary of the recommendations' },
    of: (facts) => (facts.groups.length === 0 ? null : recommendationSummary(facts)),
    waitsFor: { zh: '推荐结果已退回', en: 'a result was returned' },
  },
  {
    kind: 'notice',
    title: { zh: '公示：初步人选', en: 'Public notice of the list' },
    of: (facts) => (facts.persons.length < facts.required ? null : recommendationNotice(facts)),
    waitsFor: FIX_FIRST,
  },
  {
    kind: 'publicity-report',
    title: { zh: '公示情况（意见和处理）', en: 'Report of the publicity: objections and how they were handled' },
    of: (facts) => (facts.publicity.posting === null ? null : publicityReport(facts)),
    waitsFor: { zh: '公示以后', en: 'once the list is posted' },
  },
];

type Format = (typeof PAPER_FORMATS)[number];

/** Votes of each group and together, in order of the votes; who is on the list in its order (rules §6.2). */
export function combinationList({ groups, ranking, persons, way }: CombinedListFacts): List {
  const listed = persons.map(({ name }) => name);
  const together = ranking ?? [];
  const names = [...new Set([...together, ...groups.flatMap((one) => one.ranking)].map(({ name }) => name))];
  const cells = (of: CombinedListFacts['groups'][number]['ranking'], name: string) => {
    const found = of.find((one) => one.name === name);
    return [found?.votes ?? null, found?.rank ?? null];
  };
  return {
    kind: 'combination',
    title: { zh: '得票汇总和名单', en: 'Votes and list' },
    columns: [
      '姓名',
      ...(ranking === null ? [] : [way === 'weighted' ? '加权合计' : '合计', '位次']),
      ...groups.flatMap(({ group }) => [`${group}得票`, `${group}位次`]),
      '名单顺序',
    ],
    rows: [...names, ...listed.filter((name) => !names.includes(name))].map((name) => [
      name,
      ...(ranking === null ? [] : cells(together, name)),
      ...groups.flatMap((one) => cells(one.ranking, name)),
      listed.includes(name) ? listed.indexOf(name) + 1 : null,
    ]),
  };
}

/** Under the headings of the village's own list of candidates, so that its office can take the file in (rules §4.1 step 17). */
export const proposedList = ({ persons, post }: CombinedListFacts): List => ({
  kind: 'candidates',
  title: { zh: '初步人选名单', en: 'The list, for the village' },
  columns: ['职务', '顺序', '姓名', '性别', '出生年月', '学历'],
  rows: persons.map(({ name, sex, birth, education }, at) => [
    POST_NAME[postOfList(post)].zh,
    at + 1,
    name,
    sex,
    birth,
    education,
  ]),
});

/** As many names as the page takes, and as long. */
const MOST = 100;
const PLACES = ['名单顺序', '顺序'] as const;

/**
 * Who is on the list, in its order, from either of the two tables: under 名单顺序 only who has a place. Without a column of places the
 * lines stand in their order.
 */
export function readListedPersons(file: TableFile): Imported<string> {
  const lines: Line[] = [...missingHeading(file, ['姓名'])];
  const places = PLACES.find((heading) => file.headings.includes(heading));
  const listed: { readonly name: string; readonly place: number }[] = [];
  for (const row of lines.length > 0 ? [] : file.rows) {
    const name = row.cell('姓名');
    const written = places === undefined ? '' : row.cell(places);
    if (places === '名单顺序' && written === '') continue;
    const place = places === undefined ? listed.length + 1 : Number(written);
    if (name === '' || name.length > MOST) lines.push(unreadable(row, '姓名'));
    else if (!Number.isInteger(place) || place < 1 || listed.some((one) => one.place === place))
      lines.push(
        stop(
          row.line,
          'place-unreadable',
          `“${places}”须是不重复的正整数：${written}。`,
          `${places} is a whole number from 1, each once: ${written}.`,
        ),
      );
    else if (listed.some((one) => one.name === name))
      lines.push(stop(row.line, 'repeated', `“${name}”重复。`, `"${name}" stands twice.`));
    else if (listed.length === MOST)
      lines.push(stop(row.line, 'too-many', `名单最多 ${MOST} 名。`, `At most ${MOST} can be listed.`));
    else listed.push({ name, place });
  }
  const inOrder = listed.toSorted((a, b) => a.place - b.place).map(({ name }) => name);
  return { values: lines.length > 0 ? [] : inOrder, lines };
}

const LIST_KIND = 'list';
const PROPOSED_KIND = 'candidates';
/** What was objected comes as a table too. */
const OBJECTIONS_KIND = 'publicity-report';

export const combinationPapersOf = (id: string, facts: CombinedListFacts): CombinationPaper[] => {
  const filesOf = (kind: string, formats: readonly Format[]) =>
    formats.map((format) => ({ format, href: `/api/township/combinations/${id}/papers/${kind}/${format}` }));
  return [
    ...COMBINATION_KINDS.map(({ kind, title, of, waitsFor }) => {
      const ready = of(facts) !== null;
      const formats: readonly Format[] = kind === OBJECTIONS_KIND ? ['pdf', 'docx', 'xlsx', 'csv'] : ['pdf', 'docx'];
      return { kind, title, files: filesOf(kind, formats), ready, waitsFor: ready ? null : waitsFor };
    }),
    {
      kind: LIST_KIND,
      title: { zh: '得票汇总和名单', en: 'Votes and list' },
      files: filesOf(LIST_KIND, ['xlsx', 'csv']),
      ready: true,
      waitsFor: null,
    },
    {
      kind: PROPOSED_KIND,
      title: {
        zh: '初步人选名单（村里可以导入为候选人）',
        en: 'The list, to be imported as candidates by the village',
      },
      files: filesOf(PROPOSED_KIND, ['xlsx', 'csv']),
      ready: facts.persons.length >= facts.required,
      waitsFor: facts.persons.length >= facts.required ? null : FIX_FIRST,
    },
  ];
};

/** Undefined: there is no such paper, or not yet. */
export async function combinationPaper(
  facts: CombinedListFacts,
  kind: string,
  format: Format,
): Promise<NamedBytes | undefined> {
  if (format === 'xlsx' || format === 'csv') {
    const table =
      kind === LIST_KIND
        ? combinationList(facts)
        : kind === PROPOSED_KIND && facts.persons.length >= facts.required
          ? proposedList(facts)
          : kind === OBJECTIONS_KIND && facts.publicity.posting !== null
            ? objectionList('公示期间的意见', facts.objections)
            : undefined;
    if (table === undefined) return undefined;
    const bytes = format === 'xlsx' ? await listXlsx(table) : listCsv(table);
    return { bytes, fileName: `${table.title.zh}.${format}` };
  }
  const document = COMBINATION_KINDS.find((one) => one.kind === kind)?.of(facts);
  if (document === undefined || document === null) return undefined;
  const days = facts.groups.map(({ date }) => date);
  return officialFile(document, format, { office: facts.office, posted: facts.publicity.posting?.posted, days });
}
