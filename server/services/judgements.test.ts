import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RuleSettings, ruleSettings } from '../../tally/rules/settings.ts';
import type { DatabaseConnection } from '../store/database.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import type { RatedSource } from './form-sources.ts';
import { createJudgements } from './judgements.ts';
import { createTownshipSettings } from './township-settings.ts';

const LIST = '村干部';
const GRADES = ['优秀', '称职', '基本称职', '不称职'].map((zh) => ({ zh, en: zh }));

let connection: DatabaseConnection;
let today = '2026-11-02';
let judgements: ReturnType<typeof createJudgements>;
beforeAll(async () => {
  connection = await scratchDatabase();
  judgements = createJudgements({
    db: connection.db,
    random: (length) => new Uint8Array(randomBytes(length)),
    today: () => today,
  });
});
afterAll(() => connection.close());

/** `ticks` of two persons, of ten forms. */
function sourceOf(
  meeting: string,
  ticks: readonly (readonly number[])[],
  about: {
    readonly group?: string;
    readonly organization?: string;
    readonly rules?: Partial<RuleSettings>;
    /** Which table of the form it is, of several. */
    readonly dimension?: string;
    readonly place?: number;
  } = {},
): RatedSource {
  const { group = '', organization = '中共小河村支部委员会', dimension = '', place = 0 } = about;
  const title = dimension === '' ? LIST : `${LIST}·${dimension}`;
  const rules = ruleSettings({ majorityBase: 'expected', ...about.rules });
  const rows = ticks.map((own, at) => {
    const graded = own.reduce((sum, one) => sum + one, 0);
    return {
      label: ['高玉龙', '王秀英'][at] ?? '',
      ticks: own,
      graded,
      ungraded: 10 - graded,
      byForms: [],
      byRows: [],
      rank: 1,
    };
  });
  const form = {
    kind: 'appraisal',
    title: { zh: title, en: title },
    objects: 'persons',
    dimension,
    grades: GRADES,
    forms: 10,
    rows,
  } as const;
  const sealed = { quota: rules.appraisalQuota, scale: rules.appraisalScale, way: rules.recommendCombine, weights: [] };
  return {
    meeting,
    organization,
    title: '测评会',
    date: '2026-10-09',
    group,
    list: title,
    form,
    place,
    sealed,
    rules,
    superior: '中共大河镇委员会',
    counted: { expected: 12, present: 10, issued: 10, recovered: 10, valid: 10, invalid: 0 },
  };
}

async function begun(sources: readonly RatedSource[], quota: 0 | 20 | 30 = 0, chosen = sources) {
  const picked = chosen.map(({ meeting, list }) => ({ meeting, list }));
  const made = await judgements.begin(sources, { title: '等次', quota, sources: picked });
  if (!made.ok) return made.error;
  return (await judgements.list(sources)).find(({ id }) => id === made.value);
}

const A = [
  [10, 0, 0, 0],
  [5, 5, 0, 0],
];
const B = [
  [0, 10, 0, 0],
  [5, 3, 0, 0],
];

