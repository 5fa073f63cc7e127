/** Random input, and real input damaged a little: most decoders are lost or won a few bytes away from what they expect. */
import { concat } from '../../crypto/encoding/bytes.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { below } from '../../tally/simulation/seeded-random.ts';

/** Damages to bytes; each gives other bytes, possibly of another length. */
const DAMAGES: readonly ((bytes: Uint8Array, random: RandomBytes) => Uint8Array)[] = [
  flipOne,
  (bytes, random) => {
    const at = below(bytes.length + 1, random);
    return concat(bytes.slice(0, at), random(1 + below(4, random)), bytes.slice(at));
  },
  (bytes, random) => {
    const at = below(bytes.length, random);
    return concat(bytes.slice(0, at), bytes.slice(at + 1 + below(8, random)));
  },
  (bytes, random) => bytes.slice(0, below(bytes.length, random)),
  (bytes, random) => {
    const from = below(bytes.length, random);
    const part = bytes.slice(from, from + 1 + below(64, random));
    const to = below(bytes.length, random);
    return concat(bytes.slice(0, to), part, bytes.slice(to));
  },
  (bytes, random) => {
    const at = below(bytes.length, random);
    const changed = bytes.slice();
    changed.fill(([0x00, 0xff, 0x20, 0x22, 0x2d, 0x7d] as const)[below(6, random)] ?? 0, at, at + 1 + below(4, random));
    return changed;
  },
  (bytes, random) => concat(bytes, Uint8Array.of(0x0a, 0x00, 0x20, 0x7d).slice(0, 1 + below(4, random))),
];

function flipOne(bytes: Uint8Array, random: RandomBytes): Uint8Array {
  const changed = bytes.slice();
  const at = below(changed.length, random);
  changed[at] = (changed[at] ?? 0) ^ (1 << below(8, random));
  return changed;
}

/** One to three damages on top of each other. */
export function damage(bytes: Uint8Array, random: RandomBytes): Uint8Array {
  let damaged = bytes;
  for (let i = 1 + below(3, random); i > 0 && damaged.length > 0; i--)
    damaged = (DAMAGES[below(DAMAGES.length, random)] as (typeof DAMAGES)[number])(damaged, random);
  return damaged;
}

/** Text keeps being text: damaged as UTF-8 and read back with replacement characters where it is broken. */
export const damageText = (text: string, random: RandomBytes): string =>
  new TextDecoder().decode(damage(new TextEncoder().encode(text), random));

/** A value of an object replaced, removed, doubled or given another type, at any depth. */
export function damageObject(value: unknown, random: RandomBytes): unknown {
  const strange = STRANGE[below(STRANGE.length, random)];
  if (Array.isArray(value) && value.length > 0 && below(4, random) > 0) {
    const at = below(value.length, random);
    const kind = below(6, random);
    if (kind === 0) return value.filter((_, i) => i !== at);
    if (kind === 1) return [...value, value[at]];
    return value.map((item: unknown, i) => (i === at ? damageObject(item, random) : item));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && below(8, random) > 0) {
    const keys = Object.keys(value);
    const key = keys[below(Math.max(1, keys.length), random)];
    if (key === undefined) return strange;
    const { [key]: inner, ...rest } = value as Record<string, unknown>;
    const kind = below(8, random);
    if (kind === 0) return rest;
    if (kind === 1) return { ...value, [`${key}2`]: inner };
    return { ...value, [key]: damageObject(inner, random) };
  }
  if (typeof value === 'string' && below(2, random) === 0) return damageText(value, random);
  if (typeof value === 'number' && below(2, random) === 0) return value + below(3, random) - 1;
  return strange;
}

const STRANGE: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  2 ** 53,
  1e308,
  '',
  'A',
  '\ud800',
  '__proto__',
  [],
  [[]],
  {},
  { length: 3 },
  'A'.repeat(100_000),
];

/** Characters of every plane and kind, halves of them included. */
export const randomText = (length: number, random: RandomBytes): string =>
  Array.from({ length }, () => {
    const kind = below(8, random);
    const width = kind < 4 ? 0x80 : kind < 6 ? 0x100 : 0x10000;
    return String.fromCharCode(below(width, random));
  }).join('');

/** A value of any shape. */
export function randomObject(random: RandomBytes, depth = 3): unknown {
  const kind = below(depth === 0 ? 3 : 5, random);
  if (kind === 0) return STRANGE[below(STRANGE.length, random)];
  if (kind === 1) return below(70_000, random);
  if (kind === 2) return randomText(below(50, random), random);
  const values = Array.from({ length: below(5, random) }, () => randomObject(random, depth - 1));
  if (kind === 3) return values;
  return Object.fromEntries(values.map((value) => [randomText(1 + below(6, random), random), value]));
}
