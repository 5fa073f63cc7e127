/**
 * 研判结果, its 公示 and 公示情况, and 民主测评汇总表 of several groups (rules §4.4, §6.2). The grade is the superior's; what the forms
 * say stands beside it as one ground. The notice hangs in public: it names grades and no reasons.
 */
import { APPRAISAL_CHOICES } from '../../tally/appraisal/appraisal-choices.ts';
import { list, officialDate, tight } from '../reports/official-words.ts';
import { type Block, blank, type OfficialDocument, PLAIN, subheading, type TableColumn, text } from './document.ts';
import {
  type AppraisedGroup,
  type AppraisedPart,
  byResult,
  type JudgedRow,
  type JudgementFacts,
} from './judgement-facts.ts';
import { publicityDay, publicityWords } from './publicity-words.ts';

const SMALL = 10.5;
const small = (value: string | number, align: 'center' | 'left' = 'center') => ({
  text: String(value),
  size: SMALL,
  align,
});
const nameCell = (name: string) => small(name, 'left');
const share = (value: string | null | undefined): string => (value == null ? '—' : `${value}%`);
const tickWords = ({ ticks, shares }: Pick<AppraisedPart, 'ticks' | 'shares'>, grade: number): string =>
  `${ticks[grade] ?? 0}（${share(shares[grade])}）`;
const gradeWord = ({ grades }: JudgementFacts, { grade }: JudgedRow): string =>
  grade === null ? '' : (grades[grade] ?? '');

const BAND_WORDS = {
  integer: '90分以上为好，80至89分为较好，60至79分为一般，59分以下为较差，按整数评分',
  'half-open': '90分以上为好，80分以上不满90分为较好，60分以上不满80分为一般，不满60分为较差',
} as const;

const isDivided = ({ dimensions }: JudgementFacts): boolean => dimensions.length > 1;

/** Where the method keeps several dimensions apart nobody has a common place. */
const isRanked = (facts: JudgementFacts): boolean => !isDivided(facts) || facts.dimensionRanking !== 'apart';

/** With the forms beside each object; several dimensions stand in a table of their own. */
function resultTable(facts: JudgementFacts): Block {
  const isScored = facts.bands !== null;
  const formGrades = isDivided(facts) ? [] : facts.formGrades;
  const withForms = !isDivided(facts);
  return {
    kind: 'table',
    columns: [
      { width: null, align: 'left' },
      ...(withForms ? [{ width: 12 }] : []),
      ...formGrades.map((): TableColumn => ({ width: 17.5 })),
      ...(isRanked(facts) ? [{ width: withForms ? 13 : 24 }] : []),
      ...(isScored ? [{ width: 13 }] : []),
      { width: withForms ? 21 : 34 },
    ],
    head: [
      '对象',
      ...(withForms ? ['测评表'] : []),
      ...formGrades,
      ...(isRanked(facts) ? ['测评位次'] : []),
      ...(isScored ? ['得分'] : []),
      '研判等次',
    ],
    rows: byResult(facts.objects).map((one) => [
      nameCell(one.name),
      ...(withForms ? [small(one.parts[0]?.forms ?? 0)] : []),
      ...formGrades.map((_, at) => small(share(one.parts[0]?.shares[at]))),
      ...(isRanked(facts) ? [small(one.rank ?? '—')] : []),
      ...(isScored ? [small(one.score === '' ? '—' : one.score)] : []),
      { text: gradeWord(facts, one) || '（未研判）', size: 12 },
    ]),
  };
}

/** Ticks and shares: the name of an object over the rows of its dimensions. */
function dimensionTable({ objects, formGrades }: JudgementFacts): Block {
  const head = ['测评内容', ...formGrades, '未评', '位次'];
  return {
    kind: 'table',
    columns: [
      { width: null, align: 'left' },
      ...formGrades.map((): TableColumn => ({ width: 28 })),
      { width: 12 },
      { width: 12 },
    ],
    head,
    rows: byResult(objects).flatMap((one) => [
      [{ text: one.name, align: 'left' as const, span: head.length, size: 12, titleOf: one.parts.length }],
      ...one.parts.map((part) => [
        nameCell(part.dimension),
        ...formGrades.map((_, at) => small(tickWords(part, at))),
        small(part.ungraded),
        small(part.rank),
      ]),
    ]),
  };
}

/** How the method ranks several dimensions, in its own words. */
function rankingWords({ dimensionRanking }: JudgementFacts): string {
  const choice = APPRAISAL_CHOICES.find(({ setting }) => setting === 'appraisalDimensions');
  return tight(choice?.values.find(({ value }) => value === dimensionRanking)?.zh ?? '');
}

