import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deterministicRandom } from '../deterministic-random.ts';
import { encodeBase64url } from '../encoding/base64url.ts';
import { canonicalBytes } from '../encoding/canonical.ts';
import {
  encodePoint,
  encodeScalar,
  G,
  generator,
  isIdentity,
  msm,
  multiplyPublic,
  O,
  reduce,
  type Scalar,
} from '../group.ts';
import { newSigningKey } from '../sign.ts';
import { bytes32, challenge, int, list, point } from '../transcript.ts';
import {
  type Coefficients,
  ceremonyDigits,
  ceremonyHash,
  combineShares,
  electionKeys,
  isCeremonySize,
  type KeyPackage,
  makePackage,
  newCoefficients,
  openPackage,
  openPackages,
  openShareMessage,
  packageCommitment,
  rehearsalPoint,
  shareFor,
  shareMessageBytes,
} from './key-ceremony.ts';
import { lagrangeAtZero } from './lagrange.ts';

const random = deterministicRandom('key-ceremony');
const meeting = random(32);
/** Recipients of the right shape; none of these tests encrypts to one. */
const recipient = (index: number): string => `age1${'q'.repeat(57)}${'qpzry9x8'[index % 8]}`;

function contribute(n: number, t: number, index: number) {
  const coefficients = newCoefficients(t, random);
  const signKey = newSigningKey(random).publicKey;
  const input = { meeting, n, t, index, name: `监票人${index}`, signKey, recipient: recipient(index) };
  return { coefficients, keyPackage: makePackage(input, coefficients, random) };
}

function ceremony(n: number, t: number) {
  const parts = Array.from({ length: n }, (_, at) => contribute(n, t, at + 1));
  const packages = parts.map(({ keyPackage }) => keyPackage);
  const opened = openPackages(packages, { meeting, n, t });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const keys = electionKeys(meeting, opened.value);
  if (!keys.ok) throw new Error(JSON.stringify(keys.error));
  const shares = parts.map((_, j) => combineShares(parts.map(({ coefficients }) => shareFor(coefficients, j + 1))));
  return { parts, packages, opened: opened.value, keys: keys.value, shares };
}

const of = ceremony(3, 2);
const expected = { meeting, n: 3, t: 2, index: 1 };
const own = of.packages[0] as KeyPackage;

describe('the size of a ceremony (specification §4)', () => {
  test.each([
    [1, 1, true],
    [2, 2, true],
    [3, 2, true],
    [5, 3, true],
    [5, 4, true],
    [2, 1, false],
    [3, 1, false],
    [3, 3, false],
    [4, 4, false],
    [0, 0, false],
    [3, 2.5, false],
  ])('n = %d, t = %d: %s', (n, t, allowed) => {
    expect(isCeremonySize({ n, t })).toBe(allowed);
  });
});

