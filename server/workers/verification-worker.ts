/** A worker thread that verifies a batch of ballots; the weights are drawn here, after the batch has been read. */
import { randomBytes } from 'node:crypto';
import { type BallotJob, verifyBallotJob } from '../../tally/verify/ballot-batch.ts';

export default function work(job: BallotJob): unknown {
  return verifyBallotJob(job, (length) => new Uint8Array(randomBytes(length)));
}
