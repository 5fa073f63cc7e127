/**
 * 选举结果报告 to the superior committee (rules §6.2), in the layout of official documents, GB/T 9704-2012: 22 lines of 28
 * characters, title in 二号 heavy Song, body in 三号, first-level headings in Hei. The date stands four characters from the right.
 * The signed sheet has the report of its own round; the office's report is about every ballot of the meeting.
 */

import { eligibilityLines } from '../../tally/text/standing.ts';
import {
  type Block,
  blank,
  bold,
  heading,
  type OfficialDocument,
  PLAIN,
  type TableCell,
  type TableRow,
  text,
} from '../documents/document.ts';
import { TYPE } from '../layout/measures.ts';
import { postsOf } from './count-report.ts';
import { comparison, needsHalf, ORDER_WORDS, openSeatsWords, quorumWords, tieWords } from './counting-words.ts';
import { electedByPost } from './elected-order.ts';
import { baseWord, list, officialDate, REGULATION, roundWord, tight, voterWord } from './official-words.ts';
import { baseOfContest, electsSomebody, isPreliminary, type ReportContest, type ReportData } from './report-data.ts';
import type { ResultSheetData } from './result-sheet-data.ts';

function methodSentence(drawn: ReportContest, data: ReportData): string {
  const { meeting, round, medium } = data;
  const { contest, candidates, outcome } = drawn;
  const which = baseOfContest(round.rules, drawn);
  const base = data[which];
  const one = isPreliminary(drawn) ? '列为正式候选人' : '当选';
  const surplus = candidates.length - contest.seats;
  const mode =
    surplus > 0
      ? `差额选举（候选人${candidates.length}名，差额${surplus}名）`
      : `等额选举（候选人${candidates.length}名）`;
  const threshold = needsHalf(drawn, data)
    ? `以${baseWord(meeting.kind, which)} ${base}名为计算基数，赞成票超过${base}名的半数（至少${outcome.smallestWinning}票）始得${one}`
    : `以${baseWord(meeting.kind, which)} ${base}名为基数报告，得赞成票多的${one}，不再要求超过半数`;
  const paper = medium === 'paper' ? '使用纸质选票，' : '';
  return `${contestWord(drawn)}应选${contest.seats}名，实行${mode}，${paper}无记名投票；${threshold}。`;
}

/** 委员, 委员另行选举: the kind of ballot stands beside the post where it is no first one. */
const contestWord = ({ contest }: Pick<ReportContest, 'contest'>): string => {
  switch (contest.category) {
    case 'revote':
      return `${contest.post}再次投票`;
    case 'further-election':
      return `${contest.post}另行选举`;
    case 'preliminary':
      return `${contest.post}候选人预选`;
    default:
      return contest.post;
  }
};

/** One row to a person; the base stands in words and numbers over the comparison (rules §1.9). */
function countTable(drawn: ReportContest, data: ReportData): Block {
  const { meeting, round } = data;
  const which = baseOfContest(round.rules, drawn);
  const base = data[which];
  const isHalfNeeded = needsHalf(drawn, data);
  const compare: Compare = (votes) => comparison(votes, base, isHalfNeeded);
  const isOnPaper = drawn.candidates.some(({ unreadable }) => unreadable !== null);
  const name = (label: string): TableCell => ({
    text: label,
    align: 'left',
    size: [...label].length > (isOnPaper ? 5 : 8) ? TYPE.no4Small - 0.5 : TYPE.no4,
  });
  const marks = isOnPaper ? ['赞成', '不赞成', '弃权', '该项无效'] : ['赞成', '不赞成', '弃权'];
  // No heading breaks: four characters need more room than two.
  const widths = isOnPaper ? [15, 16, 15, 22] : [19, 19, 19];
  return {
    kind: 'table',
    columns: [{ width: null }, ...widths.map((width) => ({ width })), { width: 49 }],
    head: ['姓名', ...marks, `${baseWord(meeting.kind, which)}${base}名`],
    rows: [
      ...drawn.candidates.map(({ name: person, approve, disapprove, abstain, unreadable }) => [
        name(person),
        ...[approve, disapprove, abstain, ...(isOnPaper ? [unreadable] : [])].map(String),
        compare(approve),
      ]),
      ...writeInRows(drawn, compare, name, marks.length, isHalfNeeded ? base : null),
    ],
  };
}

type Compare = (votes: number) => string;

