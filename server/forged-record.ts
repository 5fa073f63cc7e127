/**
 * Tests only: a record as the server could write it with its own keys and with everybody who helps it, colleagues of the
 * deceived scrutineer and witnesses included. What is not changed keeps its signatures; every head is signed anew.
 */
import { compareBytes } from '../crypto/encoding/bytes.ts';
import { formatCheckpoint } from '../crypto/log/checkpoint.ts';
import {
  addSignatures,
  cosign,
  formatNote,
  type Note,
  type NoteSignature,
  signNote,
} from '../crypto/log/signed-note.ts';
import type { SigningKey } from '../crypto/sign.ts';
import { SERVER, scrutineerAuthor } from '../tally/record/authors.ts';
import {
  type Entry,
  entryHash,
  isBallotEntry,
  type SignedEntry,
  signEntry,
  type Unsigned,
  withSignatures,
} from '../tally/record/entry.ts';
import { cosignerName, type MeetingEntry } from '../tally/record/meeting-entry.ts';
import { entriesOf, type RecordFile } from '../tally/record/reader.ts';
import { createRecordWriter } from '../tally/record/writer.ts';
import { cosigningKeyOf, type ScrutineerState, signingKeyOf } from '../tally/roles/scrutineer/state.ts';
import type { MeetingKeys } from './services/meeting-keys.ts';

export type Forgers = {
  readonly server: MeetingKeys;
  readonly scrutineers: readonly ScrutineerState[];
  readonly witnesses: readonly { readonly name: string; readonly key: SigningKey }[];
};

export type Forgery = {
  /** What stands in the place of each entry, in order; ballot entries of a round become one sorted group. */
  readonly rewrite?: (entry: Entry) => readonly Entry[];
  /** The whole sequence, after `rewrite`. */
  readonly reorder?: (entries: readonly Entry[]) => readonly Entry[];
  /** Names of those who cosign; everybody who helps by default. */
  readonly cosigners?: (names: readonly string[]) => readonly string[];
  /** Every head, after its signatures. */
  readonly note?: (note: Note) => Note;
};

/** An entry signed by the server and every helping scrutineer, as `open` and `close` are. */
export function signedAgain<E extends SignedEntry>(entry: E, forgers: Forgers, byScrutineers: boolean): E {
  const { signatures: _, ...unsigned } = entry;
  const draft = unsigned as unknown as Unsigned<SignedEntry>;
  const others = byScrutineers
    ? forgers.scrutineers.map((state) => signEntry(draft, scrutineerAuthor(state.index), signingKeyOf(state).secretKey))
    : [];
  const own = signEntry(draft, SERVER, forgers.server.entries.secretKey);
  return withSignatures<E>(draft as unknown as Unsigned<E>, [own, ...others]);
}

/** An entry signed by one helping scrutineer alone, as `partial-decryption` is. */
export function signedAlone<E extends SignedEntry>(entry: E, { scrutineers }: Forgers, index: number): E {
  const { signatures: _, ...unsigned } = entry;
  const state = scrutineers.find((one) => one.index === index);
  if (state === undefined) throw new Error(`scrutineer ${index} does not help`);
  const draft = unsigned as unknown as Unsigned<E>;
  return withSignatures<E>(draft, [signEntry(draft, scrutineerAuthor(index), signingKeyOf(state).secretKey)]);
}

export function forgedRecord(honest: RecordFile, forgers: Forgers, forgery: Forgery): string {
  const {
    rewrite = (entry) => [entry],
    reorder = (entries) => entries,
    cosigners = (names) => names,
    note = (own) => own,
  } = forgery;
  const meeting = entriesOf(honest, 'meeting')[0]?.entry as MeetingEntry;
  const helpers = [
    ...forgers.scrutineers.map((state) => ({
      name: cosignerName(meeting.logOrigin, state.index),
      key: cosigningKeyOf(state),
    })),
    ...forgers.witnesses,
  ];
  const chosen = new Set(cosigners(helpers.map(({ name }) => name)));
  const writer = createRecordWriter();
  const checkpoint = () => {
    const text = formatCheckpoint({ origin: meeting.logOrigin, size: writer.size(), root: writer.root() });
    const { publicKey, secretKey } = forgers.server.log;
    const lines: readonly NoteSignature[] = helpers
      .filter(({ name }) => chosen.has(name))
      .map(({ name, key }) => cosign(text, { name, publicKey: key.publicKey }, key.secretKey, 1_796_000_000));
    const own = signNote(text, { name: meeting.logOrigin, publicKey }, secretKey);
    writer.checkpoint(formatNote(note(addSignatures({ text, signatures: [own] }, lines))));
  };

  const entries = reorder(honest.leaves.flatMap((leaf) => (leaf.kind === 'entry' ? rewrite(leaf.entry) : [])));
  for (const [at, entry] of entries.entries()) {
    if (!isBallotEntry(entry)) {
      writer.append(entry);
      checkpoint();
    } else if (at === 0 || !isBallotEntry(entries[at - 1] as Entry)) {
      for (const one of groupFrom(entries, at)) writer.append(one);
      checkpoint();
    }
  }
  return writer.text();
}

/** The run of ballot entries that begins here, sorted as a group must be. */
function groupFrom(entries: readonly Entry[], at: number): readonly Entry[] {
  const rest = entries.slice(at);
  const end = rest.findIndex((entry) => !isBallotEntry(entry));
  return rest.slice(0, end === -1 ? rest.length : end).toSorted((a, b) => compareBytes(entryHash(a), entryHash(b)));
}
