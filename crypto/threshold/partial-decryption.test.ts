import { describe, expect, test } from 'vitest';
import { aggregate, encryptBallot } from '../ballot.ts';
import type { Ciphertext } from '../ballot-object.ts';
import { assignVariables, circuitId, compileCircuit } from '../circuit.ts';
import { deterministicRandom } from '../deterministic-random.ts';
import { G, generator, multiplyPublic, O, type Point, randomScalar, reduce, type Scalar } from '../group.ts';
import { tokenFromSeed } from '../token.ts';
import { bytes32, challenge, int, list, pair, point, scalar, text } from '../transcript.ts';
import { findCounts } from './dlog.ts';
import { type Coefficients, newCoefficients, shareFor } from './key-ceremony.ts';
import {
  decryptionAt,
  foldCiphertexts,
  foldCounts,
  foldDecryption,
  type PaperProof,
  provePaper,
  verifyPaper,
  verifyPaperPart,
} from './paper-proof.ts';
import { combine, type PartialDecryption, partialDecrypt, verifyPartialDecryption } from './partial-decryption.ts';

const random = deterministicRandom('partial-decryption');
const ctx = random(32);
const t = 2;
const f = newCoefficients(t, random);
const K = multiplyPublic(G, f[0] as Scalar);
const scrutineers = [1, 2, 3].map((index) => {
  const x = shareFor(f, index);
  return { index, x, X: multiplyPublic(G, x) };
});
const [one, two, three] = scrutineers as [Scrutineer, Scrutineer, Scrutineer];
type Scrutineer = (typeof scrutineers)[number];

const circuit = compileCircuit([{ kind: 'election', candidates: 5, seats: 2, writeIns: 4 }], 80);
const of = { ctx, K, circuit, circuitId: circuitId(circuit) };
const MARKS = [
  [1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1],
  [1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0],
  [0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1],
];
const ballots = MARKS.map((bits) => {
  const { T } = tokenFromSeed(ctx, 1, random(16));
  return encryptBallot({ ...of, T, u: assignVariables(circuit, [bits]), seed: random(32) }).E;
});
const pairs = aggregate(ballots);
const COUNTS = [MARKS[0]?.map((_, i) => MARKS.reduce((sum, bits) => sum + (bits[i] as number), 0)) as number[]];

const statement = ({ index, X }: Scrutineer, over: readonly Ciphertext[] = pairs) =>
  ({ ctx, stage: 'tally', index, K, X, pairs: over }) as const;
const release = (scrutineer: Scrutineer, over = pairs) =>
  partialDecrypt(statement(scrutineer, over), scrutineer.x, random);
const part = release(one);
const check = (partial: PartialDecryption, change: object = {}) =>
  verifyPartialDecryption({ ...statement(one), ...change }, partial);

/** The prover of §8.3 written again for a holder of x who claims any D: the proof is made to fit them. */
function claim(scrutineer: Scrutineer, over: readonly Ciphertext[], D: readonly Point[]): PartialDecryption {
  const triples = over.map(([alpha, beta], j) => pair(pair(point(alpha), point(beta)), point(D[j] as Point)));
  const { index, X, x } = scrutineer;
  const e = challenge('partial-weight', bytes32(ctx), text('tally'), int(index), point(K), point(X), list(triples));
  const powers = over.map((_, j) => reduce(e ** BigInt(j)));
  const alphaBar = over.reduce((sum, [alpha], j) => sum.add(multiplyPublic(alpha, powers[j] as Scalar)), O);
  const k = randomScalar(random);
  const c = challenge('partial-proof', scalar(e), point(multiplyPublic(G, k)), point(multiplyPublic(alphaBar, k)));
  return { D, c, s: reduce(k + c * x) };
}

