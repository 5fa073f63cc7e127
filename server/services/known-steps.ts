/**
 * What the system's own data say about the steps of a re-election (rules §4.1): requests and replies, the roll, forms, joint
 * vetting, 公示, the assembly and its result. Nobody types these a second time.
 */
import { isPublished } from '../../tally/phase.ts';
import type { MotionSubject } from '../../tally/record/assembly-entries.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { wordsOfMeeting } from '../../tally/rules/meeting-words.ts';
import { amount } from '../../tally/text/amount.ts';
import { officialDate } from '../../tally/text/official-date.ts';
import { baseName, SECRETARY_MODE_NAME, WITHOUT_COMMITTEE } from '../../tally/text/terms.ts';
import type { Text } from '../contract/text.ts';
import type { LedgerStep, StepState } from '../contract/work-ledger.ts';
import { kindOfResult } from '../papers/office-paper.ts';
import { firstBallots } from '../papers/paper-facts.ts';
import type { StoredPaper } from '../store/office-papers.ts';
import type { StoredNominee, StoredVetting } from '../store/villages.ts';
import { type Plan, rollCounts } from './plan.ts';
import type { VillageFacts, VillageMeeting } from './village-progress.ts';

export interface StepSources extends VillageFacts {
  readonly nominees: readonly StoredNominee[];
  /** Of these persons. */
  readonly vettings: readonly StoredVetting[];
  readonly departments: readonly string[];
  /** The assembly that elects, where this installation holds it. */
  readonly assembly: {
    readonly plan: Plan;
    readonly carried: readonly MotionSubject[];
    /** Of the written notice to the members. */
    readonly noticeDate: string | null;
    /** 公示 as the papers of the meeting have it. */
    readonly publicity: readonly [from: string | null, to: string | null];
  } | null;
}

export interface StepKnowledge {
  readonly known: LedgerStep['known'];
  readonly facts: readonly Text[];
}

const NOTHING: StepKnowledge = { known: null, facts: [] };
const knowing = (state: StepState, date: string | null, number = '', facts: readonly Text[] = []): StepKnowledge => ({
  known: { state, date, number },
  facts,
});
const telling = (...facts: readonly Text[]): StepKnowledge => ({ known: null, facts });

const dayWords = (day: string | null | undefined): string =>
  day === null || day === undefined ? '日期未定' : officialDate(day);

/** The newest request of a kind, with its reply. */
function ofRequest(papers: readonly StoredPaper[], kind: 'assembly' | 'candidates'): StepKnowledge {
  const paper = papers.filter((one) => one.kind === kind).at(-1);
  if (paper === undefined || paper.content.type !== 'request') return NOTHING;
  const { content, answer, received } = paper;
  const asked = {
    zh: `请示${content.number}（${officialDate(received)}）`,
    en: `Request ${content.number} (${received})`,
  };
  if (answer === null) return knowing('under-way', null, content.number, [asked]);
  const isAgreed = answer.decision !== 'return';
  return knowing(isAgreed ? 'done' : 'under-way', isAgreed ? answer.date : null, answer.number, [
    asked,
    {
      zh: `${isAgreed ? '批复同意' : '退回'}（${answer.number}，${officialDate(answer.date)}）`,
      en: `${isAgreed ? 'agreed' : 'returned'} (${answer.number}, ${answer.date})`,
    },
  ]);
}

/** 民主测评 and 民主推荐 held for the village. */
function ofForms(meetings: readonly VillageMeeting[], kind: 'appraisal' | 'recommendation'): StepKnowledge {
  const held = meetings.filter((one) => one.kind === kind);
  const last = held.at(-1);
  if (last === undefined) return NOTHING;
  const isDone = held.every(({ phase }) => isPublished(phase));
  return knowing(
    isDone ? 'done' : 'under-way',
    isDone ? (last.draft.date ?? null) : null,
    '',
    held.map(({ draft }) => ({
      zh: `${draft.title || '表决'}（${dayWords(draft.date)}）`,
      en: `${draft.title} (${draft.date ?? 'no day yet'})`,
    })),
  );
}

