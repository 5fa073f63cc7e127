/**
 * Check 2 (specification §3, §10): the meeting's keys, the Merkle tree recomputed, every checkpoint against it, the
 * log's signature and every cosignature; checkpoints where they must stand, the closing one cosigned by all.
 */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { type Checkpoint, parseCheckpoint } from '../../crypto/log/checkpoint.ts';
import { createMerkleTree, merkleRoot } from '../../crypto/log/merkle.ts';
import {
  cosignatureKeyId,
  logKeyId,
  type Note,
  type NoteSignature,
  type NoteVerifier,
  parseNote,
  verifyCosignature,
  verifyNote,
} from '../../crypto/log/signed-note.ts';
import { p256KeyFromSpki } from '../../crypto/p256.ts';
import { isPublicKey } from '../../crypto/sign.ts';
import { cosignerName, type MeetingEntry } from '../record/meeting-entry.ts';
import type { ReadCheckpoint, RecordFile } from '../record/reader.ts';
import type { VerifyContext } from './context.ts';
import type { Place } from './finding.ts';
import { groupsOf } from './groups.ts';

/** Roots of the tree of the record's lines, whatever they hold. */
export interface LogRoots {
  readonly at: (size: number) => Uint8Array;
}

export function recomputeRoots(file: Pick<RecordFile, 'leaves'>): LogRoots {
  const tree = createMerkleTree(file.leaves.map(({ leaf }) => leaf));
  return { at: (size) => merkleRoot(tree, size) };
}

export function checkLog(context: VerifyContext, roots: LogRoots, through: string): void {
  const { file, meeting, findings } = context;
  checkDeclaredKeys(context);
  const parties = partiesOf(meeting.entry);
  const signers = new Map<ReadCheckpoint, ReadonlySet<string>>();
  for (const line of file.lines) {
    if (line.kind === 'checkpoint') signers.set(line, checkCheckpoint(context, parties, roots, line));
  }

  // §3: a record without all configured cosignatures on its closing checkpoint is reported, not accepted.
  for (const { close, result, paper, paperCount, ballots } of context.structure.rounds) {
    if (close !== null) {
      const closing = checkpointAfter(file, close.index);
      if (closing === null) findings.report('log', 'checkpoint-missing', close);
      else if (paper === null && parties.cosigners.some(({ name }) => !signers.get(closing)?.has(name))) {
        findings.report('log', 'cosignature-missing', placeOf(closing));
      }
    }
    for (const counted of [result, paperCount]) {
      if (counted !== null && checkpointAfter(file, counted.index) === null)
        findings.report('log', 'checkpoint-missing', counted);
    }
    for (const { leaves, closed } of groupsOf(file, ballots)) {
      if (!closed) findings.report('log', 'checkpoint-missing', leaves.at(-1) ?? leaves[0]);
    }
  }
  const last = file.lines.at(-1);
  if (through === 'result' && last?.kind !== 'checkpoint') findings.report('log', 'checkpoint-missing', last ?? null);
}

/** One key, one purpose; every key a real one. */
function checkDeclaredKeys({ meeting, findings }: VerifyContext): void {
  const { keys, scrutineers, witnesses } = meeting.entry;
  const ed25519 = [
    keys.entries,
    keys.log,
    keys.receipts,
    ...scrutineers.flatMap(({ signKey, cosignKey }) => [signKey, cosignKey]),
    ...witnesses.map(({ key }) => key),
  ];
  if (new Set(ed25519).size < ed25519.length) findings.report('log', 'key-reused', meeting);
  // A cosignature counts for the name it stands under, so a witness must not bear a scrutineer's.
  const { log, cosigners } = partiesOf(meeting.entry);
  const names = [log, ...cosigners].map(({ name }) => name);
  if (new Set(names).size < names.length) findings.report('log', 'key-reused', meeting);
  if (!ed25519.every((text) => isPublicKey(decodeBase64url(text, 32))) || !isSheetKey(keys.sheet)) {
    findings.report('log', 'key-malformed', meeting);
  }
}

function isSheetKey(text: string): boolean {
  try {
    return p256KeyFromSpki(decodeBase64url(text)) !== undefined;
  } catch {
    return false;
  }
}

interface Parties {
  readonly log: NoteVerifier;
  /** Every scrutineer's device and every witness. */
  readonly cosigners: readonly NoteVerifier[];
}

export function partiesOf(meeting: MeetingEntry): Parties {
  const key = (text: string) => decodeBase64url(text, 32);
  return {
    log: { name: meeting.logOrigin, publicKey: key(meeting.keys.log) },
    cosigners: [
      ...meeting.scrutineers.map(({ cosignKey }, at) => ({
        name: cosignerName(meeting.logOrigin, at + 1),
        publicKey: key(cosignKey),
      })),
      ...meeting.witnesses.map((witness) => ({ name: witness.name, publicKey: key(witness.key) })),
    ],
  };
}

const placeOf = (checkpoint: ReadCheckpoint): Place => ({
  line: checkpoint.line,
  index: Math.max(0, checkpoint.size - 1),
});

/** The names whose cosignatures hold. */
function checkCheckpoint(
  { findings }: VerifyContext,
  { log, cosigners }: Parties,
  roots: LogRoots,
  line: ReadCheckpoint,
): ReadonlySet<string> {
  const at = placeOf(line);
  let note: Note;
  let head: Checkpoint;
  try {
    note = parseNote(line.note);
    head = parseCheckpoint(note.text);
  } catch {
    findings.report('log', 'checkpoint-unreadable', at);
    return new Set();
  }
  if (head.origin !== log.name) findings.report('log', 'checkpoint-origin', at);
  if (head.size !== line.size) findings.report('log', 'checkpoint-size', at);
  if (!equalBytes(head.root, roots.at(line.size))) findings.report('log', 'checkpoint-root', at);
  if (!verifyNote(note, log)) findings.report('log', 'checkpoint-log-signature', at);

  const idOf = ({ name, keyId }: NoteSignature) => `${name} ${keyId.join()}`;
  const known = new Map<string, NoteVerifier | null>([
    [idOf({ name: log.name, keyId: logKeyId(log), signature: new Uint8Array() }), null],
    ...cosigners.map(
      (cosigner) =>
        [
          idOf({ name: cosigner.name, keyId: cosignatureKeyId(cosigner), signature: new Uint8Array() }),
          cosigner,
        ] as const,
    ),
  ]);
  const seen = new Set<string>();
  const valid = new Set<string>();
  for (const signature of note.signatures) {
    const id = idOf(signature);
    const cosigner = known.get(id);
    // C2SP tells clients to skip unknown lines; in a record that is evidence every line must be accounted for.
    if (cosigner === undefined) findings.report('log', 'checkpoint-signature-unknown', at);
    else if (seen.has(id)) findings.report('log', 'checkpoint-signature-twice', at);
    else if (cosigner !== null) {
      if (verifyCosignature(note, cosigner) === undefined) findings.report('log', 'checkpoint-signature-invalid', at);
      else valid.add(cosigner.name);
    }
    seen.add(id);
  }
  return valid;
}

/** The checkpoint between this leaf and the next, the last one if cosignatures were collected in several lines. */
function checkpointAfter(file: RecordFile, index: number): ReadCheckpoint | null {
  const checkpoints = file.lines.flatMap((line) => (line.kind === 'checkpoint' ? [line] : []));
  return checkpoints.findLast(({ size }) => size === index + 1) ?? null;
}
