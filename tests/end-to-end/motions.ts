/** Votes of the assembly by hands, typed by the organizer and signed by two scrutineers. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { button, fill, named } from './hall.ts';
import { confirm, tab } from './organizer.ts';
import { sign } from './scrutineer.ts';

/** Everybody in the hall is for each of them. */
export async function passMotions(
  organizer: Page,
  scrutineers: readonly Page[],
  subjects: readonly string[],
  present: number,
): Promise<void> {
  await tab(organizer, 'hall');
  for (const subject of subjects) {
    await button(named(organizer, 'motions'), 'put-motion').click();
    const dialog = organizer.locator('dialog[open]');
    // Proposed is what the opening still needs.
    expect(await named(dialog, 'subject').locator('select').inputValue()).toBe(subject);
    await fill(dialog, 'in-favour', String(present));
    await confirm(organizer);
    for (const page of scrutineers.slice(0, 2)) await sign(page, 'motion');
    await organizer.locator(`[data-motion="${subject}"]`).waitFor();
  }
}