function ofVetting({ nominees, vettings, departments }: StepSources): StepKnowledge {
  if (nominees.length === 0 || vettings.length === 0) return NOTHING;
  const asked = nominees.length * departments.length;
  const given = nominees.reduce(
    (sum, { id }) => sum + vettings.filter((one) => one.nominee === id && departments.includes(one.department)).length,
    0,
  );
  const failed = vettings.filter(({ verdict }) => verdict === 'fail').length;
  const last =
    vettings
      .map(({ date }) => date)
      .toSorted()
      .at(-1) ?? null;
  return knowing(given === asked ? 'done' : 'under-way', given === asked ? last : null, '', [
    {
      zh: `联审意见 ${given}/${asked}${failed === 0 ? '' : `，不通过 ${failed}`}`,
      en: `verdicts ${given} of ${asked}${failed === 0 ? '' : `, ${failed} not passed`}`,
    },
  ]);
}

function ofPublicity({ village, papers, assembly }: StepSources, today: string): StepKnowledge {
  const asked = papers.flatMap(({ content }) => (content.type === 'request' ? [content.facts.particulars] : [])).at(-1);
  const from = village.noticeFrom ?? assembly?.publicity[0] ?? asked?.noticeFrom ?? null;
  const to = village.noticeTo ?? assembly?.publicity[1] ?? asked?.noticeTo ?? null;
  if (from === null) return NOTHING;
  const isOver = to !== null && to < today;
  return knowing(isOver ? 'done' : from <= today ? 'under-way' : 'open', isOver ? to : null, '', [
    { zh: `公示 ${officialDate(from)}至${to === null ? '—' : officialDate(to)}`, en: `posted ${from} to ${to ?? '—'}` },
  ]);
}

function ofPlan({ assembly }: StepSources): StepKnowledge {
  if (assembly === null) return NOTHING;
  const { rules } = assembly.plan.meeting.draft;
  const posts = firstBallots(assembly.plan);
  const words = wordsOfMeeting(
    assembly.plan.meeting.kind,
    posts.map(({ post }) => post),
  );
  const isWithoutCommittee = words === 'without-committee';
  return telling(
    ...(posts.length === 0
      ? []
      : [
          {
            zh: `名额：${posts.map(({ post, seats }) => `${post} ${seats} 名`).join('，')}`,
            en: `Seats: ${posts.map(({ post, seats }) => `${post} ${seats}`).join(', ')}`,
          },
        ]),
    isWithoutCommittee ? WITHOUT_COMMITTEE : SECRETARY_MODE_NAME[rules.secretaryMode],
    ...(rules.majorityBase === null
      ? []
      : [
          {
            zh: `当选基数：${baseName(rules.majorityBase, assembly.plan.meeting.kind).zh}`,
            en: `Base of the majority: ${baseName(rules.majorityBase, assembly.plan.meeting.kind).en}`,
          },
        ]),
  );
}

function ofRegistration({ assembly }: StepSources): StepKnowledge {
  if (assembly === null || assembly.plan.members.length === 0) return NOTHING;
  const { members, expected } = rollCounts(assembly.plan);
  const isFixed = assembly.plan.meeting.phase !== 'draft';
  return knowing(isFixed ? 'done' : 'under-way', null, '', [
    {
      zh: `党员 ${members} 名，应到会 ${expected} 名${isFixed ? '（已封存）' : ''}`,
      en: `${amount(members, 'member')}, ${expected} expected${isFixed ? ' (sealed)' : ''}`,
    },
  ]);
}

function ofNotice({ assembly }: StepSources, today: string): StepKnowledge {
  if (assembly === null) return NOTHING;
  const { noticeDate, plan } = assembly;
  const { date, place } = plan.meeting.draft;
  const when = {
    zh: `会议 ${dayWords(date)} ${place}`.trim(),
    en: `Meeting ${date ?? 'no day yet'} ${place}`.trim(),
  };
  if (noticeDate === null) return telling(when);
  return knowing(noticeDate <= today ? 'done' : 'open', noticeDate <= today ? noticeDate : null, '', [when]);
}

