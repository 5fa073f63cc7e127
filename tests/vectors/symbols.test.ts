import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { checkPrintedNumbers } from '../../printables/qr/printed-numbers.ts';
import {
  decodeSymbolA,
  isSymbolElection,
  readSymbolATexts,
  type SymbolA,
  verifySymbolA,
} from '../../printables/qr/symbol-a.ts';
import { decodeSymbolB, readSymbolBTexts, symbolBFaults } from '../../printables/qr/symbol-b.ts';
import type { symbols } from './changpiao/symbols.ts';

const frozen = JSON.parse(readFileSync(new URL('changpiao/symbols.json', import.meta.url), 'utf8')) as ReturnType<
  typeof symbols
>;
const { a, b } = frozen.valid;

function printedA(texts: readonly string[] = a.texts): SymbolA {
  const read = readSymbolATexts(texts);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

describe('the symbols on paper (specification §9.2)', () => {
  test('A is read as it was written, signed by two of three, its outcome the recomputed one', () => {
    expect(printedA()).toEqual(a.symbol);
    expect(decodeSymbolA(decodeBase64url(a.bytes))).toEqual({ ok: true, value: a.symbol });
    expect(verifySymbolA(printedA()).map(({ state }) => state)).toEqual(['valid', 'absent', 'valid']);
    expect(checkPrintedNumbers(printedA())).toEqual({
      accounting: true,
      outcome: true,
      elected: [['王建国（1974年4月生）']],
    });
  });

  test('an outcome, a base or a number of cards that does not fit is found by the rules alone', () => {
    const [contest] = printedA().contests.filter(isSymbolElection);
    if (contest === undefined) throw new Error('no contest');
    const elected = { ...contest, outcome: contest.outcome.map((value, i) => (i === 6 ? 1 : value)) };
    expect(checkPrintedNumbers({ ...printedA(), contests: [elected] }).outcome).toBe(false);
    const { rules, accounting } = printedA();
    expect(checkPrintedNumbers({ ...printedA(), rules: { ...rules, majorityBase: 'expected' } }).outcome).toBe(false);
    expect(checkPrintedNumbers({ ...printedA(), contests: [{ ...contest, category: 'revote' }] }).outcome).toBe(false);
    const cards = accounting.map((value, i) => (i === 2 ? value + 1 : value));
    expect(checkPrintedNumbers({ ...printedA(), accounting: cards }).accounting).toBe(false);
    expect(checkPrintedNumbers({ ...printedA(), accounting: accounting.slice(1) })).toMatchObject({
      accounting: false,
      outcome: false,
    });
    const impossible = { ...contest, candidates: contest.candidates.map((one) => ({ ...one, approve: 9 })) };
    expect(checkPrintedNumbers({ ...printedA(), contests: [impossible] }).outcome).toBe(false);
  });

  test('B proves the counts of A', () => {
    const read = readSymbolBTexts(b.texts);
    if (!read.ok) throw new Error(read.error);
    expect(symbolBFaults(printedA(), read.value)).toEqual([]);
  });

  test.each(frozen.invalid)('B with $why does not', ({ b: forged }) => {
    const read = decodeSymbolB(decodeBase64url(forged));
    if (!read.ok) throw new Error(read.error);
    expect(symbolBFaults(printedA(), read.value)).not.toEqual([]);
  });

  describe('of a round with an appraisal and a recommendation beside the election', () => {
    const { a: all, b: proof } = frozen.allKinds;
    const read = () => printedA(all.texts);
    const proofOf = () => {
      const scanned = readSymbolBTexts(proof.texts);
      if (!scanned.ok) throw new Error(scanned.error);
      return scanned.value;
    };
    type Contests = SymbolA['contests'];
    const changed = (change: (contest: Contests[number]) => Contests[number]): SymbolA => ({
      ...read(),
      contests: read().contests.map(change),
    });

    test('A states every contest, signed; nobody is elected by the others; B proves all counts', () => {
      expect(read()).toEqual(all.symbol);
      expect(read().contests.map(({ category }) => category)).toEqual(['committee', 'appraisal', 'recommendation']);
      expect(verifySymbolA(read()).map(({ state }) => state)).toEqual(['valid', 'absent', 'valid']);
      const elected = [['王建国（1974年4月生）'], [], []];
      expect(checkPrintedNumbers(read())).toEqual({ accounting: true, outcome: true, elected });
      expect(symbolBFaults(read(), proofOf())).toEqual([]);
    });

    test.each([
      [
        'a count of a grade',
        changed((one) =>
          one.category === 'appraisal'
            ? { ...one, subjects: one.subjects.map((subject) => ({ ...subject, counts: [2, 2, 0] })) }
            : one,
        ),
      ],
      [
        'a recommendation',
        changed((one) =>
          one.category === 'recommendation'
            ? { ...one, nominees: one.nominees.map((nominee) => ({ ...nominee, count: nominee.count + 1 })) }
            : one,
        ),
      ],
    ])('%s changed is signed by nobody and proved by nothing', (_, forged) => {
      expect(verifySymbolA(forged).map(({ state }) => state)).toEqual(['invalid', 'absent', 'invalid']);
      expect(symbolBFaults(forged, proofOf())).toContain('counts-differ');
    });

    test.each([
      [
        'the names of those appraised swapped',
        changed((one) =>
          one.category === 'appraisal'
            ? { ...one, subjects: one.subjects.map((subject, at) => ({ ...subject, label: `${at}` })) }
            : one,
        ),
      ],
      [
        'another grade',
        changed((one) => (one.category === 'appraisal' ? { ...one, grades: ['优', '良', '差'] } : one)),
      ],
      ['another title', changed((one) => (one.category === 'recommendation' ? { ...one, title: '推荐' } : one))],
      ['another limit', changed((one) => (one.category === 'recommendation' ? { ...one, limit: 3 } : one))],
      [
        'another nominee',
        changed((one) =>
          one.category === 'recommendation'
            ? { ...one, nominees: one.nominees.map((nominee) => ({ ...nominee, label: '某人' })) }
            : one,
        ),
      ],
      ['a contest left out', { ...read(), contests: read().contests.slice(0, 2) }],
    ])('%s: signed by nobody', (_, forged) => {
      expect(verifySymbolA(forged).map(({ state }) => state)).toEqual(['invalid', 'absent', 'invalid']);
    });
  });
});
