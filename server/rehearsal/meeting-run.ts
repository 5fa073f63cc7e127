/** One meeting from the enrolment of its scrutineers to the published result, all roles played over HTTP. */

import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { cardSheet } from '../../printables/cards/card-sheet.ts';
import type { Card } from '../../tally/roles/card-station.ts';
import { auditSize, makeCards, wipeCards } from '../../tally/roles/card-station.ts';
import type { Text } from '../../tally/text/text.ts';
import type { BallotVerifier } from '../../tally/verify/ballot-batch.ts';
import * as station from '../contract/card-station.ts';
import * as desk from '../contract/desk.ts';
import * as organizer from '../contract/organizer.ts';
import { pair, publicMeeting, recordFile, resultFile, resultSheetFile, trustedKeysFile } from '../contract/public.ts';
import { screenState } from '../contract/screen.ts';
import { fonts } from '../services/fonts.ts';
import { type SampleFile, sampleBallots } from './sample-ballots.ts';
import { enrolDevice, type ScrutineerDevice } from './scrutineer-device.ts';
import { openSession, type Session } from './session.ts';
import { shuffle } from './shuffle.ts';
import { pairVotingMachine } from './voting-machine.ts';

export type MeetingRun = {
  readonly base: string;
  readonly meeting: string;
  readonly organizer: Session;
  readonly desk: Session;
  readonly random: RandomBytes;
  readonly ballotVerifier: BallotVerifier;
  readonly ballots: SampleFile;
  /** How many of the expected come. */
  readonly present: number;
  readonly say: (text: Text) => void;
};

export type MeetingFiles = {
  readonly record: Uint8Array;
  readonly trustedKeys: Uint8Array;
  readonly resultJson: Uint8Array;
  readonly resultPdf: Uint8Array;
  readonly attendancePdf: Uint8Array;
  readonly cardsPdf: Uint8Array;
};

export async function runMeeting(run: MeetingRun): Promise<MeetingFiles> {
  const { meeting, organizer: office, say } = run;
  const params = { meeting };
  const devices = await enrolScrutineers(run);
  await office.call(organizer.sealMeeting, { params, body: {} });
  say({ zh: '已封存，密钥仪式开始', en: 'Sealed; the key ceremony begins' });
  await holdCeremony(devices);
  const { cards, cardsPdf } = await makeAndSignCards(run, devices);
  say({ zh: `密钥仪式完成，制卡 ${cards.length} 张`, en: `Key ceremony done, ${cards.length} cards made` });

  const round = '1';
  await office.call(organizer.sealRound, { params: { ...params, round }, body: {} });
  await signAll(devices);
  const present = await checkIn(run);
  const kiosks = [await pairKiosk(run, '投票机一'), await pairKiosk(run, '投票机二')];
  const screen = await pairScreen(run);

  const audited = auditSize(cards.length);
  const inBox = cards.slice(audited);
  await office.call(organizer.openRound, {
    params: { ...params, round },
    body: { cardsInBox: inBox.length, cardsAudited: audited },
  });
  await signAll(devices);
  say({ zh: `签到 ${present} 人，开始投票`, en: `${present} checked in, voting opens` });

  const drawn = inBox.slice(0, present);
  const { cast, unused } = await voteAll(run, kiosks, drawn);
  await requireNoResult(run, screen);
  await office.call(organizer.stopRound, { params: { ...params, round }, body: {} });
  for (const kiosk of kiosks) await kiosk.handOver();
  say({ zh: `投出 ${cast} 张，截止`, en: `${cast} ballots cast, voting stopped` });

  const started = performance.now();
  const [chief] = devices;
  if (chief === undefined) throw new Error('rehearsal: nobody supervises');
  for (const card of unused) await chief.voidCard(card.text, 'void-returned');
  for (const card of [...cards.slice(0, audited), ...inBox.slice(present)])
    await chief.voidCard(card.text, 'void-unissued');
  const closing = performance.now();
  await closeAndCount(run, devices, present, round);
  await requireNoResult(run, screen, false);
  for (const device of devices) await device.attest();
  await settle(devices);
  await office.call(organizer.publishRound, { params: { ...params, round }, body: {} });
  const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);
  say({
    zh: `清点到报告单 ${seconds(closing)} 秒（扫描作废另 ${((closing - started) / 1000).toFixed(1)} 秒）`,
    en: `${seconds(closing)} s from the close to the result sheet (scanning left-over cards: ${((closing - started) / 1000).toFixed(1)} s)`,
  });
  await settle(devices);

  const files = openSession(run.base);
  const atRound = { ...params, round };
  return {
    record: await files.call(recordFile, { params }),
    trustedKeys: await files.call(trustedKeysFile, { params }),
    resultJson: await files.call(resultFile, { params: atRound }),
    resultPdf: await files.call(resultSheetFile, { params: atRound }),
    attendancePdf: await run.desk.call(desk.attendanceFile, { params }),
    cardsPdf,
  };
}

async function enrolScrutineers(run: MeetingRun): Promise<readonly ScrutineerDevice[]> {
  const { base, meeting, organizer: office, random, ballotVerifier } = run;
  const state = await office.call(organizer.organizerMeeting, { params: { meeting } });
  const devices: ScrutineerDevice[] = [];
  for (const { index } of state.scrutineers.members) {
    const { code } = await office.call(organizer.scrutineerCode, {
      params: { meeting, index: String(index) },
      body: {},
    });
    devices.push(await enrolDevice({ base, code, random, ballotVerifier }));
  }
  return devices;
}

/** Every device goes on until none has anything left to do by itself. */
async function settle(devices: readonly ScrutineerDevice[]): Promise<void> {
  for (let moved = true; moved; ) {
    moved = false;
    for (const device of devices) if (await device.follow()) moved = true;
  }
}

