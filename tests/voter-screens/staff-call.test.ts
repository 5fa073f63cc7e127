/** What the kiosk tells of a voter who waits for staff, for how long, and that it tells nothing else (UX 5, 叫工作人员). */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { IDLE_MS } from '../../kiosk/session/idle.ts';
import { REMIND_MS } from '../../kiosk/session/staff-call.ts';
import type { KioskHealth } from '../../server/contract/organizer.ts';
import type { JobView } from '../../server/contract/printing.ts';
import { takeVoterPicture } from '../pictures.ts';
import { useBuiltPages } from './built-pages.ts';
import { measure } from './measures.ts';
import { type SignedRound, signedRound } from './signed-round.ts';
import { MONITOR, openMachine, type Screen, scan, TABLET, tap } from './voting-machine.ts';

const PEOPLE = ['王建国', '李㛃'].map((name) => ({ name, remark: '' }));
/** Notes of the chime for the staff. */
const NOTES = 3;

const pages = useBuiltPages();

/** A kiosk that hears its own chimes; its clock is the test's. `told`: needs as they reach the server, and all that was sent with them. */
async function kiosk(change: (made: SignedRound) => SignedRound = (made) => made, screen: Screen = TABLET) {
  const round = change(signedRound(PEOPLE, 1, []));
  const state = { ...round.state };
  const told: KioskHealth[] = [];
  const machine = await openMachine(pages.browser, pages.origin, screen, { ...round, state }, async (page) => {
    await page.clock.install();
    await page.addInitScript(() => {
      const heard = { notes: 0, clips: 0 };
      const { createOscillator } = AudioContext.prototype;
      AudioContext.prototype.createOscillator = function note() {
        heard.notes += 1;
        return createOscillator.call(this);
      };
      const { play } = HTMLMediaElement.prototype;
      HTMLMediaElement.prototype.play = function clip() {
        heard.clips += 1;
        return play.call(this);
      };
      Object.assign(window, { heard });
    });
    await page.context().route('**/api/kiosk/health', async (route) => {
      const health = route.request().postDataJSON() as KioskHealth;
      Object.assign(state, { health });
      told.push(health);
      await route.fulfill({ json: { done: true } });
    });
  });
  const { page } = machine;
  const heard = () => page.evaluate(() => (window as unknown as { heard: { notes: number; clips: number } }).heard);
  const notes = async () => (await heard()).notes;
  const clips = async () => (await heard()).clips;
  /** How many notes are heard meanwhile. */
  const heardIn = async (ms: number) => {
    const before = await notes();
    await page.clock.runFor(ms);
    return (await notes()) - before;
  };
  return { ...machine, round, state, told, notes, clips, heardIn };
}

const needs = (told: readonly KioskHealth[]) => () => told.at(-1)?.needs;
const dialog = (page: Page) => page.locator('dialog[open][data-dialog="staff-called"]');
const call = (page: Page) => tap(page, '[data-name="call-staff"]');

test('a call is told, the chime comes again until it is ended, and then it is over', async () => {
  const { page, told, notes, heardIn, complaints, close } = await kiosk();
  await call(page);
  await dialog(page).waitFor();
  await expect.poll(needs(told)).toEqual(['called']);
  expect(await notes()).toBe(NOTES);
  expect(await heardIn(3 * REMIND_MS)).toBe(3 * NOTES);
  await tap(page, '[data-name="end-call"]');
  await expect.poll(needs(told)).toEqual([]);
  expect(await dialog(page).count()).toBe(0);
  expect(await heardIn(3 * REMIND_MS)).toBe(0);
  expect(complaints).toEqual([]);
  await close();
});

/** As the page shows them. */
const settings = (page: Page) =>
  page.evaluate(() => ({
    size: document.querySelector<HTMLElement>('.voter')?.dataset.textSize,
    contrast: document.documentElement.dataset.contrast ?? 'normal',
    language: document.documentElement.lang,
  }));
const USUAL = { size: 'large', contrast: 'normal', language: 'zh-CN' };

test('wherever in her ballot she calls, the same is told: that, and nothing of her; her settings stay hers alone (UX 6.13)', async () => {
  const { page, round, state, told, clips, close } = await kiosk();
  const sent: KioskHealth[] = [];
  const callHere = async () => {
    const before = await settings(page);
    await call(page);
    await expect.poll(needs(told)).toEqual(['called']);
    sent.push(told.at(-1) as KioskHealth);
    await tap(page, '[data-name="end-call"]');
    await expect.poll(needs(told)).toEqual([]);
    expect(await settings(page)).toEqual(before);
  };
  await callHere();
  await scan(page, round.card().qr);
  for (const name of ['language', 'contrast', 'voice']) await tap(page, `[data-name="${name}"]`);
  await tap(page, '[data-size="largest"]');
  const hers = { size: 'largest', contrast: 'high', language: 'en' };
  expect(await settings(page)).toEqual(hers);
  const spoken = await clips();
  expect(spoken).toBeGreaterThan(0);
  await callHere();
  await tap(page, '[data-name="begin"]');
  await page.locator('[data-mark="approve"]').first().tap();
  await page.locator('[data-mark="disapprove"]').nth(1).tap();
  await callHere();
  // The staff hold the voting up for everybody, and let it go on.
  const { meeting, voting } = state;
  Object.assign(state, { voting: 'paused', meeting: { ...meeting, phase: 'paused' } });
  await page.clock.runFor(5000);
  await page.locator('[data-screen="paused"]').waitFor();
  expect(await settings(page)).toEqual(hers);
  Object.assign(state, { voting, meeting });
  await page.clock.runFor(5000);
  await page.locator('[data-screen="V2"]').waitFor();
  expect(await page.locator('.mark[aria-pressed="true"]').count()).toBe(2);
  await tap(page, '[data-name="next"]');
  await page.locator('.receipt-qr').waitFor();
  await callHere();
  await tap(page, '[data-name="cast"]');
  await page.locator('[data-screen="V4"]').waitFor();
  await callHere();
  expect(await settings(page)).toEqual(hers);
  expect(await clips()).toBe(spoken);
  expect(sent).toHaveLength(5);
  for (const one of sent)
    expect(one).toEqual({ scanner: 'keyboard', camera: false, battery: null, box: null, needs: ['called'] });
  await tap(page, '[data-name="done"]');
  await page.locator('[data-screen="V0"]').waitFor();
  expect(await settings(page)).toEqual(USUAL);
  await scan(page, round.card().qr);
  expect(await settings(page)).toEqual(USUAL);
  await expect.poll(clips).toBeGreaterThan(spoken);
  await close();
});

