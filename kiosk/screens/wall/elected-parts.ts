/** Who is elected as pictures of the big screen (B8): each ballot for itself, and never more names than can stand there large. */
import type { ScreenState } from '../../../server/contract/screen.ts';
import { linesOf, pagesOfLines, widthOf } from './picture-room.ts';

export type ElectedContest = NonNullable<ScreenState['elected']>[number];

export type ElectedPart = {
  readonly contest: ElectedContest;
  readonly names: readonly string[];
  /** Who still has to be confirmed is said after the last name. */
  readonly isLast: boolean;
  readonly number: number;
  readonly of: number;
};

/** Of a line of names in their own, larger size: their width in characters and the gap between two of them. */
const NAMES_WIDTH = 14;
const GAP = 1;
const LINES = 5;
const LINES_OF_SENTENCE = 2;

/** Names flow: which line each begins on does not matter, only how many lines a picture has. */
function pagesOfNames(names: readonly string[], isSentenceBelow: boolean): readonly (readonly string[])[] {
  const longest = Math.max(...names.map(widthOf), 1);
  const beside = Math.max(1, Math.floor((NAMES_WIDTH + GAP) / (longest + GAP)));
  const rows = Array.from({ length: Math.ceil(names.length / beside) }, (_, row) =>
    names.slice(row * beside, (row + 1) * beside),
  );
  const heights = rows.map((row) => Math.max(...row.map((name) => linesOf(name, NAMES_WIDTH))));
  const pages = pagesOfLines(isSentenceBelow ? [...heights, LINES_OF_SENTENCE] : heights, LINES);
  return pages.map((page) => page.flatMap((row) => rows[row] ?? []));
}

export function electedParts(elected: readonly ElectedContest[]): readonly ElectedPart[] {
  return elected.flatMap((contest) => {
    const pages = pagesOfNames(contest.names, contest.unconfirmed.length > 0);
    return pages.map((names, at) => ({
      contest,
      names,
      isLast: at === pages.length - 1,
      number: at + 1,
      of: pages.length,
    }));
  });
}
