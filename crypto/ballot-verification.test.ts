import { describe, expect, test } from 'vitest';
import { type Ballot, type BallotObject, ballotFromObject, ballotToObject, encryptBallot } from './ballot.ts';
import { linearPart, linkChallenge, proofChallenge, termsOf } from './ballot-challenges.ts';
import { type BallotItem, verifyBallot, verifyBallots } from './ballot-verification.ts';
import { assignVariables, type Circuit, type CircuitContest, circuitId, compileCircuit } from './circuit.ts';
import { deterministicRandom } from './deterministic-random.ts';
import { decodeBase64url, encodeBase64url } from './encoding/base64url.ts';
import {
  encodePoint,
  G,
  generator,
  msm,
  multiplyPublic,
  O,
  ORDER,
  type Point,
  randomScalar,
  reduce,
  type Scalar,
} from './group.ts';
import { signToken, tokenFromSeed } from './token.ts';

const random = deterministicRandom('ballot-verification');
const K = multiplyPublic(G, randomScalar(random));
const meeting = random(32);
const token = () => tokenFromSeed(meeting, 1, random(16));

function setUp(contest: CircuitContest, cards = 80) {
  const circuit = compileCircuit([contest], cards);
  return { ctx: random(32), K, circuit, circuitId: circuitId(circuit) };
}
type SetUp = ReturnType<typeof setUp>;

const election = (candidates: number, seats: number, writeIns: number): CircuitContest => ({
  kind: 'election',
  candidates,
  seats,
  writeIns,
});

const statement = setUp(election(2, 1, 1));
const BITS = [0, 1, 1, 0, 0];
const cast = (of: SetUp, bits: readonly number[], T: Point = token().T): Ballot =>
  encryptBallot({ ...of, T, u: assignVariables(of.circuit, [bits]), seed: random(32) });

/**
 * The prover of §6.3 written again, for a cheat: u need not be legal, values of forms are claimed freely, the ciphertexts
 * may encrypt something else, the first of them may have a chosen r, and the link may carry an error, +Δ in its first and
 * −Δ in its second component. With honest input it makes valid ballots.
 */
function forge(
  of: SetUp,
  T: Point,
  u: readonly bigint[],
  cheat: { claims?: readonly bigint[]; encrypted?: readonly bigint[]; link?: Point; r?: bigint } = {},
): Ballot {
  const { circuit } = of;
  const terms = termsOf(circuit);
  const draw = () => randomScalar(random);
  const a = u.map(draw);
  const [rho, sigma, s] = [draw(), draw(), draw()];
  const rs = circuit.outputs.map((_, j) => (j === 0 && cheat.r !== undefined ? cheat.r : draw()));
  const times = (P: Point, n: bigint) => multiplyPublic(P, reduce(n));
  const encrypted = cheat.encrypted ?? u;
  const E = rs.map((r, j) => {
    const output = terms.outputs[j] as (typeof terms.outputs)[number];
    return [times(G, r), times(G, linearPart(output, encrypted)).add(times(K, r))] as const;
  });
  const alphas = terms.forms.map((form) => linearPart(form, a));
  const claims = cheat.claims ?? terms.forms.map((form) => form.constant + linearPart(form, u));
  const H = Array.from({ length: 1 + circuit.m + circuit.forms.length }, (_, i) => generator(i));
  const commit = (values: readonly bigint[], randomness: bigint) => msm(H, [randomness, ...values].map(reduce));
  const V = commit([...u, ...alphas.map((alpha, i) => alpha * (1n - 2n * (claims[i] as bigint)))], rho);
  const Z = commit([...a, ...alphas.map((alpha) => -alpha * alpha)], sigma);
  const y = linkChallenge(of, T, E, V, Z);
  const powers = rs.map((_, j) => y ** BigInt(j) % ORDER);
  const link = (values: readonly bigint[]) =>
    terms.outputs.reduce((sum, output, j) => sum + (powers[j] as bigint) * linearPart(output, values), 0n);
  const error = cheat.link ?? O;
  const L = [times(G, s).add(error), times(G, link(a)).add(times(K, s)).subtract(error)] as const;
  const x = proofChallenge(y, L);
  return {
    ctx: of.ctx,
    T,
    E,
    V,
    Z,
    L,
    f: a.map((mask, i) => reduce(x * (u[i] as bigint) + mask)),
    z: reduce(x * rho + sigma),
    r: reduce(x * rs.reduce((sum, r, j) => sum + (powers[j] as bigint) * r, 0n) + s),
  };
}

