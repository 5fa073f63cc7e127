/** Scanned cards one after another: a hand scanner is faster than the network, and no card may be lost between two. */
import { type Accessor, createSignal } from 'solid-js';

export type CardQueue<T> = {
  readonly take: (card: T) => void;
  /** Cards scanned and not yet dealt with. */
  readonly waiting: Accessor<number>;
};

export function createCardQueue<T>(deal: (card: T) => Promise<void>): CardQueue<T> {
  const [waiting, setWaiting] = createSignal(0);
  let last: Promise<void> = Promise.resolve();
  return {
    waiting,
    take: (card) => {
      setWaiting((count) => count + 1);
      last = last
        .then(() => deal(card))
        .catch(() => undefined)
        .then(() => void setWaiting((count) => count - 1));
    },
  };
}
