import { expect, it } from 'vitest';
import { forgetTestRuns, keptAcceptances, storeAcceptance } from './acceptances.ts';
import { heldAcceptances, storeAsked } from './asked-acceptances.ts';

/** What a browser keeps over a reload: text by name. */
function storage(): Storage {
  const values = new Map<string, string>();
  return {
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => void values.set(name, value),
    removeItem: (name: string) => void values.delete(name),
    key: (at: number) => [...values.keys()][at] ?? null,
    get length() {
      return values.size;
    },
  } as Storage;
}
const acceptance = (h: string, T = `T-${h}`) => ({ T, h, signature: `s-${h}` });
const ROUND = { ctx: 'round', testRun: false };

it('an acceptance got by asking is handed over, sorted among the own ones, and is not counted as cast here', () => {
  const store = storage();
  for (const h of ['m', 'c']) storeAcceptance('round', acceptance(h), store);
  for (const h of ['x', 'd', 'd']) storeAsked(ROUND, acceptance(h), store);
  expect(keptAcceptances('round', store).map(({ h }) => h)).toEqual(['c', 'm']);
  expect(heldAcceptances('round', store).map(({ h }) => h)).toEqual(['c', 'd', 'm', 'x']);
  expect(heldAcceptances('other', store)).toEqual([]);
});

it('a ballot cast here stays counted here, however often its card is shown again', () => {
  const store = storage();
  storeAcceptance('round', acceptance('m'), store);
  storeAsked(ROUND, acceptance('m'), store);
  expect(keptAcceptances('round', store)).toHaveLength(1);
  expect(heldAcceptances('round', store)).toEqual([acceptance('m')]);
});

it('of a test run goes with it', () => {
  const store = storage();
  storeAsked({ ctx: 'drill', testRun: true }, acceptance('a'), store);
  storeAsked(ROUND, acceptance('b'), store);
  forgetTestRuns(store);
  expect(heldAcceptances('drill', store)).toEqual([]);
  expect(heldAcceptances('round', store)).toEqual([acceptance('b')]);
});
