import { afterAll, beforeAll, expect, test } from 'vitest';
import { installedFonts } from '../printables/fonts/installed-fonts.ts';
import { checkResultSheet } from '../printables/reports/check-result-sheet.ts';
import type { ContestMarks } from '../tally/marks/ballot-marks.ts';
import { entriesOf, readRecord } from '../tally/record/reader.ts';
import { castMessage, challengeMessage } from '../tally/roles/voter.ts';
import { verifyRecord } from '../tally/verify/verify-record.ts';
import * as desk from './contract/desk.ts';
import * as kiosk from './contract/kiosk.ts';
import * as organizer from './contract/organizer.ts';
import { recordFile } from './contract/public.ts';
import { onPaper } from './rehearsal/paper-marks.ts';
import { issueAndCount, seatTellers } from './rehearsal/paper-run.ts';
import { settle } from './rehearsal/stages.ts';
import { approving, openElection, random, type ScratchElection } from './scratch-election.ts';
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

/** What a kiosk, and whoever speaks for it, would do with a card that nobody used. */
async function useCard(at: number): Promise<readonly string[]> {
  const card = election.drawn[at];
  if (card === undefined) throw new Error('no card');
  const pending = election.prepare(card);
  const read = election.read(card);
  const cast = castMessage(election.round, read, pending.h, random);
  const challenge = challengeMessage(election.round, read, pending, random);
  return [
    code(await election.kiosk.ask(kiosk.submitPending, { body: pending.message })),
    code(await election.kiosk.ask(kiosk.castBallot, { body: cast })),
    code(await election.kiosk.ask(kiosk.challengeBallot, { body: structuredClone(challenge) as never })),
    (await election.kiosk.call(kiosk.kioskState)).voting,
  ];
}
const NOTHING = ['voting-closed', 'voting-closed', 'voting-closed', 'closed'];

test('from then on nothing is cast, closed or counted, and the record says so and verifies', async () => {
  expect(await useCard(3)).toEqual(NOTHING);
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

test('the ballots are handed out again on paper, no card votes beside them, and their count is signed and published', async () => {
  const { run, devices } = election;
  const files = await issueAndCount(
    run,
    { devices, tellers: await seatTellers(run) },
    {
      round: '1',
      present: 63,
      spare: 2,
      papers: (contests) => {
        const marks = approving(election, 3);
        return Array.from({ length: 62 }, () =>
          contests.map((contest, at) => onPaper(contest, marks[at] as ContestMarks)),
        );
      },
      // The meeting is in the phase of the same name as when kiosks vote.
      afterIssuing: async () => expect(await useCard(4)).toEqual(NOTHING),
    },
  );
  const record = readRecord(files.record);
  expect(entriesOf(record, 'cast')).toHaveLength(3);
  expect(entriesOf(record, 'paper-count').map(({ entry }) => entry.contests.map(({ voters }) => voters))).toEqual([
    [62],
  ]);
  expect((await verifyRecord(files.record, { random })).findings).toEqual([]);
  expect((await checkResultSheet(files.resultPdf, { fonts: installedFonts() })).faults).toEqual([]);
});
