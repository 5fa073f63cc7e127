/** Every paper that the organizer can print or edit (rules §6.2), what it is called, and from when on it can be made. */
import { assemblyRequest } from '../../printables/documents/assembly-request.ts';
import { assistanceList } from '../../printables/documents/assistance-list.ts';
import { candidatesRequest } from '../../printables/documents/candidates-request.ts';
import { chairScript } from '../../printables/documents/chair-script.ts';
import type { OfficialDocument } from '../../printables/documents/document.ts';
import { electionMethod } from '../../printables/documents/election-method.ts';
import { emptyBoxSheet } from '../../printables/documents/empty-box.ts';
import type { DocumentFacts } from '../../printables/documents/facts.ts';
import { formMethod } from '../../printables/documents/form-method.ts';
import { formScript } from '../../printables/documents/form-script.ts';
import { meetingNotice } from '../../printables/documents/meeting-notice.ts';
import { publicityNotice } from '../../printables/documents/publicity-notice.ts';
import { assemblyReply, candidatesReply } from '../../printables/documents/request-replies.ts';
import { attendanceReport } from '../../printables/forms/attendance-report.ts';
import { paperBallots } from '../../printables/forms/paper-ballot.ts';
import { appraisalForm, conditionWords, recommendationForm } from '../../printables/forms/rating-forms.ts';
import type { FontFiles } from '../../printables/layout/typefaces.ts';
import { electionReport } from '../../printables/reports/election-report.ts';
import type { MeetingKind } from '../../tally/record/meeting-entry.ts';
import type { Paper } from '../contract/papers.ts';
import type { Text } from '../contract/text.ts';
import type { List } from './lists.ts';

/** In the order of the roll: neither what was written nor when (rules §1.8). */
const helperList = ({ assistances }: DocumentFacts): List | undefined =>
  assistances.length === 0
    ? undefined
    : {
        kind: 'assistances',
        title: { zh: '代写登记表', en: 'Who was helped by whom' },
        columns: ['序号', '委托人', '代写人'],
        rows: assistances.map(({ voter, helper }, at) => [at + 1, voter, helper]),
      };

interface OfficialKind {
  /** The same as a table, where it is a list; undefined: nothing is on it yet. */
  readonly list?: (facts: DocumentFacts) => List | undefined;
  readonly kind: string;
  readonly group: Paper['group'];
  readonly title: Text;
  /** Null: not yet. */
  readonly of: (facts: DocumentFacts) => OfficialDocument | null;
  readonly waitsFor: Text | null;
  /** Each round has its own: of its ballot, with its numbers. */
  readonly perRound?: true;
  /** Meetings it belongs to: a plenary asks nobody to hold it, a meeting that elects nobody has no candidates. */
  readonly meetings: readonly MeetingKind[];
}

const ASSEMBLY: readonly MeetingKind[] = ['assembly'];
const ELECTIONS: readonly MeetingKind[] = ['assembly', 'plenary'];
const FORMS: readonly MeetingKind[] = ['recommendation', 'appraisal'];
const ALL: readonly MeetingKind[] = [...ELECTIONS, ...FORMS];

const CANDIDATES: Text = { zh: '先选候选人', en: 'choose the candidates first' };
const ELECTED: Text = { zh: '选举计票以后', en: 'after the count of an election' };

const whenStanding =
  (write: (facts: DocumentFacts) => OfficialDocument) =>
  (facts: DocumentFacts): OfficialDocument | null =>
    facts.posts.some(({ candidates }) => candidates.length > 0) ? write(facts) : null;

