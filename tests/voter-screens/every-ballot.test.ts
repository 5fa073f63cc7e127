/**
 * Ballots of every usual length in every text size, both languages and both themes (UX 6.7–6.10): the kiosk's own screens at each
 * machine's size, as the preview draws them, without a card.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Previewed } from '../../kiosk/screens/preview/previewed.ts';
import { TEXT_SIZES, type TextSize } from '../../kiosk/theme/text-size.ts';
import type { Person } from '../../tally/record/person.ts';
import { DELIBERATE_MS } from '../end-to-end/kiosk.ts';
import { placeOf } from '../end-to-end/preview.ts';
import { takeVoterPicture } from '../pictures.ts';
import { useBuiltPages } from './built-pages.ts';
import { buttonFaults, measure, textFaults } from './measures.ts';
import { signedRound } from './signed-round.ts';
import { MONITOR, type Screen, TABLET } from './voting-machine.ts';

const person = (name: string, remark = ''): Person => ({ name, remark });
/** The longest come first: every ballot has them. */
const CANDIDATES = [
  person('买买提·吐尔逊江·阿卜杜热合曼'),
  person('王建国', '1974年4月生'),
  ...['欧阳建华', '李㛃', '陈䶮', '阿里木江·买买提', '林海燕', '周玥', '田大利', '任金山', '赵伟', '钱伟'].map((name) =>
    person(name),
  ),
  person('王建国', '1977年6月生'),
];
const COUNTS = Array.from({ length: 12 }, (_, at) => at + 2);

const pages = useBuiltPages();

type Look = {
  readonly screen: Screen;
  readonly size: TextSize;
  readonly language: 'zh' | 'en';
  readonly contrast: 'normal' | 'high';
};

/** From the welcome to the last page of the review; all marked 不赞成, and in the first row another person written in. */
async function walk(page: Page, look: (place: string) => Promise<void>): Promise<readonly string[]> {
  const names: string[] = [];
  const go = async (selector: string) => {
    const here = await placeOf(page.mainFrame());
    await page.waitForTimeout(DELIBERATE_MS);
    await page.locator(selector).first().tap();
    await expect.poll(() => placeOf(page.mainFrame()), { interval: 20, timeout: 20_000 }).not.toBe(here);
  };
  await look('V1');
  await go('[data-name="begin"]');
  for (;;) {
    const place = await placeOf(page.mainFrame());
    const isFirst = names.length === 0;
    if (place.startsWith('V2')) {
      names.push(...(await page.locator('.mark-row-name').allInnerTexts()));
      for (const mark of await page.locator('[data-mark="disapprove"]').all()) await mark.tap();
    }
    await look(place);
    if (isFirst) {
      await go('[data-name="write-in"]');
      await look('V5');
      await page.locator('[data-surname="谭"]').tap();
      await page.locator('[data-person]').waitFor();
      await look('V5');
      await go('[data-person]');
      await look(`${place} written in`);
    }
    if ((await page.locator('button[data-name="next"]').count()) === 0) return names;
    await go('button[data-name="next"]');
  }
}

async function examine({ screen, size, language, contrast }: Look, count: number, page: Page, times: number) {
  const candidates = CANDIDATES.slice(0, count);
  const seats = Math.min(5, count - 1);
  const { contest, state } = signedRound(candidates, seats, [person('谭建国', '1974年4月生'), person('付卫东')]);
  const { people, surnames } = state;
  const preview: Previewed = { contests: [contest], people, surnames, size, language, screen, from: 'V1', times };
  await page.evaluate((message) => window.postMessage(message, location.origin), { preview });
  await page.locator(`[data-screen="V1"] [data-size="${size}"][aria-pressed="true"]`).waitFor();
  if (contrast === 'high') await page.locator('[data-name="contrast"]').tap();
  const at = `${screen.widthMm} mm, ${language}, ${size}, contrast ${contrast}, ${count} candidates`;
  const names = await walk(page, async (place) => {
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const measured = await measure(page);
    const here = `${at}, ${place}`;
    await takeVoterPicture(
      page,
      screen === TABLET ? 'tablet' : 'monitor',
      `ballot-${at}-${place}`.replaceAll(/[^\w-]+/g, '-'),
    );
    expect(measured.outside, here).toEqual([]);
    const cut = await page
      .locator('.mark-row-name, .review-name, .mark, .voter-title .second-line')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent));
    expect(cut, here).toEqual([]);
    expect(buttonFaults(measured, screen), here).toEqual([]);
    // The theme is chosen on the welcome page, before its first look.
    expect(textFaults(measured, screen, contrast), here).toEqual([]);
  });
  expect(
    names.map((name) => name.split(/\s/)[0]),
    at,
  ).toEqual(candidates.map(({ name }) => name));
}

describe.each([
  ['a 10.1-inch tablet', TABLET],
  ['a 21.5-inch screen', MONITOR],
] as const)('on %s', (_, screen) => {
  test.each([
    ['zh', 'normal'],
    ['en', 'normal'],
    ['zh', 'high'],
    ['en', 'high'],
  ] as const)(
    'ballots of up to thirteen candidates stand whole in every text size, %s, contrast %s',
    async (language, contrast) => {
      // Every length in every size; in English and in the dark theme every third.
      const counts = COUNTS.filter((count) => (language === 'zh' && contrast === 'normal') || count % 3 === 1);
      await Promise.all(
        TEXT_SIZES.map(async (size) => {
          const context = await pages.browser.newContext({
            viewport: { width: screen.width, height: screen.height },
            hasTouch: true,
          });
          const page = await context.newPage();
          await page.goto(`${pages.origin}/preview/`);
          await page.waitForFunction(() => document.readyState === 'complete');
          for (const [times, count] of counts.entries())
            await examine({ screen, size, language, contrast }, count, page, times);
          await context.close();
        }),
      );
    },
  );
});