describe('the key ceremony (specification §4)', () => {
  test('any t shares give the key that nobody holds, and fewer do not', () => {
    for (const [n, t] of [
      [1, 1],
      [2, 2],
      [3, 2],
      [5, 3],
    ] as const) {
      const { keys, shares } = ceremony(n, t);
      shares.forEach((x, at) => {
        expect(multiplyPublic(G, x).equals(keys.X[at] as (typeof keys.X)[number])).toBe(true);
      });
      const indices = Array.from({ length: n }, (_, at) => at + 1);
      for (const chosen of [indices.slice(0, t), indices.slice(-t)]) {
        const X = chosen.map((i) => keys.X[i - 1] as (typeof keys.X)[number]);
        expect(msm(X, lagrangeAtZero(chosen)).equals(keys.K)).toBe(true);
        if (t > 1) expect(msm(X.slice(1), lagrangeAtZero(chosen.slice(1))).equals(keys.K)).toBe(false);
      }
    }
  });

  test('the hash covers meeting and packages in order, and nothing else', () => {
    expect(ceremonyHash(meeting, of.packages)).toEqual(of.keys.ceremony);
    expect(ceremonyHash(random(32), of.packages)).not.toEqual(of.keys.ceremony);
    expect(ceremonyHash(meeting, of.packages.toReversed())).not.toEqual(of.keys.ceremony);
  });

  test('its digits are the integer mod 10^20 in five groups of four', () => {
    const hash = new Uint8Array(32);
    hash[31] = 7;
    expect(ceremonyDigits(hash)).toEqual(['0000', '0000', '0000', '0000', '0007']);
    const value = BigInt(`0x${Buffer.from(of.keys.ceremony).toString('hex')}`) % 10n ** 20n;
    expect(BigInt(ceremonyDigits(of.keys.ceremony).join(''))).toBe(value);
  });

  test('the rehearsal point depends on the ceremony', () => {
    expect(rehearsalPoint(of.keys.ceremony).equals(rehearsalPoint(of.keys.ceremony))).toBe(true);
    expect(rehearsalPoint(random(32)).equals(rehearsalPoint(of.keys.ceremony))).toBe(false);
    expect(isIdentity(rehearsalPoint(of.keys.ceremony))).toBe(false);
  });

  test('a share that is zero in sum is never used', () => {
    expect(() => combineShares([5n as Scalar, reduce(-5n)])).toThrow();
  });

  test('Lagrange coefficients recover f(0) from any t values', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { minLength: 3, maxLength: 3 }), (indices) => {
        const f: Coefficients = newCoefficients(3, random);
        const weights = lagrangeAtZero(indices);
        const sum = indices.reduce((total, i, at) => total + (weights[at] as bigint) * shareFor(f, i), 0n);
        return reduce(sum) === f[0];
      }),
      { numRuns: 20 },
    );
    expect(() => lagrangeAtZero([1, 1])).toThrow();
    expect(() => lagrangeAtZero([0, 1])).toThrow();
  });
});

describe('packages that are refused (specification §11)', () => {
  const code = (value: unknown, to = expected) => {
    const result = openPackage(value, to);
    return result.ok ? 'ok' : result.error;
  };
  const zeros = encodeBase64url(new Uint8Array(32));

  test.each<[string, unknown, string]>([
    ['nothing', null, 'malformed'],
    ['a member more', { ...own, late: 1 }, 'malformed'],
    ['a member less', { ...own, proof: undefined }, 'malformed'],
    ['no name', { ...own, name: '' }, 'malformed'],
    ['a proof with a member more', { ...own, proof: { ...own.proof, R: zeros } }, 'malformed'],
    ['another meeting', { ...own, meeting: zeros }, 'other-meeting'],
    ['another index', { ...own, index: 2 }, 'index'],
    ['another n', { ...own, n: 4 }, 'size'],
    ['another t', { ...own, t: 1 }, 'size'],
    [
      'a signing key of small order',
      { ...own, signKey: encodeBase64url(Uint8Array.of(1, ...new Uint8Array(31))) },
      'sign-key',
    ],
    ['a recipient of another kind', { ...own, recipient: 'age1pq1234' }, 'recipient'],
    ['O as commitment', { ...own, commitments: [zeros, own.commitments[1]] }, 'commitments'],
    ['a commitment less', { ...own, commitments: own.commitments.slice(1) }, 'commitments'],
    [
      'another commitment',
      { ...own, commitments: [own.commitments[0], encodeBase64url(encodePoint(generator(1)))] },
      'proof',
    ],
    ['commitments exchanged', { ...own, commitments: own.commitments.toReversed() }, 'proof'],
    ['another response', { ...own, proof: { ...own.proof, s: encodeBase64url(encodeScalar(1n as Scalar)) } }, 'proof'],
    ['the package of another scrutineer', of.packages[1], 'index'],
  ])('%s', (_, value, error) => {
    expect(code(value)).toBe(error);
  });

  test('the proof of another scrutineer, which would be a rogue key', () => {
    const victim = of.packages[1] as KeyPackage;
    expect(code({ ...victim, index: 1 })).toBe('proof');
    expect(code(own)).toBe('ok');
  });

  test('a proof without a nonce, R = O, although its equation holds', () => {
    const { coefficients } = of.parts[0] as (typeof of.parts)[number];
    const C = coefficients.map((a) => multiplyPublic(G, a));
    const e = challenge('key-pok', bytes32(meeting), int(1), int(3), int(2), list(C.map(point)), point(O));
    const s = reduce(e * (coefficients[0] as Scalar));
    const proof = { e: encodeBase64url(encodeScalar(e)), s: encodeBase64url(encodeScalar(s)) };
    expect(code({ ...own, proof })).toBe('proof');
  });

  test('a package changed after its commitment has another hash', () => {
    expect(packageCommitment({ ...own, name: '另一人' })).not.toEqual(packageCommitment(own));
  });

  test('two packages with one key, and every other error, are named by index', () => {
    const twin = { ...(of.packages[1] as KeyPackage), signKey: own.signKey };
    const result = openPackages([own, twin, { ...own, index: 3 }], { meeting, n: 3, t: 2 });
    expect(result).toEqual({
      ok: false,
      error: [
        { index: 2, code: 'duplicate-key' },
        { index: 3, code: 'proof' },
      ],
    });
    expect(openPackages([own], { meeting, n: 3, t: 2 }).ok).toBe(false);
  });

  test('packages whose keys cancel: K = O', () => {
    const [first] = of.opened;
    if (first === undefined) throw new Error('no package');
    const negative = { ...first, C: first.C.map((P) => P.negate()) };
    const result = electionKeys(meeting, [first, negative]);
    expect(result).toMatchObject({
      ok: false,
      error: [{ index: 0, code: 'key-is-identity' }, { index: 1 }, { index: 2 }],
    });
  });

  test('impossible packages are not made', () => {
    const input = { meeting, n: 3, t: 3, index: 1, name: '甲', signKey: new Uint8Array(32), recipient: recipient(0) };
    expect(() => makePackage(input, newCoefficients(3, random), random)).toThrow();
    expect(() => makePackage({ ...input, t: 2 }, newCoefficients(3, random), random)).toThrow();
  });
});

