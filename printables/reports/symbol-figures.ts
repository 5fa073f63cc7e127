/** The QR codes of Symbol A or B in rows of two, each with its number (specification §9). */
import { ensureRoom, type Flow } from '../layout/flow.ts';
import { TYPE } from '../layout/measures.ts';
import { qrFigure } from '../layout/qr-figure.ts';
import { content, type Element, element } from '../layout/structure.ts';
import { drawAligned } from '../layout/text.ts';

/** Specification §9: at least 60 mm, so that a photocopy still reads; a single code has room to be larger. */
const symbolSide = (symbols: number): number => (symbols === 1 ? 84 : 66);

const COLUMNS = 2;
const CAPTION = 8;
const GAP = 8;
const QUIET = 5;

/** `name`: 核对码 A or 核对码 B. */
export function symbolFigures(flow: Flow, parent: Element, name: string, texts: readonly string[]): void {
  const side = symbolSide(texts.length);
  for (let index = 0; index < texts.length; index += COLUMNS) {
    const row = texts.slice(index, index + COLUMNS);
    ensureRoom(flow, side + 2 * QUIET + CAPTION);
    const width = row.length * side + (row.length - 1) * (GAP + 2 * QUIET);
    row.forEach((text, column) => {
      const number = index + column + 1;
      const x = flow.left + (flow.width - width) / 2 + column * (side + GAP + 2 * QUIET);
      const alt = `${name}，第 ${number} 个，共 ${texts.length} 个`;
      qrFigure(flow.paper, parent, { text, alt, x, y: flow.y + QUIET, side });
      const caption = `${name}　${number}／${texts.length}`;
      const y = flow.y + side + 2 * QUIET + 3.5;
      element(flow.paper, parent, 'P', (inside) =>
        content(flow.paper, inside, 'P', () =>
          drawAligned(flow.paper, caption, x, side, y, 'center', { face: 'sans', size: TYPE.no5Small }),
        ),
      );
    });
    flow.y += side + 2 * QUIET + CAPTION;
  }
}
