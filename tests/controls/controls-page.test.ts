/** The page of controls (kiosk/controls/README.md): every one in every state, in both themes, all text sizes and both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { barriers, lossesWhenZoomed, takePicture, takeVoterPicture } from '../pictures.ts';
import { useBuiltPages } from '../voter-screens/built-pages.ts';

const kiosk = fileURLToPath(new URL('../../kiosk/', import.meta.url));
const pages = useBuiltPages();
const asked: string[] = [];
const faults: string[] = [];
let page: Page;

/** Components, icons and what makes components; words and groupings that are exported beside them are no controls. */
const EXPORTED = /^export (?:function ([A-Z]\w*|create\w+)|const (\w+Icon))\b/gm;
const controls = readdirSync(join(kiosk, 'controls'))
  .filter((file) => file.endsWith('.tsx'))
  .flatMap((file) =>
    [...readFileSync(join(kiosk, 'controls', file), 'utf8').matchAll(EXPORTED)].map(([, made, icon]) => ({
      file,
      name: (made ?? icon) as string,
    })),
  );
const samples = readdirSync(join(kiosk, 'screens/controls'))
  .map((file) => readFileSync(join(kiosk, 'screens/controls', file), 'utf8'))
  .join('\n');

const choose = (field: 'theme' | 'text-size', value: string) =>
  page.locator(`[data-name="${field}"] input[value="${value}"]`).check();

