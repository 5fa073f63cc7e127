/** What a voter is told when the network goes, or voting ends, while her ballot is on its way (UX 5.3, 6.17 to 6.19). */
import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import type { KioskState } from '../../server/contract/kiosk.ts';
import { useBuiltPages } from './built-pages.ts';
import { type SignedRound, signedRound } from './signed-round.ts';
import { openMachine, scan, TABLET, tap } from './voting-machine.ts';

/** Pages ask once a second; a voter whose question hangs is told within ten. */
const TOLD = { timeout: 15_000 };

const pages = useBuiltPages();

async function atReview(round: SignedRound): Promise<{ readonly page: Page; readonly close: () => Promise<void> }> {
  const { page, close } = await openMachine(pages.browser, pages.origin, TABLET, round);
  await scan(page, round.card().qr);
  await tap(page, '[data-name="begin"]');
  await page.locator('[data-mark="approve"]').first().tap();
  await page.locator('[data-mark="disapprove"]').nth(1).tap();
  await tap(page, '[data-name="next"]');
  await page.locator('.receipt-qr').waitFor();
  return { page, close };
}

const election = () =>
  signedRound(
    ['王建国', '李㛃'].map((name) => ({ name, remark: '' })),
    1,
    [],
  );

/** From now on the state is this one. */
async function become(page: Page, round: SignedRound, change: Partial<KioskState>): Promise<void> {
  await page.route('**/api/kiosk/state', (route) => route.fulfill({ json: { ...round.state, ...change } }));
}
const stopped = (round: SignedRound): Partial<KioskState> => ({
  voting: 'closed',
  meeting: { ...round.state.meeting, phase: 'stopped' },
});

test('a ballot sent before the end is waited for, and its acceptance is handed over until the server holds it', async () => {
  const round = election();
  const { page, close } = await atReview(round);
  /** Cards of each time that something was handed over. */
  const handedOver: (readonly string[])[] = [];
  await page.route('**/api/kiosk/acceptances', async (route) => {
    const { acceptances } = route.request().postDataJSON() as {
      readonly acceptances: readonly { readonly T: string }[];
    };
    if (acceptances.length > 0) handedOver.push(acceptances.map(({ T }) => T));
    if (handedOver.length === 1) await route.fulfill({ status: 500 });
    else await route.fulfill({ json: { held: acceptances.length } });
  });
  let arrived: (route: Route) => void = () => undefined;
  const onItsWay = new Promise<Route>((resolve) => {
    arrived = resolve;
  });
  await page.route('**/api/kiosk/cast', (route) => arrived(route));
  await tap(page, '[data-name="cast"]');
  const sent = await onItsWay;
  await become(page, round, stopped(round));
  await page.waitForTimeout(2500);
  expect(await page.locator('[data-screen="V3"]').count()).toBe(1);
  await sent.fulfill({ json: round.answers.cast(sent.request().postDataJSON()) });
  await page.locator('[data-screen="V4"]').waitFor(TOLD);
  const { T } = sent.request().postDataJSON();
  await expect.poll(() => handedOver, TOLD).toEqual([[T], [T]]);
  await page.waitForTimeout(2500);
  expect(handedOver).toHaveLength(2);
  await close();
});

test('a session that has sent nothing ends with the voting', async () => {
  const round = election();
  const { page, close } = await atReview(round);
  await page.route('**/api/kiosk/acceptances', (route) => route.fulfill({ json: { held: 0 } }));
  await become(page, round, stopped(round));
  await page.locator('[data-screen="waiting"]').waitFor(TOLD);
  expect(await page.locator('body').innerText()).not.toContain('王建国');
  await close();
});

test('a question that gets no answer is given up after some seconds, asked again, and answered for', async () => {
  const round = election();
  const { page, close } = await atReview(round);
  let asked = 0;
  await page.route('**/api/kiosk/cast', async (route) => {
    asked += 1;
    if (asked > 1) await route.fulfill({ json: round.answers.cast(route.request().postDataJSON()) });
  });
  await tap(page, '[data-name="cast"]');
  await page.locator('[data-screen="V9"]').waitFor(TOLD);
  expect(await page.locator('[data-screen="V9"]').innerText()).toContain('请不要离开');
  await page.locator('[data-screen="V4"]').waitFor(TOLD);
  expect(asked).toBe(2);
  await close();
});

test('who must keep her card reads so to the end, whatever the meeting does', async () => {
  const round = election();
  const { page, close } = await atReview(round);
  let asked = 0;
  await page.route('**/api/kiosk/cast', async (route) => {
    asked += 1;
    if (asked === 1) await route.abort();
    else await route.fulfill({ status: 401, json: { code: 'not-signed-in' } });
  });
  await tap(page, '[data-name="cast"]');
  await page.locator('[data-screen="V9-kept"]').waitFor(TOLD);
  await become(page, round, { voting: 'paused' });
  await page.waitForTimeout(2500);
  expect(await page.locator('[data-screen="V9-kept"]').innerText()).toContain('再扫这张卡');
  await tap(page, '[data-name="understood"]');
  await page.locator('[data-screen="paused"]').waitFor();
  await close();
});

test('while nobody votes, a server that is gone is said at once: no card is asked for', async () => {
  const round = election();
  const { page, close } = await openMachine(pages.browser, pages.origin, TABLET, round);
  await page.route('**/api/kiosk/state', (route) => route.abort());
  await page.locator('[data-screen="V9"]').waitFor(TOLD);
  expect(await page.locator('[data-screen="V9"]').innerText()).not.toContain('您的选择');
  await page.unroute('**/api/kiosk/state');
  await page.locator('[data-screen="V0"]').waitFor(TOLD);
  await close();
});
