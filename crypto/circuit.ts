/**
 * A ballot is bits under linear rules, and some bits are counters (specification §6.1).
 *
 * u_0..u_{m−1} variables in {0,1} · ℓ_1..ℓ_n forms: affine functions of u that must be 0 or 1 too (the variables first) ·
 * counters: variables whose sums over all ballots are the counts · outputs λ_j = Σ_{g<p} B^g · counter, B = 2^16.
 */
import { hashObject } from './encoding/canonical.ts';

export type CircuitContest =
  | { readonly kind: 'election'; readonly candidates: number; readonly seats: number; readonly writeIns: number }
  | { readonly kind: 'appraisal'; readonly subjects: number; readonly grades: number }
  | { readonly kind: 'recommendation'; readonly nominees: number; readonly limit: number };

/** c + Σ coefficient · u_variable; variables ascending, no zero coefficient: the object's own shape. */
export type Form = { readonly c: number; readonly t: readonly (readonly [variable: number, coefficient: number])[] };

/** range(e, L): filled greedily by the prover; `steps` are the variables after the first element of coefs(L). */
export type Range = {
  readonly e: Form;
  readonly limit: number;
  readonly steps: readonly { readonly variable: number; readonly coefficient: number }[];
};

export type Circuit = {
  readonly contests: readonly CircuitContest[];
  /** Number of variables. */
  readonly m: number;
  /** All n forms, the m variables first. */
  readonly forms: readonly Form[];
  readonly outputs: readonly Form[];
  /** The counter variables of each contest, in order. */
  readonly counters: readonly (readonly number[])[];
  readonly ranges: readonly Range[];
  /** Counters to an output. */
  readonly packing: 2 | 4;
  /** The circuit itself as an object: its hash is the circuit id. */
  readonly object: { readonly m: number; readonly forms: readonly Form[]; readonly outputs: readonly Form[] };
};

/** B: no counter reaches it, because a card counts at most once and P < 2^16. */
export const COUNTER_BASE = 65536;
const CARDS_PACKED_BY_FOUR = 1000;

/** Elements whose subset sums are exactly 0..L; the first is 1. */
export function coefs(limit: number): readonly number[] {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`circuit: range limit ${limit}`);
  const elements: number[] = [];
  for (let p = 1, rest = limit; rest > 0; p *= 2) {
    const element = Math.min(p, rest);
    elements.push(element);
    rest -= element;
  }
  return elements;
}

function affine(c: number, terms: readonly (readonly [number, number])[]): Form {
  const sums = new Map<number, number>();
  for (const [variable, coefficient] of terms) sums.set(variable, (sums.get(variable) ?? 0) + coefficient);
  return { c, t: [...sums].filter(([, coefficient]) => coefficient !== 0).sort(([a], [b]) => a - b) };
}

const ones = (variables: readonly number[], coefficient: number): (readonly [number, number])[] =>
  variables.map((variable) => [variable, coefficient] as const);

function requireCount(title: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least || value >= COUNTER_BASE) {
    throw new RangeError(`circuit: ${title} ${value}`);
  }
}

/** Grows while contests are compiled; local to one call of `compileCircuit`. */
type Draft = { m: number; readonly derived: Form[]; readonly ranges: Range[] };

function name(draft: Draft, count: number): number[] {
  const first = draft.m;
  draft.m += count;
  return Array.from({ length: count }, (_, i) => first + i);
}

/** States range(e, L): one variable per element of coefs(L) after the first, and the form e − Σ coefs(L)_i s_i. */
function range(draft: Draft, e: Form, limit: number): void {
  const [, ...rest] = coefs(limit);
  const variables = name(draft, rest.length);
  const steps = rest.map((coefficient, i) => ({ variable: variables[i] as number, coefficient }));
  const form = affine(e.c, [...e.t, ...steps.map(({ variable, coefficient }) => [variable, -coefficient] as const)]);
  draft.derived.push(form);
  draft.ranges.push({ e, limit, steps });
}

/** Returns the contest's counters. */
function compileContest(draft: Draft, contest: CircuitContest): readonly number[] {
  switch (contest.kind) {
    case 'election': {
      const { candidates: k, seats: S, writeIns: R } = contest;
      requireCount('candidates', k, 1);
      requireCount('seats', S, 1);
      requireCount('write-ins', R, 0);
      const marks = name(draft, 2 * k);
      const X = name(draft, R);
      const F = marks.filter((_, i) => i % 2 === 0);
      const A = marks.filter((_, i) => i % 2 === 1);
      for (let i = 0; i < k; i++) draft.derived.push(affine(1, ones([F[i] as number, A[i] as number], -1)));
      range(draft, affine(S, ones([...F, ...X], -1)), S);
      if (R >= 1) range(draft, affine(0, [...ones(A, 1), ...ones(X, -1)]), k);
      return [...marks, ...X];
    }
    case 'appraisal': {
      requireCount('subjects', contest.subjects, 1);
      requireCount('grades', contest.grades, 1);
      const bits = name(draft, contest.subjects * contest.grades);
      for (let i = 0; i < contest.subjects; i++) {
        draft.derived.push(affine(1, ones(bits.slice(i * contest.grades, (i + 1) * contest.grades), -1)));
      }
      return bits;
    }
    case 'recommendation': {
      requireCount('nominees', contest.nominees, 1);
      requireCount('limit', contest.limit, 1);
      const bits = name(draft, contest.nominees);
      range(draft, affine(contest.limit, ones(bits, -1)), contest.limit);
      return bits;
    }
  }
}

