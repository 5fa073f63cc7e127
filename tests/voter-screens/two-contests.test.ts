/** A ballot of two contests, as the first plenary votes on 书记 and 副书记: every page shows and marks its own persons. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { ElectionContest } from '../../tally/record/contest.ts';
import { useBuiltPages } from './built-pages.ts';
import { signedRound } from './signed-round.ts';
import { openMachine, scan, TABLET, tap } from './voting-machine.ts';

const person = (name: string) => ({ name, remark: '' });
const DEPUTY: ElectionContest = {
  kind: 'election',
  category: 'secretary',
  post: '副书记',
  title: { zh: '副书记选举', en: 'Election of the deputy secretary' },
  seats: 1,
  candidates: [person('李㛃'), person('陈䶮')],
  writeIns: [],
};

const pages = useBuiltPages();

const shown = async (page: Page) => ({
  title: (await page.locator('h1').first().innerText()).split('\n')[0],
  names: await page.locator('.mark-row-name').allInnerTexts(),
  marked: await page.locator('.mark-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-marked'))),
});
const mark = async (page: Page, row: number, kind: string) => {
  const line = page.locator('.mark-row').nth(row);
  await line.locator(`[data-mark="${kind}"]`).tap();
  await expect.poll(() => line.getAttribute('data-marked')).toBe(kind);
};

test('the second contest has its own candidates, its own marks and its own rows in the review (UX V2, V3)', async () => {
  const round = signedRound([person('王建国')], 1, [], [DEPUTY]);
  const { page, complaints, close } = await openMachine(pages.browser, pages.origin, TABLET, round);
  await scan(page, round.card().qr);
  await tap(page, '[data-name="begin"]');
  expect(await shown(page)).toMatchObject({ names: ['王建国'], marked: ['none'] });
  await mark(page, 0, 'approve');
  await tap(page, '[data-name="next"]');

  const second = await shown(page);
  expect(second).toMatchObject({ names: ['李㛃', '陈䶮'], marked: ['none', 'none'] });
  expect(second.title).toContain('副书记');
  await mark(page, 0, 'disapprove');
  await mark(page, 1, 'approve');
  expect((await shown(page)).marked).toEqual(['disapprove', 'approve']);
  await tap(page, '[data-name="back"]');
  expect(await shown(page)).toMatchObject({ names: ['王建国'], marked: ['approve'] });
  await tap(page, '[data-name="next"]');
  await tap(page, '[data-name="next"]');

  await page.locator('[data-screen="V3"]').waitFor();
  const rows = page.locator('.review-row');
  expect(await rows.locator('.review-name').allInnerTexts()).toEqual(['王建国', '李㛃', '陈䶮']);
  expect(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-marked')))).toEqual([
    'approve',
    'disapprove',
    'approve',
  ]);
  expect(complaints).toEqual([]);
  await close();
}, 120_000);
