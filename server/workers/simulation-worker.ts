/** A worker thread that makes ballots of a simulation; every secret comes with the job, so nothing is drawn here. */
import { type BallotMakingJob, makeBallots } from '../../tally/simulation/ballot-making.ts';

export default function work(job: BallotMakingJob): unknown {
  return makeBallots(job);
}
