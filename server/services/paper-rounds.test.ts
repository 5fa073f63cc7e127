/** A round on paper: what the server refuses before anybody counts or signs (specification §14, rules §5.1). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { blankPaperBallot, cleanRow } from '../../tally/paper/paper-ballot.ts';
import type { PaperReading } from '../../tally/paper/paper-reading.ts';
import type { RecommendationContest } from '../../tally/record/contest.ts';
import type { PaperBox } from '../../tally/record/paper-entries.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { committeeContest } from '../../tally/simulation/simulate-election.ts';
import { deleteMachine, insertMachine } from '../store/accounts.ts';
import { loadMeeting, setDeskOpen, setPhase } from '../store/meeting.ts';
import { deleteReading, deleteSettlement, loadReadings, replaceBoxes, saveReading } from '../store/paper.ts';
import { insertProposal, setProposalState } from '../store/record-proposal.ts';
import { setScrutineerKeys } from '../store/roll.ts';
import { createMeetingDrafts } from './meeting-drafts.ts';
import { createPaperRounds, type PaperRounds } from './paper-rounds.ts';
import { createPaperTellers, type PaperTellers } from './paper-tellers.ts';
import { random, recordWithRound, type ScratchRecord, scratchRecord } from './scratch-record.ts';

const RULES = ruleSettings({ majorityBase: 'expected' });
const ROLL = { members: 9, probationary: 0, withoutRight: 0, excluded: 0, expected: 9 };
const CONTEST = committeeContest(2, 1, 0);
const LIST: RecommendationContest = {
  ...{ kind: 'recommendation', title: { zh: '推荐', en: 'Recommendation' }, limit: 1 },
  nominees: ['甲', '乙'].map((name) => ({ name, remark: '' })),
};
const ISSUED = { printed: 10, issued: 8, remaining: 2 };
const VOTED = { voters: 7, recovered: 6 };
const BLANK = blankPaperBallot(CONTEST);
const APPROVED: PaperReading = { ...BLANK, rows: [cleanRow('approve'), cleanRow('blank')] };
const refused = (error: string) => ({ ok: false, error });
const impossible = { ok: false, error: { code: 'paper-numbers' } };

let scratch: ScratchRecord;
let id: string;
let papers: PaperRounds;
let tellers: PaperTellers;
let present: number;
const proposed: { readonly type: string }[] = [];

beforeAll(async () => {
  scratch = await scratchRecord('paper rounds');
  const { db, log } = scratch;
  id = await createMeetingDrafts({ db, random }).createSample();
  papers = createPaperRounds({
    db,
    log,
    proposals: {
      propose: async (_: unknown, __: unknown, ___: unknown, entry: (typeof proposed)[number]) => {
        proposed.push(entry);
        return { id: 'proposal' };
      },
    },
    checkIn: { attendance: async () => ({ expected: 9, present }) },
  } as unknown as Parameters<typeof createPaperRounds>[0]);
  tellers = createPaperTellers({ db, log, papers });
});
afterAll(() => scratch.close());
beforeEach(async () => {
  present = 8;
  proposed.length = 0;
  await setDeskOpen(scratch.db, id, false);
});

const paperOf = (contests: readonly object[] = [CONTEST], entry: object = {}) => ({
  paperRound: { entry: { contests, roll: ROLL, rules: RULES, ...entry }, hash: 'ctx', index: 4 },
});
async function at(phase: Parameters<typeof setPhase>[2], round: object = paperOf()): Promise<void> {
  scratch.record = recordWithRound(round);
  for (const subject of ['method', 'scrutineers', 'tellers', 'exclusions'])
    scratch.record.motions.push({ entry: { subject, carried: true } } as never);
  scratch.record.meeting = { entry: { kind: 'assembly' }, hash: 'meeting', index: 0 } as never;
  await setPhase(scratch.db, id, phase);
}
const phaseNow = async () => (await loadMeeting(scratch.db, id))?.phase;
async function whilePending<T>(kind: 'motion' | 'round', work: () => Promise<T>): Promise<T> {
  const other = encodeBase64url(random(9));
  await insertProposal(scratch.db, { id: other, meeting: id, round: 1, kind, body: '{}' });
  const done = await work();
  await setProposalState(scratch.db, other, 'withdrawn');
  return done;
}
/** As after the opening of the boxes, whatever the numbers. */
const stored = (...boxes: readonly Partial<PaperBox>[]) =>
  replaceBoxes(
    scratch.db,
    id,
    1,
    boxes.map((box, contest) => ({
      ...{ meeting: id, round: 1, contest, expected: 9, present: 8, ...ISSUED, ...VOTED },
      ...box,
    })),
  );
