/**
 * A scrutineer attests a published result (specification §9): her device has verified the whole record up to
 * `result`, and signs accounting, counts and outcome as integers with the words they stand under, and the root of the tree
 * that ends with `result`.
 */
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { merkleRoot } from '../../../crypto/log/merkle.ts';
import { err, ok, type Result } from '../../../crypto/result.ts';
import { accountingIntegers, outcomeIntegers } from '../../count/attested-integers.ts';
import { attestedTextsHash, attestedTextsOf } from '../../count/attested-texts.ts';
import { scrutineerAuthor } from '../../record/authors.ts';
import type { AttestationEntry } from '../../record/count-entries.ts';
import { signEntry, withSignatures } from '../../record/entry.ts';
import { entriesOf, type RecordFile } from '../../record/reader.ts';
import { CHECK_NAMES } from '../../verify/finding.ts';
import type { Verification } from '../../verify/verify-record.ts';
import { treeOf } from '../log-following.ts';
import { isOneHistory } from './cosigning.ts';
import { roundOf } from './proposals.ts';
import { checksHold } from './release.ts';
import { type ScrutineerState, signingKeyOf } from './state.ts';

export type AttestationProblem = 'round-unknown' | 'result-missing' | 'history-differs' | 'record-fails';

/** Checks 1 to 12 of specification §10: everything before the attestations themselves. */
export const CHECKS_BEFORE_ATTESTATION = CHECK_NAMES.slice(0, CHECK_NAMES.indexOf('attestations'));

/** Everything against signing a result, the same for the attestation and for the proof on paper. */
export function attestationProblems(
  state: ScrutineerState,
  record: RecordFile,
  verification: Verification,
  ctx: string,
  latest: RecordFile,
): readonly AttestationProblem[] {
  const has = (type: 'open' | 'close' | 'result') => entriesOf(record, type).some(({ entry }) => entry.ctx === ctx);
  if (roundOf(record, ctx) === undefined || !has('open') || !has('close')) return ['round-unknown'];
  if (!has('result')) return ['result-missing'];
  const problems: AttestationProblem[] = [];
  if (!isOneHistory(state, record, latest)) problems.push('history-differs');
  if (!checksHold(verification, CHECKS_BEFORE_ATTESTATION) || verification.size !== record.leaves.length)
    problems.push('record-fails');
  return problems;
}

/**
 * `verification`: the device's own run over exactly this record, through 'result'. `latest`: the record as it is now,
 * when colleagues' attestations came in meanwhile; it must begin with the verified one.
 */
export function attest(
  state: ScrutineerState,
  record: RecordFile,
  verification: Verification,
  ctx: string,
  latest: RecordFile = record,
): Result<AttestationEntry, readonly AttestationProblem[]> {
  const meeting = entriesOf(record, 'meeting')[0]?.entry;
  const round = roundOf(record, ctx);
  const open = entriesOf(record, 'open').find(({ entry }) => entry.ctx === ctx)?.entry;
  const close = entriesOf(record, 'close').find(({ entry }) => entry.ctx === ctx)?.entry;
  const result = entriesOf(record, 'result').find(({ entry }) => entry.ctx === ctx);
  const problems = attestationProblems(state, record, verification, ctx, latest);
  if (problems.length > 0) return err(problems);
  if (meeting === undefined || round === undefined || open === undefined || close === undefined)
    return err(['round-unknown']);
  if (result === undefined) return err(['result-missing']);

  const size = result.index + 1;
  const unsigned = {
    type: 'attestation' as const,
    ctx,
    root: encodeBase64url(merkleRoot(treeOf(record), size)),
    size,
    texts: attestedTextsHash(attestedTextsOf(meeting, round, result.entry.counts)),
    accounting: accountingIntegers(round, open, close),
    counts: result.entry.counts,
    outcome: round.contests.map((contest, at) => outcomeIntegers(contest, result.entry.outcome[at] ?? null)),
  };
  const signature = signEntry(unsigned, scrutineerAuthor(state.index), signingKeyOf(state).secretKey);
  return ok(withSignatures<AttestationEntry>(unsigned, [signature]));
}
