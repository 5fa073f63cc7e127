/**
 * The voter's screens of 民主测评 and 民主推荐 in a real Chromium, measured as UX 6 measures those of an election.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { GRADE_SCALES } from '../../tally/appraisal/grade-scales.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { takeVoterPicture } from '../pictures.ts';
import { useBuiltPages } from '../voter-screens/built-pages.ts';
import { buttonFaults, measure, ROUNDING_MM, SIZES, textFaults } from '../voter-screens/measures.ts';
import { signedBallot } from '../voter-screens/signed-round.ts';
import { MONITOR, openMachine, pxPerMm, type Screen, scan, TABLET, tap } from '../voter-screens/voting-machine.ts';

const persons = (...names: readonly string[]) => names.map((name) => ({ name, remark: '' }));
const APPRAISAL: readonly Contest[] = [
  {
    kind: 'appraisal',
    title: { zh: '班子', en: 'Appraisal: bodies' },
    objects: 'bodies',
    subjects: persons('村党总支委员会', '村民委员会', '村务监督委员会'),
    grades: GRADE_SCALES['four-good'],
  },
  {
    kind: 'appraisal',
    title: { zh: '村干部', en: 'Appraisal: cadres' },
    objects: 'persons',
    subjects: [
      { name: '王建国', remark: '1974年4月生' },
      ...persons('田大利', '买买提·吐尔逊江', '林海燕', '陈䶮', '任金山', '周玥', '李㛃', '黄向阳'),
    ],
    grades: GRADE_SCALES['four-excellent'],
  },
];
const few = persons('王建国', '田大利', '林海燕', '陈䶮', '任金山', '周玥', '李㛃', '买买提·吐尔逊江');
const many = Array.from({ length: 60 }, (_, at) => ({
  name: `${'王田林陈任周李黄'[at % 8]}${'建大海金玉向国'[at % 7]}${'一二三四五六七八九'[at % 9]}`,
  remark: `${at + 1}组`,
}));
const recommendation = (nominees: typeof few): readonly Contest[] => [
  {
    kind: 'recommendation',
    title: { zh: '村党支部委员初步人选', en: 'Recommendation: committee' },
    nominees,
    limit: 3,
  },
];

const SCREENS: readonly (readonly [string, Screen])[] = [
  ['tablet', TABLET],
  ['monitor', MONITOR],
];
const pages = useBuiltPages();

/** Nothing scrolls or leaves its part; buttons and letters have their millimetres and are seen well (UX 2). */
async function expectInOrder(page: Page, screen: Screen, theme: 'normal' | 'high' = 'normal'): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const measured = await measure(page);
  const { id, outside, buttons } = measured;
  expect(outside, id).toEqual([]);
  expect(buttonFaults(measured, screen), id).toEqual([]);
  expect(textFaults(measured, screen, theme), id).toEqual([]);
  for (const { name, width } of buttons)
    expect(width / pxPerMm(screen), `${name} wide`).toBeGreaterThanOrEqual(16 - ROUNDING_MM);
}

const isAt = async (page: Page, id: string) => (await page.locator(`[data-screen="${id}"]`).count()) === 1;

type Display = { readonly language?: 'English'; readonly contrast?: 'high' };

async function begin(
  screen: Screen,
  size: (typeof SIZES)[number],
  contests: readonly Contest[],
  { language, contrast }: Display = {},
) {
  const kind = contests[0]?.kind === 'appraisal' ? 'appraisal' : 'recommendation';
  const round = signedBallot(contests, kind);
  const machine = await openMachine(pages.browser, pages.origin, screen, round);
  await scan(machine.page, round.card().qr);
  if (language !== undefined) await machine.page.locator('button', { hasText: language }).first().tap();
  await tap(machine.page, `[data-size="${size}"]`);
  if (contrast !== undefined) await tap(machine.page, '[data-name="contrast"]');
  await takeVoterPicture(machine.page, screen === TABLET ? 'tablet' : 'monitor', `${kind}-${size}-V1`);
  await tap(machine.page, '[data-name="begin"]');
  return machine;
}

