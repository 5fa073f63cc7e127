/**
 * A kiosk that loses its power at any screen: it comes back to V0 without a trace, and the card tells the truth (UX 5.3, 6.17). What the server
 * has acknowledged stands, whether or not its answer arrived; with any other card the voter votes as if nothing had been.
 */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useBuiltPages } from './built-pages.ts';
import { type SignedRound, signedRound } from './signed-round.ts';
import { expectNoTrace } from './traces.ts';
import { openMachine, scan, sendCard, TABLET, tap } from './voting-machine.ts';

const pages = useBuiltPages();

const NAMES = ['王建国', '李㛃'];
const person = (name: string) => ({ name, remark: '' });
const TOLD = { timeout: 15_000 };
const CODE = /^[0-9A-Z]{4}( [0-9A-Z]{4}){3}$/;

type Way = (page: Page, round: SignedRound) => Promise<unknown>;

/** Ways to each screen, from V1 on. */
const toMarks: Way = async (page) => {
  await tap(page, '[data-name="begin"]');
  await page.locator('[data-mark="approve"]').first().tap();
};
const toReview: Way = async (page, round) => {
  await toMarks(page, round);
  await page.locator('[data-mark="abstain"]').nth(1).tap();
  await tap(page, '[data-name="next"]');
  await page.locator('.receipt-qr').waitFor();
};
const toCast: Way = async (page, round) => {
  await toReview(page, round);
  await tap(page, '[data-name="cast"]');
};
const toChallenge: Way = async (page, round) => {
  await toReview(page, round);
  await tap(page, '[data-name="challenge"]');
};
/** The network is gone: nothing that is asked arrives. */
const cutOff =
  (before: Way): Way =>
  async (page, round) => {
    await before(page, round);
    await page.route('**/api/**', (route) => route.abort());
  };
const idle =
  (before: Way): Way =>
  async (page, round) => {
    await before(page, round);
    await page.clock.fastForward('05:05');
  };
/** The last tap sends a request that hangs: it never came to the server, or the server did what it asks and its answer is under way. */
const underWay =
  (before: Way, name: 'cast' | 'open', arrives: boolean): Way =>
  async (page, round) => {
    await before(page, round);
    const path = name === 'cast' ? 'cast' : 'challenge';
    const sent = new Promise<void>((resolve) => {
      void page.route(`**/api/kiosk/${path}`, (route) => {
        if (arrives) round.answers[path](route.request().postDataJSON());
        resolve();
      });
    });
    await tap(page, `[data-name="${name}"]`);
    await sent;
  };

type Card = 'free' | 'cast' | 'challenged';
const CUT_OFF: readonly (readonly [at: string, screen: string, way: Way, card: Card])[] = [
  ['V1', 'V1', async () => undefined, 'free'],
  ['V2', 'V2', toMarks, 'free'],
  [
    'V5',
    'V5',
    async (page) => {
      await tap(page, '[data-name="begin"]');
      await page.locator('[data-mark="disapprove"]').first().tap();
      await tap(page, '[data-name="write-in"]');
    },
    'free',
  ],
  ['V3', 'V3', toReview, 'free'],
  ['V3, a cast that never arrived', 'V3', underWay(toReview, 'cast', false), 'free'],
  ['V3, a cast whose answer is under way', 'V3', underWay(toReview, 'cast', true), 'cast'],
  ['V6', 'V6', toChallenge, 'free'],
  ['V6, a challenge that never arrived', 'V6', underWay(toChallenge, 'open', false), 'free'],
  ['V6, a challenge whose answer is under way', 'V6', underWay(toChallenge, 'open', true), 'challenged'],
  [
    'V6, the ballot opened',
    'V6-opened',
    async (page, round) => {
      await toChallenge(page, round);
      await tap(page, '[data-name="open"]');
    },
    'challenged',
  ],
  ['V8 while marking', 'V8', idle(toMarks), 'free'],
  ['V8 at the review', 'V8', idle(toReview), 'free'],
  ['V9 while marking', 'V9', cutOff(toMarks), 'free'],
  ['V9 at the review', 'V9', cutOff(toReview), 'free'],
  ['V4', 'V4', toCast, 'cast'],
];

test.each(CUT_OFF)('cut off at %s', async (_, screen, way, card) => {
  const round = signedRound(NAMES.map(person), 1, [person('王小满')]);
  const { page, close } = await openMachine(pages.browser, pages.origin, TABLET, round, (opened) =>
    opened.clock.install(),
  );
  const mine = round.card();
  await scan(page, mine.qr);
  await way(page, round);
  await page.locator(`[data-screen="${screen}"]`).waitFor(TOLD);
  const code = card === 'cast' ? await page.locator('[data-code]').getAttribute('data-code') : null;
  // A new page of the same computer: what the browser stored is there, what stood in its memory is not.
  const context = page.context();
  await page.close({ runBeforeUnload: false });
  const restarted = await context.newPage();
  restarted.setDefaultTimeout(30_000);
  await restarted.goto(`${pages.origin}/kiosk/`);
  await restarted.locator('[data-screen="V0"]').waitFor();
  await expectNoTrace(restarted, pages.origin, NAMES, mine);
  if (card === 'free') {
    await scan(restarted, mine.qr);
    expect(await restarted.locator('[aria-pressed="true"].mark').count()).toBe(0);
    await toCast(restarted, round);
    await restarted.locator('[data-screen="V4"]').waitFor();
  } else {
    await sendCard(restarted, mine.qr);
    await restarted.locator(`[data-screen="V0e"] [data-problem="${card}"]`).waitFor();
  }
  if (card === 'cast') {
    // The ballot that was reviewed is the one that stands.
    expect(code).toMatch(CODE);
    await tap(restarted, '[data-name="receipt-again"]');
    await restarted.locator(`[data-screen="V4"] [data-code="${code}"]`).waitFor();
  }
  await close();
});

test('idled out at the review, nothing is left of marks and card, and the card is free (UX 6.16)', async () => {
  const round = signedRound(NAMES.map(person), 1, [person('王小满')]);
  const { page, close } = await openMachine(pages.browser, pages.origin, TABLET, round, (opened) =>
    opened.clock.install(),
  );
  const history = () => page.evaluate(() => window.history.length);
  const before = await history();
  const mine = round.card();
  await scan(page, mine.qr);
  await toReview(page, round);
  const code = (await page.locator('[data-code]').first().getAttribute('data-code')) as string;
  expect(code).toMatch(CODE);
  await page.clock.fastForward('05:05');
  await page.locator('[data-screen="V8"]').waitFor(TOLD);
  await page.clock.runFor(46_000);
  await page.locator('[data-screen="V0"]').waitFor(TOLD);
  await expectNoTrace(page, pages.origin, [...NAMES, code], mine);
  expect(await history()).toBe(before);
  await scan(page, mine.qr);
  await tap(page, '[data-name="begin"]');
  expect(await page.locator('.mark[aria-pressed="true"]').count()).toBe(0);
  await close();
});
