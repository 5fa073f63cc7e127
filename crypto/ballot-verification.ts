/**
 * Verification of ballots, alone and in batches (specification §6.3), with their token signatures (§2).
 *
 * (1)  xV + Z = Com(f ‖ (g_i(x − g_i))_i; z), g_i = ℓ_i^x(f)
 * (2a) x Σ y^j E_j,1 + L_1 = rG
 * (2b) x Σ y^j E_j,2 + L_2 = Σ y^j λ_j^x(f) G + rK
 * (3)  R + eT = sG, the token signature
 *
 * Security: every ballot comes from anybody. In a batch each equation has a weight of its own, 16 fresh bytes drawn after
 * all ballots have been read: one weight for two equations, or a weight known when the response is written, lets two
 * errors cancel. A batch that is not O is halved; one ballot is decided equation by equation, without weights.
 */
import { type BallotStatement, linearPart, linkChallenge, proofChallenge, termsOf } from './ballot-challenges.ts';
import type { Ballot } from './ballot-object.ts';
import type { Circuit } from './circuit.ts';
import { equalBytes } from './encoding/bytes.ts';
import {
  G,
  generator,
  isIdentity,
  msm,
  ORDER,
  type Point,
  type RandomBytes,
  randomWeight,
  type Scalar,
} from './group.ts';
import { type TokenAction, tokenChallenge } from './token.ts';

export type BallotItem = {
  readonly ballot: Ballot;
  readonly tokenSignature?: {
    readonly action: TokenAction;
    readonly payload: Uint8Array;
    readonly R: Point;
    readonly s: Scalar;
  };
};

/** One ballot with everything that does not depend on weights. */
type Reading = {
  readonly item: BallotItem;
  readonly x: Scalar;
  /** x·y^j. */
  readonly powers: readonly bigint[];
  /** g_i(x − g_i) mod q. */
  readonly products: readonly bigint[];
  /** Σ y^j λ_j^x(f) mod q. */
  readonly linkValue: bigint;
  /** e of the token signature. */
  readonly e: Scalar | undefined;
};

const modulo = (n: bigint): bigint => {
  const remainder = n % ORDER;
  return remainder < 0n ? remainder + ORDER : remainder;
};

/** Undefined for a ballot that belongs to another round or circuit, or whose key or ciphertexts say nothing. */
function read(item: BallotItem, statement: BallotStatement): Reading | undefined {
  const { ballot, tokenSignature } = item;
  const { circuit } = statement;
  if (!equalBytes(ballot.ctx, statement.ctx)) return undefined;
  if (ballot.E.length !== circuit.outputs.length || ballot.f.length !== circuit.m) return undefined;
  if (isIdentity(ballot.T) || ballot.E.some(([first]) => isIdentity(first))) return undefined;
  const y = linkChallenge(statement, ballot.T, ballot.E, ballot.V, ballot.Z);
  const x = proofChallenge(y, ballot.L);
  const terms = termsOf(circuit);
  const products = terms.forms.map((form) => {
    const g = x * form.constant + linearPart(form, ballot.f);
    return modulo(g * (x - g));
  });
  const powers: bigint[] = [];
  let linkValue = 0n;
  let power = 1n;
  for (const output of terms.outputs) {
    powers.push((x * power) % ORDER);
    linkValue += power * modulo(x * output.constant + linearPart(output, ballot.f));
    power = (power * y) % ORDER;
  }
  const e =
    tokenSignature &&
    tokenChallenge(tokenSignature.action, statement.ctx, ballot.T, tokenSignature.payload, tokenSignature.R);
  return { item, x, powers, products, linkValue: linkValue % ORDER, e };
}

/**
 * A sum that is O iff what was added to it holds. Coefficients of G, K and the H_i are collected over all ballots, unreduced,
 * so that each of these points enters the multi-scalar multiplication once. Local to one call of `holds`.
 */
type Sum = {
  readonly points: Point[];
  readonly scalars: bigint[];
  /** Of H_0, …, H_{m+n}. */
  readonly generators: bigint[];
  G: bigint;
  K: bigint;
};

const emptySum = (circuit: Circuit): Sum => ({
  points: [],
  scalars: [],
  generators: new Array<bigint>(1 + circuit.m + circuit.forms.length).fill(0n),
  G: 0n,
  K: 0n,
});

function add(sum: Sum, P: Point, scalar: bigint): void {
  sum.points.push(P);
  sum.scalars.push(scalar);
}

