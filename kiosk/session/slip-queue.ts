/** Slips by the print service of the server. What is sent is the answer the server itself has signed. */
import { cancelSlip, printBoxSlip, printSlip, slipJob } from '../../server/contract/printing.ts';
import { kioskCall } from './kiosk-server.ts';
import type { BoxSlip, QueuePorts } from './slip-printer.ts';

const jobs: Omit<QueuePorts, 'start'> = {
  look: async (job) => {
    const answer = await kioskCall(slipJob, { params: { job } });
    return answer.ok ? answer.value : undefined;
  },
  cancel: (job) => kioskCall(cancelSlip, { params: { job } }),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

export const slipQueue: QueuePorts = {
  ...jobs,
  start: async ({ kind, T, h, signature }) => {
    const answer = await kioskCall(printSlip, { body: { kind, T, h, signature } });
    return answer.ok ? answer.value.job : false;
  },
};

/** The server looks into its box itself: nothing that the kiosk says is printed. */
export const boxSlipQueue: QueuePorts<BoxSlip> = {
  ...jobs,
  start: async () => {
    const answer = await kioskCall(printBoxSlip, { body: {} });
    return answer.ok ? answer.value.job : false;
  },
};
