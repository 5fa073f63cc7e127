/** The whole way from V1 to V4 with a keyboard and with a number pad (UX 5.3, 6.12), with the focus to be seen at every step. */
import type { Locator } from 'playwright-core';
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
const WAYS: readonly (readonly [string, Way])[] = [
  ['Tab and Enter', { on: 'Tab', back: 'Shift+Tab', choose: 'Enter' }],
  ['a number pad', { on: 'Numpad2', back: 'Numpad8', choose: 'Numpad5' }],
];

test.each(WAYS)('by %s a voter marks seven candidates, writes a name in, checks and casts', async (_, way) => {
  const round = signedRound(SEVEN, 5, OTHERS);
  const { page, complaints, close } = await openMachine(pages.browser, pages.origin, TABLET, round);
  await scan(page, round.card().qr);
  const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);
  const choose = async (target: Locator, key = way.on) => {
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
    await page.keyboard.press(way.choose);
  };
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
  expect(complaints).toEqual([]);
  await close();
});
