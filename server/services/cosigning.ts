/**
 * Cosignatures of checkpoints (specification §3.7): each scrutineer's device and each outside witness checks consistency
 * with what it cosigned before and adds its line; the record shows them with the checkpoint.
 *
 * Two heads matter to everybody and are offered before any newer one: the head that ends with `close`, which must carry
 * every cosignature before anybody decrypts, and the head that ends with `result`.
 */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { parseCheckpoint } from '../../crypto/log/checkpoint.ts';
import {
  cosignatureKeyId,
  formatNote,
  type Note,
  type NoteVerifier,
  parseNote,
  verifyCosignature,
} from '../../crypto/log/signed-note.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { scrutineerAuthor } from '../../tally/record/authors.ts';
import { cosignerName, type Witness } from '../../tally/record/meeting-entry.ts';
import type { Database } from '../store/database.ts';
import { insertCosignature, loadCheckpoint, loadCheckpoints, loadCosignatures } from '../store/record-log.ts';
import { type LogHead, type RecordLog, withCosignatures } from './record-log.ts';
import type { RecordState } from './record-state.ts';

export type CosignRefusal = 'checkpoint-unknown' | 'signature-invalid';

export type CheckpointProof = {
  readonly note: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
};

/** Whose lines a checkpoint carries. */
export type Cosigners = {
  /** By index. */
  readonly scrutineers: ReadonlySet<number>;
  /** By name. */
  readonly witnesses: ReadonlySet<string>;
};

export type Cosigning = {
  readonly cosign: (
    meeting: string,
    index: number,
    request: { readonly size: number; readonly note: string },
  ) => Promise<Result<true, CosignRefusal>>;
  /** From anybody: what counts is the line of a witness that the meeting declares. */
  readonly cosignAsWitness: (meeting: string, note: string) => Promise<Result<true, CosignRefusal>>;
  /** The head this device should cosign next, and whether it has. */
  readonly headFor: (
    meeting: string,
    index: number,
  ) => Promise<(LogHead & { readonly cosignedByMe: boolean }) | undefined>;
  /** The checkpoint to cosign next after `from`, with its consistency proof. */
  readonly proofFrom: (meeting: string, from: number) => Promise<Result<CheckpointProof, 'checkpoint-unknown'>>;
  readonly cosigners: (meeting: string, size: number) => Promise<Cosigners>;
  /** The largest size each witness has cosigned; those that have cosigned nothing are missing. */
  readonly witnessed: (meeting: string) => Promise<ReadonlyMap<string, number>>;
};

/** Sizes that end with `close` and with `result`, ascending. */
const decisiveSizes = (state: RecordState): readonly number[] =>
  [...state.rounds.values()]
    .flatMap(({ close, result }) => [close, result])
    .flatMap((logged) => (logged === undefined ? [] : [logged.index + 1]))
    .toSorted((a, b) => a - b);

/** Scrutineers' lines are stored under their author, those of witnesses under this and their name. */
const WITNESS = 'witness ';
const SCRUTINEER = /^scrutineer-(\d+)$/;
const witnessOf = (signer: string): string | undefined =>
  signer.startsWith(WITNESS) ? signer.slice(WITNESS.length) : undefined;

const verifierOf = ({ name, key }: Witness): NoteVerifier => ({ name, publicKey: decodeBase64url(key, 32) });

function read(text: string): Note | undefined {
  try {
    return parseNote(text);
  } catch {
    return undefined;
  }
}

function sizeOf(note: Note): number | undefined {
  try {
    return parseCheckpoint(note.text).size;
  } catch {
    return undefined;
  }
}

