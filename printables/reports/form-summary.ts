/**
 * 民主测评汇总表 and 民主推荐汇总表 (rules §6.2): what the forms add up to, read out and signed by hand like the count of an election.
 * A ranking by numbers; whoever reads it must not take it for a verdict, so the sheet says who decides.
 */
import { type FormResult, percentWords, sharesDiffer } from '../../tally/count/form-results.ts';
import { beginFlow, type Flow, space } from '../layout/flow.ts';
import { TYPE } from '../layout/measures.ts';
import type { Paper } from '../layout/paper.ts';
import { paragraph } from '../layout/paragraph.ts';
import { type Element, element } from '../layout/structure.ts';
import { type Row, table } from '../layout/table.ts';
import { fitting } from '../layout/text.ts';
import { COUNT_STYLE, drawFoot, FORM_MARGINS } from './count-report.ts';
import { quorumWords } from './counting-words.ts';
import { actWord, list, officialDate, roundWord, voterWord } from './official-words.ts';
import type { ResultSheetData } from './result-sheet-data.ts';

const { title, subtitle, body, flush, heading, note, cells } = COUNT_STYLE;

type Appraisal = Extract<FormResult, { readonly kind: 'appraisal' }>;
type Recommendation = Extract<FormResult, { readonly kind: 'recommendation' }>;

/** 民主测评汇总表 */
export const summaryTitle = ({ meeting }: Pick<ResultSheetData, 'meeting'>): string =>
  `民主${actWord(meeting.kind)}汇总表`;

/** 中共清溪村总支部委员会（党员和群众代表） */
const whose = ({ meeting }: ResultSheetData): string =>
  `${meeting.organization}${meeting.group === undefined ? '' : `（${meeting.group}）`}`;

function opening(data: ResultSheetData): string {
  const { meeting, close, accounting, quorumMinimum } = data;
  const { expected, present } = close;
  return (
    `${officialDate(meeting.date)}，${meeting.title}${meeting.place === '' ? '' : `在${meeting.place}`}召开，` +
    `应到${voterWord(meeting.kind)}${expected}名，实到${present}名，` +
    `${quorumWords({ kind: meeting.kind, expected, present, minimum: quorumMinimum })}。以无记名方式发出${actWord(meeting.kind)}表${accounting.issued}张，` +
    `收回${close.casts}张，有效${close.casts}张，无效0张。汇总如下：`
  );
}

const WIDTH = { number: 11, grade: 27, ungraded: 13, rank: 13 } as const;
/** With a column more; every share stands on a line of its own where both are shown. */
const NARROW = { number: 9, grade: 23.5, ungraded: 11, rank: 10 } as const;

/** A note stands off the rule above it. */
export const AFTER_TABLE = 1.2;

/** `unreadable`: rows of each subject with two ticks or none that can be read; only paper has them. */
function drawAppraisal(flow: Flow, parent: Element, form: Appraisal, unreadable?: readonly number[]): void {
  const both = sharesDiffer(form.rows);
  const width = unreadable === undefined ? WIDTH : NARROW;
  // 100.00% has to fit: where there is a column more, blanks and brackets are those of Western type.
  const shares = (ticks: string, ofForms: string, ofRows: string | null): string =>
    unreadable === undefined
      ? `${ticks}　${ofForms}${ofRows === null ? '' : `（${ofRows}）`}`
      : `${ticks}\u00a0\u00a0${ofForms}${ofRows === null ? '' : ` (${ofRows})`}`;
  const fixed =
    width.number + form.grades.length * width.grade + width.rank + width.ungraded * (unreadable === undefined ? 1 : 2);
  paragraph(flow, parent, form.title.zh, heading, { tag: 'H2', keepWithNext: 4 });
  const rows = form.rows.map(
    (row, index): Row => [
      String(index + 1),
      { text: row.label, align: 'left', style: { size: [...row.label].length > 4 ? TYPE.no5 : TYPE.no4Small } },
      ...row.ticks.map((ticks, grade) => ({
        text: shares(
          String(ticks),
          percentWords(row.byForms[grade] ?? null),
          both ? percentWords(row.byRows[grade] ?? null) : null,
        ),
        style: { size: TYPE.no5 },
      })),
      ...(unreadable === undefined
        ? [String(row.ungraded)]
        : [String(row.ungraded - (unreadable[index] ?? 0)), String(unreadable[index] ?? 0)]),
      String(row.rank),
    ],
  );
  table(
    flow,
    parent,
    [
      { width: width.number },
      { width: flow.width - fixed },
      ...form.grades.map(() => ({ width: width.grade })),
      ...(unreadable === undefined ? [1] : [1, 2]).map(() => ({ width: width.ungraded })),
      { width: width.rank },
    ],
    [
      [
        '序号',
        form.objects === 'bodies' ? '班子' : '姓名',
        ...form.grades.map(({ zh }) => zh),
        ...(unreadable === undefined ? ['未评'] : ['未评', '该项无效']),
        '位次',
      ],
    ],
    rows,
    cells,
  );
  space(flow, AFTER_TABLE);
  paragraph(
    flow,
    parent,
    `各等次栏为票数和占比，占比为该等次票数占有效表${form.forms}张的百分比${both ? '；括号内为占对该对象作了评价的表的百分比' : ''}。未评的按弃权计。`,
    note,
  );
  space(flow, 2);
}

