import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assignVariables,
  type CircuitContest,
  circuitId,
  coefs,
  compileCircuit,
  countersOf,
  isAssignment,
  packCounts,
  unpackCounts,
} from './circuit.ts';

const election = (candidates: number, seats: number, writeIns: number): CircuitContest => ({
  kind: 'election',
  candidates,
  seats,
  writeIns,
});

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

/** The law itself, written without circuits: which counter bits are a legal ballot. */
function isLegal(contest: CircuitContest, bits: readonly number[]): boolean {
  switch (contest.kind) {
    case 'election': {
      const k = contest.candidates;
      const F = bits.slice(0, 2 * k).filter((_, i) => i % 2 === 0);
      const A = bits.slice(0, 2 * k).filter((_, i) => i % 2 === 1);
      const X = bits.slice(2 * k);
      return (
        F.every((approve, i) => approve + (A[i] as number) <= 1) &&
        sum(F) + sum(X) <= contest.seats &&
        (X.length === 0 || sum(X) <= sum(A))
      );
    }
    case 'appraisal':
      return Array.from({ length: contest.subjects }, (_, i) =>
        sum(bits.slice(i * contest.grades, (i + 1) * contest.grades)),
      ).every((marks) => marks <= 1);
    case 'recommendation':
      return sum(bits) <= contest.limit;
  }
}

const contests = fc.oneof(
  fc.record({
    kind: fc.constant('election' as const),
    candidates: fc.integer({ min: 1, max: 4 }),
    seats: fc.integer({ min: 1, max: 6 }),
    writeIns: fc.integer({ min: 0, max: 4 }),
  }),
  fc.record({
    kind: fc.constant('appraisal' as const),
    subjects: fc.integer({ min: 1, max: 3 }),
    grades: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    kind: fc.constant('recommendation' as const),
    nominees: fc.integer({ min: 1, max: 7 }),
    limit: fc.integer({ min: 1, max: 9 }),
  }),
);

