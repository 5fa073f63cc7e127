import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { decodeBase45, encodeBase45 } from './base45.ts';

test.each([
  ['AB', 'BB8'],
  ['Hello!!', '%69 VD92EX0'],
  ['base-45', 'UJCLQE7W581'],
  ['ietf!', 'QED8WEX0'],
])('%s is written as in RFC 9285 section 4', (text, expected) => {
  expect(encodeBase45(encodeUtf8(text))).toBe(expected);
  expect(decodeBase45(expected)).toEqual({ ok: true, value: encodeUtf8(text) });
});

test('every byte string comes back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      expect(decodeBase45(encodeBase45(bytes))).toEqual({ ok: true, value: bytes });
    }),
  );
});

test.each(['GGW', ':::', 'ZZ', 'A', 'BB8A', 'ab8', 'BB_'])(
  '%s is refused: beyond 65535 or 255, a lone character, a foreign one',
  (text) => {
    expect(decodeBase45(text)).toEqual({ ok: false, error: 'not-base45' });
  },
);
