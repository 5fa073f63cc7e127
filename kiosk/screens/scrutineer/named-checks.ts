/**
 * The named checks of a verification as they are shown: all waiting, the ballots with their progress while the worker
 * runs, then one after another as the report is read out.
 */
import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { CHECK_TITLES } from '../../../tally/verify/check-titles.ts';
import type { CheckName } from '../../../tally/verify/finding.ts';
import type { VerifyReport } from '../../../tally/verify/report.ts';
import type { CheckLine } from '../../session/check-line.ts';

/** Slow enough to be seen as a sequence, fast enough not to add to the wait. */
export const PAUSE_MS = 60;

const COSIGNATURE_ON_ITS_WAY = {
  zh: '没有问题；还有监票人的设备没有联署',
  en: 'Nothing is wrong; a scrutineer’s device has not cosigned yet',
};

export type NamedChecks = {
  readonly lines: Accessor<readonly CheckLine[]>;
  readonly start: () => void;
  readonly onProgress: (done: number, total: number) => void;
  /** Reads the report out; resolves when the last line has its word. */
  readonly show: (report: Pick<VerifyReport, 'checks'>, holds: (name: CheckName) => boolean) => Promise<void>;
};

export function createNamedChecks(names: readonly CheckName[]): NamedChecks {
  const line = (name: CheckName, state: CheckLine['state']): CheckLine => ({ name, title: CHECK_TITLES[name], state });
  const [lines, setLines] = createSignal<readonly CheckLine[]>([]);
  let isGone = false;
  onCleanup(() => {
    isGone = true;
  });
  return {
    lines,
    start: () => setLines(names.map((name, at) => line(name, at === 0 ? 'running' : 'waiting'))),
    onProgress: (done, total) => {
      const progress = total === 0 ? null : done / total;
      setLines((all) => all.map((one) => (one.name === 'ballots' ? { ...one, state: 'running', progress } : one)));
    },
    show: async ({ checks }, holds) => {
      for (const [at, name] of names.entries()) {
        if (isGone) return;
        const check = checks.find((one) => one.name === name);
        // A colleague's cosignature may still be on its way; it does not hold the count up (specification §8.2 a).
        const detail = holds(name) && check?.ok === false ? COSIGNATURE_ON_ITS_WAY : (check?.detail ?? null);
        const shown: CheckLine = { ...line(name, holds(name) ? 'passed' : 'failed'), detail };
        setLines((all) =>
          all.map((one, i) => (i === at ? shown : i === at + 1 ? { ...one, state: 'running', progress: null } : one)),
        );
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    },
  };
}
