/** Six kinds of cards that start no session, at the kiosk itself: each has its own sentence and the sound of a refusal, never a bare code (UX 6.20). */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useBuiltPages } from './built-pages.ts';
import { signedRound } from './signed-round.ts';
import { openMachine, sendCard, TABLET, tap } from './voting-machine.ts';

const pages = useBuiltPages();

const PEOPLE = ['王建国', '李㛃'].map((name) => ({ name, remark: '' }));
/** Low and twice, as kiosk/devices/chimes.ts has it for a refusal. */
const REFUSED = [220, 196];

type Heard = { readonly heard: { readonly frequency: AudioParam }[] };
const heard = (page: Page) =>
  page.evaluate(() => (window as unknown as Heard).heard.splice(0).map(({ frequency }) => Math.round(frequency.value)));
const answer = (page: Page, path: string, json: object) =>
  page.route(`**/api/kiosk/${path}`, (route) => route.fulfill({ json }));

test('cast, challenged, void, unknown, of another round, mistyped: six sentences, six times the sound', async () => {
  const round = signedRound(PEOPLE, 1, []);
  const { page, complaints, close } = await openMachine(
    pages.browser,
    pages.origin,
    TABLET,
    { ...round, state: { ...round.state, rounds: [1, 2] } },
    async (opened) => {
      await opened.addInitScript(() => {
        const heard: OscillatorNode[] = [];
        const { createOscillator } = AudioContext.prototype;
        AudioContext.prototype.createOscillator = function note() {
          const made = createOscillator.call(this);
          heard.push(made);
          return made;
        };
        Object.assign(window, { heard });
      });
    },
  );
  const said: string[] = [];
  const refuse = async (what: string, how: () => Promise<void>) => {
    await how();
    const words = (await page.locator(what).innerText()).trim();
    // A sentence for people, in both languages; a code of ours may stand beside it, never for it.
    expect(words).toMatch(/\p{Script=Han}{5}/u);
    expect(words).toMatch(/[A-Z][a-z]*( [\w’,]+){2}/);
    said.push(words);
    expect(await heard(page), words).toEqual(REFUSED);
  };
  await heard(page);
  for (const [problem, state] of [
    ['cast', { state: 'cast', round: 1 }],
    ['challenged', { state: 'challenged', round: 1 }],
    ['void', { state: 'void', round: 1 }],
    ['unknown', { state: 'unknown', round: null }],
  ] as const) {
    await answer(page, 'token', state);
    if (problem === 'cast')
      await page.route('**/api/kiosk/status', (route) =>
        route.fulfill({ status: 409, json: { code: 'nothing-accepted', zh: '', en: '' } }),
      );
    const screen = `[data-screen="V0e"] [data-problem="${problem}"]`;
    await refuse(screen, async () => {
      await sendCard(page, round.card().qr);
      await page.locator(screen).waitFor();
    });
    await tap(page, '[data-name="understood"]');
    await page.locator('[data-screen="V0"]').waitFor();
  }
  let asked = 0;
  await page.route('**/api/kiosk/token', (route) => {
    asked += 1;
    return route.fulfill({ json: asked === 1 ? { state: 'unknown', round: null } : { state: 'free', round: 2 } });
  });
  const other = '[data-screen="V0e"] [data-problem="other-round"]';
  await refuse(other, async () => {
    await sendCard(page, round.card().qr);
    await page.locator(other).waitFor();
  });
  await tap(page, '[data-name="understood"]');

  // One slip of the finger at the pad.
  await tap(page, '[data-name="typed"]');
  const { typed } = round.card();
  const wrong = `${typed.slice(0, 4)}${typed[4] === '7' ? '8' : '7'}${typed.slice(5)}`;
  await refuse('[data-screen="typed"] [role="alert"]', async () => {
    for (const key of wrong) await tap(page, `[data-key="${key}"]`);
    await tap(page, '[data-name="read"]');
    await page.locator('[data-screen="typed"] [role="alert"]').waitFor();
  });

  expect(said).toHaveLength(6);
  expect(new Set(said).size).toBe(6);
  expect(complaints.filter((one) => !one.includes('409'))).toEqual([]);
  await close();
});
