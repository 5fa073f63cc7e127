/**
 * Where things stand on a voter screen, in millimetres (UX 2, geometry check): header and footer, mark buttons,
 * candidates on a page. Pure, so that the minimum sizes are tested without a browser.
 */
import type { ScreenMm } from './scale.ts';
import type { TextSize } from './text-size.ts';

export type VoterGeometry = {
  readonly isLarge: boolean;
  readonly headerMm: number;
  readonly footerMm: number;
  readonly markWidthMm: number;
  readonly markHeightMm: number;
  /** Candidates on one ballot page, before balancing. */
  readonly rowsPerPage: number;
  /** Rows in one column of the review page, and its columns. */
  readonly reviewRows: number;
  readonly reviewColumns: number;
};

const GAP_MM = 5;
const MOST_ROWS = 6;

const MARK = {
  standard: { widthMm: 24, heightMm: 20 },
  large: { widthMm: 24, heightMm: 22 },
  'extra-large': { widthMm: 28, heightMm: 25 },
  largest: { widthMm: 34, heightMm: 31 },
} as const satisfies Record<TextSize, { widthMm: number; heightMm: number }>;

/** Height of a review row with its [修改] button of at least 16 mm. */
const REVIEW_ROW_MM = { standard: 21.2, large: 21.2, 'extra-large': 23, largest: 28 } as const satisfies Record<
  TextSize,
  number
>;

export function voterGeometry(screen: ScreenMm, size: TextSize): VoterGeometry {
  const isLarge = screen.heightMm >= 200;
  const [headerMm, footerMm] = isLarge ? [35, 30] : [22, 20];
  const available = screen.heightMm - headerMm - footerMm;
  const { widthMm, heightMm } = MARK[size];
  const fit = (rowMm: number, most: number) => Math.max(1, Math.min(most, Math.floor(available / rowMm)));
  return {
    isLarge,
    headerMm,
    footerMm,
    markWidthMm: isLarge ? widthMm + 8 : widthMm,
    markHeightMm: heightMm,
    rowsPerPage: fit(heightMm + GAP_MM, MOST_ROWS),
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
