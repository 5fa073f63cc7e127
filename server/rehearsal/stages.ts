/** The stages of a meeting, each played by the roles it takes, over HTTP; meeting-run.ts puts them in order. */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { cardSheet } from '../../printables/cards/card-sheet.ts';
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { auditSize, type Card, makeCards, wipeCards } from '../../tally/roles/card-station.ts';
import { missingMotionsOf } from '../../tally/rules/motion.ts';
import type { Text } from '../../tally/text/text.ts';
import type { BallotVerifier } from '../../tally/verify/ballot-batch.ts';
import * as station from '../contract/card-station.ts';
import * as desk from '../contract/desk.ts';
import * as organizer from '../contract/organizer.ts';
import { pair, publicMeeting } from '../contract/public.ts';
import { screenState } from '../contract/screen.ts';
import type { SecondOfficial } from '../contract/shared.ts';
import { fonts } from '../services/fonts.ts';
import { enrolDevice, type ScrutineerDevice } from './scrutineer-device.ts';
import { openSession, type Session } from './session.ts';
import { shuffle } from './shuffle.ts';
import { pairVotingMachine, type VotingMachine } from './voting-machine.ts';

export type MeetingRun = {
  readonly base: string;
  readonly meeting: string;
  readonly organizer: Session;
  readonly desk: Session;
  /** Whom the organizer asks to the page for what takes two. */
  readonly second: SecondOfficial;
  readonly random: RandomBytes;
  readonly ballotVerifier: BallotVerifier;
  readonly say: (text: Text) => void;
};

/** Who comes to a round and how they mark its ballots: one list of marks a voter, no more than are present. */
export type RoundVoters = {
  /** How many of the expected come. */
  readonly present: number;
  readonly ballots: (contests: readonly Contest[]) => readonly (readonly ContestMarks[])[];
};

