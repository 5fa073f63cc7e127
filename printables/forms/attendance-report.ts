/** 出席情况报告单 (rules §6.2): 应到, 实到, absent by reason, read to the chair and signed by the scrutineers. */

import { isTestRunTitle } from '../../tally/meeting/test-run.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { ballotName } from '../../tally/text/meeting-words.ts';
import { blank } from '../documents/document.ts';
import { type DocumentFacts, meetingWord, organizationOf } from '../documents/facts.ts';
import { beginFlow, ensureRoom, space } from '../layout/flow.ts';
import { A4 } from '../layout/measures.ts';
import { closePaper, openPaper } from '../layout/paper.ts';
import { paragraph } from '../layout/paragraph.ts';
import { signatureLines } from '../layout/signature-lines.ts';
import { element } from '../layout/structure.ts';
import { type Row, table } from '../layout/table.ts';
import { fitting } from '../layout/text.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { quorumWords } from '../reports/counting-words.ts';
import { actWord, chairWord, officialDate, voterWord } from '../reports/official-words.ts';
import { formBody, formCells, formFlush, formSubtitle, formTitle, PAGE_MARGINS } from './form-style.ts';

/** The reasons that the office has noted; what is left of the absent has none. */
function absenceRows({ particulars }: DocumentFacts, absent: number | null): readonly Row[] {
  const { absences } = particulars;
  const noted = absences.reduce((sum, { count }) => sum + count, 0);
  if (absent === null || noted > absent)
    return absences.map(({ reason }) => [`缺席：${reason}`, blank(null, 4), { text: '', align: 'left' as const }]);
  const rows = absences
    .filter(({ count }) => count > 0)
    .map(({ reason, count }): Row => [`缺席：${reason}`, String(count), '']);
  if (absent > noted) rows.push(['缺席：未说明原因', String(absent - noted), '']);
  return rows;
}

export async function attendanceReport(facts: DocumentFacts, fonts: FontFiles): Promise<Uint8Array> {
  const { kind, organization, title, day, place, roll, attendance, scrutineers, chair, medium } = facts;
  const isPlenary = kind === 'plenary';
  const elects = isElectionMeeting(kind);
  const who = voterWord(kind);
  const paper = openPaper({
    title: '出席情况报告单',
    author: organization,
    date: new Date(`${day ?? '2026-01-01'}T04:00:00Z`),
    fonts,
    size: A4,
    archival: true,
    specimen: isTestRunTitle(title),
  });
  const present = attendance?.present ?? null;
  const absent = present === null ? null : roll.expected - present;
  const minimum = roll.quorumMinimum;
  const flow = beginFlow(paper, PAGE_MARGINS);
  element(paper, paper.root, 'Part', (part) => {
    const whose = title.includes(organizationOf(facts)) ? title : `${organization}${title}`;
    paragraph(flow, part, whose, fitting(paper, whose, formSubtitle, flow.width));
    paragraph(flow, part, '出席情况报告单', formTitle, { tag: 'H1' });
    space(flow, 4);
    paragraph(flow, part, `${chairWord(kind)}：`, formFlush);
    paragraph(
      flow,
      part,
      `${day === null ? blank(null, 12) : officialDate(day)}，在${blank(place, 10)}召开的${meetingWord(facts)}出席情况如下：`,
      formBody,
    );
    space(flow, 2);
    const rows: Row[] = [
      ...(isPlenary || !elects
        ? []
        : [
            ['党员总数', String(roll.members), ''],
            ['预备党员', String(roll.probationary), '没有选举权，列席会议'],
            ['没有选举权的正式党员', String(roll.withoutRight), '留党察看期间或者依法中止权利'],
            ['有选举权的党员', String(roll.entitled), '党员总数减去以上两项'],
            ['不计算在应到会人数之内', String(roll.excluded), '经上级同意，由大会通过'],
          ]),
      [
        `应到会${who}`,
        String(roll.expected),
        isPlenary ? '' : elects ? '有选举权的党员减去不计算的人数' : '名册上参加的人数',
      ],
      [`实到会${who}`, blank(present, 4), `发出${medium === 'paper' ? ballotName(kind).zh : '投票卡'}时再次清点的人数`],
      ['缺席', blank(absent, 4), '应到减去实到'],
      ...absenceRows(facts, absent),
      ['列席', blank(attendance?.attending, 4), '不计算在实到会人数之内'],
    ];
    table(
      flow,
      part,
      [{ width: 62, align: 'left' }, { width: 24 }, { width: flow.width - 86, align: 'left' }],
      [['项目', '人数', '说明']],
      rows.map(
        ([name, count, note]): Row => [name ?? '', { text: String(count), style: { face: 'serif-bold' } }, note ?? ''],
      ),
      formCells,
    );
    space(flow, 4);
    paragraph(
      flow,
      part,
      present === null
        ? `${elects ? `应到会人数${roll.expected}名的五分之四为至少${minimum}名` : minimum === 0 ? '参加人数不作要求' : `规定的最少到会人数为${minimum}名`}，实到会人数____${minimum === 0 ? '。' : '（达到／未达到）规定人数。'}`
        : `实到${present}名，${quorumWords({ kind, expected: roll.expected, present, minimum })}，${present >= minimum ? `符合规定，可以进行${actWord(kind)}` : `不符合规定，不能进行${actWord(kind)}`}。`,
      { ...formBody, face: 'serif-bold' },
    );
    ensureRoom(flow, 45);
    space(flow, 8);
    signatureLines(
      flow,
      part,
      [...scrutineers.map((name) => ({ role: '监票人', name })), { role: '主持人', name: chair }],
      { face: 'serif', size: formCells.size - 2 },
      { rowHeight: 13, columns: 2 },
    );
    paragraph(flow, part, '签名日期：　　　　年　　月　　日', { ...formFlush, align: 'right' });
  });
  return closePaper(paper);
}
