import { describe, expect, it } from 'vitest';
import { decodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { decodePoint, decodeScalar } from '../../../crypto/group.ts';
import { sha256 } from '../../../crypto/hash.ts';
import { NO_PAYLOAD, verifyTokenSignature } from '../../../crypto/token.ts';
import { makeCards } from '../card-station.ts';
import { countingRandom } from '../counting-random.ts';
import { readCard, voidCard } from './voids.ts';

const meetingHash = sha256(Uint8Array.of(1));
const ctx = sha256(Uint8Array.of(2));
const { cards, tokens } = makeCards({ meetingHash, round: 1, count: 3, random: countingRandom('cards') });
const listed = new Set(tokens);
const scanned = (text: string) => ({ meetingHash, round: 1, text });

describe('left-over cards (§5)', () => {
  it.each(['void-returned', 'void-damaged', 'void-unissued'] as const)(
    'are voided by their own token: %s',
    (action) => {
      const voided = voidCard(scanned(cards[1]?.qr ?? ''), { ctx, tokens: listed }, action, countingRandom(action));
      if (!voided.ok) throw new Error(voided.error);
      const { T, R, s } = voided.value;
      expect(T).toBe(cards[1]?.T);
      const statement = { ctx, T: decodePoint(decodeBase64url(T, 32), 'T'), payload: NO_PAYLOAD };
      const signature = { R: decodePoint(decodeBase64url(R, 32), 'R'), s: decodeScalar(decodeBase64url(s, 32), 's') };
      for (const other of ['void-returned', 'void-damaged', 'void-unissued', 'cast'] as const) {
        expect(verifyTokenSignature({ ...statement, action: other }, signature)).toBe(other === action);
      }
    },
  );

  it('that are not on the signed list are not voided but named', () => {
    const foreign = makeCards({ meetingHash, round: 1, count: 1, random: countingRandom('foreign') });
    const text = foreign.cards[0]?.text ?? '';
    expect(voidCard(scanned(text), { ctx, tokens: listed }, 'void-unissued', countingRandom())).toEqual({
      ok: false,
      error: 'not-listed',
    });
    const otherRound = { meetingHash, round: 2, text: cards[0]?.text ?? '' };
    expect(voidCard(otherRound, { ctx, tokens: listed }, 'void-unissued', countingRandom()).ok).toBe(false);
  });

  it('with a mistyped character are refused before anything is signed', () => {
    const text = cards[0]?.text ?? '';
    const typo = (text[0] === 'A' ? 'B' : 'A') + text.slice(1);
    expect(voidCard(scanned(typo), { ctx, tokens: listed }, 'void-unissued', countingRandom())).toEqual({
      ok: false,
      error: 'check-symbol',
    });
  });

  it('an audited card shows its card code and its T, and nothing else is kept', () => {
    const read = readCard(scanned(cards[2]?.text ?? ''));
    expect(read).toEqual({ ok: true, value: { T: cards[2]?.T, code: cards[2]?.code } });
  });
});