describe('partial decryption (specification §8.3, §8.4)', () => {
  test('encrypt → sum → any t partial decryptions → counts equals the plain count', () => {
    for (const chosen of [
      [one, two],
      [three, one],
      [two, three],
    ]) {
      const partials = chosen.map((scrutineer) => ({ index: scrutineer.index, D: release(scrutineer).D }));
      const M = combine(pairs, partials);
      expect(findCounts(circuit, M, MARKS.length)).toEqual({ ok: true, value: COUNTS });
    }
  });

  test('fewer than t, or a wrong index, give no counts', () => {
    const partials = [{ index: 1, D: part.D }];
    expect(findCounts(circuit, combine(pairs, partials), 3)).toEqual({ ok: false, error: { output: 0 } });
    const mixed = [...partials, { index: 3, D: release(two).D }];
    expect(findCounts(circuit, combine(pairs, mixed), 3).ok).toBe(false);
    expect(() => combine(pairs, [...partials, ...partials])).toThrow();
  });

  test('the proof holds, and the release is another each time although D is the same', () => {
    expect(check(part)).toBe(true);
    const again = release(one);
    expect(again.D.map((D, j) => D.equals(part.D[j] as Point))).not.toContain(false);
    expect(again.c).not.toBe(part.c);
  });

  test('a wrong share is refused, in one place or everywhere', () => {
    const wrong = partialDecrypt(statement(one), two.x, random);
    expect(check(wrong)).toBe(false);
    pairs.forEach((_, j) => {
      expect(check({ ...part, D: part.D.map((D, at) => (at === j ? D.add(G) : D)) })).toBe(false);
    });
  });

  test('two errors that cancel are refused: each ciphertext has its own power of e', () => {
    expect(check(claim(one, pairs, part.D))).toBe(true);
    const D = part.D.map((D, j) => (j === 0 ? D.add(G) : j === 1 ? D.subtract(G) : D));
    expect(check({ ...part, D })).toBe(false);
    expect(check(claim(one, pairs, D))).toBe(false);
  });

  test('it says nothing for other ciphertexts, another context, stage, scrutineer or key', () => {
    expect(check(part, { pairs: pairs.toReversed() })).toBe(false);
    expect(
      check(part, { pairs: pairs.map(([alpha, beta], j) => [alpha, j === 0 ? beta.add(G) : beta] as const) }),
    ).toBe(false);
    expect(check(part, { pairs: pairs.slice(1) })).toBe(false);
    expect(check(part, { ctx: random(32) })).toBe(false);
    expect(check(part, { stage: 'rehearsal' })).toBe(false);
    expect(check(part, { index: 2 })).toBe(false);
    expect(check(part, { X: two.X })).toBe(false);
    expect(check(part, { K: K.add(G) })).toBe(false);
  });

  test('changed numbers are refused', () => {
    expect(check({ ...part, c: reduce(part.c + 1n) })).toBe(false);
    expect(check({ ...part, s: reduce(part.s + 1n) })).toBe(false);
    expect(check({ ...part, D: part.D.slice(1) })).toBe(false);
    expect(verifyPartialDecryption(statement(one, []), { ...part, D: [] })).toBe(false);
    expect(verifyPartialDecryption(statement(one, []), claim(one, [], []))).toBe(false);
  });

  test('O as key or as first component is refused on both sides', () => {
    const withO: readonly Ciphertext[] = [[O, G], ...pairs.slice(1)];
    expect(() => release(one, withO)).toThrow();
    expect(() => release(one, [])).toThrow();
    expect(check(claim(one, withO, [O, ...part.D.slice(1)]), { pairs: withO })).toBe(false);
    const nobody = { ...statement(one), X: O };
    const forged = partialDecrypt(nobody, 0n as Scalar, random);
    expect(verifyPartialDecryption(nobody, forged)).toBe(false);
  });
});