describe('circuits (specification §6.1)', () => {
  test('the subset sums of coefs(L) are exactly 0..L, and the first element is 1', () => {
    for (let limit = 1; limit <= 70; limit++) {
      const elements = coefs(limit);
      let sums = new Set([0]);
      for (const element of elements) sums = new Set([...sums, ...[...sums].map((value) => value + element)]);
      expect([...sums].sort((a, b) => a - b)).toEqual(Array.from({ length: limit + 1 }, (_, i) => i));
      expect(elements[0]).toBe(1);
    }
    for (const wrong of [0, -1, 1.5]) expect(() => coefs(wrong)).toThrow();
  });

  test('marks are assigned iff they are legal, one contest or several', () => {
    fc.assert(
      fc.property(
        fc.array(contests, { minLength: 1, maxLength: 2 }),
        fc.infiniteStream(fc.nat({ max: 3 })),
        (list, stream) => {
          const circuit = compileCircuit(list, 67);
          const bits = circuit.counters.map((variables) =>
            variables.map(() => Number((stream.next().value as number) === 0)),
          );
          const legal = list.every((contest, i) => isLegal(contest, bits[i] as number[]));
          if (!legal) {
            expect(() => assignVariables(circuit, bits)).toThrow('not legal');
            return;
          }
          const u = assignVariables(circuit, bits);
          expect(isAssignment(circuit, u)).toBe(true);
          circuit.counters.forEach((variables, i) => {
            expect(variables.map((variable) => u[variable])).toEqual(bits[i]);
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  test('whatever the range variables, illegal marks satisfy no assignment', () => {
    const circuit = compileCircuit([election(2, 1, 2)], 67);
    const [variables] = circuit.counters as [readonly number[]];
    for (let word = 0; word < 2 ** circuit.m; word++) {
      const u = Uint8Array.from({ length: circuit.m }, (_, i) => (word >> i) & 1);
      if (isAssignment(circuit, u)) {
        expect(
          isLegal(
            election(2, 1, 2),
            variables.map((variable) => u[variable] as number),
          ),
        ).toBe(true);
      }
    }
  });

  test('a six-vote ballot for five seats is not assignable (条例 2020 art. 27)', () => {
    const circuit = compileCircuit([election(7, 5, 0)], 67);
    const approvals = (count: number) => Array.from({ length: 14 }, (_, i) => Number(i % 2 === 0 && i < 2 * count));
    expect(() => assignVariables(circuit, [approvals(5)])).not.toThrow();
    expect(() => assignVariables(circuit, [approvals(6)])).toThrow('not legal');
  });

  test('a counter is 0 or 1, and every contest brings all of its counters', () => {
    const circuit = compileCircuit([election(1, 1, 0)], 4);
    expect(() => assignVariables(circuit, [[2, 0]])).toThrow('not a bit');
    expect(() => assignVariables(circuit, [[1]])).toThrow('2 counters');
    expect(() => assignVariables(circuit, [])).toThrow('contests');
  });

  test('counters run in contest order and are packed by four up to 1,000 cards, by two above', () => {
    const four = compileCircuit([election(7, 5, 0)], 1000);
    const two = compileCircuit([election(7, 5, 0)], 1001);
    expect([four.packing, four.outputs.length, two.packing, two.outputs.length]).toEqual([4, 4, 2, 7]);
    expect(four.outputs[0]?.t).toEqual([
      [0, 1],
      [1, 65536],
      [2, 2 ** 32],
      [3, 2 ** 48],
    ]);
    expect(circuitId(four)).not.toEqual(circuitId(two));
    const both = compileCircuit([election(1, 1, 3), election(2, 1, 3)], 4);
    expect(countersOf(both)).toEqual([
      [0, 1, 2, 3, 4],
      [5, 6, 7, 8, 9, 10, 11],
    ]);
  });

  test('counts come back from the packed values', () => {
    fc.assert(
      fc.property(fc.constantFrom(80, 5000), fc.infiniteStream(fc.nat({ max: 65535 })), (cards, stream) => {
        const circuit = compileCircuit([election(3, 2, 4), { kind: 'appraisal', subjects: 1, grades: 3 }], cards);
        const counts = circuit.counters.map((variables) => variables.map(() => stream.next().value as number));
        expect(unpackCounts(circuit, packCounts(circuit, counts))).toEqual(counts);
      }),
    );
  });

  test('a value with more counters than its output, and a wrong number of values, are refused', () => {
    const circuit = compileCircuit([election(1, 1, 0)], 4);
    expect(unpackCounts(circuit, [(3n << 16n) + 1n])).toEqual([[1, 3]]);
    expect(() => unpackCounts(circuit, [1n << 32n])).toThrow();
    expect(() => unpackCounts(circuit, [-1n])).toThrow();
    expect(() => unpackCounts(circuit, [])).toThrow();
    for (const counts of [[[1]], [[1, 3, 5]], [[1, 3], [1]], []])
      expect(() => packCounts(circuit, counts)).toThrow(RangeError);
    expect(() => packCounts(circuit, [[1, 65536]])).toThrow();
  });

  test.each([
    ['no seat', election(3, 0, 0), 80],
    ['no candidate', election(0, 1, 0), 80],
    ['a negative write-in list', election(1, 1, -1), 80],
    ['a fraction of a seat', election(1, 0.5, 0), 80],
    ['no card', election(1, 1, 0), 0],
    ['65,536 cards', election(1, 1, 0), 65536],
    ['no grade', { kind: 'appraisal', subjects: 1, grades: 0 } as const, 80],
    ['no limit', { kind: 'recommendation', nominees: 3, limit: 0 } as const, 80],
    ['more variables than generators', election(1, 1, 60000), 80],
  ])('%s is refused by the compiler', (_, contest, cards) => {
    expect(() => compileCircuit([contest], cards)).toThrow(RangeError);
  });

  test('a ballot paper without a contest is refused', () => {
    expect(() => compileCircuit([], 80)).toThrow('no contest');
  });
});
