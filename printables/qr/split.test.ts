import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { qrModules } from './modules.ts';
import { fitsSymbols, joinSymbols, MAX_BYTES_PER_SYMBOL, parseSymbol, splitIntoSymbols } from './split.ts';

const sample = (length: number, first = 0) => Uint8Array.from({ length }, (_, i) => (i * 7 + first) % 256);

describe('symbols split over several codes', () => {
  test('any bytes come back from their codes in any order, one of them scanned twice', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.integer({ min: 4, max: 200 }), (bytes, size) => {
        const texts = splitIntoSymbols('CPA1', bytes, size);
        const scanned = [...texts].reverse();
        expect(joinSymbols('CPA1', [...scanned, texts[0] as string])).toEqual({ ok: true, value: bytes });
      }),
    );
  });

  test('a full code is version 25-M at most, the limit of the specification (§9)', () => {
    const [text] = splitIntoSymbols('CPA1', sample(MAX_BYTES_PER_SYMBOL));
    expect(qrModules(text as string, 'M').version).toBeLessThanOrEqual(25);
    expect(splitIntoSymbols('CPA1', sample(MAX_BYTES_PER_SYMBOL + 1))).toHaveLength(2);
  });

  test('a missing part, a part of another sheet and another kind of symbol are refused, each by its name', () => {
    const texts = splitIntoSymbols('CPA1', sample(100), 40);
    const others = splitIntoSymbols('CPA1', sample(100, 1), 40);
    expect(texts).toHaveLength(3);
    expect(joinSymbols('CPA1', texts.slice(1))).toEqual({ ok: false, error: 'parts-missing' });
    expect(joinSymbols('CPA1', [])).toEqual({ ok: false, error: 'parts-missing' });
    expect(joinSymbols('CPA1', [...texts.slice(1), others[0] as string])).toEqual({
      ok: false,
      error: 'different-sheets',
    });
    expect(joinSymbols('CPS1', texts)).toEqual({ ok: false, error: 'not-a-symbol' });
  });

  test('a changed character of the data is noticed by the tag', () => {
    const [text] = splitIntoSymbols('CPA1', sample(100)) as [string];
    const at = text.length - 5;
    const changed = `${text.slice(0, at)}${text[at] === '0' ? '1' : '0'}${text.slice(at + 1)}`;
    expect(joinSymbols('CPA1', [changed])).toMatchObject({ ok: false });
  });

  test('symbols of one kind and tag that do not give what was printed are damaged', () => {
    const [first, second] = splitIntoSymbols('CPA1', sample(80), 40) as [string, string];
    const [otherFirst] = splitIntoSymbols('CPA1', sample(80, 1), 40) as [string];
    const framed = first.slice(0, 'CPA1 1/2:12345678:'.length) + otherFirst.slice('CPA1 1/2:12345678:'.length);
    expect(joinSymbols('CPA1', [framed, second])).toEqual({ ok: false, error: 'damaged' });
  });

  test('ninety-nine symbols are the most: more bytes are told before anything is drawn', () => {
    const most = new Uint8Array(99 * MAX_BYTES_PER_SYMBOL);
    expect(fitsSymbols(most)).toBe(true);
    expect(splitIntoSymbols('CPB1', most)).toHaveLength(99);
    const more = new Uint8Array(most.length + 1);
    expect(fitsSymbols(more)).toBe(false);
    expect(() => splitIntoSymbols('CPB1', more)).toThrow(RangeError);
  });

  test.each([
    '',
    'CPA1 0/1:00000000:BB8:',
    'CPA1 2/1:00000000:BB8:',
    'CPA1 1/1:0000000U:BB8:',
    'CPX1 1/1:00000000:BB8:',
    'CPA1 01/1:00000000:BB8:',
  ])('%j is no symbol', (text) => {
    expect(parseSymbol(text)).toEqual({ ok: false, error: 'not-a-symbol' });
  });
});
