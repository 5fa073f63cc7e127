/**
 * Tables that every encryption of a session uses: multiples of the H_i and of K. They hold public points only and are kept
 * for the life of the page, so the first voter does not wait for them.
 */
import type { Circuit } from './circuit.ts';
import { COUNTER_BASE } from './circuit.ts';
import { encodeHex } from './encoding/hex.ts';
import { encodingOf, G, generator, multiplyPublic, O, type Point, reduce } from './group.ts';
import { type Multiples, multiplesOf } from './secret-sum.ts';

/** Multiples of H_i by index; grown only by `generatorMultiples`. */
const tables: Multiples[] = [];

/** Keys with a window table, by encoding; a kiosk meets one or two in a day. */
const keys = new Map<string, Point>();
const KEYS_KEPT = 4;
const KEY_WINDOW = 8;

/** [O, B^g G] for g = 0..3: λG is a sum of these, picked by the bits (specification §6.2). */
let counterPoints: readonly Multiples[] | undefined;

export function counterMultiples(): readonly Multiples[] {
  counterPoints ??= [0, 1, 2, 3].map((g) => [O, multiplyPublic(G, reduce(BigInt(COUNTER_BASE) ** BigInt(g)))]);
  return counterPoints;
}

export function generatorMultiples(i: number): Multiples {
  tables[i] ??= multiplesOf(generator(i));
  return tables[i];
}

/** The same point with a window table attached, which noble's constant-time `multiply` then uses. */
export function preparedKey(K: Point): Point {
  const name = encodeHex(encodingOf(K));
  const known = keys.get(name);
  if (known !== undefined) return known;
  const oldest = keys.keys().next();
  if (keys.size >= KEYS_KEPT && !oldest.done) keys.delete(oldest.value);
  const prepared = K.add(O).precompute(KEY_WINDOW, false);
  keys.set(name, prepared);
  return prepared;
}

/**
 * The preparation in steps of a few milliseconds; yields the part done, 0 to 1. A page runs a step, lets the screen
 * breathe, and goes on.
 */
export function* ballotTableSteps(circuit: Circuit, K: Point): Generator<number, void, void> {
  const total = 1 + circuit.m + circuit.forms.length;
  counterMultiples();
  yield 0;
  preparedKey(K);
  yield 1 / (total + 1);
  for (let i = 0; i < total; i++) {
    generatorMultiples(i);
    if (i % 8 === 7) yield (i + 2) / (total + 1);
  }
  yield 1;
}

/** All steps at once; without it the first ballot pays for them. */
export function prepareBallotTables(circuit: Circuit, K: Point): void {
  for (const _ of ballotTableSteps(circuit, K));
}
