/**
 * Check 13, second part (specification §9, §10): the scrutineers' parts of Symbol B prove, over the verifier's own sums and
 * the released lists, that the stated counts are the decryption. Enough of them must be there for the sheet to carry it.
 */
import { verifyPaperPart } from '../../crypto/threshold/paper-proof.ts';
import type { IndexedPartial } from '../../crypto/threshold/partial-decryption.ts';
import { type PaperClaim, paperClaim, paperPart } from '../count/paper-statement.ts';
import type { Sums } from '../count/sums.ts';
import type { PaperProofEntry } from '../record/count-entries.ts';
import type { FixedRound, VerifyContext } from './context.ts';

/** Null wherever an earlier check reported that there is nothing to go on with: then proofs are counted, not judged. */
interface Counted {
  readonly sums: Sums | null;
  readonly counts: readonly (readonly number[])[] | null;
  readonly released: readonly IndexedPartial[] | null;
}

export function checkPaperProofs(
  { findings }: VerifyContext,
  { paperProofs, result, round, ctx }: FixedRound,
  { sums, counts, released }: Counted,
): void {
  if (result === null) return;
  const claim = sums === null || counts === null ? null : paperClaim(round.entry, ctx, sums, counts);
  const holds = (entry: PaperProofEntry): boolean =>
    claim === null || released === null || isProven(claim, entry, round.entry, released);
  const proven = new Set<number>();
  const seen = new Set<number>();
  for (const at of paperProofs) {
    const { index } = at.entry;
    if (at.entry.ctx !== ctx) findings.report('attestations', 'ctx-differs', at);
    if (seen.has(index)) findings.report('attestations', 'paper-proof-twice', at);
    seen.add(index);
    if (holds(at.entry)) proven.add(index);
    else findings.report('attestations', 'paper-proof-invalid', at);
  }
  if (proven.size < round.entry.threshold) findings.report('attestations', 'paper-proofs-too-few', result);
}

function isProven(
  claim: PaperClaim,
  entry: PaperProofEntry,
  round: FixedRound['round']['entry'],
  released: readonly IndexedPartial[],
): boolean {
  const part = paperPart(claim, round, released, entry);
  return part !== null && verifyPaperPart(claim.statement, part);
}