/** Written once, given as PDF and as DOCX. */
export const OFFICIAL_KINDS: readonly OfficialKind[] = [
  {
    kind: 'assembly-request',
    group: 'before',
    title: { zh: '请示：召开党员大会', en: 'Request to hold the assembly' },
    of: assemblyRequest,
    waitsFor: null,
    meetings: ASSEMBLY,
  },
  {
    kind: 'assembly-reply',
    group: 'before',
    title: { zh: '批复代拟稿：召开党员大会', en: 'Draft of the reply to that request' },
    of: assemblyReply,
    waitsFor: null,
    meetings: ASSEMBLY,
  },
  {
    kind: 'notice',
    group: 'before',
    title: { zh: '公示：候选人预备人选', en: 'Public notice of the candidates' },
    of: whenStanding(publicityNotice),
    waitsFor: CANDIDATES,
    meetings: ELECTIONS,
  },
  {
    kind: 'candidates-request',
    group: 'before',
    title: { zh: '请示：候选人预备人选', en: 'Request about the candidates' },
    of: whenStanding(candidatesRequest),
    waitsFor: CANDIDATES,
    meetings: ELECTIONS,
  },
  {
    kind: 'candidates-reply',
    group: 'before',
    title: { zh: '批复代拟稿：候选人预备人选', en: 'Draft of the reply about the candidates' },
    of: whenStanding(candidatesReply),
    waitsFor: CANDIDATES,
    meetings: ELECTIONS,
  },
  {
    kind: 'election-method',
    group: 'before',
    title: { zh: '选举办法（草案）', en: 'Election method (draft)' },
    of: electionMethod,
    waitsFor: null,
    meetings: ELECTIONS,
  },
  {
    kind: 'form-method',
    group: 'before',
    title: { zh: '推荐办法、测评办法', en: 'Method of the recommendation or appraisal' },
    of: formMethod,
    waitsFor: null,
    meetings: FORMS,
  },
  {
    kind: 'meeting-notice',
    group: 'before',
    title: { zh: '会议通知（时间、地点、议程）', en: 'Notice of the meeting: time, place, agenda' },
    of: meetingNotice,
    waitsFor: null,
    meetings: ALL,
  },
  {
    kind: 'chair-script',
    perRound: true,
    group: 'meeting',
    title: { zh: '主持词（填入此刻的数字）', en: "The chair's script with the numbers of this moment" },
    of: chairScript,
    waitsFor: null,
    meetings: ELECTIONS,
  },
  {
    kind: 'form-script',
    perRound: true,
    group: 'meeting',
    title: { zh: '主持词（填入此刻的数字）', en: "The chair's script with the numbers of this moment" },
    of: formScript,
    waitsFor: null,
    meetings: FORMS,
  },
  {
    kind: 'empty-box',
    perRound: true,
    group: 'meeting',
    title: { zh: '验箱单（票箱为空）', en: 'The box is empty: sheet of the scrutineers' },
    of: emptyBoxSheet,
    waitsFor: { zh: '本轮封存以后、投票开始以前', en: 'between the sealing of the round and the opening of voting' },
    meetings: ALL,
  },
  {
    kind: 'assistance-list',
    group: 'meeting',
    title: { zh: '代写登记表', en: 'Who was helped by whom to fill in' },
    of: (facts) => (facts.assistances.length === 0 ? null : assistanceList(facts)),
    waitsFor: { zh: '签到处登记代写以后', en: 'once the desk has registered one' },
    meetings: ALL,
    list: helperList,
  },
  {
    kind: 'election-report',
    group: 'after',
    title: { zh: '选举结果报告（可编辑）', en: 'Report of the result, to be edited' },
    of: ({ reports, particulars: { reportNumber, duties }, approval, structure }) =>
      electionReport(reports, { number: reportNumber, duties, approval, structure }),
    waitsFor: ELECTED,
    meetings: ELECTIONS,
  },
];

/** Drawn as they are: forms that people fill in by hand, sign or read out (rules §6.1). */
export interface FormKind {
  readonly kind: string;
  readonly title: Text;
  readonly meetings: readonly MeetingKind[];
  /** File name without its ending. */
  readonly name: string;
  /** Whether there is something on it yet. */
  readonly isReady: (facts: DocumentFacts) => boolean;
  readonly waitsFor: Text;
  /** `specimen`: words across it, in a real meeting too. */
  readonly draw: (facts: DocumentFacts, fonts: FontFiles, specimen?: string) => Promise<Uint8Array>;
  /** What voters fill in; its specimen is shown before the meeting (UX O4). */
  readonly isBallot?: true;
}

const LISTS: Text = { zh: '先填写表上的名单', en: 'fill in the lists of the form first' };
const headOf = ({ title, organization, day, group }: DocumentFacts, specimen?: string) => ({
  ...{ title, organization, day, group, specimen },
});

export const FORM_KINDS: readonly FormKind[] = [
  {
    kind: 'attendance-report',
    title: { zh: '出席情况报告单', en: 'Report of attendance' },
    meetings: ALL,
    name: '出席情况报告单',
    isReady: () => true,
    waitsFor: LISTS,
    draw: (facts, fonts) => attendanceReport(facts, fonts),
  },
  {
    kind: 'paper-ballots',
    title: { zh: '纸质选票和画票说明', en: 'Ballots on paper with instructions' },
    meetings: ELECTIONS,
    name: '选票和画票说明',
    isReady: ({ ballot }) => ballot.some(({ candidates }) => candidates.length > 0),
    waitsFor: CANDIDATES,
    draw: paperBallots,
    isBallot: true,
  },
  {
    kind: 'appraisal-form',
    title: { zh: '民主测评表', en: 'Appraisal form' },
    meetings: ['appraisal'],
    name: '民主测评表',
    isReady: ({ forms }) => forms.appraisals.some(({ subjects }) => subjects.length > 0),
    waitsFor: LISTS,
    draw: (facts, fonts, specimen) => appraisalForm(headOf(facts, specimen), facts.forms.appraisals, fonts),
    isBallot: true,
  },
  {
    kind: 'recommendation-form',
    title: { zh: '民主推荐表', en: 'Recommendation form' },
    meetings: ['recommendation'],
    name: '民主推荐表',
    isReady: ({ forms }) => forms.recommendations.length > 0,
    waitsFor: LISTS,
    draw: (facts, fonts, specimen) =>
      recommendationForm(
        headOf(facts, specimen),
        facts.forms.recommendations,
        fonts,
        conditionWords(facts.rules.structureRules),
      ),
    isBallot: true,
  },
];

/** What voters fill in, before the meeting and never for use: no paper of the meeting, so it is on no list and in no archive. */
export const SPECIMEN_BALLOT = 'specimen';

export const ATTENDANCE_SHEET = 'attendance-sheet';

/** Whether a paper is of one round; every form that is handed out, filled in or read out in it is. */
export const isOfRound = (kind: string): boolean =>
  FORM_KINDS.some((form) => form.kind === kind) ||
  OFFICIAL_KINDS.some((one) => one.kind === kind && one.perRound === true);
