/** 演练 · 样票 on every screen of a test run and on none of the meeting it tries (UX 6.34), in a real Chromium, in both languages. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMachine, addOfficial, openCheckIn, scrutineerCode, sealRound } from '../../server/contract/organizer.ts';
import { setUp, signIn } from '../../server/contract/public.ts';
import { startTestRun, wipeTestRun } from '../../server/contract/test-runs.ts';
import { enterHall } from '../../server/rehearsal/meeting-run.ts';
import { openSession, type Session } from '../../server/rehearsal/session.ts';
import { type MeetingRun, makeAndSignCards, signAll } from '../../server/rehearsal/stages.ts';
import { createProofPool } from '../../server/workers/proof-pool.ts';
import { TEST_RUN_STRIPE } from '../../tally/meeting/test-run.ts';
import { button, fill, type Hall, openHall } from '../end-to-end/hall.ts';
import { PASSPHRASE, PASSWORD, POLLED } from '../end-to-end/meeting-hall.ts';
import { enrolScrutineer } from '../end-to-end/scrutineer.ts';
import { random } from '../forms/hall-of-forms.ts';

const MACHINES = ['kiosk', 'card-station', 'screen', 'teller'] as const;

let hall: Hall;
let office: Session;
let real: string;
let tried: string;
beforeAll(async () => {
  hall = await openHall();
  office = openSession(hall.server.address);
  const body = { code: hall.server.setUpCode ?? '', name: '高玉龙', password: PASSWORD, start: 'sample' } as const;
  real = (await office.call(setUp, { body })).meeting ?? '';
  tried = (await office.call(startTestRun, { params: { meeting: real }, body: {} })).id;
});
afterAll(() => hall?.close());

const stripes = (page: Page) => page.locator('[data-name="test-run"]:visible').count();
/** On a page that is there: its stripe says it in both languages, whichever the page speaks. */
async function expectStriped(page: Page, name: string): Promise<void> {
  await expect.poll(() => stripes(page), POLLED).toBeGreaterThan(0);
  const said = await page.locator('[data-name="test-run"]').first().innerText();
  expect(said).toContain(TEST_RUN_STRIPE.zh);
  expect(said).toContain(TEST_RUN_STRIPE.en);
  await hall.picture(page, `test-run-${name}`);
}

async function machineOf(meeting: string, role: (typeof MACHINES)[number]): Promise<Page> {
  const { code } = await office.call(addMachine, { params: { meeting }, body: { role, name: role } });
  const page = await hall.device();
  await page.goto(`/${role}/`);
  await fill(page, 'code', code);
  await button(page, 'pair').click();
  await button(page, 'pair').waitFor({ state: 'detached' });
  return page;
}

async function organizerAt(meeting: string): Promise<Page> {
  const page = await hall.device();
  await page.goto(`/organizer/#${meeting}`);
  await fill(page, 'name', '高玉龙');
  await fill(page, 'password', PASSWORD);
  await button(page, 'sign-in').click();
  await page.locator('[data-tab="machines"]').waitFor();
  return page;
}

test.each(MACHINES)('the page of a %s', async (role) => {
  const page = await machineOf(tried, role);
  await expectStriped(page, role);
  if (role === 'kiosk') {
    await button(page, 'calibrated').click();
    await page.locator('.voter[data-screen]').waitFor();
    await expectStriped(page, 'kiosk-voters');
  }
  const other = await machineOf(real, role);
  await other.waitForTimeout(1500);
  expect(await stripes(other)).toBe(0);
});

test('the device of a scrutineer, from the first moment it knows the meeting', async () => {
  const page = await hall.device({ width: 800, height: 1280 });
  const { code } = await office.call(scrutineerCode, { params: { meeting: tried, index: '1' }, body: {} });
  await enrolScrutineer(page, code, PASSPHRASE);
  await expectStriped(page, 'scrutineer');
});

test('every part of the organizer’s page, and what carries the title in the list', async () => {
  const page = await organizerAt(tried);
  const tabs = await page
    .locator('[data-tab]')
    .evaluateAll((all) => all.map((tab) => (tab as HTMLElement).dataset.tab));
  expect(tabs.length).toBeGreaterThan(5);
  for (const tab of tabs) {
    await page.locator(`[data-tab="${tab}"]`).click();
    await expectStriped(page, `organizer-${tab}`);
  }
  await page.goto('/organizer/');
  await page.locator(`[data-meeting="${tried}"]`).waitFor();
  expect(await page.locator(`[data-meeting="${tried}"]`).innerText()).toContain('【演练】');
  expect(await page.locator(`[data-meeting="${real}"]`).innerText()).not.toContain('演练');
  await hall.picture(page, 'test-run-meeting-list');
  await page.locator(`[data-meeting="${real}"]`).click();
  await page.locator('[data-tab="machines"]').waitFor();
  expect(await stripes(page)).toBe(0);
});

test('the desk, while members check in to another test run', async () => {
  const second = { name: '第二名组织者', password: PASSWORD };
  await office.call(addOfficial, { body: { ...second, role: 'organizer' } });
  await office.call(wipeTestRun, { params: { meeting: tried }, body: { secondOfficial: second } });
  const again = (await office.call(startTestRun, { params: { meeting: real }, body: {} })).id;
  const clerk = { name: '签到员', password: PASSWORD };
  await office.call(addOfficial, { body: { ...clerk, role: 'desk' } });
  const desk = openSession(hall.server.address);
  await desk.call(signIn, { body: { ...clerk, role: 'desk' } });
  const pool = createProofPool();
  const run: MeetingRun = {
    ...{ base: hall.server.address, meeting: again, organizer: office, desk, second: clerk, random },
    ballotVerifier: pool.verifyBallots,
    say: () => {},
  };
  const { devices, station } = await enterHall(run);
  await makeAndSignCards(run, station, devices);
  await office.call(sealRound, { params: { meeting: again, round: '1' }, body: {} });
  await signAll(devices);
  await pool.close();
  await office.call(openCheckIn, { params: { meeting: again }, body: {} });
  const page = await hall.device();
  await page.goto('/desk/');
  await fill(page, 'name', clerk.name);
  await fill(page, 'password', clerk.password);
  await button(page, 'sign-in').click();
  await page.locator('.desk-member').first().waitFor();
  await expectStriped(page, 'desk');
});
