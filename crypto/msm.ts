/**
 * Σ s_i P_i for public data (Pippenger's bucket method; Straus for a few terms). Variable-time: never for secrets.
 *
 * Signed windows halve the buckets, a scalar of 128 bits costs half of a full one, and empty buckets cost nothing: on the
 * mixed batches of ballot verification this does two thirds of the additions of noble's `pippenger`, which recodes every
 * scalar at full width. All group operations are noble's.
 */
import { mulAddUnsafe } from '@noble/curves/abstract/curve.js';
import { ristretto255 } from '@noble/curves/ed25519.js';

type Point = InstanceType<typeof ristretto255.Point>;

const O = ristretto255.Point.ZERO;
const ORDER = ristretto255.Point.Fn.ORDER;

/** Up to this many terms a table for each point and one shared chain of doublings is cheaper than buckets. */
const STRAUS_LIMIT = 64;
const LARGEST_WINDOW = 14;

function bitLength(s: bigint): number {
  return s === 0n ? 0 : s.toString(16).length * 4;
}

/** The window with the fewest additions: each term once a window, each bucket twice a window. */
function chooseWindow(lengths: readonly number[]): number {
  let best = 2;
  let least = Number.POSITIVE_INFINITY;
  const longest = lengths.reduce((a, b) => Math.max(a, b), 0);
  for (let width = 2; width <= LARGEST_WINDOW; width++) {
    let cost = (Math.floor(longest / width) + 1) * 2 ** width;
    for (const length of lengths) cost += Math.floor(length / width) + 1;
    if (cost < least) [best, least] = [width, cost];
  }
  return best;
}

/** Signed digits in (−2^(w−1), 2^(w−1)], least significant first; `count` must leave room for the last carry. */
function recode(s: bigint, width: number, count: number, digits: Int16Array, at: number): void {
  const half = 1 << (width - 1);
  const mask = (1 << width) - 1;
  let rest = s;
  let chunk = 0;
  let held = 0;
  let carry = 0;
  for (let w = 0; w < count; w++) {
    if (held < width) {
      // 32 bits at a time: the big integer is shifted eight times for a scalar, not once a window.
      const next = Number(BigInt.asUintN(32, rest));
      rest >>= 32n;
      chunk += next * 2 ** held;
      held += 32;
    }
    const low = chunk % (mask + 1);
    chunk = (chunk - low) / (mask + 1);
    held -= width;
    const value = low + carry;
    carry = value > half ? 1 : 0;
    digits[at + w] = carry ? value - (mask + 1) : value;
  }
}

function buckets(points: readonly Point[], scalars: readonly bigint[]): Point {
  const lengths = scalars.map(bitLength);
  const width = chooseWindow(lengths);
  const longest = lengths.reduce((a, b) => Math.max(a, b), 0);
  const windows = Math.floor(longest / width) + 1;
  const digits = new Int16Array(windows * points.length);
  const counts = lengths.map((length) => Math.floor(length / width) + 1);
  scalars.forEach((s, i) => {
    recode(s, width, counts[i] as number, digits, i * windows);
  });
  const negated = points.map((P) => P.negate());
  let sum = O;
  for (let w = windows - 1; w >= 0; w--) {
    const filled: (Point | undefined)[] = new Array((1 << (width - 1)) + 1).fill(undefined);
    for (let i = 0; i < points.length; i++) {
      const digit = digits[i * windows + w] as number;
      if (digit === 0) continue;
      const P = (digit > 0 ? points[i] : negated[i]) as Point;
      const slot = Math.abs(digit);
      const held = filled[slot];
      filled[slot] = held === undefined ? P : held.add(P);
    }
    // Σ d · bucket_d by running sums from the top.
    let running: Point | undefined;
    let total: Point | undefined;
    for (let d = filled.length - 1; d > 0; d--) {
      const held = filled[d];
      if (held !== undefined) running = running === undefined ? held : running.add(held);
      if (running !== undefined) total = total === undefined ? running : total.add(running);
    }
    if (w < windows - 1) for (let i = 0; i < width; i++) sum = sum.double();
    if (total !== undefined) sum = sum.add(total);
  }
  return sum;
}

/** Throws when the lists differ in length or a scalar is not in 0..q−1. An empty sum is O. */
export function msm(points: readonly Point[], scalars: readonly bigint[]): Point {
  if (points.length !== scalars.length) throw new RangeError('msm: one scalar to a point');
  for (const s of scalars) if (s < 0n || s >= ORDER) throw new RangeError('msm: scalar not reduced');
  if (points.length <= STRAUS_LIMIT) return mulAddUnsafe(ristretto255.Point, [...points], [...scalars]);
  return buckets(points, scalars);
}
