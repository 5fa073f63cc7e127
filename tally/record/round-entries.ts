/**
 * Entries that fix and steer a round: `tokens` and `round` (server and every scrutineer), `open` and `close`
 * (server and at least t scrutineers), `paper` (server). ctx everywhere is the hash of the `round` entry
 * (specification §5, §6.3).
 */
import { z } from 'zod';
import { RecordedRules } from '../rules/settings.ts';
import { entrySignature } from './authors.ts';
import { contest } from './contest.ts';
import { count, hash, MAX_COUNT, point, positive, scrutineerIndex, words } from './fields.ts';
import { noteName, witness } from './meeting-entry.ts';

const signatures = z.array(entrySignature).readonly();

/** Every card's T, ascending by bytes; their number is P. */
export const tokensEntry = z
  .strictObject({
    type: z.literal('tokens'),
    round: positive,
    tokens: z.array(point).min(1).max(MAX_COUNT).readonly(),
    signatures,
  })
  .readonly();
export type TokensEntry = z.infer<typeof tokensEntry>;

/** 应到 with its parts (rules §3): members − probationary − withoutRight − excluded = expected. */
export const rollCounts = z
  .strictObject({ members: count, probationary: count, withoutRight: count, excluded: count, expected: count })
  .readonly();
export type RollCounts = z.infer<typeof rollCounts>;

export const roundEntry = z
  .strictObject({
    type: z.literal('round'),
    version: z.literal(1),
    meeting: hash,
    round: positive,
    previousResult: hash.nullable(),
    ceremony: hash,
    K: point,
    n: scrutineerIndex,
    threshold: scrutineerIndex,
    X: z.array(point).min(1).max(99).readonly(),
    tokens: hash,
    cards: positive,
    contests: z.array(contest).min(1).max(20).readonly(),
    circuit: hash,
    roll: rollCounts,
    rules: RecordedRules,
    minimumBallots: positive,
    logOrigin: noteName,
    witnesses: z.array(witness).max(20).readonly(),
    signatures,
  })
  .readonly();
export type RoundEntry = z.infer<typeof roundEntry>;

/** Before the first card is drawn: cards in the sealed box + audited cards = P, by hand (specification §5 (a)). */
export const openEntry = z
  .strictObject({
    type: z.literal('open'),
    ctx: hash,
    expected: count,
    present: count,
    cardsInBox: count,
    cardsAudited: count,
    signatures,
  })
  .readonly();
export type OpenEntry = z.infer<typeof openEntry>;

/**
 * Q members who received a card, X handed out in exchange or used for challenges, U unreadable cards handed back;
 * `returnedBeforeOpening`: cards of members who left before the opening, no issue in the sense of the regulation.
 */
export const handCounts = z
  .strictObject({ received: count, exchanged: count, unreadable: count, returnedBeforeOpening: count })
  .readonly();
export type HandCounts = z.infer<typeof handCounts>;

/** V_r, V_x, V_n. */
export const voidCounts = z.strictObject({ returned: count, damaged: count, unissued: count }).readonly();
export type VoidCounts = z.infer<typeof voidCounts>;

export const closeEntry = z
  .strictObject({
    type: z.literal('close'),
    ctx: hash,
    expected: count,
    present: count,
    handCounts,
    casts: count,
    challenges: count,
    voids: voidCounts,
    signatures,
  })
  .readonly();
export type CloseEntry = z.infer<typeof closeEntry>;

/** The round goes on by paper ballots; nothing of it is decrypted. `ctx` is the meeting's hash before a round. */
export const paperEntry = z
  .strictObject({ type: z.literal('paper'), ctx: hash, reason: words(300), signatures })
  .readonly();
export type PaperEntry = z.infer<typeof paperEntry>;
