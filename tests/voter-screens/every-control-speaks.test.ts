/**
 * Every control of every voter screen can be heard with headphones, in both languages, in the very words that stand on it (UX 5.3). The key
 * goes to each of them; what is said has to be what is seen. A kiosk without headphones says none of it.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PROMPTS } from '../../kiosk/voice/prompts.ts';
import { numberWords } from '../../kiosk/voice/spoken-parts.ts';
import type { KioskState } from '../../server/contract/kiosk.ts';
import { namesOn } from '../../server/contract/voices.ts';
import { WORDS, type WordKey } from '../../server/contract/words.ts';
import { GRADE_SCALES } from '../../tally/appraisal/grade-scales.ts';
import { label } from '../../tally/record/person.ts';
import { exampleContest } from '../../tally/roles/example-voting-round.ts';
import { useBuiltPages } from './built-pages.ts';
import { fetched, hear, listen, withHeadphones } from './ear.ts';
import { type SignedRound, signedBallot } from './signed-round.ts';
import { openMachine, scan, sendCard, TABLET, tap } from './voting-machine.ts';

const pages = useBuiltPages();

const persons = (...names: readonly string[]) => names.map((name) => ({ name, remark: '' }));
const NAMES = [{ name: '王建国', remark: '1974年4月生' }, ...persons('李㛃')];
const OTHERS = persons('王小满', '赵立春');
/** With a title as a meeting gives it. */
const election = (testRun = false) =>
  signedBallot(
    [{ ...exampleContest(NAMES, 1, OTHERS), title: { zh: '委员选举', en: 'Election of committee members' } }],
    'assembly',
    testRun,
  );
const appraisal = () =>
  signedBallot(
    (['four-good', 'four-excellent', 'three-normal', 'four-qualified'] as const).map((scale) => ({
      kind: 'appraisal' as const,
      title: { zh: `班子·${scale.length}`, en: `Appraisal: 班子, ${scale.length}` },
      objects: 'bodies' as const,
      subjects: persons('村民委员会'),
      grades: GRADE_SCALES[scale],
    })),
    'appraisal',
  );
const recommendation = (nominees: number) =>
  signedBallot(
    [
      {
        kind: 'recommendation',
        title: { zh: '委员人选', en: 'Recommendation: 委员人选' },
        nominees: Array.from({ length: nominees }, (_, at) => ({
          name: `王${SECOND[at % 20]}${SEASON[Math.floor(at / 20)]}`,
          remark: '',
        })),
        limit: 1,
      },
    ],
    'recommendation',
  );

const SECOND = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'];
const SEASON = [...'春夏秋冬'];
const LANGUAGES = ['zh', 'en'] as const;
type Language = (typeof LANGUAGES)[number];
type Walk = {
  readonly page: Page;
  readonly language: Language;
  readonly round: SignedRound;
  readonly close: () => Promise<void>;
};

/** Controls that were heard, by screen; of one that stands on many screens alike, once on each. */
const heardOn = new Map<string, Set<string>>();

/** Somebody who speaks `language`, before a kiosk with headphones on which every name is recorded. */
async function open(
  round: SignedRound,
  language: Language,
  prepare: (page: Page) => Promise<void> = async () => undefined,
): Promise<Walk> {
  const contests = round.state.roundEntry?.contests ?? [];
  withHeadphones(round, [...new Set(contests.flatMap(namesOn))]);
  const { page, close } = await openMachine(pages.browser, pages.origin, TABLET, round, async (opened) => {
    await listen(opened);
    await opened.addInitScript(() => {
      const { setTimeout: later } = window;
      const MINUTES = 300_000;
      Object.assign(window, {
        setTimeout: (handler: () => void, ms?: number) => {
          if (ms === MINUTES) Object.assign(window, { nobodyMoves: handler });
          return later(handler, ms);
        },
      });
    });
    await prepare(opened);
  });
  await fetched(page);
  const walk = { page, language, round, close };
  if (language === 'en') await press(walk, 'language');
  return walk;
}

