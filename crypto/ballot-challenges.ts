/**
 * The two challenges of a ballot and the values of its forms, shared by prover and verifier (specification §6.3).
 *
 * y = challenge("ballot-link", …) binds every public input; x = challenge("ballot-proof", y, L).
 */
import type { Ciphertext } from './ballot-object.ts';
import type { Circuit } from './circuit.ts';
import type { Point, Scalar } from './group.ts';
import { bytes32, challenge, list, pair, point, scalar } from './transcript.ts';

/** What a ballot is checked against: the round, its key and its circuit. */
export type BallotStatement = {
  readonly ctx: Uint8Array;
  readonly K: Point;
  readonly circuit: Circuit;
  readonly circuitId: Uint8Array;
};

export const linkChallenge = (
  statement: BallotStatement,
  T: Point,
  E: readonly Ciphertext[],
  V: Point,
  Z: Point,
): Scalar =>
  challenge(
    'ballot-link',
    bytes32(statement.ctx),
    point(statement.K),
    bytes32(statement.circuitId),
    point(T),
    list(E.map(([first, second]) => pair(point(first), point(second)))),
    point(V),
    point(Z),
  );

export const proofChallenge = (y: Scalar, L: Ciphertext): Scalar =>
  challenge('ballot-proof', scalar(y), pair(point(L[0]), point(L[1])));

/** A form with its coefficients as integers of the field, converted once for a circuit. */
export type Terms = {
  readonly constant: bigint;
  readonly variables: readonly number[];
  readonly coefficients: readonly bigint[];
};

export type CircuitTerms = { readonly forms: readonly Terms[]; readonly outputs: readonly Terms[] };

const termsCache = new WeakMap<Circuit, CircuitTerms>();

export function termsOf(circuit: Circuit): CircuitTerms {
  const known = termsCache.get(circuit);
  if (known !== undefined) return known;
  const convert = (forms: Circuit['forms']): Terms[] =>
    forms.map(({ c, t }) => ({
      constant: BigInt(c),
      variables: t.map(([variable]) => variable),
      coefficients: t.map(([, coefficient]) => BigInt(coefficient)),
    }));
  const terms = { forms: convert(circuit.forms), outputs: convert(circuit.outputs) };
  termsCache.set(circuit, terms);
  return terms;
}

/** ℓ°(values), not reduced: the sum without the constant. */
export function linearPart(terms: Terms, values: readonly bigint[]): bigint {
  let sum = 0n;
  for (let i = 0; i < terms.variables.length; i++) {
    sum += (terms.coefficients[i] as bigint) * (values[terms.variables[i] as number] as bigint);
  }
  return sum;
}
