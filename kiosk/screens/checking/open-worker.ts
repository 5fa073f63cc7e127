/** The page's side of checking.worker.ts; the worker starts with the first code. */
import type { CheckingDone, CheckingWork } from './checking-work.ts';

type Waiting = { readonly resolve: (done: never) => void; readonly reject: (error: Error) => void };

export function openCheckingWorker() {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let last = 0;

  const started = (): Worker => {
    if (worker !== null) return worker;
    worker = new Worker(new URL('./checking.worker.ts', import.meta.url), { type: 'module', name: 'checking' });
    worker.onmessage = ({ data }: MessageEvent<{ readonly id: number; readonly done: never }>) => {
      waiting.get(data.id)?.resolve(data.done);
      waiting.delete(data.id);
    };
    worker.onerror = (event) => {
      for (const { reject } of waiting.values()) reject(new Error(event.message));
      waiting.clear();
    };
    return worker;
  };

  return {
    run: <W extends CheckingWork>(work: W): Promise<CheckingDone[W['kind']]> =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve: resolve as Waiting['resolve'], reject });
        started().postMessage({ id: last, work });
      }),
    close: (): void => worker?.terminate(),
  };
}
