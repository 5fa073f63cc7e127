/** One page looked at as it stands on a laptop, a large screen and an upright tablet, in both languages. */
import type { Page } from 'playwright-core';
import { button, type Hall } from './hall.ts';
import { DELIBERATE_MS } from './kiosk.ts';

const SIZES = [
  ['laptop', { width: 1280, height: 800 }],
  ['large', { width: 1920, height: 1080 }],
  ['upright', { width: 800, height: 1280 }],
] as const;

/** Wider than the window: something is cut off or hidden beside the page. */
const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function turnLanguage(page: Page): Promise<void> {
  await page.waitForTimeout(DELIBERATE_MS);
  const before = await page.evaluate(() => document.documentElement.lang);
  await button(page, 'language').first().click();
  await page.waitForFunction((lang) => document.documentElement.lang !== lang, before);
}

/** Returns the sizes in which the page is wider than the screen. Left in Chinese and in its first size. */
export async function lookAt(hall: Hall, page: Page, name: string): Promise<readonly string[]> {
  const before = page.viewportSize();
  const wide: string[] = [];
  for (const language of ['zh', 'en'] as const) {
    if (language === 'en') await turnLanguage(page);
    for (const [size, viewport] of SIZES) {
      await page.setViewportSize(viewport);
      if ((await overhang(page)) > 0) wide.push(`${name} ${language} ${size}`);
      if (size === 'laptop') await hall.picture(page, `${name}-${language}-${size}`);
      else await hall.photograph(page, `${name}-${language}-${size}`);
    }
  }
  await turnLanguage(page);
  if (before !== null) await page.setViewportSize(before);
  return wide;
}
