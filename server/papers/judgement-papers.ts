/** The papers and the list of a 集体研判: what they are called, from when on each can be made, and the list read back (rules §4.4). */
import type { OfficialDocument } from '../../printables/documents/document.ts';
import { type AppraisedPart, byResult, type JudgementFacts } from '../../printables/documents/judgement-facts.ts';
import {
  appraisalSummary,
  judgementNotice,
  judgementPublicityReport,
  judgementResult,
} from '../../printables/documents/judgement-result.ts';
import { scoreBand } from '../../tally/appraisal/scales.ts';
import type { OfferedPaper, PAPER_FORMATS } from '../contract/papers.ts';
import type { Text } from '../contract/text.ts';
import type { JudgementContent } from '../store/schema/township.ts';
import type { List } from './lists.ts';
import type { NamedBytes } from './meeting-papers.ts';
import { objectionList } from './objection-list.ts';
import { officialFile } from './official-file.ts';
import type { TableFile } from './table-rows.ts';
import { listCsv, listXlsx } from './tables.ts';
import { type Imported, type Line, missingHeading, stop } from './village-lists.ts';

type Format = (typeof PAPER_FORMATS)[number];

interface JudgementKind {
  readonly kind: string;
  readonly title: Text;
  /** Null: not yet. */
  readonly of: (facts: JudgementFacts) => OfficialDocument | null;
  readonly waitsFor: Text;
}

const RETURNED = { zh: '测评结果已退回', en: 'a result was returned' } as const;
const INCOMPLETE = { zh: '先研判完所有对象', en: 'judge every object first' } as const;

export const JUDGEMENT_KINDS: readonly JudgementKind[] = [
  {
    kind: 'summary',
    title: { zh: '民主测评汇总表', en: 'Summary of the appraisal' },
    of: (facts) => (facts.groups.length === 0 ? null : appraisalSummary(facts)),
    waitsFor: RETURNED,
  },
  {
    kind: 'result',
    title: { zh: '研判结果', en: 'Result of the judgement' },
    of: (facts) => (facts.isComplete ? judgementResult(facts) : null),
    waitsFor: INCOMPLETE,
  },
  {
    kind: 'notice',
    title: { zh: '公示：研判结果', en: 'Public notice of the result' },
    of: (facts) => (facts.isComplete ? judgementNotice(facts) : null),
    waitsFor: INCOMPLETE,
  },
  {
    kind: 'publicity-report',
    title: { zh: '公示情况（异议和处理）', en: 'Report of the publicity: objections and how they were handled' },
    of: (facts) => (facts.posting === null ? null : judgementPublicityReport(facts)),
    waitsFor: { zh: '公示以后', en: 'once the result is posted' },
  },
];

const LIST_KIND = 'list';
/** What was objected comes as a table too. */
const OBJECTIONS_KIND = 'publicity-report';
const LIST_TITLE = { zh: '研判名单（可填好导入）', en: 'List of the class, to be filled in and imported' } as const;

export const judgementPapersOf = (id: string, facts: JudgementFacts): OfferedPaper[] => {
  const filesOf = (kind: string, formats: readonly Format[]) =>
    formats.map((format) => ({ format, href: `/api/township/judgements/${id}/papers/${kind}/${format}` }));
  return [
    ...JUDGEMENT_KINDS.map(({ kind, title, of, waitsFor }) => {
      const ready = of(facts) !== null;
      const formats: readonly Format[] = kind === OBJECTIONS_KIND ? ['pdf', 'docx', 'xlsx', 'csv'] : ['pdf', 'docx'];
      return { kind, title, files: filesOf(kind, formats), ready, waitsFor: ready ? null : waitsFor };
    }),
    { kind: LIST_KIND, title: LIST_TITLE, files: filesOf(LIST_KIND, ['xlsx', 'csv']), ready: true, waitsFor: null },
  ];
};

/** Undefined: there is no such paper, or not yet. */
export async function judgementPaper(
  facts: JudgementFacts,
  kind: string,
  format: Format,
): Promise<NamedBytes | undefined> {
  if (format === 'xlsx' || format === 'csv') {
    const table =
      kind === LIST_KIND
        ? judgementList(facts)
        : kind === OBJECTIONS_KIND && facts.posting !== null
          ? objectionList('对研判结果的异议', facts.objections)
          : undefined;
    if (table === undefined) return undefined;
    const bytes = format === 'xlsx' ? await listXlsx(table) : listCsv(table);
    return { bytes, fileName: `${table.title.zh}.${format}` };
  }
  const document = JUDGEMENT_KINDS.find((one) => one.kind === kind)?.of(facts);
  if (document === undefined || document === null) return undefined;
  const days = facts.groups.map(({ date }) => date);
  return officialFile(document, format, { office: facts.office, posted: facts.posting?.posted, days });
}

