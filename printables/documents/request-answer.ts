/**
 * 批复 to a request as it is issued and signed (rules §6.2): the draft that the superior's office would edit, with number, date and
 * 签发人; what the superior examined about single persons stands in it. A request may also be returned with the reason.
 */
import { CANDIDATE_GROUNDS, type CandidateGround } from '../../tally/structure/grounds.ts';
import { officialDate } from '../reports/official-words.ts';
import { assemblyRequest } from './assembly-request.ts';
import { candidatesRequest } from './candidates-request.ts';
import { type Annex, blank, type OfficialDocument, officialNumber, PLAIN, text } from './document.ts';
import type { DocumentFacts } from './facts.ts';
import { addressedIn, assemblyReply, candidatesReply } from './request-replies.ts';

export type RequestKind = 'assembly' | 'candidates';

export interface ExaminedPerson {
  readonly name: string;
  /** Grounds that the superior examined and cleared. */
  readonly cleared: readonly CandidateGround[];
  /** Number of the county's approval where age asks for one; '' for none. */
  readonly countyApproval: string;
}

export interface RequestAnswer {
  readonly kind: RequestKind;
  readonly decision: 'agree' | 'return';
  /** 青委〔2026〕12号 */
  readonly number: string;
  /** Of a return. */
  readonly reason: string;
  /** 签发人. */
  readonly signatory: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly persons: readonly ExaminedPerson[];
  /** 联审, of everybody proposed; left out where nothing was vetted. */
  readonly vetting?: readonly VettedPerson[] | undefined;
}

export interface VettedPerson {
  readonly name: string;
  readonly verdicts: readonly {
    readonly department: string;
    readonly verdict: 'pass' | 'fail';
    /** YYYY-MM-DD. */
    readonly date: string;
    readonly note: string;
  }[];
}

export const requestDocument = (kind: RequestKind, facts: DocumentFacts): OfficialDocument =>
  kind === 'assembly' ? assemblyRequest(facts) : candidatesRequest(facts);

function examined({ persons }: RequestAnswer): readonly string[] {
  return persons.flatMap(({ name, cleared, countyApproval }) => [
    ...(cleared.length === 0
      ? []
      : [`${name}同志“${cleared.map((ground) => CANDIDATE_GROUNDS[ground].zh).join('；')}”的情况，经审查认可。`]),
    ...(countyApproval === '' ? [] : [`${name}同志超过年龄规定，县级已批准（${officialNumber(countyApproval)}）。`]),
  ]);
}

const VETTING_TITLE = '候选人资格联审情况';

/** 纪检监察、组织（2026年10月9日）；公安（2026年10月10日）。 */
function passedBy(verdicts: VettedPerson['verdicts']): string {
  const passed = verdicts.filter(({ verdict }) => verdict === 'pass');
  return [...new Set(passed.map(({ date }) => date))]
    .toSorted()
    .map((day) => {
      const departments = passed
        .filter(({ date }) => date === day)
        .map(({ department, note }) => (note === '' ? department : `${department}〔${note}〕`));
      return `${departments.join('、')}（${officialDate(day)}）`;
    })
    .join('；');
}

const failedBy = (verdicts: VettedPerson['verdicts']): string =>
  verdicts
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ department, date, note }) => `${department}（${officialDate(date)}）：${note}`)
    .join('；');

function vettingAnnex({ vetting = [] }: RequestAnswer): readonly Annex[] {
  if (vetting.length === 0) return [];
  return [
    {
      number: null,
      title: VETTING_TITLE,
      blocks: [
        {
          kind: 'table',
          columns: [{ width: 24 }, { width: null, align: 'left' }, { width: 46, align: 'left' }],
          head: ['姓名', '通过的部门', '不通过的部门和情况'],
          rows: vetting.map(({ name, verdicts }) => [name, passedBy(verdicts) || '—', failedBy(verdicts) || '—']),
        },
      ],
    },
  ];
}

function returned(facts: DocumentFacts, answer: RequestAnswer): OfficialDocument {
  const request = requestDocument(answer.kind, facts);
  const title = request.title.join('');
  return {
    ...PLAIN,
    name: '批复',
    letterhead: facts.superior,
    number: '',
    title: [...request.title.slice(0, -1), `${request.title.at(-1)?.replace(/的请示$/u, '请示') ?? ''}的退回批复`],
    addressee: facts.organization,
    blocks: [
      text(
        `${addressedIn(facts)}《${title}》（${request.number === '' ? blank(null, 16) : officialNumber(request.number)}）收悉。经审核，现予退回。`,
      ),
      text(`退回理由：${answer.reason.replace(/[。．.]?$/u, '。')}`),
    ],
    closing: '请按上述意见办理后重新请示。此复。',
    signature: { organization: facts.superior, day: null },
  };
}

export function requestAnswerDocument(facts: DocumentFacts, answer: RequestAnswer): OfficialDocument {
  const draft =
    answer.decision === 'return'
      ? returned(facts, answer)
      : answer.kind === 'assembly'
        ? // The draft takes the number that the village has noted; the issued paper has its own.
          assemblyReply({ ...facts, approval: '' })
        : candidatesReply(facts);
  const annexes = vettingAnnex(answer);
  return {
    ...draft,
    name: '批复',
    number: officialNumber(answer.number),
    blocks: [...draft.blocks, ...(answer.decision === 'agree' ? examined(answer).map(text) : [])],
    signature: { organization: facts.superior, day: answer.date },
    attachments: [...draft.attachments, ...annexes.map(({ title }) => title)],
    annexes: [...draft.annexes, ...annexes],
    imprint: { left: `签发人：${answer.signatory}`, right: `${officialDate(answer.date)}印发` },
  };
}
