import { createRoot } from 'solid-js';
import { describe, expect, it } from 'vitest';
import type { JobView } from '../../server/contract/printing.ts';
import { createSlipPrinter, type QueuePorts, type Slip } from './slip-printer.ts';

const slip = (h: string): Slip => ({
  kind: 'accepted',
  h,
  T: 'T',
  signature: 's',
  ballotCode: 'A5DX 4480 XTXB T6AM',
  cardCode: 'HQSWAD',
  address: 'http://hall/check#R1',
});
const NO_PAPER = { code: 'media-empty', zh: '缺纸', en: 'out of paper' };

/** A queue that answers with these states one after another, the last for ever. */
function queueOf(...views: readonly (JobView | undefined)[]) {
  const cancelled: string[] = [];
  let looks = 0;
  const ports: QueuePorts = {
    start: async ({ h }) => (h === 'refused' ? false : `job of ${h}`),
    look: async () => views[Math.min(looks++, views.length - 1)],
    cancel: async (job) => cancelled.push(job),
    wait: () => new Promise((resolve) => setTimeout(resolve, 1)),
  };
  return { ports, cancelled };
}
const printerOf = (ports: QueuePorts) =>
  createRoot(() =>
    createSlipPrinter(
      { print: () => expect.fail('the browser printed'), whenDrawn: async () => undefined },
      ports,
      () => true,
    ),
  );
const view = (state: JobView['state'], ...reasons: JobView['reasons']): JobView => ({ state, reasons });

describe('slips by a queue (UX 3.2)', () => {
  it('are printed when the queue says so, and only then', async () => {
    const { ports } = queueOf(view('pending'), undefined, view('processing'), view('completed'));
    const printer = printerOf(ports);
    const printing = printer.print(slip('h'));
    expect(printer.progress()).toEqual({ state: 'waiting' });
    expect(printer.isPrinting()).toBe(true);
    expect(await printer.print(slip('h'))).toBe(false);
    expect(printer.hasPrinted('accepted', 'h')).toBe(false);
    expect(await printing).toBe(true);
    expect(printer.progress()).toEqual({ state: 'printed' });
    expect(printer.hasPrinted('accepted', 'h')).toBe(true);
    expect(printer.slip()).toBeNull();
  });

  it('say why nothing comes out', async () => {
    const { ports } = queueOf(view('stopped', NO_PAPER), view('cancelled', NO_PAPER));
    const printer = printerOf(ports);
    expect(await printer.print(slip('h'))).toBe(false);
    expect(printer.progress()).toEqual({ state: 'failed', reasons: [NO_PAPER] });
    expect(await printer.print(slip('refused'))).toBe(false);
    expect(printer.progress()).toEqual({ state: 'failed', reasons: [] });
  });

  it('that a printer holds back are cancelled with the session; the next voter hears nothing of them', async () => {
    const { ports, cancelled } = queueOf(view('stopped', NO_PAPER));
    const printer = printerOf(ports);
    const printing = printer.print(slip('h'));
    await expect.poll(() => printer.progress().state).toBe('held');
    printer.forget();
    expect(await printing).toBe(false);
    expect(cancelled).toEqual(['job of h']);
    expect([printer.progress().state, printer.isPrinting()]).toEqual(['none', false]);
  });

  it('that are being printed come out to the end when the session is over', async () => {
    const { ports, cancelled } = queueOf(view('processing'));
    const printer = printerOf(ports);
    const printing = printer.print(slip('h'));
    await expect.poll(() => printer.progress().state).toBe('printing');
    printer.forget();
    await printing;
    expect(cancelled).toEqual([]);
  });

  it('started as the session ended are cancelled', async () => {
    let answer: (job: string) => void = () => undefined;
    const { ports, cancelled } = queueOf(view('processing'));
    const printer = printerOf({ ...ports, start: () => new Promise((resolve) => (answer = resolve)) });
    const printing = printer.print(slip('h'));
    printer.forget();
    answer('late');
    expect(await printing).toBe(false);
    expect(cancelled).toEqual(['late']);
  });

  it('give up when the server knows the job no more', async () => {
    const { ports } = queueOf(undefined);
    const printer = printerOf(ports);
    expect(await printer.print(slip('h'))).toBe(false);
    expect(printer.progress().state).toBe('failed');
  });
});
