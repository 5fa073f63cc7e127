/** One device against a server that answers what the test says; the pages' own client asks it. */
import { createRoot } from 'solid-js';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { consistencyProof } from '../../../crypto/log/merkle.ts';
import { createRecordWriter } from '../../../tally/record/writer.ts';
import { treeOf } from '../../../tally/roles/log-following.ts';
import { cosignHead } from '../../../tally/roles/scrutineer/cosigning.ts';
import {
  type Assembly,
  byServer,
  deviceOf,
  newAssembly,
  recordOf,
  signedHead,
  takeStep,
} from '../../../tally/roles/scrutineer/example-assembly.ts';
import { memoryOf } from '../../../tally/roles/scrutineer/key-file.ts';
import { publicKeysOf, type ScrutineerState } from '../../../tally/roles/scrutineer/state.ts';
import { createDevice, type Device } from './device.ts';
import { memoryKeeper, storedKeyFile, storedMemory, storeKeyFile, testRunKey } from './device-store.ts';
import { signAlone } from './proposal-signing.ts';
import type { Workshop } from './workshop.ts';

const NOW = 1_795_000_000;
const ROUND = encodeBase64url(new Uint8Array(32).fill(1));
const ANSWERED = [{ ctx: ROUND, stage: 'tally' as const, list: ROUND }];

let assembly: Assembly;
/** It has cosigned the first leaf; the log has grown since. */
let before: ScrutineerState;
let dispose: () => void;
/** What is answered; a number is a status. */
let answers: { record: () => string | number; offer: (size: number) => object };
let asked: string[];
let whileSealing: () => void;
/** As the server says they are enrolled. */
let enrolled: ReturnType<typeof publicKeysOf>;
let isDraft: boolean;

const who = () => ({ meeting: before.meeting, index: before.index, name: before.name });
const offer = (size: number) => ({
  note: signedHead(assembly),
  size: assembly.writer.size(),
  root: encodeBase64url(assembly.writer.root()),
  proof: consistencyProof(treeOf(recordOf(assembly)), size).map(encodeBase64url),
});
const serverState = () => ({
  meeting: {
    id: 'a'.repeat(10),
    kind: 'assembly',
    group: '',
    title: '',
    organization: '',
    superior: '',
    date: '',
    phase: isDraft ? 'draft' : 'cards',
    derivedFrom: null,
    testRun: false,
  },
  index: 1,
  name: before.name,
  enrolled: !isDraft,
  keys: isDraft ? null : enrolled,
  colleagues: [],
  staffNeeded: [],
  threshold: 2,
  task: 'wait',
  taskText: { zh: '', en: '' },
  ceremony: null,
  messages: 0,
  proposals: [],
  head: { size: assembly.writer.size(), root: encodeBase64url(assembly.writer.root()), cosignedByMe: false },
  round: null,
});

function answer(path: string): string | number {
  if (path.endsWith('/record.jsonl')) return answers.record();
  const size = /\/checkpoints\/(\d+)$/.exec(path)?.[1];
  if (size !== undefined) return JSON.stringify(answers.offer(Number(size)));
  return JSON.stringify(path.endsWith('/state') ? serverState() : { done: true });
}

function open(state = before): Device {
  const workshop = {
    run: async () => {
      await Promise.resolve();
      whileSealing();
      return Uint8Array.of(7);
    },
  } as unknown as Workshop;
  return createRoot((end) => {
    dispose = end;
    return createDevice({ who: who(), state, passphrase: '', workshop, isFileNew: false });
  });
}
/** The other tab has answered a list meanwhile. */
const otherTab = () => memoryKeeper(who()).store({ ...memoryOf(before), released: ANSWERED });
const remembered = () => {
  const stored = storedMemory(who());
  if (!stored.ok) throw new Error(stored.error);
  return stored.value;
};

beforeAll(async () => {
  assembly = await newAssembly(3, 2);
  const first = cosignHead(deviceOf(assembly, 1), assembly.meeting, offer(0), NOW);
  if (!first.ok) throw new Error(first.error);
  before = first.value.state;
  for (const index of [2, 3]) for (let i = 0; i < 2; i++) await takeStep(assembly, index);
  expect(assembly.writer.size()).toBeGreaterThan(1);
});
beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
  asked = [];
  whileSealing = () => undefined;
  enrolled = publicKeysOf(before);
  isDraft = false;
  answers = { record: () => new TextDecoder().decode(new TextEncoder().encode(assembly.writer.text())), offer };
  vi.stubGlobal('fetch', async (path: string, { method }: { method: string }) => {
    asked.push(`${method} ${path}`);
    const told = answer(path);
    return typeof told === 'number' ? new Response('', { status: told }) : new Response(told);
  });
  memoryKeeper(who()).store(memoryOf(before));
  storeKeyFile(who(), Uint8Array.of(1));
});
afterEach(() => {
  dispose();
  vi.unstubAllGlobals();
});

