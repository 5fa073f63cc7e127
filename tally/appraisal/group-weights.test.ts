import { describe, expect, test } from 'vitest';
import { groupWeightsOf, groupWeightsText } from './group-weights.ts';

describe('weights of groups as the office writes them', () => {
  test('are read with any of the usual separators, and written back', () => {
    const weights = [
      { group: '党员', weight: 60 },
      { group: '村民代表', weight: 40 },
    ];
    for (const text of [
      '党员 60、村民代表 40',
      '党员：60，村民代表：40',
      '党员×60;村民代表=40',
      ' 党员 60 \n村民代表  40 ',
    ])
      expect(groupWeightsOf(text)).toEqual(weights);
    expect(groupWeightsOf(groupWeightsText(weights))).toEqual(weights);
    expect(groupWeightsOf('')).toEqual([]);
  });

  test('a group twice, a missing number, a fraction or nought is not read', () => {
    expect(['党员 60、党员 40', '党员', '党员 0.5', '党员 0', '党员 1001'].map(groupWeightsOf)).toEqual(
      Array(5).fill(null),
    );
  });
});
