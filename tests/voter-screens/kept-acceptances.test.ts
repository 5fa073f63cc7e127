/** What a kiosk keeps of a ballot that was taken, whatever the server says about the meeting afterwards (specification §7.10, §8.2 d, §3.9). */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { KioskState } from '../../server/contract/kiosk.ts';
import { shortHash } from '../../tally/record/short-hash.ts';
import { barriers, lossesWhenZoomed, takePicture } from '../pictures.ts';
import { useBuiltPages } from './built-pages.ts';
import { measure } from './measures.ts';
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

async function castOne(page: Page, round: SignedRound): Promise<void> {
  await scan(page, round.card().qr);
  await tap(page, '[data-name="begin"]');
  await page.locator('[data-mark="approve"]').first().tap();
  await page.locator('[data-mark="disapprove"]').nth(1).tap();
  await tap(page, '[data-name="next"]');
  await page.locator('.receipt-qr').waitFor();
  await tap(page, '[data-name="cast"]');
}

/** A kiosk on which one ballot was cast. */
async function afterOneBallot(round: SignedRound, prepare?: (page: Page) => Promise<void>) {
  const machine = await openMachine(pages.browser, pages.origin, TABLET, round, prepare);
  const { page } = machine;
  await castOne(page, round);
  await page.locator('[data-screen="V4"]').waitFor();
  expect(await kept(page)).toBe(1);
  return machine;
}

/** Notes the rounds and how many acceptances are handed over for each, as often as it is done. */
const handOver = (into: (readonly [ctx: string, count: number])[]) => async (page: Page) => {
  await page.context().route('**/api/kiosk/acceptances', async (route) => {
    const { acceptances } = route.request().postDataJSON() as { readonly acceptances: readonly { ctx: string }[] };
    into.push([acceptances[0]?.ctx ?? '', acceptances.length]);
    await route.fulfill({ json: { held: acceptances.length } });
  });
};

const shown = (page: Page, name: string) => page.locator(`[data-name="${name}"]`).getAttribute('data-count');

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

test('a meeting put in the place of the one it was paired for is refused after the stop, and its acceptances stay', async () => {
  const round = signedRound(PEOPLE, 1, []);
  const genuine = { ...round.state };
  const madeUp = signedRound(PEOPLE, 1, []);
  expect(madeUp.state.meetingEntry?.id).toBe(genuine.meetingEntry?.id);
  const handedOver: (readonly [string, number])[] = [];
  const { page, close } = await afterOneBallot(round, handOver(handedOver));
  await tap(page, '[data-name="done"]');

  Object.assign(round.state, madeUp.state);
  await tell(page, round, { phase: 'stopped' });
  const refused = page.locator('[data-screen="meeting-replaced"]');
  await refused.waitFor();
  await takePicture(page, 'kiosk-meeting-replaced');
  expect([...(await barriers(page)), ...(await lossesWhenZoomed(page))]).toEqual([]);
  expect(await page.locator('[data-name="acceptances"]').count()).toBe(0);
  await page.reload();
  await refused.waitFor();
  await page.waitForTimeout(SEEN_MS);
  // Of the round it has voted in, and of no other, not even that it has none.
  expect(handedOver.filter(([ctx]) => ctx !== round.ctx)).toEqual([]);

  Object.assign(round.state, genuine);
  await tell(page, round, { phase: 'stopped' });
  await page.locator('[data-name="acceptances"]').waitFor();
  expect(await shown(page, 'acceptances')).toBe('1');
  await expect.poll(() => handedOver.at(-1)).toEqual([round.ctx, 1]);

  // Only an official with a new code lets another meeting in; what was kept is kept.
  Object.assign(round.state, madeUp.state);
  await tell(page, round, { phase: 'stopped' });
  await refused.waitFor();
  await page
    .context()
    .route('**/api/pair', (route) => route.fulfill({ json: { role: 'kiosk', meeting: 'village001', name: '1号机' } }));
  await page.locator('[data-name="code"] input').fill('ABCD-EFGH');
  await tap(page, '[data-name="pair"]');
  await page.locator('[data-name="acceptances"]').waitFor();
  expect(await shown(page, 'acceptances')).toBe('0');
  expect(await kept(page)).toBe(1);
  await close();
});

test('after the stop a kiosk shows the code of the round, its acceptances and the casts that nobody confirmed', async () => {
  const round = signedRound(PEOPLE, 1, []);
  const { page, close } = await afterOneBallot(round, handOver([]));
  await tap(page, '[data-name="done"]');
  await page.route('**/api/kiosk/cast', (route) =>
    route.fulfill({ status: 409, json: { code: 'voting-closed', zh: '', en: '' } }),
  );
  await castOne(page, round);
  await tap(page, '[data-screen="V0e"] [data-name="understood"]');
  await tell(page, round, { phase: 'stopped' });
  await page.locator('[data-name="acceptances"]').waitFor();
  expect([await shown(page, 'acceptances'), await shown(page, 'unconfirmed')]).toEqual(['1', '1']);
  const code = shortHash(decodeBase64url(round.ctx, 32)).join(' ');
  expect(await page.locator('.waiting-round').innerText()).toContain(code);
  const { outside } = await measure(page);
  expect(outside).toEqual([]);
  await takePicture(page, 'kiosk-unconfirmed');
  await close();
});