test('a device cosigns what its server offers it', async () => {
  const device = open();
  await device.refresh();
  await device.begin();
  expect(device.alarm()).toBeNull();
  expect(remembered()?.cosigned?.size).toBe(assembly.writer.size());
});

test('where another tab goes on, this one does and signs nothing at all (§8.2)', async () => {
  const device = open();
  const held = await device.readRecordNow();
  if (held === null) throw new Error('no record');
  otherTab();
  let done = 0;
  expect(await device.exclusively(async () => (done += 1))).toBeUndefined();
  expect(done).toBe(0);
  expect(device.alarm()).toBe('another-tab');
  const entry = { type: 'tokens', round: 1, tokens: [] } as const;
  await signAlone(device, 'one', { entry, held, auditedTokens: [] });
  expect(asked.filter((one) => one.startsWith('POST'))).toEqual([]);
});

test('a signature under a proposal waits for its turn', async () => {
  const device = open();
  const held = await device.readRecordNow();
  if (held === null) throw new Error('no record');
  const entry = { type: 'tokens', round: 1, tokens: [ROUND] } as const;
  let finish = (): void => undefined;
  const turn = device.exclusively(() => new Promise<void>((resolve) => (finish = resolve)));
  const signing = signAlone(device, 'one', { entry, held, auditedTokens: [] });
  await new Promise((resolve) => setTimeout(resolve, 20));
  otherTab();
  finish();
  await Promise.all([turn, signing]);
  expect(device.alarm()).toBe('another-tab');
});

test('secrets that another tab stored while this one was sealing are not written over', async () => {
  const device = open();
  await device.refresh();
  whileSealing = () => {
    storeKeyFile(who(), Uint8Array.of(2));
    otherTab();
  };
  await device.begin();
  expect(device.alarm()).toBe('another-tab');
  expect(storedKeyFile(who())).toEqual(Uint8Array.of(2));
  expect(remembered()?.released).toEqual(ANSWERED);
});

test('evidence of two histories is kept by a tab that was left behind, and is the news that both tabs tell (§3.7)', async () => {
  const forked: Assembly = { ...assembly, writer: createRecordWriter() };
  const { signatures: _, ...unsigned } = assembly.meeting;
  forked.writer.append(byServer(assembly, { ...unsigned, title: '另一个会议' }));
  for (const leaf of recordOf(assembly).leaves.slice(1)) if (leaf.kind === 'entry') forked.writer.append(leaf.entry);
  forked.writer.checkpoint(signedHead(forked));
  const older = open();
  const disposeOlder = dispose;
  answers.record = () => {
    otherTab();
    return forked.writer.text();
  };
  expect(await older.readRecordNow()).toBeNull();
  disposeOlder();
  expect(older.alarm()).toBe('history-differs');
  expect(older.state().fork).not.toBeNull();
  expect(remembered()).toEqual({ ...memoryOf(before), released: ANSWERED, fork: older.state().fork });
});

test('the tab that went on stops when the other one has stored evidence', async () => {
  const device = open();
  const note = before.cosigned?.note ?? '';
  const { logOrigin, keys } = assembly.meeting;
  const fork = {
    type: 'fork-evidence',
    version: 1,
    logOrigin,
    logKey: keys.log,
    cosigned: note,
    shown: note,
    path: [],
  };
  memoryKeeper(who()).addFork(fork as never, memoryOf(before));
  await device.exclusively(async () => undefined);
  expect(device.alarm()).toBe('stopped');
  expect(device.state().fork).toEqual(fork);
});

test('a garbled proof while the record cannot be had stops nobody: the device signs nothing and asks again (§3.7)', async () => {
  const device = open();
  await device.refresh();
  await device.readRecordNow();
  answers.offer = (size) => ({ ...offer(size), proof: [ROUND] });
  for (const failing of [503, '<html>请登录</html>']) {
    answers.record = () => failing;
    await device.begin();
    expect(device.alarm()).toBeNull();
    expect(remembered()).toMatchObject({ fork: null, cosigned: { size: 1 } });
  }
  answers.offer = offer;
  await device.begin();
  expect(remembered()?.cosigned?.size).toBe(assembly.writer.size());
});

