/** A tablet that is turned upright (UX 2): no ballot is squeezed into it, and nothing of the session is lost. */
import { expect, test } from 'vitest';
import { barriers, takeVoterPicture } from '../pictures.ts';
import { useBuiltPages } from './built-pages.ts';
import { buttonFaults, measure, textFaults } from './measures.ts';
import { signedRound } from './signed-round.ts';
import { openMachine, scan, TABLET, tap } from './voting-machine.ts';

const pages = useBuiltPages();

test('asks to be turned, and goes on where it was: the one screen where nothing is to be pressed first (UX 6.2)', async () => {
  const round = signedRound([{ name: '王建国', remark: '' }], 1, []);
  const { page, close } = await openMachine(pages.browser, pages.origin, TABLET, round);
  await scan(page, round.card().qr);
  await tap(page, '[data-name="begin"]');
  await page.locator('[data-mark="approve"]').first().tap();
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.setViewportSize({ width: height, height: width });
  await page.locator('[data-screen="upright"]').waitFor();
  expect(await page.locator('body').innerText()).not.toContain('王建国');
  const measured = await measure(page);
  expect(measured.buttons.map(({ name, kind }) => [name, kind])).toEqual([['call-staff', 'secondary']]);
  expect([measured.outside, buttonFaults(measured, TABLET), textFaults(measured, TABLET)]).toEqual([[], [], []]);
  const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect([await overhang(), await barriers(page)]).toEqual([0, []]);
  await takeVoterPicture(page, 'tablet', 'upright');
  await page.setViewportSize({ width, height });
  await page.locator('[data-screen="V2"]').waitFor();
  expect(await page.locator('[data-mark="approve"]').first().getAttribute('aria-pressed')).toBe('true');
  await close();
});
