/**
 * What the proof on paper speaks about (specification §9): the aggregate of a round folded, and the stated counts folded
 * likewise. The same function serves who proves, who verifies the record and who prints the sheet.
 */
import { type Circuit, compileCircuit } from '../../crypto/circuit.ts';
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { decodePoint, decodePointNotIdentity, decodeScalar, type Scalar } from '../../crypto/group.ts';
import {
  decryptionAt,
  foldCiphertexts,
  foldCounts,
  foldDecryption,
  type PaperProof,
  type PaperStatement,
} from '../../crypto/threshold/paper-proof.ts';
import type { IndexedPartial } from '../../crypto/threshold/partial-decryption.ts';
import { circuitContest } from '../record/contest.ts';
import type { PaperProofEntry } from '../record/count-entries.ts';
import type { RoundEntry } from '../record/round-entries.ts';
import { decodeSums, type Sums } from './sums.ts';

export interface PaperClaim {
  readonly statement: PaperStatement;
  readonly circuit: Circuit;
}

type ClaimedRound = Pick<RoundEntry, 'K' | 'X' | 'contests' | 'cards'>;

/** Null when round, sums or counts are not of one shape. */
export function paperClaim(
  round: ClaimedRound,
  ctx: string,
  sums: Sums,
  counts: readonly (readonly number[])[],
): PaperClaim | null {
  try {
    const circuit = compileCircuit(round.contests.map(circuitContest), round.cards);
    if (sums.length !== circuit.outputs.length) return null;
    const K = decodePointNotIdentity(decodeBase64url(round.K, 32), 'K');
    const P = foldCiphertexts(circuit, decodeSums(sums));
    return { circuit, statement: { ctx: decodeBase64url(ctx, 32), K, P, m: foldCounts(circuit, counts) } };
  } catch {
    return null;
  }
}

type Response = { readonly c: Scalar; readonly s: Scalar };

const decodeResponse = ({ c, s }: Pick<PaperProofEntry, 'c' | 's'>): Response => ({
  c: decodeScalar(decodeBase64url(c, 32), 'c'),
  s: decodeScalar(decodeBase64url(s, 32), 's'),
});

/**
 * The part that an entry stands for, with X_i of the round and D̄_i from the lists of the first t who released; null when
 * it names nobody or does not decode. Whether it holds is `verifyPaperPart`'s business.
 */
export function paperPart(
  { statement, circuit }: PaperClaim,
  round: ClaimedRound,
  released: readonly IndexedPartial[],
  entry: Pick<PaperProofEntry, 'index' | 'c' | 's'>,
): PaperProof | null {
  const X = round.X[entry.index - 1];
  if (X === undefined) return null;
  try {
    const D = decryptionAt(entry.index, released);
    return {
      index: entry.index,
      X: decodePoint(decodeBase64url(X, 32), 'X'),
      DBar: foldDecryption(statement, circuit, D),
      ...decodeResponse(entry),
    };
  } catch {
    return null;
  }
}
