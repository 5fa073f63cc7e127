/** A worker thread: takes a job, answers it. Its randomness is the operating system's. */
import { randomBytes } from 'node:crypto';
import { type ProofJob, runProofJob } from './proof-jobs.ts';

export default function work(job: ProofJob): unknown {
  return runProofJob(job, (length) => new Uint8Array(randomBytes(length)));
}
