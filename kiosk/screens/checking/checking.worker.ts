import { type CheckingWork, carryOut } from './checking-work.ts';

self.onmessage = ({ data }: MessageEvent<{ readonly id: number; readonly work: CheckingWork }>) => {
  self.postMessage({ id: data.id, done: carryOut(data.work) });
};
