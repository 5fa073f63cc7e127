import { describe, expect, test } from 'vitest';
import { decodeHex, encodeHex } from '../../crypto/encoding/hex.ts';
import { der, derInteger, derObjectIdentifier, derSequence, derSet, MalformedDer, readDer, TAG } from './der.ts';

describe('DER', () => {
  test.each([
    ['1.2.840.113549.1.7.2', '06092a864886f70d010702'],
    ['2.16.840.1.101.3.4.2.1', '0609608648016503040201'],
    ['1.2.840.10045.4.3.2', '06082a8648ce3d040302'],
  ])('object identifier %s is %s', (dotted, hex) => {
    expect(encodeHex(derObjectIdentifier(dotted))).toBe(hex);
  });

  test('lengths of 127, 128, 256 and 65536 bytes are written the shortest way and read back', () => {
    for (const [length, head] of [
      [127, '047f'],
      [128, '048180'],
      [256, '04820100'],
      [65_536, '0483010000'],
    ] as const) {
      const bytes = der(TAG.octetString, new Uint8Array(length));
      expect(encodeHex(bytes.slice(0, head.length / 2))).toBe(head);
      const reader = readDer(bytes);
      expect(reader.take(TAG.octetString).content).toHaveLength(length);
      reader.end();
    }
  });

  test('a set is sorted by its bytes', () => {
    expect(derSet(derInteger(2), derInteger(1))).toEqual(derSet(derInteger(1), derInteger(2)));
  });

  test.each([
    ['another tag', '3000', TAG.set],
    ['a length longer than the bytes', '300201', TAG.sequence],
    ['a long form that fits the short one', '30810100', TAG.sequence],
    ['a padded length', '3082000100', TAG.sequence],
    ['an indefinite length', '30800000', TAG.sequence],
    ['nothing', '', TAG.sequence],
    ['a tag alone', '30', TAG.sequence],
    ['a length that is cut off', '3082', TAG.sequence],
  ])('%s is refused', (_, hex, tag) => {
    expect(() => readDer(decodeHex(hex)).take(tag)).toThrow(MalformedDer);
  });

  test('a length of four bytes is refused, even of as many bytes', () => {
    const bytes = new Uint8Array(6 + 2 ** 24);
    bytes.set([TAG.sequence, 0x84, 1, 0, 0, 0]);
    expect(() => readDer(bytes).take(TAG.sequence)).toThrow(MalformedDer);
  });

  test('bytes left over are refused', () => {
    const reader = readDer(Uint8Array.of(...derSequence(), 0));
    reader.take(TAG.sequence);
    expect(() => reader.end()).toThrow(MalformedDer);
  });
});
