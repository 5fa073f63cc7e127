/**
 * A round on paper in a real Chromium (specification §14): the organizer chooses it and enters the numbers of ballots and box,
 * two tellers read the pile at screens of their own, the chief scrutineer settles what they read differently.
 */
import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as organizerApi from '../../server/contract/organizer.ts';
import { signIn } from '../../server/contract/public.ts';
import { enrolDevice, type ScrutineerDevice } from '../../server/rehearsal/scrutineer-device.ts';
import { openSession, type Session } from '../../server/rehearsal/session.ts';
import { checkIn, passMotions, settle, signAll } from '../../server/rehearsal/stages.ts';
import { verifyBallotJob } from '../../tally/verify/ballot-batch.ts';
import { button, fill, type Hall, named, openHall, screen } from '../end-to-end/hall.ts';
import { addOfficial, confirm, enrolmentCode, machineCode, next, setUp, tab } from '../end-to-end/organizer.ts';
import { enrolScrutineer } from '../end-to-end/scrutineer.ts';
import { CANDIDATES, prepareAssembly } from '../rounds/small-village.ts';

const POLLED = { timeout: 20_000 };
const PASSWORD = 'xiaohe-2026-11';
const PASSPHRASE = '小河村的河不宽也不深';
const PRESENT = 13;
const BOX = 3;

const random = (length: number) => new Uint8Array(randomBytes(length));
let hall: Hall;
let organizer: Page;
let chief: Page;
let office: Session;
let meeting: string;
const others: ScrutineerDevice[] = [];
const tellers: Page[] = [];

beforeAll(async () => {
  hall = await openHall();
  organizer = await hall.device();
  await setUp(organizer, hall.server.setUpCode as string, PASSWORD);
  await addOfficial(organizer, 'desk', '唐梅', PASSWORD);
  office = openSession(hall.server.address);
  await office.call(signIn, { body: { role: 'organizer', name: '高玉龙', password: PASSWORD } });
  meeting = await prepareAssembly(office);
  await organizer.goto(`/organizer/#${meeting}`);
  chief = await hall.device({ width: 800, height: 1280 });
  await enrolScrutineer(chief, await enrolmentCode(organizer, 1), PASSPHRASE);
  for (const index of [2, 3]) {
    const code = await enrolmentCode(organizer, index);
    const ballotVerifier = async (job: Parameters<typeof verifyBallotJob>[0]) => verifyBallotJob(job, random);
    others.push(await enrolDevice({ base: hall.server.address, code, random, ballotVerifier }));
  }
  await next(organizer, 'seal');
  await confirm(organizer);
}, 420_000);
afterAll(async () => {
  await hall?.close();
});

/** Typed with the keys that the screen names: 1 ○, 2 ×, 3 blank, 4 unclear. */
async function read(page: Page, number: number, keys: string): Promise<void> {
  await expect.poll(() => named(page, 'ballot-number').innerText(), POLLED).toContain(`第 ${number} 张`);
  for (const key of keys) await page.keyboard.press(key);
  await page.keyboard.press('Enter');
}

const entered = (page: Page) => named(page, 'entered').locator('.counter-value').textContent();

async function numbers(name: string, values: Readonly<Record<string, number>>): Promise<void> {
  for (const [key, value] of Object.entries(values)) await fill(organizer, `${key}-0`, String(value));
  await button(organizer, `send-${name}`).click();
}

