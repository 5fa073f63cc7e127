/**
 * The counts packed in a decrypted output M = (Σ_g B^g c_g) G, 0 ≤ c_g ≤ C (specification §8.4).
 *
 * Baby steps: a table of all (c_0, c_1). Giant steps: M − (B²c_2 + B³c_3)G for all (c_2, c_3) looked up in it. For two
 * counters the halves are one counter each. Done once for a round by those who state counts; verifiers check stated counts
 * instead.
 *
 * y coordinates serve as keys: 4P of the Edwards representative depends on the ristretto element alone, y(−P) = y(P), and
 * both y(P + Q) and y(P − Q) come from one inversion, so a grid of sums costs six multiplications of the field a point.
 * Every hit is confirmed in the group. Variable-time: counts are public a moment later.
 */
import { normalizeZ } from '@noble/curves/abstract/curve.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { type Circuit, COUNTER_BASE, unpackCounts } from '../circuit.ts';
import { G, multiplyPublic, type Point, reduce } from '../group.ts';
import { err, ok, type Result } from '../result.ts';

type EdwardsPoint = InstanceType<typeof ed25519.Point>;
/** An affine Edwards point. */
type Affine = { readonly x: bigint; readonly y: bigint };

const P = ed25519.Point.Fp.ORDER;
const D = ed25519.Point.CURVE().d;
/** Sums inverted together (Montgomery's trick). */
const BATCH = 512;

const mod = (n: bigint): bigint => {
  const remainder = n % P;
  return remainder < 0n ? remainder + P : remainder;
};

/** 4P: the same Edwards point for all representatives of a ristretto element. */
const edwards = (point: Point): EdwardsPoint => ed25519.Point.fromAffine(point.toAffine()).double().double();

const affine = (points: readonly EdwardsPoint[]): readonly Affine[] =>
  normalizeZ(ed25519.Point, [...points]).map((point) => ({ x: point.X, y: point.Y }));

/** start, start + step, … (count points). */
function progression(start: EdwardsPoint, step: EdwardsPoint, count: number): readonly Affine[] {
  const points: EdwardsPoint[] = [start];
  for (let i = 1; i < count; i++) points.push((points[i - 1] as EdwardsPoint).add(step));
  return affine(points);
}

/** 53 bits of a y coordinate: exact as a number, and enough to make false hits rare. */
const keyOf = (y: bigint): number => Number(BigInt.asUintN(53, y));

/**
 * y keys of row ± column for every column, through `visit(column, sign, key)`; stops when `visit` returns true.
 * Addition law for a = −1: y(P ± Q) = (y_1y_2 ± x_1x_2) / (1 ∓ k), k = d x_1x_2y_1y_2; complete, so 1 ± k is never 0.
 */
function visitSums(
  row: Affine,
  columns: readonly Affine[],
  visit: (column: number, sign: 1 | -1, key: number) => boolean,
): boolean {
  const xx: bigint[] = [];
  const yy: bigint[] = [];
  const ks: bigint[] = [];
  const prefix: bigint[] = [];
  for (let from = 0; from < columns.length; from += BATCH) {
    const size = Math.min(BATCH, columns.length - from);
    let product = 1n;
    for (let i = 0; i < size; i++) {
      const column = columns[from + i] as Affine;
      const x = (row.x * column.x) % P;
      const y = (row.y * column.y) % P;
      const k = (((x * y) % P) * D) % P;
      xx[i] = x;
      yy[i] = y;
      ks[i] = k;
      prefix[i] = product;
      product = (product * (1n - k * k)) % P;
    }
    let inverse = ed25519.Point.Fp.inv(mod(product));
    for (let i = size - 1; i >= 0; i--) {
      const k = ks[i] as bigint;
      const both = (inverse * (prefix[i] as bigint)) % P;
      inverse = (inverse * (1n - k * k)) % P;
      const x = xx[i] as bigint;
      const y = yy[i] as bigint;
      if (visit(from + i, 1, keyOf(mod((((y + x) * (1n + k)) % P) * both)))) return true;
      if (visit(from + i, -1, keyOf(mod((((y - x) * (1n - k)) % P) * both)))) return true;
    }
  }
  return false;
}

/** All start ± sums with 0 ≤ row, column ≤ C: start + row·rowStep + column·columnStep; `rows` is 1 for a single counter. */
type Grid = {
  readonly start: EdwardsPoint;
  readonly rowStep: EdwardsPoint;
  readonly columnStep: EdwardsPoint;
  readonly rows: number;
  readonly C: number;
};