/** The sheets of both tellers, in place of those before. */
async function read(contest: number, first: readonly PaperReading[], second: readonly PaperReading[]): Promise<void> {
  const of = { meeting: id, round: 1, contest };
  for (const { seat, number } of await loadReadings(scratch.db, of)) {
    await deleteReading(scratch.db, { ...of, seat, number });
    await deleteSettlement(scratch.db, { ...of, number });
  }
  for (const [seat, sheet] of [first, second].entries())
    for (const [i, reading] of sheet.entries())
      await saveReading(scratch.db, { ...of, seat: seat + 1, number: i + 1, reading });
}
const heap = (reading: PaperReading, count = VOTED.recovered): readonly PaperReading[] => Array(count).fill(reading);

test('paper is chosen before cards exist, beside no other round to sign, in a sealed meeting that lacks nothing', async () => {
  const choose = () => papers.proposeRound(id, 1, '停电');
  await at('check-in', {});
  expect(await choose()).toEqual(refused('wrong-phase'));
  await at('cards', {});
  expect(await whilePending('round', choose)).toEqual(refused('proposal-pending'));
  expect(await choose()).toMatchObject({ ok: false, error: { code: 'draft-incomplete' } });
  for (const index of [1, 2, 3])
    await setScrutineerKeys(scratch.db, id, index, {
      signKey: encodeBase64url(random(32)),
      cosignKey: encodeBase64url(random(32)),
    });
  expect(await choose()).toEqual({ ok: true, value: { proposal: 'proposal' } });
  await at('ceremony', {});
  expect((await whilePending('motion', choose)).ok).toBe(true);
  expect(proposed).toMatchObject([{ type: 'paper-round', meeting: 'meeting', round: 1, reason: '停电' }, {}]);
  scratch.record.meeting = undefined;
  expect(await choose()).toEqual(refused('wrong-phase'));
});

describe('ballots are handed out', () => {
  const issue = (...boxes: readonly object[]) =>
    papers.issue(id, 1, (boxes.length === 0 ? [ISSUED] : boxes) as (typeof ISSUED)[]);

  test('of a round on paper, at the check-in, with the desk closed', async () => {
    await at('voting');
    expect(await issue()).toEqual(refused('wrong-phase'));
    await at('check-in', {});
    expect(await issue()).toEqual(refused('wrong-phase'));
    await at('check-in');
    await setDeskOpen(scratch.db, id, true);
    expect(await issue()).toEqual(refused('desk-open'));
  });

  test('to a quorum that has refused nothing the round needs', async () => {
    await at('check-in');
    present = 7;
    expect(await issue({ ...ISSUED, issued: 7, remaining: 3 })).toEqual(refused('not-quorate'));
    present = 8;
    scratch.record.motions.length = 1;
    expect(await issue()).toEqual(refused('motion-missing'));
    await at('check-in');
    const lose = (subject: string) => scratch.record.motions.push({ entry: { subject, carried: false } } as never);
    lose('method');
    expect(await issue()).toEqual(refused('motion-lost'));
    await at('check-in', paperOf([CONTEST], { rules: { ...RULES, tellerSource: 'voted' } }));
    lose('tellers');
    expect(await issue()).toEqual(refused('motion-lost'));
    await at('check-in', paperOf([CONTEST], { roll: { ...ROLL, members: 10, excluded: 1 } }));
    lose('exclusions');
    expect(await issue()).toEqual(refused('motion-lost'));
  });

  test('by numbers that can be: P = I + R, and no more than are present, of every kind of ballot', async () => {
    await at('check-in');
    expect(await issue({ ...ISSUED, printed: 11 })).toMatchObject(impossible);
    expect(await issue({ printed: 11, issued: 9, remaining: 2 })).toMatchObject(impossible);
    expect(await issue(ISSUED, ISSUED)).toMatchObject(impossible);
    expect(await issue()).toEqual({ ok: true, value: true });
    expect(await phaseNow()).toBe('voting');
  });

  test('forms: one form holds every list, so their numbers are equal (rules §6.2)', async () => {
    const fewer = { ...ISSUED, issued: 7, remaining: 3 };
    await at('check-in', paperOf([LIST, LIST]));
    expect(await issue(ISSUED, fewer)).toMatchObject(impossible);
    expect((await issue(ISSUED, ISSUED)).ok).toBe(true);
    await at('check-in', paperOf([CONTEST, CONTEST]));
    expect((await issue(ISSUED, fewer)).ok).toBe(true);
  });
});

