/**
 * 发票情况报告单 and 收票情况报告单 of a round on paper (rules §6.2): what was printed, issued and left, what the box held, and
 * whether the election is valid. Read out by the scrutineers and signed by hand; no count of marks is in it.
 */

import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
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
import { officialDate, roundWord, voterWord } from './official-words.ts';

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
    paragraph(flow, part, '大会主持人：', formFlush);
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
      { rowHeight: 13 },
    );
    paragraph(flow, part, '签名日期：　　　　年　　月　　日', { ...formFlush, align: 'right' });
  });
}

const number = (value: number | null): string => (value === null ? '' : String(value));

/** One page before the voting, one after the box was opened. */
export async function paperReports(data: PaperReportData, fonts: FontFiles): Promise<Uint8Array> {
  const paper = openPaper({
    title: '发票、收票情况报告单',
    author: data.organization,
    date: new Date(`${data.date}T04:00:00Z`),
    fonts,
    size: A4,
    archival: true,
  });
  const [first] = data.boxes;
  const day = officialDate(data.date);
  page(
    paper,
    data,
    '发票情况报告单',
    `${day}，应到会${voterWord(data.kind)}${first?.expected ?? 0}名，实到${first?.present ?? 0}名。选票当众拆封、清点、发出，情况如下：`,
    ['选票', '印制', '实发', '剩余'],
    data.boxes.map((box, i) => [
      data.contests[i] ?? '',
      String(box.printed),
      String(box.issued),
      String(box.remaining),
    ]),
    ['剩余选票已当众剪角作废，单独封存。'],
  );
  if (data.boxes.every(({ recovered }) => recovered !== null))
    page(
      paper,
      data,
      '收票情况报告单',
      `投票结束后，监票人、计票人当众开箱，清点选票，情况如下：`,
      ['选票', '应到', '实到', '发出', '投票人数', '收回'],
      data.boxes.map((box, i) => [
        data.contests[i] ?? '',
        String(box.expected),
        String(box.present),
        String(box.issued),
        number(box.voters),
        number(box.recovered),
      ]),
      data.boxes.map((box, i) => {
        const name = data.contests[i] ?? '';
        return box.counted
          ? `${name}：收回选票不多于投票人数和发出选票，选举有效，可以计票。`
          : `${name}：收回选票多于规定，选举无效，应当重新选举，不计票。`;
      }),
    );
  return closePaper(paper);
}
