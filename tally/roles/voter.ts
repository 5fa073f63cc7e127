/**
 * The kiosk's part of the protocol (specification §6, §7): card → token, marks → encrypted ballot → pending → cast or
 * challenge, and verification of every answer of the server before a screen tells the voter anything.
 *
 * τ, T the card's token · h the ballot's hash · ctx the hash of the `round` entry
 *
 * Security: seed, τ, marks and the ballot's seed are secret and belong to one session. They are passed in and out of
 * these functions and kept by none of them; the session store wipes them. Only T, the ballot object and token
 * signatures are ever sent; marks and the ballot's seed only by a challenge, which makes them public.
 */
import {
  BALLOT_SEED_BYTES,
  type BallotObject,
  ballotCode,
  ballotHash,
  ballotTableSteps,
  ballotToObject,
  encryptBallot,
  formatBallotCode,
} from '../../crypto/ballot.ts';
import { assignVariables } from '../../crypto/circuit.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { encodePoint, encodeScalar, type RandomBytes } from '../../crypto/group.ts';
import type { Result } from '../../crypto/result.ts';
import { ok } from '../../crypto/result.ts';
import { verifyObject } from '../../crypto/sign.ts';
import {
  type CardTextError,
  cardCode,
  NO_PAYLOAD,
  parseCardText,
  signToken,
  type Token,
  type TokenAction,
  tokenFromSeed,
} from '../../crypto/token.ts';
import { type BallotFrame, ballotFrame } from '../challenge/opening.ts';
import { type ContestMarks, counterBits } from '../marks/ballot-marks.ts';
import { entryHash } from '../record/entry.ts';
import type { RoundEntry } from '../record/round-entries.ts';

/** What every session of a round shares; made once from the `round` entry and the keys of `meeting`. */
export interface VotingRound extends BallotFrame {
  readonly entry: RoundEntry;
  /** The server's key for pending and accepted answers. */
  readonly receiptsKey: Uint8Array;
}

/** Throws when the entry's circuit is not the one its contests compile to: no ballot is made for such a round. */
export function votingRound(entry: RoundEntry, receiptsKey: string): VotingRound {
  const frame = ballotFrame(entry, entryHash(entry));
  if (!equalBytes(frame.circuitId, decodeBase64url(entry.circuit, 32)))
    throw new Error('round: the circuit is not that of its contests');
  return { entry, ...frame, receiptsKey: decodeBase64url(receiptsKey, 32) };
}

/** Precomputation for a round, in steps of a few milliseconds; run it when the kiosk starts or a session begins. */
export const preparationOf = (round: VotingRound): Generator<number, void, void> =>
  ballotTableSteps(round.circuit, round.K);

export interface VoterCard extends Token {
  /** T as it is sent. */
  readonly listed: string;
  /** 卡码, the same six characters as on the card. */
  readonly code: string;
}

/** Reads a card for one round. `meetingHash` is the hash of the `meeting` entry, `testRun` what that entry says of itself. */
export function readVoterCard(
  text: string,
  meetingHash: Uint8Array,
  round: number,
  testRun = false,
): Result<VoterCard, CardTextError> {
  const seed = parseCardText(text, testRun);
  if (!seed.ok) return seed;
  const token = tokenFromSeed(meetingHash, round, seed.value);
  seed.value.fill(0);
  return ok({ ...token, listed: encodeBase64url(encodePoint(token.T)), code: cardCode(token.T) });
}

/**
 * The card's T in each round of the meeting, the current one first: on "unknown" the kiosk asks with the others, to
 * say "wrong round" (specification §7 step 1).
 */
export function cardInRounds(
  text: string,
  meetingHash: Uint8Array,
  rounds: readonly number[],
  testRun = false,
): Result<readonly VoterCard[], CardTextError> {
  const cards: VoterCard[] = [];
  for (const round of rounds) {
    const card = readVoterCard(text, meetingHash, round, testRun);
    if (!card.ok) return card;
    cards.push(card.value);
  }
  return ok(cards);
}

export interface TokenSignatureText {
  readonly R: string;
  readonly s: string;
}

function sign(round: VotingRound, card: Token, action: TokenAction, payload: Uint8Array, random: RandomBytes) {
  const { R, s } = signToken({ action, ctx: round.ctx, tau: card.tau, T: card.T, payload, random });
  return { R: encodeBase64url(encodePoint(R)), s: encodeBase64url(encodeScalar(s)) };
}