/** By a key, as everything here. */
async function pressAt({ page }: Walk, selector: string): Promise<void> {
  await page.locator(selector).first().focus();
  await page.waitForTimeout(BETWEEN_PRESSES_MS);
  // What ends something counts only when it has stood there.
  await page.locator(`${selector}:not([aria-disabled])`).first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForTimeout(SETTLED_MS);
}
const press = (walk: Walk, name: string) => pressAt(walk, `[data-name="${name}"]`);

/** As it is compared: what is said has no pauses, and what is seen has no voice. */
const bare = (text: string) => text.toLowerCase().replaceAll(/(?!\*)[\s\p{P}\p{Cf}]/gu, '');
const SIGNS: Readonly<Record<string, WordKey>> = { '*': 'star', '~': 'tilde', $: 'dollar', '=': 'equals' };

/** Numbers in the words of the language, a card's signs by their names. */
function inWords(text: string, language: Language): string {
  const sign = SIGNS[text];
  if (sign !== undefined) return WORDS[sign][language];
  const number = (digits: string) =>
    numberWords(Number(digits), language)
      .map((word) => WORDS[word][language])
      .join('');
  return text.replaceAll(/\d+/g, number);
}

/** What can have the focus: not only buttons, so that a new kind of control cannot be forgotten. */
const FOCUSABLE =
  'button:not(:disabled), a[href], input:not(:disabled), select, textarea, summary, [tabindex]:not([tabindex="-1"])';

/** Every control that stands there now is said in its own words, and whether it is chosen. */
async function controls({ page, language }: Walk): Promise<void> {
  const screen = (await page.locator('.voter').getAttribute('data-screen')) ?? '';
  const scope = (await page.locator('dialog[open]').count()) > 0 ? 'dialog[open]' : '.voter';
  const all = page.locator(`${scope} :is(${FOCUSABLE})`);
  const count = await all.count();
  expect(count, screen).toBeGreaterThan(0);
  const heard = heardOn.get(`${language} ${screen}`) ?? new Set<string>();
  heardOn.set(`${language} ${screen}`, heard);
  for (let at = 0; at < count; at += 1) {
    const control = all.nth(at);
    const seen = await control.evaluate((element) => {
      const lines = [...element.querySelectorAll('.first-line')].map((line) => line.textContent ?? '');
      const shown = lines.length > 0 ? lines.join('') : (element.textContent ?? '');
      return { text: element.getAttribute('data-spoken') ?? shown, pressed: element.getAttribute('aria-pressed') };
    });
    if (heard.has(`${seen.text} ${seen.pressed}`)) continue;
    heard.add(`${seen.text} ${seen.pressed}`);
    const words = await hear(page, async () => {
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.waitForTimeout(SETTLED_MS);
      await control.focus();
    });
    const state = seen.pressed === null ? '' : WORDS[seen.pressed === 'true' ? 'chosen' : 'not-chosen'][language];
    const expected = bare(inWords(seen.text, language) + state);
    expect(expected, `${screen}: a control without words`).not.toBe('');
    const said = bare(inWords(words.join(''), language));
    expect(said.slice(-expected.length), `${screen}: ${seen.text}, heard: ${words.join(' ')}`).toBe(expected);
  }
}

/** What the page says when it comes: each of its texts, and its rows that nobody can press. */
async function arrives(walk: Walk, screen: string, action: () => Promise<unknown>): Promise<void> {
  const { page, language } = walk;
  const words = await hear(page, async () => {
    await action();
    await page.locator(`[data-screen="${screen}"]`).waitFor();
    if (screen === 'V3') await page.locator('.receipt-qr').waitFor();
  });
  const said = bare(inWords(words.join(''), language));
  const texts = await page.locator('.voter').evaluate((voter) => {
    const isOfPage = (element: Element) =>
      element.closest('[data-unspoken], button, dialog, [aria-hidden="true"], fieldset, .mark-row, .receipt-making') ===
      null;
    const lines = [...voter.querySelectorAll('.first-line')].filter(
      (line) => isOfPage(line) && line.closest('[data-spoken]') === null,
    );
    const rows = [...voter.querySelectorAll('[data-spoken]')].filter(
      (row) => isOfPage(row) && row.querySelector('button') === null && !row.matches('button'),
    );
    return [
      ...lines.map((line) => line.textContent ?? ''),
      ...rows.map((row) => row.getAttribute('data-spoken') ?? ''),
    ];
  });
  expect(texts.length, screen).toBeGreaterThan(0);
  for (const text of texts)
    expect(said.includes(bare(inWords(text, language))), `${screen}: ${text}, heard: ${words.join(' ')}`).toBe(true);
}

