import { describe, expect, test } from 'vitest';
import { account, type CardCounts, missingCardsWarning } from './accounting.ts';

/** The sample's committee election: 80 made, 68 handed out, 67 cast, 1 returned unused, 12 never handed out. */
const SAMPLE: CardCounts = {
  made: 80,
  received: 68,
  exchanged: 0,
  unreadable: 0,
  returnedBeforeOpening: 0,
  cast: 67,
  challenged: 0,
  voidReturned: 1,
  voidDamaged: 0,
  voidUnissued: 12,
  cardsInBox: 76,
  cardsAudited: 4,
};

const failing = (change: Partial<CardCounts>): readonly string[] =>
  account({ ...SAMPLE, ...change })
    .conditions.filter(({ holds }) => !holds)
    .map(({ letter }) => letter);

describe('accounting of the cards (specification §5)', () => {
  test('the sample holds and nothing is missing', () => {
    expect(account(SAMPLE)).toMatchObject({ holds: true, issued: 68, missing: 0, missingUnexplained: 0 });
  });

  test('(a) a card more or less in the sealed box than made is named', () => {
    expect(failing({ cardsInBox: 75 })).toEqual(['a']);
    expect(failing({ cardsInBox: 77 })).toEqual(['a']);
    expect(account({ ...SAMPLE, cardsInBox: 75 }).holds).toBe(false);
  });

  test('(b) a spare card that was cast is missing among those never handed out', () => {
    expect(failing({ voidUnissued: 11, cast: 68 })).toEqual(['b']);
  });

  test('(c) an exchange needs a challenged, damaged or unreadable card', () => {
    expect(failing({ exchanged: 1, voidUnissued: 11 })).toEqual(['c']);
    const oneDamaged = { exchanged: 1, voidUnissued: 11, voidDamaged: 1 };
    expect(failing(oneDamaged)).toEqual([]);
    expect(failing({ exchanged: 1, voidUnissued: 11, challenged: 1 })).toEqual([]);
    expect(failing({ exchanged: 1, voidUnissued: 11, unreadable: 1 })).toEqual([]);
  });

  test('(c) more unreadable cards than missing ones are named', () => {
    expect(failing({ unreadable: 1 })).toEqual(['c']);
    expect(failing({ unreadable: 1, cast: 66 })).toEqual([]);
    expect(account({ ...SAMPLE, unreadable: 1, cast: 65 })).toMatchObject({ missing: 2, missingUnexplained: 1 });
  });

  test('(d) more cast than members received is named', () => {
    expect(failing({ received: 66, voidUnissued: 14, cast: 67, voidReturned: 0 })).toContain('d');
  });

  test('(d) a card handed back before opening is not issued and must be voided', () => {
    expect(account({ ...SAMPLE, returnedBeforeOpening: 1 })).toMatchObject({ holds: true, issued: 67 });
    expect(failing({ returnedBeforeOpening: 2, cast: 66 })).toEqual(['d']);
    expect(failing({ returnedBeforeOpening: 1, voidReturned: 0, cast: 68 })).toEqual(['d']);
  });

  test('a count that is no whole number from 0 is a broken invariant', () => {
    expect(() => account({ ...SAMPLE, cast: -1 })).toThrow(RangeError);
    expect(() => account({ ...SAMPLE, cast: 0.5 })).toThrow(RangeError);
  });

  test('missing cards warn when they reach the smallest deciding margin, unreadable ones aside', () => {
    const twoMissing = account({ ...SAMPLE, cast: 65 });
    expect(missingCardsWarning(twoMissing, 3)).toBeNull();
    expect(missingCardsWarning(twoMissing, 2)?.zh).toContain('2 张');
    expect(missingCardsWarning(account({ ...SAMPLE, cast: 65, unreadable: 1 }), 2)).toBeNull();
    expect(missingCardsWarning(twoMissing, null)).toBeNull();
  });
});
