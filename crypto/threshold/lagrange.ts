/** Lagrange coefficients of a set of scrutineers: Λ_i at 0 (specification §8.4), λ_k at another scrutineer's index (§9). */
import { ORDER, reduce, type Scalar } from '../group.ts';

/** n^(q−2) = n^−1 mod q; public values only. */
export function inverse(n: bigint): bigint {
  let result = 1n;
  let base = n % ORDER;
  for (let exponent = ORDER - 2n; exponent > 0n; exponent >>= 1n) {
    if ((exponent & 1n) === 1n) result = (result * base) % ORDER;
    base = (base * base) % ORDER;
  }
  return result;
}

/** In the order of `indices`; throws unless they are distinct and positive. */
export function lagrangeAt(place: number, indices: readonly number[]): readonly Scalar[] {
  if (new Set(indices).size !== indices.length || indices.some((i) => !Number.isInteger(i) || i < 1)) {
    throw new RangeError('lagrange: indices must be distinct and positive');
  }
  return indices.map((i) => {
    let numerator = 1n;
    let denominator = 1n;
    for (const j of indices) {
      if (j === i) continue;
      numerator = reduce(numerator * BigInt(j - place));
      denominator = reduce(denominator * BigInt(j - i));
    }
    return reduce(numerator * inverse(denominator));
  });
}

export const lagrangeAtZero = (indices: readonly number[]): readonly Scalar[] => lagrangeAt(0, indices);
