/** The big screen in the operator's hands (UX 5.6), over a record that is whatever the test says. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import { setCurrentRound, setPhase, setScreenView } from '../store/meeting.ts';
import { replaceBoxes } from '../store/paper.ts';
import { insertSheet } from '../store/record-sheet.ts';
import { createMeetingDrafts } from './meeting-drafts.ts';
import type { RecordState, RoundState } from './record-state.ts';
import { random, recordThrough, type ScratchRecord, scratchRecord } from './scratch-record.ts';
import { createScreenStates, type ScreenStates } from './screen-state.ts';

const { record } = await simulateElection({
  ballots: 5,
  spares: 1,
  contests: [committeeContest(2, 1, 0)],
  random: seededRandom('screen'),
  recipients: ['q', 'p', 'z'].map((own) => `age1${own.repeat(58)}`),
  sheetKey: encodeBase64url(new Uint8Array(91)),
  threshold: 2,
});
const RESULT = {
  contests: [
    {
      ...{ post: '委员', title: { zh: '委员选举', en: 'Election' }, preliminary: false, unconfirmed: ['周玥'] },
      rows: [{ label: '王建国', candidate: true, approve: 4, elected: true }],
      elected: ['王建国'],
      notices: [{ code: 'tie' }, { code: 'unfilled' }],
    },
  ],
};
const ATTENDANCE = { cardsHandedOut: 9, expected: 9, present: 9 };

let scratch: ScratchRecord;
let states: ScreenStates;
let id: string;
let arrivals: { readonly id: number; readonly name: string }[];
beforeAll(async () => {
  scratch = await scratchRecord('screen');
  states = createScreenStates({
    ...{ db: scratch.db, log: scratch.log, checkAddress: () => 'https://hall/check/' },
    checkIn: { attendance: async () => ATTENDANCE },
    arrivals: { recent: () => arrivals },
    views: { ballotBox: async () => ({ issued: 9, cast: 8 }), result: async () => RESULT },
    verifications: { latest: async () => ({ checks: [{ name: 'log', ok: true }] }) },
    cosigning: { cosigners: async () => ({ scrutineers: new Set([1]), witnesses: new Set() }) },
  } as unknown as Parameters<typeof createScreenStates>[0]);
});
afterAll(() => scratch.close());
beforeEach(async () => {
  arrivals = [];
  id = await createMeetingDrafts({ db: scratch.db, random }).createSample();
});

const at = async (phase: Parameters<typeof setPhase>[2], through: Parameters<typeof recordThrough>[1]) => {
  await setPhase(scratch.db, id, phase);
  scratch.record = recordThrough(record, through);
};
const publish = async () => {
  await insertSheet(scratch.db, id, 1, { pdf: new Uint8Array(), json: '{}' });
  await at('published', 'result');
};
const round = () => scratch.record.rounds.get(1) as RoundState;
const shown = async () => {
  const state = await states.state(id, '大屏');
  if (!state.ok) throw new Error(state.error);
  return state.value;
};
const refused = (error: string) => ({ ok: false, error });
const step = (view: Parameters<ScreenStates['preview']>[1]['view'], part = 0, of = 1) => ({ view, part, round: of });

describe('the big screen', () => {
  test('shows nothing, and previews nothing, that is not released', async () => {
    await at('counting', 'result');
    for (const ask of [states.show, states.preview]) {
      expect(await ask(id, step('result'))).toEqual(refused('not-released'));
      expect(await ask(id, step('elected'))).toEqual(refused('not-released'));
      expect(await ask('nothing', step('welcome'))).toEqual(refused('not-found'));
    }
    expect(await shown()).toMatchObject({ view: 'welcome', round: 1, part: 0, result: null, elected: null });
    expect(await states.state('nothing', '')).toEqual(refused('not-found'));
    expect(await states.setUp('nothing', { order: 'votes', language: 'en' })).toEqual(refused('not-found'));
    expect(await states.announce('nothing', 1)).toEqual(refused('not-found'));
  });

  test('a result that hangs is counts alone; who is elected is nowhere before it is announced', async () => {
    await publish();
    expect(await states.show(id, { view: 'result', part: 0 })).toMatchObject({ ok: true });
    const { result, elected, verify } = await shown();
    expect(verify).toBeNull();
    expect(result?.contests[0]).toMatchObject({
      ...{ rows: [{ approve: 4, elected: false }], elected: [], unconfirmed: [] },
      notices: [{ code: 'tie' }],
    });
    expect(elected).toBeNull();
    expect(await states.show(id, step('elected'))).toEqual(refused('not-released'));
    expect(await states.announce(id, 1)).toMatchObject({ ok: true });
    // Announcing changes nothing that hangs.
    expect(await shown()).toMatchObject({ view: 'result', elected: null });
    expect(await states.show(id, step('elected'))).toMatchObject({ ok: true });
    expect((await shown()).elected).toMatchObject([{ names: ['王建国'], unconfirmed: ['周玥'] }]);
  });

  test('nobody is announced before the result is published, and no round that there is not', async () => {
    await at('counting', 'result');
    expect(await states.announce(id, 1)).toEqual(refused('not-released'));
    await publish();
    expect(await states.announce(id, 2)).toEqual(refused('not-released'));
  });

  test('a new round changes nothing that hangs', async () => {
    await publish();
    await states.show(id, { view: 'result', part: 0 });
    await setPhase(scratch.db, id, 'cards');
    await setCurrentRound(scratch.db, id, 2);
    expect(await shown()).toMatchObject({ view: 'result', round: 1, result: { contests: [{ post: '委员' }] } });
  });

  test('a running vote moves by fives, and says all at its end', async () => {
    await at('voting', 'open');
    await states.show(id, { view: 'voting', part: 0 });
    const cast = async (inLog: number) => {
      round().casts = inLog;
      return (await shown()).voting;
    };
    expect(await cast(4)).toEqual({ issued: 9, cast: 0, paused: false, stopped: false });
    expect(await cast(7)).toMatchObject({ cast: 5 });
    expect(await cast(10)).toMatchObject({ cast: 10 });
    await setPhase(scratch.db, id, 'paused');
    expect(await cast(7)).toMatchObject({ cast: 5, paused: true });
    await setPhase(scratch.db, id, 'stopped');
    expect(await cast(7)).toEqual({ issued: 9, cast: 8, paused: false, stopped: true });
    // While the next round is voted the first is still over.
    await setPhase(scratch.db, id, 'voting');
    await setCurrentRound(scratch.db, id, 2);
    expect(await cast(7)).toEqual({ issued: 9, cast: 8, paused: false, stopped: true });
  });

  test('the empty box stays what the hall saw, whoever votes meanwhile', async () => {
    await at('check-in', 'round');
    await states.show(id, { view: 'zero', part: 0 });
    expect((await shown()).voting?.cast).toBe(8);
    scratch.record = recordThrough(record, 'open');
    expect((await shown()).voting?.cast).toBe(0);
  });

  test('a round given up for paper: nothing of the electronic box hangs any more, the boxes show what was entered', async () => {
    await at('check-in', 'close');
    round().paper = { entry: {} } as unknown as RoundState['paper'];
    for (const [view, part] of [
      ['zero', 0],
      ['voting', 0],
      ['closing', 1],
      ['counting', 0],
    ] as const) {
      await setScreenView(scratch.db, id, { screenView: view, screenRound: 1, screenPart: part });
      const hangs = await shown();
      expect(hangs).toMatchObject({ view, voting: null, accounting: null, counting: null });
      expect(hangs.paper).toEqual(view === 'voting' || view === 'closing' ? { stopped: false, boxes: [] } : null);
    }
    const box = { meeting: id, round: 1, contest: 0, expected: 9, present: 9, printed: 12, issued: 9, remaining: 3 };
    await replaceBoxes(scratch.db, id, 1, [{ ...box, voters: null, recovered: null }]);
    await setPhase(scratch.db, id, 'voting');
    await states.show(id, step('voting'));
    expect((await shown()).paper).toMatchObject({ stopped: false, boxes: [{ issued: 9, recovered: null }] });
    await replaceBoxes(scratch.db, id, 1, [{ ...box, voters: 8, recovered: 8 }]);
    await setPhase(scratch.db, id, 'counting');
    await states.show(id, step('closing'));
    expect((await shown()).paper).toMatchObject({ stopped: true, boxes: [{ issued: 9, recovered: 8 }] });
    expect(await states.show(id, step('zero'))).toEqual(refused('not-released'));
  });

  test('what the accounting says stands on a picture of its own', async () => {
    await at('closed', 'close');
    await states.show(id, step('closing'));
    expect(await shown()).toMatchObject({ accounting: null, voting: { cast: 8 } });
    await states.show(id, step('closing', 1));
    expect((await shown()).accounting).toMatchObject({ cast: 5, conditions: [{ ok: true }, {}, {}, {}] });
  });

  test('who has just come is welcomed at the check-in and nowhere else', async () => {
    arrivals = [{ id: 1, name: '王建国' }];
    await at('check-in', 'round');
    expect((await shown()).arrivals).toBeNull();
    await states.show(id, { view: 'check-in', part: 0 });
    expect(await shown()).toMatchObject({ arrivals: [{ name: '王建国' }], attendance: ATTENDANCE });
  });

  test('each motion by its number; the digits once there are any; the keys and the checks', async () => {
    await at('closed', 'close');
    const motion = (text: string) => ({ entry: { text } }) as unknown as RecordState['motions'][number];
    scratch.record.motions.push(motion('第一'), motion('第二'));
    await states.show(id, step('motion', 1));
    expect((await shown()).motion).toMatchObject({ text: '第二' });
    await states.show(id, step('welcome', 1));
    expect((await shown()).digits).toHaveLength(5);
    await states.show(id, step('welcome'));
    expect((await shown()).digits).toBeNull();
    await states.show(id, step('counting', 1));
    expect((await shown()).counting).toMatchObject({ threshold: 2, checks: [{ name: 'log', ok: true }] });
  });

  test('the root that hangs is the one of a published round', async () => {
    await publish();
    await states.show(id, step('verify'));
    expect((await shown()).verify).toMatchObject({ address: 'https://hall/check/', rootGroups: { length: 4 } });
    await setPhase(scratch.db, id, 'counting');
    expect((await shown()).verify).toBeNull();
  });

  test('order and language are the operator’s', async () => {
    expect(await shown()).toMatchObject({ order: 'ballot', language: 'zh' });
    await states.setUp(id, { order: 'votes', language: 'en' });
    expect(await shown()).toMatchObject({ order: 'votes', language: 'en' });
  });
});
