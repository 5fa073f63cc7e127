import { describe, expect, test } from 'vitest';
import type { JudgementFacts } from '../../printables/documents/judgement-facts.ts';
import { JUDGEMENT_KINDS, judgementList, judgementPaper, judgementPapersOf } from './judgement-papers.ts';

const group = (name: string, weight: number | null, ticks: readonly number[]) => ({
  organization: '中共小河村支部委员会',
  group: name,
  list: '村干部',
  date: '2026-10-09',
  weight,
  denominator: 'valid-forms' as const,
  expected: 50,
  present: 45,
  issued: 45,
  recovered: 44,
  valid: 44,
  invalid: 0,
  tables: [
    { dimension: '', rows: [{ name: '高玉龙', ticks, ungraded: 1, shares: ['68.18', '22.73', '6.82', '0.00'] }] },
  ],
});
const row = (name: string, rank: number, grade: number | null, reasons = '', score = '') => ({
  name,
  parts: [
    { dimension: '', forms: 88, ticks: [53, 26, 9, 0], ungraded: 0, shares: ['60.00', '30.00', null, '0.00'], rank },
  ],
  rank,
  score,
  grade,
  reasons,
});
const FACTS: JudgementFacts = {
  title: '2026年度村干部等次',
  office: '中共大河镇委员会',
  grades: ['优秀', '称职', '基本称职', '不称职'],
  formGrades: ['优秀', '称职', '基本称职', '不称职'],
  dimensions: [''],
  dimensionRanking: 'apart',
  bands: null,
  quota: 30,
  maximum: 1,
  groups: [group('党员', 60, [30, 10, 3, 0]), group('群众代表', 40, [20, 15, 8, 0])],
  objects: [row('王秀英', 2, 1), row('刘大山', 3, 3, '两次考核末位'), row('高玉龙', 1, 0, '抓党建成效明显。')],
  isComplete: true,
  publicity: { days: 5, dayKind: 'working', countsPostingDay: false },
  posting: {
    posted: '2026-11-02',
    telephone: '028-12380',
    first: '2026-11-03',
    last: '2026-11-05',
    objectionsUntil: '2026-11-11',
  },
  objections: [{ day: '2026-11-04', words: '反映刘大山', handling: '' }],
};
const SCORED: JudgementFacts = {
  ...FACTS,
  grades: ['好', '较好', '一般', '较差'],
  bands: 'integer',
  objects: [row('甲村', 2, 1, '', '85'), row('乙村', 1, 1, '', '89'), row('丙村', 3, 3, '软弱涣散', '55')],
};
const written = (kind: string, facts: JudgementFacts = FACTS): string =>
  JSON.stringify(JUDGEMENT_KINDS.find((one) => one.kind === kind)?.of(facts) ?? null);

test('the result has object, shares, place, grade, reasons and quota, best grade first; the forms are one ground (rules §4.4)', () => {
  const result = written('result');
  for (const said of [
    '60.00%',
    '"优秀"',
    '"不称职"',
    '1.高玉龙（优秀）：抓党建成效明显。',
    '2.刘大山（不称职）：两次考核末位。',
    '不超过30%，最多1个，研判确定“优秀”1个',
    '民主测评的结果是依据之一',
    '记录人',
    '中共大河镇委员会',
  ])
    expect(result).toContain(said);
  const order = ['高玉龙', '王秀英', '刘大山'].map((name) => result.indexOf(name));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(written('result', { ...FACTS, quota: 0, maximum: null })).toContain('共3个对象，其中“优秀”1个');
  expect(result).not.toContain('得分');
});

test('a judgement by score has the scores and their bands, the higher score first within a grade', () => {
  const result = written('result', SCORED);
  for (const said of ['得分', '"89"', '80至89分为较好', '按整数评分', '1.丙村（较差）：软弱涣散。'])
    expect(result).toContain(said);
  expect(result.indexOf('乙村')).toBeLessThan(result.indexOf('甲村'));
  expect(written('result', { ...SCORED, bands: 'half-open' })).toContain('80分以上不满90分为较好');
});

test('the notice names grades, period and telephone, and neither reasons nor objections; its report has the objections', () => {
  const notice = written('notice');
  for (const said of [
    '2026年11月3日至2026年11月5日（张贴之日不计，共5个工作日）',
    '2026年11月11日以前（7个工作日内）',
    '028-12380',
    '不称职',
  ])
    expect(notice).toContain(said);
  for (const kept of ['抓党建', '考核末位', '反映刘大山', '60.00']) expect(notice).not.toContain(kept);
  for (const said of ['反映刘大山', '（尚未处理）', '其中1条尚未处理', '共5个工作日', '2026年11月11日'])
    expect(written('publicity-report')).toContain(said);
});

test('the summary of several groups has the forms and shares of each, the weights, and all together (rules §6.2)', () => {
  const summary = written('summary');
  for (const said of ['党员60、群众代表40', '30（68.18%）', '20（68.18%）', '60.00%', '权重', '不是等次', '监督人'])
    expect(summary).toContain(said);
  const alone = written('summary', { ...FACTS, groups: [group('', null, [30, 10, 3, 0])] });
  expect(alone).toContain('不设权重');
  expect(alone).not.toContain('30（68.18%）');
});

