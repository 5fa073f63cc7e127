import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { qrModules } from './modules.ts';
import { encodeOpening, type Opening, openingAddress, parseOpening } from './opening.ts';

const opening: Opening = {
  meetingId: 'qingxi-2026',
  round: 1,
  T: new Uint8Array(32).fill(7),
  h: new Uint8Array(32).fill(8),
  signature: new Uint8Array(64).fill(9),
  seed: new Uint8Array(32).fill(10),
  places: [[0, 3, 4, 8, 13], [], [65_535]],
};
const PAGE = 'http://192.168.1.10:3000/check';

describe('the address of an opened ballot (specification §7.5)', () => {
  test('comes back from its address', () => {
    expect(parseOpening(openingAddress(PAGE, opening))).toEqual({ ok: true, value: opening });
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(fc.nat(65_535), { maxLength: 20 }), { maxLength: 9 }), (lists) => {
        const given = { ...opening, places: lists.map((list) => list.toSorted((a, b) => a - b)) };
        expect(parseOpening(encodeOpening(given))).toEqual({ ok: true, value: given });
      }),
    );
  });

  test('all data stand after the number sign, so that no server sees them (UX 3.1)', () => {
    const address = new URL(openingAddress(PAGE, opening));
    expect(address.pathname + address.search).toBe('/check');
    expect(address.hash).toBe(`#${encodeOpening(opening)}`);
  });

  test('a ballot of thirteen candidates with five others written in fits one code a phone reads from a screen', () => {
    const places = [[...Array.from({ length: 13 }, (_, at) => 2 * at + 1), 100, 300, 500, 800, 1025]];
    expect(qrModules(openingAddress(PAGE, { ...opening, places }), 'M').version).toBeLessThanOrEqual(14);
  });

  test.each([
    ['another letter', (text: string) => text.replace('O1.', 'R1.')],
    ['another version', (text: string) => text.replace('O1.', 'O2.')],
    ['a leading zero in the round', (text: string) => text.replace('.1.', '.01.')],
    ['a missing character', (text: string) => text.slice(0, -1)],
    ['an added character', (text: string) => `${text}A`],
    ['added bytes', (text: string) => `${text}AAAA`],
    ['nothing but the frame', (text: string) => text.slice(0, text.lastIndexOf('.') + 1)],
    ['a blank', (text: string) => `${text} `],
  ])('%s is refused', (_, change) => {
    expect(parseOpening(`http://h/check#${change(encodeOpening(opening))}`)).toEqual({
      ok: false,
      error: 'not-an-opening',
    });
  });

  test('is refused with any of its characters changed, or is another opening', () => {
    const text = encodeOpening({ ...opening, places: [[0, 3]] });
    for (let at = 0; at < text.length; at++) {
      const read = parseOpening(`${text.slice(0, at)}${text[at] === '_' ? 'A' : '_'}${text.slice(at + 1)}`);
      if (read.ok) expect(encodeOpening(read.value)).not.toBe(text);
    }
  });

  test('places that do not ascend and parts of a wrong length are not written', () => {
    expect(() => encodeOpening({ ...opening, places: [[3, 3]] })).toThrow(RangeError);
    expect(() => encodeOpening({ ...opening, places: [[4, 3]] })).toThrow(RangeError);
    expect(() => encodeOpening({ ...opening, seed: new Uint8Array(31) })).toThrow(RangeError);
    for (const meetingId of ['', '-a', 'a b', 'a'.repeat(65)])
      expect(() => encodeOpening({ ...opening, meetingId })).toThrow(RangeError);
    for (const round of [0, 100_000]) expect(() => encodeOpening({ ...opening, round })).toThrow(RangeError);
  });

  test('a place that no ballot has is refused', () => {
    const refused = { ok: false, error: 'not-an-opening' };
    expect(parseOpening(encodeOpening({ ...opening, places: [[65_536]] }))).toEqual(refused);
    expect(parseOpening(encodeOpening({ ...opening, places: [[1, 65_537]] }))).toEqual(refused);
  });
});
