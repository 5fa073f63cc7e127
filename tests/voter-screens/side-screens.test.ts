/**
 * Every screen beside the way from card to receipt (UX 5.3, other paths), as UX 6 measures the others: nothing scrolls or is cut off, one primary
 * button, sizes in millimetres, contrast, no barrier, on both machines, in both languages, and in every text size where a voter can choose one.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { KioskState } from '../../server/contract/kiosk.ts';
import { barriers, takeVoterPicture } from '../pictures.ts';
import { useBuiltPages } from './built-pages.ts';
import { buttonFaults, measure, SIZES, textFaults } from './measures.ts';
import { type SignedRound, signedRound } from './signed-round.ts';
import { MONITOR, openMachine, type Screen, scan, sendCard, TABLET, tap } from './voting-machine.ts';

const person = (name: string) => ({ name, remark: '' });
const NAMES = ['王建国', '买买提·吐尔逊江·阿卜杜热合曼', '李㛃'].map(person);
const LONG_NAMES = [
  '买买提·吐尔逊江·阿卜杜热合曼',
  '阿卜杜热合曼·吐尔逊江·买买提',
  '吐尔逊江·阿卜杜热合曼·买买提',
  '买买提·阿卜杜热合曼·吐尔逊江',
  '阿卜杜热合曼·买买提·吐尔逊江',
  '吐尔逊江·买买提·阿卜杜热合曼',
].map(person);
const OTHERS = ['张玉龙', '欧阳建华'].map(person);
type Size = (typeof SIZES)[number];
const TOLD = { timeout: 30_000 };

const pages = useBuiltPages();

type Way = (page: Page, round: SignedRound, size: Size) => Promise<unknown>;
interface SideScreen {
  readonly name: string;
  /** What stands in `data-screen`, and inside it what tells it from others of the kind. */
  readonly screen: string;
  readonly tells?: string;
  readonly way: Way;
  /** The voter has come to where sizes are chosen; those that are laid out alike are looked at in the largest. */
  readonly sized?: 'every' | 'largest';
  /** A question over the screen, whose own button ends it. */
  readonly dialog?: true;
  /** Of the candidates, where others than the usual are asked for. */
  readonly names?: typeof NAMES;
}

const answer = (page: Page, path: string, json: object, status = 200) =>
  page.route(`**/api/kiosk/${path}`, (route) => route.fulfill({ status, json }));
const become = (page: Page, round: SignedRound, change: Partial<KioskState>) =>
  answer(page, 'state', { ...round.state, ...change });
const inPhase = (round: SignedRound, phase: KioskState['meeting']['phase'], voting: KioskState['voting']) => ({
  voting,
  meeting: { ...round.state.meeting, phase },
});
const refusal = (code: string) => ({ code, zh: '', en: '' });
/** 64 bytes that nobody signed. */
const FORGED = { signature: 'A'.repeat(86) };

const toWelcome: Way = async (page, round, size) => {
  await scan(page, round.card().qr);
  await tap(page, `[data-size="${size}"]`);
};
const toMarks: Way = async (page, round, size) => {
  await toWelcome(page, round, size);
  await tap(page, '[data-name="begin"]');
};
/** All of the ballot is marked, and asked to be reviewed. */
const toEnd: Way = async (page, round, size) => {
  await toMarks(page, round, size);
  while ((await page.locator('[data-screen="V2"]').count()) === 1) {
    for (const row of await page.locator('.mark-row').all()) await row.locator('[data-mark="abstain"]').tap();
    await tap(page, '[data-name="next"]');
  }
};
const toReview: Way = async (page, round, size) => {
  await toEnd(page, round, size);
  await page.locator('.receipt-qr').waitFor(TOLD);
  while ((await page.locator('[data-name="cast"]').count()) === 0) await tap(page, '[data-name="next"]');
};
const afterIdling =
  (before: Way): Way =>
  async (page, round, size) => {
    await before(page, round, size);
    await page.clock.fastForward('05:05');
    await page.locator('[data-screen="V8"]').waitFor(TOLD);
    // The seconds are counted one by one.
    await page.clock.runFor(30_000);
  };
const cutOff =
  (before: Way): Way =>
  async (page, round, size) => {
    await before(page, round, size);
    await page.route('**/api/**', (route) => route.abort());
  };
/** Nobody answers for a minute. */
const unanswered =
  (path: string, ...taps: readonly string[]): Way =>
  async (page, round, size) => {
    await toReview(page, round, size);
    await page.route(`**/api/kiosk/${path}`, (route) => route.abort());
    for (const name of taps) await tap(page, `[data-name="${name}"]`);
    await page.waitForTimeout(500);
    for (let second = 0; second < 66; second += 3) await page.clock.runFor(3000);
  };

