import { describe, expect, it } from 'vitest';
import {
  forgetTestRuns,
  heldAcceptances,
  keptAcceptances,
  storeAcceptance,
  storeSent,
  unconfirmedCasts,
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
const round = (ctx: string, meeting = 'meeting') => ({ ctx, meeting, testRun: false });
const drill = (ctx: string) => ({ ctx, meeting: 'drill', testRun: true });
const textAt = (part: string, store: Storage) =>
  [...Array(store.length).keys()].map((at) => store.key(at) ?? '').find((name) => name.includes(part)) ?? '';

/** A ballot cast here, and its acceptance. */
function cast(at: ReturnType<typeof round>, one: ReturnType<typeof acceptance>, store: Storage): void {
  storeSent(at, one, store);
  storeAcceptance(at, one, store);
}

describe('acceptances a kiosk keeps until they are handed over (specification §3)', () => {
  it('outlive the page that received them, sorted by h whatever the order of casting', () => {
    const store = storage();
    for (const h of ['m', 'c', 'x', 'a']) cast(round('round'), acceptance(h), store);
    expect(keptAcceptances('round', store).map(({ h }) => h)).toEqual(['a', 'c', 'm', 'x']);
    const written = store.getItem(textAt('acceptances.', store)) ?? '';
    expect(written.indexOf('"a"')).toBeLessThan(written.indexOf('"c"'));
    expect(written.indexOf('"m"')).toBeLessThan(written.indexOf('"x"'));
  });

  it('are T, h and signature and nothing besides: no marks, no time, no number', () => {
    const store = storage();
    const more = { ...acceptance('a'), marks: [1], time: 5, cardCode: 'ABCDEF' };
    cast(round('round'), more, store);
    expect(JSON.parse(store.getItem(textAt('acceptances.', store)) ?? '')).toEqual([acceptance('a')]);
  });

  it('are one each, however often the same answer comes', () => {
    const store = storage();
    for (let again = 0; again < 3; again++) cast(round('round'), acceptance('a'), store);
    expect(keptAcceptances('round', store)).toHaveLength(1);
  });

  it('do not mix between rounds', () => {
    const store = storage();
    cast(round('first'), acceptance('a'), store);
    cast(round('second'), acceptance('b'), store);
    expect(keptAcceptances('first', store)).toEqual([acceptance('a')]);
    expect(keptAcceptances('second', store)).toEqual([acceptance('b')]);
  });

  it('stay of every round of the meeting that is served, however many come, and of the newest eight of other meetings', () => {
    const store = storage();
    const rounds = Array.from({ length: 12 }, (_, at) => `round-${at}`);
    for (const ctx of rounds) cast(round(ctx), acceptance(ctx), store);
    for (const ctx of rounds) expect(keptAcceptances(ctx, store)).toEqual([acceptance(ctx)]);
    // Paired for another meeting: that is when the oldest go.
    cast(round('next', 'next-meeting'), acceptance('z'), store);
    for (const [at, ctx] of rounds.entries())
      expect(keptAcceptances(ctx, store)).toEqual(at < 4 ? [] : [acceptance(ctx)]);
    cast(round('third', 'third-meeting'), acceptance('y'), store);
    expect(keptAcceptances('round-4', store)).toEqual([]);
    expect(keptAcceptances('next', store)).toEqual([acceptance('z')]);
  });

  it('are not pushed out by a replaced meeting, of however many rounds of its own', () => {
    const store = storage();
    cast(round('real'), acceptance('a'), store);
    for (let at = 0; at < 20; at++) cast(round(`made-up-${at}`, 'made-up'), acceptance('b'), store);
    expect(keptAcceptances('real', store)).toEqual([acceptance('a')]);
  });

  it('of a real round are not pushed out by test runs', () => {
    const store = storage();
    cast(round('real'), acceptance('a'), store);
    for (let at = 0; at < 20; at++) cast(drill(`drill-${at}`), acceptance('b'), store);
    expect(keptAcceptances('real', store)).toEqual([acceptance('a')]);
  });

  it('are kept further where what was stored cannot be read', () => {
    const store = storage();
    cast(round('round'), acceptance('a'), store);
    store.setItem(textAt('acceptances.', store), '[{"T":');
    cast(round('round'), acceptance('b'), store);
    expect(keptAcceptances('round', store)).toEqual([acceptance('b')]);
  });

  it('are what was written and nothing else that stands in the same place', () => {
    const store = storage();
    cast(round('round'), acceptance('a'), store);
    const name = textAt('acceptances.', store);
    store.setItem(name, JSON.stringify([null, 1, 'x', {}, { T: 't', h: 'b' }, acceptance('c')]));
    expect(keptAcceptances('round', store)).toEqual([acceptance('c')]);
    store.setItem(name, '{"T":"t"}');
    expect(keptAcceptances('round', store)).toEqual([]);
  });

  it('of test runs go when the test run is over for this kiosk, and those of a real meeting stay (specification §3.9)', () => {
    const store = storage();
    cast(round('real'), acceptance('a'), store);
    for (const ctx of ['drill', 'second-drill', 'drill']) cast(drill(ctx), acceptance(ctx), store);
    storeSent(drill('drill'), acceptance('unanswered'), store);
    forgetTestRuns(store);
    for (const ctx of ['drill', 'second-drill']) expect(keptAcceptances(ctx, store)).toEqual([]);
    expect(keptAcceptances('real', store)).toEqual([acceptance('a')]);
    const left = store.length;
    expect([...Array(left).keys()].map((at) => store.key(at) ?? '').join()).not.toContain('drill');
    forgetTestRuns(store);
    expect(store.length).toBe(left);
  });

  it('got by asking about a ballot cast elsewhere are handed over, sorted among the own ones, and not counted here', () => {
    const store = storage();
    for (const h of ['m', 'c']) cast(round('round'), acceptance(h), store);
    for (const h of ['x', 'd', 'd']) storeAcceptance(round('round'), acceptance(h), store);
    expect(keptAcceptances('round', store).map(({ h }) => h)).toEqual(['c', 'm']);
    expect(heldAcceptances('round', store).map(({ h }) => h)).toEqual(['c', 'd', 'm', 'x']);
    expect(heldAcceptances('other', store)).toEqual([]);
  });

  it('got by asking about a ballot cast here are counted here, each once, however often the card is shown', () => {
    const store = storage();
    storeSent(round('round'), acceptance('m'), store);
    expect([keptAcceptances('round', store), unconfirmedCasts('round', store)]).toEqual([[], 1]);
    storeAcceptance(round('round'), acceptance('m'), store);
    const places = store.length;
    for (let again = 0; again < 3; again++) {
      storeAcceptance(round('round'), acceptance('m'), store);
      expect(store.length).toBe(places);
      expect(keptAcceptances('round', store)).toEqual([acceptance('m')]);
      expect(heldAcceptances('round', store)).toEqual([acceptance('m')]);
      expect(unconfirmedCasts('round', store)).toBe(0);
    }
    // Another ballot of the same card, which this kiosk never sent: evidence, and none of its own.
    storeAcceptance(round('round'), { ...acceptance('n'), T: 'T-m' }, store);
    expect(keptAcceptances('round', store)).toEqual([acceptance('m')]);
    expect(heldAcceptances('round', store)).toHaveLength(2);
  });

  it('that are missing are told by their number: every ballot that was sent, and none that was answered in the end', () => {
    const store = storage();
    for (const h of ['b', 'a', 'b']) storeSent(round('round'), acceptance(h), store);
    // Presented again: the first ballot had not arrived, the server says.
    storeSent(round('round'), { ...acceptance('c'), T: 'T-a' }, store);
    expect(unconfirmedCasts('round', store)).toBe(3);
    expect(unconfirmedCasts('other', store)).toBe(0);
    const written = store.getItem(textAt('sent.', store)) ?? '';
    expect(JSON.parse(written)).toEqual([
      { T: 'T-a', h: 'a' },
      { T: 'T-b', h: 'b' },
      { T: 'T-a', h: 'c' },
    ]);
    storeAcceptance(round('round'), { ...acceptance('c'), T: 'T-a' }, store);
    expect(unconfirmedCasts('round', store)).toBe(2);
  });

  it('that are missing are not made up for by the acceptance of another ballot of the same card (specification §7.10, §12)', () => {
    const store = storage();
    storeSent(round('round'), acceptance('a'), store);
    storeAcceptance(round('round'), { ...acceptance('made-up'), T: 'T-a' }, store);
    expect([keptAcceptances('round', store), unconfirmedCasts('round', store)]).toEqual([[], 1]);
    expect(heldAcceptances('round', store)).toHaveLength(1);
    // Written half by a power cut: the acceptance is there, the note not yet gone.
    const sent = store.getItem(textAt('sent.', store)) ?? '';
    storeAcceptance(round('round'), acceptance('a'), store);
    store.setItem('changpiao.sent.round', sent);
    expect(unconfirmedCasts('round', store)).toBe(0);
  });

  it('got by asking go with their test run, and with the oldest rounds of other meetings', () => {
    const store = storage();
    storeAcceptance(drill('drill'), acceptance('a'), store);
    storeAcceptance(round('round'), acceptance('b'), store);
    storeSent(round('round'), acceptance('c'), store);
    forgetTestRuns(store);
    expect(heldAcceptances('drill', store)).toEqual([]);
    expect(heldAcceptances('round', store)).toEqual([acceptance('b')]);
    for (let at = 0; at < 9; at++) storeAcceptance(round(`later-${at}`, `later-${at}`), acceptance('c'), store);
    expect(heldAcceptances('round', store)).toEqual([]);
    expect(unconfirmedCasts('round', store)).toBe(0);
    expect(heldAcceptances('later-0', store)).toEqual([acceptance('c')]);
  });
});
