/**
 * Check 6 with the token signatures of check 7 (specification §6.3, §10): the ballots of a round in chunks through
 * the injected verifier, which may run them in workers; their ciphertexts come back added up.
 */

import { compileCircuit } from '../../crypto/circuit.ts';
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { decodePointNotIdentity } from '../../crypto/group.ts';
import { addSums, encodeSums, type Sums, zeroSums } from '../count/sums.ts';
import { circuitContest } from '../record/contest.ts';
import { type BallotJob, type BallotVerifier, evenBatches } from './ballot-batch.ts';
import type { FixedRound, VerifyContext } from './context.ts';

export interface CheckedBallots {
  /** h by leaf index. */
  readonly hashes: ReadonlyMap<number, string>;
  /** Sums over the casts. */
  readonly sums: Sums;
  /** T of every ballot that could be decoded: real token keys, which need not be decoded again. */
  readonly decoded: ReadonlySet<string>;
}

export interface BallotRun {
  readonly verifier: BallotVerifier;
  /** Ballots to a job: larger batches cost less each, smaller ones show progress and spread over workers. */
  readonly chunk: number;
  readonly onBallots: (done: number) => void;
}

/** Which check a fault of a ballot line belongs to. */
const CHECK_OF = {
  'ballot-malformed': 'ballots',
  'ballot-of-other-round': 'ballots',
  'proof-invalid': 'ballots',
  'token-signature-malformed': 'casts',
  'token-signature-invalid': 'casts',
} as const;

/** Null when the round's key or circuit is no such thing: then no ballot can be checked. */
export async function checkBallots(
  { findings }: VerifyContext,
  { round, ctx, ballots }: FixedRound,
  run: BallotRun,
): Promise<CheckedBallots | null> {
  const { K, cards } = round.entry;
  const contests = round.entry.contests.map(circuitContest);
  let outputs: number;
  try {
    outputs = compileCircuit(contests, cards).outputs.length;
    decodePointNotIdentity(decodeBase64url(K, 32), 'K');
  } catch {
    return null;
  }
  const lines = ballots.flatMap((leaf) => {
    const { entry } = leaf;
    return entry.type === 'void' ? [] : [{ ...leaf, entry }];
  });
  const chunks = evenBatches(lines, run.chunk);
  const answers = await Promise.all(
    chunks.map(async (chunk) => {
      const job: BallotJob = { ctx, K, contests, cards, lines: chunk.map(({ text }) => text) };
      const answer = await run.verifier(job);
      run.onBallots(chunk.length);
      return answer;
    }),
  );
  const hashes = new Map<number, string>();
  const decoded = new Set<string>();
  let sums = encodeSums(zeroSums(outputs));
  answers.forEach((answer, c) => {
    const chunk = chunks[c] as typeof lines;
    chunk.forEach(({ index }, at) => void hashes.set(index, answer.hashes[at] as string));
    const malformed = new Set(answer.failures.flatMap(({ at, code }) => (code === 'ballot-malformed' ? [at] : [])));
    chunk.forEach(({ entry }, at) => {
      if (!malformed.has(at)) decoded.add(entry.ballot.T);
    });
    for (const { at, code } of answer.failures) {
      findings.report(CHECK_OF[code], code, chunk[at] ?? null);
    }
    sums = addSums(sums, answer.sums);
  });
  return { hashes, sums, decoded };
}
