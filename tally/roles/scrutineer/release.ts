/**
 * When a scrutineer's device may use its key share for a round, and the partial decryption it then gives
 * (specification §8.2, §8.3). The device has verified the whole record itself and decrypts only sums it computed.
 *
 * (a) the checkpoints after `close` and after the round's aggregate extend every head it ever cosigned, and at least t scrutineers and
 * every witness cosigned them, so that nobody can drop the sums again and send the round to paper · (b) checks 1 to 8 hold, and the sums stand in their place, once and signed · (c) enough ballots · (d) the acceptances kept by kiosks are in the log, as
 * many as the kiosks themselves show · (e) own sums, and the record states no others · and one list per round, ever (release-memory.ts)
 *
 * Security: record and acceptances come from the server. Every reason against the release is reported.
 */
import { ballotHash } from '../../../crypto/ballot.ts';
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../../crypto/encoding/bytes.ts';
import type { RandomBytes } from '../../../crypto/group.ts';
import { merkleRoot } from '../../../crypto/log/merkle.ts';
import { err, ok, type Result } from '../../../crypto/result.ts';
import { verifyObject } from '../../../crypto/sign.ts';
import { decodeSums, equalSums } from '../../count/sums.ts';
import { isBallotEntry } from '../../record/entry.ts';
import type { MeetingEntry } from '../../record/meeting-entry.ts';
import { entriesOf, type RecordFile, readRecord } from '../../record/reader.ts';
import type { BallotVerifier } from '../../verify/ballot-batch.ts';
import { LEAST_BALLOTS } from '../../verify/check-round.ts';
import { isCosigned, shownHead } from '../../verify/cosigned.ts';
import { CHECK_NAMES, type CheckName, createFindings } from '../../verify/finding.ts';
import { signatureFaults } from '../../verify/signatures.ts';
import { checkOfEntry, structureOf } from '../../verify/structure.ts';
import { type Verification, verifyRecord } from '../../verify/verify-record.ts';
import { treeOf } from '../log-following.ts';
import { isOneHistory } from './cosigning.ts';
import { roundOf } from './proposals.ts';
import { answerOnce, type Released } from './release-memory.ts';
import type { ScrutineerState } from './state.ts';

export interface KeptAcceptance {
  readonly ctx: string;
  readonly T: string;
  readonly h: string;
  readonly signature: string;
}

export type ReleaseProblem =
  | 'round-unknown'
  | 'round-not-closed'
  | 'round-given-up'
  | 'history-differs'
  | 'close-not-cosigned'
  | 'aggregate-not-cosigned'
  | 'record-fails'
  | 'too-few-ballots'
  | 'acceptance-missing'
  | 'acceptances-withheld'
  | 'sums-differ'
  | 'keys-differ'
  | 'no-key-share'
  | 'second-list';

/** Checks 1 to 8 of specification §10. */
export const CHECKS_BEFORE_RELEASE: readonly CheckName[] = CHECK_NAMES.slice(0, CHECK_NAMES.indexOf('accounting') + 1);

export interface Examination {
  readonly ctx: string;
  /** The record that was verified. */
  readonly record: RecordFile;
  /** The record as it is now, when it grew since and this device cosigned a later head; must extend the verified one. */
  readonly latest?: RecordFile | undefined;
  readonly verification: Verification;
  /** Acceptances with a valid signature that the closed log does not hold: proof of misconduct. */
  readonly missing: readonly KeptAcceptance[];
  /** Cards of this round that an acceptance was handed over of. */
  readonly handedOver: number;
  /** Acceptances that the kiosks hold, added up from their own screens: they reach this device through the server alone. */
  readonly onScreens: number;
}