function ofOfficials({ assembly }: StepSources): StepKnowledge {
  const scrutineers = assembly?.plan.scrutineers.map(({ name }) => name) ?? [];
  const tellers = assembly?.plan.meeting.tellers ?? [];
  if (scrutineers.length === 0 && tellers.length === 0) return NOTHING;
  return telling({
    zh: `监票人：${scrutineers.join('、') || '—'}；计票人：${tellers.join('、') || '—'}`,
    en: `Scrutineers: ${scrutineers.join(', ') || '—'}; tellers: ${tellers.join(', ') || '—'}`,
  });
}

const BEFORE_THE_HALL: readonly VillageMeeting['phase'][] = ['draft', 'ceremony', 'cards', 'sealed'];

function ofOpening({ assembly }: StepSources): StepKnowledge {
  const meeting = assembly?.plan.meeting;
  if (meeting === undefined || BEFORE_THE_HALL.includes(meeting.phase)) return NOTHING;
  return knowing('done', meeting.draft.date);
}

function ofMotions({ assembly }: StepSources): StepKnowledge {
  if (assembly === null || assembly.carried.length === 0) return NOTHING;
  const { carried, plan } = assembly;
  const isPassed = carried.includes('method') && carried.includes('scrutineers');
  return knowing(isPassed ? 'done' : 'under-way', isPassed ? plan.meeting.draft.date : null, '', [
    { zh: `大会通过 ${carried.length} 项`, en: `${amount(carried.length, 'vote')} carried` },
  ]);
}

/** The ballot, and the report with its reply: here, or by a result that came by stick. */
function ofResult({ meetings, papers }: StepSources): {
  readonly ballot: StepKnowledge;
  readonly reply: StepKnowledge;
} {
  const held = meetings.filter(({ kind }) => kind === 'assembly').at(-1);
  const come = papers
    .filter(({ content }) => content.type === 'result' && isElectionMeeting(kindOfResult(content)))
    .at(-1);
  if (held !== undefined && !BEFORE_THE_HALL.includes(held.phase)) {
    const day = held.draft.date ?? null;
    const isCounted = isPublished(held.phase);
    return {
      ballot: knowing(isCounted ? 'done' : 'under-way', isCounted ? day : null),
      reply: ofReply(held),
    };
  }
  if (come === undefined || come.content.type !== 'result') return { ballot: NOTHING, reply: NOTHING };
  const { answer, content, received } = come;
  const isAgreed = answer !== null && answer.decision !== 'return';
  return {
    ballot: knowing('done', content.date),
    reply: knowing(isAgreed ? 'done' : 'under-way', isAgreed ? answer.date : null, answer?.number ?? '', [
      { zh: `结果报告 ${officialDate(received)}收到`, en: `report received on ${received}` },
    ]),
  };
}

function ofReply({ phase, answer }: VillageMeeting): StepKnowledge {
  if (phase === 'reported')
    return knowing('under-way', null, '', [{ zh: '已报，等待批复', en: 'reported, not answered' }]);
  if (phase !== 'answered' || answer === undefined) return NOTHING;
  const isAgreed = answer.decision !== 'return';
  return knowing(isAgreed ? 'done' : 'under-way', isAgreed ? answer.date : null, answer.number);
}

/** By step; a step that is not in it is recorded by hand. */
export function knownSteps(sources: StepSources, today: string): ReadonlyMap<number, StepKnowledge> {
  const { meetings, papers } = sources;
  const { ballot, reply } = ofResult(sources);
  return new Map([
    [5, ofPlan(sources)],
    [7, ofForms(meetings, 'appraisal')],
    [8, ofRequest(papers, 'assembly')],
    [10, ofRegistration(sources)],
    [12, ofForms(meetings, 'recommendation')],
    [15, ofVetting(sources)],
    [17, ofPublicity(sources, today)],
    [18, ofRequest(papers, 'candidates')],
    [20, ofNotice(sources, today)],
    [21, ofOpening(sources)],
    [23, ofOfficials(sources)],
    [24, ofMotions(sources)],
    [26, ballot],
    [27, reply],
  ]);
}