test('a garbled proof beside a record that holds both heads is cleared: nothing is signed, and it is asked again (§3.7)', async () => {
  const device = open();
  await device.refresh();
  answers.offer = (size) => ({ ...offer(size), proof: [ROUND] });
  await device.begin();
  expect(device.alarm()).toBeNull();
  expect(remembered()).toMatchObject({ fork: null, cosigned: { size: 1 } });
  answers.offer = offer;
  await device.begin();
  expect(remembered()?.cosigned?.size).toBe(assembly.writer.size());
});

test('a head that the log did not sign accuses nobody: the page says so, and no record is read again for it', async () => {
  const device = open();
  await device.refresh();
  await device.readRecordNow();
  const read = () => asked.filter((one) => one.endsWith('/record.jsonl')).length;
  const before = read();
  answers.offer = (size) => ({ ...offer(size), note: offer(size).note.replace(/[\w+/]{4}=*\n$/, 'AAAA\n') });
  await device.begin();
  expect(device.alarm()).not.toBeNull();
  expect(read()).toBe(before);
  expect(remembered()).toMatchObject({ fork: null, cosigned: { size: 1 } });
});

test('the record of another meeting is not this device’s, and nothing of it is signed', async () => {
  const other: Assembly = { ...assembly, writer: createRecordWriter() };
  const { signatures: _, ...unsigned } = assembly.meeting;
  other.writer.append(byServer(assembly, { ...unsigned, scrutineers: unsigned.scrutineers.toReversed() }));
  const device = open();
  answers.record = () => other.writer.text();
  expect(await device.readRecordNow()).toBeNull();
  expect(device.alarm()).toBe('meeting-not-mine');
});

test.each(['signKey', 'cosignKey'] as const)('another %s in this scrutineer’s place stops the device', async (key) => {
  enrolled = { ...enrolled, [key]: ROUND };
  const device = open();
  await device.refresh();
  await device.begin();
  expect(device.alarm()).toBe('keys-other');
  expect(asked.filter((one) => one.startsWith('POST'))).toEqual([]);
});

test.each([false, true])('a device that was shown two histories enrols nowhere (fork: %s)', async (isForked) => {
  isDraft = true;
  const { logOrigin, keys } = assembly.meeting;
  const note = before.cosigned?.note ?? '';
  const both = { logOrigin, logKey: keys.log, cosigned: note, shown: note, path: [] };
  const fork = { type: 'fork-evidence' as const, version: 1 as const, ...both };
  const device = open(isForked ? { ...before, fork } : before);
  await device.refresh();
  await device.begin();
  const posted = asked.filter((one) => one.startsWith('POST') && one.endsWith('/keys'));
  expect(posted.length > 0).toBe(!isForked);
});

test('a note longer than any honest one is not taken, and the page says so', async () => {
  const device = open();
  await device.refresh();
  answers.offer = (size) => ({ ...offer(size), note: `${offer(size).note}${'x'.repeat(20_000)}` });
  await device.readRecordNow();
  await device.begin();
  expect(device.alarm()).toBe('note-malformed');
  expect(remembered()?.cosigned?.size).toBe(1);
  // Whatever it was: a device that has said so goes on with nothing by itself.
  answers.offer = offer;
  await device.refresh();
  await device.begin();
  expect(remembered()?.cosigned?.size).toBe(1);
  expect(asked.filter((one) => one.startsWith('POST'))).toEqual([]);
});

/** The same assembly as a test run, whose record this device has cosigned as far as `cosigned` says. */
async function holdTestRun(cosigned: 'all' | 'nothing'): Promise<void> {
  const tried: Assembly = { ...assembly, writer: createRecordWriter() };
  const { signatures: _, ...unsigned } = assembly.meeting;
  tried.writer.append(byServer(assembly, { ...unsigned, testRun: true, title: '【演练】换届大会' }));
  const root = encodeBase64url(tried.writer.root());
  const head = { size: tried.writer.size(), root, note: before.cosigned?.note ?? '' };
  const state = { ...before, cosigned: cosigned === 'all' ? head : null };
  memoryKeeper(who()).store(memoryOf(state));
  answers.record = () => tried.writer.text();
  const device = open(state);
  expect(await device.readRecordNow({ afresh: true })).not.toBeNull();
}

test('a device keeps the key that signs the proof of zero of a test run, once a head it cosigned binds the record', async () => {
  await holdTestRun('all');
  expect(testRunKey(who())).toEqual(decodeBase64url(assembly.meeting.keys.sheet));
});

test('of a record that nothing cosigned binds, or of a real meeting, it keeps no such key', async () => {
  await holdTestRun('nothing');
  expect(testRunKey(who())).toBeNull();
  dispose();
  answers.record = () => assembly.writer.text();
  memoryKeeper(who()).store(memoryOf(before));
  expect(await open().readRecordNow()).not.toBeNull();
  expect(testRunKey(who())).toBeNull();
});