/** Persons written in share a row, unless one of them is elected, refused, or has the half that is needed (`base`). */
function writeInRows(
  { writeIns }: ReportContest,
  compare: Compare,
  name: (label: string) => TableCell,
  marks: number,
  base: number | null,
): readonly TableRow[] {
  if (writeIns.length === 0) return [];
  const hasHalf = (votes: number) => base !== null && 2 * votes > base;
  if (writeIns.some(({ votes, isElected, isRefused }) => isElected || isRefused || hasHalf(votes)))
    return writeIns.map((person) => [
      name(`${person.name}（另选）`),
      String(person.votes),
      ...Array.from({ length: marks - 1 }, () => ''),
      person.isRefused ? '不计' : compare(person.votes),
    ]);
  const votes = writeIns.map((person) => `${person.name}${person.votes}票`).join('，');
  return [
    [{ text: `另选他人：${votes}${base === null ? '' : `；均未过${base}名的半数`}。`, span: marks + 2, align: 'left' }],
  ];
}

function electedSentence(drawn: ReportContest, data: ReportData): string {
  const { meeting } = data;
  const { contest, elected, electedOrder, outcome, isReduced } = drawn;
  const order = ORDER_WORDS[electedOrder] === '' ? '' : `（${ORDER_WORDS[electedOrder]}）`;
  if (drawn.isUncounted) return `${contest.post}选举无效，没有计票，应当重新选举。`;
  const parts: string[] = [];
  if (elected.length > 0)
    parts.push(
      `${list(elected)}${elected.length > 1 ? ` ${elected.length}名` : ''}同志${isPreliminary(drawn) ? `列为${meeting.organization}${contest.post}正式候选人` : `当选为${meeting.organization}${contest.post}`}${elected.length > 1 ? order : ''}`,
    );
  else if (drawn.unconfirmed.length === 0)
    parts.push(isPreliminary(drawn) ? `没有人列为${contest.post}正式候选人` : `${contest.post}没有人当选`);
  for (const { zh } of eligibilityLines({ unconfirmed: drawn.unconfirmed })) parts.push(zh.replace(/。$/u, ''));
  const tied = tieWords(drawn, data);
  if (tied !== null) parts.push(tied);
  if (outcome.unfilled > 0) parts.push(openSeatsWords({ outcome, isReduced }));
  return `${parts.join('；')}。`;
}

/** A post that several ballots filled: everybody together, as announced (rules §1.13, §6.2). */
const togetherSentences = (reports: readonly ReportData[]): readonly string[] =>
  electedByPost(reports)
    .filter(({ isTogether }) => isTogether)
    .map(({ post, labels, order }) => {
      const words = ORDER_WORDS[order] === '' ? '' : `（${ORDER_WORDS[order]}）`;
      return `以上${post}共${labels.length}名${words}：${list(labels)}。`;
    });

/** Committee members are reported for the record, secretary and deputy for approval (rules §1.13). */
const asksForApproval = (contests: readonly ReportContest[]): boolean =>
  contests.some(({ contest }) => isLeadingPost(contest.post));
const isLeadingPost = (post: string): boolean => post.includes('书记');

/** 关于某委员会 / 书记、副书记选举结果的报告, in two lines. */
export const reportTitle = ({
  meeting,
  contests,
  round,
}: Pick<ResultSheetData, 'meeting'> & {
  readonly contests: Parameters<typeof postsOf>[0];
  readonly round: { readonly round: number };
}): readonly [string, string] => [
  `关于${meeting.organization}`,
  `${postsOf(contests)}选举结果${roundWord(round.round)}的报告`,
];

/** What only the office knows about its report. */
export interface ReportOffice {
  /** Number of the report; '' on the sheet. */
  readonly number: string;
  /** Reply that agreed to the assembly, 青委〔2026〕12号. */
  readonly approval: string;
  /** 委员分工 after the plenary; '' leaves it out. */
  readonly duties: string;
  /** Of the elected committee as a whole: no woman, nobody young (rules §4.2). */
  readonly structure: readonly string[];
}
const NO_OFFICE: ReportOffice = { number: '', approval: '', duties: '', structure: [] };

