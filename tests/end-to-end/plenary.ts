/** The elected committee's first plenary on the pages alone: 书记 and 副书记 are voted on by the five who were elected. */
import type { Page } from 'playwright-core';
import { button, fill, type Hall, named } from './hall.ts';
import { castBallot, leaveKiosk, markBallot, scan } from './kiosk.ts';
import { checkIn, closeRound, countAndPublish, openVoting, sealMeeting } from './meeting-hall.ts';
import { passMotions } from './motions.ts';
import { pick, readRules, tab } from './organizer.ts';

export type Plenary = {
  readonly people: readonly string[];
  readonly chair: string;
  readonly secretary: string;
  readonly deputy: string;
  readonly scrutineers: readonly string[];
};

/** Derived already; leaves it with everything chosen. */
export async function preparePlenary(page: Page, plenary: Plenary): Promise<void> {
  await tab(page, 'basics');
  await fill(page, 'chair', plenary.chair);
  await button(page, 'save-draft').click();
  await readRules(page);
  await tab(page, 'candidates');
  for (const [post, name] of [
    ['书记', plenary.secretary],
    ['副书记', plenary.deputy],
  ] as const) {
    const card = named(page, `candidates-${post}`);
    await pick(page, 'add-candidate', name, `[data-candidate="${name}"]`, card);
    await button(card, 'confirm-order').click();
    await card.locator('.confirmed').waitFor();
  }
  await tab(page, 'scrutineers');
  for (const [index, name] of plenary.scrutineers.entries())
    await pick(page, 'add-scrutineer', name, `[data-scrutineer="${index + 1}"]`);
}

/** Everybody is there and votes for both; the result is published. */
export async function holdPlenary(hall: Hall, organizer: Page, { people, scrutineers }: Plenary): Promise<void> {
  const open = await sealMeeting(hall, organizer, { kind: 'plenary', people, scrutineers });
  await checkIn(open, people);
  await button(open.desk, 'close-desk').click();
  await button(open.desk.locator('dialog[open]'), 'confirm').click();
  await passMotions(organizer, open.scrutineers, ['method', 'scrutineers'], people.length);
  await openVoting(hall, organizer, open);
  for (const card of open.cards.slice(1, 1 + people.length)) {
    await scan(open.kiosk, card);
    await markBallot(open.kiosk, ['approve', 'approve']);
    await castBallot(open.kiosk);
    await leaveKiosk(open.kiosk);
  }
  await closeRound(hall, organizer, open, { received: people.length, cast: people.length });
  await countAndPublish(hall, organizer, open);
}