describe('what the forms say stands as the sealed settings count it (rules §4.4, §7)', () => {
  test('the quota that was adopted binds the township; where none was, the township sets one', async () => {
    const adopted = [sourceOf('m1', A, { rules: { appraisalQuota: 20 } })];
    expect(await begun(adopted, 30)).toBe('sealed-otherwise');
    expect(await begun(adopted, 0)).toBe('sealed-otherwise');
    expect(await begun(adopted, 20)).toMatchObject({ quota: 20 });
    expect(await begun([sourceOf('m1', A)], 30)).toMatchObject({ quota: 30 });
    const two = [
      sourceOf('m1', A, { organization: '甲村', rules: { appraisalQuota: 20 } }),
      sourceOf('m2', A, { organization: '乙村', rules: { appraisalQuota: 30 } }),
    ];
    expect(await begun(two, 20)).toBe('form-sources-differ');
  });

  test('groups A and B over the same persons are joined by the sealed weights, once each', async () => {
    const groups = (rules: Partial<RuleSettings>) => [
      sourceOf('m1', A, { group: 'A', rules }),
      sourceOf('m2', B, { group: 'B', rules }),
    ];
    expect(await begun(groups({}))).toMatchObject({
      objects: [
        { name: '高玉龙', parts: [{ forms: 20, ticks: [10, 10, 0, 0], shares: ['50.00', '50.00', '0.00', '0.00'] }] },
        { name: '王秀英', parts: [{ forms: 20, ungraded: 2, shares: ['50.00', '40.00', '0.00', '0.00'] }] },
      ],
    });
    const appraisalWeights = [
      { group: 'A', weight: 60 },
      { group: 'B', weight: 40 },
    ];
    expect(await begun(groups({ appraisalWeights }))).toMatchObject({
      objects: [
        { parts: [{ shares: ['60.00', '40.00', '0.00', '0.00'] }] },
        { parts: [{ shares: ['50.00', '42.00', '0.00', '0.00'] }] },
      ],
    });
    expect(await begun(groups({ appraisalWeights, appraisalDenominator: 'valid-rows' }))).toMatchObject({
      objects: [{}, { parts: [{ shares: ['55.00', '45.00', '0.00', '0.00'] }] }],
    });
    // B's forms are not left out because they are known by now, and nobody's are counted twice.
    expect(await begun(groups({ appraisalWeights }), 0, groups({ appraisalWeights }).slice(0, 1))).toBe(
      'form-sources-differ',
    );
    expect(await begun([sourceOf('m1', A, { group: 'A' }), sourceOf('m2', B, { group: 'A' })])).toBe(
      'form-sources-differ',
    );
  });

  test('a judgement whose forms were returned meanwhile is not settled', async () => {
    // Its method asks for no publicity, so nothing else is waited for.
    const sources = [sourceOf('m1', A, { rules: { publicityDays: 0 } })];
    const one = await begun(sources);
    if (typeof one !== 'object') throw new Error('not begun');
    for (const name of ['高玉龙', '王秀英']) await judgements.judge(one.id, { name, grade: 1, reasons: '' });
    expect(await judgements.settle([], one.id)).toMatchObject({ ok: false, error: { code: 'paper-incomplete' } });
    expect(await judgements.settle(sources, one.id)).toEqual({ ok: true, value: true });
  });
});

const idOf = async (sources: readonly RatedSource[], body: object): Promise<string> => {
  const picked = sources.map(({ meeting, list }) => ({ meeting, list }));
  const made = await judgements.begin(sources, { title: '等次', quota: 0, sources: picked, ...body });
  if (!made.ok) throw new Error(made.error);
  return made.value;
};
const shown = async (sources: readonly RatedSource[], id: string) => {
  const found = (await judgements.list(sources)).find((one) => one.id === id);
  if (found === undefined) throw new Error('no judgement');
  return found;
};
const csv = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a score is given by the reviewing organization, with its reasons (rules §4.4, T63, T64)', () => {
  test('its band is the grade: 90, 80 and 60 begin one, and 89.5 belongs to none under whole points', async () => {
    const sources = [sourceOf('m1', A)];
    const id = await idOf(sources, { byScore: true });
    const give = (score: string, grade: number | null = null) =>
      judgements.judge(id, { name: '高玉龙', grade, score, reasons: '' });
    const gradeNow = async () => (await shown(sources, id)).objects[0];
    expect((await shown(sources, id)).grades.map(({ zh }) => zh)).toEqual(['好', '较好', '一般', '较差']);
    for (const [score, grade] of [
      ['100', 0],
      ['90', 0],
      ['89', 1],
      ['80', 1],
      ['79', 2],
      ['60', 2],
      ['59', 3],
      ['0', 3],
    ] as const) {
      expect(await give(score)).toEqual({ ok: true, value: true });
      expect(await gradeNow()).toMatchObject({ score, grade });
    }
    for (const wrong of ['89.5', '101', '-1', '好'])
      expect(await give(wrong)).toEqual({ ok: false, error: 'score-unreadable' });
    expect(await gradeNow()).toMatchObject({ score: '0', grade: 3 });
    // 好 and 较差 need their reasons; a grade without a score is none.
    expect((await shown(sources, id)).problems.map(({ code }) => code)).toEqual(['reasons-missing', 'not-judged']);
    expect(await give('', 1)).toEqual({ ok: false, error: 'grade-unknown' });
    expect(await give('')).toEqual({ ok: true, value: true });
    expect(await gradeNow()).toMatchObject({ score: '', grade: null });
    // And a score in a class that is judged by grades.
    const other = await idOf([sourceOf('m2', A)], {});
    expect(await judgements.judge(other, { name: '高玉龙', grade: 1, score: '85', reasons: '' })).toEqual({
      ok: false,
      error: 'score-unreadable',
    });
  });

  test('half-open bands take 89.5, and the method that was adopted says whether scores are given', async () => {
    const halfOpen = [sourceOf('m1', A, { rules: { appraisalScoreBands: 'half-open', appraisalScale: 'score' } })];
    expect(await begun(halfOpen)).toBe('sealed-otherwise');
    const id = await idOf(halfOpen, { byScore: true });
    expect(await judgements.judge(id, { name: '高玉龙', grade: null, score: '89.5', reasons: '' })).toMatchObject({
      ok: true,
    });
    expect((await shown(halfOpen, id)).objects[0]).toMatchObject({ score: '89.5', grade: 1 });
    const ticked = [sourceOf('m1', A, { rules: { appraisalScale: 'four-excellent' } })];
    const body = { title: '等次', quota: 0, byScore: true, sources: [{ meeting: 'm1', list: LIST }] } as const;
    expect(await judgements.begin(ticked, body)).toEqual({ ok: false, error: 'sealed-otherwise' });
    const differing = [
      sourceOf('m1', A, { organization: '甲村' }),
      sourceOf('m2', A, { organization: '乙村', rules: { appraisalScoreBands: 'half-open' } }),
    ];
    const sources = differing.map(({ meeting }) => ({ meeting, list: LIST }));
    expect(await judgements.begin(differing, { ...body, sources })).toEqual({
      ok: false,
      error: 'form-sources-differ',
    });
  });
});

