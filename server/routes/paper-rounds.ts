import { err, ok } from '../../crypto/result.ts';
import { paperReports } from '../../printables/reports/paper-reports.ts';
import {
  issuePaper,
  openPaperBox,
  paperReportsFile,
  proposePaperCount,
  proposePaperRound,
  stopPaper,
} from '../contract/paper-rounds.ts';
import type { Mount } from '../http/mount.ts';
import { paperRoundReports, signedBoxes, typedBoxes } from '../papers/paper-round-reports.ts';
import { fonts } from '../services/fonts.ts';
import type { PaperRounds } from '../services/paper-rounds.ts';
import { loadPlan } from '../services/plan.ts';
import type { RecordLog } from '../services/record-log.ts';
import type { Database } from '../store/database.ts';

const DONE = { done: true } as const;

/** The organizer's steps of a round on paper. */
export function mountPaperRounds(
  mount: Mount,
  services: { readonly db: Database; readonly log: RecordLog; readonly papers: PaperRounds },
): void {
  const { db, log, papers } = services;

  const currentPlan = async (params: { readonly meeting: string; readonly round: string }) => {
    const plan = await loadPlan(db, params.meeting);
    return plan === undefined || String(plan.meeting.currentRound) !== params.round ? undefined : plan;
  };

  mount(proposePaperRound, async ({ params, body }) => {
    const plan = await currentPlan(params);
    if (plan === undefined) return err('round-unknown');
    return papers.proposeRound(plan.meeting.id, plan.meeting.currentRound, body.reason);
  });
  mount(issuePaper, async ({ params, body }) => {
    const plan = await currentPlan(params);
    if (plan === undefined) return err('round-unknown');
    const issued = await papers.issue(plan.meeting.id, plan.meeting.currentRound, body.contests);
    return issued.ok ? ok(DONE) : issued;
  });
  mount(stopPaper, async ({ params }) => {
    const plan = await currentPlan(params);
    if (plan === undefined) return err('round-unknown');
    const stopped = await papers.stop(plan.meeting.id, plan.meeting.currentRound);
    return stopped.ok ? ok(DONE) : stopped;
  });
  mount(openPaperBox, async ({ params, body }) => {
    const plan = await currentPlan(params);
    if (plan === undefined) return err('round-unknown');
    const opened = await papers.openBox(plan.meeting.id, plan.meeting.currentRound, body.contests);
    return opened.ok ? ok(DONE) : opened;
  });
  mount(proposePaperCount, async ({ params }) => {
    const plan = await currentPlan(params);
    if (plan === undefined) return err('round-unknown');
    return papers.proposeCount(plan.meeting.id, plan.meeting.currentRound);
  });

  mount(paperReportsFile, async ({ params }) => {
    const plan = await currentPlan(params);
    if (plan === undefined) return err('round-unknown');
    const { id, currentRound } = plan.meeting;
    const state = await log.state(id);
    const entry = state.meeting?.entry;
    const round = state.rounds.get(currentRound);
    if (entry === undefined || round === undefined) return err('wrong-phase');
    const signed = signedBoxes(round);
    const boxes = signed.length > 0 ? signed : typedBoxes(await papers.work(id, currentRound));
    const data = paperRoundReports(entry, round, boxes);
    if (data === undefined) return err('wrong-phase');
    return ok({ fileName: `paper-reports-${id}-${currentRound}.pdf`, bytes: await paperReports(data, fonts()) });
  });
}
