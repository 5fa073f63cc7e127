import { describe, expect, it } from 'vitest';
import { splitIntoSymbols } from '../../printables/qr/split.ts';
import { isComplete, NO_SYMBOLS, progressOf, type SymbolCollection, withSymbol } from './symbol-collection.ts';

const bytes = (first: number) => Uint8Array.from({ length: 90 }, (_, i) => (first + i) % 256);
const a = splitIntoSymbols('CPA1', bytes(1), 60);
const b = splitIntoSymbols('CPB1', bytes(2), 60);
const otherA = splitIntoSymbols('CPA1', bytes(3), 60);
const otherB = splitIntoSymbols('CPB1', bytes(4), 60);

const scan = (texts: readonly string[], held: SymbolCollection = NO_SYMBOLS): SymbolCollection =>
  texts.reduce((now, text) => withSymbol(now, text) ?? now, held);

describe('codes of a sheet as they are scanned (specification §9)', () => {
  it('are held apart by kind, in any order, each once', () => {
    const held = scan([b[1], a[1], a[1], b[0]] as string[]);
    expect(held).toEqual({ a: [a[1]], b: [b[1], b[0]] });
    expect([progressOf(held.a), progressOf(held.b), progressOf([])]).toEqual([
      { read: 1, parts: 2 },
      { read: 2, parts: 2 },
      null,
    ]);
    expect([isComplete(held.a), isComplete(held.b), isComplete([])]).toEqual([false, true, false]);
  });

  it('begin anew with the code A of another sheet, and keep A when another B comes', () => {
    const held = scan([...a, ...b]);
    expect(scan([otherA[0] as string], held)).toEqual({ a: [otherA[0]], b: [] });
    expect(scan([otherB[0] as string], held)).toEqual({ a, b: [otherB[0]] });
  });

  it('are nothing else: a key share or a card is not taken', () => {
    for (const text of ['', 'CP1ABC', splitIntoSymbols('CPS1', bytes(1))[0] as string]) {
      expect(withSymbol(NO_SYMBOLS, text)).toBeNull();
    }
  });
});