const alone = (ballot: Ballot, of: SetUp = statement): boolean => verifyBallot(ballot, of);
/** The same decision in a batch of good ballots. */
function inBatch(ballot: Ballot, of: SetUp = statement): boolean {
  const good = Array.from({ length: 2 }, () => ({ ballot: goodOf(of) }));
  const bad = verifyBallots([good[0] as BallotItem, { ballot }, good[1] as BallotItem], of, random);
  expect(bad.every((index) => index === 1)).toBe(true);
  return bad.length === 0;
}
const goodOf = (of: SetUp): Ballot =>
  forge(
    of,
    token().T,
    [
      ...assignVariables(
        of.circuit,
        of.circuit.counters.map((v) => v.map(() => 0)),
      ),
    ].map(BigInt),
  );

const refused = (ballot: Ballot, of: SetUp = statement): void => {
  expect(alone(ballot, of)).toBe(false);
  expect(inBatch(ballot, of)).toBe(false);
};

describe('honest ballots', () => {
  test('hold alone, in batches of any size, and with their token signatures', () => {
    const items = Array.from({ length: 9 }, (): BallotItem => {
      const { tau, T } = token();
      const payload = random(32);
      const signature = signToken({ action: 'cast', ctx: statement.ctx, T, tau, payload, random });
      return { ballot: cast(statement, BITS, T), tokenSignature: { action: 'cast', payload, ...signature } };
    });
    for (const size of [0, 1, 2, 9]) expect(verifyBallots(items.slice(0, size), statement, random)).toEqual([]);
    const [first, second] = items as [BallotItem, BallotItem];
    const swapped = [{ ...first, tokenSignature: second.tokenSignature } as BallotItem, second];
    expect(verifyBallots(swapped, statement, random)).toEqual([0]);
    const recast = { ...first, tokenSignature: { ...first.tokenSignature, action: 'pending' } } as BallotItem;
    expect(verifyBallots([recast, second], statement, random)).toEqual([0]);
  });

  test('of the second prover hold too: the forger below fails for its cheats only', () => {
    const u = [...assignVariables(statement.circuit, [BITS])].map(BigInt);
    expect(alone(forge(statement, token().T, u))).toBe(true);
  });

  test('several bad ones are named among good ones', () => {
    const ballots = Array.from({ length: 12 }, (_, i) => {
      const ballot = cast(statement, BITS);
      return { ballot: i === 0 || i === 5 || i === 6 ? { ...ballot, r: reduce(ballot.r + 1n) } : ballot };
    });
    expect(verifyBallots(ballots, statement, random)).toEqual([0, 5, 6]);
  });
});

describe('marks against the law (specification §11)', () => {
  const counters = (circuit: Circuit, marks: readonly bigint[]): bigint[] => {
    const u = new Array<bigint>(circuit.m).fill(0n);
    (circuit.counters[0] as readonly number[]).forEach((variable, i) => {
      u[variable] = marks[i] as bigint;
    });
    return u;
  };
  /** Every way to fill the range variables, and every claim about the forms that break. */
  function everyCheat(of: SetUp, marks: readonly bigint[]): void {
    const { circuit } = of;
    const terms = termsOf(circuit);
    const base = counters(circuit, marks);
    const free = circuit.ranges.flatMap(({ steps }) => steps.map(({ variable }) => variable));
    for (let word = 0; word < 2 ** free.length; word++) {
      const u = [...base];
      free.forEach((variable, bit) => {
        u[variable] = BigInt((word >> bit) & 1);
      });
      refused(forge(of, token().T, u), of);
      const honest = terms.forms.map((form) => form.constant + linearPart(form, u));
      for (const claim of [0n, 1n]) {
        const claims = honest.map((value) => (value === 0n || value === 1n ? value : claim));
        expect(alone(forge(of, token().T, u, { claims }), of)).toBe(false);
      }
    }
  }

  test('an over-full ballot: two approvals for one seat', () => everyCheat(statement, [1n, 0n, 1n, 0n, 0n]));
  test('an over-full ballot by write-in: one approval and one write-in for one seat', () =>
    everyCheat(statement, [1n, 0n, 0n, 1n, 1n]));
  test('a write-in without 不赞成', () => everyCheat(statement, [0n, 0n, 0n, 0n, 1n]));
  test('approve and disapprove of the same person', () => everyCheat(statement, [1n, 1n, 0n, 0n, 0n]));
  test('a mark of two', () => everyCheat(setUp(election(1, 3, 0)), [2n, 0n]));
  test('a negative mark, which would take a vote away', () =>
    everyCheat(setUp(election(2, 2, 0)), [ORDER - 1n, 0n, 1n, 0n]));
  test('two grades for one person in an appraisal', () =>
    everyCheat(setUp({ kind: 'appraisal', subjects: 1, grades: 2 }), [1n, 1n]));
  test('three names where two may be recommended', () =>
    everyCheat(setUp({ kind: 'recommendation', nominees: 3, limit: 2 }), [1n, 1n, 1n]));

  test('ciphertexts of other marks than were proved, by one counter or by a bit of another counter', () => {
    const u = [...assignVariables(statement.circuit, [BITS])].map(BigInt);
    for (const [variable, value] of [
      [0, 1n],
      [0, 65536n],
      [1, 0n],
      [4, 1n],
    ] as const) {
      const encrypted = u.map((bit, i) => (i === variable ? value : bit));
      refused(forge(statement, token().T, u, { encrypted }));
    }
  });
});

