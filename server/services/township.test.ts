/** What the township is warned of, and what it cannot answer (rules §4.2, UX 5.8). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import { setPhase } from '../store/meeting.ts';
import { loadAnswer } from '../store/record-sheet.ts';
import { saveTownshipSettings } from '../store/township.ts';
import type { RecordState } from './record-state.ts';
import { recordThrough, recordWithRound, type ScratchRecord, scratchRecord } from './scratch-record.ts';
import { createTownship } from './township.ts';

const MEETING = 'simulation';
const { record } = await simulateElection({
  ballots: 5,
  spares: 1,
  contests: [committeeContest(2, 1, 0)],
  random: seededRandom('township'),
  recipients: ['q', 'p', 'z'].map((own) => `age1${own.repeat(58)}`),
  sheetKey: encodeBase64url(new Uint8Array(91)),
  threshold: 2,
});
const refused = (error: string) => ({ ok: false, error });
let scratch: ScratchRecord;
beforeAll(async () => {
  scratch = await scratchRecord(MEETING);
});
afterAll(() => scratch.close());
beforeEach(async () => {
  await setPhase(scratch.db, MEETING, 'reported');
  await saveTownshipSettings(scratch.db, { offices: [], holidays: [] });
});

const CONTEST = {
  ...{
    post: '委员',
    title: { zh: '委员', en: 'Committee members' },
    kind: 'election',
    category: 'committee',
    baseSensitive: false,
    election: 'valid',
  },
  ...{ tie: null, unfilled: 0, reduced: false, notices: [] },
};
const RESULT = {
  ...{ round: 1, exchanged: 0, missing: 0, unreadable: 0, challenged: 0, issued: 5, recovered: 5, sheetReady: true },
  ...{ attested: ['张三', '李四'], contests: [CONTEST] },
};
type Options = Parameters<typeof createTownship>[0];
const office = (result: object | null = RESULT, file = async () => record) =>
  createTownship({
    db: scratch.db,
    log: { ...scratch.log, file },
    views: { result: async () => result } as unknown as Options['views'],
    verifications: { run: async () => ({ checks: [] }) } as unknown as Options['verifications'],
    now: () => new Date('2026-11-28T02:00:00Z'),
  });

describe('what departs from a plain election is named', () => {
  const deviations = async (result: object, state: object = {}) => {
    scratch.record = { ...recordWithRound({}), ...state } as RecordState;
    const scrutineers = [{ name: '张三' }, { name: '李四' }];
    scratch.record.meeting = { entry: { scrutineers } } as unknown as RecordState['meeting'];
    const seen = await office({ ...RESULT, ...result }).meeting(MEETING);
    if (!seen.ok) throw new Error(seen.error);
    return seen.value.deviations;
  };
  const named = async (result: object, state: object = {}) =>
    (await deviations(result, state)).map(({ severity, code }) => [severity, code]);

  test('nothing where nothing departs', async () => {
    expect(await named({})).toEqual([]);
  });

  test.each([
    ['notice', 'ceremony-aborted', {}, { aborts: [{}] }],
    ['warning', 'cards-missing', { missing: 1 }, {}],
    ['notice', 'cards-exchanged', { exchanged: 1 }, {}],
    ['notice', 'challenges', { challenged: 1 }, {}],
    ['notice', 'fewer-recovered', { recovered: 4 }, {}],
    ['warning', 'not-attested', { attested: ['张三'] }, {}],
    ['warning', 'base-sensitive', { contests: [{ ...CONTEST, baseSensitive: true }] }, {}],
    ['stop', 'election-void', { contests: [{ ...CONTEST, election: 'void' }] }, {}],
    ['warning', 'tie', { contests: [{ ...CONTEST, tie: { among: [], seats: 1 } }] }, {}],
    ['warning', 'unfilled', { contests: [{ ...CONTEST, unfilled: 1 }] }, {}],
  ] as const)('%s: %s', async (severity, code, result, state) => {
    expect(await named(result, state)).toEqual([[severity, code]]);
  });

  test('missing cards say how many of them are unreadable ones', async () => {
    expect(await deviations({ missing: 3, unreadable: 2 })).toMatchObject([
      { zh: '未交回的投票卡 3 张（含不可读 2 张）', en: '3 cards missing (2 unreadable)' },
    ]);
    expect(await deviations({ missing: 1 })).toMatchObject([{ zh: '未交回的投票卡 1 张', en: '1 card missing' }]);
  });

  test('seats that the voters gave up are none that are missing', async () => {
    const shortfall = { code: 'shortfall', clause: '', zh: '已经表决同意减少名额 1 名', en: '' };
    const contests = [{ ...CONTEST, unfilled: 1, reduced: true, notices: [shortfall] }];
    expect(await named({ contests })).toEqual([['notice', 'shortfall']]);
  });
});

test('what was not reported, or has no result, is neither shown nor answered', async () => {
  const onFile = { decision: 'file', number: '1', reason: '', signatory: '刘世平' } as const;
  scratch.record = recordThrough(record, 'paper-proof', 3);
  expect(await office().meeting('nothing')).toEqual(refused('not-found'));
  expect(await office().answer('nothing', onFile)).toEqual(refused('not-found'));
  expect(await office(null).meeting(MEETING)).toEqual(refused('wrong-phase'));
  expect(await office(null).answer(MEETING, onFile)).toEqual(refused('wrong-phase'));
  await setPhase(scratch.db, MEETING, 'published');
  expect(await office().meeting(MEETING)).toEqual(refused('wrong-phase'));
  expect(await office().answer(MEETING, onFile)).toEqual(refused('wrong-phase'));
});

test('a result is answered once, by the office that it was sent to, with a reason where it goes back', async () => {
  scratch.record = recordThrough(record, 'paper-proof', 3);
  const onFile = { decision: 'file', number: '青委〔2026〕9号', reason: '', signatory: '刘世平' } as const;
  const { db } = scratch;
  expect(await office().answer(MEETING, { ...onFile, decision: 'approve' })).toEqual(
    refused('answer-decision-mismatch'),
  );
  expect(await office().answer(MEETING, { ...onFile, decision: 'return' })).toEqual(refused('reason-needed'));
  await saveTownshipSettings(db, { offices: ['中共别的镇委员会'], holidays: [] });
  expect(await office().answer(MEETING, onFile)).toEqual(refused('addressee-other'));
  await saveTownshipSettings(db, { offices: [], holidays: [] });
  // Another official answers while this answer is being drawn.
  const meanwhile = async () => {
    await setPhase(db, MEETING, 'answered');
    return record;
  };
  expect(await office(RESULT, meanwhile).answer(MEETING, onFile)).toEqual(refused('wrong-phase'));
  expect(await loadAnswer(db, MEETING)).toBeUndefined();
  expect(await office().answer(MEETING, onFile)).toEqual(refused('answered-already'));
  await setPhase(db, MEETING, 'reported');
  expect(await office().answer(MEETING, onFile)).toEqual({ ok: true, value: true });
  expect(await loadAnswer(db, MEETING)).toMatchObject({ decision: 'file', date: '2026-11-28' });
});
