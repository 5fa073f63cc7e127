/**
 * 发票情况报告单 and 收票情况报告单 (rules §6.2): what became of every card, read out by the scrutineers when the box is counted
 * and signed by hand. Both are drawn from the record as soon as `close` stands in it; no count is known then, and none is shown.
 */

import { ok, type Result } from '../../crypto/result.ts';
import type { Accounting } from '../../tally/accounting/accounting.ts';
import { accountRound } from '../../tally/accounting/accounting-of-round.ts';
import { attendanceMinimum } from '../../tally/meeting/attendance-gate.ts';
import { isTestRunTitle } from '../../tally/meeting/test-run.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import { readRecord } from '../../tally/record/reader.ts';
import type { CloseEntry, OpenEntry, RoundEntry } from '../../tally/record/round-entries.ts';
import { type ClosedRoundError, closedRound } from '../../tally/verify/closed-round.ts';
import { beginFlow, space } from '../layout/flow.ts';
import { A4, TYPE } from '../layout/measures.ts';
import { footers } from '../layout/page-numbers.ts';
import { closePaper, openPaper, type Paper, pageCount } from '../layout/paper.ts';
import { type ParagraphStyle, paragraph } from '../layout/paragraph.ts';
import { signatureLines } from '../layout/signature-lines.ts';
import { type Element, element } from '../layout/structure.ts';
import { type TableStyle, table } from '../layout/table.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { FORM_MARGINS } from './count-report.ts';
import { quorumWords } from './counting-words.ts';
import { actWord, chairWord, list, officialDate, roundWord, voterWord } from './official-words.ts';

export interface CardReportData {
  readonly meeting: MeetingEntry;
  readonly round: RoundEntry;
  readonly open: OpenEntry;
  readonly close: CloseEntry;
  readonly accounting: Accounting;
  readonly quorumMinimum: number;
  /** The round went to paper after its close: nothing of what was cast is opened. */
  readonly isGivenUp: boolean;
}

/** Of the round with this id in a record file. */
export function cardReportData(record: string, number: number): Result<CardReportData, ClosedRoundError> {
  const found = closedRound(readRecord(record), number);
  if (!found.ok) return found;
  const { meeting, round, open, close, paper } = found.value;
  return ok({
    meeting: meeting.entry,
    round: round.entry,
    open: open.entry,
    close: close.entry,
    accounting: accountRound(round.entry, open.entry, close.entry.handCounts, close.entry),
    quorumMinimum: attendanceMinimum(meeting.entry.kind, close.entry.expected, round.entry.rules),
    isGivenUp: paper !== null,
  });
}

const title: ParagraphStyle = { face: 'serif-bold', size: TYPE.no2, pitch: 11.5, align: 'center', tracking: 1 };
const subtitle: ParagraphStyle = { face: 'serif-bold', size: TYPE.no4, pitch: 8.5, align: 'center' };
const body: ParagraphStyle = { face: 'serif', size: TYPE.no4, pitch: 8.6, align: 'justify', indent: 2 };
const flush: ParagraphStyle = { ...body, indent: 0 };
const cells: TableStyle = {
  face: 'serif',
  size: TYPE.no4,
  pitch: 6,
  minHeight: 10.5,
  padding: 1.5,
  headFace: 'sans-bold',
  headSize: TYPE.no4Small,
};

/** 委员选举; the form's own title where no post is filled (民主测评). */
const occasion = ({ contests }: RoundEntry): string =>
  contests.every((contest) => contest.kind === 'election')
    ? `${list(contests.map(({ post }) => post))}选举`
    : list(contests.map(({ title }) => title.zh));

type Line = readonly [name: string, count: number, explanation: string];

function drawForm(
  paper: Paper,
  { meeting, round }: CardReportData,
  {
    name,
    opening,
    lines,
    conclusion,
  }: {
    readonly name: string;
    readonly opening: string;
    readonly lines: readonly Line[];
    readonly conclusion: readonly string[];
  },
): void {
  const flow = beginFlow(paper, FORM_MARGINS);
  element(paper, paper.root, 'Part', (part: Element) => {
    paragraph(flow, part, `${meeting.organization}${occasion(round)}${roundWord(round.round)}`, subtitle);
    paragraph(flow, part, name, title, { tag: 'H1' });
    space(flow, 3);
    paragraph(flow, part, `${chairWord(meeting.kind)}：`, flush);
    paragraph(flow, part, opening, body);
    space(flow, 3);
    const rows = lines.map(([what, count, explanation]) => [
      what,
      { text: String(count), style: { face: 'serif-bold' } as const },
      { text: explanation, align: 'left' as const, style: { size: TYPE.no5 } },
    ]);
    table(
      flow,
      part,
      [{ width: 44 }, { width: 22 }, { width: flow.width - 66 }],
      [['项目', '张数', '说明']],
      rows,
      cells,
    );
    space(flow, 4);
    for (const sentence of conclusion) paragraph(flow, part, sentence, body);
    space(flow, 8);
    const signatories = meeting.scrutineers.map((scrutineer) => ({ role: '监票人', name: scrutineer.name }));
    signatureLines(flow, part, signatories, { face: 'serif', size: TYPE.no4Small }, { columns: 2, rowHeight: 14 });
    space(flow, 4);
    paragraph(flow, part, '　　　　年　　月　　日', { ...flush, align: 'right' });
  });
}

