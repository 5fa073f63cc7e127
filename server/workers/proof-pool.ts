/**
 * The worker threads of the server. Requests of the same kind that arrive while all threads are busy go out
 * together as one micro-batch: a batch of ballots costs one multi-scalar multiplication.
 */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { BallotObject } from '../../crypto/ballot.ts';
import type { Verdict } from '../../tally/record/ballot-entries.ts';
import type { BallotVerifier } from '../../tally/verify/ballot-batch.ts';
import type {
  BallotFrame,
  CountJob,
  OpeningJob,
  PendingItem,
  PendingVerdict,
  ProofAnswers,
  ProofJob,
  TokenSignatureItem,
  TokenSignatureText,
} from './proof-jobs.ts';

/** More than this in one job would let the first caller wait for the last. */
const LARGEST_BATCH = 32;

export type ProofPool = {
  readonly checkPending: (
    frame: BallotFrame,
    ballot: BallotObject,
    signature: TokenSignatureText,
  ) => Promise<PendingVerdict>;
  readonly checkTokenSignature: (item: TokenSignatureItem) => Promise<boolean>;
  readonly checkOpening: (job: OpeningJob) => Promise<Verdict>;
  readonly verifyBallots: BallotVerifier;
  readonly count: (job: CountJob) => Promise<ProofAnswers['count']>;
  readonly threads: number;
  readonly close: () => Promise<void>;
};

type Waiting<I, A> = {
  readonly item: I;
  readonly resolve: (answer: A) => void;
  readonly reject: (reason: unknown) => void;
};

export function createProofPool(threads = Math.max(1, Math.min(4, availableParallelism()))): ProofPool {
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./proof-worker.ts', import.meta.url)),
    execArgv: ['--import', 'tsx'],
    minThreads: threads,
    maxThreads: threads,
  });
  const run = <J extends ProofJob>(job: J): Promise<ProofAnswers[J['kind']]> => pool.run(job);

  /**
   * Collects single requests into micro-batches; `groupOf` keeps what cannot share a job apart. One thread is left to
   * the other kinds: a ballot alone costs three times what it costs among six, so a wait of some milliseconds gains more
   * than a second thread would.
   */
  const atOnce = Math.max(1, threads - 1);
  function collect<I, A>(groupOf: (item: I) => string, send: (items: readonly I[]) => Promise<readonly A[]>) {
    const queue: Waiting<I, A>[] = [];
    let running = 0;
    const pump = (): void => {
      while (running < atOnce && queue.length > 0) {
        const group = groupOf((queue[0] as Waiting<I, A>).item);
        const batch: Waiting<I, A>[] = [];
        for (let at = 0; at < queue.length && batch.length < LARGEST_BATCH; ) {
          if (groupOf((queue[at] as Waiting<I, A>).item) === group) batch.push(...queue.splice(at, 1));
          else at += 1;
        }
        running += 1;
        send(batch.map(({ item }) => item))
          .then(
            (answers) => batch.forEach((waiting, at) => void waiting.resolve(answers[at] as A)),
            (reason) => batch.forEach((waiting) => void waiting.reject(reason)),
          )
          .finally(() => {
            running -= 1;
            pump();
          });
      }
    };
    return (item: I): Promise<A> =>
      new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject });
        pump();
      });
  }

  const pending = collect<{ frame: BallotFrame } & PendingItem, PendingVerdict>(
    ({ frame }) => frame.ctx,
    (items) => {
      const [first] = items;
      if (first === undefined) return Promise.resolve([]);
      return run({
        kind: 'pending',
        frame: first.frame,
        items: items.map(({ ballot, signature }) => ({ ballot, signature })),
      });
    },
  );
  const signatures = collect<TokenSignatureItem, boolean>(
    () => '',
    (items) => run({ kind: 'token-signatures', items }),
  );

  return {
    checkPending: (frame, ballot, signature) => pending({ frame, ballot, signature }),
    checkTokenSignature: signatures,
    checkOpening: (job) => run({ kind: 'opening', job }),
    verifyBallots: (job) => run({ kind: 'ballots', job }),
    count: (job) => run({ kind: 'count', job }),
    threads,
    close: () => pool.destroy(),
  };
}
