import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCircuit, packCounts } from '../circuit.ts';
import { decodePoint, encodePoint, G, generator, multiplyPublic, O, reduce } from '../group.ts';
import { createCountSearch, findCounts } from './dlog.ts';

const pack = (counts: readonly number[]): bigint =>
  counts.reduce((sum, c, g) => sum + (BigInt(c) << BigInt(16 * g)), 0n);
const pointOf = (value: bigint) => multiplyPublic(G, reduce(value));
/** The same element with another Edwards representative, as a decoded point may have. */
const decoded = (value: bigint) => decodePoint(encodePoint(pointOf(value)), 'M');

describe('count search (specification §8.4)', () => {
  test('finds every combination of counters for few votes', () => {
    const search = createCountSearch(4, 2);
    for (let word = 0; word < 81; word++) {
      const counts = [word % 3, Math.floor(word / 3) % 3, Math.floor(word / 9) % 3, Math.floor(word / 27)];
      expect(search(decoded(pack(counts)), 4)).toBe(pack(counts));
    }
  });

  test.each([
    [4, 67],
    [4, 0],
    [4, 1],
    [2, 500],
  ] as const)('finds counts packed by %d of up to %d votes, at the borders and inside', (packing, C) => {
    const search = createCountSearch(packing, C);
    const count = fc.oneof(fc.constantFrom(0, C), fc.nat({ max: C }));
    fc.assert(
      fc.property(
        fc.array(count, { minLength: 1, maxLength: packing }),
        (counts) => search(decoded(pack(counts)), counts.length) === pack(counts),
      ),
      { numRuns: 15 },
    );
  });

  test('finds nothing that is not there: another point, a count above C, a counter too many', () => {
    const search = createCountSearch(4, 10);
    expect(search(generator(1), 4)).toBeUndefined();
    expect(search(pointOf(pack([11, 0, 0, 0])), 4)).toBeUndefined();
    expect(search(pointOf(pack([0, 0, 0, 11])), 4)).toBeUndefined();
    expect(search(pointOf(pack([1, 1, 1])), 2)).toBeUndefined();
    expect(search(pointOf(pack([1, 1])), 1)).toBeUndefined();
    expect(search(pointOf(-1n), 4)).toBeUndefined();
    expect(search(O, 4)).toBe(0n);
    expect(() => search(O, 5)).toThrow();
    expect(() => search(O, 0)).toThrow();
  });

  test('sizes that cannot be counted are refused', () => {
    for (const C of [-1, 1.5, 65536]) expect(() => createCountSearch(4, C)).toThrow();
  });

  test('gives the counts of each contest, or names the first output without counts', () => {
    const circuit = compileCircuit(
      [
        { kind: 'election', candidates: 3, seats: 2, writeIns: 1 },
        { kind: 'recommendation', nominees: 2, limit: 1 },
      ],
      80,
    );
    const counts = [
      [9, 1, 4, 6, 10, 0, 2],
      [3, 7],
    ];
    const M = packCounts(circuit, counts).map(pointOf);
    expect(findCounts(circuit, M, 10)).toEqual({ ok: true, value: counts });
    expect(
      findCounts(
        circuit,
        M.map((P, j) => (j === 1 ? P.add(generator(1)) : P)),
        10,
      ),
    ).toEqual({ ok: false, error: { output: 1 } });
    for (const other of [M.slice(1), [...M, ...M]])
      expect(() => findCounts(circuit, other, 10)).toThrow(/^count search/);
  });
});
