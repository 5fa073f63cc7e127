/** A test run of a meeting that follows from another (specification §3.9): what it takes with it, and what it must not. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DatabaseConnection } from '../store/database.ts';
import { insertMeeting, loadMeeting, loadMeetings } from '../store/meeting.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { loadMeetingsOfTestRun } from '../store/test-run.ts';
import { saveClip } from '../store/voice-clips.ts';
import { emptyDraft } from './meeting-drafts.ts';
import type { RecordLog } from './record-log.ts';
import { createTestRuns } from './test-runs.ts';
import { createVoices } from './voices.ts';

const [ASSEMBLY, PLENARY] = ['assembly00', 'plenary000'];
let connection: DatabaseConnection;
beforeAll(async () => {
  connection = await scratchDatabase();
});
afterAll(() => connection.close());

/** Starting writes no record: nothing here may ask for one. */
const NO_LOG = {} as RecordLog;

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

  const testRuns = createTestRuns({
    ...{ db, log: NO_LOG, memories: { ofMeetings: [], ofMachines: [], ofDevicesSeen: { forget: () => undefined } } },
    ...{ random: (length: number) => new Uint8Array(randomBytes(length)), now: () => new Date('2026-11-28T01:00:00Z') },
  });
  const started = await testRuns.start(PLENARY);
  if (!started.ok) throw new Error(started.error);

  const spoken = async (meeting: string) =>
    new Map((await createVoices(db).clips(meeting)).map(({ spoken: of, sha256 }) => [JSON.stringify(of), sha256]));
  const voices = await spoken(started.value);
  expect([...voices.values()].sort()).toEqual(['card of the plenary', 'welcome of the assembly']);
  expect(voices).toEqual(await spoken(PLENARY));
  const sound = await createVoices(db).file(started.value, 'welcome of the assembly');
  expect(sound?.content).toEqual(Uint8Array.of(1));

  expect(await loadMeeting(db, started.value)).toMatchObject({
    ...{ kind: 'plenary', testRunOf: PLENARY, derivedFrom: null, derivedFromRound: null },
    draft: { title: '【演练】第一次全体会议' },
  });
  // Nor does anything follow from it by which its wiping could reach the meetings it was copied from.
  expect(await loadMeetingsOfTestRun(db, started.value)).toEqual([started.value]);
  expect((await loadMeetings(db)).map(({ id }) => id)).toEqual([ASSEMBLY, PLENARY, started.value]);
});
