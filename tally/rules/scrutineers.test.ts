import { describe, expect, test } from 'vitest';
import { isLegalThreshold, type ScrutineerPlan, scrutineerFaults } from './scrutineers.ts';

const PLAN: ScrutineerPlan = {
  scrutineers: ['杨辉', '韦小红', '梁志强'],
  tellers: ['唐梅', '周峰'],
  candidates: ['王建国（1974年4月生）', '李㛃'],
  threshold: 2,
};
const codes = (change: Partial<ScrutineerPlan>, required?: number) =>
  scrutineerFaults({ ...PLAN, ...change }, required).map(({ code, severity }) => [code, severity]);

describe('scrutineers and tellers (条例 2020 art. 22)', () => {
  test('the sample has none but good ones', () => {
    expect(codes({})).toEqual([]);
  });

  test('T56: a candidate may be neither scrutineer nor teller', () => {
    expect(codes({ scrutineers: ['杨辉', '李㛃', '梁志强'] })).toEqual([['candidate-is-scrutineer', 'stop']]);
    expect(codes({ tellers: ['李㛃'] })).toEqual([['candidate-is-teller', 'stop']]);
    expect(codes({ scrutineers: ['杨辉', '王建国（1977年6月生）', '梁志强'] })).toEqual([]);
  });

  test('nobody is listed twice and the method says how many there are at least', () => {
    expect(codes({ scrutineers: ['杨辉', '杨辉', '梁志强'] })).toEqual([['listed-twice', 'stop']]);
    expect(codes({}, 4)).toEqual([['too-few-scrutineers', 'stop']]);
    expect(codes({ scrutineers: [] })).toEqual([['too-few-scrutineers', 'stop']]);
  });

  test('2 ≤ t ≤ n − 1 from three on; two or one must all come, with a warning (specification §4)', () => {
    const legal = (n: number) => [0, 1, 2, 3, 4, 5].filter((t) => isLegalThreshold(n, t));
    expect([1, 2, 3, 4, 5].map(legal)).toEqual([[1], [2], [2], [2, 3], [2, 3, 4]]);
    expect(legal(0)).toEqual([]);
    expect(codes({ threshold: 3 })).toEqual([['threshold-illegal', 'stop']]);
    expect(codes({ scrutineers: ['杨辉'], threshold: 1 })).toEqual([['threshold-weak', 'warning']]);
    const said = (scrutineers: readonly string[], threshold: number) =>
      scrutineerFaults({ ...PLAN, scrutineers, threshold }).map((fault) => `${fault.zh} ${fault.en}`)[0];
    expect(said(['甲', '乙'], 1)).toMatch(/全部到场.*all of them/);
    expect(said(['甲', '乙', '丙'], 3)).toMatch(/2 至 2 名.*2 to 2/);
    expect(said(['甲'], 1)).toMatch(/一人即可开票.*one person alone/);
    expect(said(['甲', '乙'], 2)).not.toMatch(/一人即可开票|one person alone/);
  });
});
