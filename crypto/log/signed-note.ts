/**
 * Signed notes (C2SP signed-note) and their two kinds of Ed25519 lines: the log's own signature, and a witness's or
 * scrutineer's cosignature with the time it saw the head (C2SP tlog-cosignature, cosignature/v1).
 *
 * Notes come from anybody. A line under an unknown key says nothing and is kept; a wrong line under a known key is a
 * finding of the caller's.
 */
import { decodeBase64, encodeBase64 } from '../encoding/base64.ts';
import { compareBytes, concat, encodeUtf8, equalBytes } from '../encoding/bytes.ts';
import { encodeHex } from '../encoding/hex.ts';
import { sha256 } from '../hash.ts';
import { isPublicKey, PUBLIC_KEY_BYTES, SIGNATURE_BYTES, signBytes, verifyBytes } from '../sign.ts';

export type NoteSignature = {
  readonly name: string;
  /** 4 bytes: a hint, never an authentication. */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
};

/** `text` ends with a newline. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** Whose line: the name and the Ed25519 public key. */
export type NoteVerifier = { readonly name: string; readonly publicKey: Uint8Array };

const KEY_ID_BYTES = 4;
const ED25519 = 0x01;
const COSIGNATURE_V1 = 0x04;
const TIMESTAMP_BYTES = 8;

/** Neither spaces nor plus signs: they separate the parts of a line and of a key. */
export const isNoteName = (name: string): boolean => name !== '' && !/[\s+]/u.test(name);

function keyId({ name, publicKey }: NoteVerifier, kind: number): Uint8Array {
  if (!isNoteName(name)) throw new RangeError('note: key name');
  if (publicKey.length !== PUBLIC_KEY_BYTES) throw new RangeError('note: public key');
  return sha256(concat(encodeUtf8(`${name}\n`), Uint8Array.of(kind), publicKey)).slice(0, KEY_ID_BYTES);
}

export const logKeyId = (verifier: NoteVerifier): Uint8Array => keyId(verifier, ED25519);
export const cosignatureKeyId = (verifier: NoteVerifier): Uint8Array => keyId(verifier, COSIGNATURE_V1);

/** name+id+key as C2SP tools take it, for the log or a witness. */
export function verifierKey(verifier: NoteVerifier, kind: 'log' | 'cosignature'): string {
  const type = kind === 'log' ? ED25519 : COSIGNATURE_V1;
  const encoded = encodeBase64(concat(Uint8Array.of(type), verifier.publicKey));
  return `${verifier.name}+${encodeHex(keyId(verifier, type))}+${encoded}`;
}

/** Reads what `verifierKey` writes; throws on anything else. */
export function parseVerifierKey(text: string): NoteVerifier & { readonly kind: 'log' | 'cosignature' } {
  const [, name, encoded] = /^([^+\s]+)\+[0-9a-f]{8}\+(.+)$/u.exec(text) ?? [];
  if (name === undefined || encoded === undefined) throw new TypeError('note: not a verifier key');
  const bytes = decodeBase64(encoded);
  const kind = bytes[0] === ED25519 ? 'log' : 'cosignature';
  const verifier = { name, publicKey: bytes.slice(1) };
  if (!isPublicKey(verifier.publicKey)) throw new TypeError('note: not an Ed25519 key');
  if (verifierKey(verifier, kind) !== text) throw new TypeError('note: verifier key does not re-encode to itself');
  return { ...verifier, kind };
}

export const formatNote = ({ text, signatures }: Note): string =>
  `${text}\n${signatures
    .map(({ name, keyId, signature }) => `— ${name} ${encodeBase64(concat(keyId, signature))}\n`)
    .join('')}`;

