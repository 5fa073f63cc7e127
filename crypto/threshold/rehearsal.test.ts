import { describe, expect, test } from 'vitest';
import { deterministicRandom } from '../deterministic-random.ts';
import { G, multiplyPublic, reduce, type Scalar } from '../group.ts';
import { type ElectionKeys, newCoefficients, shareFor } from './key-ceremony.ts';
import { rehearsalStatement, rehearse, verifyRehearsal } from './rehearsal.ts';

const random = deterministicRandom('rehearsal');

function keysOf(shares: readonly Scalar[], secret: Scalar): ElectionKeys {
  return { ceremony: random(32), K: multiplyPublic(G, secret), X: shares.map((x) => multiplyPublic(G, x)) };
}

describe('the rehearsal (specification §4)', () => {
  const f = newCoefficients(3, random);
  const shares = [1, 2, 3, 4, 5].map((j) => shareFor(f, j));
  const keys = keysOf(shares, f[0] as Scalar);
  const parts = shares.map((x, at) => rehearse(keys, at + 1, x, random));

  test('all shares of one polynomial agree', () => {
    expect(verifyRehearsal(keys, 3, parts)).toEqual([]);
  });

  test('a missing part and a wrong proof are named', () => {
    const wrong = rehearse(keys, 2, shares[2] as Scalar, random);
    expect(verifyRehearsal(keys, 3, [undefined, wrong, ...parts.slice(2)])).toEqual([
      { code: 'missing', index: 1 },
      { code: 'proof-invalid', index: 2 },
    ]);
  });

  test('a share outside the polynomial is found although its proof is right', () => {
    for (const at of [0, 2, 4]) {
      const others = shares.map((x, i) => (i === at ? reduce(x + 1n) : x));
      const broken = keysOf(others, f[0] as Scalar);
      const given = others.map((x, i) => rehearse(broken, i + 1, x, random));
      expect(verifyRehearsal(broken, 3, given)).toEqual([{ code: 'sets-disagree' }]);
    }
  });

  test('nobody else takes part', () => {
    expect(() => rehearsalStatement(keys, 6)).toThrow();
  });
});
