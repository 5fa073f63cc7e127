/**
 * An official paper as DOCX, for the offices that edit it: the same measures as the PDF (GB/T 9704-2012), the typefaces by the names
 * that offices have installed, so that their own 小标宋, 仿宋 and 楷体 are picked up. Nothing is embedded.
 */
import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  Header,
  type IFontAttributesProperties,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { nameAndRemark } from '../layout/line-breaking.ts';
import { A4, OFFICIAL_MARGINS, TYPE } from '../layout/measures.ts';
import { SPECIMEN } from '../qr/slip-words.ts';
import { DATE_PLACE } from '../reports/official-style.ts';
import { officialDate } from '../reports/official-words.ts';
import { attachmentLines, type Block, leadsIn, type OfficialDocument, type TableRow as Row } from './document.ts';

const TWIPS_PER_MM = 1440 / 25.4;
const twips = (length: number): number => Math.round(length * TWIPS_PER_MM);
const halfPoints = (size: number): number => Math.round(size * 2);

const LINES = 22;
const CHARACTERS = 28;
const TEXT = {
  width: A4.width - OFFICIAL_MARGINS.left - OFFICIAL_MARGINS.right,
  height: A4.height - OFFICIAL_MARGINS.top - OFFICIAL_MARGINS.bottom,
} as const;
const TEXT_POINTS = (TEXT.width / 25.4) * 72;
/** Rounded down: 22 lines that are 4 twips higher than the type area would be 21 on the page. */
const PITCH = Math.floor((TEXT.height * TWIPS_PER_MM) / LINES);
/** 28 characters of 16 points are wider than the type area: each gives a quarter of a point (twentieths of a point). */
const TRACKING = Math.floor(20 * (TEXT_POINTS / CHARACTERS - TYPE.no3));
/** From the type area's foot to the foot of the page number: 7 mm and the height of a line. */
const FOOTER_AT = OFFICIAL_MARGINS.bottom - 7 - 6;

const font = (eastAsia: string): IFontAttributesProperties => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia,
  hint: 'eastAsia',
});
const FONT = {
  body: font('仿宋_GB2312'),
  title: font('方正小标宋简体'),
  hei: font('黑体'),
  kai: font('楷体_GB2312'),
  song: font('宋体'),
} as const;
type FontName = keyof typeof FONT;

const RED = 'C00000';

interface RunStyle {
  readonly face?: FontName;
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly isOnNewLine?: boolean;
}

const run = (
  words: string,
  { face = 'body', size = TYPE.no3, bold = false, color, isOnNewLine = false }: RunStyle = {},
): TextRun =>
  new TextRun({
    text: words,
    ...(isOnNewLine ? { break: 1 } : {}),
    font: FONT[face],
    size: halfPoints(size),
    bold,
    ...(size === TYPE.no3 ? { characterSpacing: TRACKING } : {}),
    ...(color === undefined ? {} : { color }),
  });

type Align = (typeof AlignmentType)[keyof typeof AlignmentType];

interface LineStyle {
  readonly align?: Align;
  /** Of the first line, in characters. */
  readonly indent?: number;
  /** Room on the right, in characters. */
  readonly outdent?: number;
  /** Line pitch in twips. */
  readonly pitch?: number;
  readonly keepNext?: boolean;
  readonly pageBreakBefore?: boolean;
  readonly redLineBelow?: boolean;
}

const CHARACTER = twips(TEXT.width / CHARACTERS);

/** In characters, as offices' typefaces draw them: digits and Latin letters take half the room of a character. */
const charactersOf = (words: string): number =>
  [...words].reduce((sum, one) => sum + (/[\x20-\x7e]/.test(one) ? 0.5 : 1), 0);

/** The size in points, by halves, in which the lines are no wider than the type area. */
const fittingSize = (lines: readonly string[], size: number): number =>
  Math.min(size, Math.floor((2 * TEXT_POINTS) / Math.max(1, ...lines.map(charactersOf))) / 2);

const line = (children: readonly TextRun[], style: LineStyle = {}): Paragraph => {
  const { align = AlignmentType.JUSTIFIED, indent = 0, outdent = 0, pitch = PITCH } = style;
  return new Paragraph({
    children: [...children],
    alignment: align,
    spacing: { line: pitch, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    indent: {
      ...(indent === 0 ? {} : { firstLine: indent * CHARACTER, firstLineChars: indent * 100 }),
      ...(outdent === 0 ? {} : { right: outdent * CHARACTER }),
    },
    keepNext: style.keepNext ?? false,
    pageBreakBefore: style.pageBreakBefore ?? false,
    ...(style.redLineBelow === true
      ? { border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 4, color: RED } } }
      : {}),
  });
};

const empty = (): Paragraph => line([run('')]);

