import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aggregate,
  ballotCode,
  ballotFromObject,
  ballotHash,
  ballotTableSteps,
  ballotToObject,
  encryptBallot,
  formatBallotCode,
} from './ballot.ts';
import { verifyBallot } from './ballot-verification.ts';
import { assignVariables, circuitId, compileCircuit } from './circuit.ts';
import { deterministicRandom } from './deterministic-random.ts';
import { encodeBase64url } from './encoding/base64url.ts';
import { G, multiplyPublic, O, randomScalar, reduce } from './group.ts';
import { tokenFromSeed } from './token.ts';

const random = deterministicRandom('ballot');
const circuit = compileCircuit([{ kind: 'election', candidates: 2, seats: 1, writeIns: 1 }], 80);
const x = randomScalar(random);
const K = multiplyPublic(G, x);
const statement = { ctx: random(32), K, circuit, circuitId: circuitId(circuit) };
const { T } = tokenFromSeed(statement.ctx, 1, random(16));
const u = assignVariables(circuit, [[1, 0, 0, 1, 0]]);
const seed = random(32);
const ballot = encryptBallot({ ...statement, T, u, seed });
const object = ballotToObject(ballot);

describe('encryption (specification §6.2, §6.3)', () => {
  test('marks and seed determine the ballot, to the byte', () => {
    expect(ballotToObject(encryptBallot({ ...statement, T, u, seed }))).toEqual(object);
  });

  test('another seed, mark, token, round or circuit is another ballot in every part', () => {
    const others = [
      encryptBallot({ ...statement, T, u, seed: random(32) }),
      encryptBallot({ ...statement, T, u: assignVariables(circuit, [[0, 0, 0, 1, 0]]), seed }),
      encryptBallot({ ...statement, T: tokenFromSeed(statement.ctx, 1, random(16)).T, u, seed }),
      encryptBallot({ ...statement, ctx: random(32), T, u, seed }),
      encryptBallot({ ...statement, circuitId: random(32), T, u, seed }),
    ].map(ballotToObject);
    for (const other of others) {
      for (const part of ['V', 'Z', 'z', 'r'] as const) expect(other[part]).not.toBe(object[part]);
      expect(other.E[0]?.[0]).not.toBe(object.E[0]?.[0]);
      expect(other.f[0]).not.toBe(object.f[0]);
    }
  });

  test('outputs decrypt to the packed marks, an empty ballot to O', () => {
    const empty = encryptBallot({ ...statement, T, u: assignVariables(circuit, [[0, 0, 0, 0, 0]]), seed });
    const decrypt = ([first, second]: (typeof ballot.E)[number]) => second.subtract(multiplyPublic(first, x));
    expect(decrypt(ballot.E[0] as (typeof ballot.E)[number]).equals(multiplyPublic(G, reduce(1n + (1n << 48n))))).toBe(
      true,
    );
    expect(empty.E.every((pair) => decrypt(pair).equals(O))).toBe(true);
    expect(verifyBallot(empty, statement)).toBe(true);
  });

  test('marks that are not legal are never encrypted, and a seed has 32 bytes', () => {
    expect(() => encryptBallot({ ...statement, T, u: u.map(() => 1), seed })).toThrow('not legal');
    expect(() => encryptBallot({ ...statement, T, u: u.slice(1), seed })).toThrow('not legal');
    expect(() => encryptBallot({ ...statement, T, u, seed: seed.slice(1) })).toThrow('seed');
  });

  test('the tables can be prepared in steps that report their progress', () => {
    const steps = [...ballotTableSteps(circuit, K)];
    expect(steps.at(-1)).toBe(1);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  });

  test('every legal ballot of every kind of contest proves itself', () => {
    const kinds = [
      compileCircuit([{ kind: 'election', candidates: 3, seats: 2, writeIns: 2 }], 80),
      compileCircuit(
        [
          { kind: 'election', candidates: 2, seats: 3, writeIns: 0 },
          { kind: 'recommendation', nominees: 4, limit: 2 },
        ],
        2000,
      ),
      compileCircuit([{ kind: 'appraisal', subjects: 2, grades: 3 }], 80),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.infiniteStream(fc.nat({ max: 2 })), (kind, stream) => {
        let bits: number[][];
        let assigned: Uint8Array | undefined;
        do {
          bits = kind.counters.map((variables) => variables.map(() => Number((stream.next().value as number) === 0)));
          try {
            assigned = assignVariables(kind, bits);
          } catch {
            assigned = undefined;
          }
        } while (assigned === undefined);
        const of = { ctx: statement.ctx, K, circuit: kind, circuitId: circuitId(kind) };
        const made = encryptBallot({ ...of, T, u: assigned, seed: random(32) });
        expect(verifyBallot(ballotFromObject(ballotToObject(made)), of)).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  test('ballots are summed component by component', () => {
    const sums = aggregate([ballot.E, ballot.E]);
    expect(sums[0]?.[0].equals((ballot.E[0] as (typeof ballot.E)[number])[0].double())).toBe(true);
    expect(sums[1]?.[1].equals((ballot.E[1] as (typeof ballot.E)[number])[1].double())).toBe(true);
    expect(() => aggregate([])).toThrow(RangeError);
    for (const other of [ballot.E.slice(1), [...ballot.E, ...ballot.E]])
      expect(() => aggregate([ballot.E, other])).toThrow(RangeError);
  });
});

describe('the ballot as an object (specification §6.3)', () => {
  test('comes back unchanged through JSON', () => {
    expect(ballotToObject(ballotFromObject(JSON.parse(JSON.stringify(object))))).toEqual(object);
  });

  test('has a hash, and a code of its first 80 bits in groups of four', () => {
    const hash = ballotHash(object);
    expect(hash).toHaveLength(32);
    expect(ballotCode(hash)).toMatch(/^[0-9A-Z]{16}$/);
    expect(formatBallotCode('A5DX4480XTXBT6AM')).toBe('A5DX 4480 XTXB T6AM');
    expect(ballotCode(new Uint8Array(32).fill(255))).toBe('ZZZZZZZZZZZZZZZZ');
  });

  const zeros = encodeBase64url(new Uint8Array(32));
  const big = encodeBase64url(new Uint8Array(32).fill(255));
  test.each<[string, unknown]>([
    ['nothing', null],
    ['a list', []],
    ['a missing member', { ...object, z: undefined }],
    ['a member more', { ...object, type: 'ballot' }],
    ['a member more at the end', { ...object, zz: 1 }],
    ['a number for a point', { ...object, V: 1 }],
    ['a short point', { ...object, V: object.V.slice(1) }],
    ['padding', { ...object, V: `${object.V}=` }],
    ['a scalar that is not reduced', { ...object, z: big }],
    ['a response that is not reduced', { ...object, f: [big, ...object.f.slice(1)] }],
    ['a point that is not canonical', { ...object, V: big }],
    ['O as token', { ...object, T: zeros }],
    ['O as first component', { ...object, E: [[zeros, object.E[0]?.[1]], object.E[1]] }],
    ['a ciphertext of three points', { ...object, E: [[...(object.E[0] ?? []), object.V], object.E[1]] }],
    ['a link of one point', { ...object, L: [object.L[0]] }],
    ['a text for the list of responses', { ...object, f: object.f.join('') }],
    ['a short context', { ...object, ctx: object.ctx.slice(4) }],
  ])('%s is refused', (_, value) => {
    expect(() => ballotFromObject(value)).toThrow(/ballot|base64url/);
  });
});
