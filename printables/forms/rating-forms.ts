/**
 * 民主测评表 and 民主推荐表 on paper (rules §6.2): unsigned, without any number; a voter group by its letter. One sheet is one form.
 */

import { isTestRunTitle } from '../../tally/meeting/test-run.ts';
import { AGE_LIMIT } from '../../tally/structure/candidate-conditions.ts';
import { YOUNG_AGE } from '../../tally/structure/committee-structure.ts';
import { CANDIDATE_GROUNDS } from '../../tally/structure/grounds.ts';
import { beginFlow, ensureRoom, type Flow, roomLeft, space } from '../layout/flow.ts';
import { A4 } from '../layout/measures.ts';
import { closePaper, openPaper } from '../layout/paper.ts';
import { linesOf, paragraph } from '../layout/paragraph.ts';
import { type Element, element } from '../layout/structure.ts';
import { type Column, type Row, type TableStyle, table, tableBeginning } from '../layout/table.ts';
import { fitting } from '../layout/text.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { officialDate } from '../reports/official-words.ts';
import { formCells, formFlush, formNote, formSubtitle, formTitle, PAGE_MARGINS } from './form-style.ts';

interface FormHead {
  readonly title: string;
  readonly organization: string;
  readonly day: string | null;
  /** A, B, C or a word such as 党员; '' where there is one group. */
  readonly group: string;
  /** Words across a form that is not to be used, in a real meeting too. */
  readonly specimen?: string | undefined;
}

export interface AppraisalTable {
  /** 村干部: which list it is, where the form has several. */
  readonly title: string;
  /** 德能勤绩廉; '' where there is one dimension. */
  readonly dimension: string;
  readonly subjects: readonly string[];
  readonly grades: readonly string[];
  /** 班子 or 姓名 over the first column. */
  readonly subjectHeading: string;
}

export interface RecommendationTable {
  /** 委员、书记: what the persons are recommended for. */
  readonly post: string;
  readonly limit: number;
  /** Picked from; none: names are written in. */
  readonly nominees: readonly string[];
}

const groupWords = (group: string): string =>
  group === '' ? '' : /^[A-Z]$/u.test(group) ? `${group}类表` : `${group}用表`;

function drawHead(flow: Flow, part: Element, { title, organization, day, group }: FormHead, name: string): void {
  const { paper } = flow;
  if (group !== '') paragraph(flow, part, groupWords(group), { ...formSubtitle, align: 'right' });
  paragraph(flow, part, organization, fitting(paper, organization, formSubtitle, flow.width));
  paragraph(flow, part, name, formTitle, { tag: 'H1' });
  const line = [title, day === null ? '' : officialDate(day)].filter((words) => words !== '').join('　');
  paragraph(flow, part, line, fitting(paper, line, { ...formNote, align: 'center' }, flow.width));
  space(flow, 3);
}

/** What a table asks for stands above it, on the page on which it begins. */
function headedTable(
  flow: Flow,
  part: Element,
  words: string,
  columns: readonly Column[],
  head: readonly Row[],
  rows: readonly Row[],
  style: TableStyle,
): void {
  const heading = { ...formFlush, face: 'serif-bold' } as const;
  if (words !== '') {
    ensureRoom(
      flow,
      linesOf(flow, words, heading, flow.width).length * heading.pitch +
        tableBeginning(flow, columns, head, rows, style),
    );
    paragraph(flow, part, words, heading);
  }
  table(flow, part, columns, head, rows, style);
}

async function form(head: FormHead, name: string, fonts: FontFiles, draw: (flow: Flow, part: Element) => void) {
  const paper = openPaper({
    title: `${head.organization}${name}`,
    author: head.organization,
    date: new Date(`${head.day ?? '2026-01-01'}T04:00:00Z`),
    fonts,
    size: A4,
    specimen: head.specimen ?? isTestRunTitle(head.title),
  });
  const flow = beginFlow(paper, PAGE_MARGINS);
  element(paper, paper.root, 'Part', (part) => {
    drawHead(flow, part, head, name);
    draw(flow, part);
  });
  return closePaper(paper);
}

/** The heading of the suggestions, the instructions and the spaces between. */
const NOTES_HEIGHT = 46;
/** Rows of the usual height that a page has room for beside the rest. */
const FULL_PAGE_ROWS = 15;

