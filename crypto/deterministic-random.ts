/**
 * A `RandomBytes` that repeats itself for a seed: simulations that must be reproducible, and tests. Never for a real
 * meeting: whoever knows the seed knows every secret drawn from it.
 */
import { concat, encodeUtf8, uint32 } from './encoding/bytes.ts';
import type { RandomBytes } from './group.ts';
import { sha512 } from './hash.ts';

/** SHA-512(domain ‖ seed ‖ counter) block after block; each source starts anew. */
export function deterministicRandom(seed: string): RandomBytes {
  const prefix = encodeUtf8(`changpiao-deterministic-random/${seed}/`);
  let counter = 0;
  let block = new Uint8Array(0);
  let used = 0;
  return (length) => {
    const out = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      if (used === block.length) {
        block = new Uint8Array(sha512(concat(prefix, uint32(counter++))));
        used = 0;
      }
      out[i] = block[used++] as number;
    }
    return out;
  };
}
