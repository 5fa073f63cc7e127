import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entriesOf, readRecord } from '../tally/record/reader.ts';
import { verifyRecord } from '../tally/verify/verify-record.ts';
import * as desk from './contract/desk.ts';
import * as kiosk from './contract/kiosk.ts';
import * as organizer from './contract/organizer.ts';
import { meetingPapers } from './contract/papers.ts';
import { pair, recordFile } from './contract/public.ts';
import { openSession, type Session } from './rehearsal/session.ts';
import { checkIn, holdCeremony, makeAndSignCards, pairCardStation, passMotions, signAll } from './rehearsal/stages.ts';
import { random, type ScratchSealed, sealElection } from './scratch-election.ts';
import type { Database } from './store/database.ts';
import { isOrderForgotten } from './store/order-of-arrival.ts';

/** 75 are expected: 60 are four fifths. */
const PRESENT = 59;
/** Of 82 cards: 77 go into the box, enough for those expected, one handed back and one counted again. */
const SPARE_CARDS = 7;
const AUDITED = 5;
let election: ScratchSealed;
let params: { readonly meeting: string; readonly round: string };
let cards: number;
let machine: Session;

beforeAll(async () => {
  election = await sealElection(PRESENT, SPARE_CARDS);
  const { run, devices, meeting } = election;
  params = { meeting, round: '1' };
  machine = openSession(election.base);
  await holdCeremony(devices);
  cards = (await makeAndSignCards(run, await pairCardStation(run), devices)).cards.length;
  await run.organizer.call(organizer.sealRound, { params, body: {} });
  await signAll(devices);
  await checkIn(run, PRESENT);
}, 240_000);
afterAll(() => election.close());

const isWaiting = async (db: Database): Promise<boolean> => {
  const [row] = await db.execute(sql`select count(*)::int as waiting from pg_locks where not granted`);
  return Number(row?.waiting) > 0;
};
const office = () => election.run.organizer;
/** 验箱单, to be filled in and signed before the opening. */
const emptyBoxSheet = async () => {
  const { papers } = await office().call(meetingPapers, { params: { meeting: params.meeting } });
  return papers.find(({ kind }) => kind === 'empty-box');
};
/** Whatever a store can hold of a ballot, put there past the server, and taken out. */
const BALLOTS: readonly (readonly [(meeting: string) => SQL, (meeting: string) => SQL])[] = [
  ...(['cast', 'challenged'] as const).map(
    (state) =>
      [
        (meeting: string) =>
          sql`update token set state = ${state} where (meeting, t) = (select meeting, t from token where meeting = ${meeting} limit 1)`,
        (meeting: string) => sql`update token set state = 'free' where meeting = ${meeting} and state = ${state}`,
      ] as const,
  ),
  [
    (meeting) =>
      sql`update token set ballot_hash = 'h' where (meeting, t) = (select meeting, t from token where meeting = ${meeting} limit 1)`,
    (meeting) => sql`update token set ballot_hash = null where meeting = ${meeting}`,
  ],
  [
    (meeting) => sql`insert into waiting (meeting, type, hash, line) values (${meeting}, 'cast', 'h', '{}')`,
    (meeting) => sql`delete from waiting where meeting = ${meeting}`,
  ],
];
const showing = (box: { readonly round: number; readonly ballots: number } | null) =>
  machine.call(kiosk.tellHealth, { body: { scanner: 'keyboard', camera: false, battery: null, box, needs: [] } });
const open = async (cardsInBox: number, cardsAudited: number) => {
  const answer = await office().ask(organizer.openRound, { params, body: { cardsInBox, cardsAudited } });
  return answer.ok ? 'proposed' : answer.error.code;
};

test('voting opens only with a calibrated kiosk, a closed desk, four fifths, and every card (specification §5)', async () => {
  const { run, meeting } = election;
  expect(await open(cards - AUDITED, AUDITED)).toBe('kiosk-not-ready');
  const { code } = await office().call(organizer.addMachine, {
    params: { meeting },
    body: { role: 'kiosk', name: '投票机' },
  });
  await machine.call(pair, { body: { code } });
  expect(await open(cards - AUDITED, AUDITED)).toBe('kiosk-not-ready');
  await machine.call(kiosk.calibrate, { body: { pxPerMm: 3.78, widthMm: 217, heightMm: 136 } });
  await showing({ round: 1, ballots: 0 });
  expect(await open(cards - AUDITED, AUDITED)).toBe('not-quorate');
  // One calibrated kiosk is not enough while another would show sizes that nobody has measured (UX 2).
  const second = await office().call(organizer.addMachine, {
    params: { meeting },
    body: { role: 'kiosk', name: '二号机' },
  });
  expect(await open(cards - AUDITED, AUDITED)).toBe('not-quorate');
  const other = openSession(election.base);
  await other.call(pair, { body: { code: second.code } });
  expect(await open(cards - AUDITED, AUDITED)).toBe('kiosk-uncalibrated');
  const seen = await office().call(organizer.organizerMeeting, { params: { meeting } });
  expect(JSON.stringify(seen.next)).toContain('二号机');
  await office().call(organizer.removeMachine, { params: { meeting, machine: second.id } });
  expect(await open(cards - AUDITED, AUDITED)).toBe('not-quorate');

  await office().call(organizer.openCheckIn, { params: { meeting }, body: {} });
  const { members } = await run.desk.call(desk.deskState, { params: { meeting } });
  const late = members.find(({ right, state }) => right === 'votes' && state === 'absent');
  await run.desk.call(desk.checkIn, { params: { meeting }, body: { member: late?.id ?? '' } });
  expect(await open(cards - AUDITED, AUDITED)).toBe('desk-open');
  await run.desk.call(desk.closeDesk, { params: { meeting }, body: {} });

  // Members are left out of 应到会 in the sample: that needs a vote too.
  expect(await open(cards - AUDITED, AUDITED)).toBe('motion-missing');
  await passMotions(run, election.devices);
  expect(await open(cards - AUDITED - 1, AUDITED)).toBe('cards-not-all-there');
  expect(await open(cards, AUDITED)).toBe('cards-not-all-there');
});

