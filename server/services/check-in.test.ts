/** The desk: what the service refuses, whatever the routes before it have asked (rules §1.5, §3; specification §5). */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadMeeting, setDeskOpen, setPhase } from '../store/meeting.ts';
import { insertProposal, setProposalState } from '../store/record-proposal.ts';
import { insertTokens } from '../store/record-token.ts';
import { createArrivals } from './arrivals.ts';
import { type CheckIn, createCheckIn } from './check-in.ts';
import { createMeetingDrafts } from './meeting-drafts.ts';
import { isEntitledMember, isExpectedMember, loadPlan } from './plan.ts';
import { random, type ScratchRecord, scratchRecord } from './scratch-record.ts';

const refused = (error: string) => ({ ok: false, error });
const NOBODY = '00000000-0000-4000-8000-000000000000';

const arrivals = createArrivals();
let scratch: ScratchRecord;
let desk: CheckIn;
let id: string;
let isSecondOfficial: boolean;
let voters: readonly string[];
let leftOut: readonly string[];

beforeAll(async () => {
  scratch = await scratchRecord('check-in');
  desk = createCheckIn({
    db: scratch.db,
    accounts: { isSecondOfficial: async () => isSecondOfficial },
    arrivals,
  } as unknown as Parameters<typeof createCheckIn>[0]);
});
afterAll(() => scratch.close());
beforeEach(async () => {
  isSecondOfficial = true;
  id = await createMeetingDrafts({ db: scratch.db, random }).createSample();
  const plan = await loadPlan(scratch.db, id);
  if (plan === undefined) throw new Error('the sample has no plan');
  const entitled = plan.members.filter((member) => isEntitledMember(plan, member));
  voters = entitled.filter((member) => isExpectedMember(plan, member)).map((member) => member.id);
  leftOut = entitled.filter((member) => !isExpectedMember(plan, member)).map((member) => member.id);
  await setPhase(scratch.db, id, 'sealed');
});

const at = (phase: Parameters<typeof setPhase>[2]) => setPhase(scratch.db, id, phase);
const arrive = (member = voters[0] ?? '', meeting = id) => desk.checkIn(meeting, member);
const officials = { first: { id: '1', name: '吴菊芳' }, second: { name: '唐梅', password: '' } };
const undo = (member = voters[0] ?? '', meeting = id) =>
  desk.undo(meeting, { member, reason: '点错了人', ...officials } as Parameters<CheckIn['undo']>[1]);
const readmit = (member = leftOut[0] ?? '', meeting = id) =>
  desk.readmit(meeting, { member, ...officials } as Parameters<CheckIn['readmit']>[1]);
const leave = (member = voters[0] ?? '', meeting = id) => desk.leave(meeting, member);
const makeCards = (count: number) =>
  insertTokens(
    scratch.db,
    id,
    1,
    Array.from({ length: count }, (_, at) => `${id} ${at}`),
  );
/** While the scrutineers sign how many are present. */
async function whileOpening<T>(work: () => Promise<T>): Promise<T> {
  await insertProposal(scratch.db, { id: `open ${id}`, meeting: id, round: 1, kind: 'open', body: '{}' });
  const done = await work();
  await setProposalState(scratch.db, `open ${id}`, 'withdrawn');
  return done;
}

test('there is no desk of a meeting that does not exist', async () => {
  expect(await desk.state('none', '吴菊芳')).toEqual(refused('not-found'));
  expect(await desk.open('none')).toEqual(refused('not-found'));
  expect(await desk.close('none')).toEqual(refused('not-found'));
  expect(await arrive(NOBODY, 'none')).toEqual(refused('not-found'));
  expect(await undo(NOBODY, 'none')).toEqual(refused('not-found'));
  expect(await readmit(NOBODY, 'none')).toEqual(refused('not-found'));
  expect(await leave(NOBODY, 'none')).toEqual(refused('not-found'));
});

