/** Without colours every state is still told, by word, sign and fill (UX 6.11): for whoever sees none, and for a worn screen. */
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { useBuiltPages } from './built-pages.ts';
import { signedRound } from './signed-round.ts';
import { openMachine, scan, TABLET, tap } from './voting-machine.ts';

const pages = useBuiltPages();
let blank: Page;

beforeAll(async () => {
  blank = await pages.browser.newPage();
});

const SEVEN = ['王建国', '田大利', '任金山', '李㛃', '陈䶮', '林海燕', '周玥'].map((name) => ({ name, remark: '' }));
const MARKS = ['approve', 'disapprove', 'abstain'] as const;

/** Lightness of a control's ground, 0 to 255: a place inside its frame where neither word nor sign stands. */
async function ground(control: Locator): Promise<number> {
  const picture = (await control.screenshot({ animations: 'disabled' })).toString('base64');
  return blank.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    const [red, green, blue] = context.getImageData(Math.round(image.width * 0.06), Math.round(image.height / 2), 1, 1)
      .data as unknown as [number, number, number];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 2) throw new Error('not in shades of grey');
    return green;
  }, picture);
}

test.each(['normal', 'high'] as const)('in shades of grey, contrast %s', async (contrast) => {
  const round = signedRound(SEVEN, 5, []);
  const { page, close } = await openMachine(pages.browser, pages.origin, TABLET, round);
  await page.evaluate(() => {
    document.documentElement.style.filter = 'grayscale(1)';
  });
  await scan(page, round.card().qr);
  if (contrast === 'high') await tap(page, '[data-name="contrast"]');
  await tap(page, '[data-name="begin"]');
  const rows = page.locator('.mark-row');
  const signs = new Set<string>();
  for (const [at, mark] of MARKS.entries()) {
    const button = rows.nth(at).locator(`[data-mark="${mark}"]`);
    const before = await ground(button);
    await button.tap();
    await expect.poll(() => button.getAttribute('aria-pressed')).toBe('true');
    expect(Math.abs((await ground(button)) - before), mark).toBeGreaterThan(150);
    signs.add(await button.locator('svg').innerHTML());
    expect((await button.innerText()).replace(/\s/g, '')).toContain(
      { approve: '赞成', disapprove: '不赞成', abstain: '弃权' }[mark],
    );
  }
  expect(signs.size).toBe(MARKS.length);
  // Nobody on the later pages is marked.
  while ((await page.locator('[data-screen="V2"]').count()) === 1) await tap(page, '[data-name="next"]');
  await page.locator('.receipt-qr').waitFor();
  const told = await page.locator('.review-row').evaluateAll((all) =>
    all.map((row) => ({
      word: (row.querySelector('.review-mark, .review-unmarked') as HTMLElement | null)?.innerText ?? '',
      sign: row.querySelector('.review-mark svg, .review-unmarked svg')?.innerHTML ?? '',
      isDashed:
        getComputedStyle(row.querySelector('.review-mark, .review-unmarked') as Element).borderTopStyle === 'dashed',
    })),
  );
  expect(told.length).toBeGreaterThan(MARKS.length);
  const states = told.slice(0, MARKS.length + 1);
  expect(states.map(({ word }) => word.split(/\s/)[0])).toEqual(['赞成', '不赞成', '弃权', '未表示，按弃权计']);
  expect(new Set(states.map(({ sign }) => sign)).size).toBe(states.length);
  expect(states.map(({ isDashed }) => isDashed)).toEqual([false, false, false, true]);
  await close();
});
