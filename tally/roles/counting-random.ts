/**
 * Reproducible bytes for rehearsals of the protocol in tests: SHA-256 of a label and a counter. Never a source of
 * secrets in the product.
 */
import { concat, encodeUtf8, uint32 } from '../../crypto/encoding/bytes.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { sha256 } from '../../crypto/hash.ts';

export function countingRandom(label = ''): RandomBytes {
  let counter = 0;
  return (length) => {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, () => {
      counter += 1;
      return sha256(concat(encodeUtf8(label), uint32(counter)));
    });
    return concat(...blocks).slice(0, length);
  };
}
