/**
 * `node --import tsx tests/device-bench.ts RECORD`: how long a scrutineer's device takes for all checks of a record (e.g. one of
 * `npm run simulate -- --ballots 80 --write-in-list 73 --out DIR`), in Chromium with the worker of the built page (`npm run build`), and
 * how long the second verifier takes. The page reads its lines out besides (kiosk/screens/scrutineer/named-checks.ts).
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from './chromium.ts';

const RUNS = 3;
const assets = fileURLToPath(new URL('../kiosk/dist/assets', import.meta.url));
const secondVerifier = fileURLToPath(new URL('second-verifier/verify.py', import.meta.url));
const [record] = process.argv.slice(2);
if (record === undefined) throw new Error('name a record: node --import tsx tests/device-bench.ts RECORD');
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
const browser = await launchChromium();
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  for (let run = 1; run <= RUNS; run += 1) {
    // A new worker each time: it remembers what it has verified.
    const { seconds, ok, checks } = await page.evaluate(async (source) => {
      const file = new Uint8Array(await (await fetch('/record')).arrayBuffer());
      const started = performance.now();
      const device = new Worker(source, { type: 'module' });
      const done = await new Promise<{ ok: boolean; checks: readonly unknown[] }>((resolve, reject) => {
        device.onmessage = ({ data }) => {
          if ('done' in data) resolve(data.done);
          if ('failure' in data) reject(new Error(data.failure));
        };
        device.onerror = (event) => reject(new Error(event.message));
        device.postMessage({ id: 1, work: { kind: 'verify', file } });
      });
      device.terminate();
      return { seconds: (performance.now() - started) / 1000, ok: done.ok, checks: done.checks.length };
    }, `/assets/${worker}`);
    console.log(`${seconds.toFixed(2)} s, ${checks} checks, ${ok ? 'all hold' : 'NOT all hold'}`);
  }
} finally {
  await browser.close();
  server.close();
}

for (let run = 1; run <= RUNS; run += 1) {
  const started = performance.now();
  const { status } = spawnSync('python3', [secondVerifier, record]);
  const seconds = (performance.now() - started) / 1000;
  console.log(`${seconds.toFixed(2)} s, second verifier, ${status === 0 ? 'all hold' : 'NOT all hold'}`);
}
