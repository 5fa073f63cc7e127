/** Symbol B as a record gives it: what the sheet prints, and what a scanned symbol is compared with (check 14). */
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { verifyPaperPart } from '../../crypto/threshold/paper-proof.ts';
import { paperClaim, paperPart } from '../../tally/count/paper-statement.ts';
import { releasedLists } from '../../tally/verify/partials.ts';
import { encodeSymbolB, type SymbolB, type SymbolPart } from './symbol-b.ts';
import type { CountedRound } from './symbol-of-record.ts';

/** The first t parts that hold, in the order of the file; null when there are fewer. */
export function symbolBOf(of: CountedRound): SymbolB | null {
  const { round, ctx, aggregate, partials, result, paperProofs } = of;
  const claim = aggregate === null ? null : paperClaim(round, ctx, aggregate.sums, result.counts);
  const released = releasedLists(partials, ctx, round.threshold);
  if (claim === null || released === null) return null;
  const parts: SymbolPart[] = [];
  for (const entry of paperProofs) {
    if (parts.length === round.threshold) break;
    const proof = paperPart(claim, round, released, entry);
    const signature = entry.signatures[0]?.signature;
    if (entry.ctx !== ctx) continue;
    if (proof === null || signature === undefined || parts.some((part) => part.proof.index === proof.index)) continue;
    if (verifyPaperPart(claim.statement, proof)) parts.push({ proof, signature });
  }
  return parts.length === round.threshold ? { statement: claim.statement, parts } : null;
}

/** Whether a scanned symbol is that of the record. */
export const equalSymbolsB = (a: SymbolB, b: SymbolB): boolean => equalBytes(encodeSymbolB(a), encodeSymbolB(b));