test('it stands while she is asked whether she is still there, and goes when the next voter begins', async () => {
  const { page, round, told, close } = await kiosk();
  await scan(page, round.card().qr);
  await call(page);
  await page.clock.runFor(IDLE_MS);
  await page.locator('[data-screen="V8"]').waitFor();
  expect(await dialog(page).count()).toBe(0);
  expect(needs(told)()).toEqual(['called']);
  await tap(page, '[data-name="stay"]');
  await page.locator('[data-screen="V1"]').waitFor();
  await dialog(page).waitFor();
  // She leaves, her session ends by itself: staff are on their way all the same.
  await page.clock.runFor(IDLE_MS + 60_000);
  await page.locator('[data-screen="V0"]').waitFor();
  await dialog(page).waitFor();
  expect(needs(told)()).toEqual(['called']);
  await scan(page, round.card().qr);
  await expect.poll(needs(told)).toEqual([]);
  expect(await dialog(page).count()).toBe(0);
  await close();
});

test('a fault needs staff as long as it stands, with the chime', async () => {
  const { page, round, told, heardIn, close } = await kiosk((made) => ({
    ...made,
    answers: { ...made.answers, pending: () => ({ signature: 'A'.repeat(86) }) },
  }));
  await scan(page, round.card().qr);
  await tap(page, '[data-name="begin"]');
  await page.locator('[data-mark="approve"]').first().tap();
  await page.locator('[data-mark="disapprove"]').nth(1).tap();
  await tap(page, '[data-name="next"]');
  await page.locator('[data-fault="pending-signature"]').waitFor();
  await expect.poll(needs(told)).toEqual(['fault']);
  expect(await heardIn(2 * REMIND_MS)).toBe(2 * NOTES);
  await tap(page, '[data-name="understood"]');
  await expect.poll(needs(told)).toEqual([]);
  expect(await heardIn(2 * REMIND_MS)).toBe(0);
  await close();
});

test('a slip that did not come out needs staff until one does, however many voters have gone', async () => {
  const { page, round, told, heardIn, close } = await kiosk((made) => ({
    ...made,
    state: { ...made.state, slips: 'cast', slipPrinter: 'queue' },
  }));
  const job: { state: JobView['state'] } = { state: 'failed' };
  await page.context().route('**/api/kiosk/slips**', (route) => route.fulfill({ json: { job: 'one' } }));
  await page.context().route('**/api/kiosk/slips/*', (route) => route.fulfill({ json: { ...job, reasons: [] } }));
  const vote = async () => {
    await scan(page, round.card().qr);
    await tap(page, '[data-name="begin"]');
    await page.locator('[data-mark="approve"]').first().tap();
    await page.locator('[data-mark="disapprove"]').nth(1).tap();
    await tap(page, '[data-name="next"]');
    await page.locator('.receipt-qr').waitFor();
    await tap(page, '[data-name="cast"]');
    await page.locator('[data-screen="V4"]').waitFor();
  };
  await vote();
  await expect.poll(needs(told)).toEqual(['printer']);
  // Her ballot is cast and she may go: nobody has to wait here.
  expect(await heardIn(REMIND_MS)).toBe(0);
  await tap(page, '[data-name="done"]');
  await page.locator('[data-screen="V0"]').waitFor();
  await page.clock.runFor(10_000);
  expect(needs(told)()).toEqual(['printer']);
  job.state = 'completed';
  await vote();
  await expect.poll(needs(told)).toEqual([]);
  await close();
});

test.each([
  ['tablet', TABLET],
  ['monitor', MONITOR],
] as const)('on %s the call fits in every text size', async (name, screen) => {
  const { page, round, close } = await kiosk(undefined, screen);
  await scan(page, round.card().qr);
  for (const size of ['standard', 'large', 'extra-large', 'largest']) {
    await tap(page, `[data-size="${size}"]`);
    await call(page);
    await dialog(page).waitFor();
    const box = await dialog(page).boundingBox();
    expect(box?.height ?? 0).toBeLessThanOrEqual(screen.height);
    expect((await measure(page)).outside, size).toEqual([]);
    const overflow = await dialog(page).evaluate((one) => one.scrollHeight - one.clientHeight);
    expect(overflow, size).toBeLessThanOrEqual(0);
    await takeVoterPicture(page, name, `staff-called-${size}`);
    await tap(page, '[data-name="end-call"]');
  }
  await close();
});
