/**
 * A scrutineer's device cosigns log heads (specification §3, LESSONS of split views): only a head signed by the
 * meeting's log, larger than or equal to the last one this device cosigned, and proven to extend it.
 *
 * Security: a refusal with code 'inconsistent' or 'shrunk' is evidence that the log showed two histories; the note and
 * the remembered head are kept by the caller, and the device goes on with nothing.
 */
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { parseCheckpoint } from '../../../crypto/log/checkpoint.ts';
import {
  createMerkleTree,
  EMPTY_ROOT,
  type MerkleTree,
  merkleRoot,
  treeSize,
  verifyConsistency,
} from '../../../crypto/log/merkle.ts';
import {
  addSignatures,
  cosign,
  formatNote,
  type Note,
  parseNote,
  verifyNote,
} from '../../../crypto/log/signed-note.ts';
import { err, ok, type Result } from '../../../crypto/result.ts';
import { cosignerName, type MeetingEntry } from '../../record/meeting-entry.ts';
import type { RecordFile } from '../../record/reader.ts';
import { cosigningKeyOf, type LogHead, type ScrutineerState } from './state.ts';

export interface OfferedHead {
  /** Complete signed note over the checkpoint. */
  readonly note: string;
  /** RFC 9162 consistency proof from the head this device cosigned last (from size 0 at first), base64url. */
  readonly proof: readonly string[];
}

export type CosignRefusal = 'note-malformed' | 'other-log' | 'log-signature' | 'shrunk' | 'inconsistent';

export interface Cosigned {
  /** To be stored before the note is sent. */
  readonly state: ScrutineerState;
  readonly head: LogHead;
  /** The note with this scrutineer's cosignature line. */
  readonly note: string;
}

/** `timestamp`: whole seconds since 1970, from the device's clock. */
export function cosignHead(
  state: ScrutineerState,
  meeting: MeetingEntry,
  offered: OfferedHead,
  timestamp: number,
): Result<Cosigned, CosignRefusal> {
  let note: Note;
  let head: { readonly origin: string; readonly size: number; readonly root: Uint8Array };
  let proof: readonly Uint8Array[];
  try {
    note = parseNote(offered.note);
    head = parseCheckpoint(note.text);
    proof = offered.proof.map((hash) => decodeBase64url(hash, 32));
  } catch {
    return err('note-malformed');
  }
  if (head.origin !== meeting.logOrigin) return err('other-log');
  const log = { name: meeting.logOrigin, publicKey: decodeBase64url(meeting.keys.log, 32) };
  if (!verifyNote(note, log)) return err('log-signature');

  const last = state.cosigned ?? { size: 0, root: encodeBase64url(EMPTY_ROOT) };
  if (head.size < last.size) return err('shrunk');
  if (!verifyConsistency(last.size, head.size, decodeBase64url(last.root, 32), head.root, proof)) {
    return err('inconsistent');
  }
  const key = cosigningKeyOf(state);
  const line = cosign(
    note.text,
    { name: cosignerName(meeting.logOrigin, state.index), publicKey: key.publicKey },
    key.secretKey,
    timestamp,
  );
  const cosigned = { size: head.size, root: encodeBase64url(head.root) };
  return ok({
    state: { ...state, cosigned },
    head: cosigned,
    note: formatNote(addSignatures({ text: note.text, signatures: note.signatures.slice(0, 1) }, [line])),
  });
}

/** The tree over a record as this device holds it. */
export const treeOf = (record: Pick<RecordFile, 'leaves'>): MerkleTree =>
  createMerkleTree(record.leaves.map(({ leaf }) => leaf));

/** Whether a record contains everything this device ever cosigned: the same leaves, and not fewer. */
export function extendsCosigned(state: ScrutineerState, record: RecordFile): boolean {
  const tree = treeOf(record);
  const { cosigned } = state;
  if (cosigned === null) return true;
  if (treeSize(tree) < cosigned.size) return false;
  return encodeBase64url(merkleRoot(tree, cosigned.size)) === cosigned.root;
}

/** The log of now holds every head this device cosigned, and the record it verified is the beginning of that log (§8.2 a). */
export function isOneHistory(state: ScrutineerState, verified: RecordFile, latest: RecordFile): boolean {
  if (!extendsCosigned(state, latest)) return false;
  if (latest === verified) return true;
  const size = verified.leaves.length;
  if (latest.leaves.length < size) return false;
  return encodeBase64url(merkleRoot(treeOf(latest), size)) === encodeBase64url(merkleRoot(treeOf(verified), size));
}
