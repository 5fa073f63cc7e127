/** What a kiosk keeps of a ballot that was taken, whatever the server says about the meeting afterwards (specification §7.10, §8.2 d, §3.9). */
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
async function tell(page: Page, { state }: SignedRound, told: Partial<KioskState['meeting']>): Promise<void> {
  const meeting = { ...state.meeting, ...told };
  Object.assign(state, { meeting, voting: meeting.phase === 'voting' ? 'open' : 'closed' });
  await page.waitForTimeout(SEEN_MS);
}

/** A kiosk on which one ballot was cast. */
async function afterOneBallot(round: SignedRound, prepare?: (page: Page) => Promise<void>) {
  const machine = await openMachine(pages.browser, pages.origin, TABLET, round, prepare);
  const { page } = machine;
  await scan(page, round.card().qr);
  await tap(page, '[data-name="begin"]');
  await page.locator('[data-mark="approve"]').first().tap();
  await page.locator('[data-mark="disapprove"]').nth(1).tap();
  await tap(page, '[data-name="next"]');
  await page.locator('.receipt-qr').waitFor();
  await tap(page, '[data-name="cast"]');
  await page.locator('[data-screen="V4"]').waitFor();
  expect(await kept(page)).toBe(1);
  return machine;
}

const PEOPLE = ['王建国', '李㛃'].map((name) => ({ name, remark: '' }));

test.each([
  { what: 'of a real meeting stays, though the server called it a test run for a while', signed: false, left: 1 },
  { what: 'of a test run goes when its kiosk serves a real meeting', signed: true, left: 0 },
])('an acceptance $what', async ({ signed, left }) => {
  const round = signedRound(PEOPLE, 1, [], [], signed);
  Object.assign(round.state, { meeting: { ...round.state.meeting, testRun: true } });
  const { page, close } = await afterOneBallot(round);
  await tell(page, round, { testRun: false });
  expect(await kept(page)).toBe(left);
  await close();
});

test('an acceptance stays though the server holds it and says that the result is out', async () => {
  const round = signedRound(PEOPLE, 1, []);
  const handedOver: number[] = [];
  const { page, close } = await afterOneBallot(round, async (own) => {
    await own.route('**/api/kiosk/acceptances', async (route) => {
      const { acceptances } = route.request().postDataJSON() as { readonly acceptances: readonly object[] };
      handedOver.push(acceptances.length);
      await route.fulfill({ json: { held: acceptances.length } });
    });
  });
  for (const phase of ['published', 'answered'] as const) await tell(page, round, { phase });
  expect(handedOver).toEqual([1, 1]);
  expect(await kept(page)).toBe(1);
  await page.reload();
  await expect.poll(() => handedOver.slice(2), { timeout: 20_000 }).toEqual([1]);
  expect(await kept(page)).toBe(1);
  await close();
});