const BETWEEN_PRESSES_MS = 450;
/** The page has seen what has changed. */
const SETTLED_MS = 80;

async function become(page: Page, round: SignedRound, change: Partial<KioskState>): Promise<void> {
  await page.route('**/api/kiosk/state', (route) => route.fulfill({ json: { ...round.state, ...change } }));
}
const begin = async (walk: Walk) => {
  await arrives(walk, 'V1', () => scan(walk.page, walk.round.card().qr));
  await arrives(walk, 'V2', () => press(walk, 'begin'));
};
/** Through the ballot as it stands, with what is left unmarked. */
async function toReview(walk: Walk): Promise<void> {
  const { page } = walk;
  for (let guard = 0; (await page.locator('[data-screen="V2"]').count()) === 1; guard += 1) {
    expect(guard).toBeLessThan(12);
    await hear(page, () => press(walk, 'next'));
  }
}

describe.each(LANGUAGES)('in %s', (language) => {
  test('an election: card, pad, welcome, ballot with its questions, another person, review, challenge', async () => {
    const walk = await open(election(true), language, async (opened) => {
      await opened.addInitScript(() => {
        const camera = { kind: 'videoinput', deviceId: '', groupId: '', label: '', toJSON: () => ({}) } as const;
        navigator.mediaDevices.enumerateDevices = async () => [camera];
      });
    });
    const { page, close } = walk;
    await controls(walk);
    await arrives(walk, 'camera', () => press(walk, 'camera'));
    await controls(walk);
    await press(walk, 'back');
    await arrives(walk, 'typed', () => press(walk, 'typed'));
    await controls(walk);
    for (let at = 0; at < 26; at += 1) await page.locator(`[data-key="${at % 2}"]`).press('Enter');
    await controls(walk);
    await page.locator('[data-key="A"]').press('Enter');
    await controls(walk);
    // What is wrong with a typed card is said as soon as it is known.
    expect(await hear(page, () => press(walk, 'read'))).toContain(WORDS['wrong-character'][language]);
    await press(walk, 'back');

    await arrives(walk, 'V1', () => scan(page, walk.round.card().qr));
    await controls(walk);
    await arrives(walk, 'V2', () => press(walk, 'begin'));
    await controls(walk);
    await hear(page, () => press(walk, 'call-staff'));
    await controls(walk);
    await press(walk, 'end-call');
    await hear(page, () => pressAt(walk, '.mark-row:nth-child(1) [data-mark="approve"]'));
    const tooMany = await hear(page, () => pressAt(walk, '.mark-row:nth-child(2) [data-mark="approve"]'));
    for (const word of ['at-most-chosen', 'you-have-chosen', 'change-one-first'] as const)
      expect(tooMany).toContain(WORDS[word][language]);
    expect(tooMany).toContain(label(NAMES[0] as (typeof NAMES)[number]));
    await controls(walk);
    await press(walk, 'understood');
    await pressAt(walk, '.mark-row:nth-child(1) [data-mark="disapprove"]');
    await controls(walk);
    await arrives(walk, 'V5', () => press(walk, 'write-in'));
    await controls(walk);
    await pressAt(walk, '[data-surname="王"]');
    await controls(walk);
    expect(await hear(page, () => pressAt(walk, '[data-person]'))).toEqual(
      expect.arrayContaining([WORDS['written-in'][language], '王小满']),
    );
    await controls(walk);
    const dropped = await hear(page, () => pressAt(walk, '.mark-row:nth-child(1) [data-mark="abstain"]'));
    expect(dropped).toEqual(expect.arrayContaining([WORDS['remove-person'][language], '王小满']));
    await controls(walk);
    await press(walk, 'keep');
    await arrives(walk, 'V5', () => press(walk, 'write-in'));
    await controls(walk);
    await press(walk, 'remove-write-in');
    await controls(walk);
    await press(walk, 'keep');
    await press(walk, 'back');
    await toReview(walk);
    await page.locator('.receipt-qr').waitFor();
    await controls(walk);
    await press(walk, 'challenge');
    await page.locator('[data-screen="V6"]').waitFor();
    await arrives(walk, 'V3', () => press(walk, 'back'));
    await arrives(walk, 'V6', () => press(walk, 'challenge'));
    await controls(walk);
    await arrives(walk, 'V6-opened', () => press(walk, 'open'));
    await controls(walk);
    await close();
  });

  test('an appraisal of every scale, and recommendations from a page and by surname', async () => {
    const graded = await open(appraisal(), language);
    await begin(graded);
    for (let at = 0; at < 4; at += 1) {
      await controls(graded);
      await pressAt(graded, '.grade');
      await controls(graded);
      if (at === 0) {
        const back = await hear(graded.page, () => pressAt(graded, '.grade'));
        expect(back).toEqual(expect.arrayContaining([WORDS['no-grade-for'][language], '村民委员会']));
        expect(back).toContain(WORDS['counts-as-abstain'][language]);
        await controls(graded);
        await press(graded, 'keep');
      }
      if (at === 2) await pressAt(graded, '.grade:nth-child(2)');
      await hear(graded.page, () => press(graded, 'next'));
    }
    await graded.page.locator('.receipt-qr').waitFor();
    await controls(graded);
    await graded.close();

    for (const many of [3, 80]) {
      const walk = await open(recommendation(many), language);
      await begin(walk);
      await controls(walk);
      if (many > 3) await pressAt(walk, '[data-surname]');
      await controls(walk);
      const chosen = many > 3 ? '[data-person]' : '.nominee';
      const named = await hear(walk.page, () => pressAt(walk, chosen));
      expect(named).toContain(WORDS.chosen[language]);
      const refused = await hear(walk.page, () => pressAt(walk, `${chosen}:nth-of-type(2)`));
      expect(refused).toEqual(
        expect.arrayContaining([WORDS['at-most-recommended'][language], WORDS['tap-again'][language]]),
      );
      await controls(walk);
      await press(walk, 'understood');
      await toReview(walk);
      await walk.page.locator('.receipt-qr').waitFor();
      await controls(walk);
      await walk.close();
    }
  });

  test('a ballot that is cast, its card once more, a blank ballot, slips, and cards that start no session', async () => {
    const round = election();
    Object.assign(round.state, { slips: 'review' });
    const walk = await open(round, language);
    const { page } = walk;
    const card = round.card().qr;
    await scan(page, card);
    await arrives(walk, 'V2', () => press(walk, 'begin'));
    await hear(page, () => press(walk, 'next'));
    await arrives(walk, 'V3', () => press(walk, 'next'));
    await controls(walk);
    await press(walk, 'print-slip');
    await page.locator('[data-name="cast"]:not(:disabled)').waitFor();
    await controls(walk);
    await arrives(walk, 'V4', () => press(walk, 'cast'));
    await controls(walk);
    await press(walk, 'done');
    await page.locator('[data-screen="V0"]').waitFor();
    if (language === 'en') await press(walk, 'language');
    await arrives(walk, 'V0e', () => sendCard(page, card));
    await controls(walk);
    await press(walk, 'understood');
    for (const state of ['challenged', 'void', 'unknown'] as const) {
      await page.route('**/api/kiosk/token', (route) => route.fulfill({ json: { state, round: null } }));
      await page.locator('[data-screen="V0"]').waitFor();
      if (language === 'en') await press(walk, 'language');
      await arrives(walk, 'V0e', () => sendCard(page, round.card().qr));
      await controls(walk);
      await press(walk, 'understood');
    }
    await walk.close();
  });

  test('whatever holds a voter up', async () => {
    const round = election();
    const walk = await open(round, language);
    const { page } = walk;
    await begin(walk);
    await arrives(walk, 'V8', () =>
      page.evaluate(() => (window as unknown as { nobodyMoves: () => void }).nobodyMoves()),
    );
    await controls(walk);
    await arrives(walk, 'V2', () => press(walk, 'stay'));
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    await arrives(walk, 'upright', () => page.setViewportSize({ width: height, height: width }));
    await controls(walk);
    await arrives(walk, 'V2', () => page.setViewportSize({ width, height }));
    await arrives(walk, 'V9', () => page.route('**/api/kiosk/state', (route) => route.abort()));
    await controls(walk);
    await arrives(walk, 'paused', () => become(page, round, { voting: 'paused' }));
    await controls(walk);
    await arrives(walk, 'V2', () => become(page, round, {}));
    await toReview(walk);
    await page.locator('.receipt-qr').waitFor();
    let asked = 0;
    await page.route('**/api/kiosk/cast', async (route) => {
      asked += 1;
      if (asked === 1) await route.abort();
      else await route.fulfill({ status: 401, json: { code: 'not-signed-in' } });
    });
    await press(walk, 'cast');
    await arrives(walk, 'V9-kept', async () => undefined);
    await controls(walk);
    await press(walk, 'understood');
    await page.locator('[data-screen="V0"]').waitFor();
    if (language === 'en') await press(walk, 'language');
    await page.route('**/api/kiosk/pending', (route) => route.fulfill({ json: { signature: 'A'.repeat(86) } }));
    await scan(page, round.card().qr);
    await press(walk, 'begin');
    await hear(page, () => press(walk, 'next'));
    await arrives(walk, 'fault', () => press(walk, 'next'));
    await controls(walk);
    await press(walk, 'understood');
    if (language === 'en') await press(walk, 'language');
    for (const [screen, voting, phase] of [
      ['waiting', 'closed', 'sealed'],
      ['waiting', 'closed', 'closed'],
      ['S1', 'zero', 'check-in'],
    ] as const) {
      const meeting = { ...round.state.meeting, phase };
      await page.route('**/api/kiosk/acceptances', (route) => route.fulfill({ json: { held: 0 } }));
      await become(page, round, { voting, meeting });
      await page.locator(`[data-screen="${screen}"]`).waitFor();
      await page.waitForTimeout(1500);
      await controls(walk);
    }
    await walk.close();
  });
});

