/**
 * Tests only: one meeting in a database of its own, with a record that is whatever the test says. For refusals of a single service,
 * without the course that leads to them.
 */
import { randomBytes } from 'node:crypto';
import { EMPTY_ROOT } from '../../crypto/log/merkle.ts';
import { type Entry, entryHash } from '../../tally/record/entry.ts';
import { type ReadEntry, readRecord } from '../../tally/record/reader.ts';
import type { Database } from '../store/database.ts';
import { insertMeeting } from '../store/meeting.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { emptyDraft } from './meeting-drafts.ts';
import { createMeetingKeys, type MeetingKeys } from './meeting-keys.ts';
import type { LogWriter, RecordLog } from './record-log.ts';
import { applyEntry, emptyRecordState, type RecordState, type RoundState } from './record-state.ts';

export const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

export interface ScratchRecord {
  readonly db: Database;
  readonly keys: MeetingKeys;
  readonly log: RecordLog;
  /** Replaced by the test. */
  record: RecordState;
  /** Entries that a service has added. */
  readonly appended: readonly Entry[];
  readonly write: <T>(work: (writer: LogWriter) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** The keys are the server's for this meeting; `record` declares others where it is a simulated one. */
export async function scratchRecord(meeting: string): Promise<ScratchRecord> {
  const { db, close } = await scratchDatabase();
  await insertMeeting(db, { id: meeting, kind: 'assembly', draft: emptyDraft('assembly') });
  const keys = await createMeetingKeys(db, meeting, { organization: '清溪', random, now: new Date() });
  const appended: Entry[] = [];
  const write = <T>(work: (writer: LogWriter) => Promise<T>): Promise<T> =>
    db.transaction((tx) =>
      work({
        tx,
        state: scratch.record,
        append: (entry) => {
          appended.push(entry);
          return { index: scratch.record.size + appended.length - 1, hash: entryHash(entry) };
        },
        head: { size: 0, root: EMPTY_ROOT },
        appendWaiting: async () => 0,
      }),
    );
  const scratch: ScratchRecord = {
    db,
    keys,
    record: emptyRecordState(),
    appended,
    write,
    close,
    log: {
      write: (_, work) => write(work),
      state: async () => scratch.record,
      head: async () => ({ size: scratch.record.size, root: EMPTY_ROOT }),
      rootAt: async () => EMPTY_ROOT,
      consistencyProof: async () => [],
      enqueue: async () => {},
      flushSoon: () => {},
      forget: () => {},
      settled: async () => {},
      file: async () => '',
    },
  };
  return scratch;
}

/** The first round of a record as far as a service looks at it. */
export function recordWithRound(round: object): RecordState {
  const state = emptyRecordState();
  const maps = { partials: new Map(), attestations: new Map(), paperProofs: new Map() };
  state.rounds.set(1, { round: 1, ...maps, ...round } as unknown as RoundState);
  return state;
}

/** As after a key ceremony of these scrutineers, threshold 2: only how far it went counts. */
export function holdCeremony(state: RecordState, signKeys: readonly string[]): void {
  const scrutineers = signKeys.map((signKey) => ({ signKey }));
  state.meeting = { entry: { scrutineers, threshold: 2 } } as unknown as RecordState['meeting'];
  for (const done of Object.values(state.ceremony).filter((part) => part instanceof Map))
    for (const at of signKeys.keys()) (done as Map<number, unknown>).set(at + 1, {});
}

/** What a record adds up to with its first entries, the last of them the first of this type. */
export function recordThrough(file: string, type: Entry['type'], which = 1): RecordState {
  const state = emptyRecordState();
  let seen = 0;
  for (const { entry, hash } of readRecord(file).leaves.filter((leaf): leaf is ReadEntry => leaf.kind === 'entry')) {
    applyEntry(state, entry, hash);
    if (entry.type === type) seen += 1;
    if (seen === which) break;
  }
  return state;
}
