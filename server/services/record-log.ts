/**
 * The record's log (specification §3): entries appended in transactions, each of which ends with a checkpoint signed
 * by the log key; the waiting group of casts, challenges and voids; the file record.jsonl.
 *
 * The Merkle tree and the state of each meeting are kept in memory and belong to this service alone. They follow the
 * database: rebuilt from the stored entries at first use, advanced only after a commit, thrown away after a failure.
 */
import { decodeUtf8, encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes, decodeCanonical } from '../../crypto/encoding/canonical.ts';
import { encodeHex } from '../../crypto/encoding/hex.ts';
import { sha256 } from '../../crypto/hash.ts';
import { formatCheckpoint } from '../../crypto/log/checkpoint.ts';
import {
  appendLeaf,
  consistencyProof,
  createMerkleTree,
  EMPTY_ROOT,
  leafHash,
  type MerkleTree,
  merkleRoot,
  treeSize,
} from '../../crypto/log/merkle.ts';
import { addSignatures, formatNote, parseNote, signNote } from '../../crypto/log/signed-note.ts';
import type { BallotEntry } from '../../tally/record/ballot-entries.ts';
import { decodeEntry, type Entry } from '../../tally/record/entry.ts';
import { checkpointLine } from '../../tally/record/writer.ts';
import { LEAST_GROUP } from '../../tally/verify/check-casts.ts';
import type { Database } from '../store/database.ts';
import {
  countWaiting,
  deleteEmptyLog,
  insertLeaves,
  insertWaiting,
  loadCheckpoints,
  loadCosignatures,
  loadEntries,
  lockLog,
  type StoredCheckpoint,
  type StoredCosignature,
  takeWaiting,
} from '../store/record-log.ts';
import { loadMeetingKeys } from './meeting-keys.ts';
import { applyEntry, emptyRecordState, type RecordState } from './record-state.ts';

export type LogHead = { readonly size: number; readonly root: Uint8Array };

export type LogWriter = {
  /** Of the log as it was before this writer. */
  readonly head: LogHead;
  readonly tx: Database;
  /** The record as it stood when the transaction began. */
  readonly state: RecordState;
  /** Adds a leaf; gives its index and entry hash. */
  readonly append: (entry: Entry) => { readonly index: number; readonly hash: Uint8Array };
  /** Adds the whole waiting group, sorted by hash: before an entry that fixes what was cast. */
  readonly appendWaiting: () => Promise<number>;
};

export type RecordLog = {
  /** Everything `work` does, the leaves it appends and the checkpoint after them are one transaction. */
  readonly write: <T>(meeting: string, work: (log: LogWriter) => Promise<T>) => Promise<T>;
  readonly state: (meeting: string) => Promise<RecordState>;
  readonly head: (meeting: string) => Promise<LogHead>;
  /** Of the log as it stood when it had so many entries. */
  readonly rootAt: (meeting: string, size: number) => Promise<Uint8Array>;
  readonly consistencyProof: (meeting: string, from: number, to: number) => Promise<readonly Uint8Array[]>;
  /** Puts an event into the waiting group; part of the caller's transaction. */
  readonly enqueue: (tx: Database, meeting: string, entry: BallotEntry) => Promise<void>;
  /** Asks for the waiting group to be appended if it is full; returns at once. */
  readonly flushSoon: (meeting: string) => void;
  /** Waits until no requested flush is under way. */
  readonly settled: () => Promise<void>;
  /** Drops what memory holds of a meeting that was wiped. */
  readonly forget: (meeting: string) => void;
  /** record.jsonl as it stands. */
  readonly file: (meeting: string) => Promise<string>;
};

type Held = { readonly tree: MerkleTree; readonly state: RecordState; head: LogHead };

const headOf = (tree: MerkleTree): LogHead => ({ size: treeSize(tree), root: merkleRoot(tree) });

