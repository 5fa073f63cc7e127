import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSymbol, decodeBase32, encodeBase32, normalizeBase32 } from './base32.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { compareBytes, decodeUtf8, encodeUtf8, equalBytes, uint32 } from './bytes.ts';
import { canonicalBytes, decodeCanonical, hashObject } from './canonical.ts';
import { decodeHex, encodeHex } from './hex.ts';

const bytes = fc.uint8Array({ maxLength: 80 });

describe('base64url (specification §2)', () => {
  test('every byte string comes back from its text', () => {
    fc.assert(fc.property(bytes, (value) => equalBytes(decodeBase64url(encodeBase64url(value)), value)));
  });

  test('agrees with another implementation', () => {
    fc.assert(fc.property(bytes, (value) => encodeBase64url(value) === Buffer.from(value).toString('base64url')));
  });

  test('whatever text is decoded re-encodes to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ABab01-_=+/ é'), maxLength: 12 }), (text) => {
        let decoded: Uint8Array | undefined;
        try {
          decoded = decodeBase64url(text);
        } catch {
          return true;
        }
        return encodeBase64url(decoded) === text;
      }),
    );
  });

  test.each([
    ['padding', 'AA=='],
    ['an impossible length', 'AAAAA'],
    ['unused bits', 'AB'],
    ['the other alphabet', '++++'],
    ['white space', 'AA AA'],
    ['a character above ASCII', 'AA\u0100A'],
  ])('%s is refused', (_, text) => {
    expect(() => decodeBase64url(text)).toThrow();
  });

  test.each([7, null, undefined, ['A', 'A'], { length: 2 }])('%j, which is no text, is refused', (value) => {
    expect(() => decodeBase64url(value as never)).toThrow(/not a text/);
  });

  test('another number of bytes than demanded is refused', () => {
    expect(decodeBase64url('AAAA', 3)).toHaveLength(3);
    expect(() => decodeBase64url('AAAA', 4)).toThrow(/expected 4 bytes/);
  });
});

describe('base64 of signed notes', () => {
  test('agrees with another implementation and comes back', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const text = encodeBase64(value);
        return text === Buffer.from(value).toString('base64') && equalBytes(decodeBase64(text), value);
      }),
    );
  });

  test.each(['AA', 'AA=', 'AB==', 'AAA=A', '=AAA', 'AA-_', 'AAAA==='])('%s is refused', (text) => {
    expect(() => decodeBase64(text)).toThrow(/^base64/);
  });
});

describe('hex', () => {
  test('comes back, and only lower case is read', () => {
    fc.assert(fc.property(bytes, (value) => equalBytes(decodeHex(encodeHex(value)), value)));
    for (const text of ['AB', 'abc', 'zz', '0x00']) expect(() => decodeHex(text)).toThrow();
  });
});

describe('Crockford base32 (specification §5)', () => {
  test('every byte string comes back from its characters', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const decoded = decodeBase32(encodeBase32(value));
        return decoded.ok && equalBytes(decoded.value, value);
      }),
    );
  });

  test('people may write small letters, hyphens, and O, I, L for digits', () => {
    expect(normalizeBase32('a5dx-448o xtxb-ilam')).toBe('A5DX4480XTXB11AM');
  });

  test.each(['U', 'AU', '!!', 'a5', '*~', '0000000000000000000000000Z', 'AAAAAAAU', 'aaaaaaaa'])(
    '%s is refused',
    (text) => {
      expect(decodeBase32(text).ok).toBe(false);
    },
  );

  test('the check symbol is the integer mod 37, and finds every single wrong byte', () => {
    expect(checkSymbol(Uint8Array.of(0, 36))).toBe('U');
    expect(checkSymbol(Uint8Array.of(1, 0))).toBe(String('0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U'[256 % 37]));
  });
});

describe('bytes', () => {
  test('integers are four bytes big-endian and nothing else', () => {
    expect([...uint32(0x01020304)]).toEqual([1, 2, 3, 4]);
    expect([...uint32(0xffffffff)]).toEqual([255, 255, 255, 255]);
    for (const wrong of [-1, 0.5, 2 ** 32, Number.NaN]) expect(() => uint32(wrong)).toThrow();
  });

  test('malformed UTF-8 is refused and a byte order mark is kept', () => {
    expect(() => decodeUtf8(Uint8Array.of(0xff))).toThrow();
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
    expect(decodeUtf8(encodeUtf8('唱票 𠅤'))).toBe('唱票 𠅤');
  });

  test('the order is that of unsigned bytes, a prefix first', () => {
    fc.assert(fc.property(bytes, bytes, (a, b) => Math.sign(compareBytes(a, b)) === Math.sign(Buffer.compare(a, b))));
  });
});

describe('canonical objects (RFC 8785, specification §2)', () => {
  const value = fc
    .jsonValue({ maxDepth: 3 })
    .map(
      (json) =>
        JSON.parse(
          JSON.stringify(json, (_, part) => (typeof part === 'number' ? Math.trunc(part % 1e9) || 0 : part)),
        ) as unknown,
    );

  test('an object comes back from its bytes, whatever the order of its members', () => {
    fc.assert(
      fc.property(value, (object) => {
        const encoded = canonicalBytes(object);
        expect(canonicalBytes(decodeCanonical(encoded))).toEqual(encoded);
      }),
    );
    expect(canonicalBytes({ b: 1, a: 2 })).toEqual(canonicalBytes({ a: 2, b: 1 }));
    expect(hashObject({ b: 1, a: 2 })).toEqual(hashObject({ a: 2, b: 1 }));
  });

  test.each([
    ['white space', '{"a": 1}'],
    ['another member order', '{"b":1,"a":2}'],
    ['a repeated member', '{"a":1,"a":1}'],
    ['1.0', '{"a":1.0}'],
    ['1.5', '{"a":1.5}'],
    ['an exponent', '{"a":1e2}'],
    ['minus zero', '{"a":-0}'],
    ['an integer beyond 2^53', '{"a":9007199254740993}'],
    ['an unneeded escape', '{"a":"\\u0061"}'],
    ['a lone surrogate', '{"a":"\\ud800"}'],
    ['an upper-case escape', '{"a":"\\u000F"}'],
    ['a line end', '{"a":1}\n'],
    ['a byte order mark', '\ufeff{"a":1}'],
  ])('bytes with %s are refused', (_, text) => {
    expect(() => decodeCanonical(encodeUtf8(text))).toThrow();
  });

  test('malformed UTF-8 is refused', () => {
    expect(() => decodeCanonical(Uint8Array.of(0x22, 0xc0, 0x80, 0x22))).toThrow();
  });

  test.each([
    ['undefined', undefined],
    ['an undefined member', { a: undefined }],
    ['a bigint', { a: 1n }],
    ['a date', { a: new Date(0) }],
    ['bytes', { a: new Uint8Array(1) }],
    ['a fraction', 0.5],
    ['NaN', Number.NaN],
    ['a function', { a: () => 1 }],
    ['an integer beyond 2^53', 2 ** 53],
    ['a member name with a lone surrogate', { '\ud800': 1 }],
  ])('%s has no canonical form', (_, object) => {
    expect(() => canonicalBytes(object)).toThrow(TypeError);
  });
});
