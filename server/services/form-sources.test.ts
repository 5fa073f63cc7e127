import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { drawResultSheet } from '../../printables/reports/result-sheet.ts';
import { resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { createSheetKey, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import { GRADE_SCALES } from '../../tally/appraisal/grade-scales.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { simulateElection } from '../../tally/simulation/simulate-election.ts';
import type { DatabaseConnection } from '../store/database.ts';
import { insertMeeting, setPhase } from '../store/meeting.ts';
import { answerPaper, insertPaper } from '../store/office-papers.ts';
import { deleteAnswer, insertAnswer } from '../store/record-sheet.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { loadFormSources } from './form-sources.ts';
import { createMeetingDrafts, emptyDraft } from './meeting-drafts.ts';
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

/** An appraisal of two persons by six, drawn and signed as its village hands it in. */
async function signedSheet(seed: string): Promise<Uint8Array> {
  const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };
  const key = await createSheetKey({ organization: '中共小河村支部委员会', ...validity });
  const { record } = await simulateElection({
    kind: 'appraisal',
    ballots: 6,
    spares: 1,
    contests: [
      {
        kind: 'appraisal',
        title: { zh: '村干部', en: 'Cadres' },
        objects: 'persons',
        subjects: ['高玉龙', '王秀英'].map((name) => ({ name, remark: '' })),
        grades: GRADE_SCALES['four-excellent'],
      },
    ],
    marks: () => [1, 0, 0, 0, 0, 1, 0, 0],
    rules: { appraisalQuota: 30 },
    random: seededRandom(seed),
    recipients: ['q', 'p', 'z'].map((own) => `age1${own.repeat(58)}`),
    sheetKey: encodeBase64url(sheetPublicKey(key)),
    threshold: 2,
  });
  const data = resultSheetData(record, { round: 1, checkAddress: '' });
  if (!data.ok) throw new Error(data.error);
  return signPdf(await drawResultSheet(data.value, installedFonts()), key);
}

test('a result that came by stick is a source like one held here, until it is returned or held here itself (§4.1 step 7)', async () => {
  const { db } = connection;
  const views = { result: async () => null } as unknown as RoundViews;
  const log = { state: async () => ({ rounds: new Map() }) } as unknown as RecordLog;
  const listed = () => loadFormSources(db, { log, views });
  const arrived = (pdf: Uint8Array, digest: string, meetingKind: 'appraisal' | 'assembly') =>
    insertPaper(db, {
      kind: 'result',
      organization: '中共小河村支部委员会',
      superior: '中共大河镇委员会',
      meeting: 'simulation',
      imported: true,
      received: '2026-11-02',
      digest,
      content: { type: 'result', round: 1, result: '', date: '2026-11-01', committeeOnly: true, meetingKind },
      pdf,
    });
  const pdf = await signedSheet('by stick');
  // Whose pages or record were changed on the way says nothing.
  const altered = pdf.slice();
  const at = altered.length >> 1;
  altered[at] = (altered[at] ?? 0) ^ 1;
  await arrived(altered, 'altered', 'appraisal');
  expect(await listed()).toEqual([]);

  const id = await arrived(pdf, 'whole', 'appraisal');
  expect(await listed()).toMatchObject([
    {
      meeting: 'simulation',
      list: '村干部',
      sealed: { quota: 30, scale: 'per-meeting' },
      counted: { issued: 7, recovered: 6, valid: 6, invalid: 0 },
      form: {
        kind: 'appraisal',
        rows: [
          { label: '高玉龙', ticks: [6, 0, 0, 0] },
          { label: '王秀英', ticks: [0, 6, 0, 0] },
        ],
      },
    },
  ]);
  const answer = { number: '1号', signatory: '某', date: '2026-11-03' };
  await answerPaper(db, id, { ...answer, decision: 'return', reason: '重新测评' }, new Uint8Array(1));
  expect(await listed()).toEqual([]);

  const again = await signedSheet('once more');
  await arrived(again, 'again', 'appraisal');
  expect(await listed()).toHaveLength(1);
  // Both offices on one installation: the meeting stands for itself.
  await insertMeeting(db, { id: 'simulation', kind: 'appraisal', draft: emptyDraft('appraisal') });
  expect(await listed()).toEqual([]);
});
