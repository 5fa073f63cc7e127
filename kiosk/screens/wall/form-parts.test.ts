import { describe, expect, test } from 'vitest';
import type { FormResult } from '../../../tally/count/form-results.ts';
import { formParts } from './form-parts.ts';

const recommendation = (rows: number): FormResult => ({
  kind: 'recommendation',
  title: { zh: '委员初步人选', en: 'Recommendation' },
  limit: 3,
  nominees: rows,
  forms: 20,
  rows: Array.from({ length: rows }, (_, at) => ({ label: `人${at}`, votes: 20, share: '100.00', rank: 1 })),
});
const appraisal = (rows: number): FormResult => ({
  kind: 'appraisal',
  title: { zh: '村干部', en: 'Appraisal' },
  objects: 'persons',
  dimension: '',
  grades: [],
  forms: 20,
  rows: Array.from({ length: rows }, (_, at) => ({
    label: `人${at}`,
    ticks: [],
    graded: 20,
    ungraded: 0,
    byForms: [],
    byRows: [],
    rank: 1,
  })),
});

describe('the tables of the big screen (UX 5.6)', () => {
  test('stand one at a time, and a long one on several pictures of equal length', () => {
    const parts = formParts([appraisal(3), appraisal(21), recommendation(60)]);
    expect(parts.map(({ rows, number, of }) => [rows.length, number, of])).toEqual([
      [3, 1, 1],
      [7, 1, 3],
      [7, 2, 3],
      [7, 3, 3],
      [20, 1, 3],
      [20, 2, 3],
      [20, 3, 3],
    ]);
    expect(parts.slice(1, 4).flatMap(({ rows }) => rows)).toEqual(Array.from({ length: 21 }, (_, at) => at));
  });

  test('say so when nobody was recommended', () => {
    expect(formParts([recommendation(0)])).toMatchObject([{ rows: [], number: 1, of: 1 }]);
  });
});
