/** The verifier in a page: one worker for the record, others for the ballots, all ended when it is done. */
import type { TrustedKeys } from '../../tally/verify/trusted-keys.ts';
import type { Verification } from '../../tally/verify/verify-record.ts';
import type { RecordCheckRequest } from './record-check.worker.ts';

const MOST_WORKERS = 4;
/** Small enough for a progress that moves, large enough for a batch that pays. */
const CHUNK = 32;

type Message =
  | { readonly progress: readonly [done: number, total: number] }
  | { readonly verification: Verification }
  | { readonly failure: string };

export type RecordVerifierOptions = {
  readonly trustedKeys?: TrustedKeys | undefined;
  readonly onProgress?: (done: number, total: number) => void;
};

/** Resolves with the report, whatever it says; rejects only when the workers cannot run. */
export async function verifyRecordInWorkers(
  file: Uint8Array,
  { trustedKeys, onProgress }: RecordVerifierOptions = {},
): Promise<Verification> {
  const count = Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency ?? 1));
  const main = new Worker(new URL('./record-check.worker.ts', import.meta.url), { type: 'module' });
  const channels = Array.from({ length: count }, () => new MessageChannel());
  const helpers = channels.map(({ port1 }) => {
    const helper = new Worker(new URL('./ballot-check.worker.ts', import.meta.url), { type: 'module' });
    helper.postMessage({ port: port1 }, [port1]);
    return helper;
  });
  try {
    return await new Promise<Verification>((resolve, reject) => {
      main.addEventListener('message', ({ data }: MessageEvent<Message>) => {
        if ('progress' in data) onProgress?.(...data.progress);
        else if ('verification' in data) resolve(data.verification);
        else reject(new Error(data.failure));
      });
      for (const worker of [main, ...helpers]) {
        worker.addEventListener('error', (event) => reject(new Error(event.message)));
      }
      const ports = channels.map(({ port2 }) => port2);
      main.postMessage({ file, trustedKeys, chunk: CHUNK, ports } satisfies RecordCheckRequest, [...ports]);
    });
  } finally {
    for (const worker of [main, ...helpers]) worker.terminate();
  }
}
