/** Lines to be signed by hand: a role, a printed name, and room for the pen. */
import { ensureRoom, type Flow } from './flow.ts';
import { mm } from './measures.ts';
import { artifact, content, type Element, element } from './structure.ts';
import { drawText, INK, middleToBaseline, type TextStyle, widthOf } from './text.ts';

export interface Signatory {
  readonly role: string;
  /** Printed before the line where it is known. */
  readonly name: string;
}

/** Two to a row, each line at least 35 mm long. */
export function signatureLines(
  flow: Flow,
  parent: Element,
  signatories: readonly Signatory[],
  style: TextStyle,
  rowHeight = 12,
): void {
  const { paper } = flow;
  const columns = 2;
  const gutter = 8;
  const cell = (flow.width - gutter * (columns - 1)) / columns;
  for (let index = 0; index < signatories.length; index += columns) {
    ensureRoom(flow, rowHeight);
    const baseline = flow.y + rowHeight / 2 + middleToBaseline(style.size);
    signatories.slice(index, index + columns).forEach(({ role, name }, column) => {
      const x = flow.left + column * (cell + gutter);
      const label = name === '' ? `${role}：` : `${role} ${name}：`;
      element(paper, parent, 'P', (inside) =>
        content(paper, inside, 'P', () => drawText(paper, label, x, baseline, style)),
      );
      artifact(paper, () => {
        const from = x + widthOf(paper, label, style) + 1;
        const to = Math.max(x + cell, from + 35);
        paper.pdf
          .lineWidth(0.5)
          .strokeColor(INK)
          .moveTo(mm(from), mm(baseline + 1.2))
          .lineTo(mm(to), mm(baseline + 1.2))
          .stroke();
      });
    });
    flow.y += rowHeight;
  }
}