const CARDS: readonly (readonly [problem: string, reply: object])[] = [
  ['challenged', { state: 'challenged', round: 1 }],
  ['void', { state: 'void', round: 1 }],
  ['unknown', { state: 'unknown', round: null }],
];

const SIDE_SCREENS: readonly SideScreen[] = [
  ...CARDS.map(
    ([problem, reply]): SideScreen => ({
      name: `V0e ${problem}`,
      screen: 'V0e',
      tells: `[data-problem="${problem}"]`,
      way: async (page, round) => {
        await answer(page, 'token', reply);
        await sendCard(page, round.card().qr);
      },
    }),
  ),
  {
    name: 'V0e cast, with its check code',
    screen: 'V0e',
    tells: '[data-problem="cast"]',
    way: async (page, round, size) => {
      const card = round.card();
      await toReview(page, { ...round, card: () => card }, size);
      await tap(page, '[data-name="cast"]');
      await page.locator('[data-screen="V4"]').waitFor(TOLD);
      await tap(page, '.voter-footer [data-kind="primary"]');
      await page.locator('[data-screen="V0"]').waitFor(TOLD);
      await sendCard(page, card.qr);
    },
  },
  {
    name: 'V0e other-round',
    screen: 'V0e',
    tells: '[data-problem="other-round"]',
    way: async (page, round) => {
      await become(page, round, { rounds: [1, 2] });
      let asked = 0;
      await page.route('**/api/kiosk/token', (route) => {
        asked += 1;
        return route.fulfill({ json: asked === 1 ? { state: 'unknown', round: null } : { state: 'free', round: 2 } });
      });
      await page.waitForTimeout(2500);
      await sendCard(page, round.card().qr);
    },
  },
  {
    name: 'V0e a card of a test run',
    screen: 'V0e',
    tells: '[data-problem="test-run-card"]',
    way: (page) => sendCard(page, signedRound(NAMES, 2, OTHERS, [], true).card().qr),
  },
  ...(['draft', 'stopped'] as const).map(
    (phase): SideScreen => ({
      name: `no voting in phase ${phase}`,
      screen: 'waiting',
      way: async (page, round) => {
        await answer(page, 'acceptances', { held: 0 });
        await become(page, round, inPhase(round, phase, 'closed'));
      },
    }),
  ),
  {
    name: 'paused',
    screen: 'paused',
    way: (page, round) => become(page, round, inPhase(round, 'paused', 'paused')),
  },
  {
    name: 'a box that is not empty',
    screen: 'S1',
    way: (page, round) => become(page, round, { ...inPhase(round, 'check-in', 'zero'), cast: 3 }),
  },
  { name: 'V8 while marking', screen: 'V8', way: afterIdling(toMarks), sized: 'largest' },
  { name: 'V8 with a ballot that is not cast', screen: 'V8', way: afterIdling(toReview), sized: 'every' },
  { name: 'V9 before a card', screen: 'V9', way: cutOff(async () => undefined) },
  { name: 'V9 while marking', screen: 'V9', way: cutOff(toMarks), sized: 'every' },
  { name: 'V9 at the review', screen: 'V9', way: cutOff(toReview), sized: 'largest' },
  { name: 'a cast without an answer', screen: 'V9-kept', way: unanswered('cast', 'cast'), sized: 'largest' },
  {
    name: 'a challenge without an answer',
    screen: 'V9-kept',
    way: unanswered('challenge', 'challenge', 'open'),
    sized: 'every',
  },
  {
    name: 'E1',
    screen: 'fault',
    tells: '[data-fault="pending-signature"]',
    sized: 'largest',
    way: async (page, round, size) => {
      await answer(page, 'pending', FORGED);
      await toEnd(page, round, size);
    },
  },
  {
    name: 'E2',
    screen: 'fault',
    tells: '[data-fault="accepted-signature"]',
    sized: 'largest',
    way: async (page, round, size) => {
      await toReview(page, round, size);
      await answer(page, 'cast', FORGED);
      await tap(page, '[data-name="cast"]');
    },
  },
  {
    name: 'E3',
    screen: 'fault',
    tells: '[data-fault="ballot-refused"]',
    sized: 'largest',
    way: async (page, round, size) => {
      await answer(page, 'pending', refusal('proof-invalid'), 422);
      await toEnd(page, round, size);
    },
  },
  {
    name: 'E4',
    screen: 'fault',
    tells: '[data-fault="round-refused"]',
    way: async (page, round) => {
      const entry = round.state.roundEntry;
      if (entry === null) throw new Error('test: no round');
      await become(page, round, { roundEntry: { ...entry, signatures: entry.signatures.slice(0, 1) } });
      await page.waitForTimeout(2500);
      await sendCard(page, round.card().qr);
    },
  },
  {
    name: 'E5',
    screen: 'fault',
    tells: '[data-fault="machine"]',
    // Of the worker that is started for the next voter.
    way: async (page, round) => {
      await page.route('**/assets/voter.worker*', (route) => route.abort());
      await answer(page, 'token', { state: 'void', round: 1 });
      await sendCard(page, round.card().qr);
      await tap(page, '[data-screen="V0e"] [data-name="understood"]');
    },
  },
  {
    name: 'E6',
    screen: 'fault',
    tells: '[data-fault="challenged-signature"]',
    sized: 'every',
    way: async (page, round, size) => {
      await toReview(page, round, size);
      await answer(page, 'challenge', { verdict: 'matches', ...FORGED });
      await tap(page, '[data-name="challenge"]');
      await tap(page, '[data-name="open"]');
    },
  },
  {
    name: 'staff called while marking',
    screen: 'V2',
    tells: '[data-dialog="staff-called"]',
    sized: 'every',
    dialog: true,
    way: async (page, round, size) => {
      await toMarks(page, round, size);
      await tap(page, '[data-name="call-staff"]');
    },
  },
  {
    name: 'leaving 不赞成 with a name written in',
    screen: 'V2',
    tells: 'dialog',
    sized: 'every',
    dialog: true,
    way: async (page, round, size) => {
      await toMarks(page, round, size);
      await page.locator('[data-mark="disapprove"]').first().tap();
      await tap(page, '[data-name="write-in"]');
      await tap(page, '[data-surname="张"]');
      await tap(page, '[data-person]');
      await tap(page, '[data-mark="approve"]');
    },
  },
  {
    name: 'one more than the seats, with long names',
    screen: 'V2',
    tells: '[data-dialog="mark-refused"]',
    sized: 'largest',
    dialog: true,
    names: LONG_NAMES,
    way: async (page, round, size) => {
      await toMarks(page, round, size);
      const refused = page.locator('[data-dialog="mark-refused"]');
      for (let guard = 0; guard < LONG_NAMES.length; guard += 1) {
        for (const mark of await page.locator('[data-mark="approve"]').all()) await mark.tap();
        if ((await refused.count()) > 0) return;
        await tap(page, '[data-name="next"]');
      }
    },
  },
];

