/**
 * A scrutineer's part of Symbol B (specification §9), made together with the attestation: the printed counts are the
 * decryption of the folded aggregate. The key share enters a response only; it is applied to no point (§8.2).
 */
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { decodePoint, encodeScalar, type RandomBytes } from '../../../crypto/group.ts';
import { err, ok, type Result } from '../../../crypto/result.ts';
import { decryptionAt, provePaper } from '../../../crypto/threshold/paper-proof.ts';
import { paperClaim } from '../../count/paper-statement.ts';
import { scrutineerAuthor } from '../../record/authors.ts';
import type { PaperProofEntry } from '../../record/count-entries.ts';
import { signEntry, withSignatures } from '../../record/entry.ts';
import { entriesOf, type RecordFile } from '../../record/reader.ts';
import { releasedLists } from '../../verify/partials.ts';
import type { Verification } from '../../verify/verify-record.ts';
import { type AttestationProblem, attestationProblems } from './attestation.ts';
import { roundOf } from './proposals.ts';
import { type ScrutineerState, shareScalar, signingKeyOf } from './state.ts';

export type PaperProofProblem = AttestationProblem | 'no-key-share' | 'keys-differ';

/**
 * Under the conditions of the attestation, over the sums that this device computed itself. `latest` as there; null when the
 * record holds this device's proof already.
 */
export function proveCounts(
  state: ScrutineerState,
  record: RecordFile,
  verification: Verification,
  ctx: string,
  random: RandomBytes,
  latest: RecordFile = record,
): Result<PaperProofEntry | null, readonly PaperProofProblem[]> {
  const problems = attestationProblems(state, record, verification, ctx, latest);
  if (problems.length > 0) return err(problems);
  const isProven = entriesOf(latest, 'paper-proof').some(
    ({ entry }) => entry.ctx === ctx && entry.index === state.index,
  );
  if (isProven) return ok(null);
  const round = roundOf(record, ctx);
  const result = entriesOf(record, 'result').find(({ entry }) => entry.ctx === ctx)?.entry;
  const sums = verification.rounds.find((one) => one.ctx === ctx)?.sums;
  const { share } = state;
  if (share === null) return err(['no-key-share']);
  if (round === undefined || share.K !== round.K || share.ceremony !== round.ceremony) return err(['keys-differ']);
  const claim = sums == null || result === undefined ? null : paperClaim(round, ctx, sums, result.counts);
  const partials = entriesOf(record, 'partial-decryption').map(({ entry }) => entry);
  const released = releasedLists(partials, ctx, round.threshold);
  if (claim === null || released === null) return err(['record-fails']);

  const { index } = state;
  const { c, s } = provePaper(
    claim.statement,
    claim.circuit,
    {
      index,
      X: decodePoint(decodeBase64url(round.X[index - 1] ?? '', 32), 'X'),
      x: shareScalar(share),
      D: decryptionAt(index, released),
    },
    random,
  );
  const unsigned = {
    type: 'paper-proof' as const,
    ctx,
    index,
    c: encodeBase64url(encodeScalar(c)),
    s: encodeBase64url(encodeScalar(s)),
  };
  const signature = signEntry(unsigned, scrutineerAuthor(index), signingKeyOf(state).secretKey);
  return ok(withSignatures<PaperProofEntry>(unsigned, [signature]));
}
