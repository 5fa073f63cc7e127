/**
 * Following a log, as scrutineers' devices and outside witnesses do (specification §3.7): a head is believed only when
 * the log signed it and it extends the last one; and when it does not, what shows it to others.
 *
 * Security: heads, proofs and records come from the server. After 'shrunk' or 'inconsistent' the follower signs nothing
 * more in this log; the callers keep the evidence. Of a note only what the log signed is kept: further lines, in any order
 * and of any length, come from whoever sent it.
 */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import type { Checkpoint } from '../../crypto/log/checkpoint.ts';
import {
  createMerkleTree,
  type MerkleTree,
  merkleRoot,
  prefixPath,
  treeSize,
  verifyConsistency,
} from '../../crypto/log/merkle.ts';
import {
  addSignatures,
  cosign,
  formatNote,
  type NoteVerifier,
  onlyLineOf,
  parseNote,
} from '../../crypto/log/signed-note.ts';
import { err, type Result } from '../../crypto/result.ts';
import type { SigningKey } from '../../crypto/sign.ts';
import type { CosignedHead, ForkEvidence, LogHead } from '../record/log-head.ts';
import { entriesOf, type RecordFile } from '../record/reader.ts';
import { headSignedBy, isProven, judgeForkEvidence } from '../verify/fork-evidence.ts';

/** The log as the `meeting` entry declares it. */
export interface FollowedLog {
  readonly logOrigin: string;
  readonly logKey: string;
}

export interface OfferedHead {
  /** Complete signed note over the checkpoint. */
  readonly note: string;
  /** RFC 9162 consistency proof from the last head, base64url. */
  readonly proof: readonly string[];
}

export type HeadRefusal = 'note-malformed' | 'other-log' | 'log-signature' | 'shrunk' | 'inconsistent';

/** Of these two the follower has seen two histories; of the others only something that the log never signed. */
export const isFork = (refusal: string): boolean => refusal === 'shrunk' || refusal === 'inconsistent';

const verifierOf = ({ logOrigin, logKey }: FollowedLog): NoteVerifier => ({
  name: logOrigin,
  publicKey: decodeBase64url(logKey, 32),
});

/** The offered head, if it is the log's and extends `last`. */
export function followHead(log: FollowedLog, last: LogHead, offered: OfferedHead): Result<Checkpoint, HeadRefusal> {
  const head = headSignedBy(verifierOf(log), offered.note);
  if (!head.ok) return head;
  let proof: readonly Uint8Array[];
  try {
    proof = offered.proof.map((hash) => decodeBase64url(hash, 32));
  } catch {
    return err('note-malformed');
  }
  if (head.value.size < last.size) return err('shrunk');
  const extended = verifyConsistency(
    last.size,
    head.value.size,
    decodeBase64url(last.root, 32),
    head.value.root,
    proof,
  );
  return extended ? head : err('inconsistent');
}

/** The follower's own line under a head it has followed: the note to send, and what it keeps. */
export function cosignFollowed(
  log: FollowedLog,
  { size, root }: Checkpoint,
  offered: OfferedHead,
  signer: { readonly name: string; readonly key: SigningKey },
  timestamp: number,
): CosignedHead {
  const bare = onlyLineOf(parseNote(offered.note), verifierOf(log));
  const { publicKey, secretKey } = signer.key;
  const line = cosign(bare.text, { name: signer.name, publicKey }, secretKey, timestamp);
  const own = addSignatures(bare, [line]);
  return { size, root: encodeBase64url(root), note: formatNote(own) };
}

/** The tree over a record as its reader holds it. */
export const treeOf = (record: Pick<RecordFile, 'leaves'>): MerkleTree =>
  createMerkleTree(record.leaves.map(({ leaf }) => leaf));

/** What does not even begin as a record is none: the answer of something between the follower and the log. */
export const beginsWithMeeting = (record: RecordFile): boolean => entriesOf(record, 'meeting')[0]?.index === 0;

/** Whether a record begins with the leaves of this head. */
export function extendsHead(head: LogHead | null, record: Pick<RecordFile, 'leaves'>): boolean {
  if (head === null) return true;
  const tree = treeOf(record);
  return treeSize(tree) >= head.size && encodeBase64url(merkleRoot(tree, head.size)) === head.root;
}

/**
 * 'cleared': both heads are of one history, and only what was sent with the refused one was wrong. 'undecided': without a
 * record an honest log could not have cleared itself, so that the follower signs nothing and asks again. Null: two
 * histories, and nothing to show for it.
 */
export type Suspicion = ForkEvidence | 'cleared' | 'undecided' | null;

/** Whether the log shows by its record that a head it was refused for does belong to the history of the last one. */
export function isCleared(
  log: FollowedLog,
  last: LogHead,
  shown: string,
  record: Pick<RecordFile, 'leaves'> | null,
): boolean {
  const head = headSignedBy(verifierOf(log), shown);
  if (!head.ok) return false;
  const offered = { size: head.value.size, root: encodeBase64url(head.value.root) };
  if (offered.size === last.size && offered.root === last.root) return true;
  return record !== null && extendsHead(last, record) && extendsHead(offered, record);
}

/**
 * Evidence from a head that does not extend the last one. `record` is what the server shows for it: if it holds both
 * heads, it clears the log; if it is the record of the larger head only, it gives the path that proves the conflict. Null
 * where no record could be read: then only two roots of one size stop the follower.
 */
export function evidenceFromHead(
  log: FollowedLog,
  last: CosignedHead,
  shown: string,
  record: Pick<RecordFile, 'leaves'> | null,
): Suspicion {
  const head = headSignedBy(verifierOf(log), shown);
  if (!head.ok) return null;
  if (isCleared(log, last, shown, record)) return 'cleared';
  const evidence: ForkEvidence = {
    type: 'fork-evidence',
    version: 1,
    logOrigin: log.logOrigin,
    logKey: log.logKey,
    cosigned: last.note,
    shown: formatNote(onlyLineOf(parseNote(shown), verifierOf(log))),
    path: record === null ? [] : pathBetween(last, head.value, treeOf(record)),
  };
  const verdict = judgeForkEvidence(evidence);
  if (record === null && !(verdict.ok && isProven(verdict.value))) return 'undecided';
  return verdict.ok ? evidence : null;
}

/** Evidence from a record that does not begin with the last head: the first signed checkpoint that proves it, else the last one. */
export function evidenceFromRecord(log: FollowedLog, last: CosignedHead, record: RecordFile): ForkEvidence | null {
  let found: ForkEvidence | null = null;
  for (const line of record.lines) {
    if (line.kind !== 'checkpoint') continue;
    const evidence = evidenceFromHead(log, last, line.note, record);
    if (evidence === null || typeof evidence === 'string') continue;
    found = evidence;
    const verdict = judgeForkEvidence(evidence);
    if (verdict.ok && isProven(verdict.value)) return evidence;
  }
  return found;
}

/** Empty where sizes are equal, or the tree is not that of the larger head, or has no other prefix than the smaller. */
function pathBetween(last: LogHead, shown: Checkpoint, tree: MerkleTree): readonly string[] {
  const known = { size: last.size, root: decodeBase64url(last.root, 32) };
  const [smaller, larger] = known.size < shown.size ? [known, shown] : [shown, known];
  if (smaller.size === larger.size || smaller.size === 0 || treeSize(tree) < larger.size) return [];
  if (!equalBytes(merkleRoot(tree, larger.size), larger.root)) return [];
  if (equalBytes(merkleRoot(tree, smaller.size), smaller.root)) return [];
  return prefixPath(tree, smaller.size, larger.size).map(encodeBase64url);
}
