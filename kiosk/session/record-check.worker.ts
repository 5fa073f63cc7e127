/** Verifies a whole record off the page's own thread; ballots go to the workers behind the ports (specification §10). */
import type { BallotJob, BallotJobAnswer, BallotVerifier } from '../../tally/verify/ballot-batch.ts';
import type { TrustedKeys } from '../../tally/verify/trusted-keys.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { randomBytes } from './random.ts';

export type RecordCheckRequest = {
  readonly file: Uint8Array;
  readonly trustedKeys: TrustedKeys | undefined;
  readonly chunk: number;
  readonly ports: readonly MessagePort[];
};

type Reply = { readonly id: number; readonly answer?: BallotJobAnswer; readonly failure?: string };

/** Each port works on one job at a time; jobs wait for the first free one. */
function ballotPool(ports: readonly MessagePort[]): BallotVerifier {
  const free = [...ports];
  const waiting: (() => void)[] = [];
  const running = new Map<number, { resolve: (answer: BallotJobAnswer) => void; reject: (error: Error) => void }>();
  let next = 0;
  for (const port of ports) {
    port.onmessage = ({ data }: MessageEvent<Reply>) => {
      const job = running.get(data.id);
      running.delete(data.id);
      free.push(port);
      waiting.shift()?.();
      if (data.answer !== undefined) job?.resolve(data.answer);
      else job?.reject(new Error(data.failure ?? 'ballot worker'));
    };
  }
  return async (job: BallotJob) => {
    if (free.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    const port = free.pop();
    if (port === undefined) throw new Error('ballot pool: no free worker');
    next += 1;
    const id = next;
    return new Promise((resolve, reject) => {
      running.set(id, { resolve, reject });
      port.postMessage({ id, job });
    });
  };
}

self.addEventListener('message', async (event: MessageEvent<RecordCheckRequest>) => {
  const { file, trustedKeys, chunk, ports } = event.data;
  try {
    const verification = await verifyRecord(file, {
      random: randomBytes,
      trustedKeys,
      chunk,
      ballotVerifier: ports.length > 0 ? ballotPool(ports) : undefined,
      onProgress: (done, total) => self.postMessage({ progress: [done, total] }),
    });
    self.postMessage({ verification });
  } catch (error) {
    self.postMessage({ failure: String(error) });
  }
});
