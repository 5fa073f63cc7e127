/** The parties of a simulated election with their keys, and the pen they all write the record with. */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { formatCheckpoint } from '../../crypto/log/checkpoint.ts';
import { addSignatures, cosign, formatNote, signNote } from '../../crypto/log/signed-note.ts';
import { newSigningKey, type SigningKey } from '../../crypto/sign.ts';
import { type Author, authorRank, SERVER, scrutineerAuthor } from '../record/authors.ts';
import type { BallotEntry } from '../record/ballot-entries.ts';
import { entryHash, type SignedEntry, signEntry, type Unsigned, withSignatures } from '../record/entry.ts';
import { cosignerName, type ServerKeys } from '../record/meeting-entry.ts';
import { createRecordWriter } from '../record/writer.ts';
import type { Deviation, Draft } from './deviation.ts';

export const LOG_ORIGIN = 'changpiao.simulation/record';

/** 2026-11-28 09:00 in China; cosignatures of a simulation are a second apart. */
const START_SECONDS = Date.UTC(2026, 10, 28, 1) / 1000;

export interface SimulatedScrutineer {
  readonly index: number;
  readonly name: string;
  readonly sign: SigningKey;
  readonly cosign: SigningKey;
}

export interface Published<E> {
  readonly entry: E;
  readonly hash: Uint8Array;
}

export interface Parties {
  readonly scrutineers: readonly SimulatedScrutineer[];
  readonly witnesses: readonly { readonly name: string; readonly key: SigningKey }[];
  readonly keys: ServerKeys;
  /** Server and every scrutineer. */
  readonly everybody: readonly Author[];
  /** Signs and appends; the answer is the entry as it then stands in the record. */
  publish<E extends SignedEntry>(draft: Unsigned<E>, ...authors: readonly Author[]): Published<E>;
  append(entry: BallotEntry): void;
  /** Group checkpoints carry the log's signature alone; where it matters everybody cosigns. */
  checkpoint(cosigned: boolean): void;
  size(): number;
  root(): Uint8Array;
  text(): string;
}

export function createParties(
  random: RandomBytes,
  of: { readonly scrutineers: number; readonly witnesses: readonly string[]; readonly sheetKey: string },
  deviation: Deviation,
): Parties {
  const writer = createRecordWriter();
  const [server, log, receipts] = [newSigningKey(random), newSigningKey(random), newSigningKey(random)];
  const scrutineers = Array.from({ length: of.scrutineers }, (_, at) => ({
    index: at + 1,
    name: `监票人${at + 1}`,
    sign: newSigningKey(random),
    cosign: newSigningKey(random),
  }));
  const witnesses = of.witnesses.map((name) => ({ name, key: newSigningKey(random) }));
  const devices = [
    ...scrutineers.map(({ index, cosign: key }) => ({ name: cosignerName(LOG_ORIGIN, index), key })),
    ...witnesses,
  ];
  const secretOf = (author: Author): Uint8Array =>
    (author === SERVER ? server : (scrutineers[authorRank(author) - 1] as SimulatedScrutineer).sign).secretKey;
  let seconds = START_SECONDS;

  return {
    scrutineers,
    witnesses,
    keys: {
      entries: encodeBase64url(server.publicKey),
      log: encodeBase64url(log.publicKey),
      receipts: encodeBase64url(receipts.publicKey),
      sheet: of.sheetKey,
    },
    everybody: [SERVER, ...scrutineers.map(({ index }) => scrutineerAuthor(index))],
    publish<E extends SignedEntry>(draft: Unsigned<E>, ...authors: readonly Author[]): Published<E> {
      const written = deviation.write?.(draft as Draft) ?? (draft as Draft);
      let last: Published<E> | undefined;
      for (const one of Array.isArray(written) ? (written as readonly Draft[]) : [written as Draft]) {
        const signers = deviation.authors?.(one, authors) ?? authors;
        const signatures = signers.map((author) => signEntry(one, author, secretOf(author)));
        const complete = withSignatures<SignedEntry>(one as Unsigned<SignedEntry>, signatures);
        const entry = deviation.signed?.(complete) ?? complete;
        const { hash } = writer.append(entry);
        if (entry.type === (draft as Draft).type) last = { entry: entry as E, hash };
      }
      const unwritten = { ...draft, signatures: [] } as unknown as E;
      return last ?? { entry: unwritten, hash: entryHash(unwritten) };
    },
    append: (entry) => void writer.append(entry),
    checkpoint(cosigned) {
      const size = writer.size();
      const body = formatCheckpoint({ origin: LOG_ORIGIN, size, root: writer.root() });
      const own = signNote(body, { name: LOG_ORIGIN, publicKey: log.publicKey }, log.secretKey);
      const names = devices.map(({ name }) => name);
      const signing = cosigned ? (deviation.cosigners?.(names, size) ?? names) : [];
      const lines = devices
        .filter(({ name }) => signing.includes(name))
        .map(({ name, key }) => cosign(body, { name, publicKey: key.publicKey }, key.secretKey, ++seconds));
      const note = formatNote(addSignatures({ text: body, signatures: [own] }, lines));
      const kept = deviation.checkpoint === undefined ? note : deviation.checkpoint(note, size);
      if (kept !== null) writer.checkpoint(kept);
    },
    size: writer.size,
    root: writer.root,
    text: writer.text,
  };
}
