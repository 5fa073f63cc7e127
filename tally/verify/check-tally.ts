/**
 * Checks 9 to 11 (specification §8, §10): the aggregate against the casts, the proofs of partial decryption, and the
 * stated counts. Nothing is searched: t valid partial decryptions give λG for each output, and the counts are packed
 * into the λ they claim.
 */
import { type Circuit, compileCircuit, packCounts } from '../../crypto/circuit.ts';
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { decodePointNotIdentity, G, multiplyPublic, type Point, reduce } from '../../crypto/group.ts';
import { combine, type IndexedPartial, verifyPartialDecryption } from '../../crypto/threshold/partial-decryption.ts';
import { decodeSums, equalSums, type Sums } from '../count/sums.ts';
import { circuitContest } from '../record/contest.ts';
import type { RoundEntry } from '../record/round-entries.ts';
import type { FixedRound, VerifyContext } from './context.ts';
import { decodePartial } from './partials.ts';

/** `sums` are the verifier's own; null when some ballot could not be read, which is a finding already. */
export function checkAggregate({ findings }: VerifyContext, { aggregate, ctx, ballots }: FixedRound, sums: Sums): void {
  if (aggregate === null) return;
  const casts = ballots.filter(({ entry }) => entry.type === 'cast').length;
  if (aggregate.entry.ctx !== ctx) findings.report('aggregate', 'ctx-differs', aggregate);
  if (aggregate.entry.casts !== casts || !equalSums(aggregate.entry.sums, sums)) {
    findings.report('aggregate', 'aggregate-differs', aggregate);
  }
}

interface RoundKeys {
  readonly K: Point;
  readonly X: readonly Point[];
  readonly circuit: Circuit;
}

function keysOf(round: RoundEntry): RoundKeys | null {
  try {
    const live = (text: string, title: string) => decodePointNotIdentity(decodeBase64url(text, 32), title);
    return {
      K: live(round.K, 'K'),
      X: round.X.map((text, i) => live(text, `X_${i + 1}`)),
      circuit: compileCircuit(round.contests.map(circuitContest), round.cards),
    };
  } catch {
    return null;
  }
}

/** What t scrutineers decrypted. */
export interface Decrypted {
  /** M_j = λ_j G. */
  readonly points: readonly Point[];
  /** The lists of the first t who released validly. */
  readonly released: readonly IndexedPartial[];
}

/**
 * The first t valid partial decryptions of the verifier's own sums and what they give; null when there are too few. A
 * share made for any other list proves nothing here.
 */
export function checkDecryption({ findings }: VerifyContext, fixed: FixedRound, own: Sums): Decrypted | null {
  const { partials, round, ctx, result, aggregate } = fixed;
  const keys = keysOf(round.entry);
  if (keys === null) return null;
  const pairs = decodeSums(own);
  const seen = new Set<number>();
  const valid: IndexedPartial[] = [];
  for (const at of partials) {
    const { index } = at.entry;
    if (at.entry.ctx !== ctx) findings.report('decryption', 'ctx-differs', at);
    if (seen.has(index)) findings.report('decryption', 'partial-twice', at);
    const X = keys.X[index - 1];
    const partial = decodePartial(at.entry);
    if (X === undefined) findings.report('decryption', 'partial-unknown-scrutineer', at);
    else if (partial === null) findings.report('decryption', 'partial-malformed', at);
    else if (
      !verifyPartialDecryption({ ctx: decodeBase64url(ctx, 32), stage: 'tally', index, K: keys.K, X, pairs }, partial)
    ) {
      findings.report('decryption', 'partial-invalid', at);
    } else if (!seen.has(index)) valid.push({ index, D: partial.D });
    seen.add(index);
  }
  if (valid.length < round.entry.threshold) {
    if (result !== null) findings.report('decryption', 'partials-too-few', result);
    return null;
  }
  const released = valid.slice(0, round.entry.threshold);
  return aggregate === null ? null : { released, points: combine(pairs, released) };
}

/** The counts of the `result` entry when they have the ballot's shape, else null. */
export function checkCounts(
  { findings }: VerifyContext,
  { result, round, ctx, ballots }: FixedRound,
  decrypted: Decrypted | null,
): readonly (readonly number[])[] | null {
  if (result === null) return null;
  if (result.entry.ctx !== ctx) findings.report('result', 'ctx-differs', result);
  const keys = keysOf(round.entry);
  const { counts } = result.entry;
  const contests = round.entry.contests;
  if (
    keys === null ||
    counts.length !== contests.length ||
    keys.circuit.counters.some((variables, at) => counts[at]?.length !== variables.length)
  ) {
    findings.report('result', 'counts-shape', result);
    return null;
  }
  const casts = ballots.filter(({ entry }) => entry.type === 'cast').length;
  const isPossible = contests.every((contest, at) => {
    const numbers = counts[at] as readonly number[];
    if (numbers.some((count) => count > casts)) return false;
    if (contest.kind !== 'election') return true;
    // §8.4: F_i + A_i ≤ C; the rest abstain.
    return contest.candidates.every((_, i) => (numbers[2 * i] as number) + (numbers[2 * i + 1] as number) <= casts);
  });
  if (!isPossible) findings.report('result', 'counts-impossible', result);
  if (decrypted === null) {
    findings.report('result', 'counts-differ', result);
    return counts;
  }
  const claimed = packCounts(keys.circuit, counts).map((value) => multiplyPublic(G, reduce(value)));
  if (!claimed.every((M, j) => M.equals(decrypted.points[j] as Point)))
    findings.report('result', 'counts-differ', result);
  return counts;
}
