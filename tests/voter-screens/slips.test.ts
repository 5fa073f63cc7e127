/** The 查验单 as the kiosk's page prints it (specification §7.3, §7.6): when, what stands on it, and what never does. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ballotCode, formatBallotCode } from '../../crypto/ballot-object.ts';
import { cardCodeOf } from '../../kiosk/screens/verifier/look-up.ts';
import { parseReceipt, type Receipt } from '../../printables/qr/receipt.ts';
import type { KioskState } from '../../server/contract/kiosk.ts';
import type { Slips } from '../../server/contract/organizer.ts';
import { takeVoterPicture } from '../pictures.ts';
import { codesByZbar, pageCount, pageImage, wholeText } from '../prints/tools.ts';
import { useBuiltPages } from './built-pages.ts';
import { gap, measure } from './measures.ts';
import { type SignedRound, signedRound } from './signed-round.ts';
import { MONITOR, openMachine, pxPerMm, type Screen, scan, sendCard, TABLET, tap } from './voting-machine.ts';

const SEVEN = ['王建国', '田大利', '任金山', '李㛃', '陈䶮', '林海燕', '周玥'].map((name) => ({ name, remark: '' }));
const ROUNDING_MM = 0.15;

const pages = useBuiltPages();

/** A kiosk whose printer keeps each slip beside the page, in place of paper. */
async function kioskWith(slips: Slips, screen: Screen, slipPrinter: KioskState['slipPrinter'] = 'browser') {
  const made = signedRound(SEVEN, 5, []);
  const round: SignedRound = { ...made, state: { ...made.state, slips, slipPrinter } };
  const machine = await openMachine(pages.browser, pages.origin, screen, round);
  await machine.page.evaluate(() => {
    Object.assign(window, {
      print: () => {
        const slip = document.querySelector('.slip');
        if (slip !== null) document.body.append(Object.assign(slip.cloneNode(true), { className: 'slip kept' }));
      },
    });
  });
  return { ...machine, round };
}

const kept = (page: Page) => page.locator('.slip.kept').count();

/** What came out of the printer last, on its roll. */
async function paper(page: Page): Promise<Uint8Array> {
  await page.evaluate(() => {
    const slips = [...document.querySelectorAll('.slip.kept')];
    for (const slip of slips.slice(0, -1)) slip.remove();
  });
  return new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
}

async function toReview(page: Page, round: SignedRound, size = 'large'): Promise<void> {
  await scan(page, round.card().qr);
  await tap(page, `[data-size="${size}"]`);
  await tap(page, '[data-name="begin"]');
  while ((await page.locator('[data-screen="V2"]').count()) === 1) {
    for (const row of await page.locator('.mark-row').all()) await row.locator('[data-mark="disapprove"]').tap();
    await tap(page, '[data-name="next"]');
  }
  await page.locator('.receipt-qr').waitFor();
}

/** In either language: English is the longer one. */
async function fits(page: Page, screen: Screen): Promise<void> {
  for (const language of ['en', 'zh'] as const) {
    await page.evaluate(
      (newValue) => window.dispatchEvent(new StorageEvent('storage', { key: 'changpiao.language', newValue })),
      language,
    );
    await fitsAsShown(page, screen);
  }
}

async function fitsAsShown(page: Page, screen: Screen): Promise<void> {
  const { buttons, outside, id } = await measure(page);
  const mm = (px: number) => px / pxPerMm(screen);
  expect(outside, id).toEqual([]);
  expect(buttons.filter(({ kind }) => kind === 'primary').length, id).toBe(1);
  for (const [at, one] of buttons.entries()) {
    expect(mm(one.height), `${id}: ${one.name}`).toBeGreaterThanOrEqual(16 - ROUNDING_MM);
    for (const other of buttons.slice(at + 1))
      expect(mm(gap(one, other)), `${id}: ${one.name}, ${other.name}`).toBeGreaterThanOrEqual(5 - ROUNDING_MM);
  }
}

