import { describe, expect, it } from 'vitest';
import type { TextSize } from './text-size.ts';
import { isUpright, pagesOf, voterGeometry } from './voter-geometry.ts';

const TABLET = { widthMm: 217, heightMm: 136 };
const MONITOR = { widthMm: 476, heightMm: 268 };
const SIZES: readonly TextSize[] = ['standard', 'large', 'extra-large', 'largest'];

const taps = (candidates: number, screen: typeof TABLET) => {
  const { rowsPerPage, reviewRows, reviewColumns } = voterGeometry(screen, 'large');
  const pages = pagesOf(candidates, rowsPerPage).length;
  const reviewPages = pagesOf(candidates, reviewRows * reviewColumns).length;
  return 1 + candidates + pages + 1 + (reviewPages - 1);
};

describe('the geometry of voter screens (UX 2, 5.3)', () => {
  it('shows three candidates on a tablet, two in the largest size, six on a 21.5-inch screen', () => {
    expect(voterGeometry(TABLET, 'large').rowsPerPage).toBe(3);
    expect(voterGeometry(TABLET, 'largest').rowsPerPage).toBe(2);
    expect(voterGeometry(MONITOR, 'large').rowsPerPage).toBe(6);
  });

  it('takes a tablet that stands upright for a tablet, and says that it stands upright', () => {
    const upright = { widthMm: TABLET.heightMm, heightMm: TABLET.widthMm };
    expect(voterGeometry(upright, 'large').isLarge).toBe(false);
    expect([isUpright(upright), isUpright(TABLET), isUpright(MONITOR)]).toEqual([true, false, false]);
  });

  it('needs the taps of UX 5.3: candidates + pages + 2, one more for each further review page', () => {
    expect(taps(6, MONITOR)).toBe(9);
    expect(taps(6, TABLET)).toBe(10);
    expect(taps(7, MONITOR)).toBe(11);
    expect(taps(7, TABLET)).toBe(12);
    expect(taps(1, TABLET)).toBe(4);
    expect(taps(13, TABLET)).toBe(21);
  });

  it('keeps marks at 20 × 18 mm or more and gaps at 5 mm or more in all sizes (UX 6.7)', () => {
    for (const screen of [TABLET, MONITOR]) {
      for (const size of SIZES) {
        const place = voterGeometry(screen, size);
        expect(place.markWidthMm * place.unit).toBeGreaterThanOrEqual(20);
        expect(place.markHeightMm * place.unit).toBeGreaterThanOrEqual(18);
        const rowMm = (place.heightMm - place.headerMm - place.footerMm) / place.rowsPerPage;
        expect(rowMm - place.markHeightMm).toBeGreaterThanOrEqual(5);
        const reviewRowMm = (place.heightMm - place.headerMm - place.footerMm) / place.reviewRows;
        expect(reviewRowMm - 16.2).toBeGreaterThanOrEqual(5);
      }
    }
  });

  it('fills pages evenly and loses nobody', () => {
    expect(pagesOf(7, 6)).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6],
    ]);
    expect(pagesOf(13, 3).map((page) => page.length)).toEqual([3, 3, 3, 2, 2]);
    expect(pagesOf(0, 3)).toEqual([[]]);
  });
});
