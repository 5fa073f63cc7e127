/** The voter's screens as UX 6 measures them: millimetres, taps, one primary button, no scrolling, contrast. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { TEST_RUN_STRIPE } from '../../tally/meeting/test-run.ts';
import { barriers, takeVoterPicture } from '../pictures.ts';
import { useBuiltPages } from './built-pages.ts';
import { buttonFaults, type Measured, measure, SIZES, textFaults } from './measures.ts';
import { signedRound } from './signed-round.ts';
import { expectNoTrace } from './traces.ts';
import { DIST, MONITOR, openMachine, pxPerMm, type Screen, scan, TABLET, tap } from './voting-machine.ts';

const person = (name: string, remark = '') => ({ name, remark });
const SEVEN = [
  person('王建国', '1974年4月生'),
  ...['田大利', '任金山', '李㛃', '陈䶮', '林海燕', '周玥'].map((name) => person(name)),
];
const OTHERS = [
  person('王建国', '1977年6月生'),
  ...['张玉龙', '杨志强', '欧阳建华', '买买提·吐尔逊江', '谭建国', '付卫东', '罗堃'].map((name) => person(name)),
];
const LONG = [
  '买买提·吐尔逊江·阿卜杜热合曼',
  '欧阳建国',
  '李㛃',
  '阿里木江·买买提',
  ...['陈䶮', '王建国', '刘伟', '张伟', '李伟', '赵伟', '钱伟', '孙伟', '周伟'],
].map((name) => person(name));
const SCREENS: readonly (readonly [string, Screen])[] = [
  ['a 10.1-inch tablet', TABLET],
  ['a 21.5-inch screen', MONITOR],
];

const pages = useBuiltPages();

type Seen = { readonly measured: Measured; readonly violations: readonly string[] };

async function look(page: Page, withAxe: boolean): Promise<Seen> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const measured = await measure(page);
  const violations = withAxe ? await barriers(page) : [];
  return { measured, violations };
}

const WORDS_OF_TEST_RUN = Array.from({ length: 2 }, () => `${TEST_RUN_STRIPE.zh} ${TEST_RUN_STRIPE.en}`);
/** The words that are wholly seen at either edge, nothing of the screen below them. */
const stripes = (page: Page): Promise<readonly string[]> =>
  page.locator('[data-name="test-run"]').evaluateAll((all) =>
    all.map((stripe) => {
      const [first] = stripe.children;
      const edge = stripe.getBoundingClientRect();
      const words = first?.getBoundingClientRect();
      const isWhole = words !== undefined && words.top >= edge.top - 1 && words.bottom <= edge.bottom + 1;
      const covered = [...document.querySelectorAll('.voter button, .voter-main *, .voter-header *')].some((one) => {
        const { left, right, width, height } = one.getBoundingClientRect();
        const own = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
        if (!own || width === 0 || height === 0) return false;
        return left < edge.right - 1 && right > edge.left + 1;
      });
      const said = first?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
      return isWhole && !covered ? said : `${said}: ${isWhole ? 'covers text' : 'cut off'}`;
    }),
  );

