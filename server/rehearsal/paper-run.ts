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
  const { organizer: office, meeting, base } = run;
  const params = { meeting };
  const devices = await enrolScrutineers(run);
  await office.call(organizer.sealMeeting, { params, body: {} });
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
  return { devices, tellers: [await seat(1), await seat(2)] };
}

/** The papers of each contest, one list to a paper. */
export type PaperHeap = {
  readonly present: number;
  readonly spare: number;
  readonly papers: (contests: readonly Contest[]) => readonly (readonly PaperReading[])[];
  /** How the second teller reads a paper; the chief scrutineer then settles what differs as the first read it. */
  readonly misread?: (reading: PaperReading, number: number) => PaperReading;
};

export type PaperFiles = Pick<MeetingFiles, 'record' | 'trustedKeys' | 'resultJson' | 'resultPdf'> & {
  readonly reportsPdf: Uint8Array;
};

export async function runPaperRound(
  run: MeetingRun,
  { devices, tellers }: PaperHall,
  of: PaperHeap & {
    readonly round: string;
    readonly beforeIssuing?: () => Promise<void>;
    readonly beforePublishing?: () => Promise<void>;
  },
): Promise<PaperFiles> {
  const { organizer: office, meeting, say } = run;
  const params = { meeting, round: of.round };
  await office.call(paper.proposePaperRound, { params, body: { reason: '本次会议使用纸质选票' } });
  await signAll(devices);
  const present = await checkIn(run, of.present);
  await of.beforeIssuing?.();
  await passMotions(run, devices);
  const { preview: contests } = await office.call(organizer.organizerMeeting, { params });
  const papers = of.papers(contests);
  const issued = { printed: present + of.spare, issued: present, remaining: of.spare };
  const box = { voters: papers.length, recovered: papers.length };
  await office.call(paper.issuePaper, { params, body: { contests: contests.map(() => ({ ...issued })) } });
  await office.call(paper.stopPaper, { params, body: {} });
  await office.call(paper.openPaperBox, { params, body: { contests: contests.map(() => ({ ...box })) } });
  say({ zh: `发出 ${present} 张，收回 ${papers.length} 张`, en: `${present} issued, ${papers.length} recovered` });
  for (const [seat, machine] of tellers.entries())
    for (const [i, lists] of papers.entries())
      for (const [contest, reading] of lists.entries()) {
        const read = seat === 1 && of.misread !== undefined ? of.misread(reading, i + 1) : reading;
        await machine.call(teller.saveReading, {
          body: { contest, number: i + 1, ballot: structuredClone(read) as never },
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
