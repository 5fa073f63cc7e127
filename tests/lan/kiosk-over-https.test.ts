/**
 * The hall's network as its devices meet it: a real server with its own authority, real Chromiums that trust it (or do not), the
 * launcher that the server gives out.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMachine } from '../../server/contract/organizer.ts';
import { setUp } from '../../server/contract/public.ts';
import { ownAddresses, ownNames } from '../../server/network/own-addresses.ts';
import { type ServerProcess, startServerProcess } from '../../server/rehearsal/server-process.ts';
import { openSession } from '../../server/rehearsal/session.ts';
import { launchChromium } from '../chromium.ts';
import { button, fill, named, screen } from '../end-to-end/hall.ts';
import { barriers, lossesWhenZoomed, takePicture } from '../pictures.ts';
import { codesByZbar, codesByZxing } from '../prints/tools.ts';
import { type HallKiosk, launchHallKiosk } from './hall-kiosk.ts';

const ASSETS = fileURLToPath(new URL('../../kiosk/dist/assets', import.meta.url));
const CAMERA = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];

let folder: string;
let home: string;
let server: ServerProcess;
let kiosk: HallKiosk;
let meeting: string;
let code: string;
const browsers: Browser[] = [];

/** What multicast DNS calls this computer; the browsers of the tests are told where it is. */
const NAME = ownNames()[0] ?? '';
const port = (address: string): string => new URL(address).port;

/** A tablet: `trusting` has the hall's certificate, which the launcher has put into its list. */
async function tablet(trusting: boolean): Promise<Page> {
  const browser = await launchChromium([`--host-resolver-rules=MAP ${NAME} 127.0.0.1`, ...CAMERA], {
    HOME: trusting ? home : join(folder, 'stranger'),
  });
  browsers.push(browser);
  const page = await (await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 } })).newPage();
  page.setDefaultTimeout(90_000);
  return page;
}

/** What keeps somebody out of this page, in either language. */
const obstacles = async (page: Page) => [...(await barriers(page)), ...(await lossesWhenZoomed(page))];

/** What two readers that are not ours read on the screen. */
async function readSymbol(symbol: Locator): Promise<string> {
  const shot = await symbol.screenshot();
  const read = codesByZbar(shot);
  expect((await codesByZxing(shot)).map(({ text }) => text)).toEqual(read);
  expect(read).toHaveLength(1);
  return read[0] as string;
}

const protocolOf = (page: Page) =>
  page.evaluate(() => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).nextHopProtocol);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-lan-'));
  home = join(folder, 'kiosk');
  mkdirSync(join(folder, 'stranger'));
  server = await startServerProcess(join(folder, 'data'));
  const organizer = openSession(server.address);
  const body = { code: server.setUpCode ?? '', name: '高玉龙', password: 'a long password', start: 'sample' } as const;
  meeting = (await organizer.call(setUp, { body })).meeting ?? '';
  ({ code } = await organizer.call(addMachine, { params: { meeting }, body: { role: 'kiosk', name: '投票机' } }));
  kiosk = await launchHallKiosk({ server, home, meeting, flags: CAMERA });
});
afterAll(async () => {
  await kiosk?.close();
  for (const browser of browsers) await browser.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the launcher opens the kiosk over HTTP/2, in a secure context, by a certificate that the browser accepts', async () => {
  const { page } = kiosk;
  await named(page, 'pairing').waitFor();
  expect(page.url()).toBe(`https://127.0.0.1:${port(server.secureAddress)}/kiosk/`);
  expect(await protocolOf(page)).toBe('h2');
  expect(await page.evaluate(() => [isSecureContext, typeof crypto.subtle])).toEqual([true, 'object']);
  await takePicture(page, 'lan-kiosk', { fullPage: true });
});

test('camera, workers and WebAssembly are allowed there, workers of others are not', async () => {
  const { page } = kiosk;
  const tracks = await page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const states = stream.getVideoTracks().map(({ readyState }) => readyState);
    for (const track of stream.getTracks()) track.stop();
    return states;
  });
  expect(tracks).toEqual(['live']);
  await expect(page.evaluate(() => navigator.mediaDevices.getUserMedia({ audio: true }))).rejects.toThrow(
    /NotAllowedError|Permission/,
  );
  const started = (address: string) =>
    page.evaluate(
      (url) =>
        new Promise<string>((resolve) => {
          try {
            const worker = new Worker(url, { type: 'module' });
            worker.addEventListener('error', () => resolve('refused'));
            setTimeout(() => resolve('running'), 3000);
          } catch {
            resolve('refused');
          }
        }),
      address,
    );
  const own = readdirSync(ASSETS).find((name) => /^voter\.worker.*\.js$/.test(name));
  expect(await started(`/assets/${own}`)).toBe('running');
  expect(await started('/assets/absent.js')).toBe('refused');
  const blob = await page.evaluate(() => URL.createObjectURL(new Blob([''], { type: 'text/javascript' })));
  expect(await started(blob)).toBe('refused');
  const wasm = readdirSync(ASSETS).find((name) => name.endsWith('.wasm'));
  const compiled = await page.evaluate(
    async (url) => WebAssembly.compile(await (await fetch(url)).arrayBuffer()).then(String),
    `/assets/${wasm}`,
  );
  expect(compiled).toBe('[object WebAssembly.Module]');
});

test('a kiosk pairs over https and keeps its session in a cookie bound to this host', async () => {
  const { page } = kiosk;
  await fill(page, 'code', code);
  await button(page, 'pair').click();
  await named(page, 'pairing').waitFor({ state: 'detached' });
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name, secure, httpOnly, path }) => ({ name, secure, httpOnly, path }))).toEqual([
    { name: '__Host-changpiao-kiosk', secure: true, httpOnly: true, path: '/' },
  ]);
  await page.reload();
  await screen(page, 'calibration').waitFor();
});

