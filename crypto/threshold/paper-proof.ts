/**
 * Symbol B of the result sheet: the printed counts are the decryption of these ciphertexts, provable from paper alone
 * (specification §9).
 *
 * P_l = Σ_g B^{pg} · aggregate_g consecutive aggregates folded, m_l the counts folded likewise · e weight, ᾱ = Σ e^l P_l,1
 * D_ij = Σ_k λ_k(i) D_kj from the first t released lists k, D̄_i = Σ e^l Σ_g B^{pg} D_i,wl+g = x_i ᾱ · c_i = challenge("paper-proof", e, i, X_i, D̄_i, R_1, R_2), s_i = k + c_i x_i
 */
import type { Ciphertext } from '../ballot-object.ts';
import { type Circuit, COUNTER_BASE, packCounts } from '../circuit.ts';
import {
  G,
  isIdentity,
  msm,
  multiplyPublic,
  multiplySecret,
  type Point,
  type RandomBytes,
  randomScalar,
  reduce,
  type Scalar,
} from '../group.ts';
import { bytes32, challenge, int, list, pair, point, scalar } from '../transcript.ts';
import { lagrangeAt, lagrangeAtZero } from './lagrange.ts';
import { type IndexedPartial, powersOf } from './partial-decryption.ts';

/** Aggregates to a folded ciphertext: at most 14 counters of 16 bits stay below q. */
export const foldOf = ({ packing }: Pick<Circuit, 'packing'>): number => (packing === 4 ? 3 : 7);

const chunks = <T>(values: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, l) => values.slice(l * size, (l + 1) * size));

const foldWeights = ({ packing }: Pick<Circuit, 'packing'>, count: number): readonly Scalar[] =>
  Array.from({ length: count }, (_, g) => reduce(BigInt(COUNTER_BASE) ** BigInt(packing * g)));

const foldPoints = (circuit: Pick<Circuit, 'packing'>, points: readonly Point[]): readonly Point[] =>
  chunks(points, foldOf(circuit)).map((part) => msm(part, foldWeights(circuit, part.length)));

export function foldCiphertexts(circuit: Pick<Circuit, 'packing'>, sums: readonly Ciphertext[]): readonly Ciphertext[] {
  const first = foldPoints(
    circuit,
    sums.map(([alpha]) => alpha),
  );
  const second = foldPoints(
    circuit,
    sums.map(([, beta]) => beta),
  );
  return first.map((alpha, l) => [alpha, second[l] as Point] as const);
}

/** m_l from the counts of each contest. */
export const foldCounts = (circuit: Circuit, counts: readonly (readonly number[])[]): readonly Scalar[] =>
  chunks(packCounts(circuit, counts), foldOf(circuit)).map((part) =>
    reduce(part.reduce((sum, value, g) => sum + (value << BigInt(16 * circuit.packing * g)), 0n)),
  );

export type PaperStatement = {
  readonly ctx: Uint8Array;
  readonly K: Point;
  readonly P: readonly Ciphertext[];
  readonly m: readonly Scalar[];
};

export type PaperProof = {
  readonly index: number;
  readonly X: Point;
  readonly DBar: Point;
  readonly c: Scalar;
  readonly s: Scalar;
};

function weigh({ ctx, K, P, m }: PaperStatement) {
  const e = challenge(
    'paper-weight',
    bytes32(ctx),
    point(K),
    list(P.map(([first, second]) => pair(point(first), point(second)))),
    list(m.map(scalar)),
  );
  const powers = powersOf(e, P.length);
  const alphaBar = msm(
    P.map(([first]) => first),
    powers,
  );
  return { e, powers, alphaBar };
}

const proofChallenge = (e: Scalar, { index, X, DBar }: Omit<PaperProof, 'c' | 's'>, R1: Point, R2: Point): Scalar =>
  challenge('paper-proof', scalar(e), int(index), point(X), point(DBar), point(R1), point(R2));

