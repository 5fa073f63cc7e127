import { expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodePoint, encodeScalar, G, multiplyPublic, type Scalar } from '../../crypto/group.ts';
import type { PartialDecryptionEntry } from '../record/count-entries.ts';
import { releasedLists } from './partials.ts';

const scalar = (n: bigint): string => encodeBase64url(encodeScalar(n as Scalar));
const point = (n: bigint): string => encodeBase64url(encodePoint(multiplyPublic(G, n as Scalar)));
const [CTX, OTHER] = [scalar(1n), scalar(2n)];
const entry = (index: number, change: Partial<PartialDecryptionEntry> = {}): PartialDecryptionEntry => ({
  type: 'partial-decryption',
  ctx: CTX,
  stage: 'tally',
  index,
  D: [point(BigInt(index))],
  c: scalar(3n),
  s: scalar(4n),
  signatures: [],
  ...change,
});
const released = (entries: readonly PartialDecryptionEntry[], threshold = 2) =>
  releasedLists(entries, CTX, threshold)?.map(({ index, D }) => [
    index,
    ...D.map((P) => encodeBase64url(encodePoint(P))),
  ]);

test('the lists of the first t who released for the round: no rehearsal, no other round, nobody twice (specification §8.3)', () => {
  const three = [entry(2), entry(1), entry(3)];
  const firstTwo = [
    [2, point(2n)],
    [1, point(1n)],
  ];
  expect(released(three)).toEqual(firstTwo);
  expect(released([entry(4, { stage: 'rehearsal' }), ...three])).toEqual(firstTwo);
  expect(released([entry(4, { ctx: OTHER }), ...three])).toEqual(firstTwo);
  expect(released([entry(2), entry(2, { D: [point(9n)] }), entry(1)])).toEqual(firstTwo);
});

test('none where some of them are missing or no points', () => {
  expect(released([entry(2)])).toBeUndefined();
  expect(released([entry(2), entry(2)])).toBeUndefined();
  expect(released([entry(2, { D: ['A'] }), entry(1), entry(3)])).toBeUndefined();
});
