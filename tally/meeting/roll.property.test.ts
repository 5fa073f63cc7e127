import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXCLUSION_CODES, ruleSettings } from '../rules/settings.ts';
import { countRoll, isExcluded, isExpected, type Roll, type RollMember } from './roll.ts';

const member: fc.Arbitrary<RollMember> = fc.record({
  name: fc.string({ minLength: 1, maxLength: 4 }),
  category: fc.constantFrom('full' as const, 'probationary' as const),
  entitled: fc.boolean(),
  withoutRightReason: fc.constantFrom('', '留党察看期间', '被留置', '被逮捕', '留党察看期间，被留置'),
  exclusion: fc.option(
    fc.record({
      category: fc.constantFrom(...EXCLUSION_CODES),
      reason: fc.constantFrom('', '卧床不起', '自费出国一年', '因公出国一年', '正在服刑', '外出学习八个月'),
      approval: fc.constantFrom(
        '',
        '镇党委同意，党员大会通过',
        '镇党委同意',
        '镇党委同意，党员大会没有通过',
        '党员大会通过',
      ),
    }),
  ),
});
const members = fc.array(member, { maxLength: 40 });
const rules = fc
  .record({
    ruleSet: fc.constantFrom('2020' as const, '1990' as const),
    abroadRequiresSelfFunded: fc.boolean(),
    exclusionCategories: fc.subarray([...EXCLUSION_CODES]),
  })
  .map((chosen) => ruleSettings({ majorityBase: 'expected', ...chosen }));

/** Nn by the words of the law alone (rules §1.3): before 2020 neither 留置 nor 逮捕 took the vote. */
const isWithoutRight = ({ category, entitled, withoutRightReason }: RollMember, ruleSet: '2020' | '1990'): boolean =>
  category === 'full' &&
  !entitled &&
  (ruleSet === '2020' || withoutRightReason.includes('留党察看') || !/留置|逮捕/.test(withoutRightReason));

const numbersOf = ({ warnings, excludedBy, ...numbers }: Roll) => ({ ...numbers, ...excludedBy });

describe('the invariants of a roll (rules §5.1), whoever stands on it and whatever the method leaves out', () => {
  test('N = Np + Nn + Ne and Y = Ne − X, each counted by itself', () => {
    fc.assert(
      fc.property(members, rules, (roll, settings) => {
        const counted = countRoll(roll, settings);
        const probationary = roll.filter(({ category }) => category === 'probationary').length;
        const withoutRight = roll.filter((one) => isWithoutRight(one, settings.ruleSet)).length;
        const excluded = roll.filter((one) => isExcluded(one, settings)).length;
        const expected = roll.filter((one) => isExpected(one, settings)).length;
        expect(counted).toMatchObject({ members: roll.length, probationary, withoutRight, excluded, expected });
        expect(counted.members).toBe(counted.probationary + counted.withoutRight + counted.entitled);
        expect(counted.expected).toBe(counted.entitled - counted.excluded);
        expect(Object.values(counted.excludedBy).reduce((total, n) => total + n, 0)).toBe(counted.excluded);
        for (const [code, n] of Object.entries(counted.excludedBy))
          if (n > 0) expect(settings.exclusionCategories).toContain(code);
      }),
      { numRuns: 400 },
    );
  });

  test('two rolls together count what each counts, in any order', () => {
    fc.assert(
      fc.property(members, members, rules, (one, other, settings) => {
        const [a, b] = [numbersOf(countRoll(one, settings)), numbersOf(countRoll(other, settings))];
        const sums = Object.fromEntries(
          Object.keys(a).map((name) => [name, a[name as keyof typeof a] + b[name as keyof typeof b]]),
        );
        expect(numbersOf(countRoll([...one, ...other], settings))).toEqual(sums);
        expect(numbersOf(countRoll([...other, ...one].toReversed(), settings))).toEqual(sums);
      }),
    );
  });
});