const MACHINES: readonly (readonly [string, Screen])[] = [
  ['tablet', TABLET],
  ['monitor', MONITOR],
];

/** What is wrong with the screen that stands. */
async function faults(
  page: Page,
  screen: Screen,
  isDialog: boolean,
  theme: 'normal' | 'high',
): Promise<readonly string[]> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const measured = await measure(page);
  const primary = measured.buttons.filter(({ kind }) => kind === 'primary').length;
  return [
    ...measured.outside,
    ...(primary > 1 || (primary === 0 && !isDialog) ? [`${primary} primary buttons`] : []),
    ...buttonFaults(measured, screen),
    ...textFaults(measured, screen, theme),
  ];
}

describe.each(MACHINES)('on a %s', (machine, screen) => {
  test.each(SIDE_SCREENS)('$name', async ({ name, screen: id, tells, way, sized, dialog, names = NAMES }) => {
    const every = screen === TABLET ? SIZES : (['standard', 'largest'] as const);
    for (const size of sized === undefined
      ? (['standard'] as const)
      : sized === 'largest'
        ? (['largest'] as const)
        : every) {
      const round = signedRound(names, Math.min(5, names.length - 1), OTHERS);
      const { page, close } = await openMachine(pages.browser, pages.origin, screen, round, async (opened) => {
        await opened.clock.install();
      });
      await way(page, round, size);
      const stands = page.locator(`[data-screen="${id}"]`);
      await stands.waitFor(TOLD);
      if (tells !== undefined) await stands.locator(tells).first().waitFor(TOLD);
      const seen = async (look: string, theme: 'normal' | 'high') => {
        const at = `${name.replaceAll(/[^\w不赞成]+/gu, '-')}-${size}-${look}`;
        await takeVoterPicture(page, machine, `side-${at}`);
        expect(await faults(page, screen, dialog === true, theme), at).toEqual([]);
      };
      const inTheme = (theme: 'normal' | 'high') =>
        page.evaluate((contrast) => Object.assign(document.documentElement.dataset, { contrast }), theme);
      await seen('zh', 'normal');
      await inTheme('high');
      await seen('white-on-black', 'high');
      await inTheme('normal');
      await page.evaluate(() =>
        window.dispatchEvent(new StorageEvent('storage', { key: 'changpiao.language', newValue: 'en' })),
      );
      await seen('en', 'normal');
      // Which size it has changes no name and no role.
      const isFirst = size === 'standard' || sized === 'largest';
      if (isFirst && screen === TABLET) expect(await barriers(page), name).toEqual([]);
      await close();
    }
  });
});