/**
 * x_i α_j of any scrutineer from the lists that t of them released: shares are values of one polynomial, so what a
 * scrutineer who released nothing would have given is public.
 */
export function decryptionAt(index: number, released: readonly IndexedPartial[]): readonly Point[] {
  const coefficients = lagrangeAt(
    index,
    released.map((partial) => partial.index),
  );
  return (released[0]?.D ?? []).map((_, j) =>
    msm(
      released.map(({ D }) => D[j] as Point),
      coefficients,
    ),
  );
}

/** D̄_i of the D_ij of one scrutineer. */
export const foldDecryption = (
  statement: PaperStatement,
  circuit: Pick<Circuit, 'packing'>,
  D: readonly Point[],
): Point => msm(foldPoints(circuit, D), weigh(statement).powers);

/**
 * One scrutineer's part; `D` are its D_ij (`decryptionAt`), `x` its key share. x is applied to no point: it enters s only,
 * under a nonce that is drawn afresh, so a part for any statement says nothing about x.
 */
export function provePaper(
  statement: PaperStatement,
  circuit: Pick<Circuit, 'packing'>,
  scrutineer: { readonly index: number; readonly X: Point; readonly x: Scalar; readonly D: readonly Point[] },
  random: RandomBytes,
): PaperProof {
  const { e, powers, alphaBar } = weigh(statement);
  const { index, X, x, D } = scrutineer;
  const claim = { index, X, DBar: msm(foldPoints(circuit, D), powers) };
  const k = randomScalar(random);
  const c = proofChallenge(e, claim, multiplySecret(G, k), multiplySecret(alphaBar, k));
  return { ...claim, c, s: reduce(k + c * x) };
}

const isPart = (e: Scalar, alphaBar: Point, { index, X, DBar, c, s }: PaperProof): boolean => {
  const R1 = multiplyPublic(G, s).subtract(multiplyPublic(X, c));
  const R2 = multiplyPublic(alphaBar, s).subtract(multiplyPublic(DBar, c));
  return proofChallenge(e, { index, X, DBar }, R1, R2) === c;
};

/** Whether one part is proven: its D̄_i is x_i ᾱ for the x_i of its X_i. Never throws on bad data. */
export function verifyPaperPart(statement: PaperStatement, part: PaperProof): boolean {
  const { P, m } = statement;
  if (P.length === 0 || P.length !== m.length || isIdentity(part.X)) return false;
  if (P.some(([first]) => isIdentity(first))) return false;
  const { e, alphaBar } = weigh(statement);
  return isPart(e, alphaBar, part);
}

/** True iff exactly these parts, one of each of t scrutineers, prove the printed counts. Never throws on bad data. */
export function verifyPaper(statement: PaperStatement, threshold: number, parts: readonly PaperProof[]): boolean {
  const { K, P, m } = statement;
  const indices = parts.map(({ index }) => index);
  if (P.length === 0 || P.length !== m.length || parts.length !== threshold) return false;
  if (new Set(indices).size !== indices.length || indices.some((i) => !Number.isInteger(i) || i < 1)) return false;
  if (isIdentity(K) || parts.some(({ X }) => isIdentity(X)) || P.some(([first]) => isIdentity(first))) return false;
  const { e, powers, alphaBar } = weigh(statement);
  const proven = parts.every((part) => isPart(e, alphaBar, part));
  const coefficients = lagrangeAtZero(indices);
  const key = msm(
    parts.map(({ X }) => X),
    coefficients,
  );
  const decrypted = msm(
    parts.map(({ DBar }) => DBar),
    coefficients,
  );
  const betaBar = msm(
    P.map(([, second]) => second),
    powers,
  );
  const mBar = reduce(m.reduce((sum, value, l) => sum + value * (powers[l] as Scalar), 0n));
  return proven && key.equals(K) && betaBar.subtract(multiplyPublic(G, mBar)).equals(decrypted);
}
