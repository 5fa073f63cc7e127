import { describe, expect, it } from 'vitest';
import { GRADE_SCALES } from '../appraisal/grade-scales.ts';
import type { AppraisalContest, RecommendationContest } from '../record/contest.ts';
import { appraisedRows, percentWords, recommendedRows, sharesDiffer } from './form-results.ts';

const persons = (...names: readonly string[]) => names.map((name) => ({ name, remark: '' }));

const appraisal: AppraisalContest = {
  kind: 'appraisal',
  title: { zh: '干部', en: 'Cadres' },
  subjects: persons('甲', '乙', '丙'),
  grades: GRADE_SCALES['four-excellent'],
};

describe('results of forms', () => {
  it('gives T67 by forms and by rows: 68.18 % and 69.77 % (rules §8 T67)', () => {
    const [first] = appraisedRows(appraisal, [30, 10, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0], 44);
    expect(first).toMatchObject({ ticks: [30, 10, 3, 0], graded: 43, ungraded: 1 });
    expect(percentWords(first?.byForms[0] ?? null)).toBe('68.18%');
    expect(percentWords(first?.byRows[0] ?? null)).toBe('69.77%');
  });

  it('shows both wholes only where some row is left without a grade (rules §4.4)', () => {
    expect(sharesDiffer(appraisedRows(appraisal, [4, 0, 0, 0, 0, 4, 0, 0, 1, 1, 1, 1], 4))).toBe(false);
    expect(sharesDiffer(appraisedRows(appraisal, [4, 0, 0, 0, 0, 3, 0, 0, 1, 1, 1, 1], 4))).toBe(true);
  });

  it('ranks by the best grade, then the next, and gives equal shares one rank', () => {
    const ranks = (counts: readonly number[]) => appraisedRows(appraisal, counts, 10).map(({ rank }) => rank);
    expect(ranks([5, 5, 0, 0, 6, 0, 4, 0, 5, 4, 1, 0])).toEqual([2, 1, 3]);
    expect(ranks([5, 5, 0, 0, 5, 5, 0, 0, 4, 6, 0, 0])).toEqual([1, 1, 3]);
  });

  it('ranks by the rows where the settings say so', () => {
    const counts = [5, 5, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0];
    expect(appraisedRows(appraisal, counts, 10, 'valid-rows').map(({ rank }) => rank)).toEqual([2, 1, 3]);
    expect(appraisedRows(appraisal, counts, 10, 'valid-forms').map(({ rank }) => rank)).toEqual([1, 2, 3]);
  });

  it('ranks recommended persons by votes without any threshold (rules §4.3)', () => {
    const contest: RecommendationContest = {
      kind: 'recommendation',
      title: { zh: '委员', en: 'Members' },
      nominees: persons('甲', '乙', '丙'),
      limit: 2,
    };
    expect(recommendedRows(contest, [1, 7, 7], 8)).toEqual([
      { label: '乙', votes: 7, share: '87.50', rank: 1 },
      { label: '丙', votes: 7, share: '87.50', rank: 1 },
      { label: '甲', votes: 1, share: '12.50', rank: 3 },
    ]);
  });

  it('leaves out whom nobody recommended', () => {
    const contest: RecommendationContest = {
      kind: 'recommendation',
      title: { zh: '委员', en: 'Members' },
      nominees: persons('甲', '乙'),
      limit: 1,
    };
    expect(recommendedRows(contest, [0, 5], 6).map((row) => row.label)).toEqual(['乙']);
    expect(percentWords(null)).toBe('—');
  });
});
