import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deterministicRandom } from './deterministic-random.ts';
import {
  decodePoint,
  decodePointNotIdentity,
  decodeScalar,
  encodePoint,
  encodeScalar,
  encodingOf,
  G,
  generator,
  isIdentity,
  msm,
  multiplyPublic,
  multiplySecret,
  O,
  ORDER,
  randomScalar,
  randomWeight,
  reduce,
  type Scalar,
  scalarFromWide,
} from './group.ts';
import { multiplesOf, secretSubset, secretSum } from './secret-sum.ts';

const scalars = fc.bigInt({ min: 0n, max: ORDER - 1n }).map((n) => n as Scalar);

describe('scalars (specification §2)', () => {
  test('32 bytes little-endian, and back', () => {
    fc.assert(fc.property(scalars, (s) => decodeScalar(encodeScalar(s), 's') === s));
    expect(encodeScalar(reduce(258n)).slice(0, 3)).toEqual(Uint8Array.of(2, 1, 0));
  });

  test('q and everything above is refused', () => {
    const q = new Uint8Array(32);
    for (let i = 0, n = ORDER; i < 32; i++, n >>= 8n) q[i] = Number(n & 0xffn);
    expect(() => decodeScalar(q, 'f[0]')).toThrow('f[0]: not reduced');
    expect(() => decodeScalar(new Uint8Array(32).fill(0xff), 's')).toThrow();
    expect(() => decodeScalar(new Uint8Array(31), 's')).toThrow('expected 32 bytes');
    expect(() => encodeScalar(ORDER as Scalar)).toThrow();
    expect(() => encodeScalar(-1n as Scalar)).toThrow();
  });

  test('64 bytes are read little-endian and reduced', () => {
    const wide = new Uint8Array(64);
    wide[32] = 1;
    expect(scalarFromWide(wide)).toBe((1n << 256n) % ORDER);
    expect(() => scalarFromWide(new Uint8Array(32))).toThrow();
  });

  test('a random scalar is never 0, and a weight takes 16 bytes', () => {
    let call = 0;
    expect(randomScalar((length) => new Uint8Array(length).fill(call++ === 0 ? 0 : 1))).not.toBe(0n);
    expect(call).toBe(2);
    expect(randomWeight((length) => new Uint8Array(length).fill(1))).toBe(0x01010101010101010101010101010101n);
    expect(() => randomWeight(() => new Uint8Array(8))).toThrow();
  });
});

describe('points', () => {
  test('decoding and encoding are inverse, with or without the kept encoding', () => {
    fc.assert(
      fc.property(scalars, (s) => {
        const P = multiplyPublic(G, s);
        const bytes = encodePoint(P);
        const decoded = decodePoint(bytes, 'P');
        return decoded.equals(P) && Buffer.compare(encodePoint(decoded.add(O)), bytes) === 0;
      }),
      { numRuns: 20 },
    );
  });

  test('an encoding handed out can be changed without changing the point', () => {
    const P = decodePoint(encodePoint(generator(7)), 'P');
    const bytes = encodePoint(P);
    bytes.fill(0);
    expect(isIdentity(P)).toBe(false);
    expect(encodingOf(P)).toEqual(encodePoint(generator(7)));
  });

  test('O decodes as a point, but not as a key', () => {
    const zeros = new Uint8Array(32);
    expect(decodePoint(zeros, 'P').equals(O)).toBe(true);
    expect(() => decodePointNotIdentity(zeros, 'K')).toThrow('K: is the identity');
    expect(isIdentity(G.subtract(G))).toBe(true);
  });

  test('a second encoding of a point is refused', () => {
    const bytes = encodePoint(G);
    bytes[31] = (bytes[31] as number) | 0x80;
    expect(() => decodePoint(bytes, 'T')).toThrow('T: not a canonical');
    expect(() => decodePoint(bytes.slice(1), 'T')).toThrow('expected 32 bytes');
  });

  test('secret and public multiplication agree; only the public one takes 0', () => {
    const s = randomScalar(deterministicRandom('multiply'));
    expect(multiplySecret(generator(3), s).equals(multiplyPublic(generator(3), s))).toBe(true);
    expect(multiplyPublic(G, 0n as Scalar).equals(O)).toBe(true);
    expect(() => multiplySecret(G, 0n as Scalar)).toThrow();
  });

  test('generators are distinct and are no multiples anybody chose', () => {
    const encodings = Array.from({ length: 40 }, (_, i) => Buffer.from(encodePoint(generator(i))).toString('hex'));
    expect(new Set([...encodings, Buffer.from(encodePoint(G)).toString('hex')]).size).toBe(41);
    expect(generator(5)).toBe(generator(5));
    for (const wrong of [-1, 1.5, 65536]) expect(() => generator(wrong)).toThrow();
  });
});

describe('sums of products', () => {
  const naive = (points: readonly (typeof G)[], values: readonly Scalar[]) =>
    points.reduce((sum, P, i) => sum.add(multiplyPublic(P, values[i] as Scalar)), O);
  const edge = [0n, 1n, 2n, 31n, 32n, ORDER - 1n, ORDER - 2n, 2n ** 128n - 1n, 2n ** 252n].map((n) => n as Scalar);
  const value = fc.oneof(
    fc.constantFrom(...edge),
    scalars,
    fc.bigInt({ min: 0n, max: 2n ** 128n }).map((n) => n as Scalar),
  );

  test('the public sum equals one multiplication after another, at every size of its methods', () => {
    for (const size of [0, 1, 2, 64, 65, 130]) {
      fc.assert(
        fc.property(fc.array(value, { minLength: size, maxLength: size }), (values) => {
          const points = values.map((_, i) => generator(i % 50));
          return msm(points, values).equals(naive(points, values));
        }),
        { numRuns: size > 10 ? 2 : 5 },
      );
    }
  });

  test('wide windows are right too', () => {
    const random = deterministicRandom('wide');
    const points = Array.from({ length: 1500 }, (_, i) => generator(i % 50));
    const values = points.map((_, i) => (i % 3 === 0 ? (randomWeight(random) as Scalar) : randomScalar(random)));
    const folded = Array.from({ length: 50 }, (_, i) =>
      reduce(values.filter((_, at) => at % 50 === i).reduce((sum, s) => sum + s, 0n)),
    );
    expect(
      msm(points, values).equals(
        naive(
          Array.from({ length: 50 }, (_, i) => generator(i)),
          folded,
        ),
      ),
    ).toBe(true);
  });

  test('the public sum refuses lists of different length and unreduced scalars', () => {
    expect(() => msm([G], [])).toThrow(/^msm/);
    expect(() => msm([G], [ORDER])).toThrow(/^msm/);
    expect(() => msm([G], [-1n])).toThrow(/^msm/);
  });

  test('the secret sum equals the public one, zeros included', () => {
    const tables = [0, 1, 2, 3].map((i) => multiplesOf(generator(i)));
    fc.assert(
      fc.property(fc.array(value, { minLength: 4, maxLength: 4 }), (values) =>
        secretSum(tables, values).equals(msm([0, 1, 2, 3].map(generator), values)),
      ),
      { numRuns: 10 },
    );
    expect(() => secretSum(tables, [])).toThrow(/^secret sum/);
  });

  test('the secret subset sums the points whose bit is set', () => {
    const tables = [0, 1, 2].map((i) => multiplesOf(generator(i)));
    expect(secretSubset(tables, [0, 0, 0]).equals(O)).toBe(true);
    expect(secretSubset(tables, [1, 0, 1]).equals(generator(0).add(generator(2)))).toBe(true);
  });
});