const TITLE_PITCH = twips(12.5);
const titleLines = (lines: readonly string[], keepsLast = false): readonly Paragraph[] =>
  lines.map((words, at) =>
    line([run(words, { face: 'title', size: fittingSize(lines, TYPE.no2) })], {
      align: AlignmentType.CENTER,
      pitch: TITLE_PITCH,
      keepNext: keepsLast || at < lines.length - 1,
    }),
  );

const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

const CELL_MARGIN = twips(1.2);

/** What does not fit on one line (`room` in twips) is broken before the remark of a name. */
function cellRuns(words: string, room: number, style: RunStyle & { readonly size: number }): readonly TextRun[] {
  const parts = charactersOf(words) * style.size * 20 > room ? nameAndRemark(words) : [];
  return parts.length === 0
    ? [run(words, style)]
    : parts.map((part, at) => run(part, { ...style, isOnNewLine: at > 0 }));
}

function tableOf({ columns, head, rows }: Extract<Block, { kind: 'table' }>): Table {
  const taken = columns.reduce((sum, { width }) => sum + (width ?? 0), 0);
  const rest = (TEXT.width - taken) / Math.max(1, columns.filter(({ width }) => width === null).length);
  const widths = columns.map(({ width }) => twips(width ?? rest));
  /** Rows that the one below follows on its page: the head, and all that a row names but the last of them. */
  const kept = new Set<number>();
  for (const [at, row] of rows.entries())
    for (const item of row)
      for (let below = at + (typeof item === 'string' ? 0 : (item.titleOf ?? 0)); below > at; below -= 1)
        kept.add(below - 1);
  const rowOf = (row: Row, isHead: boolean, keepNext: boolean): TableRow => {
    let column = 0;
    return new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      height: { value: twips(8.8), rule: 'atLeast' },
      children: row.map((item) => {
        const cell = typeof item === 'string' ? { text: item } : item;
        const { span = 1, size = isHead ? TYPE.no5 : TYPE.no4 } = cell;
        const covered = widths.slice(column, column + span).reduce((sum, width) => sum + width, 0);
        const align = cell.align ?? (isHead ? 'center' : (columns[column]?.align ?? 'center'));
        column += span;
        return new TableCell({
          columnSpan: span,
          width: { size: covered, type: WidthType.DXA },
          verticalAlign: VerticalAlignTable.CENTER,
          margins: { left: CELL_MARGIN, right: CELL_MARGIN },
          children: [
            line(cellRuns(cell.text, covered - 2 * CELL_MARGIN, { face: isHead ? 'hei' : 'body', size }), {
              ...{ align: ALIGN[align], pitch: twips(6), keepNext },
            }),
          ],
        });
      }),
    });
  };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(TEXT.width), type: WidthType.DXA },
    columnWidths: widths,
    rows: [rowOf(head, true, true), ...rows.map((row, at) => rowOf(row, false, kept.has(at)))],
  });
}

function blockOf(block: Block, at: number, blocks: readonly Block[]): readonly (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [line([run(block.text, { face: block.level === 1 ? 'hei' : 'kai' })], { indent: 2, keepNext: true })];
    case 'cue':
      return [line([run(block.text, { face: 'kai' })], { indent: 2 })];
    case 'table':
      return [tableOf(block)];
    case 'paragraph':
      return [
        line(
          [
            ...(block.lead === undefined ? [] : [run(`${block.lead}　`, { face: 'hei' })]),
            run(block.text, { bold: block.weight === 'bold' }),
          ],
          { indent: 2, keepNext: leadsIn(block, blocks[at + 1]) },
        ),
      ];
  }
}

/** The date stands four characters from the right edge; the office's name is centred above it as far as it fits. */
function signatureOf(
  { organization, day }: NonNullable<OfficialDocument['signature']>,
  isFollowed: boolean,
): readonly Paragraph[] {
  const date = day === null ? DATE_PLACE : officialDate(day);
  const outdent = Math.max(0, 4 + (charactersOf(date) - charactersOf(organization)) / 2);
  const right = AlignmentType.RIGHT;
  return [
    line([run('')], { keepNext: true }),
    line([run('')], { keepNext: true }),
    line([run(organization)], { align: right, outdent: Math.round(outdent * 2) / 2, keepNext: true }),
    line([run(date)], { align: right, outdent: 4, keepNext: isFollowed }),
  ];
}

function headOf({ letterhead, number, title, subtitle, addressee }: OfficialDocument): readonly Paragraph[] {
  const centred = AlignmentType.CENTER;
  const office =
    letterhead === null
      ? number === ''
        ? []
        : [line([run(number)], { align: AlignmentType.LEFT, indent: 1 }), empty()]
      : [
          line([run(letterhead, { face: 'title', size: fittingSize([letterhead], 36), color: RED })], {
            align: centred,
            pitch: twips(18),
          }),
          empty(),
          line([run(number)], { align: centred, redLineBelow: true }),
          empty(),
        ];
  return [
    ...office,
    ...titleLines(title, subtitle !== ''),
    ...(subtitle === '' ? [] : [line([run(subtitle, { face: 'kai' })], { align: centred })]),
    empty(),
    ...(addressee === '' ? [] : [line([run(`${addressee}：`)], { align: AlignmentType.LEFT })]),
  ];
}

