/** Paper alone on phone and township page (specification §9): the network is cut after the page is there. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { paperSymbolTexts } from '../../printables/qr/paper-symbol.ts';
import { isSymbolElection, type SymbolA, symbolATexts } from '../../printables/qr/symbol-a.ts';
import { type SymbolB, symbolBTexts } from '../../printables/qr/symbol-b.ts';
import { shortFormOf } from '../../printables/reports/check-style.ts';
import { drawPaperSheet, type PaperSheetData, paperSheetData } from '../../printables/reports/paper-sheet.ts';
import { drawResultSheet } from '../../printables/reports/result-sheet.ts';
import { type ResultSheetData, resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { createSheetKey, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import { servePages } from '../../server/http/pages.ts';
import { secure } from '../../server/http/security.ts';
import { smallElection } from '../attacks/attack.ts';
import { ON_PAPER } from '../attacks/paper-count-attacks.ts';
import { launchChromium } from '../chromium.ts';
import { takePicture } from '../pictures.ts';
import { COMMITTEE, type MeetingSketch, sketchRecord, TIED } from '../prints/qingxi-record.ts';
import { pageImage } from '../prints/tools.ts';
import { writeFilm } from '../voter-screens/camera-film.ts';

const DIST = join(import.meta.dirname, '..', '..', 'kiosk', 'dist');

let server: HttpServer;
let browser: Browser;
let address: string;
let sheetKey: Uint8Array;
let data: ResultSheetData;
/** Photographs of the check page and of the page of the proof. */
let photoA: Buffer;
let photoB: Buffer;
/** Of the check page of a round counted on paper. */
let photoPaper: Buffer;
let onPaper: PaperSheetData;

const dataOf = (sketch: MeetingSketch): ResultSheetData => {
  const found = resultSheetData(sketchRecord(sketch, sheetKey), { round: 1, checkAddress: '' });
  if (!found.ok) throw new Error(found.error);
  return found.value;
};
const proofOf = (of: ResultSheetData): SymbolB => {
  if (of.symbolB === null) throw new Error('no symbol B');
  return of.symbolB;
};