/** Shares are of the rows that somebody graded, not of the forms. */
const isByRows = ({ groups }: JudgementFacts): boolean =>
  groups.some(({ denominator }) => denominator === 'valid-rows');

function quotaWords({ quota, maximum, objects, grades }: JudgementFacts): string {
  const best = objects.filter(({ grade }) => grade === 0).length;
  const given = `“${grades[0] ?? ''}”${best}个`;
  return maximum === null
    ? `共${objects.length}个对象，其中${given}。`
    : `共${objects.length}个对象，“${grades[0] ?? ''}”不超过${quota}%，最多${maximum}个，研判确定${given}。`;
}

export function judgementResult(facts: JudgementFacts): OfficialDocument {
  const reasoned = byResult(facts.objects).filter(({ reasons }) => reasons !== '');
  return {
    ...PLAIN,
    name: '研判结果',
    title: ['集体研判结果'],
    subtitle: `（${facts.title}）`,
    blocks: [
      resultTable(facts),
      ...(isDivided(facts) ? [text('各项测评情况：'), dimensionTable(facts)] : []),
      text(
        `各等次由集体研判确定，民主测评的结果是依据之一。测评栏为各等次占${isByRows(facts) ? '已评' : '测评表'}的比例，有几个测评范围的按规定的权重合并；位次依最高等次的比例，相同的依次比较以下等次。`,
      ),
      ...(isDivided(facts) ? [text(rankingWords(facts))] : []),
      ...(facts.bands === null ? [] : [text(`评分由研判单位给出：${BAND_WORDS[facts.bands]}。`)]),
      text(quotaWords(facts)),
      ...(reasoned.length === 0 ? [] : [text('理由：')]),
      ...reasoned.map((one, at) =>
        text(`${at + 1}.${one.name}（${gradeWord(facts, one)}）：${one.reasons.replace(/[。．.]?$/u, '。')}`),
      ),
    ],
    closing: '主持人：________　记录人：________　参加研判人员（签名）：________________',
    signature: { organization: facts.office, day: null },
  };
}

export function judgementNotice(facts: JudgementFacts): OfficialDocument {
  const { posting, office, title, publicity } = facts;
  return {
    ...PLAIN,
    name: '研判结果公示',
    title: [`关于${title}的公示`],
    blocks: [
      text(`经民主测评和集体研判，${office}确定了各对象的等次，现予公示。`),
      {
        kind: 'table',
        columns: [{ width: 16 }, { width: null, align: 'left' }, { width: 40 }],
        head: ['序号', '对象', '等次'],
        rows: byResult(facts.objects).map((one, at) => [
          String(at + 1),
          { text: one.name, align: 'left' },
          gradeWord(facts, one),
        ]),
      },
      text(`公示时间：${publicityWords(publicity, posting)}。`),
      text(
        `对公示的结果有异议的，请在${publicityDay(posting?.objectionsUntil)}以前（7个工作日内）以书面或者电话形式如实反映。以个人名义反映的，请署真实姓名；反映人和反映内容予以保密。`,
      ),
    ],
    closing: `受理电话：${blank(posting?.telephone, 14)}`,
    signature: { organization: office, day: posting?.posted ?? null },
  };
}

export function judgementPublicityReport(facts: JudgementFacts): OfficialDocument {
  const { office, title, posting, publicity, objections } = facts;
  const open = objections.filter(({ handling }) => handling === '').length;
  const table: Block = {
    kind: 'table',
    columns: [{ width: 12 }, { width: 34 }, { width: null }, { width: 50 }],
    head: ['序号', '收到日期', '反映的内容', '处理情况'],
    rows: objections.map(({ day, words, handling }, at) => [
      small(at + 1),
      small(officialDate(day)),
      small(words, 'left'),
      small(handling === '' ? '（尚未处理）' : handling, 'left'),
    ]),
  };
  return {
    ...PLAIN,
    name: '研判结果公示情况',
    title: [title, '研判结果公示情况'],
    blocks: [
      text(
        posting === null
          ? '尚未公示。'
          : `${officialDate(posting.posted)}张贴，公示时间为${publicityWords(publicity, posting)}，异议受理至${posting.objectionsUntil === null ? '' : officialDate(posting.objectionsUntil)}，受理电话${posting.telephone}。`,
      ),
      text(
        objections.length === 0
          ? '没有收到异议。'
          : `收到异议${objections.length}条${open === 0 ? '，都已处理' : `，其中${open}条尚未处理`}，情况如下：`,
      ),
      ...(objections.length === 0 ? [] : [table]),
    ],
    closing: '经办人（签名）：__________',
    signature: { organization: office, day: null },
  };
}

const groupName = ({ organization, group, list: of }: AppraisedGroup): string =>
  [organization, group, of].filter((part) => part !== '').join('　');

