/** Every paper that the organizer can print or edit (rules §6.2), what it is called, and from when on it can be made. */
import { assemblyRequest } from '../../printables/documents/assembly-request.ts';
import { candidatesRequest } from '../../printables/documents/candidates-request.ts';
import { chairScript } from '../../printables/documents/chair-script.ts';
import type { OfficialDocument } from '../../printables/documents/document.ts';
import { electionMethod } from '../../printables/documents/election-method.ts';
import type { DocumentFacts } from '../../printables/documents/facts.ts';
import { publicityNotice } from '../../printables/documents/publicity-notice.ts';
import { assemblyReply, candidatesReply } from '../../printables/documents/request-replies.ts';
import { electionReport } from '../../printables/reports/election-report.ts';
import type { Paper } from '../contract/papers.ts';
import type { Text } from '../contract/text.ts';

interface OfficialKind {
  readonly kind: string;
  readonly group: Paper['group'];
  readonly title: Text;
  /** Null: not yet. */
  readonly of: (facts: DocumentFacts) => OfficialDocument | null;
  readonly waitsFor: Text | null;
  /** Of an assembly only: a plenary has no roll to report and asks nobody to hold it. */
  readonly assemblyOnly: boolean;
}

const CANDIDATES: Text = { zh: '先选候选人', en: 'choose the candidates first' };
const RESULT: Text = { zh: '计票以后', en: 'after the count' };

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
    assemblyOnly: true,
  },
  {
    kind: 'assembly-reply',
    group: 'before',
    title: { zh: '批复代拟稿：召开党员大会', en: 'Draft of the reply to that request' },
    of: assemblyReply,
    waitsFor: null,
    assemblyOnly: true,
  },
  {
    kind: 'notice',
    group: 'before',
    title: { zh: '公示：候选人预备人选', en: 'Public notice of the candidates' },
    of: whenStanding(publicityNotice),
    waitsFor: CANDIDATES,
    assemblyOnly: false,
  },
  {
    kind: 'candidates-request',
    group: 'before',
    title: { zh: '请示：候选人预备人选', en: 'Request about the candidates' },
    of: whenStanding(candidatesRequest),
    waitsFor: CANDIDATES,
    assemblyOnly: false,
  },
  {
    kind: 'candidates-reply',
    group: 'before',
    title: { zh: '批复代拟稿：候选人预备人选', en: 'Draft of the reply about the candidates' },
    of: whenStanding(candidatesReply),
    waitsFor: CANDIDATES,
    assemblyOnly: false,
  },
  {
    kind: 'election-method',
    group: 'before',
    title: { zh: '选举办法（草案）', en: 'Election method (draft)' },
    of: electionMethod,
    waitsFor: null,
    assemblyOnly: false,
  },
  {
    kind: 'chair-script',
    group: 'meeting',
    title: { zh: '主持词（填入此刻的数字）', en: "The chair's script with the numbers of this moment" },
    of: chairScript,
    waitsFor: null,
    assemblyOnly: false,
  },
  {
    kind: 'election-report',
    group: 'after',
    title: { zh: '选举结果报告（可编辑）', en: 'Report of the result, to be edited' },
    of: ({ result, particulars }) => (result === null ? null : electionReport(result, particulars.reportNumber)),
    waitsFor: RESULT,
    assemblyOnly: false,
  },
];

export const ATTENDANCE_SHEET = 'attendance-sheet';
export const ATTENDANCE_REPORT = 'attendance-report';
/** Kept ready for a round that changes to paper. */
export const PAPER_BALLOTS = 'paper-ballots';
