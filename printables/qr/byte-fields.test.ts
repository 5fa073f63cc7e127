import { expect, test } from 'vitest';
import { createFieldReader, createFieldWriter, MalformedPayload } from './byte-fields.ts';

const reader = (...bytes: readonly number[]) => createFieldReader(Uint8Array.from(bytes));
const written = (value: number) => {
  const writer = createFieldWriter();
  writer.integer(value);
  return [...writer.finish()];
};

test.each([
  [0, [0]],
  [127, [127]],
  [128, [128, 1]],
  [Number.MAX_SAFE_INTEGER, [255, 255, 255, 255, 255, 255, 255, 15]],
])('%d is written the shortest way and read back', (value, bytes) => {
  expect(written(value)).toEqual(bytes);
  expect(reader(...bytes).integer()).toBe(value);
});

test.each([-1, 0.5, 2 ** 53, Number.NaN])('%d is no count and is not written', (value) => {
  expect(() => written(value)).toThrow(RangeError);
});

test.each([
  ['padded', [128, 0]],
  ['padded further', [129, 128, 0]],
  ['beyond what is exact', [128, 128, 128, 128, 128, 128, 128, 16]],
  ['without end', [128, 128, 128, 128, 128, 128, 128, 128, 1]],
  ['cut off', [128]],
])('an integer that is %s is refused', (_, bytes) => {
  expect(() => reader(...bytes).integer()).toThrow(MalformedPayload);
});

test('bytes that are not there are refused where they are asked for', () => {
  expect(() => reader(1, 2).bytes(3)).toThrow(MalformedPayload);
  expect([...reader(1, 2).bytes(2)]).toEqual([1, 2]);
});

test('a length is at most its limit', () => {
  expect(reader(9).length(9)).toBe(9);
  expect(() => reader(10).length(9)).toThrow(MalformedPayload);
});

test('a text is UTF-8, and nothing is left over at the end', () => {
  expect(reader(2, 0xc3, 0xa9).text()).toBe('é');
  expect(() => reader(1, 0xff).text()).toThrow(MalformedPayload);
  expect(() => reader(0).end()).toThrow(MalformedPayload);
  expect(() => reader().end()).not.toThrow();
});