/** From the card to the receipt or to the opened ballot, looking at every screen on the way. */
async function walk(
  screen: Screen,
  size: (typeof SIZES)[number],
  candidates: typeof SEVEN,
  options: {
    readonly withAxe?: boolean;
    readonly contrast?: boolean;
    readonly end?: 'cast' | 'challenge';
    readonly blank?: boolean;
    readonly english?: boolean;
    readonly testRun?: boolean;
  } = {},
): Promise<{ readonly seen: readonly Seen[]; readonly complaints: readonly string[] }> {
  const testRun = options.testRun === true;
  const round = signedRound(candidates, 5, OTHERS, [], testRun);
  const { page, complaints, close } = await openMachine(pages.browser, pages.origin, screen, round);
  const seen: Seen[] = [];
  const machine = screen === TABLET ? 'tablet' : 'monitor';
  const ballot = [options.blank === true ? 'blank' : candidates.length, options.end ?? 'cast']
    .concat(testRun ? ['test-run'] : [])
    .concat(screen === TABLET || screen === MONITOR ? [] : ['square'])
    .join('-');
  const record = async () => {
    expect(await stripes(page)).toEqual(testRun ? WORDS_OF_TEST_RUN : []);
    const saw = await look(page, options.withAxe === true);
    seen.push(saw);
    const at = `${seen.length}`.padStart(2, '0');
    const dark = options.contrast === true ? '-white-on-black' : '';
    await takeVoterPicture(page, machine, `${ballot}-${size}${dark}-${at}-${saw.measured.id}`);
  };
  const isAt = async (id: string) => (await page.locator(`[data-screen="${id}"]`).count()) === 1;
  await record();
  await tap(page, '[data-name="typed"]');
  await record();
  await tap(page, '[data-name="back"]');
  await scan(page, round.card().qr);
  if (options.english === true) await tap(page, '[data-name="language"]');
  if (options.contrast === true) await tap(page, '[data-name="contrast"]');
  await tap(page, `[data-size="${size}"]`);
  await record();
  await tap(page, '[data-name="begin"]');
  for (let guard = 0; (await isAt('V2')) && guard < 20; guard += 1) {
    const rows = await page.locator('.mark-row').count();
    for (let row = 0; row < rows; row += 1) {
      // One row of the ballot stays unmarked, so that the review has all four states.
      if (options.blank === true || (guard === 1 && row === 0)) continue;
      const kind = ['disapprove', 'approve', 'abstain'][(guard + row) % 3];
      await page.locator('.mark-row').nth(row).locator(`[data-mark="${kind}"]`).tap();
    }
    await record();
    const writeIn = page.locator('[data-name="write-in"]');
    if (guard === 0 && (await writeIn.count()) > 0) {
      await tap(page, '[data-name="write-in"]');
      await record();
      await tap(page, '[data-surname="王"]');
      await record();
      await tap(page, '[data-person]');
      await record();
    }
    await tap(page, '[data-name="next"]');
    if ((await page.locator('[data-pointed-out="true"]').count()) > 0) {
      await record();
      await tap(page, '[data-name="next"]');
    }
  }
  await page.locator('.receipt-qr').waitFor();
  await record();
  while ((await page.locator('[data-name="cast"]').count()) === 0) {
    await tap(page, '[data-name="next"]');
    await record();
  }
  if (options.end === 'challenge') {
    await tap(page, '[data-name="challenge"]');
    await record();
    await tap(page, '[data-name="open"]');
    await page.locator('[data-screen="V6-opened"] .receipt-qr').waitFor();
    await record();
    while ((await page.locator('[data-name="done"]').count()) === 0) {
      await tap(page, '[data-name="next"]');
      await record();
    }
  } else {
    await tap(page, '[data-name="cast"]');
    await page.locator('[data-screen="V4"]').waitFor();
    await record();
  }
  await close();
  return { seen, complaints };
}

test('a large screen of 5:4 holds a full column of review rows too, one of them with two namesakes (UX 6.10)', async () => {
  const square: Screen = { width: 1280, height: 1024, widthMm: 376, heightMm: 301 };
  const thirteen = [...SEVEN, ...LONG.slice(6)].slice(0, 13);
  for (const size of SIZES) {
    const { seen } = await walk(square, size, thirteen);
    for (const { measured } of seen) expect(measured.outside, `${measured.id} ${size}`).toEqual([]);
  }
});

