/** A kiosk that loses its power at any screen: it comes back to V0 without a trace, and the card tells the truth (UX 5.3, 6.17). */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useBuiltPages } from './built-pages.ts';
import { signedRound } from './signed-round.ts';
import { openMachine, scan, sendCard, TABLET, tap } from './voting-machine.ts';

const pages = useBuiltPages();

const NAMES = ['王建国', '李㛃'];
const person = (name: string) => ({ name, remark: '' });

/** Ways to each screen, from V1 on. */
const toMarks = async (page: Page) => {
  await tap(page, '[data-name="begin"]');
  await page.locator('[data-mark="approve"]').first().tap();
};
const toReview = async (page: Page) => {
  await toMarks(page);
  await page.locator('[data-mark="abstain"]').nth(1).tap();
  await tap(page, '[data-name="next"]');
  await page.locator('.receipt-qr').waitFor();
};
const toCast = async (page: Page) => {
  await toReview(page);
  await tap(page, '[data-name="cast"]');
};
const SCREENS: readonly (readonly [string, (page: Page) => Promise<void>, 'free' | 'cast'])[] = [
  ['V1', async () => undefined, 'free'],
  ['V2', toMarks, 'free'],
  [
    'V5',
    async (page) => {
      await tap(page, '[data-name="begin"]');
      await page.locator('[data-mark="disapprove"]').first().tap();
      await tap(page, '[data-name="write-in"]');
    },
    'free',
  ],
  ['V3', toReview, 'free'],
  [
    'V6',
    async (page) => {
      await toReview(page);
      await tap(page, '[data-name="challenge"]');
    },
    'free',
  ],
  ['V4', toCast, 'cast'],
];

test.each(SCREENS)('cut off at %s', async (screen, way, card) => {
  const round = signedRound(NAMES.map(person), 1, [person('王小满')]);
  const { page, close } = await openMachine(pages.browser, pages.origin, TABLET, round);
  const mine = round.card();
  await scan(page, mine.qr);
  await way(page);
  await page.locator(`[data-screen="${screen}"]`).waitFor();
  // A new page of the same computer: what the browser stored is there, what stood in its memory is not.
  const context = page.context();
  await page.close({ runBeforeUnload: false });
  const restarted = await context.newPage();
  restarted.setDefaultTimeout(30_000);
  await restarted.goto(`${pages.origin}/kiosk/`);
  await restarted.locator('[data-screen="V0"]').waitFor();
  const left = await restarted.evaluate(async () => ({
    html: document.body.innerHTML,
    stored: JSON.stringify(Object.entries(localStorage)),
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
  }));
  for (const name of NAMES) expect(left.html + left.stored).not.toContain(name);
  expect([left.session, left.databases]).toEqual([0, 0]);
  expect(left.stored).not.toContain('mark');
  if (card === 'free') {
    await scan(restarted, mine.qr);
    expect(await restarted.locator('[aria-pressed="true"].mark').count()).toBe(0);
  } else {
    await sendCard(restarted, mine.qr);
    await restarted.locator('[data-screen="V0e"] [data-problem="cast"]').waitFor();
  }
  await close();
});
