import { afterAll, beforeAll, expect, test } from 'vitest';
import { entriesOf, readRecord } from '../tally/record/reader.ts';
import { castMessage } from '../tally/roles/voter.ts';
import { verifyRecord } from '../tally/verify/verify-record.ts';
import * as desk from './contract/desk.ts';
import * as kiosk from './contract/kiosk.ts';
import * as organizer from './contract/organizer.ts';
import { recordFile } from './contract/public.ts';
import { settle } from './rehearsal/stages.ts';
import { openElection, random, type ScratchElection } from './scratch-election.ts';
import { isOrderForgotten } from './store/order-of-arrival.ts';

let election: ScratchElection;
beforeAll(async () => {
  election = await openElection();
  for (const card of election.drawn.slice(0, 3)) await election.vote(card);
}, 240_000);
afterAll(() => election.close());

const code = (answer: { readonly ok: boolean }) =>
  (answer as { readonly error?: { readonly code: string } }).error?.code ?? 'accepted';
const params = () => ({ meeting: election.meeting, round: '1' });
const toPaper = (name: string) =>
  election.run.organizer.ask(organizer.paperRound, {
    params: params(),
    body: { reason: '停电', secondOfficial: { name, password: 'a long password' } },
  });

test('a round goes to paper only with a second official, who is not the first (UX S11)', async () => {
  expect(code(await toPaper('组织者'))).toBe('second-official-needed');
  await election.run.organizer.call(organizer.addOfficial, {
    body: { name: '副组长', password: 'a long password', role: 'organizer' },
  });
  const { meeting } = election;
  await election.run.organizer.call(organizer.pauseRound, { params: params(), body: { reason: '有人迟到' } });
  await election.run.organizer.call(organizer.openCheckIn, { params: { meeting }, body: {} });
  const { members } = await election.run.desk.call(desk.deskState, { params: { meeting } });
  for (const { id } of members.filter(({ right, state }) => right === 'votes' && state === 'absent').slice(0, 3))
    await election.run.desk.call(desk.checkIn, { params: { meeting }, body: { member: id } });
  expect(await isOrderForgotten(election.hall.db)).toBe(false);
  expect(code(await toPaper('副组长'))).toBe('accepted');
  // The desk was still letting latecomers in: it closes as it does by hand, and forgets who came first.
  expect((await election.run.desk.call(desk.deskState, { params: { meeting } })).attendance.open).toBe(false);
  expect(await isOrderForgotten(election.hall.db)).toBe(true);
  expect(code(await toPaper('副组长'))).toBe('wrong-phase');
  const { next } = await election.run.organizer.call(organizer.organizerMeeting, { params: params() });
  expect(next).toMatchObject({ step: 'issue-paper', ready: true });
});

test('from then on nothing is cast, closed or counted, and the record says so and verifies', async () => {
  const [, , , card] = election.drawn;
  if (card === undefined) throw new Error('no card');
  const pending = election.prepare(card);
  expect(code(await election.kiosk.ask(kiosk.submitPending, { body: pending.message }))).toBe('voting-closed');
  const message = castMessage(election.round, election.read(card), pending.h, random);
  expect(code(await election.kiosk.ask(kiosk.castBallot, { body: message }))).toBe('voting-closed');
  const handCounts = { received: 60, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0 };
  expect(code(await election.run.organizer.ask(organizer.closeRound, { params: params(), body: { handCounts } }))).toBe(
    'wrong-phase',
  );

  await settle(election.devices);
  const file = await election.kiosk.call(recordFile, { params: params() });
  const record = readRecord(file);
  expect(entriesOf(record, 'paper').map(({ entry }) => entry.reason)).toEqual(['停电']);
  expect(entriesOf(record, 'cast')).toHaveLength(3);
  expect(entriesOf(record, 'aggregate')).toEqual([]);
  expect((await verifyRecord(file, { random })).findings).toEqual([]);
});
