/** One decoder under random and damaged input: what it must do, and how that is tried (specification §2). */
import { expect } from 'vitest';
import { encodeHex } from '../../crypto/encoding/hex.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import type { Result } from '../../crypto/result.ts';
import { below } from '../../tally/simulation/seeded-random.ts';
import { damage, damageObject, damageText, randomObject, randomText } from './mutation.ts';

/** Read, and there is no form in which it would be written again. */
export const READ = Symbol('read');

type Answer<I> = I | typeof READ | null;

interface Common<I> {
  readonly name: string;
  /** Exported decoders of outside bytes that are tried here, by name. */
  readonly of: readonly string[];
  /** What the product itself has written. */
  readonly samples: () => readonly I[] | Promise<readonly I[]>;
  /** The input written again from what was read; null where it was refused. */
  readonly again: (input: I) => Answer<I> | Promise<Answer<I>>;
  /** Refuses by throwing; everything else refuses by a value and never throws. */
  readonly throws?: true;
  readonly runs?: number;
}

export type DecoderUnderTest =
  | (Common<Uint8Array> & { readonly kind: 'bytes' })
  | (Common<string> & { readonly kind: 'text' })
  | (Common<readonly string[]> & { readonly kind: 'texts' })
  | (Common<unknown> & { readonly kind: 'object' });

/** What a decoder with a `Result` gives, or null. */
export const accepted = <T>(result: Result<T, unknown>): T | null => (result.ok ? result.value : null);
export const rewritten = <T, I>(result: Result<T, unknown>, write: (value: T) => I): I | null =>
  result.ok ? write(result.value) : null;
export const read = (result: { readonly ok: boolean }): typeof READ | null => (result.ok ? READ : null);

/** Words of the machine, not of a decoder: it went on with what it should have refused. */
const CRASH =
  /Cannot (read|set|convert|mix|destructure)|undefined|is not (a function|iterable|a constructor)|Maximum call stack|Invalid array (buffer )?length|out of memory|BigInt/;

/** The value, or null where it is refused; throws where the refusal is a crash. */
export async function attempt<T>(decode: () => T): Promise<Awaited<T> | null> {
  try {
    return await decode();
  } catch (error) {
    if (!(error instanceof Error) || CRASH.test(error.message)) throw error;
    return null;
  }
}

const RUNS = 400;
/** Nothing that is as small as these inputs takes as long to refuse. */
const LONGEST_MS = 5000;

const strayTexts = (texts: readonly string[], random: RandomBytes): readonly string[] => {
  const damaged = texts.map((text) => (below(2, random) === 0 ? text : damageText(text, random)));
  const kind = below(4, random);
  return kind === 0 ? damaged.slice(1) : kind === 1 ? [...damaged, ...damaged].reverse() : damaged;
};

function strayed({ kind }: DecoderUnderTest, sample: unknown, isRandom: boolean, random: RandomBytes): unknown {
  switch (kind) {
    case 'bytes':
      return isRandom ? random(below(90, random)) : damage(sample as Uint8Array, random);
    case 'text':
      return isRandom ? randomText(below(60, random), random) : damageText(sample as string, random);
    case 'texts':
      return isRandom ? [randomText(below(60, random), random)] : strayTexts(sample as readonly string[], random);
    default:
      return isRandom ? randomObject(random) : damageObject(sample, random);
  }
}

/** A scanned address is read by its fragment alone, and codes in any order. */
const essence = (input: unknown): unknown =>
  typeof input === 'string'
    ? input.slice(input.indexOf('#') + 1)
    : Array.isArray(input) && input.every((one) => typeof one === 'string')
      ? [...new Set(input)].sort()
      : input;

const shown = (input: unknown): string =>
  (input instanceof Uint8Array ? encodeHex(input) : (JSON.stringify(input) ?? 'undefined')).slice(0, 2000);

/** Its own samples come back as they are; whatever else it takes, it would write as the very same input. */
export async function tryDecoder(decoder: DecoderUnderTest, random: RandomBytes): Promise<void> {
  const again = decoder.again as (input: unknown) => unknown;
  const samples = (await decoder.samples()) as readonly unknown[];
  expect(samples.length).toBeGreaterThan(0);
  for (const sample of samples) {
    const written = await again(sample);
    if (written !== READ) expect(essence(written), shown(sample)).toEqual(essence(sample));
  }
  let taken = 0;
  const runs = decoder.runs ?? RUNS;
  for (let run = 0; run < runs; run += 1) {
    const input = strayed(decoder, samples[run % samples.length], run % 3 === 0, random);
    const started = performance.now();
    let written: unknown;
    try {
      written = decoder.throws ? await attempt(() => again(input)) : await again(input);
    } catch (error) {
      throw new Error(`${decoder.name}: ${shown(input)}`, { cause: error });
    }
    expect(performance.now() - started, shown(input)).toBeLessThan(LONGEST_MS);
    if (written === null) continue;
    taken += 1;
    if (written !== READ) expect(essence(written), shown(input)).toEqual(essence(input));
  }
  // One that takes everything in would refuse nothing.
  if (runs >= 100) expect(taken, decoder.name).toBeLessThan(runs);
}
