/**
 * Any meeting of one round played on the pages alone, whatever it votes on: its scrutineers enrol, cards are printed and read, people
 * check in, the kiosk is opened and closed, and the scrutineers open the count.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { makeCards } from './card-station.ts';
import { asksBeforeClosing, button, fill, type Hall, named, screen } from './hall.ts';
import { confirm, counter, enrolmentCode, machineCode, next, stopVoting, tab } from './organizer.ts';
import { decrypt, enrolScrutineer, keyCeremony, scanCard, sign } from './scrutineer.ts';

/** Pages poll the server once a second. */
export const POLLED = { timeout: 20_000 };
export const PASSWORD = 'shiqiao-2026';
export const PASSPHRASE = '石桥村的石桥很旧了';
/** Printed beyond one for everybody who may vote. */
const SPARE_CARDS = 2;

export type HeldMeeting = {
  readonly kind: 'plenary' | 'recommendation' | 'appraisal';
  readonly people: readonly string[];
  readonly scrutineers: readonly string[];
};

export type OpenHall<M extends HeldMeeting = HeldMeeting> = {
  readonly meeting: M;
  readonly scrutineers: readonly Page[];
  readonly desk: Page;
  readonly kiosk: Page;
  readonly wall: Page;
  readonly cards: readonly string[];
};

async function paired(
  hall: Hall,
  organizer: Page,
  role: 'kiosk' | 'card-station' | 'screen',
  path: string,
  size?: Size,
) {
  const page = await hall.device(size);
  await page.goto(path);
  await fill(page, 'code', await machineCode(organizer, role));
  await button(page, 'pair').click();
  return page;
}

type Size = { readonly width: number; readonly height: number };

/** From the enrolment to the sealed round, with an open desk and nobody in the hall yet. */
export async function sealMeeting<M extends HeldMeeting>(
  hall: Hall,
  organizer: Page,
  meeting: M,
): Promise<OpenHall<M>> {
  const scrutineers: Page[] = [];
  for (const index of meeting.scrutineers.keys()) {
    const page = await hall.device({ width: 800, height: 1280 });
    await enrolScrutineer(page, await enrolmentCode(organizer, index + 1), PASSPHRASE);
    scrutineers.push(page);
  }
  await next(organizer, 'seal');
  await confirm(organizer);
  await keyCeremony(scrutineers);
  const station = await paired(hall, organizer, 'card-station', '/card-station/');
  const cards = await makeCards(hall, station, `${meeting.kind}-card-station`);
  expect(cards).toHaveLength(meeting.people.length + SPARE_CARDS);
  await scanCard(scrutineers[0] as Page, cards[0] as string);
  await named(scrutineers[0] as Page, 'audit')
    .locator('.scanned-cards [data-good="true"]')
    .waitFor();
  for (const page of scrutineers) await sign(page, 'tokens');
  await named(station, 'wiped').waitFor();
  expect(await asksBeforeClosing(station)).toBe(false);
  await next(organizer, 'seal-round');
  await named(scrutineers[0] as Page, 'proposal-round').waitFor();
  await hall.photograph(scrutineers[0] as Page, `${meeting.kind}-scrutineer-round`);
  for (const page of scrutineers) await sign(page, 'round');

  await next(organizer, 'open-check-in');
  const desk = await hall.device();
  await desk.goto('/desk/');
  await fill(desk, 'name', '唐梅');
  await fill(desk, 'password', PASSWORD);
  await button(desk, 'sign-in').click();
  // An earlier meeting of this hall is listed beside the one that is open for check-in.
  const open = desk.locator('.desk-meetings button', { hasText: '签到' });
  await open.or(desk.locator('.desk-member')).first().waitFor();
  if ((await open.count()) > 0) await open.click();
  const kiosk = await paired(hall, organizer, 'kiosk', '/kiosk/');
  await button(kiosk, 'calibrated').click();
  const wall = await paired(hall, organizer, 'screen', '/screen/', { width: 1920, height: 1080 });
  return { meeting, scrutineers, desk, kiosk, wall, cards };
}

export async function checkIn({ desk }: OpenHall, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await fill(desk, 'search', name);
    await desk.locator('.desk-member[data-state="absent"]', { hasText: name }).first().click();
    await button(desk.locator('dialog[open]'), 'check-in').click();
    await named(desk, 'draw-card').filter({ hasText: name }).waitFor();
  }
}

export async function openVoting(hall: Hall, organizer: Page, open: OpenHall): Promise<void> {
  await next(organizer, 'open-round');
  await fill(organizer, 'cards-in-box', String(open.cards.length - 1));
  await fill(organizer, 'cards-audited', '1');
  await confirm(organizer);
  await named(open.scrutineers[0] as Page, 'proposal-open').waitFor();
  await hall.photograph(open.scrutineers[0] as Page, `${open.meeting.kind}-scrutineer-open`);
  for (const page of open.scrutineers.slice(0, 2)) await sign(page, 'open');
  await screen(open.kiosk, 'V0').waitFor();
}

/** The cards nobody used are voided, the hand counts typed, the round closed. `received`: how many drew a card. */
export async function closeRound(
  hall: Hall,
  organizer: Page,
  open: OpenHall,
  { received, cast }: { readonly received: number; readonly cast: number },
): Promise<void> {
  await stopVoting(organizer, { name: '唐梅', password: PASSWORD });
  const page = open.scrutineers[0] as Page;
  await named(page, 'voiding').waitFor();
  await named(page, 'action').locator('input[value="void-returned"]').check();
  const returned = open.cards.slice(1 + cast, 1 + received);
  for (const card of returned) await scanCard(page, card);
  if (returned.length > 0) await expect.poll(() => counter(page, 'returned'), POLLED).toBe(returned.length);
  await named(page, 'action').locator('input[value="void-unissued"]').check();
  const unissued = [open.cards[0] as string, ...open.cards.slice(1 + received)];
  for (const card of unissued) await scanCard(page, card);
  await expect.poll(() => counter(page, 'unissued'), POLLED).toBe(unissued.length);
  await next(organizer, 'close');
  await fill(organizer, 'received', String(received));
  await named(organizer, 'live-accounting').and(organizer.locator('[data-holds="true"]')).waitFor();
  await hall.photograph(organizer, `${open.meeting.kind}-organizer-close`);
  await confirm(organizer);
  for (const one of open.scrutineers.slice(0, 2)) await sign(one, 'close');
}

/** Two open the count, all attest it, the organizer publishes it. */
export async function countAndPublish(
  hall: Hall,
  organizer: Page,
  { scrutineers, meeting, kiosk }: OpenHall,
): Promise<void> {
  await named(kiosk, 'acceptances').waitFor();
  await hall.photograph(kiosk, `${meeting.kind}-kiosk-stopped`);
  await named(scrutineers[1] as Page, 'acceptances').waitFor();
  await hall.photograph(scrutineers[1] as Page, `${meeting.kind}-scrutineer-count`);
  for (const page of scrutineers.slice(1)) await decrypt(page, [kiosk], PASSPHRASE);
  for (const page of scrutineers) {
    await button(page, 'verify-result').click();
    await button(page, 'attest').waitFor();
    if (page === scrutineers[0]) await hall.photograph(page, `${meeting.kind}-scrutineer-attest`);
    await button(page, 'attest').click();
  }
  await next(organizer, 'publish');
  await confirm(organizer);
  await tab(organizer, 'hall');
  await named(organizer, 'result-1').waitFor();
}