describe.each(SCREENS)('on %s', (_, screen) => {
  const mm = (px: number) => px / pxPerMm(screen);

  test.each(SIZES.flatMap((size) => [[size, 'cast'] as const, [size, 'challenge'] as const]))(
    'every screen keeps its sizes and fits, text size %s, to the %s (UX 6.2, 6.7, 6.10)',
    async (size, end) => {
      const { seen, complaints } = await walk(screen, size, SEVEN, { end });
      expect(new Set(seen.map(({ measured }) => measured.id))).toEqual(
        new Set(['V0', 'typed', 'V1', 'V2', 'V5', 'V3', ...(end === 'cast' ? ['V4'] : ['V6', 'V6-opened'])]),
      );
      for (const { measured } of seen) {
        const { id, buttons, outside } = measured;
        expect(outside, id).toEqual([]);
        expect(buttons.filter(({ kind }) => kind === 'primary').length, `${id}: primary buttons`).toBe(1);
        expect(buttonFaults(measured, screen), id).toEqual([]);
        // 赞成, 不赞成, 弃权 of every row.
        if (id === 'V2') expect(buttons.filter(({ isMark }) => isMark).length % 3, id).toBe(0);
      }
      expect(complaints).toEqual([]);
    },
  );

  test('a test run says so at both edges of every screen, and rows, buttons and letters are those of the real meeting (UX 6.34)', async () => {
    for (const [candidates, size, end, english] of [
      [SEVEN, 'standard', 'cast', false],
      [LONG, 'large', 'cast', true],
      [SEVEN, 'largest', 'challenge', false],
    ] as const) {
      const { seen, complaints } = await walk(screen, size, candidates, { end, english, testRun: true, withAxe: true });
      const real = await walk(screen, size, candidates, { end, english });
      expect(seen.map(({ measured }) => measured.id)).toEqual(real.seen.map(({ measured }) => measured.id));
      for (const [at, { measured, violations }] of seen.entries()) {
        expect(measured.outside, measured.id).toEqual([]);
        expect(violations, measured.id).toEqual([]);
        expect(measured.buttons, measured.id).toEqual(real.seen[at]?.measured.buttons);
      }
      expect(complaints).toEqual([]);
    }
  });

  test('long names and thirteen candidates fit too, smallest and largest text (UX 6.10)', async () => {
    for (const [size, end] of [
      ['standard', 'cast'],
      ['large', 'cast'],
      ['large', 'challenge'],
      ['largest', 'challenge'],
    ] as const) {
      const { seen } = await walk(screen, size, LONG, { end });
      for (const { measured } of seen) expect(measured.outside, `${measured.id} ${size}`).toEqual([]);
    }
  });

  test('English first fits too (UX 6.10)', async () => {
    for (const [candidates, size, end] of [
      [SEVEN, 'large', 'cast'],
      [LONG, 'largest', 'challenge'],
    ] as const) {
      const { seen } = await walk(screen, size, candidates, { end, english: true });
      for (const { measured } of seen) expect(measured.outside, `${measured.id} ${size}`).toEqual([]);
    }
  });

  test('a blank ballot says so where there is room, with every button in its place (UX 5.3)', async () => {
    for (const size of ['large', 'largest'] as const) {
      const { seen } = await walk(screen, size, SEVEN, { blank: true });
      for (const { measured } of seen) {
        const { id, outside } = measured;
        expect(outside, id).toEqual([]);
        expect(buttonFaults(measured, screen), id).toEqual([]);
      }
      const review = seen.findLast(({ measured }) => measured.id === 'V3')?.measured;
      const said = review?.texts.map(({ text }) => text) ?? [];
      expect(said).toEqual(expect.arrayContaining(['您没有作任何表示', '将全部按弃权计', '抽查这台机器']));
      expect(review?.buttons.filter(({ kind }) => kind === 'primary').map(({ name }) => name)).toEqual(['change']);
    }
  });

  test('texts are large enough in the default size (UX 6.8)', async () => {
    const [cast, challenge] = [
      await walk(screen, 'large', SEVEN),
      await walk(screen, 'large', SEVEN, { end: 'challenge' }),
    ];
    const seen = [...cast.seen, ...challenge.seen];
    const names = new Set(SEVEN.map(({ name }) => name));
    for (const { measured } of seen) {
      expect(measured.size, measured.id).toBe('large');
      expect(textFaults(measured, screen), measured.id).toEqual([]);
      for (const { text, fontPx } of measured.texts)
        if (measured.id === 'V2' && names.has(text)) expect(mm((fontPx ?? 0) * 0.92), text).toBeGreaterThanOrEqual(9);
    }
  });
});