beforeAll(async () => {
  const validity = { notBefore: new Date('2026-11-01T00:00:00Z'), notAfter: new Date('2036-11-01T00:00:00Z') };
  const key = await createSheetKey({ organization: '中共清溪村总支部委员会', ...validity });
  sheetKey = sheetPublicKey(key);
  data = dataOf(COMMITTEE);
  const sheet = signPdf(await drawResultSheet(data, installedFonts()), key);
  [photoA, photoB] = [2, 3].map((page) => Buffer.from(pageImage(sheet, page, 200))) as [Buffer, Buffer];
  const counted = await smallElection('paper alone', { ...ON_PAPER, sheetKey: encodeBase64url(sheetKey) });
  const found = paperSheetData(counted.record, { round: 1, checkAddress: '' });
  if (found === null) throw new Error('no count on paper');
  onPaper = found;
  photoPaper = Buffer.from(pageImage(await drawPaperSheet(onPaper, installedFonts()), 2, 200));
  const app = new Hono();
  secure(app);
  servePages(app, DIST);
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as HttpServer;
  await new Promise<void>((resolve) => (server.listening ? resolve() : server.once('listening', resolve)));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

type Opened = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly asked: string[];
  readonly wrong: string[];
};

/** A device whose page is there, ready to read; `asked` then fills with every request it still makes. */
async function opened(path: string, size = { width: 390, height: 844 }): Promise<Opened> {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const [asked, wrong]: [string[], string[]] = [[], []];
  page.on('pageerror', (error) => wrong.push(error.message));
  await page.goto(`${address}${path}`);
  await page.locator('.symbol-scanner > summary').click();
  await page.locator('[data-name="offline-ready"]').waitFor();
  await kept(page);
  page.on('request', (request) => {
    if (!request.url().startsWith('blob:')) asked.push(request.url());
  });
  return { page, context, asked, wrong };
}

/** The page's store holds the page itself, which is added with all it loaded at once; its decoder may be there earlier. */
const kept = (page: Page) =>
  expect
    .poll(
      () =>
        page.evaluate(async () => {
          const store = await caches.open('paper-pages-1');
          const urls = (await store.keys()).map(({ url }) => url);
          return urls.includes(location.origin + location.pathname) && urls.some((url) => url.endsWith('.wasm'));
        }),
      { timeout: 30_000 },
    )
    .toBe(true);

const cut = ({ context }: Opened) => context.setOffline(true);

const photograph = (page: Page, name: string, buffer: Buffer) =>
  page.locator('[data-name="symbol-photo"] input').setInputFiles({ name, mimeType: 'image/png', buffer });

const paste = (page: Page, texts: readonly string[]) =>
  page.locator('[data-name="symbol-texts"] textarea').fill(texts.join('\n'));

const state = (page: Page, check: string) => page.locator(`[data-check="${check}"]`).getAttribute('data-state');

const picture = (page: Page, name: string) => takePicture(page, name, { fullPage: true });

const PAGES = [
  ['the phone page', '/check/', '[data-name="sheet"]'],
  ['the township page', '/township/', '[data-name="examination"]'],
] as const;

describe.each(PAGES)('%s with the network cut', (name, path, verdict) => {
  /** The township page asks every few seconds whether reports came in; it says nothing about what is scanned. */
  const aboutPaper = (asked: readonly string[]) => asked.filter((url) => !url.endsWith('/api/township/meetings'));

  test('code A in a photograph: signatures, numbers and the outcome recomputed; what is not proven is said', async () => {
    const device = await opened(path);
    await cut(device);
    const { page } = device;
    await photograph(page, 'a.png', photoA);
    await page.locator(`${verdict}[data-ok="true"]`).waitFor();
    expect(await page.locator('[data-state="failed"]').count()).toBe(0);
    for (const check of ['attestation-杨辉', 'signatures', 'accounting', 'outcome']) {
      expect(await state(page, check), check).toBe('passed');
    }
    expect(await page.locator('[data-check="paper-proof"]').count()).toBe(0);
    const text = await page.locator('[data-name="paper-report"]').innerText();
    expect(text).toContain('王建国（1974年4月生）');
    expect(text.match(/当选/g)?.length).toBeGreaterThanOrEqual(5);
    expect(await page.locator('[data-name="leaves"]').innerText()).toContain('请再扫描纸面证明页上的核对码 B');
    await picture(page, `paper-a-${path.replaceAll('/', '')}`);
    expect(aboutPaper(device.asked)).toEqual([]);
    expect(device.wrong).toEqual([]);
    await device.context.close();
  });

  test('codes A and B: the counts are the decryption of the printed ciphertexts; keys are shown to be compared', async () => {
    const device = await opened(path);
    await cut(device);
    const { page } = device;
    await photograph(page, 'b.png', photoB);
    await photograph(page, 'a.png', photoA);
    await page.locator('[data-name="paper-report"][data-proof="true"]').waitFor();
    expect(await page.locator(verdict).getAttribute('data-ok')).toBe('true');
    expect(await state(page, 'paper-proof')).toBe('passed');
    expect(await page.locator('[data-name="proves"]').innerText()).toContain('核对码 B 所印合计密文的解密结果');
    expect(await page.locator('[data-name="leaves"]').innerText()).toContain('合计密文是不是全部投出选票之和');
    const fingerprints = await page.locator('[data-name="fingerprints"]').innerText();
    for (const { name: who } of data.scrutineers) expect(fingerprints).toContain(who);
    expect(fingerprints).toMatch(/联合公钥\s+[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}/);
    await picture(page, `paper-ab-${path.replaceAll('/', '')}`);
    expect(aboutPaper(device.asked)).toEqual([]);
    expect(device.wrong).toEqual([]);
    await device.context.close();
  });

  test('a count on paper: signatures, numbers of ballots, outcome and record; that no ballot is proven is said', async () => {
    const device = await opened(path);
    await cut(device);
    const { page } = device;
    await photograph(page, 'paper.png', photoPaper);
    await page.locator(`${verdict}[data-ok="true"] [data-medium="paper"]`).waitFor();
    for (const check of ['attestation-监票人1', 'signatures', 'server-signature', 'log-head', 'accounting', 'outcome'])
      expect(await state(page, check), check).toBe('passed');
    const text = await page.locator('[data-name="paper-report"]').innerText();
    for (const words of ['王建国', '（另选）', '印制 10 · 发出 8 · 投票人数 8 · 收回 7 · 有效 6 · 无效 1'])
      expect(text).toContain(words);
    expect(await page.locator('[data-name="leaves"]').innerText()).toContain('证明的是签名，不是选票');
    expect(await page.locator('[data-name="fingerprints"]').innerText()).toContain(shortFormOf(onPaper.hash));
    expect(await page.locator('[data-name="no-code-b"]').innerText()).toContain('纸质计票没有');
    await picture(page, `count-on-paper-${path.replaceAll('/', '')}`);
    await page.locator('[data-name="scan-again"]').click();
    const [contest, ...others] = onPaper.symbol.contests;
    if (contest === undefined) throw new Error('no contest');
    const forged = { ...contest, box: { ...contest.box, printed: 11, remaining: 3 } };
    await paste(page, paperSymbolTexts({ ...onPaper.symbol, contests: [forged, ...others] }));
    await page.locator(`${verdict}[data-ok="false"]`).waitFor();
    expect(await state(page, 'attestation-监票人1')).toBe('failed');
    expect(await page.locator('[data-name="proves"]').count()).toBe(0);
    expect(aboutPaper(device.asked)).toEqual([]);
    expect(device.wrong).toEqual([]);
    await device.context.close();
  });

  const changed = (change: (symbol: SymbolA) => SymbolA): SymbolA => change(data.symbol);
  const b = () => proofOf(data);
  const FORGED: readonly (readonly [string, () => readonly [SymbolA, SymbolB], readonly string[]])[] = [
    [
      'a changed count',
      () => [
        changed((symbol) => ({
          ...symbol,
          contests: symbol.contests.filter(isSymbolElection).map((contest) => ({
            ...contest,
            candidates: contest.candidates.map((one, i) => (i === 6 ? { ...one, approve: 39 } : one)),
          })),
        })),
        b(),
      ],
      ['attestation-杨辉', 'attestation-韦小红', 'attestation-梁志强', 'signatures', 'outcome', 'paper-proof'],
    ],
    [
      'a changed ciphertext',
      () => {
        const { statement } = b();
        const [first, second, ...rest] = statement.P;
        if (first === undefined || second === undefined) throw new Error('too few ciphertexts');
        return [data.symbol, { ...b(), statement: { ...statement, P: [second, first, ...rest] } }];
      },
      ['paper-proof'],
    ],
    ['the proof of another election', () => [data.symbol, proofOf(dataOf(TIED))], ['paper-proof']],
    [
      'a swapped scrutineer',
      () => [
        data.symbol,
        { ...b(), parts: b().parts.map((one, i) => (i === 1 ? { ...one, proof: { ...one.proof, index: 3 } } : one)) },
      ],
      ['paper-proof'],
    ],
    ['fewer than t', () => [data.symbol, { ...b(), parts: b().parts.slice(1) }], ['paper-proof']],
  ];

  test(`forged members are refused, each by its check: ${FORGED.map(([what]) => what).join(', ')}`, async () => {
    const device = await opened(path);
    await cut(device);
    const { page } = device;
    for (const [what, forge, failing] of FORGED) {
      const [forgedA, forgedB] = forge();
      await paste(page, [...symbolATexts(forgedA), ...symbolBTexts(forgedB)]);
      await page.locator('[data-check="paper-proof"]').waitFor();
      expect(await page.locator(verdict).getAttribute('data-ok'), what).toBe('false');
      const failed = await page
        .locator('[data-name="paper-report"] [data-state="failed"]')
        .evaluateAll((lines) => lines.map((line) => line.getAttribute('data-check')));
      expect(failed, what).toEqual(failing);
      expect(await page.locator('[data-name="proves"]').count(), what).toBe(0);
      if (what === 'a changed ciphertext') await picture(page, `paper-forged-${name.split(' ')[1]}`);
      await page.locator('[data-name="scan-again"]').click();
    }
    await paste(page, [...symbolATexts(data.symbol), ...symbolBTexts(b())]);
    await page.locator(`${verdict}[data-ok="true"]`).waitFor();
    expect(aboutPaper(device.asked)).toEqual([]);
    expect(device.wrong).toEqual([]);
    await device.context.close();
  });

  test('it opens again without a network, after it was opened once', async () => {
    const device = await opened(path);
    await cut(device);
    const { page } = device;
    await page.reload();
    await page.locator('.symbol-scanner > summary').click();
    await page.locator('[data-name="offline-ready"]').waitFor();
    await photograph(page, 'a.png', photoA);
    await photograph(page, 'b.png', photoB);
    await page.locator('[data-name="paper-report"][data-proof="true"]').waitFor();
    expect(await page.locator(verdict).getAttribute('data-ok')).toBe('true');
    await device.context.close();
  });
});

test('no other page is kept: a kiosk never votes with yesterday’s code', async () => {
  const { page, context } = await opened('/check/');
  const stored = await page.evaluate(async () =>
    (await (await caches.open('paper-pages-1')).keys()).map(({ url }) => url),
  );
  const paths = stored.map((url) => new URL(url).pathname).filter((kept) => !kept.startsWith('/assets/'));
  expect(paths.filter((kept) => kept !== '/icon.svg')).toEqual(['/check/']);
  const scopes = await page.evaluate(async () =>
    (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname),
  );
  expect(scopes).toEqual(['/check/']);
  await page.goto(`${address}/kiosk/`);
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  await context.setOffline(true);
  await expect(page.goto(`${address}/kiosk/`)).rejects.toThrow();
  await context.close();
});

test('the codes of a sheet held before the camera one after another are read, and the camera goes dark', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'changpiao-sheet-film-'));
  const film = join(folder, 'sheet.y4m');
  const texts = [...symbolATexts(data.symbol), ...symbolBTexts(proofOf(data))];
  writeFilm(film, ...texts);
  const seeing = await launchChromium([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  try {
    const page = await seeing.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`${address}/check/`);
    await page.locator('.symbol-scanner > summary').click();
    await page.locator('[data-name="scan"]').click();
    await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
    await page.locator('[data-name="sheet"][data-ok="true"]').waitFor();
    // With all of them there it stops by itself.
    await page.locator('video').waitFor({ state: 'detached' });
  } finally {
    await seeing.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
