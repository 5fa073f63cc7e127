/**
 * Symbol B of the result sheet: the printed counts are the decryption of these ciphertexts, provable from paper alone
 * (specification §9).
 *
 * P_l = Σ_g B^{pg} · aggregate_g consecutive aggregates folded, m_l the counts folded likewise · e weight, ᾱ = Σ e^l P_l,1
 * D̄_i = x_i ᾱ, combined from the released D_j · c_i = challenge("paper-proof", e, i, X_i, D̄_i, R_1, R_2), s_i = k + c_i x_i
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
import { lagrangeAtZero } from './lagrange.ts';
import { powersOf } from './partial-decryption.ts';

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

/** One scrutineer's part; `D` are the D_j it released for the tally, `x` its key share. */
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

/** True iff exactly these parts, one of each of t scrutineers, prove the printed counts. Never throws on bad data. */
export function verifyPaper(statement: PaperStatement, threshold: number, parts: readonly PaperProof[]): boolean {
  const { K, P, m } = statement;
  const indices = parts.map(({ index }) => index);
  if (P.length === 0 || P.length !== m.length || parts.length !== threshold) return false;
  if (new Set(indices).size !== indices.length || indices.some((i) => !Number.isInteger(i) || i < 1)) return false;
  if (isIdentity(K) || parts.some(({ X }) => isIdentity(X)) || P.some(([first]) => isIdentity(first))) return false;
  const { e, powers, alphaBar } = weigh(statement);
  const proven = parts.every(({ index, X, DBar, c, s }) => {
    const R1 = multiplyPublic(G, s).subtract(multiplyPublic(X, c));
    const R2 = multiplyPublic(alphaBar, s).subtract(multiplyPublic(DBar, c));
    return proofChallenge(e, { index, X, DBar }, R1, R2) === c;
  });
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
