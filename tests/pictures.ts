/**
 * Pictures of the screens. With PICTURES_DIR each is kept once, as the test sees it; `npm run screens` asks for every one in every
 * size that people have and in both languages, by PICTURES=every.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = process.env.PICTURES_DIR;
const EVERY = process.env.PICTURES === 'every';

/** A laptop, a big monitor or projector, a tablet held upright, a phone. */
export const DEVICES = {
  '1280x800': { width: 1280, height: 800 },
  '1920x1080': { width: 1920, height: 1080 },
  tablet: { width: 800, height: 1280 },
  phone: { width: 390, height: 844 },
} as const;
export type DeviceSize = keyof typeof DEVICES;

const LANGUAGES = ['zh', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

/** As another page of the same device would: the page follows without being loaded again. */
async function turnTo(page: Page, language: Language): Promise<void> {
  await page.evaluate(
    (newValue) => window.dispatchEvent(new StorageEvent('storage', { key: 'changpiao.language', newValue })),
    language,
  );
}

const languageOf = async (page: Page): Promise<Language> =>
  (await page.evaluate(() => document.documentElement.lang)).startsWith('zh') ? 'zh' : 'en';

async function inBothLanguages(page: Page, look: (language: Language) => Promise<void>): Promise<void> {
  const own = await languageOf(page);
  const other = own === 'zh' ? 'en' : 'zh';
  await look(own);
  await turnTo(page, other);
  await look(other);
  await turnTo(page, own);
}

async function keep(page: Page, name: string, fullPage: boolean, ...under: readonly string[]): Promise<void> {
  if (FOLDER === undefined) return;
  const folder = join(FOLDER, ...under);
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', fullPage });
}

/**
 * `fullPage` also shows what lies below the window, as the pictures in every size do of an official's page; `turned` false: in the page's
 * own language only, because turning it would change what it shows, as where a preview follows the page. A voter's screen has its size
 * from the machine, and another size would be another ballot page: there only the language changes. The big screen has size and language
 * from the hall.
 */
export async function takePicture(page: Page, name: string, { fullPage = false, turned = true } = {}): Promise<void> {
  if (FOLDER === undefined) return;
  if (!EVERY) return keep(page, name, fullPage);
  if ((await page.locator('.voter[data-screen]').count()) > 0) return takeVoterPicture(page, 'tablet', name);
  if ((await page.locator('.wall-page').count()) > 0) return keep(page, name, fullPage, 'wall');
  const window = page.viewportSize();
  const isWhole = fullPage || (await page.locator('.official:not(:has(dialog[open]))').count()) > 0;
  const inEverySize = async (language: Language) => {
    for (const [device, size] of Object.entries(DEVICES)) {
      await page.setViewportSize(size);
      await keep(page, name, isWhole, device, language);
    }
  };
  if (turned) await inBothLanguages(page, inEverySize);
  else await inEverySize(await languageOf(page));
  if (window !== null) await page.setViewportSize(window);
}

/** Of a voter's screen on this machine. */
export async function takeVoterPicture(page: Page, machine: string, name: string): Promise<void> {
  if (FOLDER === undefined) return;
  if (!EVERY) return keep(page, `${machine}-${name}`, false);
  await inBothLanguages(page, (language) => keep(page, name, false, `kiosk-${machine}`, language));
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a screen reader or a keyboard would stumble over on this page, in either language. */
export async function barriers(page: Page): Promise<readonly string[]> {
  // Evaluated through the debugger: the page's policy lets no foreign script in.
  await page.evaluate(axe);
  const found: string[] = [];
  await inBothLanguages(page, async (language) => {
    const violations = await page.evaluate(async () => {
      const { axe: run } = window as unknown as {
        axe: { run: (node: Document) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await run.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    });
    found.push(...violations.map((violation) => `${language} ${violation}`));
  });
  return found;
}

/** A window of 1280 × 800 at 200 %. */
const ZOOMED = { width: 640, height: 400 };

/** What an official's page loses at 200 %: it may be read by moving up and down, never sideways (WCAG 1.4.4, 1.4.10). Tables may scroll. */
export async function lossesWhenZoomed(page: Page): Promise<readonly string[]> {
  if ((await page.locator('.official').count()) === 0) return [];
  const window = page.viewportSize();
  await page.setViewportSize(ZOOMED);
  const found: string[] = [];
  await inBothLanguages(page, async (language) => {
    const lost = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const scrolls = (element: Element): boolean => {
        for (let at = element.parentElement; at !== null && at !== document.body; at = at.parentElement)
          if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
        return false;
      };
      const dialog = document.querySelector('dialog[open]');
      const parts = [
        ...(dialog ?? document).querySelectorAll(
          'button, a, input, select, textarea, summary, h1, h2, h3, p, li, label',
        ),
      ];
      const outside = parts.filter((element) => {
        const { left, right, width, height } = element.getBoundingClientRect();
        const isHidden = width <= 2 || height <= 2 || element.closest('.visually-hidden') !== null;
        return !isHidden && (right > clientWidth + 1 || left < -1) && !scrolls(element);
      });
      return [
        ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : []),
        ...outside.map((element) => `${element.tagName} ${element.textContent?.trim().slice(0, 30) ?? ''}`),
      ];
    });
    found.push(...lost.map((line) => `${language} at 200 %: ${line}`));
  });
  if (window !== null) await page.setViewportSize(window);
  return found;
}
