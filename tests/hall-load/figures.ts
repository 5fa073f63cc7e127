/**
 * Part of `npm run bench`: how long a voter waits at one of twenty kiosks that vote at once (UX 6), as the worst and the median of every
 * voter in a real Chromium. The exit status says whether each figure holds.
 */
import { availableParallelism, cpus, loadavg } from 'node:os';
import type { Times } from './stopwatch.ts';
import { voteAtTwentyKiosks } from './twenty-kiosks.ts';

const TARGETS = [
  { name: 'ready', most: 1000, zh: '扫卡到可以开始', en: 'scan to the first screen ready' },
  { name: 'feedback', most: 100, zh: '点按到画面回应', en: 'tap to the picture that answers' },
  { name: 'code', most: 1000, zh: '下一步到查验码', en: 'next to the review code' },
  { name: 'cast', most: 2000, zh: '投出选票到已投出', en: 'cast to the receipt' },
] as const satisfies readonly { readonly name: keyof Times; readonly [more: string]: unknown }[];

const isJson = process.argv.includes('--json');
const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

await voteAtTwentyKiosks(
  { ballotsEach: 7, voters: 8 },
  (step) => process.stderr.write(step === 'ballots' ? '加密选票 encrypting ballots…\n' : '20 台投票 20 kiosks vote…\n'),
  async ({ times, failures, acknowledged, ofChromium, rate }) => {
    const rows = TARGETS.map(({ name, most, zh, en }) => {
      const all = times[name];
      const worst = Math.max(0, ...all);
      return {
        name,
        zh,
        en,
        most,
        count: all.length,
        median: median(all),
        worst,
        holds: all.length > 0 && worst <= most,
      };
    });
    const ok = failures.length === 0 && rows.every(({ holds }) => holds);
    const machine = { cpu: cpus()[0]?.model ?? '', cores: availableParallelism(), load: loadavg()[0] ?? 0 };
    if (isJson) {
      const ballots = { all: acknowledged.length, inChromium: ofChromium.length, perSecond: rate };
      process.stdout.write(`${JSON.stringify({ ok, machine, hall: rows, ballots, failures })}\n`);
    } else {
      console.log(
        `\n20 台投票机同时投票 · 20 kiosks vote at once: ${acknowledged.length} 张 ballots（Chromium ${ofChromium.length}）, ${rate.toFixed(1)} 张/秒 a second, ${machine.cores} 核 cores, 负载 load ${machine.load.toFixed(1)}`,
      );
      for (const { zh, en, most, count, median: middle, worst, holds } of rows)
        console.log(
          `  ${holds ? '✓' : '✗'} ${zh} ${en}: 中位 median ${middle.toFixed(0)} ms, 最久 worst ${worst.toFixed(0)} ms of ${count} (≤ ${most})`,
        );
      for (const failure of failures) console.log(`  ✗ ${failure}`);
    }
    process.exitCode = ok ? 0 : 1;
  },
);
