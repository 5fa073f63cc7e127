/** Worker threads for `npm run verify` and `npm run bench`: the ballot batches of a record side by side. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { BallotVerifier } from '../../tally/verify/ballot-batch.ts';

export type VerificationPool = {
  readonly verifyBallots: BallotVerifier;
  readonly threads: number;
  readonly close: () => Promise<void>;
};

export function createVerificationPool(threads = Math.max(1, availableParallelism())): VerificationPool {
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./verification-worker.ts', import.meta.url)),
    execArgv: ['--import', 'tsx'],
    minThreads: threads,
    maxThreads: threads,
  });
  return { verifyBallots: (job) => pool.run(job), threads, close: () => pool.destroy() };
}