test('voting on paper is stopped while it goes on', async () => {
  await at('check-in');
  expect(await papers.stop(id, 1)).toEqual(refused('wrong-phase'));
  await at('voting', {});
  expect(await papers.stop(id, 1)).toEqual(refused('wrong-phase'));
  await at('voting');
  expect(await papers.stop(id, 1)).toEqual({ ok: true, value: true });
  expect(await phaseNow()).toBe('stopped');
});

describe('a box is opened', () => {
  const openBox = (...boxes: readonly object[]) =>
    papers.openBox(id, 1, (boxes.length === 0 ? [VOTED] : boxes) as (typeof VOTED)[]);

  test('after the stop, of a round on paper, before its count is signed', async () => {
    await stored({});
    await at('voting');
    expect(await openBox()).toEqual(refused('wrong-phase'));
    await at('stopped', {});
    expect(await openBox()).toEqual(refused('wrong-phase'));
    await at('stopped', { ...paperOf(), paperCount: {} });
    expect(await openBox()).toEqual(refused('wrong-phase'));
  });

  test('with no more voters than ballots handed out, for every kind of ballot', async () => {
    await stored({});
    await at('stopped');
    expect(await openBox({ ...VOTED, voters: 9 })).toMatchObject(impossible);
    expect(await openBox(VOTED, { voters: 0, recovered: 0 })).toMatchObject(impossible);
    expect(await openBox()).toEqual({ ok: true, value: true });
    expect(await phaseNow()).toBe('counting');
    expect((await openBox({ voters: 7, recovered: 7 })).ok).toBe(true);
  });

  test('forms: as many of each list, and five at least (rules §4.4, §6.2)', async () => {
    await stored({}, {});
    await at('stopped', paperOf([LIST, LIST]));
    expect(await openBox(VOTED, { ...VOTED, recovered: 5 })).toMatchObject(impossible);
    const few = { voters: 7, recovered: 4 };
    expect(await openBox(few, few)).toMatchObject(impossible);
    const least = { voters: 7, recovered: 5 };
    expect((await openBox(least, least)).ok).toBe(true);
    await at('stopped', paperOf([CONTEST, CONTEST]));
    expect((await openBox(VOTED, few)).ok).toBe(true);
  });
});

describe('a count is proposed', () => {
  const count = () => papers.proposeCount(id, 1);

  test('once, while it is counted, of a sealed meeting, beside nothing else to sign, of opened boxes', async () => {
    await stored({});
    await read(0, heap(BLANK), heap(BLANK));
    await at('stopped');
    expect(await count()).toEqual(refused('wrong-phase'));
    await at('counting', {});
    expect(await count()).toEqual(refused('wrong-phase'));
    await at('counting', { ...paperOf(), paperCount: {} });
    expect(await count()).toEqual(refused('wrong-phase'));
    await at('counting');
    expect(await whilePending('motion', count)).toEqual(refused('proposal-pending'));
    scratch.record.meeting = undefined;
    expect(await count()).toEqual(refused('wrong-phase'));
    await at('counting');
    scratch.record.rounds.set(2, { ...scratch.record.rounds.get(1), round: 2 } as never);
    expect(await papers.proposeCount(id, 2)).toEqual(refused('wrong-phase'));
  });

  test('of sheets that are complete and agree', async () => {
    await stored({});
    await at('counting');
    await read(0, heap(BLANK), heap(BLANK, 5));
    expect(await count()).toEqual(refused('tellers-not-done'));
    await read(0, heap(BLANK, 5), heap(BLANK));
    expect(await count()).toEqual(refused('tellers-not-done'));
    await read(0, [...heap(BLANK, 5), APPROVED], heap(BLANK));
    expect(await count()).toEqual(refused('tellers-differ'));
    expect(proposed).toEqual([]);
  });

  test('of numbers that can be', async () => {
    await stored({ voters: 9, issued: 8 });
    await read(0, heap(BLANK), heap(BLANK));
    await at('counting');
    expect(await count()).toMatchObject(impossible);
  });

  test('of five valid forms at least, whatever the box held (rules §4.4)', async () => {
    const plain: PaperReading = { kind: 'recommendation', nominees: [0], others: 0, invalid: false };
    const of = (valid: number) => [...heap(plain, valid), ...heap({ ...plain, invalid: true }, 6 - valid)];
    await stored({}, {});
    await at('counting', paperOf([LIST, LIST]));
    const refusal = async (first: number, second: number) => {
      for (const [contest, valid] of [first, second].entries()) await read(contest, of(valid), of(valid));
      return JSON.stringify(await count());
    };
    expect(await refusal(4, 4)).toContain('有效的 4 张，不足 5 张');
    expect(await refusal(6, 4)).toContain('有效的 4 张，不足 5 张');
    // Refused for another reason.
    expect(await refusal(6, 5)).not.toContain('不足');
  });

  test('of forms that are invalid on every list or on none', async () => {
    const plain: PaperReading = { kind: 'recommendation', nominees: [0], others: 0, invalid: false };
    const sheet = [...heap(plain, 5), { ...plain, invalid: true }];
    await stored({}, {});
    await at('counting', paperOf([LIST, LIST]));
    await read(0, sheet, sheet);
    await read(1, heap(plain), heap(plain));
    expect(await count()).toMatchObject(impossible);
  });
});