export function createCosigning(db: Database, log: RecordLog): Cosigning {
  /** The smallest decisive head beyond `from` that has a checkpoint, else the latest. */
  async function nextSize(meeting: string, from: number): Promise<number> {
    const [state, head, checkpoints] = await Promise.all([
      log.state(meeting),
      log.head(meeting),
      loadCheckpoints(db, meeting),
    ]);
    const sizes = new Set(checkpoints.map(({ size }) => size));
    return decisiveSizes(state).find((size) => size > from && sizes.has(size)) ?? head.size;
  }

  async function ownSizes(meeting: string, index: number): Promise<readonly number[]> {
    const signer = scrutineerAuthor(index);
    return (await loadCosignatures(db, meeting)).filter((one) => one.signer === signer).map(({ size }) => size);
  }

  /** Keeps the line of this verifier under exactly the checkpoint of our log; of a later line of the same the first stays. */
  async function keep(
    meeting: string,
    size: number,
    note: Note,
    by: { readonly signer: string; readonly verifier: NoteVerifier },
  ): Promise<Result<true, CosignRefusal>> {
    const stored = await loadCheckpoint(db, meeting, size);
    if (stored === undefined || note.text !== parseNote(stored).text) return err('checkpoint-unknown');
    if (verifyCosignature(note, by.verifier) === undefined) return err('signature-invalid');
    const id = cosignatureKeyId(by.verifier);
    const own = note.signatures.filter((line) => line.name === by.verifier.name && equalBytes(line.keyId, id));
    const line = formatNote({ text: note.text, signatures: own.slice(0, 1) });
    await insertCosignature(db, meeting, { size, signer: by.signer, line });
    return ok(true);
  }

  return {
    async cosign(meeting, index, { size, note: text }) {
      const declared = (await log.state(meeting)).meeting?.entry;
      const key = declared?.scrutineers[index - 1]?.cosignKey;
      const note = read(text);
      if (declared === undefined || key === undefined) return err('checkpoint-unknown');
      if (note === undefined) return err('signature-invalid');
      const verifier = verifierOf({ name: cosignerName(declared.logOrigin, index), key });
      return keep(meeting, size, note, { signer: scrutineerAuthor(index), verifier });
    },

    async cosignAsWitness(meeting, text) {
      const declared = (await log.state(meeting)).meeting?.entry.witnesses ?? [];
      const note = read(text);
      const size = note === undefined ? undefined : sizeOf(note);
      if (note === undefined || size === undefined) return err('signature-invalid');
      const verifiers = declared.map(verifierOf);
      const verifier = verifiers.find((one) => verifyCosignature(note, one) !== undefined);
      if (verifier === undefined) return err('signature-invalid');
      return keep(meeting, size, note, { signer: `${WITNESS}${verifier.name}`, verifier });
    },

    async headFor(meeting, index) {
      const head = await log.head(meeting);
      if (head.size === 0) return undefined;
      const cosigned = await ownSizes(meeting, index);
      const size = await nextSize(meeting, Math.max(0, ...cosigned));
      if (size === head.size) return { ...head, cosignedByMe: cosigned.includes(size) };
      const note = await loadCheckpoint(db, meeting, size);
      if (note === undefined) throw new Error('cosigning: a checkpoint vanished');
      return { size, root: parseCheckpoint(parseNote(note).text).root, cosignedByMe: cosigned.includes(size) };
    },

    async proofFrom(meeting, from) {
      const head = await log.head(meeting);
      if (!Number.isSafeInteger(from) || from < 0 || from > head.size) return err('checkpoint-unknown');
      const size = await nextSize(meeting, from);
      const note = await loadCheckpoint(db, meeting, size);
      if (note === undefined) return err('checkpoint-unknown');
      return ok({
        note: withCosignatures({ size, note }, await loadCosignatures(db, meeting)),
        size,
        root: parseCheckpoint(parseNote(note).text).root,
        proof: await log.consistencyProof(meeting, from, size),
      });
    },

    async cosigners(meeting, size) {
      const signers = (await loadCosignatures(db, meeting)).filter((line) => line.size === size);
      return {
        scrutineers: new Set(signers.flatMap(({ signer }) => SCRUTINEER.exec(signer)?.[1] ?? []).map(Number)),
        witnesses: new Set(signers.flatMap(({ signer }) => witnessOf(signer) ?? [])),
      };
    },

    async witnessed(meeting) {
      const sizes = new Map<string, number>();
      for (const { signer, size } of await loadCosignatures(db, meeting)) {
        const name = witnessOf(signer);
        if (name !== undefined) sizes.set(name, Math.max(size, sizes.get(name) ?? 0));
      }
      return sizes;
    },
  };
}
