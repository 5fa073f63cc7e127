/** The card station as its operator uses it: cards are made, printed and read from the paper. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { asksBeforeClosing, button, type Hall, named, readCards, save } from './hall.ts';

/** Made, printed and handed to the scrutineers for signature; what is read from the sheets. */
export async function makeCards(hall: Hall, station: Page, picture = 'card-station'): Promise<readonly string[]> {
  await button(station, 'make').waitFor();
  await hall.picture(station, `${picture}-make`);
  await button(station, 'make').click();
  const link = station.locator('a[data-name="print"]');
  await link.waitFor({ timeout: 120_000 });
  const read = readCards(await save(station, link), hall.folder);
  await hall.picture(station, picture);
  // Until all have signed: closing the page would lose cards that are not on paper yet.
  expect(await asksBeforeClosing(station)).toBe(true);
  await button(station, 'submit').click();
  await named(station, 'audits').waitFor();
  await hall.picture(station, `${picture}-audit`);
  return read;
}
