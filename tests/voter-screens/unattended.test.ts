/** What a machine in the hall does for itself (UX 3.3): its screen stays lit, and nobody closes a kiosk over a voter's head by mistake. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { asksBeforeClosing } from '../end-to-end/hall.ts';
import { useBuiltPages } from './built-pages.ts';
import { signedRound } from './signed-round.ts';
import { openMachine, scan, TABLET, tap } from './voting-machine.ts';

const NAMES = ['王建国', '李㛃'].map((name) => ({ name, remark: '' }));

const pages = useBuiltPages();

/** The locks on the screen's light that this page was given and still holds. */
async function watchLight(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const locks: WakeLockSentinel[] = [];
    Object.assign(window, { locks });
    const ask = WakeLock.prototype.request;
    WakeLock.prototype.request = async function request(type) {
      const lock = await ask.call(this, type);
      locks.push(lock);
      return lock;
    };
  });
  return () =>
    page.evaluate(() => {
      const { locks } = window as unknown as { locks: readonly WakeLockSentinel[] };
      return locks.filter(({ released }) => !released).map(({ type }) => type);
    });
}

/** As a browser tells a page that its window lies below another one, and on top again: it takes the lock away meanwhile. */
async function coverAndShow(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { locks } = window as unknown as { locks: readonly WakeLockSentinel[] };
    for (const lock of locks) await lock.release();
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

test('a kiosk keeps its screen lit, also after its window lay below another one', async () => {
  let held: () => Promise<readonly string[]> = async () => [];
  const { page, close } = await openMachine(
    pages.browser,
    pages.origin,
    TABLET,
    signedRound(NAMES, 1, []),
    async (own) => {
      held = await watchLight(own);
    },
  );
  await expect.poll(held).toEqual(['screen']);
  await coverAndShow(page);
  await expect.poll(held).toEqual(['screen']);
  await close();
});

test('so does the big screen', async () => {
  const context = await pages.browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const page = await context.newPage();
  const held = await watchLight(page);
  await page.goto(`${pages.origin}/screen/`);
  await expect.poll(held).toEqual(['screen']);
  await coverAndShow(page);
  await expect.poll(held).toEqual(['screen']);
  await context.close();
});

test('a kiosk asks before it is closed over a voter’s head, and between two voters does not', async () => {
  const round = signedRound(NAMES, 1, []);
  const { page, close } = await openMachine(pages.browser, pages.origin, TABLET, round);
  await scan(page, round.card().qr);
  await tap(page, '[data-name="begin"]');
  await tap(page, '[data-mark="approve"]');
  expect(await asksBeforeClosing(page)).toBe(true);
  expect(await page.locator('[data-mark="approve"]').first().getAttribute('aria-pressed')).toBe('true');
  await page.locator('[data-mark="abstain"]').nth(1).tap();
  await tap(page, '[data-name="next"]');
  await page.locator('.receipt-qr').waitFor();
  expect(await asksBeforeClosing(page)).toBe(true);
  await tap(page, '[data-name="cast"]');
  await page.locator('[data-screen="V4"]').waitFor();
  await tap(page, '[data-name="done"]');
  await page.locator('[data-screen="V0"]').waitFor();
  expect(await asksBeforeClosing(page)).toBe(false);
  await close();
});
