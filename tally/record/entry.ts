/**
 * One entry of the record: the union of all kinds, the strict decoder, the entry hash and the bytes that are
 * signed (specification §3).
 */
import type { z } from 'zod';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { canonicalBytes, hashObject } from '../../crypto/encoding/canonical.ts';
import { signBytes } from '../../crypto/sign.ts';
import { type DecisionEntry, decisionEntry, type MotionEntry, motionEntry } from './assembly-entries.ts';
import { type Author, authorRank, type EntrySignature } from './authors.ts';
import { type BallotEntry, isCastEntry, isChallengeEntry, voidEntry } from './ballot-entries.ts';
import {
  type KeyAbortEntry,
  type KeyCommitEntry,
  type KeyConfirmEntry,
  type KeyRevealEntry,
  keyAbortEntry,
  keyCommitEntry,
  keyConfirmEntry,
  keyRevealEntry,
} from './ceremony-entries.ts';
import {
  type AggregateEntry,
  type AttestationEntry,
  aggregateEntry,
  attestationEntry,
  type PaperProofEntry,
  type PartialDecryptionEntry,
  paperProofEntry,
  partialDecryptionEntry,
  type ResultEntry,
  resultEntry,
} from './count-entries.ts';
import { type MeetingEntry, meetingEntry } from './meeting-entry.ts';
import { type PaperCountEntry, type PaperRoundEntry, paperCountEntry, paperRoundEntry } from './paper-entries.ts';
import {
  type CloseEntry,
  closeEntry,
  type OpenEntry,
  openEntry,
  type PaperEntry,
  paperEntry,
  type RoundEntry,
  roundEntry,
  type TokensEntry,
  tokensEntry,
} from './round-entries.ts';

export type SignedEntry =
  | MeetingEntry
  | KeyCommitEntry
  | KeyRevealEntry
  | KeyConfirmEntry
  | KeyAbortEntry
  | PartialDecryptionEntry
  | TokensEntry
  | RoundEntry
  | OpenEntry
  | CloseEntry
  | AggregateEntry
  | ResultEntry
  | AttestationEntry
  | PaperProofEntry
  | PaperEntry
  | PaperRoundEntry
  | PaperCountEntry
  | MotionEntry
  | DecisionEntry;

export type Entry = SignedEntry | BallotEntry;
export type EntryType = Entry['type'];

const SIGNED_SCHEMAS = {
  meeting: meetingEntry,
  'key-commit': keyCommitEntry,
  'key-reveal': keyRevealEntry,
  'key-confirm': keyConfirmEntry,
  'key-abort': keyAbortEntry,
  'partial-decryption': partialDecryptionEntry,
  tokens: tokensEntry,
  round: roundEntry,
  open: openEntry,
  close: closeEntry,
  aggregate: aggregateEntry,
  result: resultEntry,
  attestation: attestationEntry,
  'paper-proof': paperProofEntry,
  paper: paperEntry,
  'paper-round': paperRoundEntry,
  'paper-count': paperCountEntry,
  motion: motionEntry,
  decision: decisionEntry,
} as const satisfies Record<SignedEntry['type'], z.ZodType>;

const isSignedType = (type: string): type is SignedEntry['type'] => Object.hasOwn(SIGNED_SCHEMAS, type);

export const isBallotEntry = (entry: Entry): entry is BallotEntry =>
  entry.type === 'cast' || entry.type === 'void' || entry.type === 'challenge';

export type EntryProblem = 'entry-type-unknown' | 'entry-malformed';

/** `value` is what canonical JSON decoded to. Unknown fields, missing fields and defaulted fields are refused. */
export function decodeEntry(value: unknown): Entry | EntryProblem {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  if (type === 'cast') return isCastEntry(value) ? value : 'entry-malformed';
  if (type === 'challenge') return isChallengeEntry(value) ? value : 'entry-malformed';
  if (type === 'void') {
    const parsed = voidEntry.safeParse(value);
    return parsed.success ? parsed.data : 'entry-malformed';
  }
  if (typeof type !== 'string' || !isSignedType(type)) return 'entry-type-unknown';
  const parsed = SIGNED_SCHEMAS[type].safeParse(value);
  if (!parsed.success) return 'entry-malformed';
  // A schema with defaults must not complete what the signers did not sign.
  if (hashText(parsed.data) !== hashText(value)) return 'entry-malformed';
  return parsed.data as SignedEntry;
}

const hashText = (value: unknown): string => encodeBase64url(hashObject(value));

/** SHA-256 of the canonical bytes, signatures included: the leaf's content and the entry's name. */
export function entryHash(entry: Entry): Uint8Array {
  return hashObject(entry);
}

export type Unsigned<E extends SignedEntry> = E extends SignedEntry ? Omit<E, 'signatures'> : never;

/** What every author signs: the canonical entry without its `signatures` field. */
export function signedBytes(entry: SignedEntry | Unsigned<SignedEntry>): Uint8Array {
  const { signatures: _, ...unsigned } = entry as SignedEntry;
  return canonicalBytes(unsigned);
}

/** One author's signature for a proposed entry. */
export function signEntry(unsigned: Unsigned<SignedEntry>, author: Author, secretKey: Uint8Array): EntrySignature {
  return { author, signature: encodeBase64url(signBytes(signedBytes(unsigned), secretKey)) };
}

/** The complete entry: signatures stand server first, then by index. */
export function withSignatures<E extends SignedEntry>(unsigned: Unsigned<E>, signatures: readonly EntrySignature[]): E {
  const sorted = [...signatures].sort((a, b) => authorRank(a.author) - authorRank(b.author));
  return { ...unsigned, signatures: sorted } as unknown as E;
}
