/**
 * Cosignatures of checkpoints (specification §3): each scrutineer's device checks consistency with what it cosigned
 * before and adds its line; the record shows them with the checkpoint.
 *
 * Two heads matter to everybody and are offered to a device before any newer one: the head that ends with `close`,
 * which must carry every cosignature before anybody decrypts, and the head that ends with `result`.
 */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { parseCheckpoint } from '../../crypto/log/checkpoint.ts';
import { cosignatureKeyId, formatNote, type Note, parseNote, verifyCosignature } from '../../crypto/log/signed-note.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { scrutineerAuthor } from '../../tally/record/authors.ts';
import { cosignerName } from '../../tally/record/meeting-entry.ts';
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

export type Cosigning = {
  readonly cosign: (
    meeting: string,
    index: number,
    request: { readonly size: number; readonly note: string },
  ) => Promise<Result<true, CosignRefusal>>;
  /** The head this device should cosign next, and whether it has. */
  readonly headFor: (
    meeting: string,
    index: number,
  ) => Promise<(LogHead & { readonly cosignedByMe: boolean }) | undefined>;
  /** The checkpoint to cosign next after `from`, with its consistency proof. */
  readonly proofFrom: (meeting: string, from: number) => Promise<Result<CheckpointProof, 'checkpoint-unknown'>>;
  /** Scrutineers (by index) whose cosignature the checkpoint of this size carries. */
  readonly cosigners: (meeting: string, size: number) => Promise<ReadonlySet<number>>;
};

/** Sizes that end with `close` and with `result`, ascending. */
const decisiveSizes = (state: RecordState): readonly number[] =>
  [...state.rounds.values()]
    .flatMap(({ close, result }) => [close, result])
    .flatMap((logged) => (logged === undefined ? [] : [logged.index + 1]))
    .toSorted((a, b) => a - b);

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

  return {
    async cosign(meeting, index, { size, note: text }) {
      const stored = await loadCheckpoint(db, meeting, size);
      const declared = (await log.state(meeting)).meeting?.entry;
      const key = declared?.scrutineers[index - 1]?.cosignKey;
      if (stored === undefined || declared === undefined || key === undefined) return err('checkpoint-unknown');
      const signer = { name: cosignerName(declared.logOrigin, index), publicKey: decodeBase64url(key, 32) };
      let note: Note;
      try {
        note = parseNote(text);
      } catch {
        return err('signature-invalid');
      }
      if (note.text !== parseNote(stored).text) return err('checkpoint-unknown');
      if (verifyCosignature(note, signer) === undefined) return err('signature-invalid');
      const id = cosignatureKeyId(signer);
      const own = note.signatures.filter((line) => line.name === signer.name && equalBytes(line.keyId, id)).slice(0, 1);
      await insertCosignature(db, meeting, {
        size,
        signer: scrutineerAuthor(index),
        line: formatNote({ text: note.text, signatures: own }),
      });
      return ok(true);
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
      const lines = await loadCosignatures(db, meeting);
      return new Set(
        lines
          .filter((line) => line.size === size)
          .map(({ signer }) => Number(signer.slice('scrutineer-'.length)))
          .filter(Number.isSafeInteger),
      );
    },
  };
}
