/** The check-in desk in a real Chromium (UX 5.2, 6.26): taps, rows in millimetres, and who is refused. Two desks are open at once. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskState } from '../../server/contract/desk.ts';
import { openCheckIn, sealRound } from '../../server/contract/organizer.ts';
import { type SealedElection, sealAt } from '../../server/rehearsal/sample-election.ts';
import { holdCeremony, makeAndSignCards, pairCardStation, signAll } from '../../server/rehearsal/stages.ts';
import { button, fill, type Hall, named, openHall } from '../end-to-end/hall.ts';
import { countTaps, DELIBERATE_MS } from '../end-to-end/kiosk.ts';
import { POLLED } from '../end-to-end/meeting-hall.ts';
import { counter } from '../end-to-end/organizer.ts';
import { DEVICES } from '../pictures.ts';

/** At which a page of an official draws its millimetres: 96 px to the inch. */
const MM_PX = 96 / 25.4;
const ROW_MM = 14;

let hall: Hall;
let election: SealedElection;
const desks: Page[] = [];
beforeAll(async () => {
  hall = await openHall();
  election = await sealAt(hall.server.address, hall.server.setUpCode ?? '', {});
  const { run, devices, meeting } = election;
  await holdCeremony(devices);
  await makeAndSignCards(run, await pairCardStation(run), devices);
  await run.organizer.call(sealRound, { params: { meeting, round: '1' }, body: {} });
  await signAll(devices);
  await run.organizer.call(openCheckIn, { params: { meeting }, body: {} });
  for (const size of [DEVICES['1280x800'], DEVICES.tablet]) {
    const page = await hall.device(size);
    await page.goto('/desk/');
    await fill(page, 'name', run.second.name);
    await fill(page, 'password', run.second.password);
    await button(page, 'sign-in').click();
    await page.locator('.desk-member').first().waitFor();
    desks.push(page);
  }
});
afterAll(() => hall?.close());

const desk = (at: 0 | 1) => desks[at] as Page;
const dialog = (page: Page) => page.locator('dialog[open]');
const rows = (page: Page, right: string, state: string) =>
  page.locator(`.desk-member[data-right="${right}"][data-state="${state}"]`);
const rowOf = (page: Page, label: string) => page.locator(`.desk-member[data-member="${label}"]`);
const labelOf = async (page: Page, right: string) =>
  (await rows(page, right, 'absent').first().getAttribute('data-member')) as string;
const attendance = async () => {
  const { run, meeting } = election;
  return (await run.desk.call(deskState, { params: { meeting } })).attendance;
};
/** The person, and 签到. */
async function checkInByTaps(page: Page, label: string): Promise<void> {
  await rowOf(page, label).click();
  await button(dialog(page), 'check-in').click();
  await named(page, 'draw-card').filter({ hasText: label }).waitFor();
  await expect.poll(() => rowOf(page, label).getAttribute('data-state'), POLLED).toBe('here');
}

test('every row is at least 14 mm high, in either language, with a name, a state and people checked in', async () => {
  await checkInByTaps(desk(0), await labelOf(desk(0), 'votes'));
  await expect.poll(() => rows(desk(1), 'votes', 'here').count(), POLLED).toBe(1);
  for (const [at, page] of desks.entries()) {
    const lowest = async () => {
      const heights = await page
        .locator('.desk-member')
        .evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
      expect(heights.length).toBeGreaterThan(75);
      return Math.min(...heights) / MM_PX;
    };
    for (const language of ['en', 'zh']) {
      expect(await lowest()).toBeGreaterThanOrEqual(ROW_MM);
      await page.waitForTimeout(DELIBERATE_MS);
      await button(page, 'language').click();
      await page.waitForFunction((now) => document.documentElement.lang.startsWith(now), language);
    }
    await hall.picture(page, `desk-${at + 1}`);
  }
});

test('who is seen in the list is checked in by two taps, by the surname’s button by three, and the next one too', async () => {
  const page = desk(0);
  const taps = await countTaps(page);
  for (const before of [0, 2]) {
    await checkInByTaps(page, await labelOf(page, 'votes'));
    expect(await taps()).toBe(before + 2);
  }
  for (const before of [4, 7]) {
    const label = await labelOf(page, 'votes');
    const surname = page
      .locator('.desk-surname[data-surname]')
      .filter({ hasText: label.slice(0, 1) })
      .first();
    const all = await page.locator('.desk-member').count();
    await surname.click();
    await expect.poll(() => page.locator('.desk-member').count()).toBeLessThan(all);
    await checkInByTaps(page, label);
    // The list is whole again for the next.
    await expect.poll(() => page.locator('.desk-member').count()).toBe(all);
    expect(await taps()).toBe(before + 3);
  }
});

test('a person whom the other desk has just checked in is refused in words, and counts once', async () => {
  const before = await attendance();
  const label = await labelOf(desk(0), 'votes');
  for (const page of desks) {
    await rowOf(page, label).click();
    await button(dialog(page), 'check-in').waitFor();
  }
  await button(dialog(desk(0)), 'check-in').click();
  await named(desk(0), 'draw-card').filter({ hasText: label }).waitFor();
  await button(dialog(desk(1)), 'check-in').click();
  await named(desk(1), 'problem')
    .filter({ hasText: `${label}：这位党员已经签到` })
    .waitFor();
  expect(await named(desk(1), 'draw-card').count()).toBe(0);
  await hall.picture(desk(1), 'desk-checked-in-already');
  const { present, cardsHandedOut } = await attendance();
  expect([present, cardsHandedOut]).toEqual([before.present + 1, before.cardsHandedOut + 1]);
  for (const page of desks) await expect.poll(() => counter(page, 'present'), POLLED).toBe(present);
  // Who asks for the person again sees it before any tap, and can only undo it or let the person leave.
  await expect.poll(() => rowOf(desk(1), label).getAttribute('data-state'), POLLED).toBe('here');
  await rowOf(desk(1), label).click();
  await button(dialog(desk(1)), 'undo').waitFor();
  expect(await button(dialog(desk(1)), 'check-in').count()).toBe(0);
  await button(dialog(desk(1)), 'cancel').click();
});

test('who has no vote gets no card, and who is left out is sent to the chair: both are told why', async () => {
  const page = desk(0);
  const before = await attendance();
  const guest = await labelOf(page, 'attends');
  expect(await rowOf(page, guest).innerText()).toContain('列席，无表决权');
  await rowOf(page, guest).click();
  expect(await dialog(page).innerText()).toContain('列席，无表决权');
  await button(dialog(page), 'check-in').click();
  await named(page, 'draw-card').filter({ hasText: '不领投票卡' }).waitFor();
  const after = await attendance();
  expect([after.present, after.cardsHandedOut]).toEqual([before.present, before.cardsHandedOut]);

  const leftOut = await labelOf(page, 'excluded');
  await rowOf(page, leftOut).click();
  await dialog(page).getByText('不计算在应到会人数之内').first().waitFor();
  await dialog(page).getByText('请报告主持人').first().waitFor();
  expect(await button(dialog(page), 'check-in').count()).toBe(0);
  await hall.picture(page, 'desk-left-out');
  await button(dialog(page), 'cancel').click();
});