/** The checkpoint's note with the cosignatures that have come in for it. */
export function withCosignatures(stored: StoredCheckpoint, cosignatures: readonly StoredCosignature[]): string {
  const added = cosignatures.filter(({ size }) => size === stored.size);
  if (added.length === 0) return stored.note;
  const note = parseNote(stored.note);
  // A stored line is a whole note of the checkpoint with one cosignature, as the device sent it.
  return formatNote(
    addSignatures(
      note,
      added.flatMap(({ line }) => parseNote(line).signatures),
    ),
  );
}

export function createRecordLog(
  db: Database,
  options: { readonly onError: (error: unknown) => void; readonly groupSize?: number },
): RecordLog {
  const groupSize = options.groupSize ?? LEAST_GROUP;
  const held = new Map<string, Held>();
  const turns = new Map<string, Promise<unknown>>();
  const flushes = new Map<string, { again: boolean; readonly done: Promise<void> }>();

  /** One after the other for each meeting: the tree in memory has one writer. */
  function inTurn<T>(meeting: string, work: () => Promise<T>): Promise<T> {
    const turn = (turns.get(meeting) ?? Promise.resolve()).then(work, work);
    const settled = turn.then(
      () => {},
      () => {},
    );
    turns.set(meeting, settled);
    void settled.then(() => turns.get(meeting) === settled && turns.delete(meeting));
    return turn;
  }

  /** Reads what the database has and memory has not. */
  async function catchUp(from: Database, meeting: string, size?: number): Promise<Held> {
    let found = held.get(meeting);
    if (found !== undefined && size !== undefined && found.head.size > size) found = undefined;
    found ??= { tree: createMerkleTree(), state: emptyRecordState(), head: { size: 0, root: EMPTY_ROOT } };
    if (size === undefined || found.head.size < size || !held.has(meeting)) {
      for (const { line } of await loadEntries(from, meeting, found.head.size)) take(found, line);
    }
    if (size !== undefined && found.head.size !== size) throw new Error('record log: entries and head disagree');
    // A log without entries is nobody's: the meeting is not sealed, or was wiped, or there never was one.
    if (found.head.size > 0) held.set(meeting, found);
    return found;
  }

  function take(into: Held, line: string): void {
    const bytes = encodeUtf8(line);
    const entry = decodeEntry(decodeCanonical(bytes));
    if (typeof entry === 'string') throw new Error(`record log: stored entry ${into.head.size}: ${entry}`);
    appendLeaf(into.tree, leafHash(bytes));
    applyEntry(into.state, entry, sha256(bytes));
    into.head = headOf(into.tree);
  }

  async function write<T>(meeting: string, work: (log: LogWriter) => Promise<T>): Promise<T> {
    return inTurn(meeting, async () => {
      const appended: { readonly entry: Entry; readonly line: string; readonly hash: Uint8Array }[] = [];
      try {
        const result = await db.transaction(async (tx) => {
          const size = await lockLog(tx, meeting);
          const current = await catchUp(tx, meeting, size);
          const addLine = (entry: Entry, line: string, bytes: Uint8Array) => {
            const hash = sha256(bytes);
            appended.push({ entry, line, hash });
            return { index: size + appended.length - 1, hash };
          };
          const append: LogWriter['append'] = (entry) => {
            const bytes = canonicalBytes(entry);
            if (typeof decodeEntry(decodeCanonical(bytes)) === 'string')
              throw new Error(`record log: a malformed ${entry.type} entry was to be appended`);
            return addLine(entry, decodeUtf8(bytes), bytes);
          };
          const appendWaiting: LogWriter['appendWaiting'] = async () => {
            const group = await takeWaiting(tx, meeting);
            for (const { line } of group) {
              const bytes = encodeUtf8(line);
              addLine(decodeCanonical(bytes) as BallotEntry, line, bytes);
            }
            return group.length;
          };
          const value = await work({ tx, head: current.head, state: current.state, append, appendWaiting });
          if (appended.length > 0) await storeLeaves(tx, meeting, current, appended);
          else if (size === 0) await deleteEmptyLog(tx, meeting);
          return value;
        });
        const current = held.get(meeting);
        if (current !== undefined && appended.length > 0) {
          for (const { entry, hash } of appended) applyEntry(current.state, entry, hash);
          current.head = headOf(current.tree);
        }
        return result;
      } catch (error) {
        // The tree may hold leaves that were rolled back.
        if (appended.length > 0) held.delete(meeting);
        throw error;
      }
    });
  }

  async function storeLeaves(
    tx: Database,
    meeting: string,
    current: Held,
    appended: readonly { readonly entry: Entry; readonly line: string }[],
  ): Promise<void> {
    const first = current.state.meeting?.entry ?? appended[0]?.entry;
    if (first?.type !== 'meeting') throw new Error('record log: the first entry is not the meeting');
    const keys = await loadMeetingKeys(tx, meeting);
    if (keys === undefined) throw new Error('record log: the meeting has no keys');
    const size = treeSize(current.tree);
    for (const { line } of appended) appendLeaf(current.tree, leafHash(encodeUtf8(line)));
    const text = formatCheckpoint({ origin: first.logOrigin, ...headOf(current.tree) });
    const signer = { name: first.logOrigin, publicKey: keys.log.publicKey };
    const note = formatNote({ text, signatures: [signNote(text, signer, keys.log.secretKey)] });
    await insertLeaves(
      tx,
      meeting,
      size,
      appended.map(({ entry, line }) => ({ type: entry.type, line })),
      note,
    );
  }

  async function flush(meeting: string): Promise<void> {
    if ((await countWaiting(db, meeting)) < groupSize) return;
    await write(meeting, async (log) => {
      if ((await countWaiting(log.tx, meeting)) >= groupSize) await log.appendWaiting();
    });
  }

  function flushSoon(meeting: string): void {
    const running = flushes.get(meeting);
    if (running !== undefined) {
      running.again = true;
      return;
    }
    const run = async (): Promise<void> => {
      try {
        do {
          mine.again = false;
          await flush(meeting);
        } while (mine.again);
      } catch (error) {
        options.onError(error);
      } finally {
        flushes.delete(meeting);
      }
    };
    const mine: { again: boolean; done: Promise<void> } = { again: false, done: Promise.resolve() };
    flushes.set(meeting, mine);
    mine.done = run();
  }

  const current = (meeting: string): Promise<Held> => {
    const found = held.get(meeting);
    return found === undefined ? inTurn(meeting, () => catchUp(db, meeting)) : Promise.resolve(found);
  };

  return {
    write,
    state: async (meeting) => (await current(meeting)).state,
    head: async (meeting) => (await current(meeting)).head,
    rootAt: async (meeting, size) => merkleRoot((await current(meeting)).tree, size),
    consistencyProof: async (meeting, from, to) => consistencyProof((await current(meeting)).tree, from, to),
    enqueue: async (tx, meeting, entry) => {
      const bytes = canonicalBytes(entry);
      await insertWaiting(tx, meeting, { type: entry.type, hash: encodeHex(sha256(bytes)), line: decodeUtf8(bytes) });
    },
    flushSoon,
    forget: (meeting) => {
      held.delete(meeting);
    },
    settled: async () => {
      while (flushes.size > 0) await Promise.all([...flushes.values()].map(({ done }) => done));
    },
    file: async (meeting) => {
      const [entries, checkpoints, cosignatures] = await db.transaction(
        async (tx) => [
          await loadEntries(tx, meeting),
          await loadCheckpoints(tx, meeting),
          await loadCosignatures(tx, meeting),
        ],
        { isolationLevel: 'repeatable read', accessMode: 'read only' },
      );
      const lines: string[] = [];
      let next = 0;
      for (const { index, line } of entries) {
        lines.push(`${line}\n`);
        const checkpoint = checkpoints[next];
        if (checkpoint?.size !== index + 1) continue;
        next += 1;
        lines.push(checkpointLine(withCosignatures(checkpoint, cosignatures)));
      }
      return lines.join('');
    },
  };
}