test('contrast is at least 10:1, in white on black at least 20:1 (UX 6.9)', async () => {
  for (const theme of ['normal', 'high'] as const) {
    const contrast = theme === 'high';
    const { seen } = await walk(TABLET, 'large', SEVEN, { contrast, end: contrast ? 'challenge' : 'cast' });
    // The setting is made on V1 and holds from there.
    for (const { measured } of seen.slice(contrast ? 2 : 0))
      expect(textFaults(measured, TABLET, theme), measured.id).toEqual([]);
  }
});

test('axe finds nothing on any voter screen (UX 6.12)', async () => {
  for (const end of ['cast', 'challenge'] as const) {
    const { seen } = await walk(TABLET, 'large', SEVEN, { withAxe: true, end });
    for (const { measured, violations } of seen) expect(violations, measured.id).toEqual([]);
  }
});

/** Marks everybody and casts; returns the taps that reached the page. */
async function taps(screen: Screen, candidates: number, mark: string): Promise<number> {
  const round = signedRound(SEVEN.slice(0, candidates), Math.min(5, candidates), []);
  const { page, close } = await openMachine(pages.browser, pages.origin, screen, round);
  await page.evaluate(() => {
    Object.assign(window, { taps: 0 });
    addEventListener('pointerdown', () =>
      Object.assign(window, { taps: (window as never as { taps: number }).taps + 1 }),
    );
  });
  await scan(page, round.card().qr);
  await tap(page, '[data-name="begin"]');
  while ((await page.locator('[data-screen="V2"]').count()) === 1) {
    for (const row of await page.locator('.mark-row').all()) await row.locator(`[data-mark="${mark}"]`).tap();
    await tap(page, '[data-name="next"]');
  }
  await page.locator('.receipt-qr').waitFor();
  await tap(page, '[data-name="cast"]');
  await page.locator('[data-screen="V4"]').waitFor();
  const count = await page.evaluate(() => (window as never as { taps: number }).taps);
  await close();
  return count;
}

test('the main path costs candidates + pages + 2 taps, whatever is marked (UX 6.1)', async () => {
  expect(await taps(MONITOR, 6, 'disapprove')).toBe(9);
  expect(await taps(TABLET, 6, 'abstain')).toBe(10);
  expect(await taps(TABLET, 1, 'approve')).toBe(4);
});

test('nobody is preselected, one tap marks one candidate, too many are refused in words (UX 6.3, 6.6)', async () => {
  const round = signedRound(SEVEN, 1, OTHERS);
  const { page, close } = await openMachine(pages.browser, pages.origin, MONITOR, round);
  await scan(page, round.card().qr);
  await tap(page, '[data-name="begin"]');
  const chosen = () => page.locator('.mark[aria-pressed="true"]').count();
  expect(await chosen()).toBe(0);
  await page.locator('[data-mark="approve"]').first().tap();
  await expect.poll(chosen).toBe(1);
  await page.locator('[data-mark="approve"]').nth(1).tap();
  const words = await page.locator('[data-dialog="mark-refused"]').innerText();
  expect(words).toContain('最多选 1 人');
  expect(words).toContain('王建国');
  expect(await chosen()).toBe(1);
  await close();
});

