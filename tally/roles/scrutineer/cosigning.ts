/**
 * A scrutineer's device cosigns log heads (specification §3.7): only a head signed by the meeting's log, larger than or
 * equal to the last one this device cosigned, and proven to extend it. Two histories stop the device for good.
 */
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { EMPTY_ROOT, merkleRoot } from '../../../crypto/log/merkle.ts';
import { err, ok, type Result } from '../../../crypto/result.ts';
import type { ForkEvidence, LogHead } from '../../record/log-head.ts';
import { cosignerName, type MeetingEntry } from '../../record/meeting-entry.ts';
import type { RecordFile } from '../../record/reader.ts';
import {
  cosignFollowed,
  evidenceFromHead,
  evidenceFromRecord,
  extendsHead,
  type FollowedLog,
  followHead,
  type HeadRefusal,
  isCleared,
  type OfferedHead,
  type Suspicion,
  treeOf,
} from '../log-following.ts';
import { cosigningKeyOf, type ScrutineerState } from './state.ts';

/** 'stopped': this device has evidence of two histories and cosigns no third one either. */
export type CosignRefusal = HeadRefusal | 'stopped';

export interface Cosigned {
  /** To be stored before the note is sent. */
  readonly state: ScrutineerState;
  readonly head: LogHead;
  /** The note with this scrutineer's cosignature line. */
  readonly note: string;
}

const NOTHING: LogHead = { size: 0, root: encodeBase64url(EMPTY_ROOT) };

const logOf = ({ logOrigin, keys }: MeetingEntry): FollowedLog => ({ logOrigin, logKey: keys.log });

/** `offered.proof` begins at the head this device cosigned last, at size 0 at first. `timestamp`: seconds since 1970. */
export function cosignHead(
  state: ScrutineerState,
  meeting: MeetingEntry,
  offered: OfferedHead,
  timestamp: number,
): Result<Cosigned, CosignRefusal> {
  if (state.fork !== null) return err('stopped');
  const head = followHead(logOf(meeting), state.cosigned ?? NOTHING, offered);
  if (!head.ok) return head;
  const signer = { name: cosignerName(meeting.logOrigin, state.index), key: cosigningKeyOf(state) };
  const cosigned = cosignFollowed(logOf(meeting), head.value, offered, signer, timestamp);
  const { size, root, note } = cosigned;
  return ok({ state: { ...state, cosigned }, head: { size, root }, note });
}

/** Whether a record contains everything this device ever cosigned: the same leaves, and not fewer. */
export const extendsCosigned = (state: ScrutineerState, record: Pick<RecordFile, 'leaves'>): boolean =>
  extendsHead(state.cosigned, record);

/** The log of now holds every head this device cosigned, and the record it verified is the beginning of that log (§8.2 a). */
export function isOneHistory(state: ScrutineerState, verified: RecordFile, latest: RecordFile): boolean {
  if (state.fork !== null || !extendsCosigned(state, latest)) return false;
  if (latest === verified) return true;
  const size = verified.leaves.length;
  if (latest.leaves.length < size) return false;
  return encodeBase64url(merkleRoot(treeOf(latest), size)) === encodeBase64url(merkleRoot(treeOf(verified), size));
}

/**
 * What to show others of a log that does not extend what this device cosigned: of a refused head, or of a record. Null
 * where the log signed nothing of what was shown; 'cleared' where the record holds the refused head and the last one;
 * 'undecided' where no record could be read.
 */
export function forkSeen(
  state: ScrutineerState,
  meeting: MeetingEntry,
  shown: { readonly note: string | null; readonly record: RecordFile | null },
): Suspicion {
  const log = logOf(meeting);
  if (state.cosigned === null) {
    if (shown.note !== null && isCleared(log, NOTHING, shown.note, shown.record)) return 'cleared';
    return shown.record === null ? 'undecided' : null;
  }
  if (shown.note !== null) return evidenceFromHead(log, state.cosigned, shown.note, shown.record);
  return shown.record === null ? 'undecided' : evidenceFromRecord(log, state.cosigned, shown.record);
}

/** The device stops for good. The first evidence is kept. */
export const stopAtFork = (state: ScrutineerState, evidence: ForkEvidence): ScrutineerState => ({
  ...state,
  fork: state.fork ?? evidence,
});