export interface ExaminationInput {
  readonly file: string | Uint8Array;
  readonly ctx: string;
  readonly acceptances: readonly KeptAcceptance[];
  readonly onScreens: number;
  readonly random: RandomBytes;
  readonly ballotVerifier?: BallotVerifier;
  /** Ballots to a batch: smaller ones show progress. */
  readonly chunk?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Verifies the record through `close` and adds the sums up; seconds of work, so it runs apart from `release`. */
export async function examineForRelease(input: ExaminationInput): Promise<Examination> {
  const record = readRecord(input.file);
  const meeting = entriesOf(record, 'meeting')[0]?.entry;
  const given = meeting === undefined ? [] : input.acceptances.filter((kept) => isAcceptance(kept, meeting));
  const verification = await verifyRecord(input.file, {
    random: input.random,
    through: 'close',
    acceptances: given,
    ballotVerifier: input.ballotVerifier,
    chunk: input.chunk,
    onProgress: input.onProgress,
  });
  // By its hash: a ballot replaced by another one of the same card is missing like one that was dropped.
  const casts = new Set(
    entriesOf(record, 'cast').map(({ entry: { ballot } }) => `${ballot.T} ${encodeBase64url(ballotHash(ballot))}`),
  );
  const own = given.filter(({ ctx }) => ctx === input.ctx);
  const missing = own.filter(({ T, h }) => !casts.has(`${T} ${h}`));
  const handedOver = new Set(own.map(({ T }) => T)).size;
  return { ctx: input.ctx, record, verification, missing, handedOver, onScreens: input.onScreens };
}

/** A kiosk may hand in anything; only what the receipts key signed says something about the server. */
function isAcceptance({ signature, ctx, T, h }: KeptAcceptance, meeting: MeetingEntry): boolean {
  try {
    const key = decodeBase64url(meeting.keys.receipts, 32);
    const accepted = { type: 'accepted', ctx, T, h };
    return verifyObject(accepted, decodeBase64url(signature, 64), key);
  } catch {
    return false;
  }
}

/** All reasons against the release besides those of the share itself; empty when the device may answer. */
export function releaseProblems(state: ScrutineerState, examination: Examination): readonly ReleaseProblem[] {
  const { ctx, record, verification, missing, handedOver, onScreens } = examination;
  const round = roundOf(record, ctx);
  const meeting = entriesOf(record, 'meeting')[0]?.entry;
  const verified = verification.rounds.find((one) => one.ctx === ctx);
  if (round === undefined || meeting === undefined || verified === undefined) return ['round-unknown'];
  const close = entriesOf(record, 'close').find(({ entry }) => entry.ctx === ctx);
  if (close === undefined) return ['round-not-closed'];

  const latest = examination.latest ?? record;
  const aggregates = entriesOf(latest, 'aggregate').filter(({ entry }) => entry.ctx === ctx);
  const problems: ReleaseProblem[] = [];
  if (!isOneHistory(state, record, latest)) problems.push('history-differs');
  if (entriesOf(latest, 'paper').some(({ entry }) => entry.ctx === ctx)) problems.push('round-given-up');
  if (!isCosignedAfter(latest, close.index, meeting)) problems.push('close-not-cosigned');
  else if (!isAggregateCosigned(latest, ctx, meeting)) problems.push('aggregate-not-cosigned');
  const holds = checksHold(verification, CHECKS_BEFORE_RELEASE);
  if (!holds || verified.sums === null || verified.accounting?.holds !== true || !isSound(latest, 'aggregate')) {
    problems.push('record-fails');
  }
  if (verified.casts < Math.max(round.minimumBallots, LEAST_BALLOTS[meeting.kind])) problems.push('too-few-ballots');
  if (missing.length > 0) problems.push('acceptance-missing');
  if (handedOver < onScreens) problems.push('acceptances-withheld');
  const { casts, sums } = verified;
  if (sums !== null && !aggregates.every(({ entry }) => entry.casts === casts && equalSums(entry.sums, sums)))
    problems.push('sums-differ');
  const { share } = state;
  if (share !== null && (share.K !== round.K || share.ceremony !== round.ceremony)) problems.push('keys-differ');
  return problems;
}

/**
 * Whether checks hold in a verification. A missing cosignature of a colleague is not a fault of the record here: (a)
 * asks for t scrutineers and every witness, so that one absent device cannot stop the count; the finished record is
 * accepted only with all of them.
 */
export function checksHold({ checks, findings }: Verification, names: readonly CheckName[]): boolean {
  const blocking = findings.filter(({ check, code }) => names.includes(check) && code !== 'cosignature-missing');
  if (blocking.length > 0) return false;
  return names.every((name) =>
    checks.some((check) => check.name === name && (check.ok || findings.some((finding) => finding.check === name))),
  );
}

/**
 * Place and signatures of all that a check judges, in the record as it is now: the sums may have been written while the device verified, and
 * what check 9 asks besides, (e) asks of its own sums.
 */
function isSound(record: RecordFile, check: CheckName): boolean {
  const findings = createFindings();
  const { meeting, entries } = structureOf(record, findings, 0);
  return (
    meeting !== null &&
    findings.list.every((finding) => finding.check !== check) &&
    entries.every(
      ({ entry }) =>
        isBallotEntry(entry) || checkOfEntry(entry) !== check || signatureFaults(entry, meeting.entry).length === 0,
    )
  );
}

/** (a): some checkpoint after this entry, of these entries, carries the log, at least t scrutineers and every configured witness. */
function isCosignedAfter(record: RecordFile, index: number, meeting: MeetingEntry): boolean {
  const tree = treeOf(record);
  return record.lines.some((line) => {
    if (line.kind !== 'checkpoint' || line.size <= index) return false;
    const shown = shownHead(line, meeting);
    return shown !== null && equalBytes(shown.head.root, merkleRoot(tree, line.size)) && isCosigned(shown, meeting);
  });
}

/** Before it is, a share could be looked at and the round sent to paper as if it had never been opened. */
function isAggregateCosigned(record: RecordFile, ctx: string, meeting: MeetingEntry): boolean {
  const [first] = entriesOf(record, 'aggregate').filter(({ entry }) => entry.ctx === ctx);
  return first !== undefined && isCosignedAfter(record, first.index, meeting);
}

/**
 * Whether the record only lags behind: it was fetched before the head this device cosigned last, or the sums do not stand in it yet, or
 * colleagues' devices have not cosigned them yet. A moment later the same record may be complete, so a page waits before it verifies.
 */
export function lagsBehind(state: ScrutineerState, record: RecordFile, ctx: string): boolean {
  const meeting = entriesOf(record, 'meeting')[0]?.entry;
  if (meeting === undefined) return true;
  return record.leaves.length < (state.cosigned?.size ?? 0) || !isAggregateCosigned(record, ctx, meeting);
}

/** The partial decryption of the round's sums, or every reason against it. The state is stored before it is sent. */
export function release(
  state: ScrutineerState,
  examination: Examination,
  random: RandomBytes,
): Result<Released, readonly ReleaseProblem[]> {
  const problems = releaseProblems(state, examination);
  const sums = examination.verification.rounds.find(({ ctx }) => ctx === examination.ctx)?.sums;
  if (problems.length > 0 || sums === undefined || sums === null) return err(problems);
  const released = answerOnce(state, examination.ctx, 'tally', decodeSums(sums), random);
  return released.ok ? ok(released.value) : err([released.error]);
}
