/**
 * A round on paper, all roles played over HTTP: chosen, handed out, boxed, read by two tellers at two machines, settled by the
 * chief scrutineer where they differ, signed and published (specification §14).
 */
import type { PaperReading } from '../../tally/paper/paper-reading.ts';
import type { Contest } from '../../tally/record/contest.ts';
import * as organizer from '../contract/organizer.ts';
import * as paper from '../contract/paper-rounds.ts';
import { pair, recordFile, resultFile, resultSheetFile, trustedKeysFile } from '../contract/public.ts';
import * as scrutineer from '../contract/scrutineer.ts';
import * as teller from '../contract/teller.ts';
import type { MeetingFiles } from './meeting-run.ts';
import type { ScrutineerDevice } from './scrutineer-device.ts';
import { openSession, type Session } from './session.ts';
import { checkIn, enrolScrutineers, type MeetingRun, passMotions, settle, signAll } from './stages.ts';

/** Devices that stay from the first round to the last. */
export type PaperHall = {
  readonly devices: readonly ScrutineerDevice[];
  readonly tellers: readonly [Session, Session];
};

/** Enrols the scrutineers, seals the meeting and pairs two tellers' screens; no key ceremony is held. */
export async function enterPaperHall(run: MeetingRun): Promise<PaperHall> {
  const devices = await enrolScrutineers(run);
  await run.organizer.call(organizer.sealMeeting, { params: { meeting: run.meeting }, body: {} });
  return { devices, tellers: await seatTellers(run) };
}

/** Two tellers at a screen each. */
export async function seatTellers({ organizer: office, meeting, base }: MeetingRun): Promise<PaperHall['tellers']> {
  const params = { meeting };
  const seat = async (number: 1 | 2): Promise<Session> => {
    const machine = openSession(base);
    const { code } = await office.call(organizer.addMachine, {
      params,
      body: { role: 'teller', name: `计票屏${number}` },
    });
    await machine.call(pair, { body: { code } });
    await machine.call(teller.takeTellerSeat, { body: { seat: number } });
    return machine;
  };
  return [await seat(1), await seat(2)];
}

/** The papers of each contest, one list to a paper. */
export type PaperHeap = {
  readonly present: number;
  readonly spare: number;
  readonly papers: (contests: readonly Contest[]) => readonly (readonly PaperReading[])[];
  /** Who dropped a paper, where that is fewer than the papers found: the election is void and nothing is read (rules §5.2 W6). */
  readonly voters?: number;
  /** How the second teller reads a paper; the chief scrutineer then settles what differs as the first read it. */
  readonly misread?: (reading: PaperReading, number: number) => PaperReading;
};

export type PaperFiles = Pick<MeetingFiles, 'record' | 'trustedKeys' | 'resultJson' | 'resultPdf'> & {
  readonly reportsPdf: Uint8Array;
};

type PaperCourse = PaperHeap & {
  readonly round: string;
  readonly beforePublishing?: () => Promise<void>;
};

/** On paper from the start. */
export async function runPaperRound(
  run: MeetingRun,
  hall: PaperHall,
  of: PaperCourse & { readonly beforeIssuing?: () => Promise<void> },
): Promise<PaperFiles> {
  const params = { meeting: run.meeting, round: of.round };
  await run.organizer.call(paper.proposePaperRound, { params, body: { reason: '本次会议使用纸质选票' } });
  await signAll(hall.devices);
  const present = await checkIn(run, of.present);
  await of.beforeIssuing?.();
  await passMotions(run, hall.devices);
  return issueAndCount(run, hall, { ...of, present });
}

/** From the handing out, to those present, to the announcement: also of a round that kiosks began (UX S11). */
export async function issueAndCount(
  run: MeetingRun,
  { devices, tellers }: PaperHall,
  of: PaperCourse & { readonly afterIssuing?: () => Promise<void> },
): Promise<PaperFiles> {
  const { organizer: office, meeting, say } = run;
  const { present } = of;
  const params = { meeting, round: of.round };
  const { preview: contests } = await office.call(organizer.organizerMeeting, { params });
  const papers = of.papers(contests);
  const issued = { printed: present + of.spare, issued: present, remaining: of.spare };
  const voters = of.voters ?? papers.length;
  const box = { voters, recovered: papers.length };
  const read = voters < papers.length ? [] : papers;
  await office.call(paper.issuePaper, { params, body: { contests: contests.map(() => ({ ...issued })) } });
  await of.afterIssuing?.();
  await office.call(paper.stopPaper, { params, body: {} });
  await office.call(paper.openPaperBox, { params, body: { contests: contests.map(() => ({ ...box })) } });
  say({ zh: `发出 ${present} 张，收回 ${papers.length} 张`, en: `${present} issued, ${papers.length} recovered` });
  for (const [seat, machine] of tellers.entries())
    for (const [i, lists] of read.entries())
      for (const [contest, reading] of lists.entries()) {
        const ballot = seat === 1 && of.misread !== undefined ? of.misread(reading, i + 1) : reading;
        await machine.call(teller.saveReading, {
          body: { contest, number: i + 1, ballot: structuredClone(ballot) as never },
        });
      }
  await settleDifferences(run, devices, papers);
  await office.call(paper.proposePaperCount, { params, body: {} });
  await signAll(devices);
  await of.beforePublishing?.();
  await office.call(organizer.publishRound, { params, body: {} });
  await settle(devices);
  const anybody = openSession(run.base);
  return {
    record: await anybody.call(recordFile, { params: { meeting } }),
    trustedKeys: await anybody.call(trustedKeysFile, { params: { meeting } }),
    resultJson: await anybody.call(resultFile, { params }),
    resultPdf: await anybody.call(resultSheetFile, { params }),
    reportsPdf: await office.call(paper.paperReportsFile, { params }),
  };
}

/** The chief scrutineer takes every paper that was read differently, and reads what stands on it. */
async function settleDifferences(
  { meeting }: MeetingRun,
  [chief]: readonly ScrutineerDevice[],
  papers: readonly (readonly PaperReading[])[],
): Promise<void> {
  if (chief === undefined) throw new Error('rehearsal: nobody supervises');
  const params = { meeting, index: '1' };
  const { ballots } = await chief.session.call(scrutineer.doubtfulBallots, { params });
  for (const { contest, number } of ballots)
    await chief.session.call(scrutineer.settleBallot, {
      params,
      body: {
        contest,
        number,
        ballot: structuredClone(papers[number - 1]?.[contest]) as never,
        reason: '按原票核对',
      },
    });
}
