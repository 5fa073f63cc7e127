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

/**
 * A finger that comes up within 30 px of where it went down has pressed, however long it stayed and however it trembled: after such
 * a touch browsers send no click but a menu, a drag or nothing. For pages without menus that do not scroll: here every touch on a button
 * makes its click, and the browser's own, where one follows, is dropped.
 */
export function pressByTouch(): void {
  let down: PointerEvent | null = null;
  window.addEventListener(
    'pointerdown',
    (event) => {
      if (event.pointerType === 'touch' && event.isPrimary) down = event;
    },
    { capture: true },
  );
  window.addEventListener(
    'pointerup',
    (event) => {
      if (down === null || event.pointerId !== down.pointerId) return;
      const { target, clientX, clientY } = down;
      down = null;
      const button = target instanceof Element ? target.closest('button') : null;
      if (button === null || button.disabled) return;
      if (Math.hypot(event.clientX - clientX, event.clientY - clientY) >= SAME_FINGER_PX) return;
      button.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, clientX, clientY }));
    },
    { capture: true },
  );
  window.addEventListener('pointercancel', () => {
    down = null;
  });
  window.addEventListener(
    'click',
    (event) => {
      const isFinger = event.isTrusted && (event as PointerEvent).pointerType === 'touch';
      if (!isFinger || !(event.target instanceof Element) || event.target.closest('button') === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
