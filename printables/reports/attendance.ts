/**
 * 签到表 (rules §6.2): everybody on the roll, with room to sign and to write the time by hand.
 *
 * The system keeps no time of arrival and no order (specification §5): the list stands in the roll's order, the time is a blank
 * column, and 领卡 says that a card was drawn, never which.
 */
import { isTestRunTitle } from '../../tally/meeting/test-run.ts';
import { isElectionMeeting, type MeetingEntry } from '../../tally/record/meeting-entry.ts';
import { beginFlow, ensureRoom, space } from '../layout/flow.ts';
import { A4, type Margins, TYPE } from '../layout/measures.ts';
import { footers } from '../layout/page-numbers.ts';
import { closePaper, openPaper, pageCount } from '../layout/paper.ts';
import { type ParagraphStyle, paragraph } from '../layout/paragraph.ts';
import { signatureLines } from '../layout/signature-lines.ts';
import { element } from '../layout/structure.ts';
import { type Column, type TableStyle, table } from '../layout/table.ts';
import { fitting } from '../layout/text.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { quorumWords } from './counting-words.ts';
import { officialDate, voterWord } from './official-words.ts';

export interface AttendanceMember {
  /** With the remark that tells namesakes apart. */
  readonly name: string;
  readonly sex: string;
  /** 正式党员 or 预备党员. */
  readonly category: string;
  readonly isEntitled: boolean;
  readonly isPresent: boolean;
  /** A card was drawn and not handed back, or a ballot on paper was handed out. */
  readonly hasCard: boolean;
  /** 列席, or why the member is left out of 应到会. */
  readonly remark: string;
}

export interface AttendanceSheet {
  /** Who is expected: members of the branch, or of the committee in its plenary. */
  readonly kind?: MeetingEntry['kind'];
  /** Ballots or forms are handed out, and no cards. */
  readonly onPaper?: boolean;
  readonly organization: string;
  readonly title: string;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly place: string;
  readonly members: readonly AttendanceMember[];
  readonly expected: number;
  readonly present: number;
  readonly quorumMinimum: number;
  readonly fonts: FontFiles;
}

const MARGINS: Margins = { top: 20, right: 18, bottom: 20, left: 24 };
const title: ParagraphStyle = { face: 'serif-bold', size: TYPE.no2, pitch: 12, align: 'center', tracking: 2 };
const subtitle: ParagraphStyle = { face: 'serif-bold', size: TYPE.no4, pitch: 8.5, align: 'center' };
const line: ParagraphStyle = { face: 'serif', size: TYPE.no4Small, pitch: 7 };
const cells: TableStyle = {
  face: 'serif',
  size: TYPE.no5,
  pitch: 4.4,
  minHeight: 9,
  padding: 1,
  headFace: 'sans-bold',
  headSize: TYPE.no5Small,
};

const WIDTHS = {
  number: 10,
  name: 38,
  sex: 10,
  category: 18,
  entitled: 14,
  time: 17,
  signature: 28,
  card: 11,
} as const;
function headOf({ kind = 'assembly', onPaper = false }: Pick<AttendanceSheet, 'kind' | 'onPaper'>): readonly string[] {
  const handedOut = !onPaper ? '领卡' : isElectionMeeting(kind) ? '领票' : '领表';
  return ['序号', '姓名', '性别', '类别', '选举权', '到会时间', '签名', handedOut, '备注'];
}

function columns(width: number): readonly Column[] {
  const fixed = Object.values(WIDTHS).map((each): Column => ({ width: each }));
  return [...fixed, { width: width - fixed.reduce((sum, column) => sum + column.width, 0), align: 'left' }];
}

const tick = (holds: boolean): string => (holds ? '√' : '');

export async function attendanceSheet(sheet: AttendanceSheet): Promise<Uint8Array> {
  const { organization, day, place, members, expected, present, quorumMinimum, fonts, kind = 'assembly' } = sheet;
  const paper = openPaper({
    title: `${sheet.title}签到表`,
    author: organization,
    date: new Date(`${day}T04:00:00Z`),
    fonts,
    size: A4,
    archival: true,
    specimen: isTestRunTitle(sheet.title),
  });
  const flow = beginFlow(paper, MARGINS);
  element(paper, paper.root, 'Part', (part) => {
    paragraph(flow, part, sheet.title, fitting(paper, sheet.title, subtitle, flow.width));
    paragraph(flow, part, '签到表', title, { tag: 'H1' });
    space(flow, 2);
    paragraph(flow, part, `日期：${officialDate(day)}${place === '' ? '' : `　　地点：${place}`}`, line);
    space(flow, 1);
    const rows = members.map((member, index) => [
      String(index + 1),
      { text: member.name, style: { size: [...member.name].length > 9 ? TYPE.no5Small : TYPE.no4Small } },
      member.sex,
      { text: member.category, style: { size: TYPE.no5Small } },
      member.isEntitled ? '有' : '无',
      '',
      '',
      tick(member.hasCard),
      { text: member.remark, align: 'left' as const, style: { size: 8 } },
    ]);
    table(flow, part, columns(flow.width), [[...headOf(sheet)]], rows, cells);
    space(flow, 2);
    ensureRoom(flow, 2 * line.pitch + 12);
    paragraph(
      flow,
      part,
      `应到会${voterWord(kind)}${expected}名，实到${present}名，${quorumWords({ kind, expected, present, minimum: quorumMinimum })}。`,
      { ...line, face: 'serif-bold', size: TYPE.no5 },
    );
    signatureLines(
      flow,
      part,
      [
        { role: '签到处工作人员', name: '' },
        { role: '监票人', name: '' },
      ],
      { face: 'serif', size: TYPE.no4Small },
      { columns: 2 },
    );
  });
  footers(paper, 0, pageCount(paper), MARGINS, { face: 'sans', size: 8, color: '#444444' }, (number, of) => [
    { text: organization, align: 'left' },
    { text: `第 ${number} 页　共 ${of} 页`, align: 'right' },
  ]);
  return closePaper(paper);
}
