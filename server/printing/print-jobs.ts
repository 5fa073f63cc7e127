/**
 * Jobs on their way to paper. Each is watched until it has ended or may no longer print, and then discarded with its history, so
 * that nothing of it prints for the next voter or stays in the spool.
 *
 * Security: a job is known by a random handle, to the machine that asked for it alone and only until its next one; in
 * memory, without a time or a count. Which ballot a slip speaks of is nowhere but in its pages.
 */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import type { Cups, JobState, Media, Queue, SubmitRefusal } from './cups.ts';

export type JobView = {
  readonly state: JobState;
  /** The printer's reasons while the job was under way. */
  readonly reasons: readonly string[];
};

export type Limits = {
  /** The job is given up after this long, whatever the printer does. */
  readonly totalMs: number;
  /** And after this long without paper, with its cover open, switched off. */
  readonly stuckMs: number;
};

export const LIMITS = {
  /** A voter does not wait longer; the code stands on the screen. */
  slip: { totalMs: 15_000, stuckMs: 4_000 },
  /** There is time to put paper in. */
  a4: { totalMs: 600_000, stuckMs: 300_000 },
} as const satisfies Record<Media, Limits>;

export type PrintRefusal = SubmitRefusal | 'printer-busy' | 'printer-unknown';

export type PrintJobs = {
  /** `owner`: who may see and cancel it, one job at a time. */
  readonly start: (
    owner: string,
    queue: string,
    pdf: Uint8Array,
    options: { readonly media: Media; readonly copies?: number },
  ) => Promise<Result<string, PrintRefusal>>;
  readonly view: (owner: string, handle: string) => JobView | undefined;
  /** Gives it up at once; a job that has ended stays as it is. */
  readonly cancel: (owner: string, handle: string) => boolean;
  /** Discards what a process before this one left on any queue. */
  readonly sweep: () => Promise<void>;
};

type Running = { readonly handle: string; view: JobView; isCancelled: boolean };

const ENDED: readonly JobState[] = ['completed', 'cancelled', 'failed'];
const LOOK_MS = 300;
const DISCARD_TRIES = 20;

const isStuck = (queue: Queue): boolean =>
  queue.state === 'stopped' || queue.reasons.some((reason) => reason.endsWith('-error'));

export function createPrintJobs(options: {
  readonly cups: Cups;
  readonly random: RandomBytes;
  readonly onError: (error: unknown) => void;
  readonly limits?: Readonly<Record<Media, Limits>>;
}): PrintJobs {
  const { cups, random, onError, limits = LIMITS } = options;
  const running = new Map<string, Running>();

  const pause = () => new Promise((resolve) => setTimeout(resolve, LOOK_MS).unref());

  /** A job that is being printed is cancelled first and can be deleted only when its printer has let go of it. */
  async function discard(queue: string, job: number): Promise<void> {
    for (let tries = 0; tries < DISCARD_TRIES; tries += 1) {
      await cups.discard(queue, job);
      if (!(await cups.leftBehind(queue)).includes(job)) return;
      await pause();
    }
  }

  async function watch(one: Running, queue: string, job: number, { totalMs, stuckMs }: Limits): Promise<void> {
    const began = performance.now();
    let stuckSince: number | null = null;
    while (!ENDED.includes(one.view.state)) {
      await pause();
      const [state, printer] = await Promise.all([cups.job(queue, job), cups.queue(queue)]);
      const now = performance.now();
      const holds = printer !== undefined && isStuck(printer);
      stuckSince = holds ? (stuckSince ?? now) : null;
      // A service that does not answer is asked again; a job that it no longer knows was cancelled there.
      if (printer !== undefined) {
        const known = state ?? 'cancelled';
        one.view = { state: holds && !ENDED.includes(known) ? 'stopped' : known, reasons: printer.reasons };
      }
      const isOver = now - began > totalMs || (stuckSince !== null && now - stuckSince > stuckMs);
      if ((isOver || one.isCancelled) && !ENDED.includes(one.view.state))
        one.view = { state: 'cancelled', reasons: one.view.reasons };
    }
    await discard(queue, job);
  }

  return {
    start: async (owner, queue, pdf, { media, copies = 1 }) => {
      const former = running.get(owner);
      if (former !== undefined && !ENDED.includes(former.view.state)) return err('printer-busy');
      const one: Running = {
        handle: encodeBase64url(random(12)),
        view: { state: 'pending', reasons: [] },
        isCancelled: false,
      };
      running.set(owner, one);
      const forget = () => {
        if (running.get(owner) === one) running.delete(owner);
      };
      const printer = await cups.queue(queue);
      if (printer === undefined) {
        forget();
        return err((await cups.queues()).ok ? 'printer-unknown' : 'print-service-unreachable');
      }
      // Of slips only the newest may print; papers wait in their order.
      if (media === 'slip') for (const job of await cups.leftBehind(queue)) await discard(queue, job);
      const submitted = await cups.submit(queue, pdf, {
        media,
        copies,
        cancelAfterSeconds: Math.ceil(limits[media].totalMs / 1000),
      });
      if (!submitted.ok) {
        forget();
        return submitted;
      }
      void watch(one, queue, submitted.value, limits[media]).catch(onError);
      return ok(one.handle);
    },
    view: (owner, handle) => {
      const one = running.get(owner);
      return one?.handle === handle ? one.view : undefined;
    },
    cancel: (owner, handle) => {
      const one = running.get(owner);
      if (one?.handle !== handle) return false;
      one.isCancelled = true;
      return true;
    },
    sweep: async () => {
      const queues = await cups.queues();
      if (!queues.ok) return;
      for (const { name } of queues.value) for (const job of await cups.leftBehind(name)) await discard(name, job);
    },
  };
}
