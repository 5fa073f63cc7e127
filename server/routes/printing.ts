import { err, ok, type Result } from '../../crypto/result.ts';
import {
  cancelPrint,
  cancelSlip,
  printBoxSlip,
  printJob,
  printPaper,
  printSlip,
  printTest,
  saveMachinePrinter,
  savePaperPrinter,
  slipJob,
} from '../contract/printing.ts';
import type { Mount } from '../http/mount.ts';
import type { Printing } from '../services/printing.ts';
import { whenPrintable } from './when-printable.ts';

/** Printing: the organizer's papers and test pages, and the slips of kiosks. */
export function mountPrinting(mount: Mount, printing: Printing): void {
  const done = ok({ done: true as const });
  const started = <E>(result: Result<string, E>) => (result.ok ? ok({ job: result.value }) : result);
  const found = <T>(value: T | undefined) => {
    return value === undefined ? err('not-found') : ok(value);
  };

  mount(saveMachinePrinter, async ({ params, body }) => {
    const chosen = await printing.chooseForMachine(params.meeting, params.machine, body.queue);
    return chosen.ok ? done : chosen;
  });
  mount(savePaperPrinter, async ({ params, body }) => {
    const chosen = await printing.chooseForPapers(params.meeting, body.queue);
    return chosen.ok ? done : chosen;
  });
  mount(printPaper, async ({ params, body }) =>
    whenPrintable(async () => started(await printing.printPaper(params.meeting, body.document, body.copies))),
  );
  mount(printTest, async ({ params, body }) =>
    started(await printing.printTest(params.meeting, body.queue, body.paper)),
  );
  mount(printJob, async ({ params }) => found(printing.paperJob(params.meeting, params.job)));
  mount(cancelPrint, async ({ params }) =>
    printing.cancelPaper(params.meeting, params.job) ? done : err('not-found'),
  );

  mount(printSlip, async ({ caller, body }) =>
    whenPrintable(async () => started(await printing.printSlip(caller.machine.id, body))),
  );
  mount(printBoxSlip, async ({ caller }) =>
    whenPrintable(async () => started(await printing.printBoxSlip(caller.machine.id))),
  );
  mount(slipJob, async ({ caller, params }) => found(printing.slipJob(caller.machine.id, params.job)));
  mount(cancelSlip, async ({ caller, params }) =>
    printing.cancelSlip(caller.machine.id, params.job) ? done : err('not-found'),
  );
}
