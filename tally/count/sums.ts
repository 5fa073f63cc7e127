/**
 * The aggregate (specification §8.1): component sums of every output over all casts. Sums add up from parts, so
 * that workers each sum what they decode.
 */

import type { Ciphertext } from '../../crypto/ballot.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { decodePoint, encodePoint, O } from '../../crypto/group.ts';

/** One [α, β] in base64url per output. */
export type Sums = readonly (readonly [string, string])[];

export const zeroSums = (outputs: number): readonly Ciphertext[] =>
  Array.from({ length: outputs }, () => [O, O] as const);

/** Throws when the lengths differ: sums of different circuits. */
export function addCiphertexts(left: readonly Ciphertext[], right: readonly Ciphertext[]): readonly Ciphertext[] {
  if (left.length !== right.length) throw new RangeError('sums: different circuits');
  return left.map(([a, b], j) => {
    const [c, d] = right[j] as Ciphertext;
    return [a.add(c), b.add(d)] as const;
  });
}

export const encodeSums = (sums: readonly Ciphertext[]): Sums =>
  sums.map(([a, b]) => [encodeBase64url(encodePoint(a)), encodeBase64url(encodePoint(b))] as const);

/** Throws on what is no canonical point. */
export const decodeSums = (sums: Sums): readonly Ciphertext[] =>
  sums.map(([a, b], j) => {
    const title = `sum ${j}`;
    return [decodePoint(decodeBase64url(a, 32), title), decodePoint(decodeBase64url(b, 32), title)] as const;
  });

export const addSums = (left: Sums, right: Sums): Sums =>
  encodeSums(addCiphertexts(decodeSums(left), decodeSums(right)));

export const equalSums = (left: Sums, right: Sums): boolean =>
  left.length === right.length && left.every(([a, b], j) => a === right[j]?.[0] && b === right[j]?.[1]);
