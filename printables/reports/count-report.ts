/**
 * 计票结果报告单 (rules §6.2): read to those who voted and signed by hand. A table form, no official document: simple A4, a title in
 * heavy Song, body in Song.
 */

import { missingCardsWarning } from '../../tally/accounting/accounting.ts';
import { detectedPermille } from '../../tally/challenge/detection-bound.ts';
import { countedAgain } from '../../tally/meeting/readmission.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { majorityBaseOf } from '../../tally/rules/counting-rules.ts';
import type { Notice } from '../../tally/rules/notices.ts';
import { beginFlow, ensureRoom, type Flow, roomLeft, space } from '../layout/flow.ts';
import { nameLines } from '../layout/line-breaking.ts';
import { type Margins, TYPE } from '../layout/measures.ts';
import type { Paper } from '../layout/paper.ts';
import { linesOf, type ParagraphStyle, paragraph } from '../layout/paragraph.ts';
import { type Signatory, signatureHeight, signatureLines } from '../layout/signature-lines.ts';
import { type Element, element } from '../layout/structure.ts';
import { type Column, type Row, type TableStyle, table } from '../layout/table.ts';
import { fitting, widthOf } from '../layout/text.ts';
import {
  ballotWord,
  chosenWords,
  comparison,
  needsHalf,
  ORDER_WORDS,
  openSeatsWords,
  quorumWords,
  tieWords,
  validityWords,
} from './counting-words.ts';
import { addressees, baseWord, list, officialDate, roundWord, tight, voterWord } from './official-words.ts';
import type { ResultSheetData, SheetContest } from './result-sheet-data.ts';

export const FORM_MARGINS: Margins = { top: 19, right: 22, bottom: 20, left: 24 };

const title: ParagraphStyle = { face: 'serif-bold', size: TYPE.no2, pitch: 11.5, align: 'center', tracking: 1 };
const subtitle: ParagraphStyle = { face: 'serif-bold', size: TYPE.no3, pitch: 8.5, align: 'center' };
const body: ParagraphStyle = { face: 'serif', size: TYPE.no4Small, pitch: 6.9, align: 'justify', indent: 2 };
const flush: ParagraphStyle = { ...body, indent: 0 };
const heading: ParagraphStyle = { face: 'sans-bold', size: TYPE.no4Small, pitch: 7.4 };
const electedStyle: ParagraphStyle = { face: 'serif-bold', size: TYPE.no3, pitch: 9, align: 'center' };
const note: ParagraphStyle = { face: 'serif', size: TYPE.no5, pitch: 5.6, align: 'justify' };
const cells: TableStyle = {
  face: 'serif',
  size: TYPE.no4Small,
  pitch: 5,
  minHeight: 7.8,
  padding: 1.2,
  headFace: 'sans-bold',
  headSize: TYPE.no5Small,
};

/** For the summary of forms, which is read and signed in the same way. */
export const COUNT_STYLE = { title, subtitle, body, flush, heading, note, cells } as const;

/** Said in the tables and lines of the form itself: where every card went stands in the accounting. */
const SAID_ELSEWHERE: ReadonlySet<Notice['code']> = new Set(['threshold', 'ballots-not-returned']);

const noticesOf = (contests: readonly SheetContest[]): readonly Notice[] => {
  const seen = new Set<string>();
  return contests
    .flatMap(({ outcome }) => outcome.notices)
    .filter((notice) => !SAID_ELSEWHERE.has(notice.code) && !seen.has(notice.zh) && seen.add(notice.zh) !== undefined);
};

/** 书记、副书记 */
export const postsOf = (contests: readonly Pick<SheetContest, 'contest'>[]): string =>
  list(contests.map(({ contest }) => contest.post));

function attendanceSentence(data: ResultSheetData): string {
  const { meeting, contests, close, quorumMinimum, accounting } = data;
  const { expected, present } = close;
  return (
    `${officialDate(meeting.date)}，${meeting.organization}${meeting.kind === 'plenary' ? '召开全体会议' : '召开党员大会'}，` +
    `投票${ballotWord(contests) === '选举' ? `选举${postsOf(contests)}` : `预选${postsOf(contests)}候选人`}。应到会${voterWord(meeting.kind)}${expected}名，实到${present}名，` +
    `${quorumWords({ kind: meeting.kind, expected, present, minimum: quorumMinimum })}，${present >= quorumMinimum ? '符合规定' : '不符合规定'}。` +
    `发出选票${accounting.issued}张，收回${close.casts}张；${validityWords(data)}。计票结果如下：`
  );
}

function drawNumbers(flow: Flow, parent: Element, { close, accounting }: ResultSheetData): void {
  const width = flow.width / 6;
  const number = { face: 'serif-bold', size: TYPE.no4 } as const;
  table(
    flow,
    parent,
    Array.from({ length: 6 }, () => ({ width })),
    [['应到会（名）', '实到会（名）', '发出选票（张）', '收回选票（张）', '有效票（张）', '无效票（张）']],
    [
      [close.expected, close.present, accounting.issued, close.casts, close.casts, 0].map((value) => ({
        text: String(value),
        style: number,
      })),
    ],
    cells,
  );
}

