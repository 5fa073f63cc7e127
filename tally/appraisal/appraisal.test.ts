import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AppraisalContest } from '../record/contest.ts';
import { countAppraisalForms, judgeAppraisalRow } from './appraisal-form.ts';
import { compareFractions, fraction, percentText } from './fraction.ts';
import { type AppraisalGroup, combineGroups } from './groups.ts';
import { judgementProblems, judgeObject, quotaMaximum, unjudged } from './judgement.ts';
import { rankByRates, rankObjects } from './ranking.ts';
import { appraisalCounts, appraisalResult } from './rates.ts';
import { SCALES, scoreBand } from './scales.ts';

describe('rates (rules §4.4)', () => {
  test.each([
    [30, 44, '68.18'],
    [30, 43, '69.77'],
    [1, 8, '12.50'],
    [1, 200, '0.50'],
    [1, 20_000, '0.01'],
    [0, 7, '0.00'],
    [7, 7, '100.00'],
  ])('%i of %i is %s %', (num, den, text) => {
    expect(percentText(fraction(num, den))).toBe(text);
  });

  test('the last digit is half up, and no digit is asked for without a point', () => {
    expect(percentText(fraction(1, 16), 1)).toBe('6.3');
    expect(percentText(fraction(1, 3), 0)).toBe('33');
    expect(percentText(fraction(2, 3), 0)).toBe('67');
  });

  test('a spelled rate is within half a digit of the fraction', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.integer({ min: 1, max: 5000 }), (part, whole) => {
        const num = Math.min(part, whole);
        const [integer = '', decimals = ''] = percentText(fraction(num, whole)).split('.');
        expect(decimals).toMatch(/^\d\d$/);
        // 2 · |scaled · whole − num · 10000| ≤ whole
        const scaled = BigInt(integer + decimals);
        const difference = scaled * BigInt(whole) - BigInt(num) * 10_000n;
        expect(2n * (difference < 0n ? -difference : difference) <= BigInt(whole)).toBe(true);
      }),
    );
  });

  test('no people is no fraction', () => {
    expect(() => fraction(1, 0)).toThrow(RangeError);
    expect(() => fraction(-1, 2)).toThrow(RangeError);
    expect(compareFractions(fraction(1, 3), fraction(2, 6))).toBe(0);
  });

  test('a row that does not add up to the valid forms is refused', () => {
    const counts = { name: '甲', grades: [30, 10, 3, 0], abstain: 1, void: 0 };
    expect(appraisalResult(counts, 45)).toEqual({ ok: false, error: { code: 'row-sum', sum: 44, validForms: 45 } });
    expect(appraisalResult({ ...counts, void: 1 }, 45).ok).toBe(true);
  });

  test('nobody who ticked has no rate', () => {
    const result = appraisalResult({ name: '甲', grades: [0, 0], abstain: 0, void: 0 }, 0);
    expect(result.ok && result.value.rates).toEqual([
      { ofForms: null, ofRows: null },
      { ofForms: null, ofRows: null },
    ]);
  });

  test('the counters of kiosks are read object by object, and no tick is 未评', () => {
    const contest: AppraisalContest = {
      kind: 'appraisal',
      title: { zh: '测评', en: 'Appraisal' },
      subjects: [
        { name: '甲', remark: '' },
        { name: '甲', remark: '1974年4月生' },
      ],
      grades: [...SCALES['three-normal']],
    };
    expect(appraisalCounts(contest, [5, 1, 0, 0, 0, 4], 6)).toEqual([
      { name: '甲', grades: [5, 1, 0], abstain: 0, void: 0 },
      { name: '甲（1974年4月生）', grades: [0, 0, 4], abstain: 2, void: 0 },
    ]);
  });
});

