/**
 * State of the server, asked for again and again (design: pages poll; the client sends the ETag, so an unchanged
 * answer costs nothing and, being the same object, wakes nothing up).
 */
import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { Result } from '../../crypto/result.ts';
import { withSameParts } from './same-parts.ts';

export type PolledState<T, E> = {
  /** The last good answer; undefined until the first one. It stays while the server cannot be reached. */
  readonly state: Accessor<T | undefined>;
  /** Why the last question was refused; null while all is well. */
  readonly refusal: Accessor<E | null>;
  /** Asks at once, e.g. after an action; resolves when the answer is in. */
  readonly refresh: () => Promise<void>;
};

export type PolledStateOptions = { readonly intervalMs?: number };

/** One question at a time; the pause begins after the answer, so a slow server is not flooded. */
export function createPolledState<T, E>(
  load: () => Promise<Result<T, E>>,
  { intervalMs = 1000 }: PolledStateOptions = {},
): PolledState<T, E> {
  const [state, setState] = createSignal<T | undefined>(undefined);
  const [refusal, setRefusal] = createSignal<E | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let asked: Promise<void> | null = null;
  let stopped = false;

  const ask = async () => {
    const answer = await load();
    if (stopped) return;
    if (answer.ok) {
      setState((last) => withSameParts<T>(last, answer.value));
      setRefusal(null);
    } else {
      setRefusal(() => answer.error);
    }
  };

  const turn = (): Promise<void> => {
    clearTimeout(timer);
    running = ask().finally(() => {
      running = null;
      if (!stopped) timer = setTimeout(() => void turn(), intervalMs);
    });
    return running;
  };

  void turn();
  onCleanup(() => {
    stopped = true;
    clearTimeout(timer);
  });

  return {
    state,
    refusal,
    // An answer already under way may be older than the action: wait for it, then ask again. Once for all who wait: of two
    // questions under way together the older answer could come last, and the page would go back in time.
    refresh: () => {
      const again = () => {
        asked = null;
        return turn();
      };
      asked ??= (running ?? Promise.resolve()).then(again, again);
      return asked;
    },
  };
}
