import { describe, expect, test } from 'vitest';
import { ruleSettings } from '../rules/settings.ts';
import { countedRound } from './counted-round.ts';

const person = (name: string) => ({ name, remark: '' });
const CONTEST = {
  kind: 'election',
  post: '委员',
  category: 'committee',
  title: { zh: '委员', en: '委员' },
  seats: 1,
  candidates: [person('甲'), person('乙')],
  writeIns: [],
} as const;
const outcome = {
  quorate: true,
  election: 'valid',
  elected: ['甲'],
  tie: null,
  unfilled: 0,
  baseSensitive: false,
  smallestWinning: 6,
} as const;
const FIXED = {
  round: 1,
  contests: [CONTEST],
  rules: ruleSettings({ majorityBase: 'expected' }),
};
const RESULT = { type: 'result', counts: [[9, 0, 0, 9]], outcome: [outcome] } as const;

/** Ten drew a card, nine ballots were cast. */
const closed = (returnedBeforeOpening: number) => ({
  expected: 10,
  present: 10,
  casts: 9,
  handCounts: { received: 10, exchanged: 0, unreadable: 0, returnedBeforeOpening },
});
const recounted = (close: ReturnType<typeof closed> | null) =>
  countedRound(FIXED, RESULT, close).recount(CONTEST, 0, new Set());

describe('a counted round for the rounds after it (specification §8.6)', () => {
  test('cards handed back before the opening were not issued: nine ballots of eight cards cannot be', () => {
    expect(recounted(closed(1))).toMatchObject({ election: 'valid', elected: ['甲'] });
    expect(recounted(closed(2))).toBeNull();
  });

  test('without a close nothing is counted again', () => {
    expect(recounted(null)).toBeNull();
  });
});
