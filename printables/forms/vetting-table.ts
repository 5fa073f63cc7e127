/** 资格联审表 (三联审, rules §4.1 step 15): one row to a person, one column to a department, on A4 across; notes below. */
import { beginFlow, ensureRoom, space } from '../layout/flow.ts';
import { A4, type Margins, TYPE } from '../layout/measures.ts';
import { footers } from '../layout/page-numbers.ts';
import { closePaper, openPaper, pageCount } from '../layout/paper.ts';
import { type ParagraphStyle, paragraph } from '../layout/paragraph.ts';
import { signatureLines } from '../layout/signature-lines.ts';
import { element } from '../layout/structure.ts';
import { type TableStyle, table } from '../layout/table.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { officialDate } from '../reports/official-words.ts';

export interface VettingVerdict {
  readonly verdict: 'pass' | 'fail';
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly note: string;
}

export interface VettingTable {
  readonly day: string;
  readonly departments: readonly string[];
  readonly persons: readonly {
    readonly organization: string;
    readonly name: string;
    readonly post: string;
    /** In the order of the departments; null: not given yet. */
    readonly verdicts: readonly (VettingVerdict | null)[];
  }[];
}

const ACROSS = { width: A4.height, height: A4.width } as const;
const MARGINS: Margins = { top: 24, right: 16, bottom: 18, left: 16 };
const title: ParagraphStyle = { face: 'serif-bold', size: TYPE.no2Small, pitch: 11, align: 'center', tracking: 2 };
const line: ParagraphStyle = { face: 'serif', size: TYPE.no5, pitch: 5.6 };
const cells: TableStyle = {
  face: 'serif',
  size: TYPE.no5Small,
  pitch: 4,
  minHeight: 8.5,
  padding: 0.8,
  headFace: 'sans-bold',
  headSize: 8,
};

const WORD = { pass: '通过', fail: '不通过' } as const;
const FIXED = { number: 9, organization: 43, name: 27, post: 14, result: 18 } as const;
/** 不通过 in one line. */
const VERDICT_WIDTH = 10.2;

const resultOf = (verdicts: readonly (VettingVerdict | null)[]): string => {
  if (verdicts.some((one) => one?.verdict === 'fail')) return '不通过';
  return verdicts.every((one) => one !== null) ? '通过' : '';
};

export async function vettingTablePdf(
  { day, departments, persons }: VettingTable,
  fonts: FontFiles,
): Promise<Uint8Array> {
  const paper = openPaper({
    title: '资格联审表',
    author: '',
    date: new Date(`${day}T04:00:00Z`),
    fonts,
    size: ACROSS,
    archival: true,
    specimen: false,
  });
  const flow = beginFlow(paper, MARGINS);
  element(paper, paper.root, 'Part', (part) => {
    paragraph(flow, part, '村（社区）党组织候选人资格联审表', title, { tag: 'H1' });
    space(flow, 2);
    const fixed = Object.values(FIXED).reduce((sum, width) => sum + width, 0);
    const each = (flow.width - fixed) / departments.length;
    table(
      flow,
      part,
      [
        { width: FIXED.number },
        { width: FIXED.organization, align: 'left' },
        { width: FIXED.name },
        { width: FIXED.post },
        ...departments.map(() => ({ width: each })),
        { width: FIXED.result },
      ],
      [['序号', '组织', '姓名', '拟任职务', ...departments, '联审结果']],
      persons.map(({ organization, name, post, verdicts }, at) => [
        String(at + 1),
        { text: organization, style: { size: 8 } },
        name,
        post,
        ...verdicts.map((one) =>
          one === null
            ? ''
            : {
                text: one.verdict === 'fail' && each < VERDICT_WIDTH ? '不\n通过' : WORD[one.verdict],
                style: one.verdict === 'fail' ? { face: 'sans-bold' as const, size: 8 } : { size: 8 },
              },
        ),
        { text: resultOf(verdicts), style: { face: 'sans-bold' as const } },
      ]),
      cells,
    );
    space(flow, 3);
    const notes = persons.flatMap(({ organization, name, verdicts }) =>
      verdicts.flatMap((one, at) =>
        one === null || (one.note === '' && one.verdict === 'pass')
          ? []
          : [
              `${organization}　${name}：${departments[at]}${WORD[one.verdict]}（${officialDate(one.date)}）${one.note}`,
            ],
      ),
    );
    if (notes.length > 0)
      paragraph(flow, part, '不通过的情况和说明', { ...line, face: 'sans-bold' }, { tag: 'H2', keepWithNext: 1 });
    for (const note of notes) paragraph(flow, part, note, line);
    const unsigned = [...departments.map((department) => ({ role: department, name: '' }))];
    ensureRoom(flow, 10 + Math.ceil(unsigned.length / 4) * 12);
    paragraph(flow, part, `${officialDate(day)}　各部门签字（盖章）：`, line);
    signatureLines(flow, part, unsigned, { face: 'serif', size: TYPE.no5 }, { columns: 4 });
  });
  footers(paper, 0, pageCount(paper), MARGINS, { face: 'sans', size: 8, color: '#444444' }, (number, of) => [
    { text: '资格联审表', align: 'left' },
    { text: `第 ${number} 页　共 ${of} 页`, align: 'right' },
  ]);
  return closePaper(paper);
}
