/**
 * How much stands on one picture of the big screen when its smallest text is a twentieth of the height (UX 5.6): reckoned for the narrowest
 * picture, 4:3, so that a page is the same page on every projector. The unit is the size of that text.
 */
import type { Text } from '../../session/language.ts';

/** Between the margins, in text sizes. */
export const LINE_WIDTH = 21.6;
/** Lines of a table below the title of the meeting and the heading. */
export const TABLE_LINES = 10;
/** Left and right of what stands in a cell, together. */
const CELL_PADDING = 0.6;

/** A Chinese character fills its square, anything else a little over half of it. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e7f || character === '·' ? 1 : 0.57;
  return width;
}

export const linesOf = (text: string, width: number = LINE_WIDTH): number =>
  Math.max(1, Math.ceil(widthOf(text) / Math.max(width, 1)));

/** What is left for names beside columns with these heads; a number has at most three digits. */
export function nameWidth(heads: readonly string[]): number {
  const taken = heads.reduce((sum, head) => sum + Math.max(widthOf(head), 3 * 0.57) + CELL_PADDING, 0);
  return LINE_WIDTH - CELL_PADDING - taken;
}

/** Places of the rows on each picture: as few pictures as hold their lines, filled evenly; a picture is never empty. */
export function pagesOfLines(lines: readonly number[], room: number): readonly (readonly number[])[] {
  const filled = (most: number): readonly number[][] => {
    const pages: number[][] = [[]];
    let used = 0;
    for (const [at, height] of lines.entries()) {
      if (used > 0 && used + height > most) {
        pages.push([]);
        used = 0;
      }
      pages.at(-1)?.push(at);
      used += height;
    }
    return pages;
  };
  const fewest = filled(room).length;
  let most = Math.max(1, Math.ceil(lines.reduce((sum, height) => sum + height, 0) / fewest));
  while (most < room && filled(most).length > fewest) most += 1;
  return filled(Math.min(most, room));
}

export const sayIn = (language: keyof Text) => (text: Text) => text[language];
