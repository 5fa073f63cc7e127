/** Check 13 (specification §9, §10): what each scrutineer signed equals the record up to and with `result`. */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { hashObject } from '../../crypto/encoding/canonical.ts';
import { accountingIntegers, outcomeIntegers } from '../count/attested-integers.ts';
import { attestedTextsHash, attestedTextsOf } from '../count/attested-texts.ts';
import type { Contest } from '../record/contest.ts';
import type { RecordedOutcome } from '../record/count-entries.ts';
import type { FixedRound, VerifyContext } from './context.ts';

/** `roots` gives the root of the tree of a size. */
export function checkAttestations(
  { findings, meeting }: VerifyContext,
  { attestations, result, open, close, round, ctx }: FixedRound,
  rootAt: (size: number) => Uint8Array,
): void {
  if (result === null) return;
  const size = result.index + 1;
  const expected =
    open === null || close === null
      ? null
      : {
          ctx,
          root: encodeBase64url(rootAt(size)),
          size,
          texts: attestedTextsHash(attestedTextsOf(meeting.entry, round.entry, result.entry.counts)),
          accounting: accountingIntegers(round.entry, open.entry, close.entry),
          counts: result.entry.counts,
          outcome: attestedOutcome(round.entry.contests, result.entry.outcome),
        };
  const authors = new Set<string>();
  for (const at of attestations) {
    const { type: _, signatures, ...stated } = at.entry;
    const author = signatures[0]?.author ?? '';
    if (authors.has(author)) findings.report('attestations', 'attestation-twice', at);
    authors.add(author);
    // Without opening or close null is expected, which no attestation equals.
    if (!equalBytes(hashObject(stated), hashObject(expected))) {
      findings.report('attestations', 'attestation-differs', at);
    }
  }
  if (authors.size < meeting.entry.threshold) findings.report('attestations', 'attestations-too-few', result);
}

/** Null stands where the outcome names somebody who is not on the ballot: then no attestation can equal it. */
function attestedOutcome(
  contests: readonly Contest[],
  outcomes: readonly (RecordedOutcome | null)[],
): readonly (readonly number[])[] | null {
  try {
    return contests.map((contest, at) => outcomeIntegers(contest, outcomes[at] ?? null));
  } catch {
    return null;
  }
}