const magnitude = (form: Form): bigint =>
  form.t.reduce((sum, [, coefficient]) => sum + BigInt(Math.abs(coefficient)), BigInt(Math.abs(form.c)));

/** Compiles the contests of one ballot paper for P cards; throws on sizes the proof does not carry. */
export function compileCircuit(contests: readonly CircuitContest[], cards: number): Circuit {
  requireCount('cards', cards, 1);
  if (contests.length === 0) throw new RangeError('circuit: no contest');
  const draft: Draft = { m: 0, derived: [], ranges: [] };
  const counters = contests.map((contest) => compileContest(draft, contest));
  const variables = Array.from({ length: draft.m }, (_, i) => affine(0, [[i, 1]]));
  const forms = [...variables, ...draft.derived];
  const packing = cards <= CARDS_PACKED_BY_FOUR ? 4 : 2;
  const flat = counters.flat();
  const outputs: Form[] = [];
  for (let at = 0; at < flat.length; at += packing) {
    outputs.push(
      affine(
        0,
        flat.slice(at, at + packing).map((variable, g) => [variable, COUNTER_BASE ** g] as const),
      ),
    );
  }
  if (forms.some((form) => magnitude(form) >= 2n ** 64n)) throw new RangeError('circuit: a form is too large');
  if (outputs.some((output) => magnitude(output) >= 2n ** 128n))
    throw new RangeError('circuit: an output is too large');
  if (draft.m + forms.length >= COUNTER_BASE) throw new RangeError('circuit: too many variables');
  return {
    contests,
    m: draft.m,
    forms,
    outputs,
    counters,
    ranges: draft.ranges,
    packing,
    object: { m: draft.m, forms, outputs },
  };
}

/** SHA-256 of the canonical circuit. */
export const circuitId = (circuit: Circuit): Uint8Array => hashObject(circuit.object);

export const countersOf = (circuit: Circuit): readonly (readonly number[])[] => circuit.counters;

/** ℓ(u) over plain integers. */
const evaluate = (form: Form, u: Uint8Array): number =>
  form.t.reduce((sum, [variable, coefficient]) => sum + coefficient * (u[variable] as number), form.c);

/**
 * The whole assignment u from the counters' bits: ranges are filled greedily by falling coefficient, ties in list order.
 * Throws when the marks are not legal, that is when some form would not be 0 or 1. No branch depends on a mark before that.
 */
export function assignVariables(circuit: Circuit, counterBits: readonly ArrayLike<number>[]): Uint8Array {
  if (counterBits.length !== circuit.counters.length) throw new RangeError('circuit: wrong number of contests');
  const u = new Uint8Array(circuit.m);
  circuit.counters.forEach((variables, contest) => {
    const bits = counterBits[contest] as ArrayLike<number>;
    if (bits.length !== variables.length)
      throw new RangeError(`circuit: contest ${contest} has ${variables.length} counters`);
    variables.forEach((variable, i) => {
      const bit = bits[i] as number;
      if (bit !== 0 && bit !== 1) throw new RangeError('circuit: a counter is not a bit');
      u[variable] = bit;
    });
  });
  for (const { e, steps } of circuit.ranges) {
    let rest = evaluate(e, u);
    for (const { variable, coefficient } of steps.toSorted((a, b) => b.coefficient - a.coefficient)) {
      const bit = Number(rest >= coefficient);
      u[variable] = bit;
      rest -= bit * coefficient;
    }
  }
  if (!isAssignment(circuit, u)) throw new RangeError('circuit: the marks are not legal');
  return u;
}

/** True iff every form of the circuit is 0 or 1 at u. */
export const isAssignment = (circuit: Circuit, u: Uint8Array): boolean =>
  u.length === circuit.m &&
  circuit.forms.reduce((legal, form) => {
    const value = evaluate(form, u);
    return legal && (value === 0 || value === 1);
  }, true);

/** The counts of each contest from the decrypted outputs; throws when a value has more counters than the output. */
export function unpackCounts(circuit: Circuit, values: readonly bigint[]): readonly (readonly number[])[] {
  if (values.length !== circuit.outputs.length) throw new RangeError('circuit: wrong number of outputs');
  const flat = values.flatMap((value, j) => {
    const length = (circuit.outputs[j] as Form).t.length;
    if (value < 0n || value >= BigInt(COUNTER_BASE) ** BigInt(length))
      throw new RangeError(`circuit: output ${j} out of range`);
    return Array.from({ length }, (_, g) => Number((value >> BigInt(16 * g)) & 0xffffn));
  });
  let at = 0;
  return circuit.counters.map((variables) => {
    at += variables.length;
    return flat.slice(at - variables.length, at);
  });
}

/** The inverse of `unpackCounts`: what the aggregate must decrypt to when these are the counts. */
export function packCounts(circuit: Circuit, counts: readonly (readonly number[])[]): readonly bigint[] {
  if (counts.length !== circuit.counters.length) throw new RangeError('circuit: wrong number of contests');
  circuit.counters.forEach((variables, contest) => {
    if (counts[contest]?.length !== variables.length)
      throw new RangeError(`circuit: contest ${contest} has ${variables.length} counters`);
  });
  const flat = counts.flat();
  for (const count of flat) requireCount('count', count, 0);
  return circuit.outputs.map((output, j) =>
    output.t.reduce((sum, _, g) => sum + (BigInt(flat[j * circuit.packing + g] as number) << BigInt(16 * g)), 0n),
  );
}
