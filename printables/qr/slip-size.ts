/**
 * Sizes of the 查验单 in millimetres, counted in dots of a 203 dpi thermal head: edges of modules that lie between two dots come
 * out ragged, and every scanner pays for it. The page is whole dots, too, since a PDF counts from its lower edge.
 */

/** One dot. */
export const DOT = 25.4 / 203;

/** An 80 mm roll, of which the head reaches 72 mm. */
const ROLL_DOTS = 638;
const HEIGHT_DOTS = 1102;
const PRINTABLE_DOTS = 576;

/** 0.75 mm: an address of about 230 characters then stands 43 to 49 mm wide (UX 3.1). */
const MODULE_DOTS = 6;
const QUIET_MODULES = 4;

export const SLIP_SIZE = { roll: ROLL_DOTS * DOT, height: HEIGHT_DOTS * DOT, inset: 4 } as const;

/** Dots to a module: six, or fewer where a longer address would not fit the head. */
export const moduleDots = (modules: number): number =>
  Math.min(MODULE_DOTS, Math.floor(PRINTABLE_DOTS / (modules + 2 * QUIET_MODULES)));

/** Side of the dark symbol. */
export const slipCodeSide = (modules: number): number => modules * moduleDots(modules) * DOT;

/** Left edge of the dark symbol in the middle of the roll. */
export const slipCodeLeft = (modules: number): number =>
  Math.round((ROLL_DOTS - modules * moduleDots(modules)) / 2) * DOT;

/** The next line of dots at or below `y`. */
export const onDot = (y: number): number => Math.ceil(y / DOT - 1e-6) * DOT;
