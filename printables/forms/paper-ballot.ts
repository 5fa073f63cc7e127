/**
 * 选票 and 画票说明 on paper (rules §6.2): one sheet to a post, names in ballot order, a row for marks above them, places for other
 * persons by the settings, the seal's place, and no number of any kind: a ballot must not be told from another.
 */
import { isTestRunTitle } from '../../tally/meeting/test-run.ts';
import { categoryLabel, type DocumentFacts } from '../documents/facts.ts';
import { beginFlow, type Flow, newPage, space } from '../layout/flow.ts';
import { A4, mm } from '../layout/measures.ts';
import { closePaper, openPaper } from '../layout/paper.ts';
import { paragraph } from '../layout/paragraph.ts';
import { artifact, type Element, element } from '../layout/structure.ts';
import { type Row, table } from '../layout/table.ts';
import { fitting } from '../layout/text.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { officialDate } from '../reports/official-words.ts';
import { formBody, formCells, formFlush, formSubtitle, formTitle, PAGE_MARGINS } from './form-style.ts';
import { MARKS, PEN, WRITE_IN_MARKS } from './marking-words.ts';

const LABEL_WIDTH = 22;
const MOST_COLUMNS = 8;
/** So few that a name has room from left to right. */
const WIDE_COLUMNS = 2;
const MARK_HEIGHT = 14;

/** Where several kinds of ballots are handed out together, each has its colour, so that none gets into another's box (rules §6.2). */
const COLOURS = [
  { name: '粉红色', tint: '#f7c9d2' },
  { name: '浅黄色', tint: '#f8e8a0' },
  { name: '浅蓝色', tint: '#bddcf3' },
  { name: '浅绿色', tint: '#c5e6c2' },
  { name: '浅紫色', tint: '#dccbf0' },
  { name: '浅橙色', tint: '#fbd3ae' },
] as const;
const BAND_HEIGHT = 9;

const coloured = ({ ballot }: DocumentFacts) => {
  const printed = ballot.filter(({ candidates }) => candidates.length > 0);
  const isOfManyKinds = printed.length > 1 && printed.length <= COLOURS.length;
  return printed.map((of, at) => ({ of, colour: isOfManyKinds ? (COLOURS[at] ?? null) : null }));
};
type Coloured = ReturnType<typeof coloured>[number];

function drawColour(flow: Flow, { tint }: NonNullable<Coloured['colour']>): void {
  artifact(flow.paper, () => {
    const { pdf } = flow.paper;
    pdf.save().rect(mm(flow.left), mm(flow.y), mm(flow.width), mm(BAND_HEIGHT)).fill(tint).restore();
  });
  space(flow, BAND_HEIGHT + 3);
}

/** From top to bottom; a remark stays beside the name it tells apart. */
const downwards = (name: string): string => [...name].join('\n');

/**
 * Rows of one band of `places`, `columns` to the width of the page in every band: no column stands there that is nobody's. The band stays
 * on one page, a name with its marks.
 */
function drawBand(
  flow: Flow,
  part: Element,
  { columns, places }: { readonly columns: number; readonly places: number },
  rows: readonly (readonly [string, readonly string[]])[],
): void {
  const width = (flow.width - LABEL_WIDTH) / columns;
  table(
    flow,
    part,
    [{ width: LABEL_WIDTH }, ...Array.from({ length: places }, () => ({ width }))],
    [],
    rows.map(
      ([label, cells], row): Row => [
        { text: label, titleOf: rows.length - 1 - row },
        ...Array.from({ length: places }, (_, at) => cells[at] ?? ''),
      ],
    ),
    { ...formCells, minHeight: MARK_HEIGHT },
  );
  space(flow, 5);
}

