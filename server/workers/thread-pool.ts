/** Worker threads that run one TypeScript module each job; the threads start at once, and work when their code is loaded. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';

/** `worker` is the address of a module whose default export answers a job; jobs and answers are plain data. */
export function createThreadPool(worker: URL, threads = Math.max(1, availableParallelism())): Piscina {
  return new Piscina({
    filename: fileURLToPath(new URL('./typescript.mjs', import.meta.url)),
    workerData: { module: worker.href },
    // The loader of the parent would have the module required instead of imported.
    execArgv: [],
    minThreads: threads,
    maxThreads: threads,
  });
}