test('the desk opens of a sealed meeting and for latecomers in a pause, closes once, and is seen from then on', async () => {
  expect(await desk.state(id, '吴菊芳')).toEqual(refused('wrong-phase'));
  await at('voting');
  expect(await desk.open(id)).toEqual(refused('wrong-phase'));
  await at('sealed');
  expect(await whileOpening(() => desk.open(id))).toEqual(refused('proposal-pending'));
  expect((await desk.open(id)).ok).toBe(true);
  expect((await loadMeeting(scratch.db, id))?.phase).toBe('check-in');
  expect((await desk.state(id, '吴菊芳')).ok).toBe(true);
  expect((await desk.close(id)).ok).toBe(true);
  expect(await desk.close(id)).toEqual(refused('check-in-closed'));
  await at('paused');
  expect((await desk.open(id)).ok).toBe(true);
});

test('nobody arrives at a closed desk, while voting is open, twice, unknown or left out', async () => {
  await desk.open(id);
  await desk.close(id);
  expect(await arrive()).toEqual(refused('check-in-closed'));
  await desk.open(id);
  await at('voting');
  expect(await arrive()).toEqual(refused('check-in-closed'));
  await at('check-in');
  expect(await arrive(NOBODY)).toEqual(refused('member-unknown'));
  expect(await arrive(leftOut[0])).toEqual(refused('member-excluded'));
  expect(await arrive()).toMatchObject({ ok: true, value: { card: true } });
  expect(await arrive()).toEqual(refused('already-checked-in'));
});

test('an arrival is undone by two officials, before the opening, at an open desk, of somebody who is here', async () => {
  await desk.open(id);
  await arrive();
  isSecondOfficial = false;
  expect(await undo()).toEqual(refused('second-official-needed'));
  isSecondOfficial = true;
  await at('paused');
  expect(await undo()).toEqual(refused('card-was-drawn'));
  await at('check-in');
  expect(await whileOpening(() => undo())).toEqual(refused('proposal-pending'));
  await setDeskOpen(scratch.db, id, false);
  expect(await undo()).toEqual(refused('check-in-closed'));
  await setDeskOpen(scratch.db, id, true);
  expect(await undo(NOBODY)).toEqual(refused('member-unknown'));
  expect(await undo(voters[1])).toEqual(refused('not-checked-in'));
  expect(await undo()).toMatchObject({ ok: true, value: { attendance: { present: 0 } } });
});

test('who was left out is counted again by two officials, before the opening, at an open desk, with a card to draw', async () => {
  await makeCards(voters.length + 1);
  await desk.open(id);
  isSecondOfficial = false;
  expect(await readmit()).toEqual(refused('second-official-needed'));
  isSecondOfficial = true;
  await at('paused');
  expect(await readmit()).toEqual(refused('readmission-closed'));
  await at('check-in');
  expect(await whileOpening(() => readmit())).toEqual(refused('proposal-pending'));
  await setDeskOpen(scratch.db, id, false);
  expect(await readmit()).toEqual(refused('check-in-closed'));
  await setDeskOpen(scratch.db, id, true);
  expect(await readmit(NOBODY)).toEqual(refused('member-unknown'));
  expect(await readmit(voters[0])).toEqual(refused('not-excluded'));
  expect((await readmit()).ok).toBe(true);
  expect(await readmit(leftOut[1])).toEqual(refused('no-card-left'));
});

test('a card is handed back before the opening only, by somebody who is here', async () => {
  await desk.open(id);
  await arrive();
  await at('paused');
  expect(await leave()).toEqual(refused('wrong-phase'));
  await at('check-in');
  expect(await whileOpening(() => leave())).toEqual(refused('proposal-pending'));
  expect(await leave(NOBODY)).toEqual(refused('member-unknown'));
  expect(await leave(voters[1])).toEqual(refused('not-checked-in'));
  expect(await leave()).toMatchObject({ ok: true, value: { attendance: { present: 0, cardsHandedBack: 1 } } });
});