const COUNT_WIDTH = 16;
const FIXED = { number: 12, counts: 3 * COUNT_WIDTH, comparison: 45, result: 15 } as const;

const columnsOf = (width: number): readonly Column[] => [
  { width: FIXED.number },
  { width: width - FIXED.number - FIXED.counts - FIXED.comparison - FIXED.result },
  { width: COUNT_WIDTH },
  { width: COUNT_WIDTH },
  { width: COUNT_WIDTH },
  { width: FIXED.comparison },
  { width: FIXED.result },
];

function drawContest(flow: Flow, parent: Element, drawn: SheetContest, data: ResultSheetData): void {
  const { contest, candidates, writeIns, outcome, isReduced, elected, electedOrder } = drawn;
  const { meeting, round, close } = data;
  const which = majorityBaseOf(round.rules, contest.category);
  const base = close[which];
  const word = baseWord(meeting.kind, which);
  const { one } = chosenWords(drawn);
  const half = needsHalf(drawn, data);
  paragraph(
    flow,
    parent,
    `${contest.post}${ballotWord([drawn])}：应选${contest.seats}名，候选人${candidates.length}名` +
      (candidates.length > contest.seats ? `（差额${candidates.length - contest.seats}名）` : '（等额）'),
    heading,
    { tag: 'H2', keepWithNext: 4 },
  );
  paragraph(
    flow,
    parent,
    half
      ? `计算基数：${word}${base}名；超过${base}名的半数（至少${outcome.smallestWinning}票）始得${one}。`
      : `计算基数：${word}${base}名。本次投票以得赞成票多的${one}，不再要求超过${base}名的半数。`,
    { ...flush, face: 'serif-bold' },
    { keepWithNext: 3 },
  );
  space(flow, 1.2);
  const name = (text: string) =>
    ({ text, align: 'left', style: { size: [...text].length > 8 ? TYPE.no5 : TYPE.no4 } }) as const;
  const won = (isElected: boolean) => ({
    text: isElected ? one : '—',
    style: { face: isElected ? 'sans-bold' : 'serif' } as const,
  });
  const rows: Row[] = candidates.map((candidate, index) => [
    String(index + 1),
    name(candidate.name),
    String(candidate.approve),
    String(candidate.disapprove),
    String(candidate.abstain),
    comparison(candidate.approve, base, half),
    won(candidate.isElected),
  ]);
  for (const writeIn of writeIns)
    rows.push([
      { text: '另选', style: { size: TYPE.no5Small } },
      name(writeIn.name),
      String(writeIn.votes),
      '',
      '',
      writeIn.isRefused ? '' : comparison(writeIn.votes, base, half),
      writeIn.isRefused ? '不计' : won(writeIn.isElected),
    ]);
  table(
    flow,
    parent,
    columnsOf(flow.width),
    [['序号', '姓名', '赞成', '不赞成', '弃权', `赞成票／${word}`, '结果']],
    rows,
    cells,
  );
  if (writeIns.length === 0 && contest.writeIns.length > 0) paragraph(flow, parent, '没有另选他人。', note);
  space(flow, 1.5);
  const ordered = ORDER_WORDS[electedOrder];
  ensureRoom(flow, 20);
  paragraph(
    flow,
    parent,
    elected.length === 0
      ? `${chosenWords(drawn).none}。`
      : `${chosenWords(drawn).list(contest.post)}${elected.length > 1 && ordered !== '' ? `（${ordered}）` : ''}：`,
    heading,
    {
      tag: 'H3',
      keepWithNext: 1,
    },
  );
  const lines = nameLines(elected, flow.width, (line) => widthOf(flow.paper, line, electedStyle));
  if (lines.length > 0) paragraph(flow, parent, lines.join('\n'), electedStyle);
  const tied = tieWords(drawn, data);
  if (tied !== null) paragraph(flow, parent, `${tied}。`, { ...flush, face: 'serif-bold' });
  if (outcome.unfilled > 0)
    paragraph(flow, parent, `${openSeatsWords({ outcome, isReduced })}。`, { ...flush, face: 'serif-bold' });
  space(flow, 1.5);
}

/** 制卡 = 发卡 + 补换 + 未发出, and where every card went (specification §5); a card that nobody can read is not missing as well. */
export function accountingLine({ round, close, accounting }: ResultSheetData): string {
  const { received, exchanged, unreadable, returnedBeforeOpening } = close.handCounts;
  const { returned, damaged, unissued } = close.voids;
  return (
    `投票卡清点：制卡${round.cards}＝领卡${received}＋补换${exchanged}＋未发出${unissued}；投出${close.casts}，退回未投${returned}` +
    `${returnedBeforeOpening === 0 ? '' : `（其中开始投票前${returnedBeforeOpening}）`}，抽查${close.challenges}，损坏${damaged}，` +
    `不可读${unreadable}，未交回${accounting.missingUnexplained}。`
  );
}

/**
 * How often kiosks were checked, and what that is worth (specification §7.5, §12): a share with its assurance, never a promise.
 */
