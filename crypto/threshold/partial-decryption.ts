/**
 * Partial decryption and its proof, and the combination of t of them (specification §8.3, §8.4).
 *
 * (α_j, β_j) ciphertexts · x_i key share, X_i = x_i G · D_j = x_i α_j · e weight, ᾱ = Σ e^j α_j, D̄ = Σ e^j D_j
 * R_1 = kG, R_2 = kᾱ, c = challenge("partial-proof", e, R_1, R_2), s = k + c x_i · checked sG = R_1 + cX_i, sᾱ = R_2 + cD̄
 *
 * Security: x_i is long-lived and noble does not blind multiplications of points other than G, so x_i is split additively
 * into two fresh halves for every release. Whom a device may decrypt for is decided in tally/roles (§8.2), not here.
 */
import type { Ciphertext } from '../ballot-object.ts';
import {
  G,
  isIdentity,
  msm,
  multiplyPublic,
  multiplySecret,
  ORDER,
  type Point,
  type RandomBytes,
  randomScalar,
  reduce,
  type Scalar,
} from '../group.ts';
import { bytes32, challenge, int, list, pair, point, scalar, text } from '../transcript.ts';
import { lagrangeAtZero } from './lagrange.ts';

export type PartialStatement = {
  readonly ctx: Uint8Array;
  /** 'rehearsal' or 'tally': a share released for one stage says nothing in another. */
  readonly stage: string;
  readonly index: number;
  readonly K: Point;
  readonly X: Point;
  readonly pairs: readonly Ciphertext[];
};

export type PartialDecryption = { readonly D: readonly Point[]; readonly c: Scalar; readonly s: Scalar };

/** 1, e, e², …, count of them. */
export function powersOf(e: bigint, count: number): readonly Scalar[] {
  const powers: Scalar[] = [];
  let power = 1n;
  for (let j = 0; j < count; j++) {
    powers.push(power as Scalar);
    power = (power * e) % ORDER;
  }
  return powers;
}

function weigh({ ctx, stage, index, K, X, pairs }: PartialStatement, D: readonly Point[]) {
  const triples = pairs.map(([alpha, beta], j) => [pair(point(alpha), point(beta)), point(D[j] as Point)] as const);
  const e = challenge(
    'partial-weight',
    bytes32(ctx),
    text(stage),
    int(index),
    point(K),
    point(X),
    // A triple is three items of the list's one element.
    list(triples.map(([ciphertext, decrypted]) => pair(ciphertext, decrypted))),
  );
  const powers = powersOf(e, pairs.length);
  const alphaBar = msm(
    pairs.map(([alpha]) => alpha),
    powers,
  );
  return { e, alphaBar, DBar: msm(D, powers) };
}

const proofChallenge = (e: Scalar, R1: Point, R2: Point): Scalar =>
  challenge('partial-proof', scalar(e), point(R1), point(R2));

/** x·P with x split additively afresh. */
function multiplyShare(P: Point, x: Scalar, random: RandomBytes): Point {
  const first = randomScalar(random);
  const second = reduce(x - first);
  return second === 0n ? multiplySecret(P, first) : multiplySecret(P, first).add(multiplySecret(P, second));
}

/** Throws on a ciphertext whose first component is O: x_i O would release nothing and prove nothing. */
export function partialDecrypt(statement: PartialStatement, x: Scalar, random: RandomBytes): PartialDecryption {
  const { pairs } = statement;
  if (pairs.length === 0 || pairs.some(([alpha]) => isIdentity(alpha))) throw new RangeError('partial decryption: O');
  const D = pairs.map(([alpha]) => multiplyShare(alpha, x, random));
  const { e, alphaBar } = weigh(statement, D);
  const k = randomScalar(random);
  const c = proofChallenge(e, multiplySecret(G, k), multiplySecret(alphaBar, k));
  return { D, c, s: reduce(k + c * x) };
}

/** Never throws on bad data. */
export function verifyPartialDecryption(statement: PartialStatement, partial: PartialDecryption): boolean {
  const { pairs, X } = statement;
  const { D, c, s } = partial;
  if (pairs.length === 0 || D.length !== pairs.length) return false;
  if (isIdentity(X) || pairs.some(([alpha]) => isIdentity(alpha))) return false;
  const { e, alphaBar, DBar } = weigh(statement, D);
  const R1 = multiplyPublic(G, s).subtract(multiplyPublic(X, c));
  const R2 = multiplyPublic(alphaBar, s).subtract(multiplyPublic(DBar, c));
  return proofChallenge(e, R1, R2) === c;
}

export type IndexedPartial = { readonly index: number; readonly D: readonly Point[] };

/** M_j = β_j − Σ Λ_i D_ij over exactly the partial decryptions given: the first t valid ones, chosen by the caller. */
export function combine(pairs: readonly Ciphertext[], partials: readonly IndexedPartial[]): readonly Point[] {
  const coefficients = lagrangeAtZero(partials.map(({ index }) => index));
  return pairs.map(([, beta], j) =>
    beta.subtract(
      msm(
        partials.map(({ D }) => D[j] as Point),
        coefficients,
      ),
    ),
  );
}