describe('share messages (specification §4 step 3)', () => {
  const { ceremony: hash } = of.keys;
  const coefficients = of.parts[0]?.coefficients as Coefficients;
  const from = of.opened[0] as (typeof of.opened)[number];
  const message = { ceremony: hash, from: 1, to: 2, share: shareFor(coefficients, 2) };
  const open = (bytes: Uint8Array) => openShareMessage(bytes, { ceremony: hash, from, to: 2 });

  test('a right share is accepted', () => {
    expect(open(shareMessageBytes(message))).toEqual({ ok: true, value: message.share });
  });

  test.each([
    ['a wrong share', { share: reduce(message.share + 1n) }, 'share-wrong'],
    ['a share of zero', { share: 0n as Scalar }, 'share-wrong'],
    ['the share meant for another', { share: shareFor(coefficients, 3) }, 'share-wrong'],
    ['another ceremony', { ceremony: random(32) }, 'other-ceremony'],
    ['another sender', { from: 3 }, 'addressee'],
    ['another addressee', { to: 3 }, 'addressee'],
  ])('%s is refused', (_, change, error) => {
    expect(open(shareMessageBytes({ ...message, ...change }))).toEqual({ ok: false, error });
  });

  test('anything but the canonical four members is malformed', () => {
    expect(open(new Uint8Array(3))).toEqual({ ok: false, error: 'malformed' });
    expect(open(canonicalBytes({ ceremony: 'x' }))).toEqual({ ok: false, error: 'malformed' });
    expect(open(canonicalBytes({ ceremony: 1, from: 1, to: 2, share: 'AA' }))).toEqual({
      ok: false,
      error: 'malformed',
    });
    expect(open(canonicalBytes(null))).toEqual({ ok: false, error: 'malformed' });
    const share = encodeBase64url(encodeScalar(message.share));
    const members = { ceremony: encodeBase64url(hash), from: 1, to: 2, share };
    expect(open(canonicalBytes(members)).ok).toBe(true);
    expect(open(canonicalBytes({ ...members, late: 1 }))).toEqual({ ok: false, error: 'malformed' });
  });
});
