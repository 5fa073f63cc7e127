/** Lines to be signed by hand: a role, a printed name, and room for the pen. */
import { ensureRoom, type Flow } from './flow.ts';
import { mm } from './measures.ts';
import { artifact, content, type Element, element } from './structure.ts';
import { drawText, fitting, INK, middleToBaseline, type TextStyle, widthOf } from './text.ts';

export interface Signatory {
  readonly role: string;
  /** Printed before the line where it is known. */
  readonly name: string;
}

interface Layout {
  readonly columns?: number;
  readonly rowHeight?: number;
}

interface PlacedLabel {
  readonly label: string;
  readonly style: TextStyle;
  /** In millimetres from the left edge of the flow to the label and to the end of the line behind it. */
  readonly from: number;
  readonly to: number;
}

/** `columns` to a row; a long name has as many of them as it needs to be read. */
function rowsOf(
  { paper, width }: Flow,
  signatories: readonly Signatory[],
  style: TextStyle,
  { columns = 3 }: Layout,
): readonly (readonly PlacedLabel[])[] {
  const cell = (width - GUTTER * (columns - 1)) / columns;
  const endOf = (cells: number): number => cells * (cell + GUTTER) - GUTTER;
  const rows: PlacedLabel[][] = [];
  let used = columns;
  for (const { role, name } of signatories) {
    const label = name === '' ? `${role}：` : `${role} ${name}：`;
    let cells = 1;
    let own = fitting(paper, label, style, endOf(cells) - SHORTEST_LINE);
    while (cells < columns && own.size < SMALLEST * style.size) {
      cells += 1;
      own = fitting(paper, label, style, endOf(cells) - SHORTEST_LINE);
    }
    if (used + cells > columns) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push({ label, style: own, from: used * (cell + GUTTER), to: endOf(used + cells) });
    used += cells;
  }
  return rows;
}

/** What `signatureLines` takes of a page. */
export const signatureHeight = (
  flow: Flow,
  signatories: readonly Signatory[],
  style: TextStyle,
  layout: Layout = {},
): number => rowsOf(flow, signatories, style, layout).length * (layout.rowHeight ?? ROW_HEIGHT);

/** What is left of a cell beside the label is the line. */
export function signatureLines(
  flow: Flow,
  parent: Element,
  signatories: readonly Signatory[],
  style: TextStyle,
  layout: Layout = {},
): void {
  const { paper } = flow;
  const { rowHeight = ROW_HEIGHT } = layout;
  for (const row of rowsOf(flow, signatories, style, layout)) {
    ensureRoom(flow, rowHeight);
    const baseline = flow.y + rowHeight / 2 + middleToBaseline(style.size);
    for (const { label, style: own, from, to } of row) {
      const x = flow.left + from;
      element(paper, parent, 'P', (inside) => {
        content(paper, inside, 'P', () => drawText(paper, label, x, baseline, own));
      });
      artifact(paper, () => {
        const y = mm(baseline + 1.2);
        paper.pdf
          .lineWidth(0.5)
          .strokeColor(INK)
          .moveTo(mm(x + widthOf(paper, label, own) + 0.5), y)
          .lineTo(mm(flow.left + to), y)
          .stroke();
      });
    }
    flow.y += rowHeight;
  }
}

const GUTTER = 5;
const ROW_HEIGHT = 11;
/** A signature needs this much room, in millimetres; a long name before it is set smaller instead, and a longer one over more columns. */
const SHORTEST_LINE = 18;
/** Of the size: what is smaller is hard to read beside the others. */
const SMALLEST = 0.8;
