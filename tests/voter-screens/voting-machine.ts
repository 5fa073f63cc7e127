/** The built kiosk page in a real Chromium, before a server that answers from a signed round. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { SignedRound } from './signed-round.ts';

export const DIST = fileURLToPath(new URL('../../kiosk/dist', import.meta.url));

const MEDIA: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.mp3': 'audio/mpeg',
};

/** The policy of the real server for scripts, sounds and connections: what it forbids must fail here too. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; " +
  "style-src-attr 'unsafe-inline'; img-src 'self'; font-src 'self'; media-src 'self' blob:; connect-src 'self'";

/** `copies`: files beside the pages, by their paths, as somebody who publishes a copy lays them out. */
export async function servePages(
  copies: ReadonlyMap<string, string> = new Map(),
): Promise<{ readonly origin: string; readonly close: () => void }> {
  if (!existsSync(join(DIST, 'kiosk.html'))) throw new Error('the pages are not built: npm run build');
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    const copy = copies.get(path);
    if (copy !== undefined) {
      response.writeHead(200, { 'content-type': path.endsWith('.jsonl') ? 'application/jsonl' : 'application/json' });
      response.end(copy);
      return;
    }
    const file = join(DIST, path.endsWith('/') ? `${path.slice(0, -1)}.html` : path);
    if (!file.startsWith(DIST) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': MEDIA[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
    });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('test: no port');
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

export type Screen = {
  readonly width: number;
  readonly height: number;
  readonly widthMm: number;
  readonly heightMm: number;
};

/** 10.1 inch and 21.5 inch (UX 2, geometry check). */
export const TABLET: Screen = { width: 1280, height: 802, widthMm: 217, heightMm: 136 };
export const MONITOR: Screen = { width: 1920, height: 1081, widthMm: 476, heightMm: 268 };

export const pxPerMm = (screen: Screen): number => screen.width / screen.widthMm;

export type Machine = {
  readonly page: Page;
  readonly screen: Screen;
  /** Requests that left the origin, script errors, policy violations. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
};

export async function openMachine(
  browser: Browser,
  origin: string,
  screen: Screen,
  round: SignedRound,
  /** Before the page is opened. */
  prepare: (page: Page) => Promise<void> = async () => undefined,
): Promise<Machine> {
  const context = await browser.newContext({
    viewport: { width: screen.width, height: screen.height },
    hasTouch: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) complaints.push(`left the origin: ${request.url()}`);
  });
  // Calibrated once, as in the hall; what the page itself stores stays.
  await context.addInitScript(
    (scale) => {
      if (localStorage.getItem('changpiao.px-per-mm') === null) localStorage.setItem('changpiao.px-per-mm', scale);
    },
    String(pxPerMm(screen)),
  );
  // Of the computer that runs the tests nothing is told.
  await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'getBattery'));
  const { answers, state } = round;
  const replies: Readonly<Record<string, (body: never) => unknown>> = {
    '/api/kiosk/state': () => state,
    '/api/kiosk/token': answers.token,
    '/api/kiosk/pending': answers.pending,
    '/api/kiosk/cast': answers.cast,
    '/api/kiosk/status': answers.status,
    '/api/kiosk/challenge': answers.challenge,
    '/api/kiosk/health': () => ({ done: true }),
    '/api/kiosk/calibration': () => ({ done: true }),
  };
  await context.route('**/api/**', async (route) => {
    const path = new URL(route.request().url()).pathname;
    const reply = replies[path];
    if (reply === undefined) throw new Error(`test: nobody answers ${path}`);
    await route.fulfill({ json: reply((route.request().postDataJSON() ?? null) as never) });
  });
  await prepare(page);
  await page.goto(`${origin}/kiosk/`);
  await page.locator(`[data-screen="${state.voting === 'zero' ? 'S1' : 'V0'}"]`).waitFor();
  return { page, screen, complaints, close: () => context.close() };
}

/** A hand scanner that types. */
export async function scan(page: Page, text: string): Promise<void> {
  await sendCard(page, text);
  await page.locator('[data-screen="V1"]').waitFor();
}

/** The same for a card that starts no session. */
export async function sendCard(page: Page, text: string): Promise<void> {
  await page.evaluate((card) => {
    const codes = [...card].map((character) => (/\d/.test(character) ? `Digit${character}` : `Key${character}`));
    // A scanner's keys come without a pause, however long a busy computer takes to make them here.
    const timeStamp = performance.now();
    for (const code of [...codes, 'Enter']) {
      const key = new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true });
      window.dispatchEvent(Object.defineProperty(key, 'timeStamp', { value: timeStamp }));
    }
  }, text);
}

/** Two taps at the same place within 400 ms are one finger; people are slower. */
const BETWEEN_TAPS_MS = 450;

export async function tap(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().tap();
  await page.waitForTimeout(BETWEEN_TAPS_MS);
}