describe.sequential('a round on paper', () => {
  test('is chosen with a reason before any key exists, and the ballots are handed out', async () => {
    await tab(organizer, 'hall');
    await fill(organizer, 'paper-reason', '村里没有电');
    await hall.picture(organizer, 'paper-choice');
    await button(organizer, 'choose-paper').click();
    await expect
      .poll(
        async () => (await office.call(organizerApi.organizerMeeting, { params: { meeting } })).proposals.length,
        POLLED,
      )
      .toBe(1);
    await signAll(others);
    const table = openSession(hall.server.address);
    await table.call(signIn, { body: { role: 'desk', name: '唐梅', password: PASSWORD } });
    const run = { base: hall.server.address, meeting, organizer: office, desk: table, random } as Parameters<
      typeof checkIn
    >[0];
    expect(await checkIn(run, PRESENT)).toBe(PRESENT);
    await passMotions(run, others);
    await named(organizer, 'issue').waitFor();
    await numbers('issue', { printed: 15, issued: PRESENT, remaining: 2 });
    await button(organizer, 'stop-paper').click();
    await named(organizer, 'box').waitFor();
    await numbers('box', { voters: BOX, recovered: BOX });
    await named(organizer, 'work-0').waitFor();
    await hall.picture(organizer, 'paper-box');
  });

  test('each teller reads every ballot at a screen of her own; a reload loses none', async () => {
    for (const seat of [1, 2]) {
      const page = await hall.device({ width: 1280, height: 900 });
      await page.goto('/teller/');
      await screen(page, 'pairing').waitFor();
      await fill(page, 'code', await machineCode(organizer, 'teller'));
      await button(page, 'pair').click();
      await button(page, `seat-${seat}`).click();
      await screen(page, 'count').waitFor();
      tellers.push(page);
    }
    const [first, second] = tellers as [Page, Page];
    await hall.picture(first, 'teller-empty');
    await read(first, 1, '1112');
    // Four of three: invalid, as the screen says.
    await read(first, 2, '1111');
    await expect.poll(() => named(first, 'entered-2').innerText(), POLLED).toContain('无效');
    await first.reload();
    await read(first, 3, '1123');
    await named(first, 'complete').waitFor();
    await expect.poll(() => entered(first), POLLED).toBe(String(BOX));
    await hall.picture(first, 'teller-complete');

    await read(second, 1, '1112');
    await named(second, 'entered-1').waitFor();
    // By finger, with somebody written in under the refused one.
    const mark = (row: number, kind: string) => second.locator(`[data-row="${row}"] [data-mark="${kind}"]`).click();
    for (const row of [0, 1, 2, 3]) await mark(row, 'approve');
    await hall.picture(second, 'teller-marks');
    await button(second, 'save-ballot').click();
    await read(second, 3, '1122');
    await named(second, 'complete').waitFor();
    await tab(organizer, 'hall');
    await expect.poll(() => named(organizer, 'work-0').innerText(), POLLED).toContain('待裁定 1 张');
  });

  test('what they read differently waits for the chief scrutineer, who gives a reason', async () => {
    await named(chief, 'settle').waitFor();
    await hall.picture(chief, 'settle');
    expect(await chief.locator('.settle-table tr[data-differs=true]').count()).toBe(1);
    expect(await button(chief, 'settle-ballot').isEnabled()).toBe(false);
    await fill(chief, 'settle-reason', '第四栏是叉');
    // Neither teller is preferred: the row that differs waits to be read from the paper.
    await named(chief, 'untouched').waitFor();
    expect(await button(chief, 'settle-ballot').isEnabled()).toBe(false);
    await chief.locator('[data-row="3"] [data-mark="disapprove"]').click();
    await hall.picture(chief, 'settle-ready');
    await button(chief, 'settle-ballot').click();
    await named(chief, 'settle').waitFor({ state: 'detached' });
  });

  test('the count is proposed when both agree, signed, and published with who was not elected', async () => {
    await button(organizer, 'propose-count').click();
    await named(chief, 'proposal-paper-count').waitFor();
    await hall.picture(chief, 'paper-count-proposal');
    await signAll(others);
    await named(tellers[0] as Page, 'signed').waitFor();
    await next(organizer, 'publish');
    await confirm(organizer);
    await settle(others);
    const { rounds } = await office.call(organizerApi.organizerMeeting, { params: { meeting } });
    const result = rounds[0]?.result;
    expect(result).toMatchObject({ issued: PRESENT, recovered: BOX, valid: 2, invalid: 1 });
    expect(result?.contests[0]?.rows.map(({ approve }) => approve).toSorted()).toEqual([0, 1, 2, 2]);
    expect(CANDIDATES).toHaveLength(4);
    await hall.picture(organizer, 'paper-published');
  });

  test('no page complained, left the hall or locked anybody out', () => {
    expect(hall.complaints).toEqual([]);
  });
});
