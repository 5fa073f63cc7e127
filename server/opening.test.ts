import { afterAll, beforeAll, expect, test } from 'vitest';
import { entriesOf, readRecord } from '../tally/record/reader.ts';
import * as desk from './contract/desk.ts';
import * as kiosk from './contract/kiosk.ts';
import * as organizer from './contract/organizer.ts';
import { pair, recordFile } from './contract/public.ts';
import { openSession } from './rehearsal/session.ts';
import { checkIn, holdCeremony, makeAndSignCards, pairCardStation, signAll } from './rehearsal/stages.ts';
import { type ScratchSealed, sealElection } from './scratch-election.ts';

/** 75 are expected: 60 are four fifths. */
const PRESENT = 59;
let election: ScratchSealed;
let params: { readonly meeting: string; readonly round: string };
let cards: number;

beforeAll(async () => {
  election = await sealElection(PRESENT);
  const { run, devices, meeting } = election;
  params = { meeting, round: '1' };
  await holdCeremony(devices);
  cards = (await makeAndSignCards(run, await pairCardStation(run), devices)).cards.length;
  await run.organizer.call(organizer.sealRound, { params, body: {} });
  await signAll(devices);
  await checkIn(run, PRESENT);
}, 240_000);
afterAll(() => election.close());

const office = () => election.run.organizer;
const open = async (cardsInBox: number, cardsAudited: number) => {
  const answer = await office().ask(organizer.openRound, { params, body: { cardsInBox, cardsAudited } });
  return answer.ok ? 'proposed' : answer.error.code;
};

test('voting opens only with a calibrated kiosk, a closed desk, four fifths, and every card (specification §5)', async () => {
  const { run, meeting, devices } = election;
  expect(await open(cards - 4, 4)).toBe('kiosk-not-ready');
  const { code } = await office().call(organizer.addMachine, {
    params: { meeting },
    body: { role: 'kiosk', name: '投票机' },
  });
  const machine = openSession(election.base);
  await machine.call(pair, { body: { code } });
  expect(await open(cards - 4, 4)).toBe('kiosk-not-ready');
  await machine.call(kiosk.calibrate, { body: { pxPerMm: 3.78, widthMm: 217, heightMm: 136 } });
  expect(await open(cards - 4, 4)).toBe('not-quorate');

  await office().call(organizer.openCheckIn, { params: { meeting }, body: {} });
  const { members } = await run.desk.call(desk.deskState, { params: { meeting } });
  const late = members.find(({ right, state }) => right === 'votes' && state === 'absent');
  await run.desk.call(desk.checkIn, { params: { meeting }, body: { member: late?.id ?? '' } });
  expect(await open(cards - 4, 4)).toBe('desk-open');
  await run.desk.call(desk.closeDesk, { params: { meeting }, body: {} });

  expect(await open(cards - 5, 4)).toBe('cards-not-all-there');
  expect(await open(cards, 4)).toBe('cards-not-all-there');
  expect(await open(cards - 4, 4)).toBe('proposed');
  expect(await open(cards - 4, 4)).toBe('proposal-pending');
  expect((await machine.call(kiosk.kioskState)).voting).toBe('zero');

  await signAll(devices);
  expect((await machine.call(kiosk.kioskState)).voting).toBe('open');
  const record = readRecord(await openSession(election.base).call(recordFile, { params: { meeting } }));
  expect(entriesOf(record, 'open').map(({ entry }) => entry)).toMatchObject([
    { expected: 75, present: PRESENT + 1, cardsInBox: cards - 4, cardsAudited: 4 },
  ]);
});
