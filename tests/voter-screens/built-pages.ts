/** The built pages and a Chromium of one test file; open from its first test to its last. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { servePages } from './voting-machine.ts';

export type BuiltPages = { readonly browser: Browser; readonly origin: string };

export function useBuiltPages(): BuiltPages {
  let browser: Browser | undefined;
  let pages: Awaited<ReturnType<typeof servePages>> | undefined;
  beforeAll(async () => {
    pages = await servePages();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    pages?.close();
  });
  return {
    get browser() {
      if (browser === undefined) throw new Error('test: the browser is open inside a test only');
      return browser;
    },
    get origin() {
      if (pages === undefined) throw new Error('test: the pages are served inside a test only');
      return pages.origin;
    },
  };
}