describe('the class is judged as a whole (rules §4.4)', () => {
  test('objects of all villages have one order by their forms, and equals share a place', async () => {
    const sources = [
      sourceOf('m1', A, { organization: '甲村' }),
      sourceOf(
        'm2',
        [
          [5, 5, 0, 0],
          [0, 9, 1, 0],
        ],
        { organization: '乙村' },
      ),
    ];
    const id = await idOf(sources, {});
    const { objects } = await shown(sources, id);
    expect(objects.map(({ name, rank }) => [name, rank])).toEqual([
      ['高玉龙（甲村）', 1],
      ['王秀英（甲村）', 2],
      ['高玉龙（乙村）', 2],
      ['王秀英（乙村）', 4],
    ]);
  });

  test('a class in slices, or without a quota, is pointed out', async () => {
    const sources = [sourceOf('slice', A)];
    const first = await idOf(sources, { title: '全镇书记', quota: 30 });
    expect((await shown(sources, first)).warnings).toEqual([]);
    const second = await idOf(sources, { title: '其中几名', quota: 0 });
    expect((await shown(sources, second)).warnings).toMatchObject([
      { code: 'source-judged-elsewhere', zh: expect.stringContaining('全镇书记') },
      { code: 'no-quota' },
    ]);
    expect((await shown(sources, first)).warnings.map(({ code }) => code)).toEqual(['source-judged-elsewhere']);
  });

  test('grades and reasons come from a file, all lines or none, within the quota as by hand', async () => {
    const ten = Array.from({ length: 5 }, (_, at) =>
      sourceOf(`v${at}`, A, { organization: `村${at}`, rules: { appraisalQuota: 20 } }),
    );
    const id = await idOf(ten, { quota: 20 });
    const give = (text: string) => judgements.importJudged(id, csv(text));
    const best = async () => (await shown(ten, id)).objects.filter(({ grade }) => grade === 0).map(({ name }) => name);
    const row = (of: string, grade: string, reasons = '') => `${of},${grade},${reasons}\n`;
    expect(
      await give(
        `对象,等次,理由\n${row('高玉龙（村0）', '优秀', '抓党建')}${row('高玉龙（村1）', '优秀', '群众公认')}${row('王秀英（村0）', '称职')}`,
      ),
    ).toMatchObject({ ok: true, value: { imported: true, rows: 3 } });
    expect(await best()).toEqual(['高玉龙（村0）', '高玉龙（村1）']);
    // A third of ten is more than 20 %; one for another is not, in whatever order the lines stand.
    expect(await give(`对象,等次,理由\n${row('高玉龙（村2）', '优秀', '好')}`)).toMatchObject({
      ok: false,
      error: { code: 'quota-exceeded' },
    });
    await give(`对象,等次,理由\n${row('高玉龙（村2）', '优秀', '好')}${row('高玉龙（村1）', '称职')}`);
    expect(await best()).toEqual(['高玉龙（村0）', '高玉龙（村2）']);
    expect((await shown(ten, id)).objects.find(({ name }) => name === '高玉龙（村1）')?.reasons).toBe('群众公认');
    const refused = async (text: string) => {
      const answer = await give(text);
      return answer.ok ? answer.value.lines.map(({ line, code }) => [line, code]) : answer.error;
    };
    expect(await refused(`对象,等次\n高玉龙（村3）,称职\n无此人,称职\n高玉龙（村4）,很好\n`)).toEqual([
      [3, 'object-unknown'],
      [4, 'grade-unknown'],
    ]);
    expect((await shown(ten, id)).objects.find(({ name }) => name === '高玉龙（村3）')?.grade).toBeNull();
    expect(await refused('姓名,等次\n')).toEqual([[1, 'headings-missing']]);
  });

  test('nobody is judged who is not among the objects, in a judgement that there is not, or of a form that was not counted', async () => {
    const sources = [sourceOf('m1', A)];
    const id = await idOf(sources, {});
    const judged = { name: '无此人', grade: 1, reasons: '' };
    expect(await judgements.judge('nothing', judged)).toEqual({ ok: false, error: 'not-found' });
    expect(await judgements.judge(id, judged)).toEqual({ ok: false, error: 'object-unknown' });
    expect(await judgements.judge(id, { ...judged, name: '高玉龙', grade: 9 })).toEqual({
      ok: false,
      error: 'grade-unknown',
    });
    const picked = [{ meeting: 'nothing', list: LIST }];
    const asked = { title: '等次', quota: 0, sources: picked } as const;
    expect(await judgements.begin(sources, asked)).toEqual({ ok: false, error: 'form-source-unknown' });
  });

  test('scores come from a file as they are given by hand', async () => {
    const sources = [sourceOf('m1', A)];
    const id = await idOf(sources, { byScore: true });
    const give = (text: string) => judgements.importJudged(id, csv(text));
    await give('对象,得分,理由\n高玉龙,92,抓党建\n王秀英,79,\n');
    expect((await shown(sources, id)).objects).toMatchObject([
      { score: '92', grade: 0, reasons: '抓党建' },
      { score: '79', grade: 2 },
    ]);
    for (const [text, code] of [
      ['对象,得分\n高玉龙,89.5\n', 'score-unreadable'],
      ['对象,得分,等次\n高玉龙,85,好\n', 'grade-of-score'],
    ] as const)
      expect(await give(text)).toMatchObject({ ok: true, value: { imported: false, lines: [{ line: 2, code }] } });
    // A grade alone neither changes the score that stands nor is dropped in silence; the one that stands is no change.
    expect(await give('对象,得分,等次,理由\n高玉龙,,较好,降一档\n王秀英,79,\n')).toMatchObject({
      value: {
        imported: false,
        lines: [{ line: 2, code: 'grade-of-score', zh: expect.stringContaining('现有得分 92 分是“好”，不是“较好”') }],
      },
    });
    expect((await shown(sources, id)).objects[0]).toMatchObject({ score: '92', grade: 0, reasons: '抓党建' });
    expect(await give('对象,等次,理由\n高玉龙,好,抓党建促振兴\n')).toMatchObject({ value: { imported: true } });
    expect((await shown(sources, id)).objects[0]).toMatchObject({ score: '92', grade: 0, reasons: '抓党建促振兴' });
    // Nor is a score where the grades of the form are judged.
    const graded = await idOf([sourceOf('m3', A)], {});
    expect(await judgements.importJudged(graded, csv('对象,等次,得分\n高玉龙,称职,85\n'))).toMatchObject({
      value: { imported: false, lines: [{ line: 2, code: 'score-not-asked' }] },
    });
    const fresh = await idOf(sources, { byScore: true });
    expect(await judgements.importJudged(fresh, csv('对象,等次\n高玉龙,好\n'))).toMatchObject({
      value: { lines: [{ code: 'score-missing' }] },
    });
  });
});