describe('forms on paper (T68)', () => {
  test('one tick is a grade, none an abstention, two or a scribble void', () => {
    expect(judgeAppraisalRow([2], 4)).toEqual({ kind: 'grade', grade: 2 });
    expect(judgeAppraisalRow([2, 2], 4)).toEqual({ kind: 'grade', grade: 2 });
    expect(judgeAppraisalRow([], 4)).toEqual({ kind: 'abstain' });
    expect(judgeAppraisalRow('unreadable', 4)).toEqual({ kind: 'void' });
    expect(judgeAppraisalRow([4], 4)).toEqual({ kind: 'void' });
  });

  test('every valid form has one row for every object', () => {
    const row = fc.oneof(fc.constant('unreadable' as const), fc.array(fc.nat(4), { maxLength: 3 }));
    const forms = fc.array(
      fc.record({
        rows: fc.tuple(row, row, row),
        invalid: fc.option(fc.constant('重复'), { freq: 4 }),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(forms, (list) => {
        const tally = countAppraisalForms(['甲', '乙', '丙'], 4, list);
        expect(tally.valid + tally.invalid).toBe(tally.recovered);
        for (const counts of tally.objects) expect(appraisalResult(counts, tally.valid).ok).toBe(true);
      }),
    );
  });

  test('a form of another list is an error of the caller', () => {
    expect(() => countAppraisalForms(['甲'], 4, [{ rows: [[0], [1]], invalid: null }])).toThrow(RangeError);
  });
});

describe('scores (T63, T64)', () => {
  test.each(['', '101', '100.01', '-1', '9o', '90.125', '１００'])('%s is no score', (score) => {
    expect(scoreBand(score, 'half-open')).toEqual({ ok: false, error: 'not-a-score' });
  });

  test('a score between two bands is refused where scores are whole points', () => {
    expect(['89.5', '89.0'].map((score) => scoreBand(score, 'integer'))).toEqual(
      Array(2).fill({ ok: false, error: 'not-an-integer' }),
    );
    expect(scoreBand('89', 'integer')).toEqual({ ok: true, value: 1 });
  });

  test('half-open bands begin with their number', () => {
    const bands = ['100', '90', '89.99', '80', '79.5', '60', '59.99', '0'].map((score) =>
      scoreBand(score, 'half-open'),
    );
    expect(bands.map((band) => band.ok && band.value)).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
  });
});

describe('ranking', () => {
  const object = (name: string, grades: readonly number[], abstain = 0) => ({ name, grades, abstain, void: 0 });

  test('by the highest grade, then the next; equals share a place', () => {
    const objects = [
      object('甲', [5, 3, 2]),
      object('乙', [6, 0, 4]),
      object('丙', [5, 4, 1]),
      object('丁', [5, 3, 2]),
    ];
    expect(rankObjects(objects, 'valid-forms')).toEqual([
      { name: '乙', rank: 1 },
      { name: '丙', rank: 2 },
      { name: '甲', rank: 3 },
      { name: '丁', rank: 3 },
    ]);
  });

  test('the denominator can change the order', () => {
    const objects = [object('甲', [5, 5]), object('乙', [4, 2], 4)];
    expect(rankObjects(objects, 'valid-forms').map(({ name }) => name)).toEqual(['甲', '乙']);
    expect(rankObjects(objects, 'valid-rows').map(({ name }) => name)).toEqual(['乙', '甲']);
  });

  test('who was judged by nobody is last', () => {
    expect(
      rankByRates([
        { name: '甲', rates: [null] },
        { name: '乙', rates: [fraction(0, 5)] },
      ]).map(({ name }) => name),
    ).toEqual(['乙', '甲']);
  });
});

describe('groups A, B, C', () => {
  const group = (name: string, grades: readonly number[], abstain = 0): AppraisalGroup => ({
    group: name,
    validForms: grades.reduce((total, n) => total + n, abstain),
    objects: [{ name: '甲', grades, abstain, void: 0 }],
  });
  const settings = { appraisalWeights: [], appraisalDenominator: 'valid-forms' } as const;

  test('without weights every form counts alike', () => {
    const combined = combineGroups([group('A', [8, 2]), group('B', [10, 30])], settings);
    if (!combined.ok) throw new Error(combined.error.code);
    expect(combined.value).toMatchObject({
      validForms: 50,
      objects: [{ name: '甲', grades: [18, 32], abstain: 0, void: 0 }],
      rates: [{ name: '甲', grades: ['36.00', '64.00'] }],
    });
  });

  test('with weights every group has its share, whatever its size', () => {
    const weights = [
      { group: 'A', weight: 3 },
      { group: 'B', weight: 2 },
    ];
    const combined = combineGroups([group('A', [8, 2]), group('B', [10, 30])], {
      ...settings,
      appraisalWeights: weights,
    });
    // (3 · 8/10 + 2 · 10/40) / 5 = 58 %
    expect(combined.ok && combined.value.rates[0]?.grades).toEqual(['58.00', '42.00']);
    // A group whose rows are all blank has no say by valid rows.
    const blank = combineGroups([group('A', [8, 2]), group('B', [0, 0], 40)], {
      appraisalWeights: weights,
      appraisalDenominator: 'valid-rows',
    });
    expect(blank.ok && blank.value.rates[0]?.grades).toEqual(['80.00', '20.00']);
  });

  test('a group without a weight, other objects or no group are refused', () => {
    const weighted = { ...settings, appraisalWeights: [{ group: 'A', weight: 1 }] };
    expect(combineGroups([group('A', [1, 0]), group('C', [1, 0])], weighted)).toEqual({
      ok: false,
      error: { code: 'weight-missing', group: 'C' },
    });
    expect(combineGroups([group('A', [1, 0]), group('B', [1, 0, 0])], settings)).toEqual({
      ok: false,
      error: { code: 'objects-differ', group: 'B' },
    });
    const other = { ...group('B', [1, 0]), objects: [{ name: '乙', grades: [1, 0], abstain: 0, void: 0 }] };
    expect(combineGroups([group('A', [1, 0]), other], settings)).toMatchObject({
      ok: false,
      error: { code: 'objects-differ' },
    });
    expect(combineGroups([], settings)).toEqual({ ok: false, error: { code: 'no-group' } });
  });
});

describe('the judgement of the township', () => {
  const scale = SCALES['four-good'];

  test('nothing is judged before somebody judges', () => {
    expect(judgementProblems(unjudged(['甲', '乙']), scale, 0).map(({ code, name }) => [code, name])).toEqual([
      ['not-judged', '甲'],
      ['not-judged', '乙'],
    ]);
  });

  test('the highest and the lowest grade need reasons, the others do not', () => {
    const judged = [0, 1, 2, 3].map((grade) => ({ name: `村${grade}`, grade, reasons: ' ' }));
    expect(judgementProblems(judged, scale, 0).map(({ code, name }) => [code, name])).toEqual([
      ['reasons-missing', '村0'],
      ['reasons-missing', '村3'],
    ]);
    expect(
      judgementProblems(
        judged.map((one) => ({ ...one, reasons: '理由' })),
        scale,
        0,
      ),
    ).toEqual([]);
  });

  test('a judgement may be taken back and changed without meeting its own quota', () => {
    const five = unjudged(['甲', '乙', '丙', '丁', '戊']);
    expect(quotaMaximum(5, 20)).toBe(1);
    const one = judgeObject(five, { name: '甲', grade: 0, reasons: '一' }, 4, 20);
    if (!one.ok) throw new Error(one.error.code);
    expect(judgeObject(one.value, { name: '甲', grade: 0, reasons: '二' }, 4, 20).ok).toBe(true);
    expect(judgeObject(one.value, { name: '乙', grade: 0, reasons: '' }, 4, 20)).toMatchObject({ ok: false });
    const back = judgeObject(one.value, { name: '甲', grade: null, reasons: '' }, 4, 20);
    expect(back.ok && judgeObject(back.value, { name: '乙', grade: 0, reasons: '' }, 4, 20).ok).toBe(true);
  });

  test('nobody outside the class, no grade outside the scale, and a list beyond its quota is named', () => {
    const two = unjudged(['甲', '乙']);
    expect(judgeObject(two, { name: '丙', grade: 1, reasons: '' }, 4, 0)).toEqual({
      ok: false,
      error: { code: 'object-unknown' },
    });
    for (const grade of [4, -1, 0.5])
      expect(judgeObject(two, { name: '甲', grade, reasons: '' }, 4, 0)).toEqual({
        ok: false,
        error: { code: 'grade-unknown' },
      });
    const all = two.map((one) => ({ ...one, grade: 0, reasons: '好' }));
    const [problem, ...others] = judgementProblems(all, scale, 30);
    expect([problem?.code, others]).toEqual(['quota-exceeded', []]);
    expect(problem?.en).toMatch(/^\d+ with the highest grade are more than/u);
    const one = judgementProblems(all.slice(0, 1), scale, 30);
    expect(one[0]?.en).toBe('1 with the highest grade is more than 30 % of 1 (at most 0).');
  });
});
