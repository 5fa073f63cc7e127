import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import { checkPrintedNumbers } from './printed-numbers.ts';
import { isSymbolElection, type SymbolA, type SymbolElection } from './symbol-a.ts';
import { symbolOfRecord } from './symbol-of-record.ts';

const { record } = await simulateElection({
  ballots: 5,
  spares: 1,
  contests: [committeeContest(3, 2, 2)],
  marks: () => [1, 0, 1, 0, 0, 1, 0, 0],
  random: seededRandom('printed numbers'),
  recipients: ['q', 'p'].map((own) => `age1${own.repeat(58)}`),
  sheetKey: encodeBase64url(new Uint8Array(91)),
  threshold: 2,
});
const symbol: SymbolA = (() => {
  const found = symbolOfRecord(record, 1);
  if (!found.ok) throw new Error(found.error);
  return found.value;
})();
const withContest = (change: (contest: SymbolElection) => Partial<SymbolElection>): SymbolA => ({
  ...symbol,
  contests: symbol.contests.filter(isSymbolElection).map((contest) => ({ ...contest, ...change(contest) })),
});

test('the printed numbers of an honest sheet hold (§5, §8.5)', () => {
  const labels = symbol.contests.filter(isSymbolElection)[0]?.candidates.map(({ label }) => label) ?? [];
  expect(checkPrintedNumbers(symbol)).toEqual({ accounting: true, outcome: true, elected: [labels.slice(0, 2)] });
});

test('a card that vanished, and an accounting of another length, do not', () => {
  const accounting = symbol.accounting.map((number, at) => (at === 2 ? number + 1 : number));
  expect(checkPrintedNumbers({ ...symbol, accounting }).accounting).toBe(false);
  expect(checkPrintedNumbers({ ...symbol, accounting: [...symbol.accounting, 0] })).toMatchObject({
    accounting: false,
    outcome: false,
  });
});

test.each<[string, (contest: SymbolElection) => Partial<SymbolElection>]>([
  ['another outcome', ({ outcome }) => ({ outcome: outcome.map((value, at) => (at === 4 ? value + 1 : value)) })],
  ['an outcome cut short', ({ outcome }) => ({ outcome: outcome.slice(0, -1) })],
  [
    'a vote less for somebody who needs it',
    ({ candidates }) => ({
      candidates: candidates.map((one, at) => (at === 0 ? { ...one, approve: 0 } : one)),
    }),
  ],
  [
    'more votes than ballots',
    ({ candidates }) => ({
      candidates: candidates.map((one, at) => (at === 0 ? { ...one, approve: one.approve + 9 } : one)),
    }),
  ],
  [
    'the same name twice',
    ({ candidates }) => ({
      candidates: candidates.map((one) => ({ ...one, label: candidates[0]?.label ?? '' })),
    }),
  ],
  ['no seat to fill', () => ({ seats: 0 })],
])('%s is not what the rules make of the counts', (_, change) => {
  expect(checkPrintedNumbers(withContest(change)).outcome).toBe(false);
});

test('whatever a sheet prints is judged, none ends the program', () => {
  const number = fc.oneof(fc.nat(9), fc.maxSafeNat());
  const label = fc.constantFrom('甲', '乙', '丙（1974年4月生）', '', '__proto__', '\u00000');
  const printed = fc.record({
    category: fc.constantFrom('committee', 'secretary', 'revote', 'further-election', 'preliminary', 'formal'),
    post: label,
    seats: number,
    candidates: fc.array(fc.record({ label, approve: number, disapprove: number }), { maxLength: 4 }),
    writeInList: fc.nat(4),
    writeIns: fc.array(fc.record({ place: fc.nat(3), label, votes: number }), { maxLength: 3 }),
    outcome: fc.array(number, { maxLength: 12 }),
  }) as fc.Arbitrary<SymbolElection>;
  const accounting = fc.array(number, { minLength: symbol.accounting.length, maxLength: symbol.accounting.length });
  fc.assert(
    fc.property(printed, accounting, fc.boolean(), (contest, numbers, isHonest) => {
      const sheet = { ...symbol, contests: [contest], accounting: isHonest ? symbol.accounting : numbers };
      expect(typeof checkPrintedNumbers(sheet).outcome).toBe('boolean');
    }),
    { seed: 1, numRuns: 300 },
  );
});
