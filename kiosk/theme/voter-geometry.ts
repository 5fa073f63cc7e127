/**
 * Where things stand on a voter screen, in millimetres (UX 2, geometry check): header and footer, mark buttons,
 * candidates on a page. Pure, so that the minimum sizes are tested without a browser.
 *
 * A large screen stands farther away: there everything is drawn larger by `unit`, and the numbers below are multiplied by it.
 */
import type { ScreenMm } from './scale.ts';
import type { TextSize } from './text-size.ts';

export type VoterGeometry = {
  readonly isLarge: boolean;
  /** Real millimetres to one millimetre of the drawing. */
  readonly unit: number;
  /** The sheet in millimetres of the drawing, and its parts. */
  readonly widthMm: number;
  readonly heightMm: number;
  readonly headerMm: number;
  readonly footerMm: number;
  readonly markWidthMm: number;
  readonly markHeightMm: number;
  /** Candidates on one ballot page, before balancing. */
  readonly rowsPerPage: number;
  /** Names to tick on one page of a recommendation. */
  readonly tickRows: number;
  readonly tickColumns: number;
  /** Rows in one column of the review page, and its columns. */
  readonly reviewRows: number;
  readonly reviewColumns: number;
};

const GAP_MM = 5;
const MOST_ROWS = 6;
const LARGE_SCREEN_MM = 200;
const LARGE_UNIT = 1.22;

const MARK = {
  standard: { widthMm: 24, heightMm: 20 },
  large: { widthMm: 24, heightMm: 22 },
  'extra-large': { widthMm: 28, heightMm: 25 },
  largest: { widthMm: 34, heightMm: 31 },
} as const satisfies Record<TextSize, { widthMm: number; heightMm: number }>;

/** Width of a name to tick: a sign and four characters, longer ones in two lines. */
const TICK_MM = { standard: 60, large: 62, 'extra-large': 74, largest: 88 } as const satisfies Record<TextSize, number>;
const SIDES_MM = 14;

/** Height of a review row with its [修改] button of at least 16 mm. */
const REVIEW_ROW_MM = { standard: 22, large: 23.2, 'extra-large': 28, largest: 33 } as const satisfies Record<
  TextSize,
  number
>;

/** No voter screen is laid out for it: a name and three marks need the long side (UX 2, geometry check). */
export const isUpright = ({ widthMm, heightMm }: ScreenMm): boolean => heightMm > widthMm;

export function voterGeometry(screen: ScreenMm, size: TextSize): VoterGeometry {
  const isLarge = Math.min(screen.widthMm, screen.heightMm) >= LARGE_SCREEN_MM;
  const unit = isLarge ? LARGE_UNIT : 1;
  const heightMm = screen.heightMm / unit;
  const [headerMm, footerMm] = isLarge ? [35 / unit, 30 / unit] : [22, 20];
  const available = heightMm - headerMm - footerMm;
  const mark = MARK[size];
  const fit = (rowMm: number, most: number) => Math.max(1, Math.min(most, Math.floor(available / rowMm)));
  return {
    isLarge,
    unit,
    widthMm: screen.widthMm / unit,
    heightMm,
    headerMm,
    footerMm,
    markWidthMm: mark.widthMm + (isLarge ? 6 : 0),
    markHeightMm: mark.heightMm,
    rowsPerPage: fit(mark.heightMm + GAP_MM, MOST_ROWS),
    tickRows: fit(mark.heightMm + GAP_MM, MOST_ROWS),
    tickColumns: Math.max(
      1,
      Math.min(3, Math.floor((screen.widthMm / unit - SIDES_MM + GAP_MM) / (TICK_MM[size] + GAP_MM))),
    ),
    reviewRows: fit(REVIEW_ROW_MM[size], 8),
    reviewColumns: 2,
  };
}

/** As many pages as needed, filled evenly: 7 on pages of 6 is 4 + 3, not 6 + 1. */
export function pagesOf(count: number, rowsPerPage: number): readonly (readonly number[])[] {
  const pages = Math.max(1, Math.ceil(count / rowsPerPage));
  const least = Math.floor(count / pages);
  const larger = count % pages;
  let next = 0;
  return Array.from({ length: pages }, (_, page) =>
    Array.from({ length: least + (page < larger ? 1 : 0) }, () => {
      next += 1;
      return next - 1;
    }),
  );
}
