/** Worker threads for `npm run simulate`: ballots in parallel, the same record on any number of threads. */
import type { BallotMaker } from '../../tally/simulation/ballot-making.ts';
import { createThreadPool } from './thread-pool.ts';

export type SimulationPool = { readonly makeBallots: BallotMaker; readonly close: () => Promise<void> };

export function createSimulationPool(threads?: number): SimulationPool {
  const pool = createThreadPool(new URL('./simulation-worker.ts', import.meta.url), threads);
  return { makeBallots: (job) => pool.run(job), close: () => pool.destroy() };
}