/** Of several dimensions each has its own: 德·位次, 德·优秀（票） … */
function partColumns({ formGrades, dimensions }: JudgementFacts, dimension: string): readonly string[] {
  const prefix = dimensions.length > 1 ? `${dimension}·` : '';
  return [
    ...(dimensions.length > 1 ? [`${prefix}位次`] : []),
    `${prefix}测评表`,
    ...formGrades.map((grade) => `${prefix}${grade}（票）`),
    `${prefix}未评`,
    ...formGrades.map((grade) => `${prefix}${grade}（%）`),
  ];
}

function partCells(
  { formGrades, dimensions }: JudgementFacts,
  part: AppraisedPart | undefined,
): readonly (number | null)[] {
  return [
    ...(dimensions.length > 1 ? [part?.rank ?? null] : []),
    part?.forms ?? null,
    ...formGrades.map((_, at) => part?.ticks[at] ?? null),
    part?.ungraded ?? null,
    ...formGrades.map((_, at) => (part?.shares[at] == null ? null : Number(part.shares[at]))),
  ];
}

/** Numbers of the forms stand beside what the import reads: 对象, 得分, 等次, 理由. */
export const judgementList = (facts: JudgementFacts): List => ({
  kind: 'judgement',
  title: { zh: '研判名单', en: 'Judgement' },
  columns: [
    '对象',
    ...(facts.bands === null ? [] : ['得分']),
    '等次',
    '理由',
    '测评位次',
    ...facts.dimensions.flatMap((dimension) => partColumns(facts, dimension)),
  ],
  rows: byResult(facts.objects).map((one) => [
    one.name,
    ...(facts.bands === null ? [] : [one.score === '' ? null : Number(one.score)]),
    one.grade === null ? '' : (facts.grades[one.grade] ?? ''),
    one.reasons,
    one.rank,
    ...facts.dimensions.flatMap((_, at) => partCells(facts, one.parts[at])),
  ]),
});

export interface ReadJudged {
  readonly name: string;
  readonly grade: number | null;
  readonly score: string;
  readonly reasons: string;
}

/** A column or a cell that is left empty keeps what stands. */
export function readJudgement(file: TableFile, content: JudgementContent): Imported<ReadJudged> {
  const { objects, grades, bands, scores = {} } = content;
  const lines: Line[] = [...missingHeading(file, ['对象'])];
  const values: ReadJudged[] = [];
  for (const row of lines.length > 0 ? [] : file.rows) {
    const name = row.cell('对象');
    const before = objects.find((one) => one.name === name);
    if (before === undefined) {
      lines.push(stop(row.line, 'object-unknown', `没有这个对象：${name}。`, `No such object: ${name}.`));
      continue;
    }
    if (values.some((one) => one.name === name)) {
      lines.push(stop(row.line, 'repeated', `“${name}”重复。`, `"${name}" stands twice.`));
      continue;
    }
    const [word, written] = [row.cell('等次'), row.cell('得分')];
    const score = bands === undefined ? '' : written === '' ? (scores[name] ?? '') : written;
    const scored = bands === undefined || score === '' ? undefined : scoreBand(score, bands);
    const named = grades.findIndex(({ zh }) => zh === word);
    if (bands === undefined && written !== '')
      lines.push(
        stop(
          row.line,
          'score-not-asked',
          `这里按测评表上的等次研判，不评分：${name}的得分不能导入。`,
          `Judged by the grades of the form: no score of ${name} is taken.`,
        ),
      );
    else if (scored?.ok === false)
      lines.push(
        stop(
          row.line,
          'score-unreadable',
          scored.error === 'not-an-integer' ? `得分须是整数：${score}。` : `得分须是 0 到 100 的数：${score}。`,
          scored.error === 'not-an-integer' ? `Whole points only: ${score}.` : `A score is 0 to 100: ${score}.`,
        ),
      );
    else if (word !== '' && named === -1)
      lines.push(stop(row.line, 'grade-unknown', `没有等次“${word}”。`, `No grade "${word}".`));
    else if (scored?.ok === true && named !== -1 && named !== scored.value)
      // A grade is not dropped because the score that stands says another: whoever means it gives the score.
      lines.push(
        stop(
          row.line,
          'grade-of-score',
          `${name}${written === '' ? '现有得分' : ''} ${score} 分是“${grades[scored.value]?.zh ?? ''}”，不是“${word}”；等次随得分确定，请填写得分。`,
          `${name}: ${written === '' ? 'the score that stands, ' : ''}${score}, is not "${word}". The grade follows from the score: give the score.`,
        ),
      );
    else if (bands !== undefined && score === '' && word !== '')
      lines.push(stop(row.line, 'score-missing', `${name}须填写得分。`, `${name} needs a score.`));
    const reasons = row.cell('理由');
    values.push({
      name,
      score,
      grade: scored?.ok === true ? scored.value : bands === undefined && named !== -1 ? named : before.grade,
      reasons: (reasons === '' ? before.reasons : reasons).slice(0, 400),
    });
  }
  return { values: lines.length > 0 ? [] : values, lines };
}
