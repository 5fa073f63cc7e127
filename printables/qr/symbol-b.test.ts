import { expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { readRecord } from '../../tally/record/reader.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import { decodeSymbolB, encodeSymbolB, readSymbolBTexts, symbolBFaults, symbolBTexts } from './symbol-b.ts';
import { symbolBOf } from './symbol-b-of-record.ts';
import { countedRound, symbolOf } from './symbol-of-record.ts';

const { record } = await simulateElection({
  ballots: 5,
  spares: 1,
  contests: [committeeContest(3, 2, 2)],
  random: seededRandom('symbol B'),
  recipients: ['q', 'p'].map((own) => `age1${own.repeat(58)}`),
  sheetKey: encodeBase64url(new Uint8Array(91)),
  threshold: 2,
});
const { a, b } = (() => {
  const counted = countedRound(readRecord(record), 1);
  if (!counted.ok) throw new Error(counted.error);
  const [symbolA, symbolB] = [symbolOf(counted.value), symbolBOf(counted.value)];
  if (!symbolA.ok || symbolB === null) throw new Error('no symbols');
  return { a: symbolA.value, b: symbolB };
})();

test('it comes back from its codes, and with symbol A it proves the printed counts (§9)', () => {
  const read = readSymbolBTexts([...symbolBTexts(b)].reverse());
  expect(read.ok && symbolBFaults(a, read.value)).toEqual([]);
});

test('bytes cut off, left over or of another version are malformed', () => {
  const bytes = encodeSymbolB(b);
  const refused = { ok: false, error: 'malformed' };
  expect(decodeSymbolB(bytes.slice(0, -1))).toEqual(refused);
  expect(decodeSymbolB(Uint8Array.of(...bytes, 0))).toEqual(refused);
  expect(decodeSymbolB(Uint8Array.of(2, ...bytes.slice(1)))).toEqual(refused);
  expect(decodeSymbolB(new Uint8Array(0))).toEqual(refused);
});

test('a part in the name of a scrutineer whom A does not know is signed by nobody', () => {
  const parts = b.parts.map((part, at) => (at === 0 ? { ...part, proof: { ...part.proof, index: 9 } } : part));
  expect(symbolBFaults(a, { ...b, parts })).toEqual(['scrutineers', 'signature', 'proof']);
});

test('of another round, with a sum more, by one scrutineer twice or by too few, it proves nothing of A (§9.2)', () => {
  const { statement, parts } = b;
  const [first] = parts;
  const [sum] = statement.m;
  if (first === undefined || sum === undefined) throw new Error('an empty symbol');
  const found = (change: Partial<typeof b>) => symbolBFaults(a, { ...b, ...change });
  expect(found({ statement: { ...statement, ctx: new Uint8Array(32) } })).toContain('other-round');
  expect(found({ statement: { ...statement, m: [...statement.m, sum] } })).toContain('counts-differ');
  expect(found({ parts: [first, first] })).toContain('scrutineers');
  expect(found({ parts: [first] })).toContain('scrutineers');
});
