/** A kiosk gets its millimetres from a bank card (UX 2, 6.7): from the bar the card is held against to the buttons of the ballot. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { voterGeometry } from '../../kiosk/theme/voter-geometry.ts';
import { useBuiltPages } from './built-pages.ts';
import { buttonFaults, measure } from './measures.ts';
import { signedRound } from './signed-round.ts';
import { openMachine, type Screen, scan, sendCard, TABLET, tap } from './voting-machine.ts';

/** ISO/IEC 7810 ID-1. */
const CARD_MM = 85.6;
const NAMES = ['王建国', '李㛃'].map((name) => ({ name, remark: '' }));

const pages = useBuiltPages();

const barPx = async (page: Page) => (await page.locator('.calibration-bar').boundingBox())?.width ?? 0;
const kept = (page: Page) => page.evaluate(() => Number(localStorage.getItem('changpiao.px-per-mm')));

/** A kiosk that nobody has calibrated, and what it tells the server. */
async function uncalibrated(screen: Screen) {
  const round = signedRound(NAMES, 1, []);
  const machine = await openMachine(pages.browser, pages.origin, screen, round);
  const told: { readonly path: string; readonly body: Record<string, number> }[] = [];
  machine.page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() === 'POST') told.push({ path: pathname, body: request.postDataJSON() });
  });
  await machine.page.evaluate(() => localStorage.setItem('changpiao.px-per-mm', ''));
  await machine.page.reload();
  await machine.page.locator('[data-screen="calibration"]').waitFor();
  const toldOf = (path: string) => told.filter((one) => one.path === path).map(({ body }) => body);
  return { ...machine, round, toldOf };
}

test('the bar is moved to the card’s edge: that length is kept, told to the server, and every button has its millimetres', async () => {
  const { page, round, toldOf, complaints, close } = await uncalibrated(TABLET);
  // No card is taken before.
  await sendCard(page, round.card().qr);
  await page.waitForTimeout(600);
  expect(toldOf('/api/kiosk/token')).toEqual([]);
  expect(toldOf('/api/kiosk/calibration')).toEqual([]);

  const start = await barPx(page);
  for (const name of ['longer-coarse', 'longer-coarse', 'longer', 'shorter-coarse'])
    await tap(page, `[data-name="${name}"]`);
  expect(await barPx(page)).toBe(start + 11);
  for (let press = 0; press < 6; press += 1) await tap(page, '[data-name="longer-coarse"]');
  for (let press = 0; press < 3; press += 1) await tap(page, '[data-name="shorter"]');
  const cardPx = await barPx(page);
  expect(cardPx).toBe(start + 68);
  await tap(page, '[data-name="calibrated"]');
  await page.locator('[data-screen="V0"]').waitFor();

  const scale = cardPx / CARD_MM;
  expect(await kept(page)).toBeCloseTo(scale, 3);
  const held: Screen = { ...TABLET, widthMm: TABLET.width / scale, heightMm: TABLET.height / scale };
  const [told, ...again] = toldOf('/api/kiosk/calibration');
  expect(again).toEqual([]);
  expect(Object.keys(told ?? {}).sort()).toEqual(['heightMm', 'pxPerMm', 'widthMm']);
  expect(told?.pxPerMm).toBeCloseTo(scale, 3);
  expect(told?.widthMm).toBeCloseTo(held.widthMm, 1);
  expect(told?.heightMm).toBeCloseTo(held.heightMm, 1);

  const marks = async () => {
    await scan(page, round.card().qr);
    await tap(page, '[data-name="begin"]');
    const measured = await measure(page);
    expect(buttonFaults(measured, held)).toEqual([]);
    return measured.buttons.filter(({ isMark }) => isMark).map(({ width, height }) => [width, height] as const);
  };
  const { markWidthMm, markHeightMm } = voterGeometry(held, 'large');
  expect(markWidthMm).toBeGreaterThanOrEqual(20);
  expect(markHeightMm).toBeGreaterThanOrEqual(18);
  const drawn = await marks();
  expect(drawn).toHaveLength(6);
  for (const [width, height] of drawn) {
    // As the card would measure them.
    expect((width / cardPx) * CARD_MM).toBeCloseTo(markWidthMm, 0);
    expect((height / cardPx) * CARD_MM).toBeCloseTo(markHeightMm, 0);
  }
  // The machine was switched off and on.
  await page.reload();
  await page.locator('[data-screen="V0"]').waitFor();
  expect(await marks()).toEqual(drawn);
  expect(complaints).toEqual([]);
  await close();
});

test('a bar that the page has no room for is kept as long as it is drawn', async () => {
  const { page, toldOf, close } = await uncalibrated({ ...TABLET, width: 560, height: 350 });
  for (let press = 0; press < 3; press += 1) await tap(page, '[data-name="longer-coarse"]');
  const cardPx = await barPx(page);
  expect(cardPx).toBeLessThan(560);
  await tap(page, '[data-name="shorter"]');
  expect(await barPx(page)).toBe(cardPx - 1);
  await tap(page, '[data-name="longer-coarse"]');
  expect(await barPx(page)).toBe(cardPx);
  await tap(page, '[data-name="calibrated"]');
  await expect.poll(() => kept(page)).toBeCloseTo(cardPx / CARD_MM, 3);
  expect(toldOf('/api/kiosk/calibration').map(({ pxPerMm }) => pxPerMm)).toEqual([expect.closeTo(cardPx / CARD_MM, 3)]);
  await close();
});