test('every kind of screen was heard in both languages', () => {
  const SCREENS = 'V0 typed camera V0e V1 V2 V3 V4 V5 V6 V6-opened V8 V9 V9-kept fault paused upright waiting S1'.split(
    ' ',
  );
  for (const language of LANGUAGES)
    expect([...heardOn.keys()].flatMap((key) => (key.startsWith(language) ? [key.slice(3)] : [])).toSorted()).toEqual(
      SCREENS.toSorted(),
    );
});

test('without headphones, or while a finger is on the screen, nothing is said but the sentences of the hall', async () => {
  for (const headphones of [false, true]) {
    const round = election();
    if (headphones) withHeadphones(round, NAMES.map(label));
    const { page, close } = await openMachine(pages.browser, pages.origin, TABLET, round, listen);
    await fetched(page);
    await hear(page, () => scan(page, round.card().qr));
    const said = await hear(page, async () => {
      if (headphones) {
        await tap(page, '[data-name="begin"]');
        await page.locator('.mark-row:nth-child(1) [data-mark="approve"]').tap();
        await page.waitForTimeout(BETWEEN_PRESSES_MS);
        await page.locator('.mark-row:nth-child(2) [data-mark="abstain"]').tap();
        await page.waitForTimeout(BETWEEN_PRESSES_MS);
        await tap(page, '[data-name="next"]');
      } else {
        for (const key of '8522522222525')
          await page.keyboard
            .press(`Numpad${key}`)
            .then(() => page.waitForTimeout(key === '5' ? BETWEEN_PRESSES_MS : 60));
      }
      await page.locator('.receipt-qr').waitFor();
    });
    expect(said).toEqual([PROMPTS.election.zh, PROMPTS.review.zh]);
    await close();
  }
});
