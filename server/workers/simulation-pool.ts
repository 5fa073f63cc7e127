/** Worker threads for `npm run simulate`: ballots in parallel, the same record on any number of threads. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { BallotMaker } from '../../tally/simulation/ballot-making.ts';

export type SimulationPool = { readonly makeBallots: BallotMaker; readonly close: () => Promise<void> };

export function createSimulationPool(threads = Math.max(1, availableParallelism())): SimulationPool {
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./simulation-worker.ts', import.meta.url)),
    execArgv: ['--import', 'tsx'],
    minThreads: threads,
    maxThreads: threads,
  });
  return { makeBallots: (job) => pool.run(job), close: () => pool.destroy() };
}
