/** What UX 6 measures on a voter screen, read from the page itself. */
import type { Frame, Page } from 'playwright-core';

/** Of letters, as a voter chooses them. */
export const SIZES = ['standard', 'large', 'extra-large', 'largest'] as const;

/** Half a pixel of rounding. */
export const ROUNDING_MM = 0.15;

export type Rect = {
  readonly name: string;
  readonly kind: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type Measured = {
  readonly id: string;
  readonly buttons: readonly Rect[];
  /** Elements that reach out of the page or scroll. */
  readonly outside: readonly string[];
  /** Texts with their font size in pixels and their contrast. */
  readonly texts: readonly { readonly text: string; readonly fontPx: number; readonly contrast: number }[];
};

/** Of the page, or of the frame in which it is shown. */
export function measure(page: Page | Frame): Promise<Measured> {
  return page.evaluate(() => {
    const root = document.querySelector<HTMLElement>('.voter');
    if (root === null) throw new Error('not a voter screen');
    const isShown = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 2 && height > 2;
    };
    const buttons = [...root.querySelectorAll('button')].filter(isShown).map((button) => {
      const { x, y, width, height } = button.getBoundingClientRect();
      const name = button.dataset.name ?? button.dataset.mark ?? button.dataset.key ?? button.className;
      return { name, kind: button.dataset.kind ?? '', x, y, width, height };
    });

    const outside: string[] = [];
    if (document.documentElement.scrollHeight > innerHeight) outside.push('page scrolls');
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      // Of the stripe one telling is whole, which the test asks for; what repeats it is cut off.
      if (element.closest('svg, [data-name="test-run"]') !== null || !isShown(element)) continue;
      const box = element.getBoundingClientRect();
      const name = `${element.tagName}.${element.className}`;
      if (box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1)
        outside.push(name);
      // Content may not reach out of the part of the screen it stands in.
      const part = element.closest<HTMLElement>('.voter-header, .voter-main, .voter-footer');
      if (part !== null && part !== element) {
        const frame = part.getBoundingClientRect();
        if (box.bottom > frame.bottom + 3 || box.top < frame.top - 3) outside.push(`${name} leaves ${part.className}`);
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
        return [{ text: own, fontPx: Number.parseFloat(style.fontSize), contrast }];
      });
    return { id: root.dataset.screen ?? '', buttons, outside, texts };
  });
}

/** Free space between two rectangles; 0 when they touch. */
export function gap(a: Rect, b: Rect): number {
  const dx = Math.max(0, Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width));
  const dy = Math.max(0, Math.max(a.y, b.y) - Math.min(a.y + a.height, b.y + b.height));
  return Math.hypot(dx, dy);
}
