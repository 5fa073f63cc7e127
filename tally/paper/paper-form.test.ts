/** Forms on paper (rules §4.3, §4.4): T67 to T69, and two tellers who read a heap of them. */
import { expect, test } from 'vitest';
import { formResult } from '../count/form-results.ts';
import type { AppraisalContest, RecommendationContest } from '../record/contest.ts';
import { ruleSettings } from '../rules/settings.ts';
import { type AppraisalReading, countPaperForms, invalidForm, type RecommendationReading } from './paper-form.ts';
import { fitsContest, judgeReading, settledTally, tallyOfReadings } from './paper-reading.ts';
import { formCounts } from './paper-result.ts';

const RULES = ruleSettings({ majorityBase: 'expected' }).paper;
const GRADES = ['优秀', '称职', '基本称职', '不称职'].map((zh) => ({ zh, en: zh }));
const person = (name: string) => ({ name, remark: '' });
const APPRAISAL: AppraisalContest = {
  kind: 'appraisal',
  title: { zh: '村干部', en: 'Cadres' },
  subjects: ['高志明', '田桂香'].map(person),
  grades: GRADES,
};
const RECOMMENDATION: RecommendationContest = {
  kind: 'recommendation',
  title: { zh: '委员', en: 'Committee' },
  nominees: ['甲', '乙', '丙', '丁'].map(person),
  limit: 3,
};
const appraised = (...rows: AppraisalReading['rows']): AppraisalReading => ({
  kind: 'appraisal',
  rows,
  invalid: false,
});
const named = (nominees: readonly number[], others = 0): RecommendationReading => ({
  kind: 'recommendation',
  nominees,
  others,
  invalid: false,
});

test('T67 with its invalid form: 44 of 45 forms count, 68.18 % of forms and 69.77 % of valid rows', () => {
  const heap: AppraisalReading[] = [
    ...Array.from({ length: 30 }, () => appraised([0], [0])),
    ...Array.from({ length: 10 }, () => appraised([1], [0])),
    ...Array.from({ length: 3 }, () => appraised([2], [1])),
    appraised([], [1]),
    { ...appraised([0], [0]), invalid: true },
  ];
  const tally = tallyOfReadings(APPRAISAL, heap, RULES);
  expect(tally).toMatchObject({
    valid: 44,
    invalid: 1,
    invalidReasons: [{ reason: 'declared-invalid', ballots: 1 }],
    rows: [
      [30, 10, 3, 0, 1, 0],
      [40, 4, 0, 0, 0, 0],
    ],
  });
  const result = formResult(APPRAISAL, formCounts(APPRAISAL, tally), tally.valid, undefined);
  expect(result.kind === 'appraisal' && result.rows[0]).toMatchObject({ graded: 43, ungraded: 1, rank: 2 });
  expect(result.kind === 'appraisal' && [result.rows[0]?.byForms[0], result.rows[0]?.byRows[0]]).toEqual([
    '68.18',
    '69.77',
  ]);
});

test('T68: two ticks or a row that cannot be read void the row, and the other rows count', () => {
  const { valid, rows } = countPaperForms(APPRAISAL, [appraised([0, 1], [2]), appraised('unreadable', [])]);
  expect({ valid, rows }).toEqual({
    valid: 2,
    rows: [
      [0, 0, 0, 0, 0, 2],
      [0, 0, 1, 0, 1, 0],
    ],
  });
});

test('T69: four names of three are a waste form, also when one is of nobody on the list; a name twice is one', () => {
  expect(
    [named([0, 1, 2, 3]), named([0, 1, 2], 1), named([0, 1, 2]), named([0, 0, 1])].map((form) =>
      invalidForm(RECOMMENDATION, form),
    ),
  ).toEqual(['too-many-chosen', 'too-many-chosen', null, null]);
  expect(countPaperForms(RECOMMENDATION, [named([0, 0, 1]), named([0, 1, 2, 3])])).toMatchObject({
    valid: 1,
    invalid: 1,
    rows: [[1], [1], [0], [0]],
  });
});

test('what cannot be on this paper is refused', () => {
  expect(fitsContest(APPRAISAL, appraised([4], []), RULES)).toBe(false);
  expect(fitsContest(APPRAISAL, appraised([0]), RULES)).toBe(false);
  expect(fitsContest(APPRAISAL, named([0]), RULES)).toBe(false);
  expect(fitsContest(RECOMMENDATION, named([4]), RULES)).toBe(false);
  expect(judgeReading(RECOMMENDATION, named([0, 1, 2, 3]), RULES)).toMatchObject({ verdict: 'invalid' });
});

test('forms that two tellers read differently wait for the chief scrutineer; what both read alike nobody changes', () => {
  const first = [appraised([0], [1]), appraised([1, 0], [])];
  const second = [appraised([0], [2]), appraised([0, 1], [])];
  const open = settledTally(APPRAISAL, first, second, [], RULES);
  expect(open.ok ? [] : open.error.map(({ ballot }) => ballot)).toEqual([0]);
  const settlements = [
    { ballot: 0, as: appraised([0], [2]) },
    { ballot: 1, as: appraised([3], [3]) },
  ];
  const settled = settledTally(APPRAISAL, first, second, settlements, RULES);
  expect(settled.ok && settled.value.rows).toEqual([
    [1, 0, 0, 0, 0, 1],
    [0, 0, 1, 0, 1, 0],
  ]);
  expect(settledTally(APPRAISAL, first, first.slice(1), settlements, RULES).ok).toBe(false);
});

test('a form of another contest is never counted', () => {
  for (const form of [named([0]), appraised([0]), appraised([0], [4])])
    expect(() => countPaperForms(APPRAISAL, [form])).toThrow(RangeError);
  for (const form of [appraised([0], [0]), named([4]), named([-1]), named([0], -1)])
    expect(() => countPaperForms(RECOMMENDATION, [form])).toThrow(RangeError);
});