export function appraisalForm(
  head: FormHead,
  tables: readonly AppraisalTable[],
  fonts: FontFiles,
): Promise<Uint8Array> {
  const rows = tables.reduce((sum, { subjects }) => sum + subjects.length + 2, 0);
  const minHeight = rows > FULL_PAGE_ROWS ? 8 : formCells.minHeight;
  return form(head, '民主测评表', fonts, (flow, part) => {
    for (const { title, dimension, subjects, grades, subjectHeading } of tables) {
      const named = [
        ...(title === '' ? [] : [`测评对象：${title}`]),
        ...(dimension === '' ? [] : [`测评内容：${dimension}`]),
      ];
      const grade = Math.min(26, (flow.width - 60) / grades.length);
      const number = 14;
      headedTable(
        flow,
        part,
        named.join('　'),
        [
          { width: number },
          { width: flow.width - number - grades.length * grade, align: 'left' },
          ...grades.map(() => ({ width: grade })),
        ],
        [['序号', subjectHeading, ...grades]],
        subjects.map((subject, at): Row => [String(at + 1), subject, ...grades.map(() => '')]),
        { ...formCells, minHeight },
      );
      space(flow, 3);
    }
    // One sheet is one form: the place for suggestions gives way before the instructions leave the page.
    const suggestions = Math.max(14, Math.min(32, roomLeft(flow) - NOTES_HEIGHT));
    paragraph(flow, part, '意见和建议：', formFlush);
    table(flow, part, [{ width: flow.width }], [], [['']], { ...formCells, minHeight: suggestions });
    space(flow, 2);
    for (const words of [
      '填写说明：',
      '1.本表不署名，由参加测评的人员本人填写。',
      '2.每行选择一个等次，在相应的格内画“√”；一行画两个以上的，该行无效，其他行仍然有效；不画的为弃权。',
      '3.填写后投入票箱，不得在表上作其他记号。',
    ])
      paragraph(flow, part, words, formNote);
  });
}

/**
 * Who can be recommended (rules §4.2, §6.2): said on the form, so that nobody recommends whom the vetting will strike out. Ages and
 * education are rules in principle; where the structure rules are off they are left out.
 */
export function conditionWords(structureRules: 'warn' | 'off'): readonly string[] {
  return [
    '推荐条件：政治坚定，品行良好，遵纪守法，办事公道，热心为群众服务，有相应的工作能力，身体健康。',
    ...(structureRules === 'off'
      ? []
      : [
          `新任委员一般不超过${AGE_LIMIT.member}周岁，新任书记一般不超过${AGE_LIMIT.secretary}周岁，一般具有高中以上学历；注意推荐女性和${YOUNG_AGE}周岁以下的人选。`,
        ]),
    `有下列情形之一的，不得推荐：${Object.values(CANDIDATE_GROUNDS)
      .map(({ zh }) => zh)
      .join('；')}。`,
  ];
}

export function recommendationForm(
  head: FormHead,
  tables: readonly RecommendationTable[],
  fonts: FontFiles,
  conditions: readonly string[] = conditionWords('warn'),
): Promise<Uint8Array> {
  return form(head, '民主推荐表', fonts, (flow, part) => {
    for (const { post, limit, nominees } of tables) {
      const words = `推荐${post}，不超过${limit}名`;
      if (nominees.length === 0) {
        headedTable(
          flow,
          part,
          words,
          [{ width: 16 }, { width: 60 }, { width: flow.width - 76 }],
          [['序号', '被推荐人姓名', '推荐理由（可以不填）']],
          Array.from({ length: limit }, (_, at): Row => [String(at + 1), '', '']),
          { ...formCells, minHeight: 12 },
        );
      } else {
        const half = Math.ceil(nominees.length / 2);
        const columns = [14, flow.width / 2 - 14 - 22, 22].map((width) => ({ width }));
        const cell = (at: number): Row =>
          at < nominees.length ? [String(at + 1), nominees[at] ?? '', ''] : ['', '', ''];
        headedTable(
          flow,
          part,
          words,
          [...columns, ...columns],
          [['序号', '姓名', '推荐', '序号', '姓名', '推荐']],
          Array.from({ length: half }, (_, at): Row => [...cell(at), ...cell(at + half)]),
          formCells,
        );
      }
      space(flow, 4);
    }
    for (const words of conditions) paragraph(flow, part, words, { ...formNote, face: 'serif-bold' });
    space(flow, 2);
    const isList = tables.some(({ nominees }) => nominees.length > 0);
    for (const words of [
      '填写说明：',
      '1.本表不署名，由参加推荐的人员本人填写。',
      isList
        ? '2.同意推荐的，在“推荐”栏内画“√”；推荐人数等于或者少于规定名额的有效，多于规定名额的无效。'
        : '2.推荐人数等于或者少于规定名额的有效，多于规定名额的无效；同一人写两次以上的，按一次计算。',
      '3.姓名以户口簿为准，有同名的请注明区别。',
      '4.推荐票不设过半数的要求，结果按得票多少排列，供党组织研究。',
    ])
      paragraph(flow, part, words, formNote);
  });
}
