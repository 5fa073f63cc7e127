/** Check 12 (specification §8.5, §10): who is elected, recomputed from the counts by the rules of the round entry. */
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { hashObject } from '../../crypto/encoding/canonical.ts';
import type { Accounting } from '../accounting/accounting.ts';
import { contestOutcome, recordedOutcomeOf } from '../count/outcome-of-contest.ts';
import type { FixedRound, VerifyContext } from './context.ts';

export function checkOutcome(
  { findings }: VerifyContext,
  { round, close, result }: FixedRound,
  accounting: Accounting | null,
  counts: readonly (readonly number[])[] | null,
): void {
  if (result === null || close === null || accounting === null || counts === null) return;
  const { contests, rules } = round.entry;
  const { expected, present, casts } = close.entry;
  const attendance = { expected, present, issued: accounting.issued, casts };
  const recomputed = contests.map((contest, at) => {
    if (contest.kind !== 'election') return null;
    const decided = contestOutcome(contest, counts[at] ?? [], attendance, rules);
    if (decided.ok) return recordedOutcomeOf(decided.value);
    findings.report('outcome', 'outcome-impossible', result);
    return null;
  });
  if (!equalBytes(hashObject(recomputed), hashObject(result.entry.outcome))) {
    findings.report('outcome', 'outcome-differs', result);
  }
}