/** 高玉龙 is better in 德, 王秀英 in 能 by far. */
const VIRTUE = [
  [6, 4, 0, 0],
  [5, 5, 0, 0],
];
const ABILITY = [
  [2, 8, 0, 0],
  [9, 1, 0, 0],
];
const divided = (
  meeting: string,
  rules: Partial<RuleSettings> = {},
  about: { group?: string; organization?: string } = {},
) =>
  [
    sourceOf(meeting, VIRTUE, { ...about, rules, dimension: '德', place: 0 }),
    sourceOf(meeting, ABILITY, { ...about, rules, dimension: '能', place: 1 }),
  ] as const;

describe('several dimensions of the same persons are judged together (rules §4.4)', () => {
  test('each stands beside the person, and the quota is of persons', async () => {
    const five = ['甲村', '乙村', '丙村', '丁村', '戊村'].flatMap((organization, at) =>
      divided(`d${at}`, { appraisalQuota: 20 }, { organization }),
    );
    const id = await idOf(five, { quota: 20 });
    const { objects, maximum } = await shown(five, id);
    expect(objects).toHaveLength(10);
    expect(maximum).toBe(2);
    expect(objects[0]).toMatchObject({
      name: '高玉龙（甲村）',
      rank: null,
      parts: [
        { dimension: '德', forms: 10, ticks: [6, 4, 0, 0], shares: ['60.00', '40.00', '0.00', '0.00'], rank: 1 },
        { dimension: '能', forms: 10, ticks: [2, 8, 0, 0], shares: ['20.00', '80.00', '0.00', '0.00'], rank: 6 },
      ],
    });
    const best = (name: string) => judgements.judge(id, { name, grade: 0, reasons: '群众公认' });
    await best('高玉龙（甲村）');
    await best('王秀英（甲村）');
    expect(await best('高玉龙（乙村）')).toMatchObject({ error: { code: 'quota-exceeded' } });
    // The majority has ticked 优秀 in one dimension and nobody has it for that.
    expect((await shown(five, id)).objects.filter(({ grade }) => grade !== null)).toHaveLength(2);
  });

  test('the method that was sealed ranks them: apart, by averages, or in the order of the form', async () => {
    const ranks = async (rules: Partial<RuleSettings>) => {
      const sources = divided('m1', rules);
      // The order of the form counts, in whatever order the township names them.
      const id = await idOf(sources.toReversed(), {});
      const { objects, dimensionRanking } = await shown(sources, id);
      expect(objects[0]?.parts.map(({ dimension }) => dimension)).toEqual(['德', '能']);
      return [dimensionRanking, ...objects.map(({ rank }) => rank)];
    };
    expect(await ranks({})).toEqual(['apart', null, null]);
    expect(await ranks({ appraisalDimensions: 'average' })).toEqual(['average', 2, 1]);
    expect(await ranks({ appraisalDimensions: 'in-order' })).toEqual(['in-order', 1, 2]);
    expect((await shown([sourceOf('m1', A)], await idOf([sourceOf('m1', A)], {}))).dimensionRanking).toBeNull();
    const facts = await judgements.facts(divided('m1'), await idOf(divided('m1'), {}));
    expect(facts).toMatchObject({ dimensions: ['德', '能'], dimensionRanking: 'apart' });
    expect(facts?.groups).toMatchObject([{ list: LIST, tables: [{ dimension: '德' }, { dimension: '能' }] }]);
  });

  test('a dimension is not left out because its counts are known', async () => {
    const sources = divided('m1');
    expect(await begun(sources, 0, sources.slice(0, 1))).toBe('form-sources-differ');
    expect(await begun(sources, 0, sources)).toMatchObject({ objects: [{ name: '高玉龙' }, { name: '王秀英' }] });
    // Another list of the same meeting is a class of its own.
    const other = { ...sourceOf('m1', A, { place: 2 }), list: '班子' };
    const bodies = { ...other, form: { ...other.form, title: { zh: '班子', en: 'Bodies' } } } as RatedSource;
    expect(await begun([...sources, bodies], 0, sources)).toMatchObject({ quota: 0 });
    // So is the same list of another village.
    const elsewhere = divided('m2', {}, { organization: '乙村' });
    expect(await begun([...sources, ...elsewhere], 0, sources)).toMatchObject({ quota: 0 });
  });

  test('other dimensions, another order of them, other persons or another ranking are judged apart', async () => {
    const own = divided('m1', {}, { organization: '甲村' });
    const differ = async (...others: readonly RatedSource[]) =>
      expect(await begun([...own, ...others])).toBe('form-sources-differ');
    await differ(sourceOf('m2', A, { organization: '乙村' }));
    await differ(sourceOf('m2', A, { organization: '乙村', dimension: '德' }));
    const [virtue, ability] = divided('m2', {}, { organization: '乙村' });
    await differ({ ...virtue, place: 1 }, { ...ability, place: 0 });
    await differ(...divided('m2', { appraisalDimensions: 'average' }, { organization: '乙村' }));
    const [first, second] = divided('m3');
    const rows = second.form.rows.toReversed();
    expect(await begun([first, { ...second, form: { ...second.form, rows } } as RatedSource])).toBe(
      'form-sources-differ',
    );
    // One dimension alone is ranked by itself, whatever each method says of several.
    const alone = (meeting: string, organization: string, rules: Partial<RuleSettings>) =>
      sourceOf(meeting, A, { organization, rules });
    const two = [alone('m4', '甲村', {}), alone('m5', '乙村', { appraisalDimensions: 'average' })];
    expect(await begun(two)).toMatchObject({ dimensionRanking: null });
  });

  test('groups are joined in every dimension by their weights', async () => {
    const appraisalWeights = [
      { group: 'A', weight: 60 },
      { group: 'B', weight: 40 },
    ];
    const [a, b] = [
      divided('m1', { appraisalWeights }, { group: 'A' }),
      divided('m2', { appraisalWeights }, { group: 'B' }),
    ];
    const weighted = [a[0], a[1], { ...b[0], form: { ...b[0].form, rows: b[1].form.rows } } as RatedSource, b[1]];
    expect(await begun(weighted)).toMatchObject({
      objects: [
        {
          parts: [
            { shares: ['44.00', '56.00', '0.00', '0.00'], forms: 20 },
            { shares: ['20.00', '80.00', '0.00', '0.00'] },
          ],
        },
        { parts: [{ shares: ['66.00', '34.00', '0.00', '0.00'] }, { shares: ['90.00', '10.00', '0.00', '0.00'] }] },
      ],
    });
    expect(await begun(weighted, 0, weighted.slice(0, 3))).toBe('form-sources-differ');
  });
});

