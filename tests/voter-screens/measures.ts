/** What UX 6 measures on a voter screen, read from the page itself. */
import type { Frame, Page } from 'playwright-core';
import { pxPerMm, type Screen } from './voting-machine.ts';

/** Of letters, as a voter chooses them. */
export const SIZES = ['standard', 'large', 'extra-large', 'largest'] as const;

/** Half a pixel of rounding. */
export const ROUNDING_MM = 0.15;

export type Rect = {
  readonly name: string;
  readonly kind: string;
  /** It sets a mark: 赞成, a grade, a name to tick. */
  readonly isMark: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type Measured = {
  readonly id: string;
  /** That the voter has chosen. */
  readonly size: string;
  readonly language: string;
  /** Those that can be pressed: of an open question its own. */
  readonly buttons: readonly Rect[];
  /** Elements that reach out of the page or scroll. */
  readonly outside: readonly string[];
  readonly texts: readonly {
    readonly text: string;
    readonly fontPx: number;
    readonly contrast: number;
    /** Not one of `ASIDE`. */
    readonly isBody: boolean;
  }[];
};

/** Texts that may be smaller than the body: the other language, what stands beside a name or a code, rows of the review, a long title or line. */
const ASIDE = [
  '.second-line, .inline-second',
  '.mark-row-remark, .nominee-remark, .picker-remark, .picker-count, .write-in, .receipt-label, .size, .voter-small',
  '.review-person, .review-change',
  '.voter-title[data-long="true"], .one-line[data-long="true"]',
].join();
/** Of the page, or of the frame in which it is shown. */
export function measure(page: Page | Frame): Promise<Measured> {
  return page.evaluate((aside) => {
    const root = document.querySelector<HTMLElement>('.voter');
    if (root === null) throw new Error('not a voter screen');
    const isShown = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 2 && height > 2;
    };
    const question = root.querySelector<HTMLElement>('dialog[open]');
    const buttons = [...(question ?? root).querySelectorAll('button')].filter(isShown).map((button) => {
      const { x, y, width, height } = button.getBoundingClientRect();
      const name = button.dataset.name ?? button.dataset.mark ?? button.dataset.key ?? button.className;
      return {
        name,
        kind: button.dataset.kind ?? '',
        isMark: button.matches('.mark, .nominee'),
        x,
        y,
        width,
        height,
      };
    });

    const outside: string[] = [];
    if (document.documentElement.scrollHeight > innerHeight) outside.push('page scrolls');
    if (question !== null && question.scrollHeight > question.clientHeight) outside.push('dialog scrolls');
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      // Of the stripe one telling is whole, which the test asks for; what repeats it is cut off.
      if (element.closest('svg, [data-name="test-run"]') !== null || !isShown(element)) continue;
      const box = element.getBoundingClientRect();
      const name = `${element.tagName}.${element.className}`;
      if (box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1)
        outside.push(name);
      // Content may not reach out of the part of the screen it stands in; a question lies above all of them.
      if (element.closest('dialog') !== null) continue;
      const part = element.closest<HTMLElement>('.voter-header, .voter-main, .voter-footer');
      if (part !== null && part !== element) {
        const frame = part.getBoundingClientRect();
        if (box.bottom > frame.bottom + 3 || box.top < frame.top - 3) outside.push(`${name} leaves ${part.className}`);
      }
      // Nor below the button beside it.
      if (element.matches('.review-person, .voter-foot') && element.scrollWidth > element.clientWidth + 1)
        outside.push(`${name} goes on below its neighbour: ${element.innerText}`);
      // Nor into the row of somebody else.
      const row = element.closest<HTMLElement>('.review-row, .mark-row');
      if (row !== null && row !== element) {
        const { top, bottom } = row.getBoundingClientRect();
        if (box.bottom > bottom + 3 || box.top < top - 3) outside.push(`${name} leaves its row: ${row.innerText}`);
      }
    }

    const luminance = (color: string) => {
      const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
      const linear = [r, g, b].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
    };
    const backgroundOf = (element: Element | null): string => {
      for (let at = element; at !== null; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (!/rgba\(\d+, \d+, \d+, 0\)|transparent/.test(backgroundColor)) return backgroundColor;
      }
      return 'rgb(255, 255, 255)';
    };
    const texts = [...root.querySelectorAll<HTMLElement>('*')]
      .filter((element) => element.closest('svg, .visually-hidden, :disabled') === null && isShown(element))
      .flatMap((element) => {
        const own = [...element.childNodes]
          .filter((node) => node.nodeType === Node.TEXT_NODE)
          .map((node) => node.textContent?.trim() ?? '')
          .join('');
        if (own === '') return [];
        const style = getComputedStyle(element);
        const pair = [luminance(style.color), luminance(backgroundOf(element))].sort((a, b) => b - a);
        const contrast = ((pair[0] ?? 0) + 0.05) / ((pair[1] ?? 0) + 0.05);
        const isBody = element.closest(aside) === null;
        const fontPx = Number.parseFloat(style.fontSize);
        return [{ text: own, fontPx, contrast, isBody }];
      });
    const { screen = '', textSize: size = '' } = root.dataset;
    return { id: screen, size, language: document.documentElement.lang, buttons, outside, texts };
  }, ASIDE);
}

/** The least contrast of every text in either theme (UX 6.9). */
const LEAST_CONTRAST = { normal: 10, high: 20 } as const;

/** Buttons that are too small or too near to one another (UX 6.7). */
export function buttonFaults({ buttons }: Measured, screen: Screen): readonly string[] {
  const mm = (px: number) => px / pxPerMm(screen);
  return buttons.flatMap((one, at) => {
    const found: string[] = [];
    if (mm(one.height) < (one.isMark ? 18 : 16) - ROUNDING_MM) found.push(`${one.name} is ${mm(one.height)} mm high`);
    if (one.isMark && mm(one.width) < 20) found.push(`${one.name} is ${mm(one.width)} mm wide`);
    for (const other of buttons.slice(at + 1)) {
      const apart = mm(gap(one, other));
      if (apart < 5 - ROUNDING_MM) found.push(`${one.name} and ${other.name} are ${apart} mm apart`);
    }
    return found;
  });
}

/** Texts that are too faint (UX 6.9), or in the default size and larger ones too small (UX 6.8); letters of the body are Chinese. */
export function textFaults(
  { texts, size, language }: Measured,
  screen: Screen,
  theme: keyof typeof LEAST_CONTRAST = 'normal',
): readonly string[] {
  return texts.flatMap(({ text, fontPx, contrast, isBody }) => {
    const found: string[] = [];
    const glyphMm = (fontPx * 0.92) / pxPerMm(screen);
    const least = isBody && language.startsWith('zh') ? 6 : 4.5;
    if (size !== 'standard' && glyphMm < least) found.push(`${glyphMm} mm: ${text}`);
    if (contrast < LEAST_CONTRAST[theme] - 0.01) found.push(`contrast ${contrast}, ${theme}: ${text}`);
    return found;
  });
}

/** Free space between two rectangles; 0 when they touch. */
export function gap(a: Rect, b: Rect): number {
  const dx = Math.max(0, Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width));
  const dy = Math.max(0, Math.max(a.y, b.y) - Math.min(a.y + a.height, b.y + b.height));
  return Math.hypot(dx, dy);
}
