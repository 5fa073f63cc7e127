/** Where each village stands and what is late (rules §1.1, §4.1): from the meetings on this installation and from papers by stick. */
import { requireDay } from '../../tally/calendar/day.ts';
import { PHASE_NAME } from '../../tally/phase.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { clause } from '../../tally/rules/clauses.ts';
import { termFindings, termState } from '../../tally/structure/township-limits.ts';
import type { Problem } from '../contract/shared.ts';
import type { VillageRow } from '../contract/villages.ts';
import { kindOfResult, resultName } from '../papers/office-paper.ts';
import type { Database } from '../store/database.ts';
import type { StoredMeeting } from '../store/meeting.ts';
import type { StoredPaper } from '../store/office-papers.ts';
import { loadAnswer } from '../store/record-sheet.ts';
import type { StoredVillage } from '../store/villages.ts';
import { electedOfState } from './elected-of-record.ts';
import type { RecordLog } from './record-log.ts';
import { asProblem } from './structure-problem.ts';

export type Stage = VillageRow['stage'];

/** `elects`: its result was reported, was not returned, and fills the posts it is about. */
export type VillageMeeting = Pick<StoredMeeting, 'id' | 'kind' | 'phase' | 'draft'> & {
  readonly elects: boolean;
  /** The superior's answer to its report. */
  readonly answer?: { readonly decision: string; readonly number: string; readonly date: string } | undefined;
};

export interface VillageFacts {
  readonly village: StoredVillage;
  /** Of this organization, in order. */
  readonly meetings: readonly VillageMeeting[];
  readonly papers: readonly StoredPaper[];
}

/** A 民主测评 or 民主推荐, a result that was returned and one with open seats begin no term. */
export async function villageMeeting(
  db: Database,
  log: Pick<RecordLog, 'state'>,
  { id, kind, phase, draft }: StoredMeeting,
): Promise<VillageMeeting> {
  const isReported = isElectionMeeting(kind) && (phase === 'reported' || phase === 'answered');
  const answer = phase === 'answered' ? await loadAnswer(db, id) : undefined;
  const isReturned = answer?.decision === 'return';
  const elects = isReported && !isReturned && electedOfState(await log.state(id))?.isComplete === true;
  return { id, kind, phase, draft, elects, answer };
}

/** Requests, and results of elections: what a 测评 or a 推荐 says is no step of the election itself. */
const electionPapers = (papers: readonly StoredPaper[]): readonly StoredPaper[] =>
  papers.filter(({ content }) => content.type === 'request' || isElectionMeeting(kindOfResult(content)));

const PAPER_STAGE = {
  'request-received': { zh: '请示已收', en: 'Request received' },
  'request-agreed': { zh: '请示已批', en: 'Request agreed to' },
  'request-returned': { zh: '请示退回', en: 'Request returned' },
  reported: { zh: '报批', en: 'Reported' },
  answered: { zh: '批复', en: 'Answered' },
  'result-returned': { zh: '结果退回', en: 'Result returned' },
} as const;

function stageOfPaper(paper: StoredPaper): keyof typeof PAPER_STAGE {
  const returned = paper.answer?.decision === 'return';
  if (paper.kind === 'result') return paper.answer === null ? 'reported' : returned ? 'result-returned' : 'answered';
  return paper.answer === null ? 'request-received' : returned ? 'request-returned' : 'request-agreed';
}

export function stageOf({ meetings, papers }: VillageFacts): Stage {
  const elections = meetings.filter(({ kind }) => isElectionMeeting(kind));
  const meeting = elections.at(-1);
  const paper = electionPapers(papers).at(-1);
  // A draft has said nothing yet that its request does not say better.
  if (paper !== undefined && (meeting === undefined || meeting.phase === 'draft')) {
    const code = stageOfPaper(paper);
    return { code, ...PAPER_STAGE[code], via: paper.imported ? 'usb' : 'here', date: paper.received };
  }
  if (meeting !== undefined)
    return { code: meeting.phase, ...PHASE_NAME[meeting.phase], via: 'here', date: meeting.draft.date ?? '' };
  return { code: 'none', zh: '未开始', en: 'Not begun', via: 'none', date: '' };
}

