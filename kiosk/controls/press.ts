/**
 * What counts as a press (UX 2): a tap, however long; a second one within 400 ms is the same finger again, on the same
 * button or on one that has just appeared under it, so that a nervous double tap never reaches the next screen.
 */
const SAME_FINGER_MS = 400;
/** Fingers that tremble stay within this of their first touch. */
const SAME_FINGER_PX = 30;

type Touch = { readonly timeMs: number; readonly x: number; readonly y: number; readonly target: EventTarget | null };

let last: Touch = { timeMs: Number.NEGATIVE_INFINITY, x: 0, y: 0, target: null };

export function press(action: () => void): (event: MouseEvent) => void {
  return (event) => {
    const touch = { timeMs: event.timeStamp, x: event.clientX, y: event.clientY, target: event.currentTarget };
    const isSoon = touch.timeMs - last.timeMs < SAME_FINGER_MS;
    const isSamePlace = Math.hypot(touch.x - last.x, touch.y - last.y) < SAME_FINGER_PX;
    const isSameButton = touch.target === last.target;
    if (isSoon && isSamePlace && (isSameButton || !(last.target as Node | null)?.isConnected)) return;
    last = touch;
    action();
  };
}
