/** Slips by the print service of the server. What is sent is the answer the server itself has signed. */
import { cancelSlip, printSlip, slipJob } from '../../server/contract/printing.ts';
import { kioskCall } from './kiosk-server.ts';
import type { QueuePorts } from './slip-printer.ts';

export const slipQueue: QueuePorts = {
  start: async ({ kind, T, h, signature }) => {
    const answer = await kioskCall(printSlip, { body: { kind, T, h, signature } });
    return answer.ok ? answer.value.job : false;
  },
  look: async (job) => {
    const answer = await kioskCall(slipJob, { params: { job } });
    return answer.ok ? answer.value : undefined;
  },
  cancel: (job) => kioskCall(cancelSlip, { params: { job } }),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