describe.each(SCREENS)('an appraisal on a %s', (name, screen) => {
  test.each(SIZES)('in size %s: a row a subject, nothing set before, what is left out says so', async (size) => {
    const { page, complaints, close } = await begin(screen, size, APPRAISAL);
    let taps = 0;
    let subjects = 0;
    const names: string[] = [];
    for (let at = 0; (await isAt(page, 'V2')) && at < 20; at += 1) {
      const rows = page.locator('.grade-row');
      const count = await rows.count();
      names.push(...(await page.locator('.grade-row .mark-row-name > span:first-child').allInnerTexts()));
      expect(await page.locator('.grade[aria-pressed="true"]').count()).toBe(0);
      expect(await rows.first().locator('.grade').count()).toBe(4);
      for (let row = 0; row < count; row += 1) {
        subjects += 1;
        // The first person stays without a grade.
        if (subjects === 4) continue;
        await rows
          .nth(row)
          .locator('.grade')
          .nth((at + row) % 4)
          .tap();
        await page.waitForTimeout(450);
        taps += 1;
      }
      await expectInOrder(page, screen);
      await takeVoterPicture(page, name, `appraisal-${size}-V2-${at}`);
      const pointedOut = (await page.locator('.grade-row[data-marked="none"]').count()) > 0;
      await tap(page, '[data-name="next"]');
      if (!pointedOut) continue;
      expect(await page.locator('.voter-state').innerText()).toContain('还有 1 项未评，可以继续');
      await tap(page, '[data-name="next"]');
    }
    expect([subjects, taps]).toEqual([12, 11]);
    // Row 0 of the next list is another person.
    expect(names).toEqual(
      APPRAISAL.flatMap((contest) => (contest.kind === 'appraisal' ? contest.subjects : [])).map(({ name }) => name),
    );
    await page.locator('[data-screen="V3"] [data-name="change"]').first().waitFor();
    const unmarked: string[] = [];
    for (let at = 0; at < 10; at += 1) {
      await expectInOrder(page, screen);
      await takeVoterPicture(page, name, `appraisal-${size}-V3-${at}`);
      unmarked.push(...(await page.locator('.review-unmarked').allInnerTexts()));
      if ((await page.locator('[data-name="cast"]').count()) === 1) break;
      await tap(page, '.voter-footer [data-kind="primary"]');
    }
    expect(unmarked).toEqual(['未评，按弃权计']);
    expect(await page.locator('[data-name="cast"]').innerText()).toContain('交测评表');
    await page.locator('[data-name="cast"]:enabled').waitFor();
    await tap(page, '[data-name="cast"]');
    await page.locator('[data-screen="V4"]').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});

/** A long name with a remark, and one without: two lines of name and one line below. */
const LONG_NAMES: readonly Contest[] = [
  {
    kind: 'appraisal',
    title: { zh: '村干部', en: 'Appraisal: cadres' },
    objects: 'persons',
    subjects: [
      { name: '买买提·吐尔逊江', remark: '1974年4月生' },
      { name: '欧阳海燕', remark: '1974年4月生' },
      ...persons('阿卜杜热合曼·阿卜力米提'),
    ],
    grades: GRADE_SCALES['four-excellent'],
  },
];
const ENGLISH = SIZES.flatMap((size) => (['normal', 'high'] as const).map((contrast) => [size, contrast] as const));

test.each(ENGLISH)(
  'in English, size %s and %s contrast every grade stands inside its button',
  async (size, contrast) => {
    const display = { language: 'English', ...(contrast === 'high' ? { contrast } : {}) } as const;
    const { page, close } = await begin(TABLET, size, [...APPRAISAL, ...LONG_NAMES], display);
    for (let at = 0; (await isAt(page, 'V2')) && at < 20; at += 1) {
      await expectInOrder(page, TABLET, contrast);
      const cut = await page.locator('.grade').evaluateAll((buttons) =>
        buttons.flatMap((button) => {
          const word = button.querySelector('.grade-word');
          if (word === null) return ['no word'];
          const inner = word.getBoundingClientRect();
          const outer = button.getBoundingClientRect();
          const isInside =
            inner.left >= outer.left - 0.5 &&
            inner.right <= outer.right + 0.5 &&
            inner.bottom <= outer.bottom + 0.5 &&
            word.scrollWidth <= word.clientWidth + 1;
          return isInside ? [] : [word.textContent ?? ''];
        }),
      );
      expect(cut).toEqual([]);
      await takeVoterPicture(page, 'tablet', `appraisal-english-${size}-${contrast}-V2-${at}`);
      await tap(page, '[data-name="next"]');
      if (await isAt(page, 'V2')) await tap(page, '[data-name="next"]');
    }
    await close();
  },
);

test.each(SIZES)('in size %s long names without a grade stand inside their rows', async (size) => {
  const { page, close } = await begin(TABLET, size, [...LONG_NAMES, ...APPRAISAL]);
  for (let at = 0; (await isAt(page, 'V2')) && at < 20; at += 1) {
    await expectInOrder(page, TABLET);
    await tap(page, '[data-name="next"]');
    if (await isAt(page, 'V2')) {
      await expectInOrder(page, TABLET);
      await tap(page, '[data-name="next"]');
    }
  }
  await close();
});

test('a grade pressed again is taken back only after a question', async () => {
  const { page, close } = await begin(TABLET, 'large', APPRAISAL);
  const good = page.locator('.grade-row').first().locator('.grade').first();
  await good.tap();
  await page.waitForTimeout(450);
  await good.tap();
  await page.locator('[data-dialog="take-back"]').waitFor();
  await expectInOrder(page, TABLET);
  await takeVoterPicture(page, 'tablet', 'appraisal-take-back');
  await tap(page, '[data-name="keep"]');
  await page.locator('[data-dialog="take-back"]').waitFor({ state: 'detached' });
  expect(await good.getAttribute('aria-pressed')).toBe('true');
  await good.tap();
  await page.locator('[data-dialog="take-back"]').waitFor();
  await tap(page, '[data-name="remove"]');
  await expect.poll(() => good.getAttribute('aria-pressed')).toBe('false');
  await close();
});

test.each(SIZES)('a recommendation in size %s: ticks up to the limit and never one more', async (size) => {
  const { page, complaints, close } = await begin(TABLET, size, recommendation(few));
  await expectInOrder(page, TABLET);
  for (const name of ['王建国', '田大利', '林海燕']) {
    while ((await page.locator(`[data-nominee="${name}"]`).count()) === 0) await tap(page, '[data-name="next"]');
    await tap(page, `[data-nominee="${name}"]`);
  }
  await takeVoterPicture(page, 'tablet', `recommendation-${size}-V2`);
  while ((await page.locator('[data-nominee="陈䶮"]').count()) === 0) await tap(page, '[data-name="next"]');
  await tap(page, '[data-nominee="陈䶮"]');
  await page.locator('[data-dialog="mark-refused"]').waitFor();
  expect(await page.locator('[data-dialog="mark-refused"]').innerText()).toContain('王建国、田大利、林海燕');
  await expectInOrder(page, TABLET);
  await tap(page, '[data-name="understood"]');
  expect(await page.locator('[data-nominee="陈䶮"]').getAttribute('aria-pressed')).toBe('false');
  for (let guard = 0; (await isAt(page, 'V2')) && guard < 9; guard += 1) await tap(page, '[data-name="next"]');
  expect(await page.locator('.review-row').count()).toBe(3);
  await expectInOrder(page, TABLET);
  await takeVoterPicture(page, 'tablet', `recommendation-${size}-V3`);
  await page.locator('[data-name="cast"]:enabled').waitFor();
  await tap(page, '[data-name="cast"]');
  await page.locator('[data-screen="V4"]').waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test.each(SIZES)('a long list in size %s is searched by surname, and who is chosen stands beside it', async (size) => {
  const { page, close } = await begin(TABLET, size, recommendation(many));
  await page.locator('[data-surname="陈"]').waitFor();
  await expectInOrder(page, TABLET);
  await tap(page, '[data-surname="陈"]');
  await tap(page, '.picker-person >> nth=1');
  await takeVoterPicture(page, 'tablet', `recommendation-${size}-search`);
  await expectInOrder(page, TABLET);
  expect(await page.locator('.nominee-chosen li').allInnerTexts()).toHaveLength(1);
  expect(await page.locator('.picker-person[aria-pressed="true"]').count()).toBe(1);
  await close();
});

test('a ballot that is checked by 抽查 shows its grades, and a form with nobody on it says so', async () => {
  const { page, close } = await begin(TABLET, 'large', recommendation(few));
  await tap(page, '[data-name="next"]');
  await page.locator('.review-unmarked').waitFor();
  expect(await page.locator('.review-unmarked').innerText()).toBe('没有推荐人，按弃权计');
  await page.locator('[data-name="challenge"]:enabled').waitFor();
  await tap(page, '[data-name="challenge"]');
  await tap(page, '[data-name="open"]');
  await page.locator('[data-screen="V6-opened"]').waitFor();
  await takeVoterPicture(page, 'tablet', 'recommendation-opened');
  await expectInOrder(page, TABLET);
  await close();
});