const pageNumber = (align: Align): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: align,
        indent: align === AlignmentType.RIGHT ? { right: CHARACTER } : { left: CHARACTER },
        children: [
          new TextRun({
            children: ['— ', PageNumber.CURRENT, ' —'],
            font: FONT.song,
            size: halfPoints(TYPE.no4),
          }),
        ],
      }),
    ],
  });

/** Of a test run: at the head of every page, where an office that edits the text does not come by accident. */
const specimenHead = (): Header =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ text: SPECIMEN, font: FONT.hei, size: halfPoints(TYPE.no2), color: '8A8A8A' })],
      }),
    ],
  });

const CORE = 'docProps/core.xml';
const BODY = 'word/document.xml';
/** The earliest time a zip can hold, in whatever zone the server stands. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * Two things that the library cannot say, before the spacing of a paragraph, where the schema has them: no room is set between
 * characters and digits, and no line is pushed down to the next one of the grid after a title of another pitch.
 */
const withoutAutoSpace = (xml: string): string =>
  xml.replace(
    /<w:spacing [^>]*w:lineRule="exact"\/>/g,
    '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>$&',
  );

/** The same bytes from the same paper: the library writes the clock into the file. */
function settled(file: Uint8Array, date: Date): Uint8Array {
  const time = date.toISOString().replace(/\.\d+Z$/, 'Z');
  const parts: Zippable = {};
  for (const [name, bytes] of Object.entries(unzipSync(file))) {
    const xml = () => strFromU8(bytes);
    if (name === CORE) parts[name] = strToU8(xml().replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${time}`));
    else if (name === BODY) parts[name] = strToU8(withoutAutoSpace(xml()));
    else parts[name] = bytes;
  }
  return zipSync(parts, { mtime: NO_TIME });
}

export async function officialDocx(
  document: OfficialDocument,
  { author, date, specimen }: { readonly author: string; readonly date: Date; readonly specimen: boolean },
): Promise<Uint8Array> {
  const { attachments, closing, signature, remark, annexes, imprint } = document;
  const isFollowed = attachments.length > 0 || signature !== null;
  const children: (Paragraph | Table)[] = [
    ...headOf(document),
    ...document.blocks.flatMap(blockOf),
    // Closing, attachments, name and date stay together: no page holds a name alone (GB/T 9704-2012 7.3.5.4).
    ...(closing === '' ? [] : [line([run(closing)], { indent: 2, keepNext: isFollowed })]),
    ...(attachments.length === 0 ? [] : [line([run('')], { keepNext: true })]),
    ...attachmentLines(attachments).map((words) => line([run(words)], { indent: 2, keepNext: signature !== null })),
    ...(signature === null ? [] : signatureOf(signature, remark !== '')),
    ...(remark === '' ? [] : [line([run(`（${remark}）`)], { indent: 2 })]),
    ...(imprint === null
      ? []
      : [
          empty(),
          new Paragraph({
            border: {
              top: { style: BorderStyle.SINGLE, size: 6, space: 4 },
              bottom: { style: BorderStyle.SINGLE, size: 6, space: 4 },
            },
            tabStops: [{ type: 'right', position: twips(TEXT.width) - CHARACTER }],
            indent: { left: CHARACTER },
            children: [run(`${imprint.left}\t${imprint.right}`, { size: TYPE.no4 })],
          }),
        ]),
    ...annexes.flatMap(({ number, title, blocks }) => [
      line([run(`附件${number ?? ''}`, { face: 'hei' })], { pageBreakBefore: true }),
      empty(),
      ...titleLines([title]),
      empty(),
      ...blocks.flatMap(blockOf),
    ]),
  ];
  const file = new Document({
    title: document.title.join(''),
    creator: author,
    lastModifiedBy: author,
    description: '',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { font: FONT.body, size: halfPoints(TYPE.no3), language: { value: 'zh-CN', eastAsia: 'zh-CN' } },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(A4.width), height: twips(A4.height) },
            margin: {
              top: twips(OFFICIAL_MARGINS.top),
              right: twips(OFFICIAL_MARGINS.right),
              bottom: twips(OFFICIAL_MARGINS.bottom),
              left: twips(OFFICIAL_MARGINS.left),
              footer: twips(FOOTER_AT),
            },
          },
          grid: { type: DocumentGridType.LINES, linePitch: PITCH },
        },
        ...(specimen ? { headers: { default: specimenHead(), even: specimenHead() } } : {}),
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children,
      },
    ],
  });
  return settled(new Uint8Array(await Packer.toBuffer(file)), date);
}
