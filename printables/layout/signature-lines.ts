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

/** `columns` to a row; what is left of a cell beside the label is the line. */
export function signatureLines(
  flow: Flow,
  parent: Element,
  signatories: readonly Signatory[],
  style: TextStyle,
  { columns = 3, rowHeight = 11 }: { readonly columns?: number; readonly rowHeight?: number } = {},
): void {
  const { paper } = flow;
  const gutter = 5;
  const cell = (flow.width - gutter * (columns - 1)) / columns;
  for (let index = 0; index < signatories.length; index += columns) {
    ensureRoom(flow, rowHeight);
    const baseline = flow.y + rowHeight / 2 + middleToBaseline(style.size);
    signatories.slice(index, index + columns).forEach(({ role, name }, column) => {
      const x = flow.left + column * (cell + gutter);
      const label = name === '' ? `${role}：` : `${role} ${name}：`;
      const labelStyle = fitting(paper, label, style, cell - SHORTEST_LINE);
      element(paper, parent, 'P', (inside) => {
        content(paper, inside, 'P', () => drawText(paper, label, x, baseline, labelStyle));
      });
      artifact(paper, () => {
        const from = x + widthOf(paper, label, labelStyle) + 0.5;
        const y = mm(baseline + 1.2);
        paper.pdf
          .lineWidth(0.5)
          .strokeColor(INK)
          .moveTo(mm(from), y)
          .lineTo(mm(x + cell), y)
          .stroke();
      });
    });
    flow.y += rowHeight;
  }
}

/** A signature needs this much room, in millimetres; a long name before it is set smaller instead. */
const SHORTEST_LINE = 18;