const dayOfPaper = ({ content }: StoredPaper): string | null =>
  content.type === 'result' ? content.date : content.facts.day;

/** The day planned or held; null: nobody has said one. */
export function electionDay({ meetings, papers }: VillageFacts): string | null {
  const planned = meetings.filter(({ kind }) => isElectionMeeting(kind)).at(-1)?.draft.date ?? null;
  return (
    planned ??
    electionPapers(papers)
      .flatMap((paper) => dayOfPaper(paper) ?? [])
      .at(-1) ??
    null
  );
}

export function electedOn({ meetings, papers }: VillageFacts): string | null {
  const held = meetings.filter(({ elects }) => elects);
  const results = electionPapers(papers).filter(
    ({ content, answer }) => content.type === 'result' && content.elects !== false && answer?.decision !== 'return',
  );
  const days = [...held.map(({ draft }) => draft.date), ...results.map(dayOfPaper)];
  return (
    days
      .flatMap((day) => day ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}

const late = (severity: Problem['severity'], code: string, zh: string, en: string, clause: string): Problem => ({
  severity,
  code,
  clause,
  zh,
  en,
});

function termProblems(facts: VillageFacts, today: string): Problem[] {
  const { termEnd, termApproval } = facts.village;
  if (termEnd === null) return [];
  const state = termState(termEnd, today, electedOn(facts));
  const planned = electionDay(facts);
  return [
    ...(state === 'overdue'
      ? [
          late(
            'stop',
            'term-overdue',
            `任期 ${termEnd} 届满，还没有换届。`,
            `The term ended on ${termEnd} and no election was held.`,
            clause('2020', 'term').zh,
          ),
        ]
      : state === 'due'
        ? [
            late(
              'notice',
              'term-due',
              `任期 ${termEnd} 届满，应当换届。`,
              `The term ends on ${termEnd}.`,
              clause('2020', 'term').zh,
            ),
          ]
        : []),
    // A term that ended long ago says nothing about an election that is held now for another one.
    ...(planned === null ? [] : termFindings(planned, termEnd, termApproval).map(asProblem)),
  ];
}

function noticeProblems(facts: VillageFacts, today: string): Problem[] {
  const { village, papers } = facts;
  const requests = papers.flatMap(({ content }) => (content.type === 'request' ? [content.facts.particulars] : []));
  const to = village.noticeTo ?? requests.at(-1)?.noticeTo ?? null;
  if (to === null || electedOn(facts) !== null) return [];
  if (requireDay(today) <= requireDay(to))
    return [
      late('notice', 'notice-running', `公示到 ${to} 为止。`, `The public notice runs until ${to}.`, 'rules §4.4'),
    ];
  if (papers.some(({ kind, received }) => kind === 'candidates' && received > to)) return [];
  return [
    late(
      'warning',
      'notice-ended',
      `公示 ${to} 已结束，还没有收到候选人的请示。`,
      `The public notice ended on ${to}; no request about the candidates has come.`,
      'rules §4.1',
    ),
  ];
}

const REQUEST = { zh: '请示', en: 'The request' } as const;

function answerProblems({ meetings, papers }: VillageFacts): Problem[] {
  const waiting = papers.filter(({ answer }) => answer === null);
  const reported = meetings.filter(({ phase }) => phase === 'reported');
  return [
    ...waiting.map(({ content, received }) => {
      const isResult = content.type === 'result';
      const what = isResult ? resultName(kindOfResult(content)) : REQUEST;
      return late(
        'warning',
        isResult ? 'report-unanswered' : 'request-unanswered',
        `${received} 收到的${what.zh}还没有批复。`,
        `${what.en} of ${received}: not answered yet.`,
        'rules §4.1',
      );
    }),
    ...reported.map(({ kind, draft }) =>
      late(
        'warning',
        'report-unanswered',
        `${draft.date ?? ''} 的${resultName(kind).zh}还没有批复。`,
        `${resultName(kind).en} of ${draft.date ?? ''}: not answered yet.`,
        'rules §4.1',
      ),
    ),
  ];
}

export const lateProblems = (facts: VillageFacts, today: string): Problem[] => [
  ...termProblems(facts, today),
  ...noticeProblems(facts, today),
  ...answerProblems(facts),
];