test('a slow second tap in the same place neither casts what nobody has looked at nor takes the code away (UX 6.14)', async () => {
  const round = signedRound(SEVEN.slice(0, 3), 2, OTHERS);
  const { page, close } = await openMachine(pages.browser, pages.origin, MONITOR, round, (opened) =>
    opened.clock.install(),
  );
  const isAt = (id: string) => page.locator(`[data-screen="${id}"]`).waitFor();
  await scan(page, round.card().qr);
  await tap(page, '[data-name="begin"]');
  for (const row of await page.locator('.mark-row').all()) await row.locator('[data-mark="abstain"]').tap();
  const next = await page.locator('[data-name="next"]').boundingBox();
  if (next === null) throw new Error('a button without a place');
  /** The finger has not moved, and comes down again so much later. */
  const tapAfter = async (ms: number) => {
    await page.clock.runFor(ms);
    await page.touchscreen.tap(next.x + next.width / 2, next.y + next.height / 2);
  };
  const casts: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/kiosk/cast')) casts.push(request.url());
  });
  // From here on the page knows no other time than what is let pass below.
  await page.clock.pauseAt(Date.now() + 60_000);
  await tapAfter(500);
  await page.locator('[data-screen="V3"] .receipt-qr').waitFor();
  await tapAfter(990);
  await isAt('V3');
  expect(casts).toEqual([]);
  await tapAfter(410);
  await isAt('V4');
  await tapAfter(1990);
  await isAt('V4');
  await tapAfter(410);
  await isAt('V0');
  expect(casts.length).toBe(1);
  await close();
});

test('no control of the ballot marks two: each is pressed once, on a ballot that is empty (UX 6.3)', async () => {
  const round = signedRound(SEVEN.slice(0, 6), 5, OTHERS);
  const { page, close } = await openMachine(pages.browser, pages.origin, MONITOR, round);
  const CONTROLS = '.voter :is(button, a[href], input, select, [role="button"], [tabindex]):not(:disabled)';
  const fresh = async () => {
    await page.reload();
    await page.locator('[data-screen="V0"]').waitFor();
    await scan(page, round.card().qr);
    await tap(page, '[data-name="begin"]');
    await page.locator('.mark-row').nth(5).waitFor();
  };
  const marks = () =>
    page.locator('.mark-row').evaluateAll((rows) =>
      rows.map((row) => {
        const pressed = [...row.querySelectorAll<HTMLElement>('.mark[aria-pressed="true"]')];
        return pressed.map(({ dataset }) => dataset.mark).join();
      }),
    );
  await fresh();
  const count = await page.locator(CONTROLS).count();
  const empty = Array.from({ length: 6 }, () => '');
  const marked: string[] = [];
  for (let at = 0; at < count; at += 1) {
    if (at > 0) await fresh();
    const control = page.locator(CONTROLS).nth(at);
    const name = await control.evaluate((one: HTMLElement) => one.dataset.mark ?? one.dataset.name ?? one.className);
    expect(await marks(), name).toEqual(empty);
    await control.tap();
    await page.waitForTimeout(100);
    const now = (await marks()).flatMap((mark, row) => (mark === '' ? [] : [`${row} ${mark}`]));
    expect(now.length, name).toBeLessThanOrEqual(1);
    marked.push(...now);
  }
  // Each of the eighteen marks by its own button, and by no other.
  const ways = empty.flatMap((_none, row) => ['approve', 'disapprove', 'abstain'].map((mark) => `${row} ${mark}`));
  expect(marked).toEqual(ways);
  expect(count).toBeGreaterThan(ways.length);
  await close();
});

test('another person is reachable only after 不赞成, and leaving 不赞成 asks first (UX 6.5)', async () => {
  const round = signedRound(SEVEN, 5, OTHERS);
  const { page, close } = await openMachine(pages.browser, pages.origin, TABLET, round);
  await scan(page, round.card().qr);
  await tap(page, '[data-name="begin"]');
  const row = page.locator('.mark-row').nth(1);
  for (const mark of ['approve', 'abstain']) {
    await row.locator(`[data-mark="${mark}"]`).tap();
    await expect.poll(() => row.getAttribute('data-marked')).toBe(mark);
    expect(await page.locator('[data-name="write-in"]').count()).toBe(0);
  }
  await row.locator('[data-mark="disapprove"]').tap();
  await tap(page, '[data-name="write-in"]');
  await tap(page, '[data-surname="谭"]');
  await tap(page, '[data-person]');
  expect(await row.locator('[data-name="write-in"]').innerText()).toContain('谭建国');
  await row.locator('[data-mark="approve"]').tap();
  await tap(page, '[data-name="keep"]');
  expect(await row.locator('[data-name="write-in"]').innerText()).toContain('谭建国');
  await row.locator('[data-mark="approve"]').tap();
  await tap(page, '[data-name="remove"]');
  await expect.poll(() => row.getAttribute('data-marked')).toBe('approve');
  expect(await page.locator('[data-name="write-in"]').count()).toBe(0);
  await close();
});

