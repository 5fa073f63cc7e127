/**
 * The sample assembly, without a write-in list unless asked for, at any server, brought to open voting by its real roles, and a kiosk whose
 * messages can be changed before they are sent: for measurements and for tests that attack or kill the server.
 */
import { randomBytes } from 'node:crypto';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import { blankMarks } from '../../tally/marks/ballot-marks.ts';
import { markCandidate } from '../../tally/marks/election-marks.ts';
import { entryHash } from '../../tally/record/entry.ts';
import { auditSize, type Card } from '../../tally/roles/card-station.ts';
import {
  castMessage,
  type PendingBallot,
  preparationOf,
  prepareBallot,
  readVoterCard,
  type VoterCard,
  type VotingRound,
  votingRound,
} from '../../tally/roles/voter.ts';
import { verifyBallotJob } from '../../tally/verify/ballot-batch.ts';
import * as kiosk from '../contract/kiosk.ts';
import * as organizer from '../contract/organizer.ts';
import { pair, setUp, signIn } from '../contract/public.ts';
import type { ScrutineerDevice } from './scrutineer-device.ts';
import { openSession, type Session } from './session.ts';
import {
  checkIn,
  enrolScrutineers,
  holdCeremony,
  type MeetingRun,
  makeAndSignCards,
  pairCardStation,
  passMotions,
  signAll,
} from './stages.ts';

export const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

export type SealedElection = {
  readonly run: MeetingRun;
  readonly base: string;
  readonly meeting: string;
  readonly devices: readonly ScrutineerDevice[];
  /** How many of the expected come. */
  readonly present: number;
};

export type SampleElection = SealedElection & {
  /** Drawn from the box by the members who came, in no order. */
  readonly drawn: readonly Card[];
  /** Audited or never drawn. */
  readonly leftOver: readonly Card[];
  readonly kiosk: Session;
  readonly round: VotingRound;
  readonly read: (card: Card) => VoterCard;
  readonly prepare: (card: Card, marks?: readonly ContestMarks[]) => PendingBallot;
  /** Pending, then cast; throws on a refusal. */
  readonly vote: (card: Card) => Promise<void>;
};

/** Up to the sealing of the meeting, at a server that has just been started: devices are enrolled, no ceremony yet. */
export async function sealAt(
  base: string,
  setUpCode: string,
  {
    present = 60,
    spareCards = 5,
    writeIns = false,
    beforeSealing = async () => {},
  }: {
    readonly present?: number;
    readonly spareCards?: number;
    readonly writeIns?: boolean;
    /** The organizer's last steps in the draft. */
    readonly beforeSealing?: (run: MeetingRun) => Promise<void>;
  },
): Promise<SealedElection> {
  const office = openSession(base);
  const password = 'a long password';
  const { meeting } = await office.call(setUp, {
    body: { code: setUpCode, name: '组织者', password, start: 'sample' },
  });
  if (meeting === null) throw new Error('there is no sample meeting');
  const params = { meeting };
  const { draft } = await office.call(organizer.organizerMeeting, { params });
  await office.call(organizer.saveDraft, { params, body: { ...draft, writeIns, spareCards } });
  await office.call(organizer.addOfficial, { body: { name: '签到员', password, role: 'desk' } });
  const desk = openSession(base);
  await desk.call(signIn, { body: { role: 'desk', name: '签到员', password } });
  const run: MeetingRun = {
    base,
    meeting,
    organizer: office,
    desk,
    second: { name: '签到员', password },
    random,
    ballotVerifier: async (job) => verifyBallotJob(job, random),
    say: () => {},
  };
  const devices = await enrolScrutineers(run);
  await beforeSealing(run);
  await office.call(organizer.sealMeeting, { params, body: {} });
  return { run, base, meeting, devices, present };
}

/** From the key ceremony to open voting. */
export async function openAt(
  sealed: SealedElection,
  beforeOpening: (machine: Session) => Promise<void> = async () => {},
): Promise<SampleElection> {
  const { run, devices, base, meeting, present } = sealed;
  const office = run.organizer;
  const atRound = { meeting, round: '1' };
  await holdCeremony(devices);
  const { cards } = await makeAndSignCards(run, await pairCardStation(run), devices);
  await office.call(organizer.sealRound, { params: atRound, body: {} });
  await signAll(devices);
  await checkIn(run, present);

  const machine = openSession(base);
  const { code } = await office.call(organizer.addMachine, {
    params: { meeting },
    body: { role: 'kiosk', name: '投票机' },
  });
  await machine.call(pair, { body: { code } });
  await machine.call(kiosk.calibrate, { body: { pxPerMm: 3.78, widthMm: 217, heightMm: 136 } });
  const audited = auditSize(cards.length);
  await passMotions(run, devices);
  await machine.call(kiosk.tellHealth, {
    body: { scanner: 'keyboard', camera: false, battery: null, box: { round: 1, ballots: 0 }, needs: [] },
  });
  await beforeOpening(machine);
  await office.call(organizer.openRound, {
    params: atRound,
    body: { cardsInBox: cards.length - audited, cardsAudited: audited },
  });
  await signAll(devices);

  const { roundEntry, meetingEntry } = await machine.call(kiosk.kioskState);
  if (roundEntry === null || meetingEntry === null) throw new Error('there is no round to vote in');
  const round = votingRound(roundEntry, meetingEntry.keys.receipts);
  for (const _ of preparationOf(round));
  const meetingHash = new Uint8Array(entryHash(meetingEntry));
  const read = (card: Card): VoterCard => {
    const found = readVoterCard(card.text, meetingHash, 1, meetingEntry.testRun);
    if (!found.ok) throw new Error(found.error);
    return found.value;
  };
  const prepare = (card: Card, marks = blankMarks(roundEntry.contests)) =>
    prepareBallot(round, read(card), marks, random);
  return {
    ...sealed,
    drawn: cards.slice(audited, audited + present),
    leftOver: [...cards.slice(0, audited), ...cards.slice(audited + present)],
    kiosk: machine,
    round,
    read,
    prepare,
    vote: async (card) => {
      const pending = prepare(card);
      await machine.call(kiosk.submitPending, { body: pending.message });
      await machine.call(kiosk.castBallot, { body: castMessage(round, read(card), pending.h, random) });
    },
  };
}

/** Approves the first candidates, as many as given. */
export function approving({ round }: Pick<SampleElection, 'round'>, approvals: number): readonly ContestMarks[] {
  return blankMarks(round.entry.contests).map((marks, at) => {
    const contest = round.entry.contests[at];
    if (contest?.kind !== 'election' || marks.kind !== 'election') return marks;
    let marked = marks;
    for (let candidate = 0; candidate < approvals; candidate++) {
      const next = markCandidate(contest, marked, candidate, 'approve');
      if (!next.ok) throw new Error(next.error.code);
      marked = next.value;
    }
    return marked;
  });
}

export const text = (bytes: Uint8Array): string => encodeBase64url(bytes);