/** Columns are visited outward from the middle, because ± come together. */
function visitGrid(grid: Grid, visit: (row: number, column: number, key: number) => boolean): boolean {
  const { start, rowStep, columnStep, rows, C } = grid;
  const middle = C >> 1;
  const centre = start.add(columnStep.multiplyUnsafe(BigInt(middle)));
  const columns = progression(ed25519.Point.ZERO, columnStep, C - middle + 1);
  return progression(centre, rowStep, rows).some((rowPoint, row) =>
    visitSums(rowPoint, columns, (offset, sign, key) => {
      const column = middle + sign * offset;
      return column >= 0 && column <= C && !(offset === 0 && sign < 0) && visit(row, column, key);
    }),
  );
}

/** Open addressing from 53-bit keys to positions: a million entries in 24 MB. */
type Table = { readonly keys: Float64Array; readonly positions: Uint32Array; readonly mask: number };

const FREE = -1;

function emptyTable(entries: number): Table {
  let size = 16;
  while (size < 2 * entries) size *= 2;
  return { keys: new Float64Array(size).fill(FREE), positions: new Uint32Array(size), mask: size - 1 };
}

function insert({ keys, positions, mask }: Table, key: number, position: number): void {
  let slot = key & mask;
  while (keys[slot] !== FREE) slot = (slot + 1) & mask;
  keys[slot] = key;
  positions[slot] = position;
}

/** Every position stored under the key, to `visit`, until it returns true. */
function lookUp({ keys, positions, mask }: Table, key: number, visit: (position: number) => boolean): boolean {
  for (let slot = key & mask; keys[slot] !== FREE; slot = (slot + 1) & mask) {
    if (keys[slot] === key && visit(positions[slot] as number)) return true;
  }
  return false;
}

/** Finds λ of M = λG for outputs of up to `packing` counters of at most C each; undefined when there is none. */
export type CountSearch = (M: Point, counters: number) => bigint | undefined;

/** Builds the table for C votes; the search it returns serves all outputs of the round. */
export function createCountSearch(packing: 2 | 4, C: number): CountSearch {
  if (!Number.isInteger(C) || C < 0 || C >= COUNTER_BASE) throw new RangeError(`count search: ${C} votes`);
  const half = packing / 2;
  const base = ed25519.Point.BASE.double().double();
  const steps = Array.from({ length: packing }, (_, g) =>
    g === 0 ? base : base.multiplyUnsafe(BigInt(COUNTER_BASE) ** BigInt(g)),
  );
  const step = (g: number): EdwardsPoint => steps[g] as EdwardsPoint;
  const width = C + 1;
  const babySteps: Grid = {
    start: ed25519.Point.ZERO,
    rowStep: step(0),
    columnStep: step(half - 1),
    rows: half === 2 ? width : 1,
    C,
  };
  const table = emptyTable(babySteps.rows * width);
  visitGrid(babySteps, (row, column, key) => {
    insert(table, key, row * width + column);
    return false;
  });
  const babyValue = (position: number): bigint => {
    const column = BigInt(position % width);
    return half === 2 ? BigInt(Math.floor(position / width)) + (column << 16n) : column;
  };

  return (M, counters) => {
    if (counters < 1 || counters > packing) throw new RangeError(`count search: ${counters} counters`);
    const target = edwards(M);
    let found: bigint | undefined;
    const tryValue = (value: bigint): boolean => {
      if (value >> BigInt(16 * counters) !== 0n || !multiplyPublic(G, reduce(value)).equals(M)) return false;
      found = value;
      return true;
    };
    const upper = counters - half;
    if (upper <= 0) {
      lookUp(table, keyOf(target.toAffine().y), (position) => tryValue(babyValue(position)));
      return found;
    }
    const giantSteps: Grid = {
      start: target,
      rowStep: step(half).negate(),
      columnStep: step(counters - 1).negate(),
      rows: upper === 2 ? width : 1,
      C,
    };
    visitGrid(giantSteps, (row, column, key) => {
      const giant = (BigInt(row) << BigInt(16 * half)) + (BigInt(column) << BigInt(16 * (counters - 1)));
      return lookUp(table, key, (position) => tryValue(babyValue(position) + giant));
    });
    return found;
  };
}

/** The counts of each contest from the decrypted outputs of C votes; the error names the first output without counts. */
export function findCounts(
  circuit: Circuit,
  M: readonly Point[],
  C: number,
): Result<readonly (readonly number[])[], { readonly output: number }> {
  if (M.length !== circuit.outputs.length) throw new RangeError('count search: wrong number of outputs');
  const search = createCountSearch(circuit.packing, C);
  const values: bigint[] = [];
  for (const [output, point] of M.entries()) {
    const value = search(point, (circuit.outputs[output] as Circuit['outputs'][number]).t.length);
    if (value === undefined) return err({ output });
    values.push(value);
  }
  return ok(unpackCounts(circuit, values));
}