export function challengeLine({ close, differing }: Pick<ResultSheetData, 'close' | 'differing'>): string {
  const permille = detectedPermille(close.challenges);
  if (permille === null) return '没有抽查投票机。';
  return (
    `抽查投票机${close.challenges}次，${differing === 0 ? '全部相符' : `其中${differing}次不符`}；` +
    `如有${permille / 10}%以上的选票被投票机改动，这些抽查至少有95%的把握查出。`
  );
}

export function rollLine({ meeting, round, close }: ResultSheetData): string {
  const { members, probationary, withoutRight, excluded } = round.roll;
  if (!isElectionMeeting(meeting.kind))
    return `名册${members}名${withoutRight === 0 ? '' : `，其中列席${withoutRight}名`}，应参加${members - withoutRight}名。`;
  if (meeting.kind === 'plenary') return `委员${members}名。`;
  const again = countedAgain(close.expected, round.roll);
  return (
    `党员${members}名，其中预备党员${probationary}名，没有选举权的正式党员${withoutRight}名；` +
    `有选举权的党员${members - probationary - withoutRight}名，不计算在应到会人数之内${excluded}名` +
    `${again === 0 ? '' : `，其中${again}名到会后重新计入`}。`
  );
}

/** The sentence and what it rests on. */
const noticeLine = ({ zh, clause }: Notice): string => `${tight(zh)}依据：${clause}。`;

/** Cards that nobody has seen again could be ballots kept from the box; that matters once they could decide (specification §5). */
function missingLine({ contests, accounting }: ResultSheetData): string | null {
  const margins = contests.flatMap(({ margin }) => (margin === null ? [] : [margin]));
  const warning = missingCardsWarning(accounting, margins.length === 0 ? null : Math.min(...margins));
  return warning === null ? null : tight(warning.zh);
}

/** What those who sign and those who answer must notice. */
export function warningLines(data: ResultSheetData): readonly string[] {
  const missing = missingLine(data);
  return [
    ...data.decided.map(tight),
    ...noticesOf(data.contests).map(noticeLine),
    ...(missing === null ? [] : [missing]),
  ];
}

function signatoriesOf({ meeting }: ResultSheetData): readonly Signatory[] {
  return [
    ...meeting.scrutineers.map(({ name }) => ({ role: '监票人', name })),
    ...meeting.tellers.map((name) => ({ role: '计票人', name })),
    { role: '主持人', name: meeting.chair },
  ];
}

const SIGNED = { face: 'serif', size: TYPE.no5 } as const;
const SIGNATURE_LAYOUT = { rowHeight: 10.5 } as const;
const DATE_ROW = 7;
const GAP = 2;

/**
 * What must be noticed, right below the result; then the accounting and the lines to sign, which stay on one page, so that nobody
 * signs an empty one.
 */
export function drawFoot(flow: Flow, parent: Element, data: ResultSheetData): void {
  const warnings = warningLines(data);
  if (warnings.length > 0) paragraph(flow, parent, '需要注意', heading, { tag: 'H2', keepWithNext: 1 });
  for (const text of warnings) paragraph(flow, parent, text, { ...note, face: 'serif-bold' });
  if (warnings.length > 0) space(flow, GAP);

  const facts = [rollLine(data), accountingLine(data), challengeLine(data)];
  const lines = facts.reduce((sum, text) => sum + linesOf(flow, text, note, flow.width).length, 0);
  const signatories = signatoriesOf(data);
  const signatures = signatureHeight(flow, signatories, SIGNED, SIGNATURE_LAYOUT) + DATE_ROW;
  ensureRoom(flow, lines * note.pitch + signatures);
  for (const text of facts) paragraph(flow, parent, text, note);
  // The lines stand off the text where there is room for it.
  space(flow, Math.max(0, Math.min(roomLeft(flow) - signatures, 8)));
  signatureLines(flow, parent, signatories, SIGNED, SIGNATURE_LAYOUT);
  paragraph(flow, parent, '签名日期：　　　　年　　月　　日', {
    ...flush,
    size: TYPE.no5,
    align: 'right',
    pitch: DATE_ROW,
  });
}

/** Draws the form on pages of its own. */
export function countReport(paper: Paper, data: ResultSheetData): void {
  const { meeting, round, contests } = data;
  const flow = beginFlow(paper, FORM_MARGINS);
  element(paper, paper.root, 'Part', (part) => {
    const head = `${meeting.organization}${postsOf(contests)}${ballotWord(contests)}${roundWord(round.round)}`;
    paragraph(flow, part, head, fitting(paper, head, subtitle, flow.width), { tag: 'P' });
    paragraph(flow, part, '计票结果报告单', title, { tag: 'H1' });
    space(flow, 2);
    paragraph(flow, part, `${addressees(meeting.kind)}：`, flush);
    paragraph(flow, part, attendanceSentence(data), body);
    space(flow, 1.5);
    drawNumbers(flow, part, data);
    space(flow, 2.5);
    for (const contest of contests) drawContest(flow, part, contest, data);
    drawFoot(flow, part, data);
  });
}
