/** The page's side of the voter's Web Worker. */
import type { VoterSteps } from './voter-steps.ts';

type Steps = { readonly [K in keyof VoterSteps]: VoterSteps[K] };

export type VoterDevice = {
  readonly ask: <K extends keyof Steps>(step: K, ...input: Parameters<Steps[K]>) => Promise<ReturnType<Steps[K]>>;
  /** Ends the worker; every secret of the session ends with it. */
  readonly end: () => void;
};

type Answer = { readonly id: number; readonly answer?: unknown; readonly failure?: string };

export function startVoterDevice(): VoterDevice {
  const worker = new Worker(new URL('./voter.worker.ts', import.meta.url), { type: 'module', name: 'voter' });
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (reason: Error) => void }>();
  let next = 0;
  worker.addEventListener('message', (event: MessageEvent<Answer>) => {
    const { id, answer, failure } = event.data;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (failure === undefined) asked?.resolve(answer as never);
    else asked?.reject(new Error(failure));
  });
  worker.addEventListener('error', (event) => {
    for (const asked of waiting.values()) asked.reject(new Error(event.message));
    waiting.clear();
  });
  return {
    ask: (step, ...input) =>
      new Promise((resolve, reject) => {
        next += 1;
        waiting.set(next, { resolve, reject });
        worker.postMessage({ id: next, step, input: input[0] });
      }),
    end: () => worker.terminate(),
  };
}
