/** The hall in a browser: one context per device, so that every role has its own cookies and storage, as on real machines. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page, Response } from 'playwright-core';
import { ownAddresses } from '../../server/network/own-addresses.ts';
import { type ServerProcess, startServerProcess } from '../../server/rehearsal/server-process.ts';
import { launchChromium } from '../chromium.ts';
import { barriers, lossesWhenZoomed, takePicture } from '../pictures.ts';
import { tellsCounts } from './told-counts.ts';

const KEPT = process.env.PICTURES_DIR;

/** The names of this computer, which is the server: whatever else a page asks for has left the hall. */
const OWN_HOSTS: ReadonlySet<string> = new Set(['localhost', ...ownAddresses(() => true)]);

export type Hall = {
  readonly server: ServerProcess;
  readonly folder: string;
  /** A new device of its own. */
  readonly device: (size?: { readonly width: number; readonly height: number }) => Promise<Page>;
  /** Also looks for what keeps somebody out of this page: axe, and what is lost at 200 %. */
  readonly picture: (page: Page, name: string) => Promise<void>;
  /** The same without the search. */
  readonly photograph: (page: Page, name: string) => Promise<void>;
  /** A file to look at, kept with the pictures. */
  readonly keep: (path: string, name: string) => Promise<void>;
  /** Answers of the server to any device so far that hold counts of a round or say who is elected, and its output if it does. */
  readonly toldCounts: () => Promise<readonly string[]>;
  /** Everything a page complained about: script errors, policy violations, failed loads, barriers. A hall with any does not close. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
};

export async function openHall(): Promise<Hall> {
  const folder = mkdtempSync(join(tmpdir(), 'changpiao-hall-'));
  const server = await startServerProcess(join(folder, 'data'));
  const browser: Browser = await launchChromium();
  const complaints: string[] = [];
  const told: string[] = [];
  const reading = new Set<Promise<void>>();
  const read = async (response: Response) => {
    // An answer of a page that is left meanwhile has nobody who reads it.
    const text = await response.text().catch(() => '');
    if (tellsCounts(text)) told.push(response.url());
  };
  return {
    server,
    folder,
    complaints,
    toldCounts: async () => {
      await Promise.all(reading);
      return tellsCounts(server.output()) ? [...told, 'output of the server'] : told;
    },
    device: async (viewport = { width: 1280, height: 800 }) => {
      const context = await browser.newContext({
        viewport,
        locale: 'zh-CN',
        baseURL: server.address,
        acceptDownloads: true,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        // A refusal of the server is an answer the page has words for, not a fault of the page.
        // On plain http, as a phone reaches the hall, Chromium notes that it ignores one of the security headers.
        if (message.type() === 'error' && !/status of 4\d\d|Cross-Origin-Opener-Policy/.test(message.text()))
          complaints.push(`${page.url()}: ${message.text()}`);
      });
      page.on('response', (response) => {
        // Whatever its status and address; of a refusal, too, what it says.
        if (!/json|html|plain/.test(response.headers()['content-type'] ?? '')) return;
        const one: Promise<void> = read(response).finally(() => reading.delete(one));
        reading.add(one);
      });
      page.on('request', (request) => {
        // The server is known by several addresses (a receipt carries the one phones reach), all of them at its port.
        const { protocol, hostname, port } = new URL(request.url());
        const isOwn = port === new URL(server.address).port && OWN_HOSTS.has(hostname);
        if (protocol.startsWith('http') && !isOwn) complaints.push(`left the hall: ${request.url()}`);
      });
      return page;
    },
    picture: async (page, name) => {
      await takePicture(page, name);
      const found = [...(await barriers(page)), ...(await lossesWhenZoomed(page))];
      complaints.push(...found.map((barrier) => `${name}: ${barrier}`));
    },
    photograph: takePicture,
    keep: async (path, name) => {
      if (KEPT !== undefined) copyFileSync(path, join(KEPT, name));
    },
    close: async () => {
      // What every device showed at the end: the first thing to look at when a test failed.
      for (const [at, context] of browser.contexts().entries())
        for (const page of context.pages()) await takePicture(page, `last-${at}`);
      await browser.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
      if (complaints.length > 0) throw new Error(`the pages of this hall complained:\n${complaints.join('\n')}`);
    },
  };
}

/** The part of a page that carries this name; a button inside it may carry the same. */
export const named = (page: Page | Locator, name: string): Locator => page.locator(`[data-name="${name}"]`).first();
export const button = (page: Page | Locator, name: string): Locator => page.locator(`button[data-name="${name}"]`);
export const screen = (page: Page, id: string): Locator => page.locator(`[data-screen="${id}"]`);

/** Whether the browser asks before this page is closed. Who is asked stays; otherwise it is closed. */
export async function asksBeforeClosing(page: Page): Promise<boolean> {
  const asked = page.waitForEvent('dialog').then(async (dialog) => {
    await dialog.dismiss();
    return dialog.type() === 'beforeunload';
  });
  const closed = page.waitForEvent('close').then(() => false);
  // One of them never comes.
  for (const one of [asked, closed]) one.catch(() => undefined);
  await page.close({ runBeforeUnload: true });
  return Promise.race([asked, closed]);
}

export async function fill(page: Page | Locator, name: string, value: string): Promise<void> {
  await named(page, name).locator('input, textarea').fill(value);
}

/** Dots to the inch. At any one of them zbar overlooks a code now and then. */
const RESOLUTIONS = ['150', '200', '300'] as const;

/** Card secrets as a person gets them: from the printed sheets, read by a reader that is not ours. */
export function readCards(pdf: Uint8Array, folder: string): readonly string[] {
  const path = join(folder, 'cards.pdf');
  writeFileSync(path, pdf);
  const read = RESOLUTIONS.flatMap((resolution) => {
    const sheets = mkdtempSync(join(folder, 'cards-'));
    execFileSync('pdftoppm', ['-r', resolution, '-gray', '-png', path, join(sheets, 'sheet')]);
    const images = readdirSync(sheets).map((sheet) => join(sheets, sheet));
    const codes = execFileSync('zbarimg', ['-q', '--raw', '-Sdisable', '-Sqrcode.enable', ...images], {
      encoding: 'utf8',
    });
    return codes.split('\n').filter((line) => line.startsWith('CP1'));
  });
  return [...new Set(read)];
}

/** The QR code that stands on the screen, as a phone would read it. */
export async function readCode(code: Locator, folder: string): Promise<string> {
  const path = join(folder, 'code.png');
  writeFileSync(path, await code.screenshot());
  return execFileSync('zbarimg', ['-q', '--raw', path], { encoding: 'utf8' }).trim();
}

/** What a link leads to, saved as a person would save it; works for the page's own objects too, which no script may fetch. */
export async function save(page: Page, link: Locator): Promise<Uint8Array> {
  const address = await link.getAttribute('href');
  if (address === null) throw new Error('the link leads nowhere');
  const arriving = page.waitForEvent('download');
  await page.evaluate((href) => {
    const anchor = document.createElement('a');
    anchor.href = href;
    anchor.download = 'saved';
    anchor.click();
  }, address);
  const path = await (await arriving).path();
  return new Uint8Array(readFileSync(path));
}
