/**
 * O1 of a branch without a committee in a real Chromium (rules §1.2, §1.12): once no seats of a committee are asked for, the page offers
 * nothing that only a committee has, and what is saved has the secretary alone on its ballot.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { button, fill, type Hall, named, openHall, screen } from '../end-to-end/hall.ts';
import { PASSWORD, POLLED } from '../end-to-end/meeting-hall.ts';
import { setUp, tab } from '../end-to-end/organizer.ts';
import { lookAt } from '../end-to-end/views.ts';

let hall: Hall;
let page: Page;
const wide: string[] = [];
const look = async (name: string) => {
  wide.push(...(await lookAt(hall, page, `branch-${name}`)));
};
const choices = () => named(page, 'secretary-mode').locator('input[type=radio]').count();

beforeAll(async () => {
  hall = await openHall();
  page = await hall.device();
  await setUp(page, hall.server.setUpCode as string, PASSWORD);
}, 300_000);
afterAll(() => hall?.close());

describe.sequential('the organizer of a branch of four', () => {
  test('says that there is no committee by its seats, and is offered the direct election alone', async () => {
    await button(page, 'create-empty').click();
    await screen(page, 'O1').waitFor();
    await fill(page, 'title', '中共石湾村支部换届选举党员大会');
    await fill(page, 'organization', '中共石湾村支部');
    await fill(page, 'superior', '中共河口镇委员会');
    await fill(page, 'date', '2026-11-29');
    await fill(page, 'place', '石湾村会议室');
    await fill(page, 'chair', '石长河');
    await fill(page, 'approval', '河委〔2026〕22号');
    await named(page, 'majority-base').locator('input[value=expected]').check();
    await fill(page, 'seats', '3');
    expect(await choices()).toBe(3);
    await fill(page, 'seats', '0');
    await expect.poll(choices, POLLED).toBe(1);
    await named(page, 'secretary-mode').locator('input[type=radio]').check();
    await named(page, 'secretary-mode').getByText('不设委员会：由党员大会直接选举').waitFor();
    expect(await named(page, 'preliminary').locator('input').isDisabled()).toBe(true);
    await fill(page, 'deputies', '1');
    await named(page, 'on-paper').locator('input').check();
    // No card is made for a box of paper, which is opened before everybody, and paper can be filled in wrongly.
    for (const ofKiosks of ['minimum-ballots', 'spare-cards', 'no-invalid-ballots'])
      await named(page, ofKiosks).waitFor({ state: 'detached' });
    await look('O1');
    await button(page, 'save-draft').click();
  });

  test('has the secretary and the deputy on its ballot, nobody of a committee, and rules that speak of none', async () => {
    await tab(page, 'candidates');
    await named(page, 'candidates-副书记').waitFor();
    const cards = page.locator('[data-name^="candidates-"]');
    const posts = await cards.evaluateAll((all) => all.map((card) => card.getAttribute('data-name')));
    expect(posts.filter((name) => name !== 'candidates-file')).toEqual(['candidates-书记', 'candidates-副书记']);
    await look('candidates');
    await tab(page, 'rules');
    await button(page, 'read-election').waitFor();
    await page.getByText('书记、副书记由党员大会选举').first().waitFor();
    await look('rules');
  });

  test('nothing is wider than its screen, and no page complained', () => {
    expect(wide).toEqual([]);
    expect(hall.complaints).toEqual([]);
  });
});
