import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from './encoding/bytes.ts';
import { encodeHex } from './encoding/hex.ts';
import { G, ORDER, type Scalar } from './group.ts';
import { bytes, bytes32, challenge, frame, int, list, pair, point, scalar, text } from './transcript.ts';

const five = scalar(5n as Scalar);

describe('challenges (specification §2)', () => {
  test('tag and items are framed by their length in four bytes', () => {
    expect(encodeHex(frame('ab', int(7), text('票')))).toBe('000000026162' + '0000000400000007' + '00000003e7a5a8');
  });

  test('a list is its length and its elements, a pair is two items', () => {
    expect(frame('t', list([int(1), int(2)]))).toEqual(frame('t', int(2), int(1), int(2)));
    expect(frame('t', pair(point(G), five))).toEqual(frame('t', point(G), five));
    expect(frame('t', list([]))).toEqual(frame('t', int(0)));
  });

  test('no two different inputs share their bytes by moving a border', () => {
    expect(challenge('t', text('ab'), text('c'))).not.toBe(challenge('t', text('a'), text('bc')));
    expect(challenge('ta', text('b'))).not.toBe(challenge('t', text('ab')));
    expect(challenge('t', list([int(1)]), list([int(2)]))).not.toBe(challenge('t', list([int(1), int(2)]), list([])));
  });

  test('the tag separates uses', () => {
    expect(challenge('one', int(1))).not.toBe(challenge('two', int(1)));
  });

  test('text is normalised to NFC', () => {
    expect(challenge('t', text('e\u0301'))).toBe(challenge('t', text('\u00e9')));
  });

  test('a challenge is a reduced scalar', () => {
    for (let i = 0; i < 50; i++) expect(challenge('t', int(i))).toBeLessThan(ORDER);
  });

  test('items of a wrong size are refused', () => {
    expect(() => bytes32(new Uint8Array(31))).toThrow();
    expect(() => int(-1)).toThrow();
    expect(() => scalar(ORDER as Scalar)).toThrow();
    expect(bytes(encodeUtf8('x'))).toHaveLength(1);
  });
});
