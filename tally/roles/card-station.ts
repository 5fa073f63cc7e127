/**
 * The card station (specification §5): draws the seeds of a round, gives the cards to print and the sorted list
 * of tokens to sign.
 *
 * seed 16 random bytes · τ its secret, never kept here · T = τG, public
 *
 * Security: a seed is the right to vote. Seeds are drawn here only, live in this object until the cards are
 * printed and audited, and are then wiped; nothing but the token list is ever sent.
 */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { compareBytes, equalBytes } from '../../crypto/encoding/bytes.ts';
import { encodePoint, type RandomBytes } from '../../crypto/group.ts';
import { cardCode, cardQrText, cardText, SEED_BYTES, tokenFromSeed } from '../../crypto/token.ts';
import { MAX_COUNT } from '../record/fields.ts';

export interface Card {
  readonly seed: Uint8Array;
  /** 27 characters, the last one the check symbol. */
  readonly text: string;
  /** "CP1" and the 26 characters, for the QR code. */
  readonly qr: string;
  /** 卡码: six characters of T's hash. */
  readonly code: string;
  readonly T: string;
}

export interface MadeCards {
  readonly cards: readonly Card[];
  /** Every T, ascending by bytes: the `tokens` entry. Its order says nothing about the order on the sheets. */
  readonly tokens: readonly string[];
}

export interface CardOrder {
  readonly meetingHash: Uint8Array;
  readonly round: number;
  /** P: one card per member of 应到会 and a few spares. */
  readonly count: number;
  /** The meeting is a test run, and its cards say so. */
  readonly testRun?: boolean;
  readonly random: RandomBytes;
}

function makeCard(order: CardOrder): { readonly card: Card; readonly bytes: Uint8Array } {
  const seed = order.random(SEED_BYTES);
  const { T } = tokenFromSeed(order.meetingHash, order.round, seed);
  const bytes = encodePoint(T);
  const card = {
    seed,
    text: cardText(seed, order.testRun),
    qr: cardQrText(seed, order.testRun),
    code: cardCode(T),
    T: encodeBase64url(bytes),
  };
  return { card, bytes };
}

const sortedTokens = (made: readonly { readonly bytes: Uint8Array }[]): readonly string[] => {
  const sorted = made.map(({ bytes }) => bytes).sort(compareBytes);
  if (sorted.some((bytes, at) => at > 0 && equalBytes(bytes, sorted[at - 1] as Uint8Array))) {
    throw new Error('cards: two equal seeds, the random source is broken');
  }
  return sorted.map(encodeBase64url);
};

export function makeCards(order: CardOrder): MadeCards {
  if (!Number.isInteger(order.count) || order.count < 1 || order.count > MAX_COUNT) {
    throw new RangeError(`cards: cannot make ${order.count}`);
  }
  const made = Array.from({ length: order.count }, () => makeCard(order));
  return { cards: made.map(({ card }) => card), tokens: sortedTokens(made) };
}

/** A spoiled sheet is destroyed in view and its cards are made anew (UX M2), before the list is signed. */
export function remakeCards(order: Omit<CardOrder, 'count'>, old: MadeCards, spoiled: readonly number[]): MadeCards {
  const again = new Set(spoiled);
  for (const at of again) if (old.cards[at] === undefined) throw new RangeError(`cards: there is no card ${at}`);
  const made = old.cards.map((card, at) => {
    if (!again.has(at)) return { card, bytes: encodePoint(tokenFromSeed(order.meetingHash, order.round, card.seed).T) };
    card.seed.fill(0);
    return makeCard({ ...order, count: 1 });
  });
  return { cards: made.map(({ card }) => card), tokens: sortedTokens(made) };
}

/** Overwrites every seed. Texts of a card are strings, which no program can overwrite: the caller drops the object. */
export function wipeCards({ cards }: MadeCards): void {
  for (const { seed } of cards) seed.fill(0);
}

/** How many cards are opened and scanned before the box is sealed: 5 %, at least one (UX M3). */
export const auditSize = (cards: number): number => Math.max(1, Math.ceil(cards / 20));
