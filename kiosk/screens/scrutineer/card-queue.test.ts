import { describe, expect, it } from 'vitest';
import { createCardQueue } from './card-queue.ts';

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('scanned cards', () => {
  it('are dealt with one after another, in order, and none is lost while one is under way', async () => {
    const dealt: string[] = [];
    let atOnce = 0;
    let most = 0;
    const queue = createCardQueue<string>(async (card) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await soon();
      dealt.push(card);
      atOnce -= 1;
    });
    for (const card of ['a', 'b', 'c']) queue.take(card);
    expect(queue.waiting()).toBe(3);
    while (queue.waiting() > 0) await soon();
    expect(dealt).toEqual(['a', 'b', 'c']);
    expect(most).toBe(1);
  });

  it('go on after one that failed', async () => {
    const dealt: string[] = [];
    const queue = createCardQueue<string>(async (card) => {
      if (card === 'bad') throw new Error('network');
      dealt.push(card);
    });
    for (const card of ['bad', 'good']) queue.take(card);
    while (queue.waiting() > 0) await soon();
    expect(dealt).toEqual(['good']);
  });
});
