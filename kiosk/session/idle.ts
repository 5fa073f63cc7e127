/** The time-out of a session (UX 5.3): five minutes, then 45 s to answer; extendable without limit. */
import { type Accessor, createSignal } from 'solid-js';

export const IDLE_MS = 5 * 60_000;
export const PROMPT_MS = 45_000;
/** Seconds are shown in the last part of the prompt only: a count-down from 45 frightens more than it helps. */
export const SHOWN_SECONDS = 20;

export type IdleTimer = {
  /** Seconds left while the voter is asked whether she is still there; null otherwise. */
  readonly secondsLeft: Accessor<number | null>;
  /** Any act of the voter. */
  readonly touch: () => void;
  readonly start: () => void;
  readonly stop: () => void;
};

export function createIdleTimer(onTimeOut: () => void, onTick?: (secondsLeft: number) => void): IdleTimer {
  const [secondsLeft, setSecondsLeft] = createSignal<number | null>(null);
  let idle: ReturnType<typeof setTimeout> | undefined;
  let ticking: ReturnType<typeof setInterval> | undefined;

  const stop = () => {
    clearTimeout(idle);
    clearInterval(ticking);
    idle = undefined;
    setSecondsLeft(null);
  };
  const prompt = () => {
    setSecondsLeft(PROMPT_MS / 1000);
    onTick?.(PROMPT_MS / 1000);
    ticking = setInterval(() => {
      const left = (secondsLeft() ?? 1) - 1;
      if (left <= 0) {
        stop();
        onTimeOut();
      } else {
        setSecondsLeft(left);
        onTick?.(left);
      }
    }, 1000);
  };
  const start = () => {
    stop();
    idle = setTimeout(prompt, IDLE_MS);
  };
  return {
    secondsLeft,
    start,
    stop,
    // While the question stands only its button answers it.
    touch: () => {
      if (idle !== undefined && secondsLeft() === null) start();
    },
  };
}
