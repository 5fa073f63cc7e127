/**
 * What a worker thread does for the server: the group operations of casting and of the count, so that the event
 * loop never waits for a multi-scalar multiplication. Jobs and answers are plain data.
 */
import type { BallotObject } from '../../crypto/ballot.ts';
import { ballotFromObject, ballotHash } from '../../crypto/ballot.ts';
import { type BallotItem, verifyBallots } from '../../crypto/ballot-verification.ts';
import { type CircuitContest, circuitId, compileCircuit } from '../../crypto/circuit.ts';
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { decodePoint, decodePointNotIdentity, decodeScalar, type RandomBytes } from '../../crypto/group.ts';
import { findCounts } from '../../crypto/threshold/dlog.ts';
import { combine } from '../../crypto/threshold/partial-decryption.ts';
import { type TokenAction, type TokenSignature, verifyTokenSignature } from '../../crypto/token.ts';
import { type Opening, verdictOf } from '../../tally/challenge/opening.ts';
import { decodeSums, type Sums } from '../../tally/count/sums.ts';
import type { Verdict } from '../../tally/record/ballot-entries.ts';
import { type BallotJob, type BallotJobAnswer, verifyBallotJob } from '../../tally/verify/ballot-batch.ts';

/** What every ballot of a round is verified against; base64url. */
export type BallotFrame = {
  readonly ctx: string;
  readonly K: string;
  readonly contests: readonly CircuitContest[];
  readonly cards: number;
};

/** (R, s) in base64url. */
export type TokenSignatureText = { readonly R: string; readonly s: string };

export type PendingItem = { readonly ballot: BallotObject; readonly signature: TokenSignatureText };
export type PendingVerdict = 'valid' | 'proof-invalid' | 'signature-invalid';

export type TokenSignatureItem = {
  readonly action: TokenAction;
  readonly ctx: string;
  readonly T: string;
  /** h, or null where the action has no ballot. */
  readonly payload: string | null;
  readonly signature: TokenSignatureText;
};

/** Specification §8.4: the counts in the sums, from t partial decryptions. */
export type CountJob = {
  readonly contests: readonly CircuitContest[];
  readonly cards: number;
  readonly casts: number;
  readonly sums: Sums;
  readonly partials: readonly { readonly index: number; readonly D: readonly string[] }[];
};

/** Specification §7.5: what a challenge opened, against the ballot that was pending. */
export type OpeningJob = {
  readonly frame: BallotFrame;
  readonly T: string;
  readonly h: string;
  readonly opening: Opening;
};

export type ProofJob =
  | { readonly kind: 'pending'; readonly frame: BallotFrame; readonly items: readonly PendingItem[] }
  | { readonly kind: 'token-signatures'; readonly items: readonly TokenSignatureItem[] }
  | { readonly kind: 'opening'; readonly job: OpeningJob }
  | { readonly kind: 'ballots'; readonly job: BallotJob }
  | { readonly kind: 'count'; readonly job: CountJob };

export type ProofAnswers = {
  readonly pending: readonly PendingVerdict[];
  readonly 'token-signatures': readonly boolean[];
  readonly opening: Verdict;
  readonly ballots: BallotJobAnswer;
  /** Counters of each contest; null when an output holds no counts of that many votes. */
  readonly count: readonly (readonly number[])[] | null;
};

type Statement = Parameters<typeof verifyBallots>[1];

/** One circuit a round: compiling it again for every micro-batch would cost as much as a proof. */
const statements = new Map<string, Statement>();

function statementOf(frame: BallotFrame): Statement {
  const known = statements.get(frame.ctx);
  if (known !== undefined) return known;
  const circuit = compileCircuit(frame.contests, frame.cards);
  const statement = {
    ctx: decodeBase64url(frame.ctx, 32),
    K: decodePointNotIdentity(decodeBase64url(frame.K, 32), 'K'),
    circuit,
    circuitId: circuitId(circuit),
  };
  if (statements.size > 8) statements.clear();
  statements.set(frame.ctx, statement);
  return statement;
}

const decodeTokenSignature = ({ R, s }: TokenSignatureText): TokenSignature => ({
  R: decodePoint(decodeBase64url(R, 32), 'R'),
  s: decodeScalar(decodeBase64url(s, 32), 's'),
});

/** Specification §7.2: proof and token signature ("pending", h) of each ballot. */
function checkPending(
  frame: BallotFrame,
  items: readonly PendingItem[],
  random: RandomBytes,
): readonly PendingVerdict[] {
  const statement = statementOf(frame);
  const verdicts: PendingVerdict[] = items.map(() => 'proof-invalid');
  const batch: { readonly at: number; readonly item: BallotItem }[] = [];
  items.forEach(({ ballot: object, signature }, at) => {
    try {
      const ballot = ballotFromObject(object);
      const { R, s } = decodeTokenSignature(signature);
      batch.push({ at, item: { ballot, tokenSignature: { action: 'pending', payload: ballotHash(object), R, s } } });
      verdicts[at] = 'valid';
    } catch {
      verdicts[at] = 'proof-invalid';
    }
  });
  const failing = verifyBallots(
    batch.map(({ item }) => item),
    statement,
    random,
  );
  for (const index of failing) {
    const { at, item } = batch[index] as (typeof batch)[number];
    const proofFails = verifyBallots([{ ballot: item.ballot }], statement, random).length > 0;
    verdicts[at] = proofFails ? 'proof-invalid' : 'signature-invalid';
  }
  return verdicts;
}

export function isTokenSignature({ action, ctx, T, payload, signature }: TokenSignatureItem): boolean {
  try {
    const statement = {
      action,
      ctx: decodeBase64url(ctx, 32),
      T: decodePointNotIdentity(decodeBase64url(T, 32), 'T'),
      payload: payload === null ? new Uint8Array(32) : decodeBase64url(payload, 32),
    };
    return verifyTokenSignature(statement, decodeTokenSignature(signature));
  } catch {
    return false;
  }
}

function count({ contests, cards, casts, sums, partials }: CountJob): ProofAnswers['count'] {
  const points = combine(
    decodeSums(sums),
    partials.map(({ index, D }) => ({
      index,
      D: D.map((text, j) => decodePoint(decodeBase64url(text, 32), `D_${j}`)),
    })),
  );
  const found = findCounts(compileCircuit(contests, cards), points, casts);
  return found.ok ? found.value : null;
}

export function runProofJob<J extends ProofJob>(job: J, random: RandomBytes): ProofAnswers[J['kind']] {
  const answer = (): ProofAnswers[ProofJob['kind']] => {
    switch (job.kind) {
      case 'pending':
        return checkPending(job.frame, job.items, random);
      case 'token-signatures':
        return job.items.map(isTokenSignature);
      case 'opening': {
        const { frame, T, h, opening } = job.job;
        return verdictOf(statementOf(frame), T, decodeBase64url(h, 32), opening);
      }
      case 'ballots':
        return verifyBallotJob(job.job, random);
      case 'count':
        return count(job.job);
    }
  };
  return answer() as ProofAnswers[J['kind']];
}
