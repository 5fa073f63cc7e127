/** The file of a list beside the list as the system has it now, line by line; nothing of the file is taken. */
import { writtenDay } from '../../tally/calendar/written-day.ts';
import type { Comparison } from '../contract/villages.ts';
import type { List, ListCell } from './lists.ts';
import type { TableFile } from './table-rows.ts';
import { xmlText } from './tables.ts';
import { missingHeading } from './village-lists.ts';

type Difference = Comparison['lines'][number];

/** As many as a page shows. */
const MOST_SHOWN = 30;
/** With more lines too many it is the file of something else, and none of them is looked at. */
const MOST_TOO_MANY = 1000;
/** Says where a row stands, and not whose it is. */
const RUNNING_NUMBER = '序号';

const differs = (line: number | null, code: string, zh: string, en: string): Difference => ({
  line,
  severity: 'warning',
  code,
  clause: null,
  zh,
  en,
});

/**
 * What a cell says, whatever way it has gone: CSV or XLSX, with the apostrophe of a text before it, and a spreadsheet that writes days
 * as it likes.
 */
function saidBy(cell: ListCell): string {
  const text = xmlText(String(cell ?? ''))
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/^['\s]+|\s+$/g, '');
  const day = writtenDay(text);
  return day?.length === 10 ? day : text;
}

interface Row {
  /** Null: of the system. */
  readonly line: number | null;
  readonly cells: readonly string[];
}

interface Laid {
  /** Of the file and of the system, the same row of both. */
  readonly pairs: readonly (readonly [Row, Row])[];
  readonly onlyInFile: readonly Row[];
  readonly onlyHere: readonly Row[];
}

/**
 * Equal rows belong together wherever they stand; of the others those that agree in most of their first cells, which say whose a row is;
 * and what is left then, in order.
 */
function laidBeside(columns: readonly string[], read: readonly Row[], standing: readonly Row[]): Laid {
  const places = [...columns.keys()];
  const order = places.toSorted(
    (a, b) => Number(columns[a] === RUNNING_NUMBER) - Number(columns[b] === RUNNING_NUMBER),
  );
  const pairs: (readonly [Row, Row])[] = [];
  let [onlyInFile, onlyHere] = [read, standing];
  for (let equal = order.length; equal >= 0 && onlyInFile.length > 0 && onlyHere.length > 0; equal -= 1) {
    const keyOf = ({ cells }: Row): string => JSON.stringify(order.slice(0, equal).map((at) => cells[at]));
    const waiting = new Map<string, Row[]>();
    for (const row of onlyHere.toReversed()) {
      const key = keyOf(row);
      const same = waiting.get(key);
      if (same === undefined) waiting.set(key, [row]);
      else same.push(row);
    }
    onlyInFile = onlyInFile.filter((row) => {
      const found = waiting.get(keyOf(row))?.pop();
      if (found !== undefined) pairs.push([row, found]);
      return found === undefined;
    });
    const left = new Set([...waiting.values()].flat());
    onlyHere = onlyHere.filter((row) => left.has(row));
  }
  return { pairs, onlyInFile, onlyHere };
}

const quoted = (text: string, empty: string): string => (text === '' ? empty : text);
const NAMING_CELLS = 4;
const named = ({ cells }: Row): readonly string[] => cells.filter((cell) => cell !== '').slice(0, NAMING_CELLS);

function unknownHeadings({ columns }: List, { headings, headLine }: TableFile): readonly Difference[] {
  return headings.flatMap((heading, at) => {
    if (heading === '') return [];
    if (headings.indexOf(heading) < at)
      return [differs(headLine, 'repeated', `“${heading}”一列重复。`, `The column ${heading} stands twice.`)];
    if (columns.includes(heading)) return [];
    return [
      differs(
        headLine,
        'heading-unknown',
        `系统的表册没有“${heading}”一列。`,
        `The list of the system has no column ${heading}.`,
      ),
    ];
  });
}

function rowDifferences({ columns, rows }: List, file: TableFile): readonly Difference[] {
  if (file.rows.length > rows.length + MOST_TOO_MANY)
    return [
      differs(
        file.headLine,
        'too-many',
        `文件有 ${file.rows.length} 行，系统记录只有 ${rows.length} 行，没有逐行核对。`,
        `The file has ${file.rows.length} lines, the record ${rows.length}; they were not compared one by one.`,
      ),
    ];
  const { pairs, onlyInFile, onlyHere } = laidBeside(
    columns,
    file.rows.map(({ line, cell }) => ({ line, cells: columns.map((heading) => saidBy(cell(heading))) })),
    rows.map((row) => ({ line: null, cells: row.map(saidBy) })),
  );
  const found = [
    ...file.rows.flatMap(({ line, beside }) =>
      beside.map((text) =>
        differs(line, 'beside-the-list', `“${text}”不在任何一列的标题之下。`, `"${text}" stands below no heading.`),
      ),
    ),
    ...pairs.flatMap(([{ line, cells }, here]) =>
      columns.flatMap((heading, at) => {
        const [read = '', stands = ''] = [cells[at], here.cells[at]];
        if (read === stands) return [];
        return [
          differs(
            line,
            'cell-differs',
            `“${heading}”：文件中是 ${quoted(read, '空白')}，系统记录是 ${quoted(stands, '空白')}。`,
            `${heading}: ${quoted(read, 'empty')} in the file, ${quoted(stands, 'empty')} in the record.`,
          ),
        ];
      }),
    ),
    ...onlyInFile.map((row) =>
      differs(
        row.line,
        'not-in-record',
        `系统记录没有这一行：${named(row).join('，')}。`,
        `The record has no such line: ${named(row).join(', ')}.`,
      ),
    ),
  ];
  return [
    ...found.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    ...onlyHere.map((row) =>
      differs(
        null,
        'not-in-file',
        `文件缺少系统记录的一行：${named(row).join('，')}。`,
        `The file lacks a line of the record: ${named(row).join(', ')}.`,
      ),
    ),
  ];
}

/** A file without a column of the list is not compared row by row. */
export function compareList(list: List, file: TableFile): Comparison {
  const missing = missingHeading(file, list.columns);
  const found = [...missing, ...unknownHeadings(list, file), ...(missing.length > 0 ? [] : rowDifferences(list, file))];
  return {
    agrees: found.length === 0,
    rows: list.rows.length,
    lines: found.slice(0, MOST_SHOWN),
    more: Math.max(0, found.length - MOST_SHOWN),
  };
}
