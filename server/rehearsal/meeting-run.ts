/**
 * One meeting from the enrolment of its scrutineers to the published result of a round, all roles played over HTTP. The
 * hall is entered once; each round is voted, counted and published in it.
 */

import { auditSize, type Card } from '../../tally/roles/card-station.ts';
import * as desk from '../contract/desk.ts';
import * as organizer from '../contract/organizer.ts';
import { cardReportsFile, recordFile, resultFile, resultSheetFile, trustedKeysFile } from '../contract/public.ts';
import type { ScrutineerDevice } from './scrutineer-device.ts';
import { openSession, type Session } from './session.ts';
import {
  checkIn,
  closeAndCount,
  enrolScrutineers,
  holdCeremony,
  type MeetingRun,
  makeAndSignCards,
  pairCardStation,
  pairKiosk,
  pairScreen,
  passMotions,
  type RoundVoters,
  requireNoResult,
  settle,
  signAll,
  stopVoting,
  voteAll,
} from './stages.ts';
import type { VotingMachine } from './voting-machine.ts';

export type MeetingFiles = {
  readonly record: Uint8Array;
  readonly trustedKeys: Uint8Array;
  readonly resultJson: Uint8Array;
  readonly resultPdf: Uint8Array;
  readonly attendancePdf: Uint8Array;
  readonly cardReportsPdf: Uint8Array;
  readonly cardsPdf: Uint8Array;
  /** Addresses on the voters' 查验单, sorted. */
  readonly receipts: readonly string[];
};

/** Devices that stay from the first round to the last. */
export type Hall = {
  readonly devices: readonly ScrutineerDevice[];
  readonly station: Session;
  readonly kiosks: readonly VotingMachine[];
  readonly screen: Session;
};

/** Enrols the scrutineers, seals the meeting, holds the key ceremony and pairs the machines. */
export async function enterHall(run: MeetingRun): Promise<Hall> {
  const devices = await enrolScrutineers(run);
  await run.organizer.call(organizer.sealMeeting, { params: { meeting: run.meeting }, body: {} });
  run.say({ zh: '已封存，密钥仪式开始', en: 'Sealed; the key ceremony begins' });
  await holdCeremony(devices);
  run.say({ zh: '密钥仪式完成', en: 'Key ceremony done' });
  return {
    devices,
    station: await pairCardStation(run),
    kiosks: [await pairKiosk(run, '投票机一'), await pairKiosk(run, '投票机二')],
    screen: await pairScreen(run),
  };
}

/** Where a round stands when voting is open: cards by where they lie. */
type OpenedRound = {
  readonly present: number;
  readonly cardsPdf: Uint8Array;
  readonly drawn: readonly Card[];
  /** Never drawn, audited cards included. */
  readonly unissued: readonly Card[];
};

/** From the cards to the first ballot. */
export async function openVoting(
  run: MeetingRun,
  hall: Hall,
  round: string,
  voters: RoundVoters & { readonly beforeOpening?: () => Promise<void> },
): Promise<OpenedRound> {
  const { organizer: office, say } = run;
  const { devices } = hall;
  const params = { meeting: run.meeting, round };
  const { cards, cardsPdf } = await makeAndSignCards(run, hall.station, devices);
  say({ zh: `制卡 ${cards.length} 张`, en: `${cards.length} cards made` });
  await office.call(organizer.sealRound, { params, body: {} });
  await signAll(devices);
  const present = await checkIn(run, voters.present);
  const audited = auditSize(cards.length);
  const inBox = cards.slice(audited);
  await voters.beforeOpening?.();
  await passMotions(run, devices);
  for (const machine of hall.kiosks) await machine.showBox();
  await office.call(organizer.openRound, { params, body: { cardsInBox: inBox.length, cardsAudited: audited } });
  await signAll(devices);
  say({ zh: `签到 ${present} 人，开始投票`, en: `${present} checked in, voting opens` });
  return {
    present,
    cardsPdf,
    drawn: inBox.slice(0, present),
    unissued: [...cards.slice(0, audited), ...inBox.slice(present)],
  };
}

export type PublishedRound = {
  readonly files: MeetingFiles;
  /** Cards that members drew; they stand for nobody. */
  readonly drawn: readonly Card[];
};

/** The round in preparation, from its cards to its published result. */
export async function runRound(
  run: MeetingRun,
  hall: Hall,
  voters: RoundVoters & {
    readonly round: string;
    /** The desk is closed, voting has not begun: the assembly votes by hands. */
    readonly beforeOpening?: () => Promise<void>;
    /** While voting is open, before the first ballot. */
    readonly onOpen?: () => Promise<void>;
    /** When it is counted and attested, before the result is published. */
    readonly beforePublishing?: () => Promise<void>;
  },
): Promise<PublishedRound> {
  const { organizer: office, say } = run;
  const { devices, kiosks, screen } = hall;
  const { round } = voters;
  const params = { meeting: run.meeting, round };
  const { present, drawn, unissued, cardsPdf } = await openVoting(run, hall, round, voters);
  await voters.onOpen?.();
  const { cast, unused } = await voteAll(run, kiosks, drawn, voters.ballots);
  await requireNoResult(run, screen, round);
  await stopVoting(run, round);
  for (const kiosk of kiosks) await kiosk.handOver();
  say({ zh: `投出 ${cast} 张，截止`, en: `${cast} ballots cast, voting stopped` });

  const started = performance.now();
  const [chief] = devices;
  if (chief === undefined) throw new Error('rehearsal: nobody supervises');
  for (const card of unused) await chief.voidCard(card.text, 'void-returned');
  for (const card of unissued) await chief.voidCard(card.text, 'void-unissued');
  const closing = performance.now();
  const onScreens = kiosks.reduce((sum, kiosk) => sum + kiosk.acceptances(), 0);
  await closeAndCount(run, devices, present, round, onScreens);
  await requireNoResult(run, screen, round, false);
  await Promise.all(devices.map((device) => device.attest()));
  await settle(devices);
  await voters.beforePublishing?.();
  await office.call(organizer.publishRound, { params, body: {} });
  const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);
  say({
    zh: `清点到报告单 ${seconds(closing)} 秒（扫描作废另 ${((closing - started) / 1000).toFixed(1)} 秒）`,
    en: `${seconds(closing)} s from the close to the result sheet (scanning left-over cards: ${((closing - started) / 1000).toFixed(1)} s)`,
  });
  await settle(devices);
  return {
    files: {
      ...(await filesOf(run, round)),
      cardsPdf,
      receipts: kiosks.flatMap((kiosk) => kiosk.receipts()).toSorted(),
    },
    drawn,
  };
}

async function filesOf(run: MeetingRun, round: string): Promise<Omit<MeetingFiles, 'cardsPdf' | 'receipts'>> {
  const anybody = openSession(run.base);
  const params = { meeting: run.meeting };
  const atRound = { ...params, round };
  return {
    record: await anybody.call(recordFile, { params }),
    trustedKeys: await anybody.call(trustedKeysFile, { params }),
    resultJson: await anybody.call(resultFile, { params: atRound }),
    resultPdf: await anybody.call(resultSheetFile, { params: atRound }),
    cardReportsPdf: await anybody.call(cardReportsFile, { params: atRound }),
    attendancePdf: await run.desk.call(desk.attendanceFile, { params }),
  };
}

/** A meeting of one round. */
export async function runMeeting(run: MeetingRun & RoundVoters): Promise<MeetingFiles> {
  const { files } = await runRound(run, await enterHall(run), { ...run, round: '1' });
  return files;
}