function formsTable({ groups }: JudgementFacts): Block {
  const isWeighted = groups.some(({ weight }) => weight !== null);
  return {
    kind: 'table',
    columns: [
      { width: null, align: 'left' },
      { width: 30 },
      ...Array.from({ length: 6 }, (): TableColumn => ({ width: isWeighted ? 11.5 : 13 })),
      ...(isWeighted ? [{ width: 12 }] : []),
    ],
    head: [
      '测评范围',
      '日期',
      '应到人数',
      '实到人数',
      '发出张数',
      '收回张数',
      '有效张数',
      '无效张数',
      ...(isWeighted ? ['权重'] : []),
    ],
    rows: groups.map((one) => [
      small(groupName(one), 'left'),
      small(officialDate(one.date)),
      ...[one.expected, one.present, one.issued, one.recovered, one.valid, one.invalid].map((count) => small(count)),
      ...(isWeighted ? [small(one.weight ?? '')] : []),
    ]),
  };
}

/** Ticks and shares of one group; 未评 is whoever ticked nothing. */
const groupTable = (rows: AppraisedGroup['tables'][number]['rows'], formGrades: readonly string[]): Block => ({
  kind: 'table',
  columns: [{ width: null, align: 'left' }, ...formGrades.map((): TableColumn => ({ width: 29 })), { width: 14 }],
  head: ['对象', ...formGrades, '未评'],
  rows: rows.map((row) => [
    nameCell(row.name),
    ...formGrades.map((_, at) => small(tickWords(row, at))),
    small(row.ungraded),
  ]),
});

/** What all groups say together of one dimension: information for the judgement, no grade. */
function togetherTable({ objects, formGrades }: JudgementFacts, dimension: string): Block {
  return {
    kind: 'table',
    columns: [
      { width: 13 },
      { width: null, align: 'left' },
      { width: 15 },
      ...formGrades.map((): TableColumn => ({ width: 21 })),
    ],
    head: ['位次', '对象', '测评表', ...formGrades],
    rows: objects
      .flatMap(({ name, parts }) =>
        parts.filter((part) => part.dimension === dimension).map((part) => ({ ...part, name })),
      )
      .toSorted((a, b) => a.rank - b.rank)
      .map((one) => [
        small(one.rank),
        nameCell(one.name),
        small(one.forms),
        ...formGrades.map((_, at) => small(share(one.shares[at]))),
      ]),
  };
}

/** Of several dimensions: each with its places, then the common ones where the method has any. */
function dimensionBlocks(facts: JudgementFacts): readonly Block[] {
  const { dimensions, objects } = facts;
  const common: Block = {
    kind: 'table',
    columns: [{ width: 26 }, { width: null, align: 'left' }, ...dimensions.map((): TableColumn => ({ width: 20 }))],
    head: ['位次', '对象', ...dimensions.map((dimension) => `${dimension}位次`)],
    rows: objects
      .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
      .map((one) => [
        small(one.rank ?? '—'),
        nameCell(one.name),
        ...dimensions.map((_, at) => small(one.parts[at]?.rank ?? '—')),
      ]),
  };
  return [
    ...dimensions.flatMap((dimension) => [subheading(dimension), togetherTable(facts, dimension)]),
    text(rankingWords(facts)),
    ...(isRanked(facts) ? [common] : []),
  ];
}

const groupBlocks = (group: AppraisedGroup, facts: JudgementFacts): readonly Block[] =>
  group.tables.flatMap(({ dimension, rows }) => [
    subheading([groupName(group), dimension].filter((part) => part !== '').join('　')),
    groupTable(rows, facts.formGrades),
  ]);

export function appraisalSummary(facts: JudgementFacts): OfficialDocument {
  const { groups, title } = facts;
  const weighted = groups.filter(({ weight }) => weight !== null);
  const weights = list(weighted.map(({ group, weight }) => `${group}${weight}`));
  return {
    ...PLAIN,
    name: '民主测评汇总表',
    title: ['民主测评汇总表'],
    subtitle: `（${title}）`,
    blocks: [
      formsTable(facts),
      text(
        `各范围合并${weighted.length === 0 ? '计算，不设权重' : `时按投票以前规定的权重（${weights}）`}；比例为各等次占${isByRows(facts) ? '已评' : '有效测评表'}的比例，按最高等次的比例排列，相同的依次比较以下等次：`,
      ),
      ...(isDivided(facts) ? dimensionBlocks(facts) : [togetherTable(facts, facts.dimensions[0] ?? '')]),
      ...(groups.length < 2 ? [] : groups.flatMap((one) => groupBlocks(one, facts))),
      text('本表供上级党组织研判，不是等次。'),
    ],
    closing: '汇总人：________　监督人：________　　年　月　日',
  };
}