describe('ballots that are not where they belong (specification §11)', () => {
  const ballot = cast(statement, BITS);

  test('moved to another token', () => refused({ ...ballot, T: token().T }));

  test('moved to another round or meeting: the context decides', () => {
    const other = { ...statement, ctx: random(32) };
    expect(alone(ballot, other)).toBe(false);
    refused({ ...ballot, ctx: other.ctx }, other);
  });

  test('moved to another election key', () => {
    expect(alone(ballot, { ...statement, K: K.add(G) })).toBe(false);
  });

  test('moved to another contest, of another shape or of the same', () => {
    const other = setUp(election(3, 1, 1));
    expect(alone({ ...ballot, ctx: other.ctx }, other)).toBe(false);
    const twin = setUp(election(2, 2, 1));
    expect(alone({ ...ballot, ctx: twin.ctx }, twin)).toBe(false);
    expect(alone(ballot, { ...statement, circuitId: random(32) })).toBe(false);
  });

  test('copied under another token with its proof made to fit the other token’s challenge', () => {
    const copy = { ...ballot, T: token().T };
    const y = linkChallenge(statement, copy.T, copy.E, copy.V, copy.Z);
    const x = proofChallenge(y, copy.L);
    refused({ ...copy, f: copy.f.map((f) => reduce(f * x)), z: reduce(copy.z * x) });
  });

  test('re-randomised ciphertexts, with the response moved along', () => {
    const shift = randomScalar(random);
    const E = ballot.E.map(
      ([first, second]) => [first.add(multiplyPublic(G, shift)), second.add(multiplyPublic(K, shift))] as const,
    );
    const y = linkChallenge(statement, ballot.T, E, ballot.V, ballot.Z);
    const x = proofChallenge(y, ballot.L);
    const powers = E.reduce((sum, _, j) => sum + y ** BigInt(j), 0n);
    refused({ ...ballot, E });
    refused({ ...ballot, E, r: reduce(ballot.r + x * powers * shift) });
  });

  test('permuted ciphertexts and permuted responses', () => {
    refused({ ...ballot, E: ballot.E.toReversed() });
    refused({ ...ballot, f: [ballot.f[2], ballot.f[3], ballot.f[0], ballot.f[1], ...ballot.f.slice(4)] as Scalar[] });
    refused({ ...ballot, V: ballot.Z, Z: ballot.V });
    refused({ ...ballot, L: [ballot.L[1], ballot.L[0]] });
  });

  test('with a ciphertext or a response more or less', () => {
    refused({ ...ballot, E: ballot.E.slice(1) });
    refused({ ...ballot, E: [...ballot.E, ...ballot.E] });
    refused({ ...ballot, f: ballot.f.slice(1) });
    refused({ ...ballot, f: [...ballot.f, 0n as Scalar] });
  });

  test('with O as token or as first component', () => {
    const u = [...assignVariables(statement.circuit, [BITS])].map(BigInt);
    refused(forge(statement, O, u));
    // r = 0 leaves the marks readable by everybody, with a proof that is right in every equation.
    const naked = forge(statement, token().T, u, { r: 0n });
    expect(naked.E[0]?.[0].equals(O)).toBe(true);
    refused(naked);
  });
});

