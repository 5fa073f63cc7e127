/** A scrutineer's page as its scrutineer uses it. */

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { button, fill, named, screen } from './hall.ts';

/** `look`: before the code is typed, and before the passphrase is. */
export async function enrolScrutineer(
  page: Page,
  code: string,
  passphrase: string,
  look = async (_part: 'enrolment' | 'new-keys'): Promise<void> => undefined,
): Promise<void> {
  await page.goto('/scrutineer/');
  await named(page, 'code').waitFor();
  await look('enrolment');
  await fill(page, 'code', code);
  await button(page, 'pair').click();
  await named(page, 'new-keys').waitFor();
  await look('new-keys');
  await fill(page, 'passphrase', passphrase);
  await fill(page, 'passphrase-again', passphrase);
  await button(page, 'make-keys').click();
  await screen(page, 'draft').waitFor();
}

export async function unlock(
  page: Page,
  passphrase: string,
  look = async (): Promise<void> => undefined,
): Promise<void> {
  await page.reload();
  await named(page, 'unlock').waitFor();
  await look();
  await fill(page, 'passphrase', passphrase);
  await button(page, 'unlock').click();
}

/** K1 to K5 with everybody; returns the digits that all devices showed. `look`: while they stand there. */
export async function keyCeremony(
  pages: readonly Page[],
  look = async (): Promise<void> => undefined,
): Promise<string> {
  for (const page of pages) await button(page, 'begin').click();
  const digits: string[] = [];
  for (const page of pages) digits.push((await named(page, 'digits').innerText()).replace(/\s/g, ''));
  expect(new Set(digits).size).toBe(1);
  expect(digits[0]).toMatch(/^\d{20}$/);
  await look();
  for (const page of pages) await button(page, 'digits-agree').click();
  for (const page of pages) await screen(page, 'cards').waitFor();
  return digits[0] as string;
}

export async function sign(page: Page, entry: 'tokens' | 'round' | 'motion' | 'open' | 'close'): Promise<void> {
  const proposal = named(page, `proposal-${entry}`);
  await button(proposal, 'sign').click();
  await proposal.waitFor({ state: 'detached' });
}

export async function readKiosks(page: Page, kiosks: readonly Page[]): Promise<void> {
  let sum = 0;
  for (const kiosk of kiosks) sum += Number(await named(kiosk, 'acceptances').getAttribute('data-count'));
  await fill(page, 'acceptances', String(sum));
}

export async function scanCard(page: Page, text: string): Promise<void> {
  await fill(page, 'card', text);
  await button(page, 'card-enter').click();
}

/** What each kiosk shows after the stop, added up, goes to the device by hand. `look`: when every check has passed. */
export async function decrypt(
  page: Page,
  kiosks: readonly Page[],
  passphrase: string,
  look = async (): Promise<void> => undefined,
): Promise<void> {
  await readKiosks(page, kiosks);
  await button(page, 'examine').click();
  await button(page, 'decrypt').waitFor();
  await look();
  await fill(page, 'release-passphrase', passphrase);
  await button(page, 'decrypt').click();
}
