/**
 * Objections to what was posted as a table that goes out and comes back: the day, what was said, and how it was handled (rules §4.3,
 * §4.4, §4.1 step 17).
 */
import { dayNumber } from '../../tally/calendar/day.ts';
import { writtenDay } from '../../tally/calendar/written-day.ts';
import { type Objection, placesAmong } from '../services/objections.ts';
import type { List } from './lists.ts';
import type { TableFile, TableLine } from './table-rows.ts';
import { dayUnreadable, type Imported, type Line, missingHeading, stop } from './village-lists.ts';

const COLUMNS = ['序号', '收到日期', '反映的内容', '处理情况'] as const;

const rowOf = ({ day, words, handling }: Objection, at: number) => [at + 1, day, words, handling];

/** Of one judgement, or of one list. */
export const objectionList = (title: string, objections: readonly Objection[]): List => ({
  kind: 'objections',
  title: { zh: title, en: 'Objections' },
  columns: COLUMNS,
  rows: objections.map(rowOf),
});

/** To the posted candidates of every village. */
export const villageObjectionList = (
  villages: readonly { readonly organization: string; readonly objections?: readonly Objection[] }[],
): List => ({
  kind: 'objections',
  title: { zh: '候选人公示期间的意见', en: 'Objections to the posted candidates' },
  columns: ['组织名称', ...COLUMNS],
  rows: villages.flatMap(({ organization, objections = [] }) =>
    objections.map((one, at) => [organization, ...rowOf(one, at)]),
  ),
});

const MOST = 400;

interface ReadLine {
  readonly row: TableLine;
  readonly objection: Objection;
}

function tooLong(row: TableLine, heading: string): readonly Line[] {
  return row.cell(heading).length > MOST
    ? [
        stop(
          row.line,
          'words-too-long',
          `“${heading}”最多 ${MOST} 个字。`,
          `${heading} has ${MOST} characters at most.`,
        ),
      ]
    : [];
}

/** What one line says, or what has to be corrected in it; nothing is cut off. */
function readLine(row: TableLine, lines: Line[]): ReadLine | undefined {
  const day = writtenDay(row.cell('收到日期'));
  const words = row.cell('反映的内容');
  const wrong = [
    ...(day === null || dayNumber(day) === null ? [dayUnreadable(row, '收到日期')] : []),
    ...(words === ''
      ? [stop(row.line, 'words-missing', '没有写明反映的内容。', 'It does not say what was objected.')]
      : []),
    ...tooLong(row, '反映的内容'),
    ...tooLong(row, '处理情况'),
  ];
  lines.push(...wrong);
  return wrong.length > 0 ? undefined : { row, objection: { day: day ?? '', words, handling: row.cell('处理情况') } };
}

/** How an objection was handled is said once; a file does not say something else over it. */
const handledOtherwise = (standing: readonly Objection[], read: readonly ReadLine[]): readonly Line[] =>
  placesAmong(
    standing,
    read.map(({ objection }) => objection),
  ).flatMap((place, at) => {
    const { row, objection } = read[at] as ReadLine;
    const said = standing[place]?.handling ?? '';
    if (said === '' || objection.handling === '' || objection.handling === said) return [];
    return [
      stop(
        row.line,
        'handled-otherwise',
        `这条意见已经写明处理：${said}。导入不改动它。`,
        `It was handled already: ${said}. An import does not change that.`,
      ),
    ];
  });

const HEADINGS = ['收到日期', '反映的内容'] as const;

/** Of one judgement, or of one list. */
export function readObjections(file: TableFile, standing: readonly Objection[]): Imported<Objection> {
  const lines: Line[] = [...missingHeading(file, HEADINGS)];
  const read = lines.length > 0 ? [] : file.rows.flatMap((row) => readLine(row, lines) ?? []);
  lines.push(...handledOtherwise(standing, read));
  return { values: lines.length > 0 ? [] : read.map(({ objection }) => objection), lines };
}

interface PostedVillage {
  readonly organization: string;
  /** Null: its candidates are not posted. */
  readonly noticeFrom: string | null;
  readonly objections?: readonly Objection[];
}

/** To the posted candidates of the villages that the lines name. */
export function readVillageObjections(
  file: TableFile,
  villages: readonly PostedVillage[],
): Imported<{ readonly organization: string; readonly objections: readonly Objection[] }> {
  const lines: Line[] = [...missingHeading(file, ['组织名称', ...HEADINGS])];
  const read = new Map<string, ReadLine[]>();
  for (const row of lines.length > 0 ? [] : file.rows) {
    const organization = row.cell('组织名称');
    const village = villages.find((one) => one.organization === organization);
    if (village === undefined)
      lines.push(
        stop(
          row.line,
          'village-unknown',
          `名单上没有这个村（社区）：${organization}。`,
          `No such village is listed: ${organization}.`,
        ),
      );
    else if (village.noticeFrom === null)
      lines.push(
        stop(
          row.line,
          'not-posted',
          `${organization}的候选人还没有公示。`,
          `The candidates of ${organization} are not posted yet.`,
        ),
      );
    const said = readLine(row, lines);
    if (said !== undefined) read.set(organization, [...(read.get(organization) ?? []), said]);
  }
  for (const { organization, objections = [] } of villages)
    lines.push(...handledOtherwise(objections, read.get(organization) ?? []));
  const values = [...read].map(([organization, own]) => ({
    organization,
    objections: own.map(({ objection }) => objection),
  }));
  return { values: lines.length > 0 ? [] : values, lines: lines.toSorted((a, b) => a.line - b.line) };
}
