/**
 * What counts as a press (UX 2): a tap, however long; a second one within 400 ms is the same finger again, on the same
 * button or on one that has just appeared under it, so that a nervous double tap never reaches the next screen.
 */
const SAME_FINGER_MS = 400;
/** Fingers that tremble stay within this of their first touch. */
const SAME_FINGER_PX = 30;

type Touch = { readonly timeMs: number; readonly x: number; readonly y: number; readonly target: EventTarget | null };

const NONE: Touch = { timeMs: Number.NEGATIVE_INFINITY, x: 0, y: 0, target: null };

let last: Touch = NONE;

const isElsewhere = (event: MouseEvent): boolean =>
  Math.hypot(event.clientX - last.x, event.clientY - last.y) >= SAME_FINGER_PX;

// A finger that was somewhere else meanwhile has left the place, and comes back on purpose.
window.addEventListener(
  'pointerdown',
  (event) => {
    if (event.isPrimary && isElsewhere(event)) last = NONE;
  },
  { capture: true },
);

export function press(action: () => void): (event: MouseEvent) => void {
  return (event) => {
    const touch = { timeMs: event.timeStamp, x: event.clientX, y: event.clientY, target: event.currentTarget };
    const isSoon = touch.timeMs - last.timeMs < SAME_FINGER_MS;
    const isSameButton = touch.target === last.target;
    if (isSoon && !isElsewhere(event) && (isSameButton || !(last.target as Node | null)?.isConnected)) return;
    last = touch;
    action();
  };
}
