/** A QR symbol on paper: vector modules, a quiet zone, a text for those who cannot see it. */
import { QUIET_ZONE, qrModules } from '../qr/modules.ts';
import { qrPath } from '../qr/path.ts';
import { mm } from './measures.ts';
import type { Paper } from './paper.ts';
import { content, type Element, element } from './structure.ts';
import { INK } from './text.ts';

export interface QrFigure {
  readonly text: string;
  /** What the code is, read aloud in its place. */
  readonly alt: string;
  /** Left and upper edge and side of the dark symbol; the quiet zone lies outside. */
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** Room that must stay white around a symbol of this side. */
export const quietZone = (text: string, side: number): number => (side / qrModules(text).size) * QUIET_ZONE;

export function qrFigure(paper: Paper, parent: Element, { text, alt, x, y, side }: QrFigure): void {
  const modules = qrModules(text);
  element(
    paper,
    parent,
    'Figure',
    (inside) =>
      content(paper, inside, 'Figure', () => {
        const { pdf } = paper;
        pdf.save();
        pdf.translate(mm(x), mm(y)).scale(mm(side) / modules.size);
        pdf.path(qrPath(modules)).fill(INK);
        pdf.restore();
      }),
    alt,
  );
}
