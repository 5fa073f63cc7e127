/**
 * Σ s_i P_i for secret s_i over points that are used again and again (the H_i of a commitment).
 *
 * One doubling chain for all terms (Straus 1964), fixed windows of five bits, one addition per window and term whatever
 * the digit, and a table read that touches every entry: neither the sequence of group operations nor the memory read
 * depends on a scalar. What remains is what JavaScript's integers leak. Zero scalars need no exception here, because the
 * addition formulas are complete.
 */
import { O, type Point, type Scalar } from './group.ts';

const WINDOW = 5;
const ENTRIES = 1 << WINDOW;
/** 51 windows of 5 bits cover the 253 bits of a scalar. */
const WINDOWS = 51;

/** 0·P, 1·P, …, 31·P. */
export type Multiples = readonly Point[];

export function multiplesOf(P: Point): Multiples {
  const table: Point[] = [O];
  for (let i = 1; i < ENTRIES; i++) table.push((table[i - 1] as Point).add(P));
  return table;
}

/** Reads one entry and touches all of them up to `size`. */
export function selectPoint(table: Multiples, index: number, size: number): Point {
  let chosen = table[0] as Point;
  for (let i = 1; i < size; i++) chosen = i === index ? (table[i] as Point) : chosen;
  return chosen;
}

/** Windows from the least significant; the number of digits is fixed. */
function digitsOf(s: Scalar): Uint8Array {
  const digits = new Uint8Array(WINDOWS);
  let rest: bigint = s;
  for (let w = 0; w < WINDOWS; w++) {
    digits[w] = Number(BigInt.asUintN(WINDOW, rest));
    rest >>= BigInt(WINDOW);
  }
  return digits;
}

/** Σ scalars_i · tables_i, tables by `multiplesOf`. */
export function secretSum(tables: readonly Multiples[], scalars: readonly Scalar[]): Point {
  if (tables.length !== scalars.length) throw new RangeError('secret sum: one scalar to a point');
  const digits = scalars.map(digitsOf);
  let sum = O;
  for (let w = WINDOWS - 1; w >= 0; w--) {
    if (w < WINDOWS - 1) for (let i = 0; i < WINDOW; i++) sum = sum.double();
    for (let i = 0; i < tables.length; i++) {
      sum = sum.add(selectPoint(tables[i] as Multiples, (digits[i] as Uint8Array)[w] as number, ENTRIES));
    }
  }
  return sum;
}

/** Σ bits_i · tables_i for bits: fixed points picked without a branch. */
export function secretSubset(tables: readonly Multiples[], bits: ArrayLike<number>): Point {
  let sum = O;
  for (let i = 0; i < tables.length; i++) sum = sum.add(selectPoint(tables[i] as Multiples, bits[i] as number, 2));
  return sum;
}
