/**
 * The slip printer of this kiosk (specification §7.3, §7.6): one slip at a time through the browser's own printing, which a kiosk browser does
 * without asking (--kiosk-printing). Nothing of a slip stays in the page after it; a page cannot know whether paper came out, so
 * the code always stands on the screen too.
 */
import { createSignal } from 'solid-js';
import type { ReceiptKind } from '../../printables/qr/receipt.ts';

export type Slip = {
  readonly kind: ReceiptKind;
  /** The ballot it is about; tells that this one has been printed. */
  readonly h: string;
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

export const browserPrinter: PrinterPorts = {
  print: () => window.print(),
  whenDrawn: () => document.fonts.ready,
};

export function createSlipPrinter(ports: PrinterPorts = browserPrinter) {
  const [slip, setSlip] = createSignal<Slip | null>(null);
  const [printed, setPrinted] = createSignal<Pick<Slip, 'kind' | 'h'> | null>(null);
  return {
    /** In the page while it is printed. */
    slip,
    hasPrinted: (kind: ReceiptKind, h: string) => printed()?.kind === kind && printed()?.h === h,
    isPrinting: () => slip() !== null,
    /** False when one is being printed already, or the browser does not print. */
    print: async (next: Slip): Promise<boolean> => {
      if (slip() !== null) return false;
      setSlip(next);
      try {
        await ports.whenDrawn();
        ports.print();
        setPrinted({ kind: next.kind, h: next.h });
        return true;
      } catch {
        return false;
      } finally {
        setSlip(null);
      }
    },
    /** With the session everything of it goes. */
    forget: () => setPrinted(null),
  };
}

export type SlipPrinter = ReturnType<typeof createSlipPrinter>;