/** w · (xV + Z − Com(f ‖ products; z)). */
function addCommitment(sum: Sum, { item: { ballot }, x, products }: Reading, w: bigint): void {
  add(sum, ballot.V, modulo(w * x));
  add(sum, ballot.Z, w);
  const { generators } = sum;
  const m = ballot.f.length;
  generators[0] = (generators[0] as bigint) - w * ballot.z;
  for (let i = 0; i < m; i++) generators[1 + i] = (generators[1 + i] as bigint) - w * (ballot.f[i] as bigint);
  for (let i = 0; i < products.length; i++) {
    generators[1 + m + i] = (generators[1 + m + i] as bigint) - w * (products[i] as bigint);
  }
}

/** w · (x Σ y^j E_j,1 + L_1 − rG). */
function addFirstComponents(sum: Sum, { item: { ballot }, powers }: Reading, w: bigint): void {
  powers.forEach((power, j) => {
    add(sum, (ballot.E[j] as Ballot['E'][number])[0], modulo(w * power));
  });
  add(sum, ballot.L[0], w);
  sum.G -= w * ballot.r;
}

/** w · (x Σ y^j E_j,2 + L_2 − Σ y^j λ_j^x(f) G − rK). */
function addSecondComponents(sum: Sum, { item: { ballot }, powers, linkValue }: Reading, w: bigint): void {
  powers.forEach((power, j) => {
    add(sum, (ballot.E[j] as Ballot['E'][number])[1], modulo(w * power));
  });
  add(sum, ballot.L[1], w);
  sum.G -= w * linkValue;
  sum.K -= w * ballot.r;
}

/** w · (R + eT − sG). */
function addTokenSignature(sum: Sum, { item: { ballot, tokenSignature }, e }: Reading, w: bigint): void {
  if (tokenSignature === undefined || e === undefined) return;
  add(sum, tokenSignature.R, w);
  add(sum, ballot.T, modulo(w * e));
  sum.G -= w * tokenSignature.s;
}

const EQUATIONS = [addCommitment, addFirstComponents, addSecondComponents, addTokenSignature] as const;

function isZero(sum: Sum, K: Point): boolean {
  const points = [...sum.points, G, K];
  const scalars = [...sum.scalars, modulo(sum.G), modulo(sum.K)];
  sum.generators.forEach((coefficient, i) => {
    const scalar = modulo(coefficient);
    if (scalar === 0n) return;
    points.push(generator(i));
    scalars.push(scalar);
  });
  return isIdentity(msm(points, scalars));
}

/** One ballot, equation by equation, with the weight 1. */
const holdsAlone = (reading: Reading, { circuit, K }: BallotStatement): boolean =>
  EQUATIONS.every((addEquation) => {
    const sum = emptySum(circuit);
    addEquation(sum, reading, 1n);
    return isZero(sum, K);
  });

function holdTogether(readings: readonly Reading[], { circuit, K }: BallotStatement, random: RandomBytes): boolean {
  const sum = emptySum(circuit);
  for (const reading of readings) {
    for (const addEquation of EQUATIONS) addEquation(sum, reading, randomWeight(random));
  }
  return isZero(sum, K);
}

/** Positions of the readings that fail, by halving. A half that holds is settled; fresh weights each time. */
function failing(readings: readonly Reading[], statement: BallotStatement, random: RandomBytes): readonly Reading[] {
  const [head] = readings;
  if (head === undefined) return [];
  if (readings.length === 1) return holdsAlone(head, statement) ? [] : [head];
  if (holdTogether(readings, statement, random)) return [];
  const middle = readings.length >> 1;
  return [
    ...failing(readings.slice(0, middle), statement, random),
    ...failing(readings.slice(middle), statement, random),
  ];
}

/** Indices of the items whose ballot or token signature is not valid, ascending; an empty list is the only success. */
export function verifyBallots(
  items: readonly BallotItem[],
  statement: BallotStatement,
  random: RandomBytes,
): readonly number[] {
  const indices = new Map<Reading, number>();
  const bad: number[] = [];
  items.forEach((item, index) => {
    const reading = read(item, statement);
    if (reading === undefined) bad.push(index);
    else indices.set(reading, index);
  });
  for (const reading of failing([...indices.keys()], statement, random)) bad.push(indices.get(reading) as number);
  return bad.sort((a, b) => a - b);
}

/** One ballot alone, decided without weights. */
export function verifyBallot(ballot: Ballot, statement: BallotStatement): boolean {
  const reading = read({ ballot }, statement);
  return reading !== undefined && holdsAlone(reading, statement);
}
