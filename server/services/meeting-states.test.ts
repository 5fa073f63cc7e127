/** What a page, a device and the big screen are told of a meeting that there is not, or that is not theirs. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DatabaseConnection } from '../store/database.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { createMeetingDrafts } from './meeting-drafts.ts';
import { createOrganizerState } from './organizer-state.ts';
import { random } from './scratch-record.ts';
import { createScreenStates } from './screen-state.ts';
import { createScrutineerStates } from './scrutineer-state.ts';

const refused = { ok: false, error: 'not-found' };
let connection: DatabaseConnection;
beforeAll(async () => {
  connection = await scratchDatabase();
});
afterAll(() => connection.close());

/** Refused before any of the other services is asked. */
const alone = <T>(): T => ({ db: connection.db }) as T;

test('nothing is told of a meeting that there is not', async () => {
  const organizer = createOrganizerState(alone());
  const scrutineer = createScrutineerStates(alone());
  const screen = createScreenStates(alone());
  expect(await organizer.meeting('nothing')).toEqual(refused);
  expect(await scrutineer.state('nothing', 1)).toEqual(refused);
  expect(await screen.state('nothing', '大屏')).toEqual(refused);
});

test('nothing is told to a scrutineer whom the meeting does not have', async () => {
  const meeting = await createMeetingDrafts({ db: connection.db, random }).createSample();
  for (const nobody of [0, 4]) expect(await createScrutineerStates(alone()).state(meeting, nobody)).toEqual(refused);
});