function drawRecommendation(flow: Flow, parent: Element, form: Recommendation): void {
  paragraph(flow, parent, `推荐${form.title.zh}（每张表最多推荐${form.limit}名）`, heading, {
    tag: 'H2',
    keepWithNext: 4,
  });
  if (form.rows.length === 0) paragraph(flow, parent, '没有人得到推荐。', flush);
  else
    table(
      flow,
      parent,
      [{ width: 20 }, { width: flow.width - 20 - 35 - 45 }, { width: 35 }, { width: 45 }],
      [['位次', '姓名', '得票', '占有效表']],
      form.rows.map((row) => [
        String(row.rank),
        { text: row.label, align: 'left' },
        String(row.votes),
        percentWords(row.share),
      ]),
      cells,
    );
  const others = form.nominees - form.rows.length;
  if (form.rows.length > 0) space(flow, AFTER_TABLE);
  paragraph(
    flow,
    parent,
    `有效表${form.forms}张；可以推荐的${form.nominees}人${others === 0 ? '都得到推荐' : `中其余${others}人没有得票`}。`,
    note,
  );
  space(flow, 2);
}

export const DECIDED_ELSEWHERE = {
  appraisal: '本表是测评情况的汇总，是研判的依据之一；等次由上级党组织集体研判确定，不按本表票数直接评定。',
  recommendation: '本表按得票多少排列，不设过半数的要求，供上级党组织研究，不是选举结果。',
} as const;

/** The table of one list, and what its percentages are of. */
export function drawFormResult(flow: Flow, parent: Element, form: FormResult, unreadable?: readonly number[]): void {
  if (form.kind === 'appraisal') drawAppraisal(flow, parent, form, unreadable);
  else drawRecommendation(flow, parent, form);
}

/** Draws the form on pages of its own. */
export function formSummary(paper: Paper, data: ResultSheetData): void {
  const { round, forms } = data;
  const flow = beginFlow(paper, FORM_MARGINS);
  element(paper, paper.root, 'Part', (part) => {
    const head = `${whose(data)}${roundWord(round.round)}`;
    paragraph(flow, part, head, fitting(paper, head, subtitle, flow.width), { tag: 'P' });
    paragraph(flow, part, summaryTitle(data), title, { tag: 'H1' });
    space(flow, 2);
    paragraph(flow, part, opening(data), body);
    space(flow, 1.5);
    for (const form of forms) drawFormResult(flow, part, form);
    for (const kind of new Set(forms.map((form) => form.kind)))
      paragraph(flow, part, DECIDED_ELSEWHERE[kind], { ...flush, face: 'serif-bold' });
    space(flow, 1.5);
    drawFoot(flow, part, data);
  });
}

/** What the sheet is about: the lists on the form. */
export const summaryOf = ({ forms }: { readonly forms: readonly Pick<FormResult, 'title'>[] }): string =>
  list(forms.map(({ title: { zh } }) => zh));
