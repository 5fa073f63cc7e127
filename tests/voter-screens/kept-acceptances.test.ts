/** What a kiosk keeps of a ballot that was taken, whatever the server says about the meeting afterwards (specification §8.2 d, §3.9). */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { KioskState } from '../../server/contract/kiosk.ts';
import { useBuiltPages } from './built-pages.ts';
import { type SignedRound, signedRound } from './signed-round.ts';
import { openMachine, scan, TABLET, tap } from './voting-machine.ts';

const pages = useBuiltPages();

/** Pages ask once a second. */
const SEEN_MS = 2500;

const kept = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('changpiao.acceptances.')).length);

/** As the server tells it from now on; nothing of this is signed. */
async function tell(page: Page, round: SignedRound, testRun: boolean): Promise<void> {
  const state: KioskState = { ...round.state, meeting: { ...round.state.meeting, testRun } };
  await page.unroute('**/api/kiosk/state');
  await page.route('**/api/kiosk/state', (route) => route.fulfill({ json: state }));
  await page.waitForTimeout(SEEN_MS);
}

test.each([
  { what: 'of a real meeting stays, though the server called it a test run for a while', signed: false, left: 1 },
  { what: 'of a test run goes when its kiosk serves a real meeting', signed: true, left: 0 },
])('an acceptance $what', async ({ signed, left }) => {
  const people = ['王建国', '李㛃'].map((name) => ({ name, remark: '' }));
  const round = signedRound(people, 1, [], [], signed);
  const { page, close } = await openMachine(pages.browser, pages.origin, TABLET, round);
  await tell(page, round, true);
  await scan(page, round.card().qr);
  await tap(page, '[data-name="begin"]');
  await page.locator('[data-mark="approve"]').first().tap();
  await page.locator('[data-mark="disapprove"]').nth(1).tap();
  await tap(page, '[data-name="next"]');
  await page.locator('.receipt-qr').waitFor();
  await tap(page, '[data-name="cast"]');
  await page.locator('[data-screen="V4"]').waitFor();
  expect(await kept(page)).toBe(1);
  await tell(page, round, false);
  expect(await kept(page)).toBe(left);
  await close();
});
