/** Where each village stands and what is late (rules §1.1, §4.1): from the meetings on this installation and from papers by stick. */
import { requireDay } from '../../tally/calendar/day.ts';
import { PHASE_NAME } from '../../tally/phase.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { termFindings, termState } from '../../tally/structure/township-limits.ts';
import type { Problem } from '../contract/shared.ts';
import type { VillageRow } from '../contract/villages.ts';
import type { StoredMeeting } from '../store/meeting.ts';
import type { StoredPaper } from '../store/office-papers.ts';
import type { StoredVillage } from '../store/villages.ts';
import { asProblem } from './nominee-conditions.ts';

export type Stage = VillageRow['stage'];

export interface VillageFacts {
  readonly village: StoredVillage;
  /** Of this organization, in order. */
  readonly meetings: readonly StoredMeeting[];
  readonly papers: readonly StoredPaper[];
}

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
  const paper = papers.at(-1);
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
  return planned ?? papers.flatMap((paper) => dayOfPaper(paper) ?? []).at(-1) ?? null;
}

function electedOn({ meetings, papers }: VillageFacts): string | null {
  const held = meetings.filter(({ phase }) => phase === 'reported' || phase === 'answered');
  const days = [
    ...held.map(({ draft }) => draft.date),
    ...papers.filter(({ kind }) => kind === 'result').map(dayOfPaper),
  ];
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
            '条例 2020 art. 3',
          ),
        ]
      : state === 'due'
        ? [
            late(
              'notice',
              'term-due',
              `任期 ${termEnd} 届满，应当换届。`,
              `The term ends on ${termEnd}.`,
              '条例 2020 art. 3',
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

function answerProblems({ meetings, papers }: VillageFacts): Problem[] {
  const waiting = papers.filter(({ answer }) => answer === null);
  const reported = meetings.filter(({ phase }) => phase === 'reported');
  return [
    ...waiting.map(({ kind, received }) =>
      late(
        'warning',
        kind === 'result' ? 'report-unanswered' : 'request-unanswered',
        `${received} 收到的${kind === 'result' ? '选举结果报告' : '请示'}还没有批复。`,
        `The ${kind === 'result' ? 'report' : 'request'} of ${received} is not answered yet.`,
        'rules §4.1',
      ),
    ),
    ...reported.map(({ draft }) =>
      late(
        'warning',
        'report-unanswered',
        `${draft.date ?? ''} 选举的结果报告还没有批复。`,
        `The report of the election of ${draft.date ?? ''} is not answered yet.`,
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
