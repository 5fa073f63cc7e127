/** A test run of a meeting that follows from another (specification §3.9): what it takes with it, and what it must not. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DatabaseConnection } from '../store/database.ts';
import { insertMeeting, loadMeeting, loadMeetings, setPhase } from '../store/meeting.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { loadMeetingsOfTestRun } from '../store/test-run.ts';
import { saveClip } from '../store/voice-clips.ts';
import { emptyDraft } from './meeting-drafts.ts';
import { createRecordLog } from './record-log.ts';
import { createTestRuns, type TestRuns } from './test-runs.ts';
import { createVoices } from './voices.ts';

const [ASSEMBLY, PLENARY] = ['assembly00', 'plenary000'];
let connection: DatabaseConnection;
let testRuns: TestRuns;
beforeAll(async () => {
  connection = await scratchDatabase();
  const { db } = connection;
  const log = createRecordLog(db, {
    onError: (error) => {
      throw error;
    },
  });
  testRuns = createTestRuns({
    ...{ db, log, memories: { ofMeetings: [log], ofMachines: [], ofDevicesSeen: { forget: () => undefined } } },
    ...{ random: (length: number) => new Uint8Array(randomBytes(length)), now: () => new Date('2026-11-28T01:00:00Z') },
  });
});
afterAll(() => connection.close());

async function startedFrom(draft: string): Promise<string> {
  const started = await testRuns.start(draft);
  if (!started.ok) throw new Error(started.error);
  return started.value;
}

test('speaks with the voices of the meeting it follows from, and builds on no result', async () => {
  const { db } = connection;
  const draft = { ...emptyDraft('plenary'), title: '第一次全体会议', organization: '中共小河村支部委员会' };
  await insertMeeting(db, { id: ASSEMBLY, kind: 'assembly', draft: emptyDraft('assembly') });
  await insertMeeting(db, {
    ...{ id: PLENARY, kind: 'plenary', draft, testRunOf: null },
    ...{ derivedFrom: ASSEMBLY, derivedFromRound: 1 },
  });
  const clip = (meeting: string, prompt: string, sha256: string) =>
    saveClip(db, { meeting, subject: `prompt:zh:${prompt}`, media: 'audio/mpeg', sha256, content: Uint8Array.of(1) });
  await clip(ASSEMBLY, 'welcome', 'welcome of the assembly');
  await clip(ASSEMBLY, 'card', 'card of the assembly');
  await clip(PLENARY, 'card', 'card of the plenary');

  const started = await startedFrom(PLENARY);

  const spoken = async (meeting: string) =>
    new Map((await createVoices(db).clips(meeting)).map(({ spoken: of, sha256 }) => [JSON.stringify(of), sha256]));
  const voices = await spoken(started);
  expect([...voices.values()].sort()).toEqual(['card of the plenary', 'welcome of the assembly']);
  expect(voices).toEqual(await spoken(PLENARY));
  const sound = await createVoices(db).file(started, 'welcome of the assembly');
  expect(sound?.content).toEqual(Uint8Array.of(1));

  expect(await loadMeeting(db, started)).toMatchObject({
    ...{ kind: 'plenary', testRunOf: PLENARY, derivedFrom: null, derivedFromRound: null },
    draft: { title: '【演练】第一次全体会议' },
  });
  // Nor does anything follow from it by which its wiping could reach the meetings it was copied from.
  expect(await loadMeetingsOfTestRun(db, started)).toEqual([started]);
  expect((await loadMeetings(db)).map(({ id }) => id)).toEqual([ASSEMBLY, PLENARY, started]);
});

test('is made of a draft that is there, and is no test run itself', async () => {
  const { db } = connection;
  const [DRAFT, SEALED] = ['drafted000', 'sealed0000'];
  await insertMeeting(db, { id: DRAFT, kind: 'assembly', draft: emptyDraft('assembly') });
  await insertMeeting(db, { id: SEALED, kind: 'assembly', draft: emptyDraft('assembly') });
  await setPhase(db, SEALED, 'sealed');
  expect(await testRuns.start('nowhere000')).toEqual({ ok: false, error: 'not-found' });
  expect(await testRuns.start(SEALED)).toEqual({ ok: false, error: 'sealed-already' });
  expect(await testRuns.start(await startedFrom(DRAFT))).toEqual({ ok: false, error: 'test-run' });
});

test('is wiped once, also by two who do it at once, and nothing else is', async () => {
  const { db } = connection;
  const DRAFT = 'drafted001';
  await insertMeeting(db, { id: DRAFT, kind: 'assembly', draft: emptyDraft('assembly') });
  const started = await startedFrom(DRAFT);
  const wipe = (meeting: string) => testRuns.wipe(meeting, ['甲', '乙']);
  expect(await wipe('nowhere000')).toEqual({ ok: false, error: 'not-found' });
  expect(await wipe(DRAFT)).toEqual({ ok: false, error: 'no-test-run' });
  const answers = await Promise.all([wipe(started), wipe(started)]);
  // Whichever of them came first.
  expect(answers).toContainEqual({ ok: true, value: true });
  expect(answers).toContainEqual({ ok: false, error: 'not-found' });
  expect(await loadMeeting(db, started)).toBeUndefined();
  expect((await testRuns.wiped()).map(({ id }) => id)).toEqual([started]);
});
