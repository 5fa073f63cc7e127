/** Times of a kiosk page as a voter has them (UX 6): from her touch to the picture that answers it, taken by the page itself. */
import type { Page } from 'playwright-core';

export type Times = {
  /** A tap until the next picture. */
  readonly feedback: readonly number[];
  /** The last key of a scan until V1 can be touched. */
  readonly ready: readonly number[];
  /** 下一步 until the code of the review page stands. */
  readonly code: readonly number[];
  /** 投出选票 until the receipt. */
  readonly cast: readonly number[];
};

type Stopwatch = Record<keyof Times, number[]>;

/** Before the page is opened. */
export async function takeTimes(page: Page): Promise<() => Promise<Times>> {
  // What runs TypeScript without a test runner names functions by a helper that no page has.
  await page.addInitScript({ content: 'globalThis.__name ??= (made) => made;' });
  await page.addInitScript(() => {
    const answers = {
      ready: '[data-screen="V1"] button[data-name="begin"]:not(:disabled)',
      code: '[data-screen="V3"] .receipt-qr',
      cast: '[data-screen="V4"]',
    } as const;
    const times: Stopwatch = { feedback: [], ready: [], code: [], cast: [] };
    (window as unknown as { stopwatch: Stopwatch }).stopwatch = times;
    let touched = 0;
    // After the frame that shows it has been made, not when it was ordered.
    const whenPainted = (note: (now: number) => void) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => note(performance.now());
        port2.postMessage(null);
      });
    window.addEventListener(
      'click',
      ({ timeStamp }) => {
        touched = timeStamp;
        whenPainted((now) => times.feedback.push(now - timeStamp));
      },
      { capture: true },
    );
    window.addEventListener(
      'keydown',
      ({ code, timeStamp }) => {
        if (code === 'Enter') touched = timeStamp;
      },
      { capture: true },
    );
    const standing = new Set<string>();
    new MutationObserver(() => {
      for (const [name, selector] of Object.entries(answers)) {
        if (document.querySelector(selector) === null) standing.delete(name);
        else if (!standing.has(name)) {
          standing.add(name);
          const since = touched;
          whenPainted((now) => times[name as keyof typeof answers].push(now - since));
        }
      }
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  return () => page.evaluate(() => (window as unknown as { stopwatch: Stopwatch }).stopwatch);
}
