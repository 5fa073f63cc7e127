import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RuleSettings, ruleSettings } from '../../tally/rules/settings.ts';
import type { DatabaseConnection } from '../store/database.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import type { RatedSource } from './form-sources.ts';
import { createJudgements } from './judgements.ts';

const LIST = '村干部';
const GRADES = ['优秀', '称职', '基本称职', '不称职'].map((zh) => ({ zh, en: zh }));

let connection: DatabaseConnection;
let judgements: ReturnType<typeof createJudgements>;
beforeAll(async () => {
  connection = await scratchDatabase();
  judgements = createJudgements({
    db: connection.db,
    random: (length) => new Uint8Array(randomBytes(length)),
  });
});
afterAll(() => connection.close());

/** `ticks` of two persons, of ten forms. */
function sourceOf(
  meeting: string,
  ticks: readonly (readonly number[])[],
  about: { readonly group?: string; readonly organization?: string; readonly rules?: Partial<RuleSettings> } = {},
): RatedSource {
  const { group = '', organization = '中共小河村支部委员会' } = about;
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
    title: { zh: LIST, en: LIST },
    objects: 'persons',
    dimension: '',
    grades: GRADES,
    forms: 10,
    rows,
  } as const;
  const sealed = { quota: rules.appraisalQuota, way: rules.recommendCombine, weights: [] };
  return {
    meeting,
    organization,
    title: '测评会',
    date: '2026-10-09',
    group,
    list: LIST,
    form,
    sealed,
    rules,
    superior: '中共大河镇委员会',
    counted: { expected: 12, present: 10, issued: 10, recovered: 10, valid: 10, invalid: 0 },
  };
}

async function begun(sources: readonly RatedSource[], quota: 0 | 20 | 30 = 0, chosen = sources) {
  const picked = chosen.map(({ meeting }) => ({ meeting, list: LIST }));
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
        { name: '高玉龙', forms: 20, shares: ['50.00', '50.00', '0.00', '0.00'] },
        { name: '王秀英', forms: 20, shares: ['50.00', '40.00', '0.00', '0.00'] },
      ],
    });
    const appraisalWeights = [
      { group: 'A', weight: 60 },
      { group: 'B', weight: 40 },
    ];
    expect(await begun(groups({ appraisalWeights }))).toMatchObject({
      objects: [{ shares: ['60.00', '40.00', '0.00', '0.00'] }, { shares: ['50.00', '42.00', '0.00', '0.00'] }],
    });
    expect(await begun(groups({ appraisalWeights, appraisalDenominator: 'valid-rows' }))).toMatchObject({
      objects: [{}, { shares: ['55.00', '45.00', '0.00', '0.00'] }],
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
    const sources = [sourceOf('m1', A)];
    const one = await begun(sources);
    if (typeof one !== 'object') throw new Error('not begun');
    for (const name of ['高玉龙', '王秀英']) await judgements.judge(one.id, { name, grade: 1, reasons: '' });
    expect(await judgements.settle([], one.id)).toMatchObject({ ok: false, error: { code: 'paper-incomplete' } });
    expect(await judgements.settle(sources, one.id)).toEqual({ ok: true, value: true });
  });
});