test('who leaves while the opening is being proposed is not counted as present', async () => {
  const { run, meeting, hall } = election;
  let opening: Promise<string> | undefined;
  await hall.db.transaction(async (tx) => {
    // The proposal has to wait for the log; meanwhile the sixtieth member goes.
    await tx.execute(sql`select * from log_head where meeting = ${meeting} for update`);
    opening = open(cards - AUDITED, AUDITED);
    await expect.poll(() => isWaiting(hall.db)).toBe(true);
    const { members } = await run.desk.call(desk.deskState, { params: { meeting } });
    const gone = members.find(({ right, state }) => right === 'votes' && state === 'here');
    await run.desk.call(desk.leave, { params: { meeting }, body: { member: gone?.id ?? '' } });
  });
  expect(await opening).toBe('not-quorate');
});

test('who was left out and is counted again raises 应到 in what the scrutineers sign, and the record verifies (rules §3)', async () => {
  const { run, meeting, devices, hall } = election;
  const second = { name: '另一签到员', password: 'a long password' };
  await office().call(organizer.addOfficial, { body: { ...second, role: 'desk' } });
  await office().call(organizer.openCheckIn, { params: { meeting }, body: {} });
  const { members } = await run.desk.call(desk.deskState, { params: { meeting } });
  const back = members.find(({ state }) => state === 'left');
  await run.desk.call(desk.checkIn, { params: { meeting }, body: { member: back?.id ?? '' } });
  const leftOut = members.find(({ right }) => right === 'excluded');
  await run.desk.call(desk.readmit, {
    params: { meeting },
    body: { member: leftOut?.id ?? '', secondOfficial: second },
  });
  const guests = members.filter(({ right, state }) => right === 'attends' && state === 'absent').slice(0, 3);
  for (const { id } of guests) await run.desk.call(desk.checkIn, { params: { meeting }, body: { member: id } });
  await run.desk.call(desk.closeDesk, { params: { meeting }, body: {} });
  expect(hall.logged).toEqual([]);
  // Who leaves needs no open desk; of that no order may remain either.
  expect(guests.length).toBeGreaterThan(1);
  for (const { id } of guests) await run.desk.call(desk.leave, { params: { meeting }, body: { member: id } });
  expect(await isOrderForgotten(hall.db)).toBe(false);

  expect((await emptyBoxSheet())?.ready).toBe(true);
  expect((await machine.call(kiosk.kioskState)).cast).toBe(0);
  // What is shown must be the box of this round, and empty (UX 6.28).
  for (const box of [null, { round: 2, ballots: 0 }, { round: 1, ballots: 1 }]) {
    await showing(box);
    expect(await open(cards - AUDITED, AUDITED), JSON.stringify(box)).toBe('kiosk-shows-no-zero');
  }
  await showing({ round: 1, ballots: 0 });
  expect((await machine.call(kiosk.kioskState)).opening).toBe(false);
  for (const [put, out] of BALLOTS) {
    await hall.db.execute(put(meeting));
    expect(await open(cards - AUDITED, AUDITED)).toBe('box-not-empty');
    await hall.db.execute(out(meeting));
  }
  expect(await open(cards - AUDITED, AUDITED)).toBe('proposed');
  expect(await isOrderForgotten(hall.db)).toBe(true);
  expect(await open(cards - AUDITED, AUDITED)).toBe('proposal-pending');
  expect(await machine.call(kiosk.kioskState)).toMatchObject({ voting: 'zero', opening: true });

  await signAll(devices);
  expect(await machine.call(kiosk.kioskState)).toMatchObject({ voting: 'open', opening: false });
  expect((await emptyBoxSheet())?.ready).toBe(false);
  const file = await openSession(election.base).call(recordFile, { params: { meeting } });
  const record = readRecord(file);
  expect(entriesOf(record, 'open').map(({ entry }) => entry)).toMatchObject([
    { expected: 76, present: PRESENT + 2, cardsInBox: cards - AUDITED, cardsAudited: AUDITED },
  ]);
  const { checks } = await verifyRecord(file, { random, through: 'close' });
  expect(checks.find(({ name }) => name === 'round')).toMatchObject({ ok: true });
});
