import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ruleSettings } from '../../tally/rules/settings.ts';
import type { DatabaseConnection } from '../store/database.ts';
import { setPhase } from '../store/meeting.ts';
import { deleteAnswer, insertAnswer } from '../store/record-sheet.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { loadFormSources } from './form-sources.ts';
import { createMeetingDrafts } from './meeting-drafts.ts';
import type { RecordLog } from './record-log.ts';
import type { RoundViews } from './round-views.ts';

let connection: DatabaseConnection;
beforeAll(async () => {
  connection = await scratchDatabase();
});
afterAll(() => connection.close());

test('a result that was returned to the village stands on no paper of the superior', async () => {
  const { db } = connection;
  const drafts = createMeetingDrafts({ db, random: (length) => new Uint8Array(randomBytes(length)) });
  const id = await drafts.createSampleAppraisal();
  const rules = ruleSettings({ majorityBase: 'expected', appraisalQuota: 20 });
  const form = { kind: 'appraisal', title: { zh: '班子', en: 'Bodies' } };
  const views = { result: async () => ({ forms: [form] }) } as unknown as RoundViews;
  const log = {
    state: async () => ({ rounds: new Map([[1, { sealed: { entry: { rules } } }]]) }),
  } as unknown as RecordLog;
  const listed = async () =>
    (await loadFormSources(db, { log, views })).map(({ list, sealed }) => [list, sealed.quota]);

  expect(await listed()).toEqual([]);
  await setPhase(db, id, 'reported');
  expect(await listed()).toEqual([['班子', 20]]);
  await setPhase(db, id, 'answered');
  const answer = { number: '1号', reason: '', signatory: '某', date: '2026-11-02', pdf: new Uint8Array(1) };
  await insertAnswer(db, id, { ...answer, decision: 'file' });
  expect(await listed()).toEqual([['班子', 20]]);
  await deleteAnswer(db, id);
  await insertAnswer(db, id, { ...answer, decision: 'return', reason: '重新测评' });
  expect(await listed()).toEqual([]);
});