test('the launcher’s browser knows no address but the server’s', async () => {
  const { page } = kiosk;
  const own = page.url();
  // A page of nobody's: the policy of ours would keep the question from being asked at all.
  await page.goto('about:blank');
  for (const address of ['http://localhost:18081/', 'http://example.com/', 'http://192.0.2.1/']) {
    const failed = page.waitForEvent('requestfailed');
    await page.evaluate((url) => fetch(url, { mode: 'no-cors' }).catch(() => null), address);
    expect((await failed).failure()?.errorText, address).toBe('net::ERR_NAME_NOT_RESOLVED');
  }
  await page.goto(own);
});

test('a device without the hall’s certificate is warned and gets no page', async () => {
  const page = await tablet(false);
  for (const host of [NAME, 'localhost'])
    await expect(page.goto(`https://${host}:${port(server.secureAddress)}/kiosk/`), host).rejects.toThrow(
      /ERR_CERT_AUTHORITY_INVALID/,
    );
});

test('a tablet that has it comes by the name of the hall from plain http to https', async () => {
  const page = await tablet(true);
  const [plain, secure] = [`http://${NAME}:${port(server.address)}`, `https://${NAME}:${port(server.secureAddress)}`];
  await page.goto(`${plain}/kiosk/?from=plain`);
  await named(page, 'pairing').waitFor();
  expect(page.url()).toBe(`${secure}/kiosk/?from=plain`);
  expect(await protocolOf(page)).toBe('h2');
  expect(await page.evaluate(() => isSecureContext && 'mediaDevices' in navigator)).toBe(true);

  await page.goto(`${plain}/`);
  await screen(page, 'trust').waitFor();
  expect(page.url()).toBe(`${plain}/trust/`);
  await named(page, 'plain').waitFor();
  await named(page, 'fingerprint').waitFor();
  await takePicture(page, 'lan-trust-plain', { fullPage: true });
  expect(await obstacles(page)).toEqual([]);
  await page.goto(`${secure}/trust/`);
  await named(page, 'secure').waitFor();
  await takePicture(page, 'lan-trust-secure', { fullPage: true });
  expect(await obstacles(page)).toEqual([]);
});

test('every symbol of the page is an address of this computer, and opens the same page', async () => {
  const page = await tablet(false);
  await page.goto(`${server.address}/trust/?meeting=${meeting}`);
  await named(page, 'own-computer').waitFor();
  expect(await obstacles(page)).toEqual([]);
  await takePicture(page, 'lan-trust-own-computer', { fullPage: true });
  const fingerprint = await named(page, 'fingerprint').innerText();
  const read: string[] = [];
  for (const one of await named(page, 'addresses').locator('.qr-code').all()) read.push(await readSymbol(one));
  const own = ownAddresses(() => true).map(
    (host) => `http://${host}:${port(server.address)}/trust/?meeting=${meeting}`,
  );
  expect(own.length).toBeGreaterThan(0);
  expect([...read].sort()).toEqual([...own].sort());
  const device = await tablet(false);
  for (const address of read) {
    await device.goto(address);
    await named(device, 'plain').waitFor();
    expect(await named(device, 'fingerprint').innerText()).toBe(fingerprint);
    expect(await named(device, 'kiosk.sh').getAttribute('href')).toBe(`/trust/${meeting}/kiosk.sh`);
  }
});

test('a phone without it checks over plain http, where the browser offers no cryptography of its own (UX 37)', async () => {
  const page = await tablet(false);
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  await page.goto(`http://${NAME}:${port(server.address)}/check/`);
  await page.locator('[data-screen]').waitFor();
  expect(page.url()).toBe(`http://${NAME}:${port(server.address)}/check/`);
  expect(await page.evaluate(() => [isSecureContext, typeof crypto.subtle])).toEqual([false, 'undefined']);
  expect(failures).toEqual([]);
});

test('the organizer reads the fingerprint that the tablets show, and sees that devices can connect', async () => {
  const page = await tablet(false);
  await page.goto(`${server.address}/organizer/`);
  await fill(page, 'name', '高玉龙');
  await fill(page, 'password', 'a long password');
  await button(page, 'sign-in').click();
  await page.locator(`[data-meeting="${meeting}"]`).click();
  await page.locator('[data-tab="hall"]').click();
  const card = named(page, 'network');
  await card.locator('[data-check="clock"][data-state="passed"]').waitFor();
  const shown = (await named(card, 'sha256').locator('li').allInnerTexts()).join('');
  await takePicture(page, 'lan-organizer-hall', { fullPage: true });
  const first = await readSymbol(card.locator('.code-qr .qr-code'));
  expect(first).toBe(await card.locator('.code-words a').innerText());
  const scanned = await tablet(false);
  await scanned.goto(first);
  await named(scanned, 'plain').waitFor();
  expect(await named(scanned, 'kiosk.sh').getAttribute('href')).toBe(`/trust/${meeting}/kiosk.sh`);
  await page.goto(`${server.address}/trust/`);
  await named(page, 'own-computer').waitFor();
  const onTrustPage = (await named(page, 'fingerprint').locator('li').allInnerTexts()).join('');
  expect(shown).toBe(onTrustPage);
  expect(server.output().replaceAll(' ', '')).toContain(shown);
  expect(shown).toMatch(/^[0-9A-F]{64}$/);
  const der = Buffer.from(await (await fetch(`${server.address}/trust/changpiao.crt`)).arrayBuffer());
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', der)).toString('hex');
  expect(shown.toLowerCase()).toBe(digest);
  expect(readFileSync(join(folder, 'data', 'certificates', 'authority.pem'), 'utf8')).toContain('PRIVATE KEY');
});
