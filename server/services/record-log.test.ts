import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { parseCheckpoint } from '../../crypto/log/checkpoint.ts';
import { verifyConsistency } from '../../crypto/log/merkle.ts';
import { parseNote, verifyNote } from '../../crypto/log/signed-note.ts';
import { newSigningKey } from '../../crypto/sign.ts';
import { SERVER } from '../../tally/record/authors.ts';
import type { VoidEntry } from '../../tally/record/ballot-entries.ts';
import { entryHash, type SignedEntry, signEntry, type Unsigned, withSignatures } from '../../tally/record/entry.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import { readRecord } from '../../tally/record/reader.ts';
import { makeCards } from '../../tally/roles/card-station.ts';
import { LEAST_GROUP } from '../../tally/verify/check-casts.ts';
import type { DatabaseConnection } from '../store/database.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { createMeetingKeys, declaredKeys, type MeetingKeys } from './meeting-keys.ts';
import { createRecordLog, type RecordLog } from './record-log.ts';

const random = (length: number) => new Uint8Array(randomBytes(length));
const MEETING = 'aaaaaaaaaa';
const ORIGIN = 'changpiao/aaaaaaaaaa';

let connection: DatabaseConnection;
let log: RecordLog;
let keys: MeetingKeys;
const opened: DatabaseConnection[] = [];

const newLog = () =>
  createRecordLog(connection.db, {
    onError: (error) => {
      throw error;
    },
  });

const sign = <E extends SignedEntry>(unsigned: Unsigned<E>): E =>
  withSignatures<E>(unsigned, [signEntry(unsigned as Unsigned<SignedEntry>, SERVER, keys.entries.secretKey)]);

function meetingEntry(): MeetingEntry {
  const key = () => encodeBase64url(newSigningKey(random).publicKey);
  return sign<MeetingEntry>({
    type: 'meeting',
    version: 1,
    id: MEETING,
    kind: 'assembly',
    title: '党员大会',
    organization: '清溪村总支部委员会',
    superior: '青山镇委员会',
    date: '2026-11-28',
    place: '会议室',
    chair: '高玉龙',
    tellers: [],
    threshold: 1,
    scrutineers: [{ name: '杨辉', signKey: key(), cosignKey: key() }],
    keys: declaredKeys(keys),
    logOrigin: ORIGIN,
    witnesses: [],
    derivedFrom: null,
  });
}

beforeEach(async () => {
  connection = await scratchDatabase();
  opened.push(connection);
  log = newLog();
  keys = await createMeetingKeys(connection.db, MEETING, { organization: '清溪', random, now: new Date() });
  await log.write(MEETING, async ({ append }) => append(meetingEntry()));
});
afterAll(() => Promise.all(opened.map(({ close }) => close())));

const paper = async (reason: string): Promise<SignedEntry> => {
  const { meeting } = await log.state(MEETING);
  return sign({ type: 'paper', ctx: meeting?.hash ?? '', reason } as Unsigned<SignedEntry>);
};

/** Events of a round whose entry stands in the state only: the log itself does not look inside them. */
async function events(count: number): Promise<readonly VoidEntry[]> {
  const made = makeCards({ meetingHash: random(32), round: 1, count, random });
  const ctx = await knownCtx();
  return made.tokens.map((T) => ({ type: 'void', ctx, T, action: 'void-unissued', R: T, s: 'A'.repeat(43) }));
}

async function knownCtx(): Promise<string> {
  const state = await log.state(MEETING);
  const ctx = encodeBase64url(random(32));
  state.rounds.set(1, {
    round: 1,
    tokens: undefined,
    sealed: { entry: {} as never, hash: ctx, index: 0 },
    open: undefined,
    close: undefined,
    aggregate: undefined,
    result: undefined,
    paper: undefined,
    paperRound: undefined,
    paperCount: undefined,
    partials: new Map(),
    attestations: new Map(),
    paperProofs: new Map(),
    casts: 0,
    challenges: 0,
    voids: { returned: 0, damaged: 0, unissued: 0 },
  });
  return ctx;
}

const enqueue = (entries: readonly VoidEntry[]) =>
  connection.db.transaction(async (tx) => {
    for (const entry of entries) await log.enqueue(tx, MEETING, entry);
  });