const ballotNumbers = (data: ReportData): readonly string[] => {
  const many = data.contests.length > 1 && data.contests.every(({ box }) => box !== null);
  const words = (at: { issued: number; recovered: number; valid: number; invalid: number }, isUncounted: boolean) =>
    `发出选票${at.issued}张，收回${at.recovered}张${isUncounted ? '' : `，其中有效票${at.valid}张，无效票${at.invalid}张`}`;
  return many
    ? [
        ...data.contests.map((drawn) => `${contestWord(drawn)}：${words(drawn.box ?? data, drawn.isUncounted)}。`),
        `${data.validity}。`,
      ]
    : [
        `${words(
          data,
          data.contests.every(({ isUncounted }) => isUncounted),
        )}；${data.validity}。`,
      ];
};

/**
 * The report as data; the result sheet draws it of its own round, offices take it of all rounds as DOCX. Null where nobody was
 * elected or could be: a pre-election is no election to report (rules §1.13).
 */
export function electionReport(
  reports: readonly ReportData[],
  office: ReportOffice = NO_OFFICE,
): OfficialDocument | null {
  const own = reports.filter(({ contests }) => electsSomebody(contests));
  const [first] = own;
  const last = own.at(-1);
  if (first === undefined || last === undefined) return null;
  const { meeting } = last;
  const isPlenary = meeting.kind === 'plenary';
  const who = voterWord(meeting.kind);
  const all = own.flatMap(({ contests }) => contests);
  const posts = [...new Set(all.map(({ contest }) => contest.post))];
  const isOne = reports.length === 1;
  const say = (words: string) => text(tight(words));
  const elected = all.filter((drawn) => !isPreliminary(drawn));
  /** Of several rounds each is named; one alone needs no name. */
  const ofRound = (data: ReportData, blocks: readonly Block[]): readonly Block[] =>
    isOne ? blocks : [bold(`第${data.round.round}轮投票（${data.contests.map(contestWord).join('、')}）：`), ...blocks];
  const document: OfficialDocument = {
    ...PLAIN,
    name: '选举结果报告',
    number: office.number,
    title: isOne ? reportTitle(last) : [`关于${meeting.organization}`, `${list(posts)}选举结果的报告`],
    addressee: meeting.superior,
    blocks: [
      say(
        `根据${office.approval === '' ? '' : `《${meeting.superior}批复》（${office.approval}）、`}${REGULATION[last.round.rules.ruleSet]}和选举办法，${officialDate(meeting.date)}，` +
          (isPlenary ? `新一届委员会第一次全体会议` : `${meeting.organization}党员大会`) +
          `${meeting.place === '' ? '' : `在${meeting.place}`}召开，选举${list(posts)}${isOne ? roundWord(last.round.round) : ''}。会议由${blank(meeting.chair, 6)}同志主持。现将选举结果报告如下。`,
      ),
      heading('一、到会情况'),
      ...reports.flatMap((data, at) =>
        at > 0 && data.expected === reports[at - 1]?.expected && data.present === reports[at - 1]?.present
          ? []
          : [
              say(
                `${isOne || at === 0 ? data.roll : `第${data.round.round}轮投票时，`}应到会${who} ${data.expected}名，实到${data.present}名，` +
                  `${quorumWords({ kind: data.meeting.kind, expected: data.expected, present: data.present, minimum: data.quorumMinimum })}。`,
              ),
            ],
      ),
      heading('二、选举方式'),
      ...reports.flatMap((data) => data.contests.map((contest) => say(methodSentence(contest, data)))),
      heading('三、计票结果'),
      ...reports.flatMap((data) =>
        ofRound(data, [
          ...ballotNumbers(data).map(say),
          ...data.contests
            .filter(({ isUncounted }) => !isUncounted)
            .flatMap((contest) => [
              ...(data.contests.length > 1 ? [bold(`${contest.contest.post}：`)] : []),
              countTable(contest, data),
            ]),
        ]),
      ),
      heading('四、当选人'),
      ...reports.flatMap((data) => data.contests.map((contest) => say(electedSentence(contest, data)))),
      ...togetherSentences(reports).map(say),
      ...(office.duties === ''
        ? []
        : [heading('五、委员分工'), say(`经委员会研究，${office.duties.replace(/[。．.]?$/u, '。')}`)]),
      heading(`${office.duties === '' ? '五' : '六'}、需要说明的情况`),
      ...reports.flatMap((data) => ofRound(data, data.notes.map(say))),
      ...office.structure.map(say),
    ],
    closing: asksForApproval(elected) ? '特此报告，请审批。' : '特此报告，请予备案。',
    attachments: ['计票结果报告单'],
    signature: { organization: meeting.organization, day: meeting.date },
  };
  return document;
}
