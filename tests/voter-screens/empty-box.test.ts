/** S1 on a kiosk: what it shows of the box it tells the server, and its proof of zero comes out once the opening is proposed (UX 6.28). */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { KioskHealth, Slips } from '../../server/contract/organizer.ts';
import { takeVoterPicture } from '../pictures.ts';
import { pageCount, wholeText } from '../prints/tools.ts';
import { useBuiltPages } from './built-pages.ts';
import { gap, measure } from './measures.ts';
import { signedRound } from './signed-round.ts';
import { MONITOR, openMachine, pxPerMm, type Screen, TABLET, tap } from './voting-machine.ts';

const SEVEN = ['王建国', '田大利', '任金山', '李㛃', '陈䶮', '林海燕', '周玥'].map((name) => ({ name, remark: '' }));
const ROUNDING_MM = 0.15;
const pages = useBuiltPages();

type Given = {
  readonly slips?: Slips;
  readonly cast?: number;
  readonly testRun?: boolean;
  readonly screen?: Screen;
  /** An acceptance of this round in the kiosk's own memory. */
  readonly remembers?: boolean;
};

/** A kiosk before the opening, which the test proposes; its printer keeps slips beside the page. */
async function kioskBefore({ slips = 'cast', cast = 0, testRun = false, screen = TABLET, remembers = false }: Given) {
  const made = signedRound(SEVEN, 5, [], [], testRun);
  const state = { ...made.state, voting: 'zero' as 'zero' | 'open', opening: false, slips, cast };
  const told: (KioskHealth['box'] | null)[] = [];
  const machine = await openMachine(pages.browser, pages.origin, screen, { ...made, state } as never, async (page) => {
    await page.addInitScript(
      ([ctx, kept]) => {
        if (kept) localStorage.setItem(`changpiao.acceptances.${ctx}`, '[{"T":"t","h":"h","signature":"s"}]');
        Object.assign(window, {
          print: () => {
            const slip = document.querySelector('.slip');
            if (slip !== null) document.body.append(Object.assign(slip.cloneNode(true), { className: 'slip kept' }));
          },
        });
      },
      [made.ctx, remembers] as const,
    );
    await page.context().route('**/api/kiosk/health', async (route) => {
      const health = route.request().postDataJSON() as KioskHealth;
      Object.assign(state, { health });
      told.push(health.box);
      await route.fulfill({ json: { done: true } });
    });
  });
  return { ...machine, state, told };
}

const kept = (page: Page) => page.locator('.slip.kept').count();
/** Longer than the page waits between two looks at the server. */
const SEVERAL_LOOKS_MS = 5_000;

async function fits(page: Page, screen: Screen): Promise<void> {
  const { buttons, outside, id } = await measure(page);
  const mm = (px: number) => px / pxPerMm(screen);
  expect(outside, id).toEqual([]);
  for (const [at, one] of buttons.entries()) {
    expect(mm(one.height), `${id}: ${one.name}`).toBeGreaterThanOrEqual(16 - ROUNDING_MM);
    for (const other of buttons.slice(at + 1))
      expect(mm(gap(one, other)), `${id}: ${one.name}, ${other.name}`).toBeGreaterThanOrEqual(5 - ROUNDING_MM);
  }
}

describe.each([
  ['tablet', TABLET],
  ['monitor', MONITOR],
] as const)('on %s', (name, screen) => {
  test('an empty box is told as shown, and its slip is printed once, when the opening is proposed', async () => {
    const { page, state, told, complaints, close } = await kioskBefore({ screen });
    await expect.poll(() => told.at(-1)).toEqual({ round: 1, ballots: 0 });
    expect(await page.locator('[data-screen="S1"]').innerText()).toContain('票箱为空：0 张');
    expect(await kept(page)).toBe(0);
    await fits(page, screen);
    await takeVoterPicture(page, name, 'S1-empty');
    state.opening = true;
    await expect.poll(() => kept(page), { timeout: 20_000 }).toBe(1);
    await page.waitForTimeout(SEVERAL_LOOKS_MS);
    expect(await kept(page)).toBe(1);
    expect(await page.locator('[data-name="box-slip"]').getAttribute('data-slip')).toBe('printed');
    const pdf = new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    expect(pageCount(pdf)).toBe(1);
    const said = wholeText(pdf);
    for (const words of ['票箱为空', '0张', '委员选举', '监票人（签字）']) expect(said).toContain(words);
    expect(said).not.toContain('样票');
    // By hand again, as often as it takes.
    await page.evaluate(() => document.querySelector('.slip.kept')?.remove());
    await tap(page, '[data-name="print-box-slip"]');
    await expect.poll(() => kept(page)).toBe(1);
    // Voting is open: nothing is shown of the box any more, and nothing is told.
    state.voting = 'open';
    await page.locator('[data-screen="V0"]').waitFor();
    await expect.poll(() => told.at(-1)).toBeNull();
    expect(complaints).toEqual([]);
    await close();
  });
});

test('a box that the server does not call empty is shown and told as it is, and gives no slip', async () => {
  const { page, state, told, close } = await kioskBefore({ cast: 3 });
  await expect.poll(() => told.at(-1)).toEqual({ round: 1, ballots: 3 });
  const said = await page.locator('[data-screen="S1"]').innerText();
  expect(said).toContain('票箱里有 3 张，不得开始投票');
  expect(said).not.toContain('票箱为空');
  expect(await page.locator('[data-name="print-box-slip"]').count()).toBe(0);
  state.opening = true;
  await page.waitForTimeout(SEVERAL_LOOKS_MS);
  expect(await kept(page)).toBe(0);
  await takeVoterPicture(page, 'tablet', 'S1-not-empty');
  await close();
});

test('what the kiosk itself remembers of this round counts, whatever the server says', async () => {
  const { page, told, close } = await kioskBefore({ remembers: true });
  await expect.poll(() => told.at(-1)).toEqual({ round: 1, ballots: 1 });
  expect(await page.locator('[data-screen="S1"]').innerText()).toContain('票箱里有 1 张');
  await close();
});

test('where no slips are printed there is none of the box either, and the box is told all the same', async () => {
  const { page, state, told, close } = await kioskBefore({ slips: 'none' });
  await expect.poll(() => told.at(-1)).toEqual({ round: 1, ballots: 0 });
  state.opening = true;
  await page.waitForTimeout(SEVERAL_LOOKS_MS);
  expect(await kept(page)).toBe(0);
  expect(await page.locator('[data-name="print-box-slip"], [data-name="box-slip"]').count()).toBe(0);
  await close();
});

test('while the kiosk is being set up it shows no box, and tells none', async () => {
  const { page, told, close } = await kioskBefore({});
  await expect.poll(() => told.at(-1)).toEqual({ round: 1, ballots: 0 });
  await tap(page, '[data-name="calibrate"]');
  await expect.poll(() => told.at(-1)).toBeNull();
  await close();
});

test('the slip of a test run says that it is one (UX 6.34)', async () => {
  const { page, state, close } = await kioskBefore({ testRun: true });
  state.opening = true;
  await expect.poll(() => kept(page), { timeout: 20_000 }).toBe(1);
  const pdf = new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  expect(pageCount(pdf)).toBe(1);
  expect(wholeText(pdf)).toContain('样票');
  await close();
});
