/**
 * Reproducible bytes from a text: SHA-512 in counter mode. For simulated elections and tests only; nothing that
 * comes from it is a secret.
 */
import { concat, encodeUtf8, uint32 } from '../../crypto/encoding/bytes.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { sha512 } from '../../crypto/hash.ts';

export function seededRandom(seed: string): RandomBytes {
  const key = sha512(encodeUtf8(`changpiao-simulation ${seed}`));
  let counter = 0;
  return (length) => {
    const blocks: Uint8Array[] = [];
    for (let have = 0; have < length; have += 64) blocks.push(sha512(concat(key, uint32(counter++))));
    return concat(...blocks).slice(0, length);
  };
}

/** A whole number below `limit` (at most 2^24), near enough to uniform for a simulation. */
export function below(limit: number, random: RandomBytes): number {
  const [a, b, c, d] = random(4) as unknown as [number, number, number, number];
  return Math.floor(((a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) / 2 ** 32) * limit);
}

/** A random permutation (Fisher–Yates). */
export function shuffled<T>(list: readonly T[], random: RandomBytes): readonly T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = below(i + 1, random);
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}
