import { describe, expect, it } from 'vitest';
import {
  forgetTestRuns,
  heldAcceptances,
  keptAcceptances,
  markTestRun,
  storeAcceptance,
  storeAsked,
} from './acceptances.ts';

/** What a browser keeps over a reload: text by name. */
function storage(): Storage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    key: (at) => [...values.keys()][at] ?? null,
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
    removeItem: (name) => void values.delete(name),
    clear: () => values.clear(),
  };
}

const acceptance = (h: string) => ({ T: `T-${h}`, h, signature: `s-${h}` });

describe('acceptances a kiosk keeps until they are handed over (specification §3)', () => {
  it('outlive the page that received them, sorted by h whatever the order of casting', () => {
    const store = storage();
    for (const h of ['m', 'c', 'x', 'a']) storeAcceptance('round', acceptance(h), store);
    expect(keptAcceptances('round', store).map(({ h }) => h)).toEqual(['a', 'c', 'm', 'x']);
    const written = store.getItem(store.key(0) ?? '') ?? '';
    expect(written.indexOf('"a"')).toBeLessThan(written.indexOf('"c"'));
    expect(written.indexOf('"m"')).toBeLessThan(written.indexOf('"x"'));
  });

  it('are T, h and signature and nothing besides: no marks, no time, no number', () => {
    const store = storage();
    const more = { ...acceptance('a'), marks: [1], time: 5, cardCode: 'ABCDEF' };
    storeAcceptance('round', more, store);
    expect(JSON.parse(store.getItem(store.key(0) ?? '') ?? '')).toEqual([acceptance('a')]);
  });

  it('are one each, however often the same answer comes', () => {
    const store = storage();
    for (let again = 0; again < 3; again++) storeAcceptance('round', acceptance('a'), store);
    expect(keptAcceptances('round', store)).toHaveLength(1);
  });

  it('do not mix between rounds', () => {
    const store = storage();
    storeAcceptance('first', acceptance('a'), store);
    storeAcceptance('second', acceptance('b'), store);
    expect(keptAcceptances('first', store)).toEqual([acceptance('a')]);
    expect(keptAcceptances('second', store)).toEqual([acceptance('b')]);
  });

  it('stay of the newest eight rounds, whatever the server says; an older round goes when a newer one has come', () => {
    const store = storage();
    const rounds = Array.from({ length: 8 }, (_, at) => `round-${at}`);
    for (const ctx of rounds) storeAcceptance(ctx, acceptance(ctx), store);
    // The first round goes on: now the second is the oldest.
    storeAcceptance('round-0', acceptance('late'), store);
    for (const ctx of rounds) expect(keptAcceptances(ctx, store)).toContainEqual(acceptance(ctx));
    storeAcceptance('round-8', acceptance('z'), store);
    expect(keptAcceptances('round-1', store)).toEqual([]);
    for (const ctx of rounds.filter((one) => one !== 'round-1'))
      expect(keptAcceptances(ctx, store)).toContainEqual(acceptance(ctx));
    expect(keptAcceptances('round-8', store)).toEqual([acceptance('z')]);
    storeAcceptance('round-9', acceptance('y'), store);
    expect(keptAcceptances('round-2', store)).toEqual([]);
    expect(keptAcceptances('round-0', store)).toHaveLength(2);
  });

  it('of a real round are not pushed out by test runs', () => {
    const store = storage();
    storeAcceptance('real', acceptance('a'), store);
    for (let drill = 0; drill < 20; drill++) {
      markTestRun(`drill-${drill}`, store);
      storeAcceptance(`drill-${drill}`, acceptance('b'), store);
    }
    expect(keptAcceptances('real', store)).toEqual([acceptance('a')]);
  });

  it('are kept further where what was stored cannot be read', () => {
    const store = storage();
    storeAcceptance('round', acceptance('a'), store);
    store.setItem(store.key(0) ?? '', '[{"T":');
    storeAcceptance('round', acceptance('b'), store);
    expect(keptAcceptances('round', store)).toEqual([acceptance('b')]);
  });

  it('are what was written and nothing else that stands in the same place', () => {
    const store = storage();
    storeAcceptance('round', acceptance('a'), store);
    const name = store.key(0) ?? '';
    store.setItem(name, JSON.stringify([null, 1, 'x', {}, { T: 't', h: 'b' }, acceptance('c')]));
    expect(keptAcceptances('round', store)).toEqual([acceptance('c')]);
    store.setItem(name, '{"T":"t"}');
    expect(keptAcceptances('round', store)).toEqual([]);
  });

  it('of test runs go when the test run is over for this kiosk, and those of a real meeting stay (specification §3.9)', () => {
    const store = storage();
    storeAcceptance('real', acceptance('a'), store);
    for (const ctx of ['drill', 'second-drill', 'drill']) {
      markTestRun(ctx, store);
      storeAcceptance(ctx, acceptance(ctx), store);
    }
    forgetTestRuns(store);
    for (const ctx of ['drill', 'second-drill']) expect(keptAcceptances(ctx, store)).toEqual([]);
    expect(keptAcceptances('real', store)).toEqual([acceptance('a')]);
    const left = store.length;
    expect([...Array(left).keys()].map((at) => store.key(at) ?? '').join()).not.toContain('drill');
    forgetTestRuns(store);
    expect(store.length).toBe(left);
  });

  it('got by asking are handed over, sorted among the own ones, and not counted as cast here', () => {
    const store = storage();
    for (const h of ['m', 'c']) storeAcceptance('round', acceptance(h), store);
    for (const h of ['x', 'd', 'd']) storeAsked('round', acceptance(h), store);
    expect(keptAcceptances('round', store).map(({ h }) => h)).toEqual(['c', 'm']);
    expect(heldAcceptances('round', store).map(({ h }) => h)).toEqual(['c', 'd', 'm', 'x']);
    expect(heldAcceptances('other', store)).toEqual([]);
  });

  it('of ballots cast here stay counted here and are kept once, however often the card is shown again', () => {
    const store = storage();
    storeAcceptance('round', acceptance('m'), store);
    const before = store.length;
    storeAsked('round', acceptance('m'), store);
    expect(keptAcceptances('round', store)).toHaveLength(1);
    expect(heldAcceptances('round', store)).toEqual([acceptance('m')]);
    expect(store.length).toBe(before);
  });

  it('got by asking go with their test run, and with the oldest of the rounds', () => {
    const store = storage();
    markTestRun('drill', store);
    storeAsked('drill', acceptance('a'), store);
    storeAsked('round', acceptance('b'), store);
    forgetTestRuns(store);
    expect(heldAcceptances('drill', store)).toEqual([]);
    expect(heldAcceptances('round', store)).toEqual([acceptance('b')]);
    for (let at = 0; at < 8; at++) storeAsked(`later-${at}`, acceptance('c'), store);
    expect(heldAcceptances('round', store)).toEqual([]);
    expect(heldAcceptances('later-0', store)).toEqual([acceptance('c')]);
  });
});
