/**
 * Part of `npm run bench`: how long a scrutineer's device takes for all checks of a record, in Chromium with the worker of the built page
 * and the reading out of its lines (kiosk/screens/scrutineer/named-checks.ts), and how long the second verifier takes. Of
 * a simulated meeting of 80 ballots with a write-in list of 73; `node --import tsx tests/device-bench.ts RECORD` takes any other. The exit status says
 * whether everything holds in time.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PAUSE_MS } from '../kiosk/screens/scrutineer/named-checks.ts';
import { CHECKS_BEFORE_ATTESTATION } from '../tally/roles/scrutineer/attestation.ts';
import { launchChromium } from './chromium.ts';

const RUNS = 3;
/** Seconds, of both. */
const TARGET = 3;
const READ_OUT = (CHECKS_BEFORE_ATTESTATION.length * PAUSE_MS) / 1000;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
const root = fileURLToPath(new URL('../', import.meta.url));
const assets = join(root, 'kiosk/dist/assets');
const secondVerifier = join(root, 'tests/second-verifier/verify.py');
const own = mkdtempSync(join(tmpdir(), 'changpiao-device-'));
const record = positionals[0] ?? join(own, 'record.jsonl');
if (positionals[0] === undefined) {
  const meeting = ['--ballots', '80', '--write-in-list', '73', '--out', own];
  const { status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(root, 'server/commands/simulate.ts'), ...meeting],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (status !== 0) throw new Error('the meeting could not be simulated');
}
const worker = readdirSync(assets).find((name) => name.startsWith('scrutineer.worker'));
if (worker === undefined) throw new Error('there is no built page: npm run build');

const server = createServer(({ url = '/' }, response) => {
  if (url === '/record') response.end(readFileSync(record));
  else if (url.startsWith('/assets/')) {
    response.setHeader('content-type', 'text/javascript');
    response.end(readFileSync(join(assets, url.slice('/assets/'.length))));
  } else {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html>');
  }
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const device: number[] = [];
const second: number[] = [];
let holds = true;
const browser = await launchChromium();
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  for (let run = 1; run <= RUNS; run += 1) {
    // A new worker each time: it remembers what it has verified.
    const { seconds, ok } = await page.evaluate(async (source) => {
      const file = new Uint8Array(await (await fetch('/record')).arrayBuffer());
      const started = performance.now();
      const device = new Worker(source, { type: 'module' });
      const done = await new Promise<{ ok: boolean }>((resolve, reject) => {
        device.onmessage = ({ data }) => {
          if ('done' in data) resolve(data.done);
          if ('failure' in data) reject(new Error(data.failure));
        };
        device.onerror = (event) => reject(new Error(event.message));
        device.postMessage({ id: 1, work: { kind: 'verify', file } });
      });
      device.terminate();
      return { seconds: (performance.now() - started) / 1000, ok: done.ok };
    }, `/assets/${worker}`);
    device.push(seconds + READ_OUT);
    holds &&= ok;
  }
} finally {
  await browser.close();
  server.close();
}

for (let run = 1; run <= RUNS; run += 1) {
  const started = performance.now();
  const { status } = spawnSync('python3', [secondVerifier, record]);
  second.push((performance.now() - started) / 1000);
  holds &&= status === 0;
}
rmSync(own, { recursive: true });
const [slowest, slowestSecond] = [Math.max(...device), Math.max(...second)];
const ok = holds && slowest <= TARGET && slowestSecond <= TARGET;
if (values.json) {
  process.stdout.write(
    `${JSON.stringify({ ok, device: { holds, seconds: slowest, secondVerifier: slowestSecond } })}\n`,
  );
} else {
  const tick = (isGood: boolean) => (isGood ? '✓' : '✗');
  console.log('\n监票设备 · a scrutineer’s device');
  console.log(`  ${tick(holds)} 全部检查项通过 all checks hold`);
  console.log(
    `  ${tick(slowest <= TARGET)} 全部检查 all checks in Chromium: ${slowest.toFixed(2)} s (≤ ${TARGET}), 其中逐项显示 reading out ${READ_OUT.toFixed(2)} s`,
  );
  console.log(
    `  ${tick(slowestSecond <= TARGET)} 第二核验程序 second verifier: ${slowestSecond.toFixed(2)} s (≤ ${TARGET})`,
  );
}
process.exitCode = ok ? 0 : 1;
