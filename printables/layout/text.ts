/** Sets single lines of text, measured and placed in millimetres by their baseline. */
import { mm, pointsToMm } from './measures.ts';
import type { Paper } from './paper.ts';
import { type Face, splitIntoRuns } from './typefaces.ts';

export const INK = '#000000';

export interface TextStyle {
  readonly face: Face;
  /** In points. */
  readonly size: number;
  readonly color?: string;
  /** Extra room after each character, in points. */
  readonly tracking?: number;
}

export type Align = 'left' | 'center' | 'right';

/** A line's width without the room after its last character. */
export function widthOf(paper: Paper, text: string, style: TextStyle): number {
  const { pdf, faces } = paper;
  let points = 0;
  for (const run of splitIntoRuns(faces, style.face, text))
    points += pdf.font(run.face).fontSize(style.size).widthOfString(run.text);
  return pointsToMm(points + (style.tracking ?? 0) * Math.max(0, [...text].length - 1));
}

/** The style in which a line is no wider than the room: smaller where it must be, with its tracking. */
export function fitting<S extends TextStyle>(paper: Paper, text: string, style: S, room: number): S {
  const width = widthOf(paper, text, style);
  if (width <= room) return style;
  // A little less, since lines are broken by the same measure.
  const scale = (0.999 * room) / width;
  return { ...style, size: style.size * scale, ...(style.tracking && { tracking: style.tracking * scale }) };
}

export function drawText(paper: Paper, text: string, x: number, baseline: number, style: TextStyle): void {
  if (text === '') return;
  const { pdf, faces } = paper;
  const tracking = style.tracking ?? 0;
  let left = mm(x);
  pdf.fillColor(style.color ?? INK);
  for (const run of splitIntoRuns(faces, style.face, text)) {
    pdf.font(run.face).fontSize(style.size);
    pdf.text(run.text, left, mm(baseline), { lineBreak: false, baseline: 'alphabetic', characterSpacing: tracking });
    left += pdf.widthOfString(run.text) + tracking * [...run.text].length;
  }
}

/** Places a line inside a box `width` wide that begins at `x`. */
export function drawAligned(
  paper: Paper,
  text: string,
  x: number,
  width: number,
  baseline: number,
  align: Align,
  style: TextStyle,
): void {
  const slack = align === 'left' ? 0 : width - widthOf(paper, text, style);
  drawText(paper, text, x + (align === 'center' ? slack / 2 : slack), baseline, style);
}

/** More room than this between characters, in ems, looks worse than a ragged line. */
const LARGEST_GAP = 0.25;

/** Spreads a line over the whole width by the room between its characters, where there is little to spread. */
export function drawJustified(
  paper: Paper,
  text: string,
  x: number,
  width: number,
  baseline: number,
  style: TextStyle,
): void {
  const gaps = [...text].length - 1;
  const slack = width - widthOf(paper, text, style);
  const spread = gaps > 0 ? mm(slack) / gaps : 0;
  const tracking = (style.tracking ?? 0) + (spread <= LARGEST_GAP * style.size ? spread : 0);
  drawText(paper, text, x, baseline, { ...style, tracking });
}

/** From the middle of a line of Chinese characters to its baseline, in millimetres. */
export const middleToBaseline = (size: number): number => pointsToMm(size * 0.37);
