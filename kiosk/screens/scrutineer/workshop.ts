/** The page's side of scrutineer.worker.ts: one worker, requests one after another, each with its own progress. */
import type { Answer, Work, WorkDone } from './scrutineer.worker.ts';

type Waiting = {
  readonly resolve: (done: never) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((done: number, total: number) => void) | undefined;
};

export type Workshop = {
  readonly run: <K extends Work['kind']>(
    work: Extract<Work, { readonly kind: K }>,
    onProgress?: (done: number, total: number) => void,
  ) => Promise<WorkDone[K]>;
  readonly close: () => void;
};

export function openWorkshop(): Workshop {
  const worker = new Worker(new URL('./scrutineer.worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    const request = waiting.get(data.id);
    if (request === undefined) return;
    if ('progress' in data) {
      request.onProgress?.(...data.progress);
      return;
    }
    waiting.delete(data.id);
    if ('failure' in data) request.reject(new Error(data.failure));
    else request.resolve(data.done as never);
  };
  worker.onerror = (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message));
    waiting.clear();
  };
  return {
    run: (work, onProgress) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve: resolve as Waiting['resolve'], reject, onProgress });
        worker.postMessage({ id: last, work });
      }),
    close: () => worker.terminate(),
  };
}
