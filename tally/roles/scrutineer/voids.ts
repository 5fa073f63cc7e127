/**
 * Left-over and returned cards are scanned on a scrutineer's device after voting has stopped and voided by the
 * card's own token (specification §5): whoever holds the card makes it void, nobody else can.
 *
 * Security: the seed is in the device only while this function runs; what leaves it is T and a token signature.
 */
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { encodePoint, encodeScalar, type RandomBytes } from '../../../crypto/group.ts';
import { err, ok, type Result } from '../../../crypto/result.ts';
import {
  type CardTextError,
  cardCode,
  NO_PAYLOAD,
  parseCardText,
  signToken,
  tokenFromSeed,
} from '../../../crypto/token.ts';
import type { VoidAction, VoidEntry } from '../../record/ballot-entries.ts';

export interface ScannedCard {
  readonly meetingHash: Uint8Array;
  readonly round: number;
  /** What the scanner read or a person typed. */
  readonly text: string;
  /** What the `meeting` entry says of itself. */
  readonly testRun?: boolean | undefined;
}

/** T and card code of a scanned card: the 5 % audit looks T up in the list; nothing else of the card is kept. */
export function readCard(card: ScannedCard): Result<{ readonly T: string; readonly code: string }, CardTextError> {
  const seed = parseCardText(card.text, card.testRun);
  if (!seed.ok) return seed;
  const { T } = tokenFromSeed(card.meetingHash, card.round, seed.value);
  seed.value.fill(0);
  return ok({ T: encodeBase64url(encodePoint(T)), code: cardCode(T) });
}

export type VoidRefusal = CardTextError | 'not-listed';

/** The `void` entry of one card; `tokens` is the signed list of the round. */
export function voidCard(
  card: ScannedCard,
  round: { readonly ctx: Uint8Array; readonly tokens: ReadonlySet<string> },
  action: VoidAction,
  random: RandomBytes,
): Result<VoidEntry, VoidRefusal> {
  const seed = parseCardText(card.text, card.testRun);
  if (!seed.ok) return seed;
  const { tau, T } = tokenFromSeed(card.meetingHash, card.round, seed.value);
  seed.value.fill(0);
  const listed = encodeBase64url(encodePoint(T));
  if (!round.tokens.has(listed)) return err('not-listed');
  const { R, s } = signToken({ action, ctx: round.ctx, tau, T, payload: NO_PAYLOAD, random });
  return ok({
    type: 'void',
    ctx: encodeBase64url(round.ctx),
    T: listed,
    action,
    R: encodeBase64url(encodePoint(R)),
    s: encodeBase64url(encodeScalar(s)),
  });
}
