import { expect, test } from 'vitest';
import { generator, O } from '../../crypto/group.ts';
import { addCiphertexts, addSums, decodeSums, encodeSums, equalSums, zeroSums } from './sums.ts';

const one = [generator(1), generator(2)] as const;

test('sums add up part by part, and to nothing with O (specification §8.1)', () => {
  const sums = encodeSums([one, one]);
  expect(equalSums(addSums(sums, encodeSums(zeroSums(2))), sums)).toBe(true);
  const twice = addCiphertexts([one], [one]);
  expect(twice[0]?.[0].equals(one[0].add(one[0]))).toBe(true);
  expect(decodeSums(encodeSums(zeroSums(1)))[0]?.every((point) => point.equals(O))).toBe(true);
});

test('sums of circuits with different outputs are never added, and never equal', () => {
  expect(() => addCiphertexts([one], [one, one])).toThrow('different circuits');
  expect(() => addCiphertexts([one, one], [one])).toThrow('different circuits');
  expect(equalSums(encodeSums([one]), encodeSums([one, one]))).toBe(false);
  expect(equalSums(encodeSums([one, one]), encodeSums([one]))).toBe(false);
});