/** The slip says the receipt and nothing else: no choice, no time, no number, no name. */
async function examine(page: Page, kind: Receipt['kind']): Promise<Receipt> {
  const pdf = await paper(page);
  expect(pageCount(pdf)).toBe(1);
  const [code] = codesByZbar(pageImage(pdf, 1, 203));
  const receipt = parseReceipt(code ?? '');
  if (!receipt.ok) throw new Error(`no receipt on the slip: ${code}`);
  expect(receipt.value.kind).toBe(kind);
  const said = wholeText(pdf);
  expect(said).toContain(formatBallotCode(ballotCode(receipt.value.h)).replaceAll(' ', ''));
  expect(said).toContain(cardCodeOf(receipt.value) ?? 'no card code');
  expect(said).toContain(kind === 'accepted' ? '您的选票已投出' : '尚未投出');
  for (const { name } of SEVEN) expect(said).not.toContain(name);
  expect(said).not.toMatch(/赞成|弃权|另选|\d{1,2}:\d\d|20\d\d|第\d+(张|号)/);
  return receipt.value;
}

test('without a printer nothing is printed and nothing of paper is said', async () => {
  const { page, round, close } = await kioskWith('none', TABLET);
  await toReview(page, round);
  while ((await page.locator('[data-name="cast"]').count()) === 0) await tap(page, '[data-name="next"]');
  await tap(page, '[data-name="cast"]');
  await page.locator('[data-screen="V4"]').waitFor();
  expect(await page.locator('[data-screen="V4"]').innerText()).not.toContain('取走');
  expect(await page.locator('[data-name="print-again"], [data-name="print-slip"]').count()).toBe(0);
  expect(await kept(page)).toBe(0);
  await close();
});

