import { expect, test } from 'vitest';
import { amount } from './amount.ts';

test('one thing is named in the singular, none and several in the plural', () => {
  expect([0, 1, 2].map((count) => amount(count, 'ballot'))).toEqual(['0 ballots', '1 ballot', '2 ballots']);
  expect([0, 1, 2].map((count) => amount(count, 'card is', 'cards are'))).toEqual([
    '0 cards are',
    '1 card is',
    '2 cards are',
  ]);
});
