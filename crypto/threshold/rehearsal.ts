/**
 * The rehearsal that ends the key ceremony: every share is used once, on a point that means nothing (specification §4).
 *
 * R = hash of the ceremony · every scrutineer publishes x_i R with the proof of §8.3 for the one pair (R, R) · sets of t
 * that together cover everybody must give the same point xR.
 */

import { equalBytes } from '../encoding/bytes.ts';
import type { RandomBytes, Scalar } from '../group.ts';
import { encodingOf } from '../group.ts';
import { type ElectionKeys, rehearsalPoint } from './key-ceremony.ts';
import {
  combine,
  type PartialDecryption,
  type PartialStatement,
  partialDecrypt,
  verifyPartialDecryption,
} from './partial-decryption.ts';

export const REHEARSAL_STAGE = 'rehearsal';

export function rehearsalStatement({ ceremony, K, X }: ElectionKeys, index: number): PartialStatement {
  const own = X[index - 1];
  if (own === undefined) throw new RangeError(`rehearsal: no scrutineer ${index}`);
  const R = rehearsalPoint(ceremony);
  return { ctx: ceremony, stage: REHEARSAL_STAGE, index, K, X: own, pairs: [[R, R]] };
}

export const rehearse = (keys: ElectionKeys, index: number, x: Scalar, random: RandomBytes): PartialDecryption =>
  partialDecrypt(rehearsalStatement(keys, index), x, random);

export type RehearsalError =
  | { readonly code: 'missing' | 'proof-invalid'; readonly index: number }
  | { readonly code: 'sets-disagree' };

/** `parts[i − 1]` is scrutineer i's. An empty list means that any t of them can decrypt. */
export function verifyRehearsal(
  keys: ElectionKeys,
  t: number,
  parts: readonly (PartialDecryption | undefined)[],
): readonly RehearsalError[] {
  const errors: RehearsalError[] = keys.X.flatMap((_, at): RehearsalError[] => {
    const part = parts[at];
    if (part === undefined) return [{ code: 'missing', index: at + 1 }];
    return verifyPartialDecryption(rehearsalStatement(keys, at + 1), part)
      ? []
      : [{ code: 'proof-invalid', index: at + 1 }];
  });
  if (errors.length > 0) return errors;
  // Windows of t neighbours cover everybody, and each shares t − 1 members with the next.
  const { pairs } = rehearsalStatement(keys, 1);
  const indexed = parts.map((part, at) => ({ index: at + 1, D: (part as PartialDecryption).D }));
  const points = indexed
    .slice(0, indexed.length - t + 1)
    .map((_, first) => encodingOf(combine(pairs, indexed.slice(first, first + t))[0] as (typeof keys)['K']));
  const agree = points.every((point) => equalBytes(point, points[0] as Uint8Array));
  return agree ? [] : [{ code: 'sets-disagree' }];
}
