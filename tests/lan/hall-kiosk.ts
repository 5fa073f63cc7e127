/** A kiosk as it stands in the hall: the launcher that the server gives out starts a Chromium that trusts the hall's authority. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { ServerProcess } from '../../server/rehearsal/server-process.ts';
import { installedChromium } from '../chromium.ts';

const PATIENCE_MS = 90_000;

/** A file of the server over https, trusting only the authority that this data directory holds. */
export function download(server: ServerProcess, path: string, authority: string, host = '127.0.0.1'): Promise<string> {
  const { port } = new URL(server.secureAddress);
  return new Promise((resolve, reject) => {
    get({ host, port, path, ca: authority, agent: false }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => (answer.statusCode === 200 ? resolve(text) : reject(new Error(`${answer.statusCode}`))));
    }).on('error', reject);
  });
}

/** The authority's certificate as anybody gets it. */
export async function authorityOf(server: ServerProcess): Promise<string> {
  const der = Buffer.from(await (await fetch(`${server.address}/trust/changpiao.crt`)).arrayBuffer());
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

export type HallKiosk = {
  readonly browser: Browser;
  /** The one page of a kiosk. Tests open no second one: a browser in kiosk mode may never answer that it stands. */
  readonly page: Page;
  /** Ends Chromium in order, so that its record is whole. */
  readonly close: () => Promise<void>;
};

/** `home`: what is trusted and kept by this "computer". */
export async function launchHallKiosk(options: {
  readonly server: ServerProcess;
  readonly home: string;
  readonly meeting: string;
  readonly flags?: readonly string[];
}): Promise<HallKiosk> {
  const { server, home, meeting, flags = [] } = options;
  mkdirSync(home, { recursive: true });
  const script = join(home, 'kiosk.sh');
  writeFileSync(script, await download(server, `/trust/${meeting}/kiosk.sh`, await authorityOf(server)));
  const child = spawn(
    'sh',
    [script, '--once', '--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', ...flags],
    {
      env: { ...process.env, HOME: home, CHROMIUM_PATH: installedChromium() ?? '' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await debuggingPort(join(home, 'changpiao', `kiosk-${meeting}`), child, () => said);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: PATIENCE_MS });
  // As every page of the tests is waited for.
  for (const context of browser.contexts()) context.setDefaultTimeout(PATIENCE_MS);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('the kiosk shows no page');
  return {
    browser,
    page,
    close: async () => {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => {});
      await ended;
    },
  };
}

async function debuggingPort(profile: string, child: ChildProcess, said: () => string): Promise<string> {
  const path = join(profile, 'DevToolsActivePort');
  for (const started = Date.now(); Date.now() - started < PATIENCE_MS; await sleep(100)) {
    const port = existsSync(path) ? readFileSync(path, 'utf8').split('\n')[0] : undefined;
    if (port) return port;
    if (child.exitCode !== null) break;
  }
  child.kill();
  throw new Error(`the kiosk did not start:\n${said()}`);
}