test('a published result waits seven working days for objections, each of them answered (rules §4.4)', async () => {
  const sources = [sourceOf('m1', A)];
  const id = await idOf(sources, {});
  const posting = { posted: '2026-11-02', telephone: '028-12380' };
  expect(await judgements.post(sources, id, posting)).toMatchObject({ error: { code: 'paper-incomplete' } });
  for (const name of ['高玉龙', '王秀英']) await judgements.judge(id, { name, grade: 1, reasons: '' });
  const objection = { day: '2026-11-04', words: '不公', handling: '' };
  expect(await judgements.object(id, objection)).toEqual({ ok: false, error: 'not-posted' });
  expect(await judgements.importObjections(id, csv('收到日期,反映的内容\n2026-11-04,不公\n'))).toEqual({
    ok: false,
    error: 'not-posted',
  });
  today = '2026-11-11';
  await judgements.post(sources, id, posting);
  // Posted on a Monday: three days on the board, then objections until the Wednesday after next.
  expect((await shown(sources, id)).publicity).toEqual({
    ...posting,
    first: '2026-11-03',
    last: '2026-11-05',
    free: '2026-11-12',
  });
  await judgements.object(id, objection);
  const detail = async () => {
    const settled = await judgements.settle(sources, id);
    if (settled.ok || typeof settled.error === 'string') return [];
    return settled.error.detail.map(({ zh }) => zh);
  };
  expect(await detail()).toMatchObject(
    [/异议期/, /2026 年的放假安排/, /1 条意见/].map((one) => expect.stringMatching(one)),
  );
  await createTownshipSettings(connection.db).save({ offices: [], holidays: [{ year: 2026, off: [], worked: [] }] });
  today = '2026-11-12';
  expect(await detail()).toMatchObject([expect.stringMatching(/1 条意见/)]);
  expect(await judgements.handle(id, 1, '已核实')).toEqual({ ok: false, error: 'objection-unknown' });
  const give = (rows: string) => judgements.importObjections(id, csv(`收到日期,反映的内容,处理情况\n${rows}\n`));
  expect(await give('2026-11-05,评分偏高,\n某日,有异议,')).toMatchObject({
    value: { imported: false, rows: 0, lines: [{ line: 3, code: 'day-unreadable' }] },
  });
  expect((await shown(sources, id)).objections).toEqual([objection]);
  for (const _ of [1, 2]) {
    expect(await give('2026-11-04,不公,\n2026-11-05,评分偏高,经复核维持')).toEqual({
      ok: true,
      value: { imported: true, rows: 2, lines: [] },
    });
    expect((await shown(sources, id)).objections).toEqual([
      objection,
      { day: '2026-11-05', words: '评分偏高', handling: '经复核维持' },
    ]);
  }
  expect(await judgements.importObjections(id, Uint8Array.of(0x50, 0x4b, 3, 4))).toEqual({
    ok: false,
    error: 'file-unreadable',
  });
  expect(await judgements.importObjections('nothing', csv(''))).toEqual({ ok: false, error: 'not-found' });
  await judgements.handle(id, 0, '经核实不属实');
  const papers = (await shown(sources, id)).papers.map(({ kind, ready }) => [kind, ready]);
  expect(papers).toEqual(['summary', 'result', 'notice', 'publicity-report', 'list'].map((kind) => [kind, true]));
  // Another grade takes the notice down; other reasons do not.
  await judgements.judge(id, { name: '高玉龙', grade: 1, reasons: '补充' });
  expect((await shown(sources, id)).publicity).not.toBeNull();
  await judgements.judge(id, { name: '高玉龙', grade: 2, reasons: '' });
  expect((await shown(sources, id)).publicity).toBeNull();
  await judgements.judge(id, { name: '高玉龙', grade: 1, reasons: '' });
  await judgements.post(sources, id, posting);
  expect(await judgements.settle(sources, id)).toEqual({ ok: true, value: true });
});

