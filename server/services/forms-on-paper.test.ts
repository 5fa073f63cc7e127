/** What is refused of forms on paper: one paper holds every list, and fewer than five would show who judged how (rules §4.4, §6.2). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { AppraisalContest } from '../../tally/record/contest.ts';
import type { PaperBox } from '../../tally/record/paper-entries.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { simulateElection } from '../../tally/simulation/simulate-election.ts';
import { setDeskOpen, setPhase } from '../store/meeting.ts';
import { loadBoxes, saveReading } from '../store/paper.ts';
import { createPaperRounds, type PaperRounds } from './paper-rounds.ts';
import type { Proposals } from './proposals.ts';
import { recordThrough, type ScratchRecord, scratchRecord } from './scratch-record.ts';

const MEETING = 'simulation';
const LISTS = ['班子', '村干部'].map(
  (zh): AppraisalContest => ({
    kind: 'appraisal',
    title: { zh, en: 'List' },
    subjects: [{ name: `${zh}甲`, remark: '' }],
    grades: [
      { zh: '好', en: 'Good' },
      { zh: '差', en: 'Poor' },
    ],
  }),
);
const FORM_BOX: PaperBox = {
  ...{ printed: 10, issued: 8, remaining: 2, voters: 5, recovered: 5 },
  tally: { valid: 5, invalid: 0, rows: [[5, 0, 0, 0]], writeIns: [], voidEntries: [], invalidReasons: [] },
};

let scratch: ScratchRecord;
let rounds: PaperRounds;
let proposed = 0;
beforeAll(async () => {
  const { record } = await simulateElection({
    ...{ ballots: 0, spares: 0, threshold: 2, kind: 'appraisal', contests: LISTS },
    onPaper: { expected: 9, present: 8, boxes: [FORM_BOX, FORM_BOX] },
    random: seededRandom('paper rounds'),
    recipients: ['q', 'p', 'z'].map((own) => `age1${own.repeat(58)}`),
    sheetKey: encodeBase64url(new Uint8Array(91)),
  });
  scratch = await scratchRecord(MEETING);
  scratch.record = recordThrough(record, 'paper-round');
  rounds = createPaperRounds({
    db: scratch.db,
    log: scratch.log,
    proposals: {
      propose: async () => {
        proposed += 1;
        return { id: 'p' };
      },
    } as unknown as Proposals,
    checkIn: { attendance: async () => ({ expected: 9, present: 8 }) } as never,
  });
  await setDeskOpen(scratch.db, MEETING, false);
}, 120_000);
afterAll(() => scratch.close());

const saying = (zh: RegExp) => ({
  ok: false,
  error: { code: 'paper-numbers', detail: [expect.objectContaining({ zh: expect.stringMatching(zh) })] },
});
const accepted = { ok: true };

test('as many forms are handed out in every list', async () => {
  await setPhase(scratch.db, MEETING, 'check-in');
  const issue = (...printed: readonly number[]) =>
    rounds.issue(
      MEETING,
      1,
      printed.map((one) => ({ printed: one, issued: 8, remaining: one - 8 })),
    );
  expect(await issue(10, 11)).toEqual(saying(/张数必须相同/));
  expect(await issue(10, 10)).toMatchObject(accepted);
  expect((await loadBoxes(scratch.db, MEETING, 1)).map(({ printed }) => printed)).toEqual([10, 10]);
});

test('as many are recovered in every list, and at least five', async () => {
  await setPhase(scratch.db, MEETING, 'stopped');
  const open = (...recovered: readonly number[]) =>
    rounds.openBox(
      MEETING,
      1,
      recovered.map((one) => ({ voters: 8, recovered: one })),
    );
  expect(await open(6, 5)).toEqual(saying(/张数必须相同/));
  expect(await open(4, 4)).toEqual(saying(/收回 4 张，不足 5 张/));
  expect(await open(5, 5)).toMatchObject(accepted);
  expect((await rounds.work(MEETING, 1))?.contests.map(({ counted }) => counted)).toEqual([true, true]);
});

test('a form is declared invalid in all its lists or in none', async () => {
  await setPhase(scratch.db, MEETING, 'counting');
  const read = async (contest: number, number: number, invalid: boolean) => {
    for (const seat of [1, 2])
      await saveReading(scratch.db, {
        ...{ meeting: MEETING, round: 1, contest, seat, number },
        reading: { kind: 'appraisal', rows: [[0]], invalid },
      });
  };
  for (const contest of [0, 1]) for (const number of [1, 2, 3, 4, 5]) await read(contest, number, false);
  await read(0, 3, true);
  expect(await rounds.proposeCount(MEETING, 1)).toEqual(saying(/不一样多：1、0 张/));
  expect(proposed).toBe(0);
  await read(1, 3, true);
  expect(await rounds.proposeCount(MEETING, 1)).toMatchObject(accepted);
  expect(proposed).toBe(1);
});
