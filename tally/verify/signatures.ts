/**
 * Who signed an entry (specification §3): the right authors, all of them, nobody else, in order, each once, every
 * signature valid under the key that `meeting` declares.
 */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { verifyBytes } from '../../crypto/sign.ts';
import { type Author, authorRank, SERVER, scrutineerAuthor } from '../record/authors.ts';
import { type SignedEntry, signedBytes } from '../record/entry.ts';
import type { MeetingEntry } from '../record/meeting-entry.ts';
import type { FindingCode } from './finding-text.ts';

export type SignatureCode = Extract<
  FindingCode,
  'author-missing' | 'author-wrong' | 'signature-order' | 'signature-invalid'
>;

interface Authors {
  /** All of these must sign. */
  readonly required: readonly Author[];
  /** At least `least` of these besides; more are welcome. */
  readonly anyOf: readonly Author[];
  readonly least: number;
}

const only = (...required: readonly Author[]): Authors => ({ required, anyOf: [], least: 0 });

/** The authors of specification §3. */
export function authorsOf(entry: SignedEntry, meeting: MeetingEntry): Authors {
  const scrutineers = meeting.scrutineers.map((_, at) => scrutineerAuthor(at + 1));
  switch (entry.type) {
    case 'meeting':
    case 'aggregate':
    case 'result':
    case 'paper':
      return only(SERVER);
    case 'key-commit':
    case 'key-confirm':
    case 'key-abort':
    case 'partial-decryption':
    case 'paper-proof':
      return only(scrutineerAuthor(entry.index));
    case 'key-reveal':
      return only(scrutineerAuthor(entry.package.index));
    case 'attestation':
      // The index is the author's: an attestation says nothing about who made it.
      return { required: [], anyOf: scrutineers, least: 1 };
    case 'tokens':
    case 'round':
      return only(SERVER, ...scrutineers);
    case 'open':
    case 'close':
    case 'paper-round':
    case 'paper-count':
    case 'motion':
    case 'decision':
      return { required: [SERVER], anyOf: scrutineers, least: meeting.threshold };
  }
}

/** The public key an author signs entries with, or undefined for an author the meeting does not know. */
export function entryKeyOf(author: Author, meeting: MeetingEntry): Uint8Array | undefined {
  const key = author === SERVER ? meeting.keys.entries : meeting.scrutineers[authorRank(author) - 1]?.signKey;
  return key === undefined ? undefined : decodeBase64url(key, 32);
}

/** Everything that is wrong with the signatures of one entry; empty when they hold. */
export function signatureFaults(entry: SignedEntry, meeting: MeetingEntry): readonly SignatureCode[] {
  const faults = new Set<SignatureCode>();
  const { required, anyOf, least } = authorsOf(entry, meeting);
  const authors = entry.signatures.map(({ author }) => author);
  for (const author of required) if (!authors.includes(author)) faults.add('author-missing');
  if (new Set(authors.filter((author) => anyOf.includes(author))).size < least) faults.add('author-missing');
  if (authors.some((author) => !required.includes(author) && !anyOf.includes(author))) faults.add('author-wrong');
  if (entry.type === 'attestation' && authors.length > 1) faults.add('author-wrong');
  const ranks = authors.map(authorRank);
  if (ranks.some((rank, at) => rank <= (ranks[at - 1] ?? -1))) faults.add('signature-order');
  const message = signedBytes(entry);
  for (const { author, signature } of entry.signatures) {
    const key = entryKeyOf(author, meeting);
    // An entry that names a scrutineer nobody declared requires a signature nobody can check.
    if (key === undefined) faults.add('author-wrong');
    else if (!verifyBytes(message, decodeBase64url(signature, 64), key)) faults.add('signature-invalid');
  }
  return [...faults];
}
