/** Verifies chunks of ballots for the record verifier, over the port it was given; one of several. */
import { type BallotJob, verifyBallotJob } from '../../tally/verify/ballot-batch.ts';
import { randomBytes } from './random.ts';

self.addEventListener('message', (event: MessageEvent<{ readonly port: MessagePort }>) => {
  const { port } = event.data;
  port.onmessage = ({ data }: MessageEvent<{ readonly id: number; readonly job: BallotJob }>) => {
    try {
      port.postMessage({ id: data.id, answer: verifyBallotJob(data.job, randomBytes) });
    } catch (error) {
      port.postMessage({ id: data.id, failure: String(error) });
    }
  };
});