function drawBallot(flow: Flow, part: Element, facts: DocumentFacts, { of: ballot, colour }: Coloured): void {
  const { organization, day, rules } = facts;
  if (colour !== null) drawColour(flow, colour);
  const { post, seats, candidates, writeIns } = ballot;
  const title = `${organization}${post}选票`;
  paragraph(flow, part, title, fitting(flow.paper, title, formTitle, flow.width), { tag: 'H1' });
  const kind = categoryLabel(ballot);
  if (kind !== '') paragraph(flow, part, `（${kind}）`, formSubtitle);
  space(flow, 6);
  const isUnder = writeIns && rules.paper.writeInLayout === 'under-candidate';
  const columns = Math.min(MOST_COLUMNS, Math.max(candidates.length, isUnder ? 0 : seats));
  for (let from = 0; from < candidates.length; from += columns) {
    const names = candidates
      .slice(from, from + columns)
      .map(({ name }) => (columns <= WIDE_COLUMNS ? name : downwards(name)));
    drawBand(flow, part, { columns, places: names.length }, [
      ['符　号', []],
      ['候选人\n姓　名', names],
      ...(isUnder
        ? ([
            ['另选人\n符　号', []],
            ['另选人\n姓　名', names.map(() => '\n\n\n')],
          ] as const)
        : []),
    ]);
  }
  if (writeIns && !isUnder)
    for (let from = 0; from < seats; from += columns)
      drawBand(flow, part, { columns, places: Math.min(columns, seats - from) }, [
        ['另选人\n符　号', []],
        ['另选人\n姓　名', ['\n\n\n']],
      ]);
  paragraph(flow, part, `${organization}（盖章）`, { ...formFlush, align: 'right' });
  paragraph(flow, part, day === null ? '　　　　年　　月　　日' : officialDate(day), { ...formFlush, align: 'right' });
}

function instructions(facts: DocumentFacts): readonly string[] {
  const { ballot, rules, kind } = facts;
  const { paper } = rules;
  const colours = coloured(facts).flatMap(({ of, colour }) =>
    colour === null ? [] : [`${of.post}选票为${colour.name}`],
  );
  const writeIns = ballot.some((one) => one.writeIns);
  return [
    ...(colours.length === 0
      ? []
      : [`各种选票以颜色区分（用该色纸印制，或者以票头色带为准）：${colours.join('，')}。请不要投错票箱。`]),
    ...ballot.map(
      ({ post, seats }) =>
        `${post}应选${seats}名。每张选票所选人数等于或者少于${seats}名的有效，多于${seats}名的无效。`,
    ),
    MARKS,
    ...(writeIns
      ? [
          `${paper.writeInRequiresDisapproval ? '对候选人投不赞成票的，可以另选他人；弃权的不得另选他人。' : '可以另选他人。'}${WRITE_IN_MARKS}`,
          '另选人的姓名以户口簿为准；有同名的，请注明区别。',
        ]
      : ['本次选举不另选他人。']),
    `请${PEN}，不得作其他记号。`,
    `填写选票确有困难的，可以委托不是候选人的${kind === 'plenary' ? '委员' : '党员'}按照本人意愿代写；不能到会的，不得委托他人代为投票。`,
  ];
}

/** A page to a post, then the instructions. `specimen`: words across a ballot that is not to be used, in a real meeting too. */
export async function paperBallots(
  facts: DocumentFacts,
  fonts: FontFiles,
  specimen: boolean | string = isTestRunTitle(facts.title),
): Promise<Uint8Array> {
  const paper = openPaper({
    title: `${facts.organization}选票`,
    author: facts.organization,
    date: new Date(`${facts.day ?? '2026-01-01'}T04:00:00Z`),
    fonts,
    size: A4,
    specimen,
  });
  const flow = beginFlow(paper, PAGE_MARGINS);
  element(paper, paper.root, 'Part', (part) => {
    for (const post of coloured(facts)) {
      drawBallot(flow, part, facts, post);
      newPage(flow);
    }
    paragraph(flow, part, '画票说明', formTitle, { tag: 'H1' });
    space(flow, 4);
    for (const [at, words] of instructions(facts).entries()) paragraph(flow, part, `${at + 1}.${words}`, formBody);
  });
  return closePaper(paper);
}
