/**
 * Ballots of a simulation in chunks of plain data, so that worker threads can make them: every secret of a ballot
 * is drawn by the caller, hence a seeded simulation gives the same record on any number of workers.
 */
import { ballotHash, ballotToObject, encryptBallot } from '../../crypto/ballot.ts';
import { assignVariables, type CircuitContest, circuitId, compileCircuit } from '../../crypto/circuit.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { decodePointNotIdentity, encodePoint, encodeScalar } from '../../crypto/group.ts';
import { signToken, tokenFromSeed } from '../../crypto/token.ts';
import type { CastEntry, ChallengeEntry } from '../record/ballot-entries.ts';

export interface PlannedBallot {
  readonly kind: 'cast' | 'challenge';
  /** Counter bits by contest. */
  readonly marks: readonly (readonly (0 | 1)[])[];
  /** base64url: the card's seed, the ballot's seed, 32 bytes for the nonce of the token signature. */
  readonly card: string;
  readonly seed: string;
  readonly nonce: string;
}

export interface BallotMakingJob {
  readonly meeting: string;
  readonly round: number;
  readonly ctx: string;
  readonly K: string;
  readonly contests: readonly CircuitContest[];
  readonly cards: number;
  readonly ballots: readonly PlannedBallot[];
}

export type BallotMaker = (job: BallotMakingJob) => Promise<readonly (CastEntry | ChallengeEntry)[]>;

export function makeBallots(job: BallotMakingJob): readonly (CastEntry | ChallengeEntry)[] {
  const circuit = compileCircuit(job.contests, job.cards);
  const ctx = decodeBase64url(job.ctx, 32);
  const meeting = decodeBase64url(job.meeting, 32);
  const statement = {
    ctx,
    K: decodePointNotIdentity(decodeBase64url(job.K, 32), 'K'),
    circuit,
    circuitId: circuitId(circuit),
  };
  return job.ballots.map((planned) => {
    const { tau, T } = tokenFromSeed(meeting, job.round, decodeBase64url(planned.card));
    const u = assignVariables(circuit, planned.marks);
    const seed = decodeBase64url(planned.seed, 32);
    const ballot = ballotToObject(encryptBallot({ ...statement, T, u, seed }));
    const nonce = decodeBase64url(planned.nonce, 32);
    const payload = ballotHash(ballot);
    const { R, s } = signToken({ action: planned.kind, ctx, tau, T, payload, random: () => nonce });
    const signed = { ballot, R: encodeBase64url(encodePoint(R)), s: encodeBase64url(encodeScalar(s)) };
    return planned.kind === 'cast'
      ? { type: 'cast', ...signed }
      : { type: 'challenge', ...signed, marks: planned.marks, seed: planned.seed, verdict: 'matches' };
  });
}
