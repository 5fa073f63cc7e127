import { describe, expect, it } from 'vitest';
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { compareBytes } from '../../crypto/encoding/bytes.ts';
import { sha256 } from '../../crypto/hash.ts';
import { parseCardText, tokenFromSeed } from '../../crypto/token.ts';
import { auditSize, makeCards, remakeCards, wipeCards } from './card-station.ts';
import { countingRandom } from './counting-random.ts';

const meetingHash = sha256(Uint8Array.of(1));

describe('card station', () => {
  it('makes P cards whose printed texts lead to the listed tokens (specification §5)', () => {
    const { cards, tokens } = makeCards({ meetingHash, round: 1, count: 12, random: countingRandom() });
    expect(cards).toHaveLength(12);
    for (const card of cards) {
      for (const text of [card.text, card.qr]) {
        const seed = parseCardText(text);
        expect(seed.ok && tokenFromSeed(meetingHash, 1, seed.value).T.toHex()).toBe(
          tokenFromSeed(meetingHash, 1, card.seed).T.toHex(),
        );
      }
      expect(tokens).toContain(card.T);
    }
  });

  it('lists tokens ascending by bytes, which is not the order of their texts or of the cards', () => {
    const { cards, tokens } = makeCards({ meetingHash, round: 1, count: 40, random: countingRandom() });
    const bytes = tokens.map((token) => decodeBase64url(token, 32));
    expect(bytes.every((value, at) => at === 0 || compareBytes(bytes[at - 1] as Uint8Array, value) < 0)).toBe(true);
    expect(tokens).not.toEqual([...tokens].sort());
    expect(tokens).not.toEqual(cards.map((card) => card.T));
  });

  it('draws seeds of different rounds independently: one seed gives another token in another round', () => {
    const first = makeCards({ meetingHash, round: 1, count: 1, random: countingRandom() });
    const second = makeCards({ meetingHash, round: 2, count: 1, random: countingRandom() });
    expect(first.cards[0]?.seed).toEqual(second.cards[0]?.seed);
    expect(first.tokens).not.toEqual(second.tokens);
  });

  it('stops when the random source repeats itself', () => {
    const stuck = (length: number) => new Uint8Array(length).fill(7);
    expect(() => makeCards({ meetingHash, round: 1, count: 2, random: stuck })).toThrow(/random source/);
  });

  it('makes no cards by a source that gives too little, none in another number, and none anew that is not there', () => {
    const random = countingRandom();
    const short = (length: number) => random(length).slice(1);
    expect(() => makeCards({ meetingHash, round: 1, count: 1, random: short })).toThrow(/^seed/);
    for (const count of [0, -1, 1.5, 65_536, Number.NaN])
      expect(() => makeCards({ meetingHash, round: 1, count, random })).toThrow(/^cards/);
    const old = makeCards({ meetingHash, round: 1, count: 2, random });
    for (const at of [2, -1, 0.5])
      expect(() => remakeCards({ meetingHash, round: 1, random }, old, [at])).toThrow(/^cards/);
  });

  it('makes the cards of a spoiled sheet anew and wipes the old seeds', () => {
    const random = countingRandom();
    const old = makeCards({ meetingHash, round: 1, count: 16, random });
    const spoiledSeed = old.cards[3]?.seed;
    const again = remakeCards({ meetingHash, round: 1, random }, old, [2, 3]);
    expect(spoiledSeed).toEqual(new Uint8Array(16));
    expect(again.tokens).toHaveLength(16);
    expect(again.tokens).not.toContain(old.cards[3]?.T);
    expect(again.cards[4]?.T).toBe(old.cards[4]?.T);
    expect(again.tokens).toContain(old.cards[4]?.T);
  });

  it('wipes every seed', () => {
    const made = makeCards({ meetingHash, round: 1, count: 3, random: countingRandom() });
    wipeCards(made);
    expect(made.cards.every((card) => card.seed.every((byte) => byte === 0))).toBe(true);
  });

  it('audits five in a hundred, and never none', () => {
    expect([1, 7, 20, 21, 80, 100].map(auditSize)).toEqual([1, 1, 1, 2, 4, 5]);
  });
});