test.each(['standard', 'largest'])(
  'the slip comes after the cast by itself, and the kiosk is free six seconds later, text %s',
  async (size) => {
    const { page, round, close, complaints } = await kioskWith('cast', TABLET);
    await toReview(page, round, size);
    while ((await page.locator('[data-name="cast"]').count()) === 0) await tap(page, '[data-name="next"]');
    expect(await page.locator('[data-name="print-slip"]').count()).toBe(0);
    await tap(page, '[data-name="cast"]');
    await page.locator('[data-screen="V4"]').waitFor();
    await expect.poll(() => kept(page)).toBe(1);
    await fits(page, TABLET);
    const shown = await page.locator('[data-code]').getAttribute('data-code');
    const receipt = await examine(page, 'accepted');
    expect(formatBallotCode(ballotCode(receipt.h))).toBe(shown);
    await page.locator('[data-screen="V0"]').waitFor({ timeout: 12_000 });
    expect(await page.locator('.slip:not(.kept)').count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  },
);

test.each([
  ['a tablet', TABLET],
  ['a monitor', MONITOR],
] as const)(
  'where the committee wants it, nothing is decided before the ballot is on paper, on %s',
  async (_, screen) => {
    const { page, round, close } = await kioskWith('review', screen);
    await toReview(page, round);
    while ((await page.locator('[data-name="print-slip"]').count()) === 0) await tap(page, '[data-name="next"]');
    expect(await page.locator('[data-name="cast"]').count()).toBe(0);
    expect(await page.locator('[data-name="challenge"]').isDisabled()).toBe(true);
    await fits(page, screen);
    await tap(page, '[data-name="print-slip"]');
    await page.locator('[data-name="cast"]').waitFor();
    await fits(page, screen);
    const first = await examine(page, 'pending');

    // What is changed is another ballot: it has to be printed anew.
    await page.locator('.review-row button, [data-name="change"]').first().tap();
    await page.locator('[data-screen="V2"]').waitFor();
    await page.locator('[data-mark="approve"]').first().tap();
    while ((await page.locator('[data-screen="V2"]').count()) === 1) await tap(page, '[data-name="next"]');
    await page.locator('.receipt-qr').waitFor();
    while ((await page.locator('[data-name="print-slip"]').count()) === 0) await tap(page, '[data-name="next"]');
    await tap(page, '[data-name="print-slip"]');
    await page.locator('[data-name="cast"]').waitFor();
    await expect.poll(() => kept(page)).toBe(2);
    const second = await examine(page, 'pending');
    expect(second.h).not.toEqual(first.h);
    await page.waitForTimeout(500);
    await tap(page, '[data-name="cast"]');
    await page.locator('[data-screen="V4"]').waitFor();
    await expect.poll(() => kept(page)).toBe(2);
    expect((await examine(page, 'accepted')).h).toEqual(second.h);
    await close();
  },
);

test.each([
  ['a tablet', 'tablet', TABLET],
  ['a monitor', 'monitor', MONITOR],
] as const)(
  'where the queue takes no slip, the codes to copy by hand are larger and nothing else is lost, on %s',
  async (_, machine, screen) => {
    const codes = async (slipPrinter: KioskState['slipPrinter'], slip: string) => {
      const { page, round, close } = await kioskWith('cast', screen, slipPrinter);
      await page.route('**/api/kiosk/slips', (route) => route.abort());
      await toReview(page, round, 'largest');
      while ((await page.locator('[data-name="cast"]').count()) === 0) await tap(page, '[data-name="next"]');
      await tap(page, '[data-name="cast"]');
      await page.locator(`[data-screen="V4"] [data-slip="${slip}"]`).waitFor();
      await fits(page, screen);
      await takeVoterPicture(page, machine, `done-slip-${slip}`);
      const lines = await page.locator('.receipt-code').evaluateAll((all) =>
        all.map((one) => ({
          size: Number.parseFloat(getComputedStyle(one).fontSize),
          isWhole: one.scrollWidth <= one.clientWidth,
        })),
      );
      expect(lines.map(({ isWhole }) => isWhole)).toEqual([true, true]);
      const { width = 0 } = (await page.locator('.receipt-qr').boundingBox()) ?? {};
      expect(width / pxPerMm(screen)).toBeGreaterThanOrEqual(32);
      await close();
      return Math.min(...lines.map(({ size }) => size));
    };
    expect(await codes('queue', 'failed')).toBeGreaterThan(1.2 * (await codes('browser', 'none')));
  },
);

test('from the stop to the close a card is told its check code again and its slip is printed; no other card begins', async () => {
  const { page, round, close, complaints } = await kioskWith('cast', TABLET);
  const mine = round.card();
  await toReview(page, { ...round, card: () => mine });
  while ((await page.locator('[data-name="cast"]').count()) === 0) await tap(page, '[data-name="next"]');
  await tap(page, '[data-name="cast"]');
  await page.locator('[data-screen="V4"]').waitFor();
  await expect.poll(() => kept(page)).toBe(1);
  const { h } = await examine(page, 'accepted');
  const inPhase = (phase: KioskState['meeting']['phase']) =>
    page.route('**/api/kiosk/state', (route) =>
      route.fulfill({ json: { ...round.state, voting: 'closed', meeting: { ...round.state.meeting, phase } } }),
    );
  await page.route('**/api/kiosk/acceptances', (route) => route.fulfill({ json: { held: 1 } }));
  await inPhase('stopped');
  const waiting = page.locator('[data-screen="waiting"]');
  await waiting.waitFor();
  await fits(page, TABLET);
  await takeVoterPicture(page, 'tablet', 'waiting-stopped');

  // By the scanner alone, and where there is none by what V0 offers.
  await sendCard(page, round.card().qr);
  await page.locator('[data-screen="V0e"] [data-problem="voting-closed"]').waitFor();
  await tap(page, '[data-name="understood"]');
  await waiting.waitFor();
  await tap(page, '[data-name="ask-card"]');
  await page.locator('[data-screen="V0"]').waitFor();
  await tap(page, '[data-name="typed"]');
  await page.locator('[data-screen="typed"]').waitFor();
  await tap(page, '[data-name="back"]');
  await sendCard(page, mine.qr);
  await page.locator('[data-screen="V0e"] [data-problem="cast"]').waitFor();
  await tap(page, '[data-name="receipt-again"]');
  await page.locator('[data-screen="V4"]').waitFor();
  // `examine` left the slip before alone in the tray.
  await expect.poll(() => kept(page)).toBe(2);
  expect((await examine(page, 'accepted')).h).toEqual(h);
  await waiting.waitFor({ timeout: 12_000 });

  await inPhase('closed');
  await page.locator('[data-name="ask-card"]').waitFor({ state: 'detached' });
  await sendCard(page, mine.qr);
  await page.waitForTimeout(1500);
  expect(await waiting.count()).toBe(1);
  expect(complaints).toEqual([]);
  await close();
});