describe('changed bytes (specification §11)', () => {
  const tiny = setUp(election(1, 1, 0));
  const object = ballotToObject(cast(tiny, [1, 0]));
  type Place = { readonly name: string; readonly get: string; readonly set: (text: string) => BallotObject };
  const places: Place[] = [
    ...(['ctx', 'T', 'V', 'Z', 'z', 'r'] as const).map((name) => ({
      name,
      get: object[name],
      set: (text: string): BallotObject => ({ ...object, [name]: text }),
    })),
    ...[0, 1].map((i) => ({
      name: `L[${i}]`,
      get: object.L[i] as string,
      set: (text: string) =>
        ({ ...object, L: object.L.map((old, at) => (at === i ? text : old)) }) as unknown as BallotObject,
    })),
    ...[0, 1].map((i) => ({
      name: `E[0][${i}]`,
      get: object.E[0]?.[i] as string,
      set: (text: string) =>
        ({ ...object, E: [object.E[0]?.map((old, at) => (at === i ? text : old))] }) as unknown as BallotObject,
    })),
    ...object.f.map((get, i) => ({
      name: `f[${i}]`,
      get,
      set: (text: string): BallotObject => ({ ...object, f: object.f.map((old, at) => (at === i ? text : old)) }),
    })),
  ];

  test.each(places)('every byte of $name', ({ get, set }) => {
    const bytes = decodeBase64url(get);
    for (let i = 0; i < 32; i++) {
      const flipped = bytes.map((byte, at) => (at === i ? byte ^ (1 << (i % 8)) : byte));
      let changed: Ballot;
      try {
        changed = ballotFromObject(set(encodeBase64url(flipped)));
      } catch {
        continue;
      }
      expect(alone(changed, tiny)).toBe(false);
    }
  });

  test('every point replaced by another valid point, every scalar by another valid scalar', () => {
    const point = encodeBase64url(encodePoint(generator(77)));
    for (const { name, get, set } of places) {
      const isPoint = /^[TVZLE]/.test(name);
      const text = isPoint
        ? point
        : encodeBase64url(decodeBase64url(get).map((byte, i) => (i === 0 ? byte ^ 1 : byte)));
      refused(ballotFromObject(set(text)), tiny);
    }
  });
});

describe('weights (specification §6.3, batch verification)', () => {
  test('one weight for both components would let opposite errors of a link cancel', () => {
    // L carries +Δ and −Δ. x is computed from this L, so every other equation stays true.
    const T = token().T;
    const u = [...assignVariables(statement.circuit, [BITS])].map(BigInt);
    const shifted = forge(statement, T, u, { link: multiplyPublic(G, randomScalar(random)) });
    refused(shifted);
    const one = (length: number) => Uint8Array.from({ length }, (_, i) => (i === 0 ? 1 : 0));
    const items = [{ ballot: shifted }, { ballot: cast(statement, BITS) }];
    // The forgery is real: with equal weights the batch would accept it.
    expect(verifyBallots(items, statement, one)).toEqual([]);
  });

  test('weights known before the responses are a forgery; fresh weights refuse it', () => {
    const predictable = () => deterministicRandom('known to the forger');
    const ahead = predictable();
    const weight = () => ahead(16).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    const drawn = Array.from({ length: 8 }, weight);
    const [first, second] = [cast(statement, BITS), cast(statement, BITS)];
    // The commitment's equation has the first of each ballot's four weights; z answers nothing else.
    const delta = 5n;
    const counter = (delta * (drawn[0] as bigint) * inverse(drawn[4] as bigint)) % ORDER;
    const items = [
      { ballot: { ...first, z: reduce(first.z + delta) } },
      { ballot: { ...second, z: reduce(second.z - counter) } },
    ];
    expect(verifyBallots(items, statement, predictable())).toEqual([]);
    expect(verifyBallots(items, statement, random)).toEqual([0, 1]);
  });

  test('equal errors of two ballots in opposite directions do not cancel', () => {
    const [first, second] = [cast(statement, BITS), cast(statement, BITS)];
    for (const field of ['z', 'r'] as const) {
      const items = [
        { ballot: { ...first, [field]: reduce(first[field] + 1n) } },
        { ballot: { ...second, [field]: reduce(second[field] - 1n) } },
      ];
      expect(verifyBallots(items, statement, random)).toEqual([0, 1]);
    }
  });

  test('a weight of 16 fresh bytes is drawn for every equation, and again for every half', () => {
    const lengths: number[] = [];
    const counting = (length: number) => {
      lengths.push(length);
      return random(length);
    };
    const items = Array.from({ length: 4 }, () => ({ ballot: cast(statement, BITS) }));
    verifyBallots(items, statement, counting);
    expect(lengths).toEqual(new Array(16).fill(16));
    lengths.length = 0;
    const [head, ...tail] = items as [BallotItem, ...BallotItem[]];
    verifyBallots([{ ballot: { ...head.ballot, z: 1n as Scalar } }, ...tail], statement, counting);
    expect(lengths.length).toBe(16 + 8 + 8);
  });
});

const inverse = (n: bigint): bigint => {
  let [result, base] = [1n, n % ORDER];
  for (let e = ORDER - 2n; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * base) % ORDER;
    base = (base * base) % ORDER;
  }
  return result;
};
