import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deterministicRandom } from './deterministic-random.ts';
import { G, O, reduce, type Scalar } from './group.ts';
import {
  cardCode,
  cardQrText,
  cardText,
  NO_PAYLOAD,
  parseCardText,
  signToken,
  TOKEN_ACTIONS,
  tokenFromSeed,
  verifyTokenSignature,
} from './token.ts';

const random = deterministicRandom('token');
const meeting = random(32);
const ctx = random(32);
const seeds = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('cards (specification §5)', () => {
  test('a seed comes back from what is printed and from what is scanned', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(cardText(seed)).toHaveLength(27);
        expect(cardQrText(seed)).toMatch(/^CP1[0-9A-Z]{26}$/);
        expect(parseCardText(cardText(seed))).toEqual({ ok: true, value: seed });
        expect(parseCardText(cardQrText(seed))).toEqual({ ok: true, value: seed });
        expect(
          parseCardText(
            cardText(seed)
              .toLowerCase()
              .replace(/(.{4})/g, '$1-'),
          ),
        ).toEqual({ ok: true, value: seed });
      }),
      { numRuns: 30 },
    );
  });

  test('every single wrong character is found, and every swap of neighbours', () => {
    const text = cardText(random(16));
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    for (let i = 0; i < 27; i++) {
      for (const other of alphabet) {
        if (other === text[i]) continue;
        expect(parseCardText(text.slice(0, i) + other + text.slice(i + 1)).ok).toBe(false);
      }
      if (i > 0 && text[i] !== text[i - 1]) {
        const swapped = text.slice(0, i - 1) + text[i] + text[i - 1] + text.slice(i + 1);
        expect(parseCardText(swapped).ok).toBe(false);
      }
    }
  });

  test('each kind of mistake has its name', () => {
    const text = cardText(new Uint8Array(16));
    expect(parseCardText('')).toEqual({ ok: false, error: 'length' });
    expect(parseCardText(text.slice(1))).toEqual({ ok: false, error: 'length' });
    expect(parseCardText(`U${text.slice(1)}`)).toEqual({ ok: false, error: 'character' });
    expect(parseCardText(`${text.slice(0, 26)}!`)).toEqual({ ok: false, error: 'character' });
    expect(parseCardText(`${text.slice(0, 26)}1`)).toEqual({ ok: false, error: 'check-symbol' });
    expect(parseCardText(`CP1${text.slice(0, 25)}1`)).toEqual({ ok: false, error: 'character' });
  });

  test('a seed is another token in another meeting or round', () => {
    const seed = random(16);
    const token = tokenFromSeed(meeting, 1, seed);
    expect(tokenFromSeed(meeting, 1, seed)).toEqual(token);
    expect(tokenFromSeed(meeting, 2, seed).tau).not.toBe(token.tau);
    expect(tokenFromSeed(random(32), 1, seed).tau).not.toBe(token.tau);
    expect(token.T.equals(G.multiply(token.tau))).toBe(true);
    expect(() => tokenFromSeed(meeting, 1, new Uint8Array(15))).toThrow();
    expect(cardCode(token.T)).toMatch(/^[0-9A-Z]{6}$/);
  });
});

describe('token signatures (specification §2)', () => {
  const { tau, T } = tokenFromSeed(meeting, 1, random(16));
  const other = tokenFromSeed(meeting, 1, random(16));
  const payload = random(32);
  const statement = { action: 'cast', ctx, T, payload } as const;
  const signature = signToken({ ...statement, tau, random });

  test('hold for each action, with and without a ballot', () => {
    for (const action of TOKEN_ACTIONS) {
      const signed = signToken({ action, ctx, T, tau, payload: NO_PAYLOAD, random });
      expect(verifyTokenSignature({ action, ctx, T, payload: NO_PAYLOAD }, signed)).toBe(true);
    }
  });

  test('say nothing for another action: a pending ballot is not cast by its own signature', () => {
    const pending = signToken({ ...statement, action: 'pending', tau, random });
    expect(verifyTokenSignature(statement, pending)).toBe(false);
  });

  test('say nothing for another context, ballot or token, and not with another τ', () => {
    expect(verifyTokenSignature(statement, signature)).toBe(true);
    expect(verifyTokenSignature({ ...statement, ctx: random(32) }, signature)).toBe(false);
    expect(verifyTokenSignature({ ...statement, payload: random(32) }, signature)).toBe(false);
    expect(verifyTokenSignature({ ...statement, T: other.T }, signature)).toBe(false);
    expect(verifyTokenSignature(statement, { ...signature, R: signature.R.add(G) })).toBe(false);
    expect(verifyTokenSignature(statement, { ...signature, s: reduce(signature.s + 1n) })).toBe(false);
    expect(verifyTokenSignature(statement, signToken({ ...statement, tau: other.tau, random }))).toBe(false);
  });

  test('are refused for T = O, where anybody could sign', () => {
    const forged = signToken({ ...statement, T: O, tau: 0n as Scalar, random });
    expect(verifyTokenSignature({ ...statement, T: O }, forged)).toBe(false);
  });

  test('a random source that repeats gives another nonce for another statement', () => {
    const stuck = (length: number) => new Uint8Array(length).fill(7);
    const first = signToken({ ...statement, tau, random: stuck });
    const second = signToken({ ...statement, payload: random(32), tau, random: stuck });
    expect(first.R.equals(second.R)).toBe(false);
  });
});