export interface PendingBallot {
  readonly ballot: BallotObject;
  readonly h: Uint8Array;
  /** 查验码, 16 characters in groups of four. */
  readonly code: string;
  /** Marks as counter bits and seed open the ballot in a challenge; wiped with the session. */
  readonly bits: readonly (readonly (0 | 1)[])[];
  readonly seed: Uint8Array;
  /** Sent as it stands: specification §7 step 2. */
  readonly message: { readonly ballot: BallotObject } & TokenSignatureText;
}

/** Specification §7 step 2: the encrypted ballot of these marks and the message that makes it pending. */
export function prepareBallot(
  round: VotingRound,
  card: VoterCard,
  marks: readonly ContestMarks[],
  random: RandomBytes,
): PendingBallot {
  const seed = random(BALLOT_SEED_BYTES);
  const bits = counterBits(round.entry.contests, marks);
  const u = assignVariables(round.circuit, bits);
  const ballot = ballotToObject(
    encryptBallot({
      ctx: round.ctx,
      K: round.K,
      circuit: round.circuit,
      circuitId: round.circuitId,
      T: card.T,
      u,
      seed,
    }),
  );
  u.fill(0);
  const h = ballotHash(ballot);
  return {
    ballot,
    h,
    code: formatBallotCode(ballotCode(h)),
    bits,
    seed,
    message: { ballot, ...sign(round, card, 'pending', h, random) },
  };
}

/** Specification §7 step 4: made only when 投出选票 is touched. */
export function castMessage(round: VotingRound, card: VoterCard, h: Uint8Array, random: RandomBytes) {
  return { T: card.listed, h: encodeBase64url(h), ...sign(round, card, 'cast', h, random) };
}

/**
 * Specification §7.5: made only when 开始抽查 is touched. It opens the ballot that is already pending, by its marks and its seed;
 * τ and the card's seed are no part of it.
 */
export function challengeMessage(
  round: VotingRound,
  card: VoterCard,
  { h, bits, seed }: Pick<PendingBallot, 'h' | 'bits' | 'seed'>,
  random: RandomBytes,
) {
  return {
    T: card.listed,
    h: encodeBase64url(h),
    ...sign(round, card, 'challenge', h, random),
    marks: bits,
    seed: encodeBase64url(seed),
  };
}

/** Asks for the stored answer of a card after a crash. */
export function statusMessage(round: VotingRound, card: VoterCard, random: RandomBytes) {
  return { T: card.listed, ...sign(round, card, 'status', NO_PAYLOAD, random) };
}

/** What the server says of a ballot: held, cast, or opened and never to be cast. */
export type AnswerType = 'pending' | 'accepted' | 'challenged';

/** The object the server signs over, for both sides. */
export const answerObject = (type: AnswerType, ctx: Uint8Array, T: string, h: Uint8Array) => ({
  type,
  ctx: encodeBase64url(ctx),
  T,
  h: encodeBase64url(h),
});

/**
 * Whether `signature` is the server's over {type, ctx, T, h}. No screen says 已投出, and no code is shown as bound,
 * before this is true; a forged, moved or malformed answer is false, never an exception.
 */
export function verifyAnswer(
  round: Pick<VotingRound, 'ctx' | 'receiptsKey'>,
  type: AnswerType,
  card: Pick<VoterCard, 'listed'>,
  h: Uint8Array,
  signature: string,
): boolean {
  let bytes: Uint8Array;
  try {
    bytes = decodeBase64url(signature, 64);
  } catch {
    return false;
  }
  return verifyObject(answerObject(type, round.ctx, card.listed, h), bytes, round.receiptsKey);
}

/** 查验单: no marks, no time, no number (specification §7 step 6). */
export interface ReceiptContent {
  readonly meeting: string;
  readonly round: number;
  readonly T: string;
  readonly h: string;
  readonly signature: string;
  readonly code: string;
  readonly cardCode: string;
}

export function receiptContent(
  meetingId: string,
  round: VotingRound,
  card: VoterCard,
  h: Uint8Array,
  signature: string,
): ReceiptContent {
  return {
    meeting: meetingId,
    round: round.entry.round,
    T: card.listed,
    h: encodeBase64url(h),
    signature,
    code: formatBallotCode(ballotCode(h)),
    cardCode: card.code,
  };
}

/** What a kiosk keeps until close, sorted by h (specification §3): nothing that tells an order or a mark. */
export interface Acceptance {
  readonly T: string;
  readonly h: string;
  readonly signature: string;
}

export function keepAcceptance(kept: readonly Acceptance[], acceptance: Acceptance): readonly Acceptance[] {
  if (kept.some((other) => other.T === acceptance.T && other.h === acceptance.h)) return kept;
  return [...kept, acceptance].sort((a, b) => (a.h < b.h ? -1 : 1));
}
