/**
 * An outside witness (specification §3.7): a key that stands in the `meeting` entry and cosigns heads of its log after
 * checking that each extends the one before. It reads no ballots and judges no contents; it makes split views visible.
 *
 * `WitnessIdentity` is the secret and never changes; `FollowedLog` is what must not be forgotten, stored before a note is
 * sent. A witness that forgot what it cosigned could be shown another history.
 */
import { z } from 'zod';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { sha256 } from '../../crypto/hash.ts';
import { verifierKey } from '../../crypto/log/signed-note.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { type SigningKey, signingKeyFromSecret } from '../../crypto/sign.ts';
import { bytes32, hash } from '../record/fields.ts';
import { type CosignedHead, cosignedHead, forkEvidence, type LogHead } from '../record/log-head.ts';
import { meetingId, noteName, type Witness } from '../record/meeting-entry.ts';
import { entriesOf, type RecordFile } from '../record/reader.ts';
import { shortHash } from '../record/short-hash.ts';
import { signatureFaults } from '../verify/signatures.ts';
import {
  cosignFollowed,
  evidenceFromHead,
  followHead,
  type HeadRefusal,
  isCleared,
  type OfferedHead,
  type Suspicion,
} from './log-following.ts';

export const witnessIdentity = z.strictObject({ version: z.literal(1), name: noteName, key: bytes32 }).readonly();
export type WitnessIdentity = z.infer<typeof witnessIdentity>;

export const watchedLog = z
  .strictObject({
    /** Of the meeting that the log was first followed for: a log of another name in its place is another history too. */
    meeting: meetingId,
    logOrigin: noteName,
    logKey: bytes32,
    /** Leaf hash of the `meeting` entry that named this witness: the first leaf of the only log it follows there. */
    meetingLeaf: hash,
    head: cosignedHead.nullable(),
    /** Once the log has shown two histories nothing of it is cosigned any more. */
    fork: forkEvidence.nullable(),
  })
  .readonly();
export type WatchedLog = z.infer<typeof watchedLog>;

export const watchedLogs = z.strictObject({ version: z.literal(1), logs: z.array(watchedLog).readonly() }).readonly();
export type WatchedLogs = z.infer<typeof watchedLogs>;

const keyOf = ({ key }: WitnessIdentity): SigningKey => signingKeyFromSecret(decodeBase64url(key, 32));

/** Without a name of its own it is called after its key. */
export function newWitness(random: RandomBytes, name?: string): WitnessIdentity {
  const key = random(32);
  const { publicKey } = signingKeyFromSecret(key);
  const own = name ?? `witness-${shortHash(sha256(publicKey)).slice(0, 2).join('').toLowerCase()}`;
  return witnessIdentity.parse({ version: 1, name: own, key: encodeBase64url(key) });
}

/** As the `meeting` entry declares it. */
export const declarationOf = (identity: WitnessIdentity): Witness => ({
  name: identity.name,
  key: encodeBase64url(keyOf(identity).publicKey),
});

/** The one line to hand to the organizer (C2SP): name, check, key. */
export const verifierLine = (identity: WitnessIdentity): string =>
  verifierKey({ name: identity.name, publicKey: keyOf(identity).publicKey }, 'cosignature');

/** Four groups of four characters of a witness's key, to read out over the telephone. */
export const witnessFingerprint = ({ key }: Witness): readonly string[] => shortHash(sha256(decodeBase64url(key, 32)));

export type WatchRefusal = 'meeting-missing' | 'meeting-signature' | 'not-declared';

/** A witness follows only a log whose first leaf names it with its key. */
export function watch(identity: WitnessIdentity, record: RecordFile): Result<WatchedLog, WatchRefusal> {
  const [meeting] = entriesOf(record, 'meeting');
  if (meeting === undefined || meeting.index !== 0) return err('meeting-missing');
  const { id, logOrigin, keys, witnesses } = meeting.entry;
  if (signatureFaults(meeting.entry, meeting.entry).length > 0) return err('meeting-signature');
  const own = declarationOf(identity);
  if (!witnesses.some(({ name, key }) => name === own.name && key === own.key)) return err('not-declared');
  const meetingLeaf = encodeBase64url(meeting.leaf);
  return ok({ meeting: id, logOrigin, logKey: keys.log, meetingLeaf, head: null, fork: null });
}

/** Where the next consistency proof must begin: at the meeting itself before anything was cosigned. */
export const lastHead = ({ head, meetingLeaf }: WatchedLog): LogHead => head ?? { size: 1, root: meetingLeaf };

export interface Witnessed {
  /** To be stored before the note is sent. */
  readonly log: WatchedLog;
  readonly head: CosignedHead;
}

/** 'stopped': there is evidence against this log. `timestamp`: whole seconds since 1970. */
export function witnessHead(
  identity: WitnessIdentity,
  log: WatchedLog,
  offered: OfferedHead,
  timestamp: number,
): Result<Witnessed, HeadRefusal | 'stopped'> {
  if (log.fork !== null) return err('stopped');
  const followed = followHead(log, lastHead(log), offered);
  if (!followed.ok) return followed;
  const head = cosignFollowed(log, followed.value, offered, { name: identity.name, key: keyOf(identity) }, timestamp);
  return ok({ log: { ...log, head }, head });
}

/**
 * After 'shrunk' or 'inconsistent': unless the record clears it, the log is given up, with evidence where a head had been
 * cosigned. `record` is what the server shows for the refused head, null where it could not be read.
 */
export function giveUp(log: WatchedLog, shown: string, record: RecordFile | null): Suspicion {
  if (log.head !== null) return evidenceFromHead(log, log.head, shown, record);
  if (isCleared(log, lastHead(log), shown, record)) return 'cleared';
  return record === null ? 'undecided' : null;
}
