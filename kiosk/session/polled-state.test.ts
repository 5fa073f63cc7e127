import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import { ok } from '../../crypto/result.ts';
import { createPolledState } from './polled-state.ts';

/** A server that answers when it is told to; every answer is the number of its question. */
function slowServer() {
  const waiting: (() => void)[] = [];
  let asked = 0;
  return {
    asked: () => asked,
    underWay: () => waiting.length,
    load: () => {
      asked += 1;
      const answer = ok(asked);
      return new Promise<typeof answer>((resolve) => {
        waiting.push(() => resolve(answer));
      });
    },
    answer: async () => {
      waiting.shift()?.();
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
  };
}

const AN_HOUR_MS = 3_600_000;

test('two actions that end while an answer is under way ask once more, together', async () => {
  const server = slowServer();
  await createRoot(async (dispose) => {
    const { state, refresh } = createPolledState(server.load, { intervalMs: AN_HOUR_MS });
    const both = [refresh(), refresh()];
    // The answer under way is older than the actions: it ends no refresh.
    await server.answer();
    expect([state(), server.asked(), server.underWay()]).toEqual([1, 2, 1]);
    await server.answer();
    await Promise.all(both);
    expect([state(), server.asked(), server.underWay()]).toEqual([2, 2, 0]);
    dispose();
  });
});

test('an action that ends after the question was sent asks again', async () => {
  const server = slowServer();
  await createRoot(async (dispose) => {
    const { state, refresh } = createPolledState(server.load, { intervalMs: AN_HOUR_MS });
    await server.answer();
    const first = refresh();
    await Promise.resolve();
    const second = refresh();
    expect(server.underWay()).toBe(1);
    await server.answer();
    await first;
    await server.answer();
    await second;
    expect([state(), server.asked()]).toEqual([3, 3]);
    dispose();
  });
});

test('an answer that nobody understands fails its own question, and no later one', async () => {
  let asked = 0;
  await createRoot(async (dispose) => {
    const load = async () => {
      asked += 1;
      const own = asked;
      await Promise.resolve();
      if (own === 2) throw new Error('malformed');
      return ok(own);
    };
    const { state, refresh } = createPolledState(load, { intervalMs: AN_HOUR_MS });
    await refresh().catch(() => undefined);
    await refresh();
    const [third, fourth] = [refresh(), refresh()];
    await Promise.all([third, fourth]);
    expect([state(), asked]).toEqual([4, 4]);
    dispose();
  });
});

test('who waits for an answer under way is not disappointed by its failure', async () => {
  let fail: () => void = () => undefined;
  let asked = 0;
  await createRoot(async (dispose) => {
    const load = () => {
      asked += 1;
      if (asked !== 2) return Promise.resolve(ok(asked));
      return new Promise<ReturnType<typeof ok<number>>>((_, reject) => {
        fail = () => reject(new Error('malformed'));
      });
    };
    const { state, refresh } = createPolledState(load, { intervalMs: AN_HOUR_MS });
    const own = expect(refresh()).rejects.toThrow('malformed');
    await new Promise((resolve) => setTimeout(resolve, 0));
    const waiting = refresh();
    fail();
    await own;
    await waiting;
    await refresh();
    expect([state(), asked]).toEqual([4, 4]);
    dispose();
  });
});

test('one question at a time goes on after refreshes together', async () => {
  const server = slowServer();
  await createRoot(async (dispose) => {
    const { refresh } = createPolledState(server.load, { intervalMs: 1 });
    void refresh();
    void refresh();
    for (let turn = 0; turn < 10; turn += 1) {
      await server.answer();
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(server.underWay()).toBe(1);
    }
    dispose();
  });
});
