/**
 * `node --import tsx server/commands/cast-bench.ts [--ballots 150] [--kiosks 6]`: how many ballots a second a real server
 * accepts: 7 candidates, 5 seats, no write-in list, its own process and durable embedded database. Ballots are encrypted
 * beforehand, as kiosks do while people mark; pending and cast go over HTTP, and every acceptance is verified.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { castMessage, type PendingBallot, type VoterCard, verifyAnswer } from '../../tally/roles/voter.ts';
import * as kiosk from '../contract/kiosk.ts';
import { openAt, random, sealAt } from '../rehearsal/sample-election.ts';
import { startServerProcess } from '../rehearsal/server-process.ts';
import { runCommand, wholeNumber } from './command-line.ts';

/** Cards of the sample: 75 expected, and as many spares as a draft allows. */
const SPARES = 100;
const WARM_UP = 8;

type Prepared = {
  readonly voter: VoterCard;
  readonly pending: PendingBallot;
  readonly cast: ReturnType<typeof castMessage>;
};

async function castBench(): Promise<number> {
  const { values } = parseArgs({ options: { ballots: { type: 'string' }, kiosks: { type: 'string' } } });
  const ballots = wholeNumber('ballots', values.ballots, 150, 10, 150);
  const kiosks = wholeNumber('kiosks', values.kiosks, 6, 1, 64);
  const folder = mkdtempSync(join(tmpdir(), 'changpiao-bench-'));
  chmodSync(folder, 0o711);
  const server = await startServerProcess(join(folder, 'data'));
  try {
    const sealed = await sealAt(server.address, server.setUpCode ?? '', { spareCards: SPARES });
    const election = await openAt(sealed);
    const { round, read } = election;
    const cards = [...election.drawn, ...election.leftOver].slice(0, ballots + WARM_UP);
    const prepared: Prepared[] = [];
    for (const card of cards) {
      const pending = election.prepare(card);
      prepared.push({ voter: read(card), pending, cast: castMessage(round, read(card), pending.h, random) });
      // Lets this process notice that the server has closed idle connections meanwhile.
      await new Promise((resolve) => setImmediate(resolve));
    }

    const cast = async ({ voter, pending, cast: message }: Prepared): Promise<number> => {
      const started = performance.now();
      await election.kiosk.call(kiosk.submitPending, { body: pending.message });
      const accepted = await election.kiosk.call(kiosk.castBallot, { body: message });
      const took = performance.now() - started;
      if (!verifyAnswer(round, 'accepted', voter, pending.h, accepted.signature))
        throw new Error('bench: an acceptance is not signed');
      return took;
    };

    await Promise.all(prepared.slice(0, WARM_UP).map(cast));
    const queue = prepared.slice(WARM_UP);
    const times: number[] = [];
    const started = performance.now();
    await Promise.all(
      Array.from({ length: kiosks }, async () => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) times.push(await cast(next));
      }),
    );
    const seconds = (performance.now() - started) / 1000;
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
    const rate = (times.length / seconds).toFixed(1);
    const machine = `${cpus()[0]?.model ?? '?'} × ${availableParallelism()}, load ${loadavg()[0]?.toFixed(1)}`;
    process.stdout.write(
      [
        `${times.length} 张选票，${kiosks} 台投票机：每秒接受 ${rate} 张（提交和投出合计：中位 ${at(0.5)} 毫秒，九成 ${at(0.9)} 毫秒）`,
        `${times.length} ballots from ${kiosks} kiosks: ${rate} accepted a second (pending and cast together: median ${at(0.5)} ms, 90 % ${at(0.9)} ms)`,
        machine,
        '',
      ].join('\n'),
    );
    return 0;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await runCommand(castBench);
