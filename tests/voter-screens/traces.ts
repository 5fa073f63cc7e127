/** What a session may leave on the machine: nothing (UX 6.16). */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Of a page at V0: no name of the ballot, no card and no mark stands in it, in its storage, its address or its history. */
export async function expectNoTrace(
  page: Page,
  origin: string,
  secrets: readonly string[],
  card: { readonly qr: string; readonly typed: string },
): Promise<void> {
  const left = await page.evaluate(async () => ({
    html: document.documentElement.outerHTML,
    stored: JSON.stringify([...Object.entries(localStorage)]),
    address: location.href,
    state: JSON.stringify(history.state),
    other: [sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length],
  }));
  for (const secret of [...secrets, card.qr, card.typed, '赞成'])
    for (const place of [left.html, left.stored, left.state]) expect(place).not.toContain(secret);
  expect(left.stored).not.toContain('mark');
  expect(left.address).toBe(`${origin}/kiosk/`);
  expect(left.other).toEqual([0, 0, 0]);
}
