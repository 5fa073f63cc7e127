/** What slips on an 80 mm roll are made of: centred lines one below the other. */
import { breakLines } from '../layout/line-breaking.ts';
import { mm } from '../layout/measures.ts';
import { openPaper, type Paper } from '../layout/paper.ts';
import { artifact, content, type Element, element } from '../layout/structure.ts';
import { drawAligned, INK, type TextStyle, widthOf } from '../layout/text.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { SLIP_SIZE } from '../qr/slip-size.ts';

const { roll: ROLL, inset: INSET, height: HEIGHT } = SLIP_SIZE;
const WIDTH = ROLL - 2 * INSET;

export const SLIP_TEXT = {
  heading: { face: 'sans-bold', size: 16, tracking: 1 },
  body: { face: 'sans', size: 9.5 },
  small: { face: 'sans', size: 7.5 },
  code: { face: 'sans-bold', size: 15 },
} as const satisfies Record<string, TextStyle>;

export const beginSlip = (slip: {
  readonly title: string;
  readonly organization: string;
  /** The meeting's day, which dates the file only. */
  readonly day: string;
  readonly fonts: FontFiles;
  readonly isSpecimen: boolean;
}): Paper =>
  openPaper({
    title: slip.title,
    author: slip.organization,
    date: new Date(`${slip.day}T00:00:00Z`),
    fonts: slip.fonts,
    size: { width: ROLL, height: HEIGHT },
    specimen: slip.isSpecimen,
  });

/** Gives the place below it. */
export function slipBlock(
  paper: Paper,
  parent: Element,
  text: string,
  top: number,
  pitch: number,
  style: TextStyle,
): number {
  const lines = breakLines(text, WIDTH, WIDTH, (line) => widthOf(paper, line, style));
  element(paper, parent, 'P', (inside) => {
    content(paper, inside, 'P', () => {
      for (const [index, line] of lines.entries())
        drawAligned(paper, line, INSET, WIDTH, top + (index + 0.75) * pitch, 'center', style);
    });
  });
  return top + lines.length * pitch;
}

/** Across the roll, from so far left. */
export function slipRule(paper: Paper, y: number, left: number = INSET): void {
  artifact(paper, () => {
    paper.pdf
      .lineWidth(0.8)
      .strokeColor(INK)
      .moveTo(mm(left), mm(y))
      .lineTo(mm(ROLL - INSET), mm(y))
      .stroke();
  });
}
