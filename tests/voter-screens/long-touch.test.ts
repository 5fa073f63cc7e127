/** Fingers of old people (UX 2, 1.1): a tap counts however long it lasts, and where the finger trembles, up to 30 px. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useBuiltPages } from './built-pages.ts';
import { signedRound } from './signed-round.ts';
import { openMachine, scan, TABLET, tap } from './voting-machine.ts';

const pages = useBuiltPages();
const PEOPLE = ['王建国', '李㛃'].map((name) => ({ name, remark: '' }));

/** A finger as the screen reports it to the browser, which makes of it what it makes of a real one. */
async function finger(page: Page) {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  return async (selector: string, { heldMs = 30, moved = 0 } = {}) => {
    const box = await page.locator(selector).first().boundingBox();
    if (box === null) throw new Error(`${selector} is not there`);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await send('touchStart', { x, y });
    for (let step = 5; step <= moved; step += 5) await send('touchMove', { x, y: y + step });
    await page.waitForTimeout(heldMs);
    await send('touchEnd');
    await page.waitForTimeout(450);
  };
}

test('a finger that stays or trembles marks once; one that wanders off marks nothing', async () => {
  const round = signedRound(PEOPLE, 1, []);
  const { page, close } = await openMachine(pages.browser, pages.origin, TABLET, round, async () => undefined);
  await scan(page, round.card().qr);
  await tap(page, '[data-name="begin"]');
  const touch = await finger(page);
  const marks = () =>
    page.locator('.mark-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-marked')));
  await touch('[data-mark="approve"]');
  expect(await marks()).toEqual(['approve', 'none']);
  await touch('[data-mark="abstain"]', { heldMs: 2000 });
  expect(await marks()).toEqual(['abstain', 'none']);
  await touch('[data-mark="disapprove"]', { moved: 25 });
  expect(await marks()).toEqual(['disapprove', 'none']);
  await touch('[data-mark="approve"]', { moved: 60, heldMs: 1000 });
  expect(await marks()).toEqual(['disapprove', 'none']);
  await close();
});