describe('the proof on paper (specification §9, symbol B)', () => {
  const P = foldCiphertexts(circuit, pairs);
  const m = foldCounts(circuit, COUNTS);
  const paper = { ctx, K, P, m };
  const parts: readonly PaperProof[] = [one, three].map((scrutineer) =>
    provePaper(paper, circuit, { ...scrutineer, D: release(scrutineer).D }, random),
  );

  test('fourteen counters fold to two ciphertexts that decrypt to the folded counts', () => {
    expect([pairs.length, P.length, m.length]).toEqual([4, 2, 2]);
    expect(verifyPaper(paper, t, parts)).toBe(true);
  });

  test('counters packed by two fold seven to a ciphertext', () => {
    const wide = compileCircuit([{ kind: 'election', candidates: 9, seats: 2, writeIns: 0 }], 2000);
    const counts = [Array.from({ length: 18 }, (_, i) => i * 3000)];
    const folded = foldCounts(wide, counts);
    expect(folded).toHaveLength(2);
    expect((folded[0] as bigint) & 0xffffn).toBe(0n);
    expect((folded[0] as bigint) >> (16n * 13n)).toBe(39000n);
  });

  test('a changed printed count, ciphertext, context or key is refused', () => {
    for (let l = 0; l < m.length; l++) {
      expect(verifyPaper({ ...paper, m: m.map((value, at) => reduce(value + (at === l ? 1n : 0n))) }, t, parts)).toBe(
        false,
      );
    }
    expect(verifyPaper({ ...paper, P: P.toReversed() }, t, parts)).toBe(false);
    expect(verifyPaper({ ...paper, ctx: random(32) }, t, parts)).toBe(false);
    expect(verifyPaper({ ...paper, K: K.add(G) }, t, parts)).toBe(false);
    expect(verifyPaper({ ...paper, m: m.slice(1) }, t, parts)).toBe(false);
  });

  test('exactly t distinct scrutineers with their own keys are needed', () => {
    const [first, second] = parts as [PaperProof, PaperProof];
    expect(verifyPaper(paper, t, [first])).toBe(false);
    expect(verifyPaper(paper, 1, [first])).toBe(false);
    const third = provePaper(paper, circuit, { ...two, D: release(two).D }, random);
    expect(verifyPaper(paper, t, [first, third, second])).toBe(false);
    expect(verifyPaper(paper, 3, [first, third, second])).toBe(true);
    expect(verifyPaper(paper, t, [first, first])).toBe(false);
    expect(verifyPaper(paper, t, [first, { ...second, index: 2 }])).toBe(false);
    expect(verifyPaper(paper, t, [first, { ...second, X: generator(1) }])).toBe(false);
    expect(verifyPaper(paper, t, [first, { ...second, DBar: second.DBar.add(G) }])).toBe(false);
    expect(verifyPaper(paper, t, [first, { ...second, s: reduce(second.s + 1n) }])).toBe(false);
    expect(verifyPaper(paper, t, [first, { ...second, c: reduce(second.c + 1n) }])).toBe(false);
  });

  test('counts that others did not decrypt cannot be proved: made for wrong counts, the parts do not fit', () => {
    const wrong = { ...paper, m: m.map((value) => reduce(value + 1n)) };
    const made = [one, three].map((scrutineer) =>
      provePaper(wrong, circuit, { ...scrutineer, D: release(scrutineer).D }, random),
    );
    expect(verifyPaper(wrong, t, made)).toBe(false);
  });

  test('who released nothing proves by what the others released: shares lie on one polynomial', () => {
    const released = [one, three].map((scrutineer) => ({ index: scrutineer.index, D: release(scrutineer).D }));
    const D = decryptionAt(two.index, released);
    expect(D.every((point, j) => point.equals(release(two).D[j] as Point))).toBe(true);
    expect(decryptionAt(three.index, released)[0]?.equals(released[1]?.D[0] as Point)).toBe(true);
    const own = provePaper(paper, circuit, { ...two, D }, random);
    expect(own.DBar.equals(foldDecryption(paper, circuit, D))).toBe(true);
    expect(verifyPaper(paper, t, [parts[0] as PaperProof, own])).toBe(true);
  });

  test('a part is judged alone: wrong D̄, key, index, counts or ciphertexts are refused', () => {
    const [first] = parts as [PaperProof];
    expect(verifyPaperPart(paper, first)).toBe(true);
    expect(verifyPaperPart(paper, { ...first, DBar: first.DBar.add(G) })).toBe(false);
    expect(verifyPaperPart(paper, { ...first, X: two.X })).toBe(false);
    expect(verifyPaperPart(paper, { ...first, X: O })).toBe(false);
    expect(verifyPaperPart(paper, { ...first, index: 2 })).toBe(false);
    expect(verifyPaperPart({ ...paper, m: m.toReversed() }, first)).toBe(false);
    expect(verifyPaperPart({ ...paper, m: m.slice(1) }, first)).toBe(false);
    expect(verifyPaperPart({ ...paper, P: P.map(([, second]) => [O, second] as const) }, first)).toBe(false);
    expect(verifyPaperPart({ ...paper, P: [], m: [] }, first)).toBe(false);
  });

  test('a part that was made for an impossible statement is refused, although its equations hold', () => {
    const { D } = release(one);
    const holds = (change: Partial<typeof paper>, own: Partial<Scrutineer> & { readonly D: readonly Point[] }) => {
      const printed = { ...paper, ...change };
      return verifyPaperPart(printed, provePaper(printed, circuit, { ...one, ...own }, random));
    };
    const [, ...others] = P;
    const [[, second] = [O, O]] = P;
    expect(holds({}, { D })).toBe(true);
    expect(holds({ m: m.slice(1) }, { D })).toBe(false);
    expect(holds({ P: [], m: [] }, { D: [] })).toBe(false);
    expect(holds({}, { x: 0n as Scalar, X: O, D: D.map(() => O) })).toBe(false);
    expect(holds({ P: [[O, second], ...others] }, { D: D.map((own, j) => (j < 3 ? O : own)) })).toBe(false);
  });

  test('ciphertexts of another key, decrypted by its owners, are not those of the election', () => {
    const g = newCoefficients(t, random);
    const theirs = m.map((value) => {
      const r = randomScalar(random);
      return [
        multiplyPublic(G, r),
        multiplyPublic(G, value).add(multiplyPublic(G, reduce(r * (g[0] as bigint)))),
      ] as const;
    });
    const printed = { ...paper, P: theirs };
    const made = [1, 3].map((index) => {
      const x = shareFor(g, index);
      // Folding one aggregate to a ciphertext leaves it as it is.
      const D = theirs.flatMap(([alpha]) => [multiplyPublic(alpha, x), O, O]);
      return provePaper(printed, circuit, { index, x, X: multiplyPublic(G, x), D }, random);
    });
    expect(verifyPaper({ ...printed, K: multiplyPublic(G, g[0] as Scalar) }, t, made)).toBe(false);
    expect(verifyPaper(printed, t, made)).toBe(false);
  });

  test('O as key, as key of a scrutineer or as first component is refused, even if every part is consistent', () => {
    const times = (P: Point, x: Scalar): Point => (x === 0n ? O : multiplyPublic(P, x));
    /** What the holders of any polynomial prove, of ciphertexts that decrypt to m under it. */
    const holdsFor = (g: readonly bigint[], components: readonly Point[]): boolean => {
      const shares = g.map(reduce) as Coefficients;
      const [secret] = shares as [Scalar];
      const theirs = components.map(
        (alpha, l): Ciphertext => [alpha, times(alpha, secret).add(times(G, m[l] as Scalar))],
      );
      const printed = { ctx, K: times(G, secret), P: theirs, m };
      const made = [1, 3].map((index) => {
        const x = shareFor(shares, index);
        const D = components.flatMap((alpha) => [times(alpha, x), O, O]);
        return provePaper(printed, circuit, { index, x, X: times(G, x), D }, random);
      });
      return verifyPaper(printed, t, made);
    };
    const firsts = P.map(([first]) => first);
    expect(holdsFor([7n, 5n], firsts)).toBe(true);
    expect(holdsFor([0n, 5n], firsts)).toBe(false);
    expect(holdsFor([7n, -7n], firsts)).toBe(false);
    expect(holdsFor([7n, 5n], [O, ...firsts.slice(1)])).toBe(false);
  });

  test('keys that are not those of the election are refused, even if every part is consistent', () => {
    const g = newCoefficients(t, random);
    const made = [1, 3].map((index) => {
      const x = shareFor(g, index);
      return provePaper(
        paper,
        circuit,
        { index, x, X: multiplyPublic(G, x), D: pairs.map(([alpha]) => multiplyPublic(alpha, x)) },
        random,
      );
    });
    expect(verifyPaper(paper, t, made)).toBe(false);
  });
});

test('random scalars of the releases come from the source given', () => {
  const stuck = (length: number) => new Uint8Array(length).fill(9);
  expect(partialDecrypt(statement(one), one.x, stuck)).toEqual(partialDecrypt(statement(one), one.x, stuck));
  expect(randomScalar(stuck)).toBe(randomScalar(stuck));
});
