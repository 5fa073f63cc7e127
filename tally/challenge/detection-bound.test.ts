import { describe, expect, it } from 'vitest';
import { detectedPermille, MISSED_AT_MOST } from './detection-bound.ts';

describe('what n challenges detect with 95 % (specification §7.5)', () => {
  it.each([
    [1, 950],
    [2, 777],
    [3, 632],
    [10, 259],
    [20, 140],
    [59, 50],
    [299, 10],
  ])('%i challenges detect a share of %i ‰', (challenges, permille) => {
    expect(detectedPermille(challenges)).toBe(permille);
  });

  it('is the smallest such share: one tenth of a percent less is missed more often', () => {
    const missed = (challenges: number, permille: number) => (1 - permille / 1000) ** challenges;
    for (let challenges = 1; challenges <= 120; challenges++) {
      const bound = detectedPermille(challenges) ?? 0;
      expect(missed(challenges, bound)).toBeLessThanOrEqual(MISSED_AT_MOST + 1e-12);
      expect(missed(challenges, bound - 1)).toBeGreaterThan(MISSED_AT_MOST);
    }
  });

  it('says nothing without a challenge', () => expect(detectedPermille(0)).toBeNull());
});
