/**
 * 选举结果报告 to the superior committee (rules §6.2), in the layout of official documents, GB/T 9704-2012: 22 lines of 28
 * characters, title in 二号 heavy Song, body in 三号, first-level headings in Hei. The date stands four characters from the right.
 */
import {
  type Block,
  bold,
  heading,
  type OfficialDocument,
  PLAIN,
  type TableCell,
  type TableRow,
  text,
} from '../documents/document.ts';
import { TYPE } from '../layout/measures.ts';
import { accountingLine, challengeLine, postsOf, rollLine, warningLines } from './count-report.ts';
import { comparison, needsHalf, ORDER_WORDS, quorumWords, validityWords } from './counting-words.ts';
import { baseWord, list, officialDate, REGULATION, roundWord, tight, voterWord } from './official-words.ts';
import type { ResultSheetData, SheetContest } from './result-sheet-data.ts';

function methodSentence(drawn: SheetContest, data: ResultSheetData): string {
  const { meeting, round, close } = data;
  const { contest, candidates, outcome } = drawn;
  const { majorityBase } = round.rules;
  const base = close[majorityBase];
  const surplus = candidates.length - contest.seats;
  const mode =
    surplus > 0
      ? `差额选举（候选人${candidates.length}名，差额${surplus}名）`
      : `等额选举（候选人${candidates.length}名）`;
  const threshold = needsHalf(drawn, data)
    ? `以${baseWord(meeting.kind, majorityBase)} ${base}名为计算基数，赞成票超过${base}名的半数（至少${outcome.smallestWinning}票）始得当选`
    : `以${baseWord(meeting.kind, majorityBase)} ${base}名为基数报告，得赞成票多的当选，不再要求超过半数`;
  return `${contest.post}应选${contest.seats}名，实行${mode}，无记名投票；${threshold}。`;
}

/** One row to a person; the base stands in words and numbers over the comparison (rules §1.9). */
function countTable(drawn: SheetContest, data: ResultSheetData): Block {
  const { meeting, round, close } = data;
  const { majorityBase } = round.rules;
  const base = close[majorityBase];
  const isHalfNeeded = needsHalf(drawn, data);
  const compare: Compare = (votes) => comparison(votes, base, isHalfNeeded);
  const name = (label: string): TableCell => ({
    text: label,
    align: 'left',
    size: [...label].length > 8 ? TYPE.no4Small - 0.5 : TYPE.no4,
  });
  return {
    kind: 'table',
    columns: [{ width: null }, { width: 19 }, { width: 19 }, { width: 19 }, { width: 49 }],
    head: ['姓名', '赞成', '不赞成', '弃权', `${baseWord(meeting.kind, majorityBase)}${base}名`],
    rows: [
      ...drawn.candidates.map((person) => [
        name(person.name),
        String(person.approve),
        String(person.disapprove),
        String(person.abstain),
        compare(person.approve),
      ]),
      ...writeInRows(drawn, compare, name, isHalfNeeded ? `；均未过${base}名的半数` : ''),
    ],
  };
}

type Compare = (votes: number) => string;

/** Persons written in share a row, unless one of them is elected. */
function writeInRows(
  { writeIns }: SheetContest,
  compare: Compare,
  name: (label: string) => TableCell,
  nobodyPassed: string,
): readonly TableRow[] {
  if (writeIns.length === 0) return [];
  if (writeIns.some(({ isElected }) => isElected))
    return writeIns.map((person) => [
      name(`${person.name}（另选）`),
      String(person.votes),
      '',
      '',
      compare(person.votes),
    ]);
  const votes = writeIns.map((person) => `${person.name}${person.votes}票`).join('，');
  return [[{ text: `另选他人：${votes}${nobodyPassed}。`, span: 5, align: 'left' }]];
}

function electedSentence(
  { contest, elected, electedOrder, outcome }: SheetContest,
  { meeting }: ResultSheetData,
): string {
  const order = ORDER_WORDS[electedOrder] === '' ? '' : `（${ORDER_WORDS[electedOrder]}）`;
  const parts: string[] = [];
  if (elected.length > 0)
    parts.push(
      `${list(elected)}${elected.length > 1 ? ` ${elected.length}名` : ''}同志当选为${meeting.organization}${contest.post}${elected.length > 1 ? order : ''}`,
    );
  else parts.push(`${contest.post}没有人当选`);
  if (outcome.tie !== null) parts.push(`${list(outcome.tie.among)}票数相等，${outcome.tie.seats}个名额须再次投票`);
  if (outcome.unfilled > 0) parts.push(`缺额${outcome.unfilled}名`);
  return `${parts.join('；')}。`;
}

/** Committee members are reported for the record, secretary and deputy for approval (rules §1.13). */
const asksForApproval = (contests: readonly SheetContest[]): boolean =>
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

/** The report as data; the result sheet draws it, offices take it as DOCX. `number` is the office's own, '' on the sheet. */
export function electionReport(data: ResultSheetData, number = ''): OfficialDocument {
  const { meeting, round, close, accounting, contests, quorumMinimum } = data;
  const isPlenary = meeting.kind === 'plenary';
  const who = voterWord(meeting.kind);
  const say = (words: string) => text(tight(words));
  return {
    ...PLAIN,
    name: '选举结果报告',
    number,
    title: reportTitle(data),
    addressee: meeting.superior,
    blocks: [
      say(
        `根据${REGULATION[round.rules.ruleSet]}和选举办法，${officialDate(meeting.date)}，` +
          (isPlenary ? `新一届委员会第一次全体会议` : `${meeting.organization}党员大会`) +
          `${meeting.place === '' ? '' : `在${meeting.place}`}召开，选举${postsOf(contests)}${roundWord(round.round)}。会议由${meeting.chair}同志主持。现将选举结果报告如下。`,
      ),
      heading('一、到会情况'),
      say(
        `${isPlenary ? '' : rollLine(data)}应到会${who} ${close.expected}名，实到${close.present}名，` +
          `${quorumWords({ expected: close.expected, present: close.present, minimum: quorumMinimum })}。`,
      ),
      heading('二、选举方式'),
      ...contests.map((contest) => say(methodSentence(contest, data))),
      heading('三、计票结果'),
      say(
        `发出选票${accounting.issued}张，收回${close.casts}张，其中有效票${close.casts}张，无效票0张；${validityWords(data)}。`,
      ),
      ...contests.flatMap((contest) => [
        ...(contests.length > 1 ? [bold(`${contest.contest.post}：`)] : []),
        countTable(contest, data),
      ]),
      heading('四、当选人'),
      ...contests.map((contest) => say(electedSentence(contest, data))),
      heading('五、需要说明的情况'),
      say(accountingLine(data)),
      ...(data.close.challenges > 0 ? [say(challengeLine(data))] : []),
      ...warningLines(data).map(say),
    ],
    closing: asksForApproval(contests) ? '特此报告，请审批。' : '特此报告，请予备案。',
    attachments: ['计票结果报告单'],
    signature: { organization: meeting.organization, day: meeting.date },
  };
}
