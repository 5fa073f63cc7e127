/**
 * 发票情况报告单 and 收票情况报告单 of a round on paper (rules §6.2): what was printed, issued and left, what the box held, and
 * whether the election is valid; of a 民主测评 or 民主推荐 what became of its forms. Read out by the scrutineers and signed by hand; no count of marks is in it.
 */

import { isTestRunTitle } from '../../tally/meeting/test-run.ts';
import { isElectionMeeting, type MeetingEntry } from '../../tally/record/meeting-entry.ts';
import type { RecordedRules } from '../../tally/rules/settings.ts';
import { ballotName } from '../../tally/text/meeting-words.ts';
import { formBody, formCells, formFlush, formSubtitle, formTitle, PAGE_MARGINS } from '../forms/form-style.ts';
import { beginFlow, space } from '../layout/flow.ts';
import { A4 } from '../layout/measures.ts';
import { closePaper, openPaper, type Paper } from '../layout/paper.ts';
import { paragraph } from '../layout/paragraph.ts';
import { signatureLines } from '../layout/signature-lines.ts';
import { element } from '../layout/structure.ts';
import { table } from '../layout/table.ts';
import { fitting } from '../layout/text.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { actWord, chairWord, officialDate, roundWord, voterWord } from './official-words.ts';

export interface PaperReportBox {
  readonly expected: number;
  readonly present: number;
  readonly printed: number;
  readonly issued: number;
  readonly remaining: number;
  /** Null until the box was opened. */
  readonly voters: number | null;
  readonly recovered: number | null;
  readonly counted: boolean;
}

export interface PaperReportData {
  readonly organization: string;
  readonly title: string;
  readonly date: string;
  readonly chair: string;
  readonly round: number;
  readonly kind: MeetingEntry['kind'];
  readonly rules: Pick<RecordedRules, 'recoveredLimit'>;
  readonly contests: readonly string[];
  readonly boxes: readonly PaperReportBox[];
  readonly scrutineers: readonly string[];
  readonly tellers: readonly string[];
}

function page(
  paper: Paper,
  data: PaperReportData,
  name: string,
  text: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  end: readonly string[],
): void {
  const flow = beginFlow(paper, PAGE_MARGINS);
  element(paper, paper.root, 'Part', (part) => {
    const line = `${data.title}${roundWord(data.round)}`;
    paragraph(flow, part, line, fitting(paper, line, formSubtitle, flow.width));
    paragraph(flow, part, name, formTitle, { tag: 'H1' });
    space(flow, 4);
    paragraph(flow, part, `${chairWord(data.kind)}：`, formFlush);
    paragraph(flow, part, text, formBody);
    space(flow, 2);
    const width = (flow.width - 34) / (head.length - 1);
    table(
      flow,
      part,
      head.map((_, i) => ({ width: i === 0 ? 34 : width })),
      [[...head]],
      rows.map((row) => [...row]),
      formCells,
    );
    space(flow, 4);
    for (const one of end) paragraph(flow, part, one, { ...formBody, face: 'serif-bold' });
    space(flow, 8);
    signatureLines(
      flow,
      part,
      [
        ...data.scrutineers.map((who) => ({ role: '监票人', name: who })),
        ...data.tellers.map((who) => ({ role: '计票人', name: who })),
      ],
      { face: 'serif', size: formCells.size - 2 },
      { rowHeight: 13, columns: 2 },
    );
    paragraph(flow, part, '签名日期：　　　　年　　月　　日', { ...formFlush, align: 'right' });
  });
}

const number = (value: number | null): string => (value === null ? '' : String(value));

/** What the ballots in the box must not exceed, in the words of each way to compare them (rules §1.10, §7 recovered_limit). */
const LIMIT: Readonly<Record<RecordedRules['recoveredLimit'], (ballots: string) => string>> = {
  voters: () => '投票人数',
  issued: (ballots) => `发出${ballots}`,
  both: (ballots) => `投票人数和发出${ballots}`,
};

/** Whether what the box held is counted; forms elect nobody, so nothing is called valid. */
function boxWords({ kind, rules }: PaperReportData, name: string, counted: boolean): string {
  const ballots = ballotName(kind).zh;
  const [valid, isVoid] = isElectionMeeting(kind)
    ? ['选举有效，可以计票', '选举无效，应当重新选举，不计票']
    : ['可以汇总', `应当重新${actWord(kind)}，不汇总`];
  return counted
    ? `${name}：收回${ballots}不多于${LIMIT[rules.recoveredLimit](ballots)}，${valid}。`
    : `${name}：收回${ballots}多于规定，${isVoid}。`;
}

/** One page before the voting, one after the box was opened. */
export async function paperReports(data: PaperReportData, fonts: FontFiles): Promise<Uint8Array> {
  const { kind, boxes } = data;
  const ballots = ballotName(kind).zh;
  const isElection = isElectionMeeting(kind);
  const [issue, recovery] = isElection
    ? ['发票情况报告单', '收票情况报告单']
    : [`${ballots}发出情况报告单`, `${ballots}收回情况报告单`];
  const paper = openPaper({
    title: isElection ? '发票、收票情况报告单' : `${ballots}发出、收回情况报告单`,
    author: data.organization,
    date: new Date(`${data.date}T04:00:00Z`),
    fonts,
    size: A4,
    archival: true,
    specimen: isTestRunTitle(data.title),
  });
  const [first] = boxes;
  const day = officialDate(data.date);
  const nameOf = (i: number): string => data.contests[i] ?? '';
  page(
    paper,
    data,
    issue,
    `${day}，应到会${voterWord(kind)}${first?.expected ?? 0}名，实到${first?.present ?? 0}名。${ballots}当众拆封、清点、发出，情况如下：`,
    [ballots, '印制（张）', '实发（张）', '剩余（张）'],
    boxes.map((box, i) => [nameOf(i), String(box.printed), String(box.issued), String(box.remaining)]),
    [`剩余${ballots}已当众剪角作废，单独封存。`],
  );
  if (boxes.every(({ recovered }) => recovered !== null))
    page(
      paper,
      data,
      recovery,
      `${isElection ? '投票' : '填写'}结束后，监票人、计票人当众开箱，清点${ballots}，情况如下：`,
      [ballots, '应到（名）', '实到（名）', '发出（张）', '投票人数（名）', '收回（张）'],
      boxes.map((box, i) => [
        nameOf(i),
        String(box.expected),
        String(box.present),
        String(box.issued),
        number(box.voters),
        number(box.recovered),
      ]),
      boxes.map((box, i) => boxWords(data, nameOf(i), box.counted)),
    );
  return closePaper(paper);
}