test('after a session nothing of it is left but the acceptance (UX 6.16)', async () => {
  const round = signedRound(SEVEN, 5, OTHERS);
  const { page, close } = await openMachine(pages.browser, pages.origin, MONITOR, round);
  const history = await page.evaluate(() => window.history.length);
  const mine = round.card();
  await scan(page, mine.qr);
  await tap(page, '[data-size="largest"]');
  await tap(page, '[data-name="begin"]');
  await page.locator('[data-mark="approve"]').first().tap();
  while ((await page.locator('[data-screen="V2"]').count()) === 1) await tap(page, '[data-name="next"]');
  await page.locator('.receipt-qr').waitFor();
  while ((await page.locator('[data-name="cast"]').count()) === 0) await tap(page, '[data-name="next"]');
  await tap(page, '[data-name="cast"]');
  await tap(page, '[data-name="done"]');
  await page.locator('[data-screen="V0"]').waitFor();
  await expectNoTrace(
    page,
    pages.origin,
    SEVEN.map(({ name }) => name),
    mine,
  );
  expect(await page.evaluate(() => window.history.length)).toBe(history);
  const stored = await page.evaluate(() => Object.entries(localStorage));
  const kept = stored.filter(([key]) => key.startsWith('changpiao.acceptances.'));
  expect(kept).toHaveLength(1);
  expect(
    stored
      .map(([key]) => key)
      .filter((key) => !key.startsWith('changpiao.acceptances.'))
      .sort(),
  ).toEqual([
    'changpiao.kept-rounds',
    'changpiao.paired-meeting',
    'changpiao.px-per-mm',
    `changpiao.sent.${round.ctx}`,
  ]);
  const { meetingHash } = round.state;
  expect(stored).toContainEqual(['changpiao.kept-rounds', `${meetingHash}.${round.ctx}`]);
  expect(stored).toContainEqual(['changpiao.paired-meeting', meetingHash]);
  // The ballot it sent is confirmed: nothing waits.
  expect(stored).toContainEqual([`changpiao.sent.${round.ctx}`, '[]']);
  const acceptances: readonly object[] = JSON.parse(kept[0]?.[1] ?? '[]');
  expect(acceptances.map((one) => Object.keys(one).sort())).toEqual([['T', 'h', 'signature']]);
  await scan(page, round.card().qr);
  expect(await page.locator('[data-size="large"]').getAttribute('aria-pressed')).toBe('true');
  await close();
});

test('the kiosk page and the check page are at most 300 kB compressed, fonts and camera reader aside (UX 5.7)', () => {
  const assets = join(DIST, 'assets');
  const gzipped = (file: string) => gzipSync(readFileSync(file)).length;
  const linked = (name: string) =>
    [...readFileSync(join(DIST, name), 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, path]) =>
      join(DIST, path as string),
    );
  const workers = (...names: readonly string[]) =>
    readdirSync(assets)
      .filter((file) => names.some((name) => file.startsWith(`${name}.worker-`)))
      .map((file) => join(assets, file));
  for (const files of [
    [...linked('kiosk.html'), ...workers('voter')],
    [...linked('check.html'), ...workers('record-check', 'ballot-check')],
  ]) {
    expect(files.length).toBeGreaterThan(3);
    expect(files.reduce((sum, file) => sum + gzipped(file), 0)).toBeLessThanOrEqual(300_000);
  }
});
