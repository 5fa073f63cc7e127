import { describe, expect, it } from 'vitest';
import { checkHandCounts, sumLine } from './hand-counts.ts';

/** The sample's committee election after the left-over cards are void. */
const BOX = {
  cardsMade: 80,
  issued: 68,
  cast: 67,
  pending: 0,
  challenged: 0,
  differing: 0,
  voids: { returned: 1, damaged: 0, unissued: 12 },
  free: 0,
};
const SAMPLE = { received: 68, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0 };
const failing = (change: object, box: object = {}) =>
  checkHandCounts({ ...SAMPLE, ...change }, { ...BOX, ...box })
    ?.conditions.filter(({ holds }) => !holds)
    .map(({ letter }) => letter);

describe('hand counts while they are typed (specification §5 b–d)', () => {
  it('hold for the sample, with nothing missing', () => {
    expect(checkHandCounts(SAMPLE, BOX)).toMatchObject({ holds: true, missing: 0 });
    expect(sumLine(SAMPLE, BOX).zh).toBe('领卡 68 + 补换 0 + 未发出 12 = 80（制卡 80）');
  });

  it('wait for all four numbers', () => {
    expect(checkHandCounts({ ...SAMPLE, unreadable: null }, BOX)).toBeNull();
    expect(checkHandCounts({ ...SAMPLE, received: -1 }, BOX)).toBeNull();
    expect(sumLine({ ...SAMPLE, received: null }, BOX).zh).toContain('= …');
  });

  it('name the condition that fails', () => {
    expect(failing({ received: 67 })).toEqual(['b']);
    expect(failing({ received: 67, exchanged: 1 })).toEqual(['c']);
    expect(failing({ unreadable: 1 })).toEqual(['c']);
    expect(failing({ returnedBeforeOpening: 2 }, { voids: { returned: 1, damaged: 0, unissued: 12 } })).toEqual(['d']);
  });
});
