/**
 * The ballot: encryption of the counters and the proof that they come from legal marks (specification §6.2, §6.3).
 *
 * u variables · a their masks · ℓ_i forms, b_i = ℓ_i(u), α_i = ℓ_i°(a) (the form without its constant) · λ_j outputs
 * E_j = (r_j G, λ_j(u)G + r_j K) · Com(v; ρ) = ρH_0 + Σ v_i H_i · V, Z commitments · L the link · f, z, r responses
 *
 * Security: u, the seed and every nonce are secret and die with the session. They meet group elements only in
 * `secret-sum.ts`, in picks of fixed points by bits, and in noble's constant-time multiplication. The ballot is a function
 * of (ctx, K, circuit, T, u, seed): opening a challenged ballot means making it again.
 */
import { type BallotStatement, linearPart, linkChallenge, proofChallenge, termsOf } from './ballot-challenges.ts';
import type { Ballot, Ciphertext } from './ballot-object.ts';
import { counterMultiples, generatorMultiples, preparedKey } from './ballot-tables.ts';
import { type Circuit, isAssignment } from './circuit.ts';
import { G, multiplySecret, ORDER, type Point, reduce, type Scalar } from './group.ts';
import { type Multiples, secretSubset, secretSum } from './secret-sum.ts';
import { bytes, bytes32, challenge, int, point, text } from './transcript.ts';

export {
  type Ballot,
  type BallotObject,
  ballotCode,
  ballotFromObject,
  ballotHash,
  ballotToObject,
  type Ciphertext,
  formatBallotCode,
} from './ballot-object.ts';
export { ballotTableSteps, prepareBallotTables } from './ballot-tables.ts';
export type { BallotStatement };

export const BALLOT_SEED_BYTES = 32;

export type BallotSecrets = {
  /** The token key the ballot belongs to. */
  readonly T: Point;
  /** The whole assignment, from `assignVariables`. */
  readonly u: Uint8Array;
  /** 32 fresh random bytes. */
  readonly seed: Uint8Array;
};

/** Least significant bit first. */
function packBits(u: Uint8Array): Uint8Array {
  const packed = new Uint8Array(Math.ceil(u.length / 8));
  for (let i = 0; i < u.length; i++) packed[i >> 3] = (packed[i >> 3] as number) | ((u[i] as number) << (i & 7));
  return packed;
}

/** Every random scalar of the ballot comes from its seed and from everything that makes the ballot what it is. */
function nonces({ ctx, circuitId }: BallotStatement, { T, u, seed }: BallotSecrets) {
  const common = [bytes32(seed), bytes32(ctx), bytes32(circuitId), point(T), bytes(packBits(u))] as const;
  return (name: string, index: number): Scalar => challenge('ballot-nonce', ...common, text(name), int(index));
}

const times = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

/** λ_j(u)G from fixed points: no branch on a mark, and no multiplication by a λ that may be 0. */
function outputPoint(circuit: Circuit, j: number, u: Uint8Array): Point {
  const counters = (circuit.outputs[j] as Circuit['outputs'][number]).t;
  const bits = counters.map(([variable]) => u[variable] as number);
  return secretSubset(counterMultiples().slice(0, counters.length), bits);
}

/** Throws when u does not satisfy the circuit: a ballot without a valid proof is never made by this code. */
export function encryptBallot(input: BallotStatement & BallotSecrets): Ballot {
  const { ctx, circuit, T, u, seed } = input;
  if (seed.length !== BALLOT_SEED_BYTES) throw new RangeError(`ballot seed: expected ${BALLOT_SEED_BYTES} bytes`);
  if (!isAssignment(circuit, u)) throw new RangeError('ballot: the marks are not legal');
  const { m, forms, outputs } = circuit;
  const terms = termsOf(circuit);
  const K = preparedKey(input.K);
  const nonce = nonces(input, input);
  const rs = outputs.map((_, j) => nonce('r', j));
  const a = times(m).map((i) => nonce('a', i));
  const rho = nonce('rho', 0);
  const sigma = nonce('sigma', 0);
  const s = nonce('s', 0);

  const E = rs.map((r, j): Ciphertext => [multiplySecret(G, r), outputPoint(circuit, j, u).add(multiplySecret(K, r))]);

  // §6.3 step 1. α_i(1 − 2b_i) and −α_i² are computed alike for either bit.
  const alphas = terms.forms.map((form) => reduce(linearPart(form, a)));
  const b = forms.map((form) => form.t.reduce((sum, [variable, k]) => sum + k * (u[variable] as number), form.c));
  const H: readonly Multiples[] = times(1 + m + forms.length).map(generatorMultiples);
  const [H0, variableH, formH] = [H[0] as Multiples, H.slice(1, 1 + m), H.slice(1 + m)];
  const signed = alphas.map((alpha, i) => reduce(alpha * BigInt(1 - 2 * (b[i] as number))));
  const squares = alphas.map((alpha) => reduce(ORDER - ((alpha * alpha) % ORDER)));
  const V = secretSubset(variableH, u).add(secretSum([H0, ...formH], [rho, ...signed]));
  const Z = secretSum([H0, ...variableH, ...formH], [sigma, ...a, ...squares]);

  // Steps 2 and 3.
  const y = linkChallenge(input, T, E, V, Z);
  let power = 1n;
  let linkValue = 0n;
  let linkRandomness = 0n;
  for (let j = 0; j < outputs.length; j++) {
    linkValue += power * reduce(linearPart(terms.outputs[j] as (typeof terms.outputs)[number], a));
    linkRandomness += power * (rs[j] as bigint);
    power = (power * y) % ORDER;
  }
  const L: Ciphertext = [multiplySecret(G, s), multiplySecret(G, reduce(linkValue)).add(multiplySecret(K, s))];

  // Steps 4 and 5.
  const x = proofChallenge(y, L);
  const f = a.map((mask, i) => reduce(x * BigInt(u[i] as number) + mask));
  return { ctx, T, E, V, Z, L, f, z: reduce(x * rho + sigma), r: reduce(x * reduce(linkRandomness) + s) };
}

/** Component sums over all ballots, output by output (specification §8.1). */
export function aggregate(ballots: readonly (readonly Ciphertext[])[]): readonly Ciphertext[] {
  const [head, ...rest] = ballots;
  if (head === undefined) throw new RangeError('aggregate: no ballots');
  return rest.reduce((sums, E) => {
    if (E.length !== sums.length) throw new RangeError('aggregate: ballots of different circuits');
    return sums.map(([first, second], j): Ciphertext => {
      const [alpha, beta] = E[j] as Ciphertext;
      return [first.add(alpha), second.add(beta)];
    });
  }, head);
}
