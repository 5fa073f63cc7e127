/**
 * The slip printer of this kiosk (specification §7.3, §7.6): one slip at a time, by the queue the organizer chose or, where there is
 * none, by the browser's own printing, which a kiosk browser does without asking (--kiosk-printing). A queue tells what
 * becomes of the slip; a page that prints by itself cannot know whether paper came out. So the code always stands on the screen too.
 * Nothing of a slip stays in the page after it.
 */
import { createSignal } from 'solid-js';
import type { ReceiptKind } from '../../printables/qr/receipt.ts';
import type { JobView, PrinterReason } from '../../server/contract/printing.ts';

export type Slip = {
  readonly kind: ReceiptKind;
  /** The ballot it is about; tells that this one has been printed. */
  readonly h: string;
  readonly T: string;
  readonly signature: string;
  readonly ballotCode: string;
  readonly cardCode: string;
  readonly address: string;
};

export type PrinterPorts = {
  /** The page's print; returns when it was handed to the printer. */
  readonly print: () => void;
  /** The slip's letters are in the page: fonts come one by one. */
  readonly whenDrawn: () => Promise<unknown>;
};

/** The proof of zero: of which round it is (UX 6.28). */
export type BoxSlip = { readonly kind: 'empty-box'; readonly h: string };

/** The queue of this kiosk; false, undefined: the server did not take it, or does not know of it. */
export type QueuePorts<S = Slip> = {
  readonly start: (slip: S) => Promise<string | false>;
  readonly look: (job: string) => Promise<JobView | undefined>;
  readonly cancel: (job: string) => Promise<unknown>;
  readonly wait: (ms: number) => Promise<unknown>;
};

export const browserPrinter: PrinterPorts = {
  print: () => window.print(),
  whenDrawn: () => document.fonts.ready,
};

/** What the voter is told of her slip. */
export type SlipProgress =
  | { readonly state: 'none' | 'waiting' | 'printing' | 'printed' }
  | { readonly state: 'held' | 'failed'; readonly reasons: readonly PrinterReason[] };

const LOOK_MS = 400;
const LOST_LOOKS = 25;
const WORDS = { pending: 'waiting', processing: 'printing', completed: 'printed' } as const;
const NONE: SlipProgress = { state: 'none' };

const progressOf = ({ state, reasons }: JobView): SlipProgress =>
  state === 'stopped'
    ? { state: 'held', reasons }
    : state === 'cancelled' || state === 'failed'
      ? { state: 'failed', reasons }
      : { state: WORDS[state] };

export function createSlipPrinter<S extends { readonly kind: string; readonly h: string } = Slip>(
  ports: PrinterPorts = browserPrinter,
  queue?: QueuePorts<S>,
  usesQueue: () => boolean = () => false,
) {
  const [slip, setSlip] = createSignal<S | null>(null);
  const [printed, setPrinted] = createSignal<Pick<S, 'kind' | 'h'> | null>(null);
  const [progress, setProgress] = createSignal<SlipProgress>(NONE);
  const [isBusy, setBusy] = createSignal(false);
  /** The session whose slip it is: what a former one asked for says nothing to the next. */
  let session = 0;
  let job: string | null = null;

  const byBrowser = async (next: S): Promise<boolean> => {
    setSlip(() => next);
    try {
      await ports.whenDrawn();
      ports.print();
      return true;
    } catch {
      return false;
    } finally {
      setSlip(null);
    }
  };

  const byQueue = async (next: S, { start, look, wait }: QueuePorts<S>): Promise<boolean> => {
    const mine = session;
    const tell = (what: SlipProgress) => mine === session && setProgress(what);
    tell({ state: 'waiting' });
    const started = await start(next);
    if (started === false) {
      tell({ state: 'failed', reasons: [] });
      return false;
    }
    if (mine !== session) {
      void queue?.cancel(started);
      return false;
    }
    job = started;
    try {
      for (let lost = 0; lost < LOST_LOOKS && mine === session; ) {
        const view = await look(started);
        if (view === undefined) lost += 1;
        else {
          const now = progressOf(view);
          tell(now);
          if (now.state === 'printed') return true;
          if (now.state === 'failed') return false;
        }
        await wait(LOOK_MS);
      }
      tell({ state: 'failed', reasons: [] });
      return false;
    } finally {
      if (job === started) job = null;
    }
  };

  return {
    /** In the page while the browser prints it. */
    slip,
    progress,
    hasPrinted: (kind: S['kind'], h: string) => printed()?.kind === kind && printed()?.h === h,
    isPrinting: isBusy,
    /** False when one is being printed already, or nothing came out. */
    print: async (next: S): Promise<boolean> => {
      if (isBusy()) return false;
      setBusy(true);
      const mine = session;
      try {
        const isOut = await (queue !== undefined && usesQueue() ? byQueue(next, queue) : byBrowser(next));
        if (isOut && mine === session) setPrinted(() => ({ kind: next.kind, h: next.h }));
        return isOut;
      } finally {
        if (mine === session) setBusy(false);
      }
    },
    /** With the session everything of it goes; a slip that a printer holds back must not come out for the next voter. */
    forget: () => {
      session += 1;
      const { state } = progress();
      if (job !== null && (state === 'waiting' || state === 'held')) void queue?.cancel(job);
      job = null;
      setPrinted(null);
      setProgress(NONE);
      setBusy(false);
    },
  };
}

export type SlipPrinter = ReturnType<typeof createSlipPrinter<Slip>>;
export type BoxSlipPrinter = ReturnType<typeof createSlipPrinter<BoxSlip>>;
