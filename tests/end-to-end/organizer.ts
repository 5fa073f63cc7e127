/** The organizer's page as a person uses it. */
import type { Locator, Page } from 'playwright-core';
import { button, fill, named, screen } from './hall.ts';
import { DELIBERATE_MS } from './kiosk.ts';

export type Village = {
  readonly title: string;
  readonly roster: { readonly name: string; readonly content: Buffer };
  readonly seats: number;
  readonly candidates: readonly string[];
  readonly scrutineers: readonly string[];
};

export async function setUp(page: Page, code: string, password: string): Promise<void> {
  await page.goto('/');
  await screen(page, 'set-up').waitFor();
  await fill(page, 'code', code);
  await fill(page, 'name', '高玉龙');
  await fill(page, 'password', password);
  await fill(page, 'password-again', password);
  await page.locator('input[type=radio][value=empty]').check();
  await button(page, 'set-up').click();
  await page.waitForURL('**/organizer/**');
  await screen(page, 'meetings').waitFor();
}

export async function addOfficial(
  page: Page,
  role: 'desk' | 'township',
  name: string,
  password: string,
): Promise<void> {
  await named(page, 'official-role').locator('select').selectOption(role);
  await fill(page, 'official-name', name);
  await fill(page, 'official-password', password);
  await button(page, 'add-official').click();
  await page.locator('.official-list', { hasText: name }).waitFor();
}

export const tab = (page: Page, name: string) => page.locator(`[data-tab="${name}"]`).click();

/** Presses the one step the page proposes, once it is ready. */
export async function next(page: Page, step: string): Promise<void> {
  await page.locator(`button[data-name="next-${step}"]:enabled`).click();
}

export async function confirm(page: Page): Promise<void> {
  await button(page.locator('dialog[open]'), 'confirm').click();
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
}

/** 截止投票: with the official at the desk, who types the own password, and nobody else. */
export async function stopVoting(
  page: Page,
  second: { readonly name: string; readonly password: string },
): Promise<void> {
  await next(page, 'stop');
  const dialog = page.locator('dialog[open]');
  await fill(dialog, 'second-name', second.name);
  await fill(dialog, 'second-password', second.password);
  await confirm(page);
}

/** O1 to O3 and the scrutineers, everything typed and picked by hand. */
export async function prepare(page: Page, village: Village): Promise<void> {
  await button(page, 'create-empty').click();
  await screen(page, 'O1').waitFor();
  await fill(page, 'title', village.title);
  await fill(page, 'organization', '中共石桥村支部委员会');
  await fill(page, 'superior', '中共青山镇委员会');
  await fill(page, 'date', '2026-11-28');
  await fill(page, 'place', '村委会会议室');
  await fill(page, 'chair', '高玉龙');
  await fill(page, 'approval', '青委〔2026〕31号');
  await named(page, 'majority-base').locator('input[value=expected]').check();
  await fill(page, 'seats', String(village.seats));
  await fill(page, 'spare-cards', '3');
  await button(page, 'save-draft').click();

  await readRules(page);

  await tab(page, 'roll');
  await named(page, 'roll-file')
    .locator('input')
    .setInputFiles({ name: village.roster.name, mimeType: 'text/csv', buffer: village.roster.content });
  await named(page, 'roll-report').waitFor();

  await tab(page, 'candidates');
  for (const name of village.candidates) await pick(page, 'add-candidate', name, `[data-candidate^="${name}"]`);
  await button(page, 'confirm-order').click();
  await page.locator('.confirmed').waitFor();

  await tab(page, 'scrutineers');
  for (const [index, name] of village.scrutineers.entries())
    await pick(page, 'add-scrutineer', name, `[data-scrutineer="${index + 1}"]`);
}

/** O5: every area read and ticked. */
export async function readRules(page: Page): Promise<void> {
  await tab(page, 'rules');
  for (const area of ['election', 'conduct', 'paper']) {
    await button(page, `read-${area}`).waitFor();
    // What a derived meeting took over has been read.
    if (await button(page, `read-${area}`).isEnabled()) await button(page, `read-${area}`).click();
  }
  await page.locator('span[data-name="rules-unread"][data-count="0"]').waitFor();
  await button(page, 'save-rules').click();
}

/** A person from the dialog that opens by this button, of the page or of one card of it. */
export async function pick(page: Page, opener: string, name: string, appears: string, card?: Locator): Promise<void> {
  await button(card ?? page, opener).click();
  const dialog = page.locator('dialog[open]');
  await dialog.locator(`[data-surname="${name[0]}"]`).click();
  // The person may stand where the surname stood.
  await page.waitForTimeout(DELIBERATE_MS);
  await dialog.locator('.picker-person:enabled', { hasText: name }).first().click();
  await (card ?? page).locator(appears).first().waitFor();
}

/** A one-time code as it stands on the organizer's screen. */
export async function enrolmentCode(page: Page, index: number): Promise<string> {
  await tab(page, 'scrutineers');
  return newCode(page, `[data-scrutineer="${index}"]`, () => button(page, `code-${index}`).click());
}

export async function machineCode(page: Page, role: 'kiosk' | 'card-station' | 'screen' | 'teller'): Promise<string> {
  await tab(page, 'machines');
  await named(page, 'machine-role').locator('select').selectOption(role);
  return newCode(page, `[data-machine="${role}"]`, () => button(page, 'add-machine').click());
}

/** The code that was not there before: an earlier one stays on the list until the page hears that it was used. */
async function newCode(page: Page, line: string, ask: () => Promise<void>): Promise<string> {
  const codes = page.locator(`${line} .code-words`);
  const earlier = await codes.evaluateAll((shown) => shown.map((code) => code.getAttribute('data-code')));
  await ask();
  const isNew = earlier.map((code) => `:not([data-code="${code}"])`).join('');
  const code = await page.locator(`${line} .code-words${isNew}`).first().getAttribute('data-code');
  if (code === null) throw new Error('the organizer sees no code');
  return code;
}

export const counter = async (page: Page, name: string): Promise<number> => {
  const text = await named(page, name).first().locator('.counter-value').textContent();
  return Number(text);
};
