import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cardSheet } from '../../printables/cards/card-sheet.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { drawResultSheet } from '../../printables/reports/result-sheet.ts';
import { resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { createSheetKey, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import { makeCards } from '../../tally/roles/card-station.ts';
import { launchChromium } from '../chromium.ts';
import { PLENARY, sketchRecord } from './qingxi-record.ts';
import { codesByZbar, codesByZxing, greyPage, pageImage, syntax, wholeText } from './tools.ts';

const FONTS = installedFonts();
let server: Server;
let browser: Browser;
let page: Page;
let record: string;

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: { entry: new URL('browser-entry.ts', import.meta.url).pathname, formats: ['es'], fileName: 'entry' },
    },
  });
  const [output] = [result].flat();
  if (output === undefined || !('output' in output)) throw new Error('vite gave no output');
  const code = output.output[0].code;
  expect(code).not.toMatch(/from ["']node:/);
  return code;
}

beforeAll(async () => {
  const key = await createSheetKey({
    organization: '中共清溪村总支部委员会',
    notBefore: new Date('2026-11-01T00:00:00Z'),
    notAfter: new Date('2036-11-01T00:00:00Z'),
  });
  record = sketchRecord(PLENARY, sheetPublicKey(key));
  const data = resultSheetData(record, { round: 1, checkAddress: '' });
  if (!data.ok) throw new Error(data.error);
  const pdf = signPdf(await drawResultSheet(data.value, FONTS), key);
  const files: Readonly<Record<string, readonly [string, string | Uint8Array]>> = {
    '/': ['text/html', '<!doctype html><meta charset="utf-8"><script type="module" src="/entry.js"></script>'],
    '/entry.js': ['text/javascript', await bundle()],
    '/sans.ttf': ['font/ttf', FONTS.sans],
    '/sans-bold.ttf': ['font/ttf', FONTS['sans-bold']],
    '/result.pdf': ['application/pdf', pdf],
    '/changed.pdf': ['application/pdf', Uint8Array.from(pdf, (byte, i) => (i === pdf.length - 2000 ? byte ^ 1 : byte))],
  };
  server = createServer((request, response) => {
    const found = files[request.url ?? ''];
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': found?.[0] ?? 'text/plain' });
    response.end(found?.[1]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await launchChromium();
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => 'printCards' in globalThis);
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

describe('in a real browser, bundled by vite without any polyfill', () => {
  test('the card station draws the same sheet as Node: same words, same codes, same picture', async () => {
    let counter = 0;
    const random = (length: number): Uint8Array => Uint8Array.from({ length }, () => (counter++ * 167 + 13) % 251);
    const cards = makeCards({ meetingHash: new Uint8Array(32).fill(3), round: 1, count: 8, random }).cards.map(
      ({ text, qr, code }) => ({ text, qr, code }),
    );
    const sheet = { organization: '中共清溪村总支部委员会', round: '委员选举', day: '2026-11-28', cards };
    const bytes = await page.evaluate(
      (given) => (globalThis as unknown as { printCards(sheet: unknown): Promise<number[]> }).printCards(given),
      sheet,
    );
    const drawn = Uint8Array.from(bytes);
    const expected = await cardSheet({ ...sheet, fonts: FONTS });
    expect(syntax(drawn)).toMatchObject({ status: 0 });
    expect(wholeText(drawn)).toBe(wholeText(expected));
    expect([...codesByZbar(pageImage(drawn, 1, 150))].sort()).toEqual(cards.map(({ qr }) => qr).sort());
    const [own, other] = [greyPage(drawn, 1, 60), greyPage(expected, 1, 60)];
    for (let y = 0; y < own.height; y += 1)
      for (let x = 0; x < own.width; x += 1)
        if (own.isDark(x, y) !== other.isDark(x, y)) throw new Error(`the pictures differ at ${x}, ${y}`);
  });

  test('the signature of a result sheet is verified and its record taken out', async () => {
    const check = (address: string) =>
      page.evaluate(
        (given) => (globalThis as unknown as { checkSheet(address: string): Promise<unknown> }).checkSheet(given),
        address,
      );
    expect(await check('/result.pdf')).toEqual({ faults: [], record });
    expect(await check('/changed.pdf')).toMatchObject({ faults: ['document-changed'] });
  });

  test('a code drawn as SVG on the screen is read back from a screenshot', async () => {
    await page.evaluate(() => {
      const draw = (globalThis as unknown as { drawCode(text: string): string }).drawCode;
      document.body.innerHTML = `<div style="width:300px;height:300px">${draw('CP1ABCDEFGHJKMNPQRSTVWXYZ0123')}</div>`;
    });
    const codes = await codesByZxing(new Uint8Array(await page.screenshot()));
    expect(codes.map(({ text }) => text)).toEqual(['CP1ABCDEFGHJKMNPQRSTVWXYZ0123']);
  });
});
