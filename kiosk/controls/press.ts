/**
 * What counts as a press (UX 2): a tap, however long; a second one within 400 ms is the same finger again.
 * Shared by all buttons, so that a nervous double tap can never reach the next screen's button either.
 */
const SAME_FINGER_MS = 400;

let lastPressMs = Number.NEGATIVE_INFINITY;
let lastTarget: EventTarget | null = null;

export function press(action: () => void): (event: Event) => void {
  return (event) => {
    const now = event.timeStamp;
    const isSameFinger = now - lastPressMs < SAME_FINGER_MS;
    // Two different buttons of the same screen may be pressed quickly; one button, or one that has just appeared, may not.
    const appeared = lastTarget !== null && !(lastTarget as Node).isConnected;
    if (isSameFinger && (lastTarget === event.currentTarget || appeared)) return;
    lastPressMs = now;
    lastTarget = event.currentTarget;
    action();
  };
}