beforeAll(async () => {
  page = await pages.browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${pages.origin}/controls/`);
  await page.locator('[data-screen="controls"]').waitFor();
});

test('there are controls to look for', () => {
  expect(controls.length).toBeGreaterThan(60);
  expect(controls.map(({ name }) => name)).toEqual(expect.arrayContaining(['Button', 'TickIcon', 'MarkRow', 'Dialog']));
});

test.each(controls)('$name of $file stands on the page, drawn by the control itself', async ({ file, name }) => {
  const imported = new RegExp(
    `import \\{[^}]*\\b${name}\\b[^}]*\\} from '\\.\\./\\.\\./controls/${file.replace('.', '\\.')}'`,
  );
  expect(`${samples}\n${readFileSync(join(kiosk, 'screens/controls/controls-page.tsx'), 'utf8')}`).toMatch(imported);
  const states = page.locator(`[data-control="${name}"] > .sample-states`);
  expect(await states.count()).toBe(1);
  expect(await states.locator('*').count()).toBeGreaterThan(0);
  expect((await states.boundingBox())?.height).toBeGreaterThan(8);
});

test('a result that the other base would change says so, with both outcomes, where a scrutineer verified it (UX 6.32, S9)', async () => {
  const verified = page.locator('[data-control="VerifiedContest"]');
  expect(await verified.innerText()).toContain('计算基数：应到会有选举权人数 22；至少需要赞成 12 票');
  const notice = await verified.locator('.notice[data-name="base-sensitive"]').innerText();
  expect(notice).toMatch(/口径敏感：按应到会人数，当选：王样例；.*如按实到会人数，当选：王样例、李示范/);
});

/** What tells the states of a control apart, for those that a voter marks with. */
const STATES: Readonly<Record<string, readonly string[]>> = {
  MarkRow: [
    ...['none', 'approve', 'disapprove', 'abstain'].map((marked) => `[data-marked="${marked}"]`),
    '[data-pointed-out="true"]',
    '.mark-row-name[data-long="true"]',
    '[data-marked="disapprove"] .write-in[data-chosen="false"]',
    '[data-marked="disapprove"] .write-in[data-chosen="true"]',
  ],
  WriteInButton: ['[data-chosen="false"]', '[data-chosen="true"]', '[data-long="true"]'],
  GradeRow: ['[data-marked="none"]', '[data-marked="graded"]', '[data-pointed-out="true"]'],
  NomineeTile: ['[aria-pressed="false"]', '[aria-pressed="true"]', '[data-long="true"]', '.nominee-remark'],
  // Empty; before the last place; full.
  Pad: [
    '[data-key="back"]:disabled',
    '[data-key="*"]:enabled',
    '.pad:has([data-key="A"]:disabled) [data-key="back"]:enabled',
  ],
};
test.each(Object.entries(STATES))('%s stands there in each of its states', async (name, states) => {
  const missing: string[] = [];
  for (const state of states)
    if ((await page.locator(`[data-control="${name}"] > .sample-states ${state}`).count()) === 0) missing.push(state);
  expect(missing).toEqual([]);
});

test('no sample is of a control that is gone', async () => {
  const shown = await page
    .locator('[data-control]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-control')));
  const known = new Set<string | null>(controls.map(({ name }) => name));
  expect(shown.filter((name) => !known.has(name))).toEqual([]);
});

test('the guide to the controls links to the page', () => {
  expect(readFileSync(join(kiosk, 'controls/README.md'), 'utf8')).toContain('/controls/');
});

describe('two taps at one place within 400 ms (UX 2)', () => {
  /** Without a pause between the taps; the language after each. */
  const languagesAfter = (places: readonly ('switch' | 'elsewhere' | 'second finger')[]) =>
    page.evaluate((all) => {
      const control = document.querySelector('.official-tools [data-name="language"]') as HTMLElement;
      const { x, y } = control.getBoundingClientRect();
      return all.map((place) => {
        const at = place === 'switch' ? { clientX: x, clientY: y } : { clientX: x, clientY: y + 300 };
        const target = place === 'switch' ? control : document.body;
        const isPrimary = place !== 'second finger';
        target.dispatchEvent(new PointerEvent('pointerdown', { ...at, isPrimary, bubbles: true }));
        if (isPrimary) target.dispatchEvent(new MouseEvent('click', { ...at, bubbles: true }));
        return document.documentElement.lang;
      });
    }, places);
  beforeEach(() => page.waitForTimeout(450));

  test('are one press', async () => {
    expect(await languagesAfter(['switch', 'switch', 'switch'])).toEqual(['en', 'en', 'en']);
    await page.waitForTimeout(450);
    expect(await languagesAfter(['switch', 'switch'])).toEqual(['zh-CN', 'zh-CN']);
  });

  test('are two presses when the finger was elsewhere meanwhile', async () => {
    expect(await languagesAfter(['switch', 'elsewhere', 'switch'])).toEqual(['en', 'en', 'zh-CN']);
  });

  test('are one press though another finger lies on the screen', async () => {
    expect(await languagesAfter(['switch', 'second finger', 'switch'])).toEqual(['en', 'en', 'en']);
    await page.waitForTimeout(450);
    expect(await languagesAfter(['switch'])).toEqual(['zh-CN']);
  });
});

describe.each(['normal', 'high'])('in the theme %s', (theme) => {
  test('axe finds nothing, in either language, also in the dialog', async () => {
    await choose('theme', theme);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await page.evaluate(() => document.documentElement.dataset.contrast ?? 'normal')).toBe(theme);
    expect(await barriers(page)).toEqual([]);
    expect(await lossesWhenZoomed(page)).toEqual([]);
    await takePicture(page, `controls-${theme}`, { fullPage: true });
    await page.locator('[data-control="Dialog"] [data-name="show-sample"]').click();
    await page.locator('dialog[open]').waitFor();
    expect(await barriers(page)).toEqual([]);
    await takePicture(page, `controls-${theme}-dialog`);
    await page.locator('[data-name="close-sample"]').click();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  });

  test.each(['standard', 'large', 'extra-large', 'largest'])(
    'the voter’s rows keep inside their sheet in the size %s',
    async (size) => {
      await choose('theme', theme);
      await choose('text-size', size);
      await page.setViewportSize({ width: 1360, height: 3200 });
      const outside = await page.evaluate(() => {
        const sheet = document.querySelector('.sample-voter');
        const right = sheet?.getBoundingClientRect().right ?? 0;
        return [...(sheet?.querySelectorAll('*') ?? [])]
          .filter((element) => element.closest('svg') === null && element.getBoundingClientRect().right > right + 1)
          .map((element) => element.className);
      });
      expect(outside).toEqual([]);
      await takeVoterPicture(page, 'controls', `${theme}-${size}`);
      await choose('text-size', 'large');
    },
  );
});

test('the page has no data: it asks the server for nothing but its own files, and nothing fails on it', () => {
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);
  expect(faults).toEqual([]);
});