test('papers wait for what they are about; each comes as PDF and DOCX, and the list as XLSX and CSV', async () => {
  const early = { ...FACTS, isComplete: false, posting: null, groups: [] };
  expect(judgementPapersOf('0123456789', early).map(({ kind, ready }) => [kind, ready])).toEqual([
    ['summary', false],
    ['result', false],
    ['notice', false],
    ['publicity-report', false],
    ['list', true],
  ]);
  expect(await judgementPaper(early, 'result', 'pdf')).toBeUndefined();
  for (const facts of [FACTS, SCORED])
    for (const { kind, ready, files } of judgementPapersOf('0123456789', facts)) {
      expect(ready).toBe(true);
      for (const { format } of files) {
        const made = await judgementPaper(facts, kind, format);
        const head = new TextDecoder('latin1').decode(made?.bytes.subarray(0, 4));
        expect([kind, format, head]).toEqual([
          kind,
          format,
          { pdf: '%PDF', docx: 'PK\u0003\u0004', xlsx: 'PK\u0003\u0004', csv: 'ï»¿å' }[format],
        ]);
      }
    }
});

test('the list has the columns that are imported, and the numbers of the forms beside them', () => {
  expect(judgementList(FACTS).columns.slice(0, 5)).toEqual(['对象', '等次', '理由', '测评位次', '测评表']);
  expect(judgementList(SCORED).columns.slice(5, 8)).toEqual(['测评表', '优秀（票）', '称职（票）']);
  expect(judgementList(SCORED).rows[0]).toEqual(['乙村', 89, '较好', '', 1, 88, 53, 26, 9, 0, 0, 60, 30, null, 0]);
});

/** 高玉龙 and 王秀英 in 德 and in 能. */
const part = (dimension: string, ticks: readonly number[], shares: readonly string[], rank: number) => ({
  ...{ dimension, forms: 44, ticks, ungraded: 0, shares, rank },
});
const DIVIDED: JudgementFacts = {
  ...FACTS,
  dimensions: ['德', '能'],
  dimensionRanking: 'average',
  groups: [
    {
      ...group('党员', null, []),
      tables: ['德', '能'].map((dimension) => ({
        dimension,
        rows: [{ name: '高玉龙', ticks: [33, 11, 0, 0], ungraded: 0, shares: ['75.00', '25.00', '0.00', '0.00'] }],
      })),
    },
  ],
  objects: [
    {
      ...row('高玉龙', 1, 0, '抓党建成效明显'),
      parts: [
        part('德', [33, 11, 0, 0], ['75.00', '25.00', '0.00', '0.00'], 1),
        part('能', [22, 22, 0, 0], ['50.00', '50.00', '0.00', '0.00'], 2),
      ],
    },
    {
      ...row('王秀英', 2, 1),
      parts: [
        part('德', [11, 33, 0, 0], ['25.00', '75.00', '0.00', '0.00'], 2),
        part('能', [26, 18, 0, 0], ['59.09', '40.91', '0.00', '0.00'], 1),
      ],
    },
  ],
};
const APART: JudgementFacts = {
  ...DIVIDED,
  dimensionRanking: 'apart',
  objects: DIVIDED.objects.map((one) => ({ ...one, rank: null })),
};

describe('several dimensions of the same persons (rules §4.4)', () => {
  test('the result has ticks, shares and place of every dimension, and says how the method ranks them', () => {
    const result = written('result', DIVIDED);
    for (const said of ['各项测评情况', '"德"', '"能"', '33（75.00%）', '26（59.09%）', '"测评位次"', '取平均数'])
      expect(result).toContain(said);
    const apart = written('result', APART);
    expect(apart).toContain('26（59.09%）');
    expect(apart).toContain('各项分别排列位次，不合并成一个位次');
    expect(apart).not.toContain('"测评位次"');
  });

  test('the summary has a table to each dimension, and common places only where the method has them', () => {
    const summary = written('summary', DIVIDED);
    for (const said of ['75.00%', '59.09%', '德位次', '能位次', '取平均数']) expect(summary).toContain(said);
    const apart = written('summary', APART);
    expect(apart).toContain('59.09%');
    expect(apart).not.toContain('德位次');
    const groups = [...DIVIDED.groups, { ...(DIVIDED.groups[0] as (typeof DIVIDED.groups)[number]), group: '群众' }];
    expect(written('summary', { ...DIVIDED, groups })).toContain('群众　村干部　能');
  });

  test('the list has the numbers of every dimension under its own headings', () => {
    const { columns, rows } = judgementList(APART);
    const of = (name: string, heading: string) => rows.find(([own]) => own === name)?.[columns.indexOf(heading)];
    expect(new Set(columns).size).toBe(columns.length);
    expect(of('高玉龙', '德·优秀（票）')).toBe(33);
    expect(of('高玉龙', '能·优秀（%）')).toBe(50);
    expect(of('王秀英', '能·位次')).toBe(1);
    expect(of('王秀英', '测评位次')).toBeNull();
  });
});

test('what was objected comes as a table once the result is posted', async () => {
  const made = await judgementPaper(FACTS, 'publicity-report', 'csv');
  expect(made?.fileName).toBe('对研判结果的异议.csv');
  expect(new TextDecoder().decode(made?.bytes)).toContain('2026-11-04,反映刘大山');
  expect(await judgementPaper({ ...FACTS, posting: null }, 'publicity-report', 'xlsx')).toBeUndefined();
  expect(await judgementPaper(FACTS, 'result', 'csv')).toBeUndefined();
});