export async function enrolScrutineers(run: MeetingRun): Promise<readonly ScrutineerDevice[]> {
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
export async function settle(devices: readonly ScrutineerDevice[]): Promise<void> {
  for (let moved = true; moved; ) {
    moved = false;
    for (const device of devices) if (await device.follow()) moved = true;
  }
}

export async function holdCeremony(devices: readonly ScrutineerDevice[]): Promise<void> {
  for (const device of devices) await device.begin();
  await settle(devices);
  const digits = devices.map((device) => device.digits());
  if (digits[0] === undefined || new Set(digits).size !== 1) throw new Error('rehearsal: the twenty digits differ');
  for (const device of devices) device.confirm();
  await settle(devices);
  if (!devices.every((device) => device.hasRehearsed())) throw new Error('rehearsal: a share was not rehearsed');
}

export async function signAll(devices: readonly ScrutineerDevice[]): Promise<void> {
  await settle(devices);
  for (const device of devices) await device.signProposals();
  await settle(devices);
}

export async function pairMachine(
  run: MeetingRun,
  role: 'card-station' | 'kiosk' | 'screen',
  name: string,
): Promise<string> {
  const { code } = await run.organizer.call(organizer.addMachine, {
    params: { meeting: run.meeting },
    body: { role, name },
  });
  return code;
}

export async function pairCardStation(run: MeetingRun): Promise<Session> {
  const session = openSession(run.base);
  await session.call(pair, { body: { code: await pairMachine(run, 'card-station', '制卡机') } });
  return session;
}

export async function makeAndSignCards(
  run: MeetingRun,
  session: Session,
  devices: readonly ScrutineerDevice[],
): Promise<{ readonly cards: readonly Card[]; readonly cardsPdf: Uint8Array }> {
  const state = await session.call(station.cardStationState);
  if (state.meetingHash === null) throw new Error('rehearsal: the meeting has no hash yet');
  const meetingHash = decodeBase64url(state.meetingHash, 32);
  const made = makeCards({
    meetingHash,
    round: state.round,
    count: state.cards,
    testRun: state.meeting.testRun,
    random: run.random,
  });
  const cardsPdf = await cardSheet({
    organization: state.meeting.organization,
    round: state.contests.map(({ zh }) => zh).join('、'),
    day: state.meeting.date,
    cards: made.cards,
    fonts: fonts(),
    isSpecimen: true,
  });
  // Drawing takes seconds, in which the server may have closed the idle connection: let this process notice.
  await new Promise((resolve) => setTimeout(resolve, 10));
  await session.call(station.submitTokens, { body: { round: state.round, tokens: [...made.tokens] } });
  // The texts stay in this process: it plays the voters too.
  const cards = shuffle(made.cards, run.random);
  wipeCards(made);
  const [auditor] = devices;
  for (const card of cards.slice(0, auditSize(cards.length))) await auditor?.auditCard(card.text);
  await signAll(devices);
  return { cards, cardsPdf };
}

export async function checkIn(run: MeetingRun, present: number): Promise<number> {
  const { meeting, organizer: office, desk: table } = run;
  const params = { meeting };
  await office.call(organizer.openCheckIn, { params, body: {} });
  const { members } = await table.call(desk.deskState, { params });
  for (const { id } of members.filter(({ right }) => right === 'votes').slice(0, present)) {
    await table.call(desk.checkIn, { params, body: { member: id } });
  }
  const { attendance } = await table.call(desk.closeDesk, { params, body: {} });
  return attendance.cardsHandedOut;
}

const ASKED: Readonly<Record<string, string>> = {
  method: '通过选举办法',
  scrutineers: '通过监票人名单',
  tellers: '通过计票人名单',
  exclusions: '通过不计算在应到会人数之内的党员名单',
};

/** The desk is closed: the assembly passes, by the hands of all present, whatever an election needs and it has not voted on yet. */
export async function passMotions(run: MeetingRun, devices: readonly ScrutineerDevice[]): Promise<void> {
  const params = { meeting: run.meeting };
  const { kind, draft, motions, attendance, roll } = await run.organizer.call(organizer.organizerMeeting, { params });
  if (!isElectionMeeting(kind)) return;
  const opening = { rules: draft.rules, leftOut: roll.counts.excluded };
  for (const subject of missingMotionsOf(motions, opening)) {
    const votes = { inFavour: attendance.present, against: 0, abstain: 0 };
    const body = { subject, text: ASKED[subject] ?? subject, round: null, mode: 'hands', ...votes } as const;
    await run.organizer.call(organizer.putMotion, { params, body });
    await signAll(devices);
  }
}

export async function pairKiosk(run: MeetingRun, name: string): Promise<VotingMachine> {
  return pairVotingMachine(run.base, await pairMachine(run, 'kiosk', name), run.random);
}

export async function pairScreen(run: MeetingRun): Promise<Session> {
  const session = openSession(run.base);
  await session.call(pair, { body: { code: await pairMachine(run, 'screen', '大屏') } });
  return session;
}

export async function voteAll(
  run: MeetingRun,
  kiosks: readonly VotingMachine[],
  drawn: readonly Card[],
  ballotsFor: RoundVoters['ballots'],
): Promise<{ readonly cast: number; readonly unused: readonly Card[] }> {
  const [contests] = await Promise.all(kiosks.map((kiosk) => kiosk.prepare()));
  const ballots = ballotsFor(contests ?? []);
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

/** 截止投票 (UX S4), by two persons. */
export async function stopVoting({ organizer: office, meeting, second }: MeetingRun, round: string): Promise<void> {
  await office.call(organizer.stopRound, { params: { meeting, round }, body: { secondOfficial: second } });
}

export async function closeAndCount(
  run: MeetingRun,
  devices: readonly ScrutineerDevice[],
  present: number,
  round: string,
  onScreens: number,
): Promise<void> {
  const { meeting, organizer: office } = run;
  await office.call(organizer.closeRound, {
    params: { meeting, round },
    body: { handCounts: { received: present, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0 } },
  });
  await signAll(devices);
  const state = await office.call(organizer.organizerMeeting, { params: { meeting } });
  // Side by side, as the devices in a hall work.
  await Promise.all(devices.slice(0, state.scrutineers.threshold).map((device) => device.decrypt(onScreens)));
  await settle(devices);
}

/** No number of marks is anywhere before the t-th scrutineer has opened; the screen shows none before its release. */
export async function requireNoResult(
  run: MeetingRun,
  screen: Session,
  round: string,
  isCounting = true,
): Promise<void> {
  const { meeting, base, organizer: office } = run;
  const shown = await screen.call(screenState);
  const state = await office.call(organizer.organizerMeeting, { params: { meeting } });
  const open = await openSession(base).call(publicMeeting, { params: { meeting } });
  const hasResult = (rounds: readonly { readonly round: number; readonly result: unknown }[]) =>
    rounds.some((one) => String(one.round) === round && one.result !== null);
  const early = isCounting && hasResult(state.rounds);
  if (early || shown.result !== null || shown.elected !== null || hasResult(open.rounds))
    throw new Error('rehearsal: a result is visible before its time');
}