describe('tellers', () => {
  const machines: Record<string, string> = {};
  const machine = (name: string) => ({ id: machines[name] ?? '', meeting: id });
  const PLACE = { contest: 0, number: 1 };
  const save = (name: string, number = 1, ballot: PaperReading = BLANK, contest = 0) =>
    tellers.save(machine(name), { contest, number, ballot });
  const takeBack = (name: string, number = 1) => tellers.takeBack(machine(name), { ...PLACE, number });

  beforeAll(async () => {
    for (const name of ['left', 'right', 'third'])
      machines[name] = await insertMachine(scratch.db, { meeting: id, role: 'teller', name });
  });
  beforeEach(async () => {
    await stored({});
    await read(0, [], []);
    await at('counting');
  });

  test('nobody reads without a seat, a seat has one machine, and one machine one seat', async () => {
    expect(await save('left')).toEqual(refused('seat-missing'));
    expect(await takeBack('left')).toEqual(refused('seat-missing'));
    expect((await tellers.sit(machine('left'), 1)).ok).toBe(true);
    expect(await tellers.sit(machine('right'), 1)).toEqual(refused('seat-taken'));
    expect(await tellers.sit(machine('left'), 2)).toEqual(refused('seat-taken'));
    expect((await tellers.sit(machine('left'), 1)).ok).toBe(true);
    expect((await tellers.sit(machine('third'), 2)).ok).toBe(true);
    await deleteMachine(scratch.db, id, machines.third ?? '');
    expect((await tellers.sit(machine('right'), 2)).ok).toBe(true);
  });

  test('ballots are read while they are counted, one after the other, no more than the box held', async () => {
    expect(await save('left', 1, BLANK, 1)).toEqual(refused('wrong-phase'));
    expect(await save('left', 1, { ...BLANK, rows: [] })).toEqual(refused('ballot-does-not-fit'));
    expect(await save('left', 2)).toEqual(refused('sheet-full'));
    for (let number = 1; number <= VOTED.recovered; number += 1) expect((await save('left', number)).ok).toBe(true);
    expect(await save('left', VOTED.recovered + 1)).toEqual(refused('sheet-full'));
    expect(await takeBack('left', 1)).toEqual(refused('not-the-last'));
    expect((await takeBack('left', VOTED.recovered)).ok).toBe(true);
    await at('published');
    expect(await save('left')).toEqual(refused('wrong-phase'));
    expect(await takeBack('left', VOTED.recovered - 1)).toEqual(refused('wrong-phase'));
    await at('counting', { ...paperOf(), paperCount: {} });
    expect(await save('left')).toEqual(refused('wrong-phase'));
    await at('counting', {});
    expect(await save('left')).toEqual(refused('wrong-phase'));
  });

  test('only what the two read differently, or nobody can decide, is settled, by a ballot that is decided', async () => {
    const settle = (number = 1, ballot: PaperReading = APPROVED, contest = 0) =>
      tellers.settle(id, { contest, number, ballot, reason: '看原票' });
    const altered: PaperReading = {
      ...BLANK,
      rows: [{ mark: 'approve', altered: { decision: null } }, cleanRow('blank')],
    };
    await read(0, [APPROVED, BLANK, APPROVED, altered], [BLANK, BLANK]);
    expect(await settle(1, APPROVED, 1)).toEqual(refused('wrong-phase'));
    expect(await settle(1, { ...BLANK, rows: [] })).toEqual(refused('ballot-does-not-fit'));
    expect(await settle(1, altered)).toEqual(refused('ballot-does-not-fit'));
    expect(await settle(2)).toEqual(refused('nothing-to-settle'));
    expect(await settle(3)).toEqual(refused('nothing-to-settle'));
    expect((await settle(1)).ok).toBe(true);
    await read(0, [altered], [altered]);
    expect((await settle(1)).ok).toBe(true);
    await at('published');
    expect(await settle(1)).toEqual(refused('wrong-phase'));
  });
});
