/** Page numbers, drawn when all pages are there. */
import { type Margins, pointsToMm, TYPE } from './measures.ts';
import type { Paper } from './paper.ts';
import { artifact } from './structure.ts';
import { type Align, drawAligned, drawText, type TextStyle, widthOf } from './text.ts';

function onPage(paper: Paper, index: number, draw: () => void): void {
  paper.pdf.switchToPage(index);
  artifact(paper, draw, 'Pagination');
}

/**
 * GB/T 9704-2012 7.5: 四号 digits between two dashes, 7 mm below the type area, one character in from its edge: odd numbers on
 * the right, even ones on the left. The first of the pages is number 1.
 */
export function officialPageNumbers(paper: Paper, from: number, to: number, margins: Margins): void {
  const style: TextStyle = { face: 'serif', size: TYPE.no4 };
  const character = pointsToMm(TYPE.no4);
  for (let index = from; index < to; index += 1) {
    const number = index - from + 1;
    const text = `— ${number} —`;
    const baseline = paper.size.height - margins.bottom + 7 + character / 2;
    const left =
      number % 2 === 1
        ? paper.size.width - margins.right - character - widthOf(paper, text, style)
        : margins.left + character;
    onPage(paper, index, () => drawText(paper, text, left, baseline, style));
  }
}

export interface Footer {
  readonly text: string;
  readonly align: Align;
}

/** One line at the foot of every page from `from` to before `to`. */
export function footers(
  paper: Paper,
  from: number,
  to: number,
  margins: Margins,
  style: TextStyle,
  lines: (number: number, of: number) => readonly Footer[],
): void {
  for (let index = from; index < to; index += 1)
    onPage(paper, index, () => {
      for (const { text, align } of lines(index - from + 1, to - from))
        drawAligned(
          paper,
          text,
          margins.left,
          paper.size.width - margins.left - margins.right,
          paper.size.height - margins.bottom + 8,
          align,
          style,
        );
    });
}