async function holdCeremony(devices: readonly ScrutineerDevice[]): Promise<void> {
  for (const device of devices) await device.begin();
  await settle(devices);
  const digits = devices.map((device) => device.digits());
  if (digits[0] === undefined || new Set(digits).size !== 1) throw new Error('rehearsal: the twenty digits differ');
  for (const device of devices) device.confirm();
  await settle(devices);
  if (!devices.every((device) => device.hasRehearsed())) throw new Error('rehearsal: a share was not rehearsed');
}

async function signAll(devices: readonly ScrutineerDevice[]): Promise<void> {
  await settle(devices);
  for (const device of devices) await device.signProposals();
  await settle(devices);
}

async function pairMachine(run: MeetingRun, role: 'card-station' | 'kiosk' | 'screen', name: string): Promise<string> {
  const { code } = await run.organizer.call(organizer.addMachine, {
    params: { meeting: run.meeting },
    body: { role, name },
  });
  return code;
}

async function makeAndSignCards(
  run: MeetingRun,
  devices: readonly ScrutineerDevice[],
): Promise<{ readonly cards: readonly Card[]; readonly cardsPdf: Uint8Array }> {
  const session = openSession(run.base);
  await session.call(pair, { body: { code: await pairMachine(run, 'card-station', '制卡机') } });
  const state = await session.call(station.cardStationState);
  if (state.meetingHash === null) throw new Error('rehearsal: the meeting has no hash yet');
  const meetingHash = decodeBase64url(state.meetingHash, 32);
  const made = makeCards({ meetingHash, round: state.round, count: state.cards, random: run.random });
  const cardsPdf = await cardSheet({
    organization: state.meeting.organization,
    round: state.contests.map(({ zh }) => zh).join('、'),
    day: state.meeting.date,
    cards: made.cards,
    fonts: fonts(),
    isSpecimen: true,
  });
  await session.call(station.submitTokens, { body: { round: state.round, tokens: [...made.tokens] } });
  // The texts stay in this process: it plays the voters too.
  const cards = shuffle(made.cards, run.random);
  wipeCards(made);
  const [auditor] = devices;
  for (const card of cards.slice(0, auditSize(cards.length))) await auditor?.auditCard(card.text);
  await signAll(devices);
  return { cards, cardsPdf };
}

async function checkIn(run: MeetingRun): Promise<number> {
  const { meeting, organizer: office, desk: table, present } = run;
  const params = { meeting };
  await office.call(organizer.openCheckIn, { params, body: {} });
  const { members } = await table.call(desk.deskState, { params });
  for (const { id } of members.filter(({ right }) => right === 'votes').slice(0, present)) {
    await table.call(desk.checkIn, { params, body: { member: id } });
  }
  const { attendance } = await table.call(desk.closeDesk, { params, body: {} });
  return attendance.cardsHandedOut;
}

async function pairKiosk(run: MeetingRun, name: string) {
  return pairVotingMachine(run.base, await pairMachine(run, 'kiosk', name), run.random);
}

async function pairScreen(run: MeetingRun): Promise<Session> {
  const session = openSession(run.base);
  await session.call(pair, { body: { code: await pairMachine(run, 'screen', '大屏') } });
  return session;
}

async function voteAll(
  run: MeetingRun,
  kiosks: readonly Awaited<ReturnType<typeof pairKiosk>>[],
  drawn: readonly Card[],
): Promise<{ readonly cast: number; readonly unused: readonly Card[] }> {
  const [contests] = await Promise.all(kiosks.map((kiosk) => kiosk.prepare()));
  const ballots = sampleBallots(run.ballots, contests ?? []);
  // Who draws which card and who votes when has nothing to do with the order in the file.
  const voters = shuffle(ballots, run.random);
  const queue = voters.map((marks, at) => ({ marks, card: drawn[at] }));
  const voted = Date.now();
  let last = voted;
  let cast = 0;
  await Promise.all(
    kiosks.map(async (kiosk) => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        if (next.card === undefined) throw new Error('rehearsal: more ballots than cards');
        await kiosk.vote(next.card.text, next.marks);
        cast += 1;
        if (Date.now() - last > 2000) {
          last = Date.now();
          run.say({ zh: `已投 ${cast}/${voters.length}`, en: `${cast} of ${voters.length} cast` });
        }
      }
    }),
  );
  return { cast, unused: drawn.slice(voters.length) };
}

async function closeAndCount(
  run: MeetingRun,
  devices: readonly ScrutineerDevice[],
  present: number,
  round: string,
): Promise<void> {
  const { meeting, organizer: office } = run;
  await office.call(organizer.closeRound, {
    params: { meeting, round },
    body: { handCounts: { received: present, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0 } },
  });
  await signAll(devices);
  const state = await office.call(organizer.organizerMeeting, { params: { meeting } });
  for (const device of devices.slice(0, state.scrutineers.threshold)) await device.decrypt();
  await settle(devices);
}

/** No number of marks is anywhere before the t-th scrutineer has opened; the screen shows none before its release. */
async function requireNoResult(run: MeetingRun, screen: Session, isCounting = true): Promise<void> {
  const { meeting, base, organizer: office } = run;
  const shown = await screen.call(screenState);
  const state = await office.call(organizer.organizerMeeting, { params: { meeting } });
  const open = await openSession(base).call(publicMeeting, { params: { meeting } });
  const early = isCounting && state.rounds.some(({ result }) => result !== null);
  if (early || shown.result !== null || shown.elected !== null || open.rounds.some(({ result }) => result !== null))
    throw new Error('rehearsal: a result is visible before its time');
}
