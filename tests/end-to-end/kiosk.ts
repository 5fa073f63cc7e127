/** A voter before the kiosk. Counts her taps: pointer events that reach the page. */
import type { Page } from 'playwright-core';
import { button, screen } from './hall.ts';

export type Mark = 'approve' | 'disapprove' | 'abstain' | null;

/** A hand scanner that types: keys by their place, with the final Enter. */
export async function scan(page: Page, text: string): Promise<void> {
  await screen(page, 'V0').waitFor();
  await page.evaluate((card) => {
    // Made before the first is sent: a key has the time it was made, and a scanner's keys come without a pause.
    const keys = [...card].map((character) => {
      const shifted: Record<string, string> = { '*': 'Digit8', $: 'Digit4', '~': 'Backquote' };
      const code = /[A-Z]/.test(character)
        ? `Key${character}`
        : /\d/.test(character)
          ? `Digit${character}`
          : (shifted[character] ?? 'Equal');
      return new KeyboardEvent('keydown', {
        code,
        key: character,
        shiftKey: shifted[character] !== undefined,
        bubbles: true,
      });
    });
    keys.push(new KeyboardEvent('keydown', { code: 'Enter', key: 'Enter', bubbles: true }));
    for (const key of keys) window.dispatchEvent(key);
  }, text);
}

export async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    (window as unknown as { taps: number }).taps = 0;
    window.addEventListener('pointerdown', () => {
      (window as unknown as { taps: number }).taps += 1;
    });
  });
  return () => page.evaluate(() => (window as unknown as { taps: number }).taps);
}

/** A second tap on the same spot within 400 ms is taken for the same finger (UX 2), so a deliberate one comes later. */
export const DELIBERATE_MS = 450;

export async function tapNext(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(DELIBERATE_MS);
  await button(page, name).click();
}

/** From V1 to the review page; marks in ballot order over all pages. */
export async function markBallot(page: Page, marks: readonly Mark[]): Promise<void> {
  await screen(page, 'V1').waitFor();
  await page.waitForTimeout(DELIBERATE_MS);
  await page.locator('button[data-kind="primary"]').click();
  await screen(page, 'V2').waitFor();
  let at = 0;
  while (at < marks.length) {
    const rows = page.locator('.mark-row');
    const here = await rows.count();
    for (let row = 0; row < here; row += 1) {
      const mark = marks[at + row] ?? null;
      if (mark !== null) await rows.nth(row).locator(`[data-mark="${mark}"]`).click();
    }
    const isUnmarked = marks.slice(at, at + here).includes(null);
    at += here;
    const title = await page.locator('.voter-aside').innerText();
    await tapNext(page, 'next');
    // Rows without a mark are pointed out once; the second tap goes on.
    if (isUnmarked) await tapNext(page, 'next');
    if (at < marks.length) await page.locator('.voter-aside').filter({ hasNotText: title }).waitFor();
  }
  await screen(page, 'V3').waitFor();
}

/** V3: through the review pages to 投出选票, then the receipt. */
export async function castBallot(page: Page): Promise<void> {
  while ((await button(page, 'cast').count()) === 0) await tapNext(page, 'next');
  await tapNext(page, 'cast');
  await screen(page, 'V4').waitFor();
}

export async function leaveKiosk(page: Page): Promise<void> {
  await tapNext(page, 'done');
  await screen(page, 'V0').waitFor();
}
