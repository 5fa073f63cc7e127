/** Ruled tables: cells wrap, a row never breaks, the head is repeated on every page. */

import { type Flow, newPage, roomLeft } from './flow.ts';
import { breakLines, nameAndRemark } from './line-breaking.ts';
import { mm } from './measures.ts';
import { artifact, content, type Element, element } from './structure.ts';
import { type Align, drawAligned, INK, middleToBaseline, type TextStyle, widthOf } from './text.ts';

export interface Column {
  /** In millimetres; the columns of a table together fill its width. */
  readonly width: number;
  readonly align?: Align;
}

export interface Cell {
  readonly text: string;
  readonly style?: Partial<TextStyle>;
  readonly align?: Align;
  /** Columns it covers, 1 unless told. */
  readonly span?: number;
  readonly isHeading?: boolean;
  /** It names this many rows below it, and stands on their page. */
  readonly titleOf?: number;
}

export type Row = readonly (Cell | string)[];

export interface TableStyle extends TextStyle {
  /** Line pitch inside a cell. */
  readonly pitch: number;
  readonly minHeight: number;
  readonly padding?: number;
  readonly headFace?: TextStyle['face'];
  readonly headSize?: number;
}

interface PlacedCell {
  readonly cell: Cell;
  readonly x: number;
  readonly width: number;
  readonly style: TextStyle;
  readonly align: Align;
  readonly lines: readonly string[];
}

/** The lines of a cell; what does not fit on one is broken before the remark, if that gives two. */
function cellLines(text: string, room: number, measure: (line: string) => number): readonly string[] {
  const lines = breakLines(text, room, room, measure);
  const parts = nameAndRemark(text);
  return lines.length > 1 && parts.length > 0 && parts.every((part) => measure(part) <= room) ? parts : lines;
}

const THIN = 0.5;
const THICK = 1;

function place(
  flow: Flow,
  columns: readonly Column[],
  row: Row,
  style: TableStyle,
  isHead: boolean,
): readonly PlacedCell[] {
  const padding = style.padding ?? 1.5;
  let column = 0;
  let x = flow.left;
  return row.map((item) => {
    const cell = typeof item === 'string' ? { text: item } : item;
    const covered = columns.slice(column, column + (cell.span ?? 1));
    const width = covered.reduce((sum, { width }) => sum + width, 0);
    const isHeading = isHead || cell.isHeading === true;
    const face = isHeading ? (style.headFace ?? style.face) : style.face;
    const own: TextStyle = { face, size: isHead ? (style.headSize ?? style.size) : style.size, ...cell.style };
    const lines = cellLines(cell.text, width - 2 * padding, (line) => widthOf(flow.paper, line, own));
    const placed = {
      cell: { ...cell, isHeading },
      x,
      width,
      style: own,
      align: cell.align ?? (isHead ? 'center' : (covered[0]?.align ?? 'center')),
      lines,
    };
    column += cell.span ?? 1;
    x += width;
    return placed;
  });
}

const heightOf = (cells: readonly PlacedCell[], style: TableStyle): number =>
  Math.max(style.minHeight, ...cells.map(({ lines }) => lines.length * style.pitch + 2 * (style.padding ?? 1.5)));

function drawRow(flow: Flow, table: Element, cells: readonly PlacedCell[], height: number, style: TableStyle): void {
  const { paper } = flow;
  const padding = style.padding ?? 1.5;
  element(paper, table, 'TR', (row) => {
    for (const { cell, x, width, style: own, align, lines } of cells) {
      const tag = cell.isHeading === true ? 'TH' : 'TD';
      element(paper, row, tag, (inside) => {
        const first = flow.y + (height - lines.length * style.pitch) / 2;
        content(paper, inside, tag, () => {
          for (const [index, line] of lines.entries()) {
            const baseline = first + (index + 0.5) * style.pitch + middleToBaseline(own.size);
            drawAligned(paper, line, x + padding, width - 2 * padding, baseline, align, own);
          }
        });
      });
    }
  });
  artifact(paper, () => {
    paper.pdf.lineWidth(THIN).strokeColor(INK);
    for (const { x, width } of cells) paper.pdf.rect(mm(x), mm(flow.y), mm(width), mm(height));
    paper.pdf.stroke();
  });
  flow.y += height;
}

const titled = (cells: readonly PlacedCell[]): number => Math.max(0, ...cells.map(({ cell }) => cell.titleOf ?? 0));

const heightOfAll = (rows: readonly (readonly PlacedCell[])[], style: TableStyle): number =>
  rows.reduce((sum, cells) => sum + heightOf(cells, style), 0);

/** The row and those it names; where they are more than a page, the row and the next one. */
function heightTogether(rows: readonly (readonly PlacedCell[])[], at: number, page: number, style: TableStyle): number {
  const under = titled(rows[at] ?? []);
  const whole = heightOfAll(rows.slice(at, at + 1 + under), style);
  return under === 0 || whole <= page ? whole : heightOfAll(rows.slice(at, at + 2), style);
}

/** What of a table stands on the page on which it begins, at least: its head, and its first rows. */
export function tableBeginning(
  flow: Flow,
  columns: readonly Column[],
  head: readonly Row[],
  rows: readonly Row[],
  style: TableStyle,
): number {
  const placed = (some: readonly Row[], isHead: boolean) => some.map((row) => place(flow, columns, row, style, isHead));
  const headHeight = heightOfAll(placed(head, true), style);
  return headHeight + heightTogether(placed(rows, false), 0, flow.bottom - flow.top - headHeight, style);
}

export function table(
  flow: Flow,
  parent: Element,
  columns: readonly Column[],
  head: readonly Row[],
  rows: readonly Row[],
  style: TableStyle,
): void {
  const { paper } = flow;
  const heads = head.map((row) => place(flow, columns, row, style, true));
  const headHeight = heightOfAll(heads, style);
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  let start = flow.y;
  const outline = () =>
    artifact(paper, () => {
      paper.pdf
        .lineWidth(THICK)
        .strokeColor(INK)
        .rect(mm(flow.left), mm(start), mm(width), mm(flow.y - start))
        .stroke();
    });
  element(paper, parent, 'Table', (inside) => {
    const drawHeads = () => {
      start = flow.y;
      for (const cells of heads) drawRow(flow, inside, cells, heightOf(cells, style), style);
    };
    const placed = rows.map((row) => place(flow, columns, row, style, false));
    const page = flow.bottom - flow.top - headHeight;
    if (headHeight + heightTogether(placed, 0, page, style) > roomLeft(flow) && flow.y > flow.top) newPage(flow);
    drawHeads();
    for (const [at, cells] of placed.entries()) {
      if (heightTogether(placed, at, page, style) > roomLeft(flow) + 1e-6) {
        outline();
        newPage(flow);
        drawHeads();
      }
      drawRow(flow, inside, cells, heightOf(cells, style), style);
    }
    outline();
  });
}