function drawIssue(paper: Paper, data: CardReportData): void {
  const { meeting, round, open, close, accounting } = data;
  const { received, exchanged, returnedBeforeOpening } = close.handCounts;
  const { unissued } = close.voids;
  drawForm(paper, data, {
    name: '发票情况报告单',
    opening:
      `${officialDate(meeting.date)}，投票卡在监票人监督下拆封、清点和发出，每名到会的${voterWord(meeting.kind)}一张，` +
      '由本人从箱内抽取，卡上没有姓名和编号。情况如下：',
    lines: [
      ['制卡（拆封）', round.cards, '开会之前由服务器和全体监票人签名，此后不能增加'],
      ['抽验', open.cardsAudited, '当众拆开核对，不再发出'],
      ['入箱', open.cardsInBox, '入箱与抽验之和等于制卡数'],
      ['领卡', received, '签到后领到投票卡的人数'],
      ['开始前退回', returnedBeforeOpening, '开始投票之前离会的人交回'],
      ['实发', accounting.issued, '领卡减去开始前退回'],
      ['补换', exchanged, '凭抽查、损坏或不可读的卡换发；遗失不补'],
      ['未发出', unissued, '含抽验的卡；投票截止后当场逐张扫描作废'],
    ],
    conclusion: [
      `领卡${received}张、补换${exchanged}张与未发出${unissued}张之和${received + exchanged + unissued}张，` +
        `${received + exchanged + unissued === round.cards ? '等于' : '不等于'}制卡${round.cards}张。`,
    ],
  });
}

function drawReturn(paper: Paper, data: CardReportData): void {
  const { meeting, close, accounting, quorumMinimum: quorum, isGivenUp } = data;
  const { unreadable } = close.handCounts;
  const { returned, damaged } = close.voids;
  const lost = accounting.missingUnexplained;
  drawForm(paper, data, {
    name: '收票情况报告单',
    opening:
      `应到会${voterWord(meeting.kind)}${close.expected}名，实到${close.present}名，` +
      `${quorumWords({ kind: meeting.kind, expected: close.expected, present: close.present, minimum: quorum })}。投票截止，选票已全部清点，情况如下：`,
    lines: [
      ['发出', accounting.issued, '见发票情况报告单'],
      ['收回（投出）', close.casts, '记入选举档案、尚未开封的加密选票'],
      ['抽查', close.challenges, '公开核对投票机用去，不计票，凭卡换发'],
      ['退回未投', returned, '领卡后没有投票，交回作废'],
      ['损坏', damaged, '仍可扫描，已作废，凭卡换发'],
      ['不可读', unreadable, '不能扫描，凭卡换发'],
      ['未交回', lost, '没有投出也没有交回；截止后不能再用'],
    ],
    conclusion: isGivenUp
      ? ['本轮已转为纸质投票，收回的电子票不开封、不计票，结果以纸质票的清点和计票为准。']
      : accounting.holds
        ? [
            `收回${close.casts}张，不多于发出的${accounting.issued}张；${lost === 0 ? '投票卡去向全部清楚' : `未交回${lost}张`}。${actWord(meeting.kind)}有效。`,
          ]
        : [
            `投票卡清点不平，${actWord(meeting.kind)}无效，须重新${actWord(meeting.kind)}：`,
            ...accounting.conditions.flatMap(({ holds, explanation }) =>
              holds ? [] : [`${explanation.zh}——不成立。`],
            ),
          ],
  });
}

/** Two pages: the cards handed out, the ballots taken in. The same bytes from the same record and fonts. */
export async function cardReports(data: CardReportData, fonts: FontFiles): Promise<Uint8Array> {
  const { meeting } = data;
  const paper = openPaper({
    title: '发票情况报告单、收票情况报告单',
    author: meeting.organization,
    date: new Date(`${meeting.date}T04:00:00Z`),
    fonts,
    size: A4,
    archival: true,
    specimen: isTestRunTitle(meeting.title),
  });
  drawIssue(paper, data);
  const issued = pageCount(paper);
  drawReturn(paper, data);
  for (const [from, to] of [
    [0, issued],
    [issued, pageCount(paper)],
  ] as const)
    footers(paper, from, to, FORM_MARGINS, { face: 'sans', size: 8, color: '#444444' }, (number, of) => [
      { text: meeting.organization, align: 'left' },
      { text: `第 ${number} 页　共 ${of} 页`, align: 'right' },
    ]);
  return closePaper(paper);
}
