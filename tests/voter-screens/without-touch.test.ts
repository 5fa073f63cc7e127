/** The whole way from V1 to V4 with a keyboard and with a number pad (UX 5.3, 6.12), with the focus to be seen at every step. */
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useBuiltPages } from './built-pages.ts';
import { signedRound } from './signed-round.ts';
import { openMachine, scan, TABLET } from './voting-machine.ts';

const pages = useBuiltPages();

const person = (name: string) => ({ name, remark: '' });
const SEVEN = ['王建国', '田大利', '任金山', '李㛃', '陈䶮', '林海燕', '周玥'].map(person);
const OTHERS = ['王小满', '赵立春'].map(person);
const LEAST_FOCUS_PX = 3;
/** Further than any screen has buttons. */
const MOST_STEPS = 60;

type Way = { readonly on: string; readonly back: string; readonly choose: string };
const WAYS: readonly [readonly [string, Way], ...(readonly [string, Way])[]] = [
  ['Tab and Enter', { on: 'Tab', back: 'Shift+Tab', choose: 'Enter' }],
  ['a number pad', { on: 'Numpad2', back: 'Numpad8', choose: 'Numpad5' }],
];

/** Goes to a button as this way does, sees that the focus shows, and presses it. */
function handOf(page: Page, way: Way) {
  const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);
  return async (target: Locator, key = way.on) => {
    await target.waitFor();
    for (let step = 0; !(await isFocused(target)); step += 1) {
      if (step === MOST_STEPS) throw new Error(`never reached: ${await target.getAttribute('class')}`);
      await page.keyboard.press(key);
    }
    const outline = await target.evaluate((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth);
    });
    expect(outline).toBeGreaterThanOrEqual(LEAST_FOCUS_PX);
    // A second press within 400 ms is the same finger.
    await page.waitForTimeout(450);
    // What ends something counts only when it has stood there.
    await target.and(page.locator(':not([aria-disabled="true"])')).waitFor();
    await page.keyboard.press(way.choose);
  };
}

/** From V1 to V0 again: the first row written in, the second approved, abstained on all others. */
async function vote(page: Page, way: Way): Promise<void> {
  const choose = handOf(page, way);
  const named = (name: string) => page.locator(`[data-name="${name}"]`);
  const isAt = async (id: string) => (await page.locator(`[data-screen="${id}"]`).count()) === 1;
  await choose(named('begin'));
  for (let at = 0; await isAt('V2'); at += 1) {
    expect(at).toBeLessThan(5);
    const rows = page.locator('.mark-row');
    for (let row = 0; row < (await rows.count()); row += 1) {
      const mark = row === 0 ? 'disapprove' : row === 1 ? 'approve' : 'abstain';
      const button = rows.nth(row).locator(`[data-mark="${mark}"]`);
      await choose(button);
      await expect.poll(() => button.getAttribute('aria-pressed')).toBe('true');
    }
    if (at === 0) {
      await choose(named('write-in'), way.back);
      await choose(page.locator('[data-surname="王"]'));
      await choose(page.locator('[data-person]').first());
      await page.locator('[data-screen="V2"]').waitFor();
      expect(await named('write-in').innerText()).toContain('王小满');
    }
    const before = await page.locator('.voter-aside').innerText();
    await choose(named('next'));
    await expect
      .poll(async () => !(await isAt('V2')) || (await page.locator('.voter-aside').innerText()) !== before)
      .toBe(true);
  }
  await page.locator('.receipt-qr').waitFor();
  while ((await named('cast').count()) === 0) await choose(named('next'));
  await choose(named('cast'));
  await page.locator('[data-screen="V4"]').waitFor();
  await choose(named('done'));
  await page.locator('[data-screen="V0"]').waitFor();
}

test.each(WAYS)('by %s a voter marks seven candidates, writes a name in, checks and casts', async (_, way) => {
  const round = signedRound(SEVEN, 5, OTHERS);
  const { page, complaints, close } = await openMachine(pages.browser, pages.origin, TABLET, round);
  await scan(page, round.card().qr);
  await vote(page, way);
  expect(complaints).toEqual([]);
  await close();
});

test('a card that no reader takes is typed by Tab and Enter too, from V0 to the receipt', async () => {
  const round = signedRound(SEVEN, 5, OTHERS);
  const { page, complaints, close } = await openMachine(pages.browser, pages.origin, TABLET, round);
  const [[, way]] = WAYS;
  const choose = handOf(page, way);
  await choose(page.locator('[data-name="typed"]'));
  await page.locator('[data-screen="typed"]').waitFor();
  // Digits of the number pad are a scanner's here: they go nowhere and press nothing.
  const pressed = () =>
    page.evaluate(() => [document.activeElement?.outerHTML, document.querySelector('.pad-text')?.textContent]);
  await page.locator('[data-key="0"]').focus();
  const before = await pressed();
  for (const key of ['Numpad2', 'Numpad5']) {
    await page.waitForTimeout(450);
    await page.keyboard.press(key);
    expect(await pressed()).toEqual(before);
  }
  const { typed } = round.card();
  for (const [at, character] of [...typed].entries()) {
    await choose(page.locator(`[data-key="${character}"]`));
    await page.locator(`.pad-text[data-value="${typed.slice(0, at + 1)}"]`).waitFor();
  }
  await choose(page.locator('[data-name="read"]'));
  await page.locator('[data-screen="V1"]').waitFor();
  await vote(page, way);
  expect(complaints).toEqual([]);
  await close();
});
