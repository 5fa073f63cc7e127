/** Check 13 (specification §9, §10): what each scrutineer signed equals the record up to and with `result`. */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { hashObject } from '../../crypto/encoding/canonical.ts';
import { accountingIntegers, outcomeIntegers } from '../count/attested-integers.ts';
import { attestedTextsHash, attestedTextsOf } from '../count/attested-texts.ts';
import type { Contest } from '../record/contest.ts';
import type { AttestationEntry, RecordedOutcome } from '../record/count-entries.ts';
import type { MeetingEntry } from '../record/meeting-entry.ts';
import type { FixedRound, VerifyContext } from './context.ts';

/**
 * Whether an attestation states what the record up to and with `result` says. `rootAt` gives the root of the tree of a size. Without
 * opening or close nothing does.
 */
export function attestedBy(
  meeting: MeetingEntry,
  { result, open, close, round, ctx }: FixedRound,
  rootAt: (size: number) => Uint8Array,
): (attestation: AttestationEntry) => boolean {
  if (result === null || open === null || close === null) return () => false;
  const size = result.index + 1;
  const expected = hashObject({
    ctx,
    root: encodeBase64url(rootAt(size)),
    size,
    texts: attestedTextsHash(attestedTextsOf(meeting, round.entry, result.entry.counts)),
    accounting: accountingIntegers(round.entry, open.entry, close.entry),
    counts: result.entry.counts,
    outcome: attestedOutcome(round.entry.contests, result.entry.outcome),
  });
  return ({ type: _, signatures: __, ...stated }) => equalBytes(hashObject(stated), expected);
}

export function checkAttestations(
  { findings, meeting }: VerifyContext,
  fixed: FixedRound,
  rootAt: (size: number) => Uint8Array,
): void {
  const { attestations, result } = fixed;
  if (result === null) return;
  const holds = attestedBy(meeting.entry, fixed, rootAt);
  const authors = new Set<string>();
  for (const at of attestations) {
    const author = at.entry.signatures[0]?.author ?? '';
    if (authors.has(author)) findings.report('attestations', 'attestation-twice', at);
    authors.add(author);
    if (!holds(at.entry)) findings.report('attestations', 'attestation-differs', at);
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
