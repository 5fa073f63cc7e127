/** The hall votes: what the server refuses before anybody is asked to sign (specification §3.6, §8.6). */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { setDeskOpen, setPhase } from '../store/meeting.ts';
import { insertProposal, setProposalState } from '../store/record-proposal.ts';
import { type Assembly, createAssembly, type Decision, type Motion } from './assembly.ts';
import { createMeetingDrafts } from './meeting-drafts.ts';
import { random, recordWithRound, type ScratchRecord, scratchRecord } from './scratch-record.ts';

const RULES = ruleSettings({ majorityBase: 'expected' });
const ROLL = { members: 30, probationary: 0, withoutRight: 0, excluded: 0, expected: 30 };
const CONTEST = {
  ...{ kind: 'election', category: 'committee', post: '委员', title: { zh: '委员选举', en: 'Committee' }, seats: 2 },
  candidates: ['甲', '乙', '丙'].map((name) => ({ name, remark: '' })),
  writeIns: [],
};
const SEALED = { entry: { contests: [CONTEST], roll: ROLL, rules: RULES }, hash: 'ctx', index: 4 };
const MOTION: Motion = {
  ...{ subject: 'method', text: '通过选举办法', round: null, mode: 'hands' },
  ...{ inFavour: 20, against: 5, abstain: 3 },
};
const REDUCTION: Motion = { ...MOTION, subject: 'reduction', text: '名额减少为一名', round: 1, post: '委员' };
const refused = (error: string) => ({ ok: false, error });

let scratch: ScratchRecord;
let id: string;
let assembly: Assembly;
let present: number;
const proposed: { readonly type: string; readonly carried?: boolean }[] = [];

beforeAll(async () => {
  scratch = await scratchRecord('assembly');
  id = await createMeetingDrafts({ db: scratch.db, random }).createSample();
  assembly = createAssembly({
    log: scratch.log,
    proposals: {
      propose: async (_: unknown, __: unknown, ___: unknown, entry: (typeof proposed)[number]) => proposed.push(entry),
    },
    checkIn: { attendance: async () => ({ expected: 30, present }) },
  } as unknown as Parameters<typeof createAssembly>[0]);
});
afterAll(() => scratch.close());
beforeEach(async () => {
  present = 28;
  proposed.length = 0;
  await setDeskOpen(scratch.db, id, false);
  await at('check-in', {});
});

async function at(phase: Parameters<typeof setPhase>[2], round: object, rules = RULES): Promise<void> {
  scratch.record = recordWithRound({ sealed: { ...SEALED, entry: { ...SEALED.entry, rules } }, ...round });
  await setPhase(scratch.db, id, phase);
}
const put = (change: Partial<Motion> = {}) => assembly.putMotion(id, { ...MOTION, ...change });
/** One of two seats is open. */
const shortfall = (rules = RULES) =>
  at(
    'published',
    {
      close: {
        entry: { expected: 30, present: 28, casts: 28, handCounts: { received: 28, returnedBeforeOpening: 0 } },
      },
      result: {
        entry: {
          counts: [[20, 8, 10, 18, 9, 19]],
          outcome: [{ election: 'valid', elected: ['甲'], tie: null, unfilled: 1 }],
        },
      },
      open: { entry: {} },
    },
    rules,
  );

test('a motion is proposed with its numbers and what they give', async () => {
  expect((await put()).ok).toBe(true);
  expect(await put({ inFavour: 15, against: 10 })).toMatchObject({ value: { carried: false } });
  expect(proposed).toMatchObject([
    { type: 'motion', subject: 'method', expected: 30, present: 28, inFavour: 20, carried: true },
    { type: 'motion', carried: false },
  ]);
});

test('not while a round is voted or counted, before any round, with the desk open, or beside another paper to sign', async () => {
  await at('voting', { open: { entry: {} } });
  expect(await put()).toEqual(refused('wrong-phase'));
  await at('counting', { open: { entry: {} } });
  expect(await put()).toEqual(refused('wrong-phase'));
  await at('check-in', { sealed: undefined });
  expect(await put()).toEqual(refused('wrong-phase'));
  await at('check-in', {});
  await setDeskOpen(scratch.db, id, true);
  expect(await put()).toEqual(refused('desk-open'));
  await setDeskOpen(scratch.db, id, false);
  const other = encodeBase64url(random(9));
  await insertProposal(scratch.db, { id: other, meeting: id, round: 1, kind: 'motion', body: '{}' });
  expect(await put()).toEqual(refused('proposal-pending'));
  await setProposalState(scratch.db, other, 'withdrawn');
});

test('nobody raises two hands, and applause is everybody’s: motion-impossible', async () => {
  expect(await put({ abstain: 4 })).toEqual(refused('motion-impossible'));
  await at('check-in', {}, { ...RULES, motionMode: 'applause' });
  expect(await put({ mode: 'applause' })).toEqual(refused('motion-impossible'));
});

test('not in an assembly that too few attend (rules §1.5)', async () => {
  present = 23;
  expect(await put({ abstain: 0, against: 0 })).toEqual(refused('not-quorate'));
});

test('not less formally than the method asks: motion-mode', async () => {
  expect(await put({ mode: 'applause', inFavour: 28, against: 0, abstain: 0 })).toEqual(refused('motion-mode'));
  await at('check-in', {}, { ...RULES, motionMode: 'ballot' });
  expect(await put()).toEqual(refused('motion-mode'));
  expect((await put({ mode: 'ballot' })).ok).toBe(true);
});

