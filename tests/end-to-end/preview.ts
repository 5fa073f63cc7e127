/** O4 as the organizer uses it: the kiosk's screens in their frame. */
import type { Frame, Page } from 'playwright-core';
import { DELIBERATE_MS } from './kiosk.ts';

export async function previewFrame(page: Page): Promise<Frame> {
  const element = page.locator('iframe.kiosk-frame');
  // What stands fixed in a frame is not scrolled to by itself.
  await element.evaluate((one) => one.scrollIntoView({ block: 'center' }));
  const frame = await (await element.elementHandle())?.contentFrame();
  if (frame == null) throw new Error('there is no preview');
  await frame.locator('.voter').waitFor();
  return frame;
}

/** Which screen stands, and which page of it: V2 第 1 页，共 2 页. */
export const placeOf = (frame: Frame): Promise<string> =>
  frame.evaluate(
    () =>
      `${document.querySelector<HTMLElement>('.voter')?.dataset.screen} ${document.querySelector('.voter-aside .first-line')?.textContent ?? ''}`,
  );

/** From the first page of the ballot to the last of the review, with nothing marked; `look` sees every page. */
export async function turnPages(frame: Frame, look: (place: string) => Promise<void>): Promise<void> {
  await frame.locator('[data-screen="V2"]').waitFor();
  for (;;) {
    const here = await placeOf(frame);
    await look(here);
    if (here.startsWith('V3') && (await frame.locator('button[data-name="next"]').count()) === 0) return;
    // Rows without a mark are pointed out once; the second tap goes on.
    while ((await placeOf(frame)) === here) {
      await frame.page().waitForTimeout(DELIBERATE_MS);
      await frame.locator('button[data-name="next"]').click();
      await frame.page().waitForTimeout(100);
    }
  }
}

/** What stands on all pages of the ballot, by this selector. */
export async function onAllPages(frame: Frame, selector: string): Promise<readonly string[]> {
  const found: string[] = [];
  await turnPages(frame, async (place) => {
    if (place.startsWith('V2')) found.push(...(await frame.locator(selector).allInnerTexts()));
  });
  return found;
}
