/** Worker threads for `npm run verify` and `npm run bench`: the ballot batches of a record side by side. */
import type { BallotVerifier } from '../../tally/verify/ballot-batch.ts';
import { createThreadPool } from './thread-pool.ts';

export type VerificationPool = { readonly verifyBallots: BallotVerifier; readonly close: () => Promise<void> };

export function createVerificationPool(threads?: number): VerificationPool {
  const pool = createThreadPool(new URL('./verification-worker.ts', import.meta.url), threads);
  return { verifyBallots: (job) => pool.run(job), close: () => pool.destroy() };
}