test('fewer seats only of a post and a round with open seats, and no other motion names one: nothing-to-reduce', async () => {
  expect(await put(REDUCTION)).toEqual(refused('nothing-to-reduce'));
  expect(await put({ round: 1 })).toEqual(refused('nothing-to-reduce'));
  expect(await put({ post: '委员' })).toEqual(refused('nothing-to-reduce'));
  await shortfall();
  const { post: _, ...ofNoPost } = REDUCTION;
  expect(await assembly.putMotion(id, ofNoPost)).toEqual(refused('nothing-to-reduce'));
  expect(await put({ ...REDUCTION, round: null })).toEqual(refused('nothing-to-reduce'));
  expect(await put({ ...REDUCTION, post: '书记' })).toEqual(refused('nothing-to-reduce'));
  expect(await put({ ...REDUCTION, round: 2 })).toEqual(refused('nothing-to-reduce'));
  expect((await put(REDUCTION)).ok).toBe(true);
  expect(proposed).toMatchObject([{ subject: 'reduction', round: 1, post: '委员', carried: true }]);
  scratch.record.motions.push({ entry: { ...REDUCTION, carried: false }, hash: '', index: 9 } as never);
  expect(await put(REDUCTION)).toEqual(refused('nothing-to-reduce'));
  await shortfall({ ...RULES, shortfall: 'further-election' });
  expect(await put(REDUCTION)).toEqual(refused('nothing-to-reduce'));
});

test('a decision is proposed of the superior about what waits for one, between the rounds, beside nothing else to sign', async () => {
  const decision: Decision = {
    ...{ matter: 'eligibility', post: '委员', person: '丁', granted: true },
    ...{ by: '青山镇党委', date: '2026-11-28', reason: '' },
  };
  const decide = (change: Partial<Decision> = {}, meeting = id) =>
    assembly.recordDecision(meeting, { ...decision, ...change });
  const sealed = {
    ...SEALED,
    entry: { ...SEALED.entry, contests: [{ ...CONTEST, writeIns: [{ name: '丁', remark: '' }] }] },
  };
  const close = {
    entry: { expected: 30, present: 28, casts: 28, handCounts: { received: 28, returnedBeforeOpening: 0 } },
  };
  const result = {
    entry: {
      counts: [[20, 8, 8, 20, 2, 26, 18]],
      outcome: [{ election: 'valid', elected: ['甲', '丁'], tie: null, unfilled: 0 }],
    },
  };
  await at('published', { sealed, open: { entry: {} }, close, result });
  const other = encodeBase64url(random(9));
  await insertProposal(scratch.db, { id: other, meeting: id, round: 1, kind: 'motion', body: '{}' });
  expect(await decide()).toEqual(refused('proposal-pending'));
  await setProposalState(scratch.db, other, 'withdrawn');
  expect(await decide({}, 'another')).toEqual(refused('wrong-phase'));
  expect(await decide({ person: '乙' })).toEqual(refused('nothing-to-decide'));
  expect(await decide({ post: '书记' })).toEqual(refused('nothing-to-decide'));
  expect(await decide({ matter: 'tie' })).toEqual(refused('nothing-to-decide'));
  expect((await decide()).ok).toBe(true);
  expect(proposed).toMatchObject([{ type: 'decision', ctx: 'ctx', person: '丁', granted: true }]);
  await at('voting', { sealed, open: { entry: {} } });
  expect(await decide()).toEqual(refused('wrong-phase'));
});

test('nobody is confirmed as deputy beside being secretary; as a member of the committee she is (rules §1.12)', async () => {
  const of = (post: string, seats: number) => ({
    ...CONTEST,
    ...{ category: 'secretary', post, seats },
    candidates: [{ name: '甲', remark: '' }],
    writeIns: [{ name: '丁', remark: '' }],
  });
  const close = {
    entry: { expected: 30, present: 28, casts: 28, handCounts: { received: 28, returnedBeforeOpening: 0 } },
  };
  const decide = (post: string, granted = true) =>
    assembly.recordDecision(id, {
      ...{ matter: 'eligibility', post, person: '丁', granted },
      ...{ by: '青山镇党委', date: '2026-11-28', reason: '' },
    });
  const won = { election: 'valid', elected: ['丁'], tie: null, unfilled: 0 };
  const held = (posts: readonly string[]) =>
    at('published', {
      sealed: { ...SEALED, entry: { ...SEALED.entry, contests: posts.map((post) => of(post, 1)) } },
      open: { entry: {} },
      close,
      result: { entry: { counts: posts.map(() => [8, 20, 20]), outcome: posts.map(() => won) } },
    });
  const granted = (post: string) =>
    scratch.record.decisions.push({
      entry: { ctx: 'ctx', matter: 'eligibility', post, person: '丁', granted: true },
      hash: '',
      index: 90,
    } as never);
  await held(['书记', '副书记']);
  expect((await decide('书记')).ok).toBe(true);
  granted('书记');
  expect(await decide('副书记')).toEqual(refused('elected-twice'));
  expect((await decide('副书记', false)).ok).toBe(true);
  await held(['委员', '书记']);
  granted('委员');
  expect((await decide('书记')).ok).toBe(true);
});
