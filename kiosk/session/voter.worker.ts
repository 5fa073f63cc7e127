/** The voter's Web Worker: one for each session, so that ending it forgets everything. */
import { createVoterSteps, type VoterSteps } from './voter-steps.ts';

type Request = { readonly id: number; readonly step: keyof VoterSteps; readonly input: unknown };

const steps = createVoterSteps((length) => crypto.getRandomValues(new Uint8Array(length)));

self.addEventListener('message', (event: MessageEvent<Request>) => {
  const { id, step, input } = event.data;
  try {
    self.postMessage({ id, answer: (steps[step] as (input: unknown) => unknown)(input) });
  } catch (error) {
    self.postMessage({ id, failure: String(error) });
  }
});
