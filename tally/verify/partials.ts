/** Decodes what a scrutineer published: points and scalars of a `partial-decryption` entry (specification §8.3). */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { decodePoint, decodeScalar } from '../../crypto/group.ts';
import type { IndexedPartial, PartialDecryption } from '../../crypto/threshold/partial-decryption.ts';
import type { PartialDecryptionEntry } from '../record/count-entries.ts';

/** Null for anything that is not canonical. */
export function decodePartial({ D, c, s }: Pick<PartialDecryptionEntry, 'D' | 'c' | 's'>): PartialDecryption | null {
  try {
    return {
      D: D.map((text, j) => decodePoint(decodeBase64url(text, 32), `D_${j}`)),
      c: decodeScalar(decodeBase64url(c, 32), 'c'),
      s: decodeScalar(decodeBase64url(s, 32), 's'),
    };
  } catch {
    return null;
  }
}

/**
 * The lists of the first t who released for a round, of a record whose partial decryptions were verified; null where some of
 * them is missing or does not decode.
 */
export function releasedLists(
  entries: readonly PartialDecryptionEntry[],
  ctx: string,
  threshold: number,
): readonly IndexedPartial[] | null {
  const lists: IndexedPartial[] = [];
  for (const entry of entries) {
    if (lists.length === threshold) break;
    if (entry.stage !== 'tally' || entry.ctx !== ctx || lists.some(({ index }) => index === entry.index)) continue;
    const partial = decodePartial(entry);
    if (partial === null) return null;
    lists.push({ index: entry.index, D: partial.D });
  }
  return lists.length === threshold ? lists : null;
}
