/** 样票 across a whole page of a test run, or of a ballot shown before its meeting, below everything else that is drawn on it (UX 6.34, O4). */
import { mm } from './measures.ts';
import type { Paper } from './paper.ts';
import { artifact } from './structure.ts';

/** Light enough to read a code through it, dark enough to survive a photocopy. */
const GREY = '#d0d0d0';
const POINTS = 17;
/** So close that every card of a sheet, and a slip of any length, has the words whole. */
const ROW_MM = 27;
const COLUMN_MM = 62;
const DEGREES = -24;

export function markSpecimen(paper: Paper, words: string): void {
  const { pdf, faces, size } = paper;
  const face = faces.has('sans-bold') ? 'sans-bold' : [...faces.keys()][0];
  if (face === undefined) throw new Error('specimen: a paper without any typeface');
  artifact(paper, () => {
    pdf.save();
    pdf.font(face).fontSize(POINTS).fillColor(GREY);
    for (let row = 0, y = 14; y < size.height; row += 1, y += ROW_MM)
      for (let x = 4 - (row % 2) * (COLUMN_MM / 2); x < size.width; x += COLUMN_MM) {
        pdf.save();
        pdf.rotate(DEGREES, { origin: [mm(x), mm(y)] });
        pdf.text(words, mm(x), mm(y), { lineBreak: false });
        pdf.restore();
      }
    pdf.restore();
  });
}