test('every transaction ends with a checkpoint by the log key over the tree of all leaves (specification §3)', async () => {
  await log.write(MEETING, async ({ append }) => {
    append(await paper('一'));
    append(await paper('二'));
  });
  const { lines } = readRecord(await log.file(MEETING));
  expect(lines.map(({ kind }) => kind)).toEqual(['entry', 'checkpoint', 'entry', 'entry', 'checkpoint']);
  const notes = lines.flatMap((line) => (line.kind === 'checkpoint' ? [parseNote(line.note)] : []));
  for (const note of notes) expect(verifyNote(note, { name: ORIGIN, publicKey: keys.log.publicKey })).toBe(true);
  const [first, last] = notes.map(({ text }) => parseCheckpoint(text));
  if (first === undefined || last === undefined) throw new Error('no checkpoints');
  expect(await log.head(MEETING)).toEqual({ size: 3, root: last.root });
  const proof = await log.consistencyProof(MEETING, first.size, last.size);
  expect(verifyConsistency(first.size, last.size, first.root, last.root, proof)).toBe(true);
});

test('a transaction that fails leaves neither a leaf nor a trace in the tree', async () => {
  const before = await log.head(MEETING);
  const failing = log.write(MEETING, async ({ append }) => {
    append(await paper('一'));
    throw new Error('the disk is full');
  });
  await expect(failing).rejects.toThrow('the disk is full');
  expect(await log.head(MEETING)).toEqual(before);
  await log.write(MEETING, async ({ append }) => append(await paper('二')));
  expect(readRecord(await log.file(MEETING)).problems).toEqual([]);
  expect((await log.head(MEETING)).root).toEqual((await newLog().head(MEETING)).root);
});

test('a failure of the database itself leaves the tree as the database has it', async () => {
  await connection.db.execute(sql`alter table checkpoint rename to elsewhere`);
  await expect(log.write(MEETING, async ({ append }) => append(await paper('一')))).rejects.toThrow();
  await connection.db.execute(sql`alter table elsewhere rename to checkpoint`);
  await log.write(MEETING, async ({ append }) => append(await paper('二')));
  expect((await log.head(MEETING)).size).toBe(2);
  expect((await log.head(MEETING)).root).toEqual((await newLog().head(MEETING)).root);
});

test('after a restart the tree and the state are those of the stored entries', async () => {
  for (const reason of ['一', '二', '三']) await log.write(MEETING, async ({ append }) => append(await paper(reason)));
  const again = newLog();
  expect(await again.head(MEETING)).toEqual(await log.head(MEETING));
  expect((await again.state(MEETING)).meeting?.hash).toBe((await log.state(MEETING)).meeting?.hash);
});

test('writers at the same moment append one after the other', async () => {
  await Promise.all(
    Array.from({ length: 8 }, (_, at) => log.write(MEETING, async ({ append }) => append(await paper(`${at}`)))),
  );
  expect((await log.head(MEETING)).size).toBe(9);
  expect(readRecord(await log.file(MEETING)).problems).toEqual([]);
});

test('a malformed entry is a broken invariant and never enters the log', async () => {
  const malformed = { ...(await paper('一')), reason: '' } as SignedEntry;
  await expect(log.write(MEETING, async ({ append }) => append(malformed))).rejects.toThrow('malformed');
  expect((await log.head(MEETING)).size).toBe(1);
});

test('events wait until there are five, then enter together, sorted by hash (§3)', async () => {
  const entries = await events(LEAST_GROUP + 2);
  await enqueue(entries.slice(0, LEAST_GROUP - 1));
  log.flushSoon(MEETING);
  await log.settled();
  expect((await log.head(MEETING)).size).toBe(1);

  await enqueue(entries.slice(LEAST_GROUP - 1));
  log.flushSoon(MEETING);
  await log.settled();
  const { leaves, lines } = readRecord(await log.file(MEETING));
  const hashes = leaves.slice(1).map(({ hash }) => Buffer.from(hash).toString('hex'));
  expect(hashes).toEqual(entries.map((entry) => Buffer.from(entryHash(entry)).toString('hex')).sort());
  expect(lines.at(-1)?.kind).toBe('checkpoint');
});
