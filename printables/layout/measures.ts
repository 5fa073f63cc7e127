/** Lengths on paper are millimetres, sizes of type are points; a PDF counts in points of 1/72 inch. */

const POINTS_PER_MM = 72 / 25.4;

export const mm = (length: number): number => length * POINTS_PER_MM;

export const pointsToMm = (points: number): number => points / POINTS_PER_MM;

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

export const A4: PageSize = { width: 210, height: 297 };

export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** GB/T 9704-2012: type area 156 × 225 mm. */
export const OFFICIAL_MARGINS: Margins = { top: 37, right: 26, bottom: 35, left: 28 };

/** Chinese type sizes in points: 二号, 小二, 三号, 小三, 四号, 小四, 五号, 小五. */
export const TYPE = {
  no2: 22,
  no2Small: 18,
  no3: 16,
  no3Small: 15,
  no4: 14,
  no4Small: 12,
  no5: 10.5,
  no5Small: 9,
} as const;
