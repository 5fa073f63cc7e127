/**
 * Rows of rules §6.2 that stand on no papers card, as a running server hands them out: an election on paper that is reported and
 * answered, one recommendation on kiosks and one on paper that are combined, and an appraisal on paper.
 */
import * as desk from '../../server/contract/desk.ts';
import * as organizer from '../../server/contract/organizer.ts';
import { resultSheetFile } from '../../server/contract/public.ts';
import * as papers from '../../server/contract/township-papers.ts';
import { enterHall, runRound } from '../../server/rehearsal/meeting-run.ts';
import { answerReport } from '../../server/rehearsal/officials.ts';
import { onPaper } from '../../server/rehearsal/paper-marks.ts';
import { enterPaperHall, runPaperRound } from '../../server/rehearsal/paper-run.ts';
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { type FormsServer, prepareRecommendation } from '../forms/hall-of-forms.ts';
import { prepareAssembly } from '../rounds/small-village.ts';

const ROUND = '1';
/** Four fifths of fourteen, and everybody of a recommendation. */
const PRESENT = 12;
const POST = '村党支部委员';
const NOMINEES = ['甲一', '乙二', '丙三', '丁四', '戊五', '己六'] as const;
const GROUPS = ['党员', '村民代表'] as const;
const NAMED = { 党员: ['甲一', '乙二', '丙三'], 村民代表: ['甲一', '丁四', '戊五'] } as const;

/** Everybody approves of the first ones, names those of the group, and ticks the best grade; one leaves a row blank. */
const marksOf = (contest: Contest, named: readonly string[], voter: number): ContestMarks => {
  if (contest.kind === 'election')
    return {
      kind: 'election',
      rows: contest.candidates.map((_, at) => ({ mark: at < contest.seats ? 'approve' : null, writeIn: null })),
    };
  if (contest.kind === 'recommendation')
    return { kind: 'recommendation', recommended: contest.nominees.map(({ name }) => named.includes(name)) };
  return { kind: 'appraisal', grades: contest.subjects.map((_, at) => (voter === 0 && at === 0 ? null : 0)) };
};
const marked =
  (named: readonly string[] = []) =>
  (contests: readonly Contest[]) =>
    Array.from({ length: PRESENT }, (_, voter) => contests.map((contest) => marksOf(contest, named, voter)));
const heap =
  (named: readonly string[] = []) =>
  (contests: readonly Contest[]) =>
    marked(named)(contests).map((marks) =>
      contests.map((contest, at) => onPaper(contest, marks[at] as (typeof marks)[number])),
    );

export interface OfferedPapers {
  readonly attendanceSheet: Uint8Array;
  readonly cardReports: Uint8Array;
  readonly paperReports: Uint8Array;
  readonly resultSheet: Uint8Array;
  readonly answer: Uint8Array;
  readonly appraisalSummary: Uint8Array;
  readonly recommendationSummary: Uint8Array;
  readonly combinedSummary: Uint8Array;
  readonly combinedNotice: Uint8Array;
  readonly publicityReport: Uint8Array;
}

export async function offeredPapers(server: FormsServer): Promise<OfferedPapers> {
  const { roles } = server;
  const { organizer: office, township } = roles;
  const held = async (meeting: string, named: readonly string[] = []) => {
    const run = server.run(meeting);
    return runPaperRound(run, await enterPaperHall(run), {
      round: ROUND,
      present: PRESENT,
      spare: 2,
      papers: heap(named),
    });
  };
  const report = (meeting: string) =>
    office.call(organizer.reportRound, { params: { meeting, round: ROUND }, body: {} });

  const assembly = await prepareAssembly(office, { writeIns: false });
  const election = await held(assembly);
  const attendanceSheet = await roles.desk.call(desk.attendanceFile, { params: { meeting: assembly } });
  const answer = await answerReport(roles, {
    meeting: assembly,
    round: ROUND,
    answer: { decision: 'file', number: '大委〔2026〕12号', reason: '', signatory: '李文' },
  });

  const { id: appraisal } = await office.call(organizer.createMeeting, {
    body: { start: 'sample', kind: 'appraisal' },
  });
  const appraised = await held(appraisal);

  const meetings: string[] = [];
  for (const group of GROUPS)
    meetings.push(
      await prepareRecommendation(office, {
        group,
        participants: Array.from({ length: 9 }, (_, at) => `${group}${'一二三四五六七八九'[at]}`),
        post: POST,
        limit: 3,
        nominees: NOMINEES,
        minimum: PRESENT,
        rules: { recommendCombine: 'cross-list' },
      }),
    );
  const [first = '', second = ''] = meetings;
  const kiosks = server.run(first);
  const { files } = await runRound(kiosks, await enterHall(kiosks), {
    round: ROUND,
    present: PRESENT,
    ballots: marked(NAMED.党员),
  });
  await held(second, NAMED.村民代表);
  for (const meeting of meetings) await report(meeting);
  const { id: paper } = await township.call(papers.beginCombination, {
    body: { title: '委员初步人选', seats: 3, sources: meetings.map((meeting) => ({ meeting, list: POST })) },
  });
  const params = { paper };
  const posted = { posted: '2020-10-10', telephone: '028-12380' };
  await township.call(papers.postList, { params, body: posted });
  const objection = { day: '2020-10-12', words: '反映戊五长期不在村', handling: '经核实不属实' };
  await township.call(papers.recordObjection, { params, body: objection });
  const combined = (kind: string) => township.call(papers.combinationPdf, { params: { ...params, kind } });

  return {
    attendanceSheet,
    answer,
    cardReports: files.cardReportsPdf,
    paperReports: election.reportsPdf,
    resultSheet: election.resultPdf,
    appraisalSummary: appraised.resultPdf,
    recommendationSummary: await office.call(resultSheetFile, { params: { meeting: first, round: ROUND } }),
    combinedSummary: await combined('summary'),
    combinedNotice: await combined('notice'),
    publicityReport: await combined('publicity-report'),
  };
}
