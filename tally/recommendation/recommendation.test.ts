import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minimumCandidates } from '../rules/surplus.ts';
import { combineRecommendations, type RecommendingGroup } from './combine-groups.ts';
import { rankNominees, topNominees } from './nominee-ranking.ts';
import { countRecommendations } from './recommendation-form.ts';
import { listProblems } from './resulting-list.ts';

const votes = (list: Readonly<Record<string, number>>) =>
  Object.entries(list).map(([name, count]) => ({ name, votes: count }));
const group = (name: string, list: Readonly<Record<string, number>>): RecommendingGroup => ({
  group: name,
  votes: votes(list),
});
const NO_WEIGHTS = { recommendWeights: [] };

describe('ranking (rules §4.3)', () => {
  test('has no threshold, equals share a place, and nobody without a vote is on it', () => {
    expect(rankNominees(votes({ 甲: 3, 乙: 5, 丙: 3, 丁: 0, 戊: 1 }))).toEqual([
      { name: '乙', votes: 5, rank: 1 },
      { name: '甲', votes: 3, rank: 2 },
      { name: '丙', votes: 3, rank: 2 },
      { name: '戊', votes: 1, rank: 4 },
    ]);
  });

  test('who is level with the last place is taken too, and named', () => {
    const ranking = rankNominees(votes({ 甲: 5, 乙: 3, 丙: 3, 丁: 1 }));
    expect(topNominees(ranking, 2)).toEqual({ names: ['甲', '乙', '丙'], level: ['乙', '丙'] });
    expect(topNominees(ranking, 3)).toEqual({ names: ['甲', '乙', '丙'], level: [] });
    expect(topNominees(ranking, 9).names).toHaveLength(4);
  });
});

describe('forms (T69)', () => {
  test('blanks are no names, and an invalid form gives nobody a vote', () => {
    const tally = countRecommendations(
      [{ names: ['甲', '', ' 乙 '] }, { names: ['甲', '乙', '丙', '丁'] }, { names: [] }, { names: ['甲', '甲'] }],
      3,
    );
    expect(tally).toEqual({
      recovered: 4,
      valid: 3,
      invalid: 1,
      votes: [
        { name: '甲', votes: 2 },
        { name: '乙', votes: 1 },
      ],
    });
  });
});

describe('combining two groups in four ways', () => {
  const members = group('党员', { 甲: 10, 乙: 8, 丙: 6, 丁: 4 });
  const representatives = group('村民代表', { 丁: 20, 甲: 12, 戊: 11, 乙: 3 });
  const combine = (settings: Parameters<typeof combineRecommendations>[2], seats = 3) =>
    combineRecommendations([members, representatives], seats, settings);
  const ranked = (settings: Parameters<typeof combineRecommendations>[2]) => {
    const combined = combine(settings);
    return combined.ok ? combined.value.ranking?.map(({ name, votes: count }) => [name, count]) : combined.error;
  };

  test('apart: both rankings and no common list', () => {
    const combined = combine({ recommendCombine: 'separate', ...NO_WEIGHTS });
    expect(combined).toMatchObject({ ok: true, value: { ranking: null, persons: null } });
    expect(combined.ok && combined.value.groups.map(({ ranking }) => ranking[0]?.name)).toEqual(['甲', '丁']);
  });

  test('by sums', () => {
    expect(ranked({ recommendCombine: 'sum', ...NO_WEIGHTS })).toEqual([
      ['丁', 24],
      ['甲', 22],
      ['乙', 11],
      ['戊', 11],
      ['丙', 6],
    ]);
    const combined = combine({ recommendCombine: 'sum', ...NO_WEIGHTS });
    expect(combined.ok && combined.value.persons).toEqual(['丁', '甲', '乙', '戊']);
  });

  test('by weights', () => {
    const recommendWeights = [
      { group: '党员', weight: 6 },
      { group: '村民代表', weight: 4 },
    ];
    expect(ranked({ recommendCombine: 'weighted', recommendWeights })).toEqual([
      ['甲', 108],
      ['丁', 104],
      ['乙', 60],
      ['戊', 44],
      ['丙', 36],
    ]);
  });

  test('crossing the lists: whoever stands in one of them', () => {
    const combined = combine({ recommendCombine: 'cross-list', ...NO_WEIGHTS });
    expect(combined.ok && combined.value.persons).toEqual(['甲', '乙', '丙', '丁', '戊']);
  });

  test('crossed lists never fall short of the surplus when enough persons were recommended, and level ones widen them', () => {
    const person = fc.constantFrom('甲', '乙', '丙', '丁', '戊', '己', '庚', '辛');
    const list = fc.uniqueArray(fc.record({ name: person, votes: fc.integer({ min: 1, max: 9 }) }), {
      selector: ({ name }) => name,
      maxLength: 8,
    });
    fc.assert(
      fc.property(list, list, fc.integer({ min: 1, max: 5 }), (first, second, seats) => {
        const combined = combineRecommendations(
          [
            { group: 'A', votes: first },
            { group: 'B', votes: second },
          ],
          seats,
          { recommendCombine: 'cross-list', ...NO_WEIGHTS },
        );
        if (!combined.ok) throw new Error(combined.error.code);
        const everybody = new Set([...first, ...second].map(({ name }) => name));
        const persons = combined.value.persons ?? [];
        expect(new Set(persons).size).toBe(persons.length);
        expect(persons.length).toBeGreaterThanOrEqual(Math.min(minimumCandidates(seats), everybody.size));
        if (combined.value.level.length === 0)
          expect(persons.length).toBeLessThanOrEqual(Math.max(2 * seats, minimumCandidates(seats)));
      }),
    );
  });

  test('a group without a weight, a name twice and no group are refused', () => {
    expect(combine({ recommendCombine: 'weighted', recommendWeights: [{ group: '党员', weight: 1 }] })).toEqual({
      ok: false,
      error: { code: 'weight-missing', group: '村民代表' },
    });
    const twice = { group: '党员', votes: [...votes({ 甲: 1 }), ...votes({ 甲: 2 })] };
    expect(combineRecommendations([twice], 3, { recommendCombine: 'sum', ...NO_WEIGHTS })).toEqual({
      ok: false,
      error: { code: 'name-twice', group: '党员', name: '甲' },
    });
    expect(combineRecommendations([], 3, { recommendCombine: 'sum', ...NO_WEIGHTS })).toMatchObject({ ok: false });
  });
});

test('the list that goes on has its surplus, nobody twice and nobody whom no one named (rules §4.2)', () => {
  const codes = (list: readonly string[]) =>
    listProblems(list, 3, ['甲', '乙', '丙', '丁', '戊']).map(({ code }) => code);
  expect(codes(['甲', '乙', '丙', '丁'])).toEqual([]);
  expect(codes(['甲', '乙', '丙'])).toEqual(['surplus-too-small']);
  expect(codes(['甲', '乙', '丙', '丙'])).toEqual(['person-twice', 'surplus-too-small']);
  expect(codes(['甲', '乙', '丙', '己'])).toEqual(['not-recommended']);
});
