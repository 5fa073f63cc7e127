import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { checkPrintedNumbers } from '../../printables/qr/printed-numbers.ts';
import { decodeSymbolA, readSymbolATexts, type SymbolA, verifySymbolA } from '../../printables/qr/symbol-a.ts';
import { decodeSymbolB, readSymbolBTexts, symbolBFaults } from '../../printables/qr/symbol-b.ts';
import type { symbols } from './changpiao/symbols.ts';

const frozen = JSON.parse(readFileSync(new URL('changpiao/symbols.json', import.meta.url), 'utf8')) as ReturnType<
  typeof symbols
>;
const { a, b } = frozen.valid;

function printedA(): SymbolA {
  const read = readSymbolATexts(a.texts);
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
    const [contest] = printedA().contests;
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
});