describe('the result hangs as the method says that was sealed before the votes (rules §4.4, §7)', () => {
  const WORKING = { publicityDays: 5, publicityDayKind: 'working' } as const;
  const judgedOf = async (rules: Partial<RuleSettings>) => {
    const sources = [sourceOf('m1', A, { rules })];
    const id = await idOf(sources, {});
    for (const name of ['高玉龙', '王秀英']) await judgements.judge(id, { name, grade: 1, reasons: '' });
    const detail = async () => {
      const settled = await judgements.settle(sources, id);
      return settled.ok ? [] : typeof settled.error === 'string' ? [settled.error] : settled.error.detail;
    };
    return { sources, id, detail };
  };
  const posting = { posted: '2026-11-02', telephone: '028-12380' };

  test('five working days are five working days, and nothing is settled that was never posted', async () => {
    await createTownshipSettings(connection.db).save({ offices: [], holidays: [{ year: 2026, off: [], worked: [] }] });
    today = '2026-12-31';
    const { sources, id, detail } = await judgedOf(WORKING);
    expect(await detail()).toMatchObject([{ zh: '研判结果还没有公示。', en: 'The result has not been posted.' }]);
    await judgements.post(sources, id, posting);
    expect((await shown(sources, id)).publicity).toMatchObject({
      first: '2026-11-03',
      last: '2026-11-09',
      free: '2026-11-12',
    });
    expect(await judgements.facts(sources, id)).toMatchObject({
      publicity: { days: 5, dayKind: 'working', countsPostingDay: false },
      posting: { last: '2026-11-09', objectionsUntil: '2026-11-11' },
    });
    expect(await detail()).toEqual([]);
  });

  test('a notice that hangs longer than objections are taken is waited for', async () => {
    const { sources, id, detail } = await judgedOf({ ...WORKING, publicityDays: 10 });
    await judgements.post(sources, id, posting);
    expect((await shown(sources, id)).publicity).toMatchObject({ last: '2026-11-16', free: '2026-11-17' });
    today = '2026-11-16';
    expect(await detail()).toMatchObject([{ zh: '公示到 2026-11-16 期满，2026-11-17 起可以定稿。' }]);
    today = '2026-11-17';
    expect(await detail()).toEqual([]);
    expect(await judgements.settle(sources, id)).toEqual({ ok: false, error: 'paper-settled' });
    const judged = { name: '高玉龙', grade: 1, reasons: '' };
    expect(await judgements.judge(id, judged)).toEqual({ ok: false, error: 'paper-settled' });
  });

  test('results that were sealed with different publicity are judged apart', async () => {
    const one = sourceOf('m1', A, { organization: '甲村' });
    for (const rules of [
      { publicityDays: 5 },
      { publicityDayKind: 'working' },
      { publicityCountsPostingDay: true },
    ] as const)
      expect(await begun([one, sourceOf('m2', A, { organization: '乙村', rules })])).toBe('form-sources-differ');
  });
});