/** Throws on anything that `formatNote` would not write, and on a note without a signature line. */
export function parseNote(note: string): Note {
  const at = note.lastIndexOf('\n\n');
  if (at < 0) throw new TypeError('note: no signature lines');
  const text = note.slice(0, at + 1);
  const lines = note
    .slice(at + 2)
    .split('\n')
    .slice(0, -1);
  const signatures = lines.map((line) => {
    const [, name, encoded] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
    if (name === undefined || encoded === undefined || !isNoteName(name)) throw new TypeError('note: signature line');
    const bytes = decodeBase64(encoded);
    if (bytes.length <= KEY_ID_BYTES) throw new TypeError('note: signature line');
    return { name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
  });
  if (signatures.length === 0) throw new TypeError('note: no signature lines');
  if (formatNote({ text, signatures }) !== note) throw new TypeError('note: does not re-encode to itself');
  return { text, signatures };
}

/** The log's own line over the checkpoint's text. */
export const signNote = (text: string, signer: NoteVerifier, secretKey: Uint8Array): NoteSignature => ({
  name: signer.name,
  keyId: logKeyId(signer),
  signature: signBytes(encodeUtf8(text), secretKey),
});

const linesOf = ({ signatures }: Note, name: string, id: Uint8Array): readonly NoteSignature[] =>
  signatures.filter((line) => line.name === name && equalBytes(line.keyId, id));

/** The note with only the first line of this key, if it has one: how many others there are, their sender chooses. */
export const onlyLineOf = (note: Note, verifier: NoteVerifier): Note => ({
  text: note.text,
  signatures: linesOf(note, verifier.name, logKeyId(verifier)).slice(0, 1),
});

/** True iff the note carries a line of this key and every line of it is valid. */
export function verifyNote(note: Note, verifier: NoteVerifier): boolean {
  const lines = linesOf(note, verifier.name, logKeyId(verifier));
  const message = encodeUtf8(note.text);
  return lines.length > 0 && lines.every(({ signature }) => verifyBytes(message, signature, verifier.publicKey));
}

const cosignedMessage = (text: string, timestamp: number): Uint8Array =>
  encodeUtf8(`cosignature/v1\ntime ${timestamp}\n${text}`);

/** `timestamp` in whole seconds since 1970, from the caller's clock. */
export function cosign(text: string, signer: NoteVerifier, secretKey: Uint8Array, timestamp: number): NoteSignature {
  if (!Number.isSafeInteger(timestamp) || timestamp <= 0) throw new RangeError('cosignature: time');
  const time = new Uint8Array(TIMESTAMP_BYTES);
  new DataView(time.buffer).setBigUint64(0, BigInt(timestamp));
  return {
    name: signer.name,
    keyId: cosignatureKeyId(signer),
    signature: concat(time, signBytes(cosignedMessage(text, timestamp), secretKey)),
  };
}

/** The time of the cosignature of this key; undefined when there is none, or when any line of the key is wrong. */
export function verifyCosignature(note: Note, verifier: NoteVerifier): number | undefined {
  const lines = linesOf(note, verifier.name, cosignatureKeyId(verifier));
  const times = lines.map(({ signature }) => {
    if (signature.length !== TIMESTAMP_BYTES + SIGNATURE_BYTES) return undefined;
    const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
    if (time === 0n || time > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
    const timestamp = Number(time);
    const valid = verifyBytes(
      cosignedMessage(note.text, timestamp),
      signature.subarray(TIMESTAMP_BYTES),
      verifier.publicKey,
    );
    return valid ? timestamp : undefined;
  });
  return times.includes(undefined) ? undefined : times[0];
}

/** The note with further lines, in one order (name, then key id, then signature) after the log's own first line. */
export function addSignatures(note: Note, added: readonly NoteSignature[]): Note {
  const [own, ...others] = note.signatures;
  if (own === undefined) return { text: note.text, signatures: [...added] };
  const sorted = [...others, ...added].sort(
    (a, b) =>
      compareBytes(encodeUtf8(a.name), encodeUtf8(b.name)) ||
      compareBytes(a.keyId, b.keyId) ||
      compareBytes(a.signature, b.signature),
  );
  return { text: note.text, signatures: [own, ...sorted] };
}
