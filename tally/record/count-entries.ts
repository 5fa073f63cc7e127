/**
 * Entries of the tally (specification §8, §9): `aggregate` and `result` by the server, `partial-decryption`,
 * `attestation` and `paper-proof` by one scrutineer each.
 */
import { z } from 'zod';
import { entrySignature } from './authors.ts';
import { count, hash, leafCount, point, scalar, scrutineerIndex } from './fields.ts';

const signatures = z.array(entrySignature).readonly();

export const STAGES = ['rehearsal', 'tally'] as const;
export type Stage = (typeof STAGES)[number];

/** ctx is the hash of the round, or the ceremony hash in the rehearsal. */
export const partialDecryptionEntry = z
  .strictObject({
    type: z.literal('partial-decryption'),
    ctx: hash,
    stage: z.enum(STAGES),
    index: scrutineerIndex,
    D: z.array(point).min(1).max(4096).readonly(),
    c: scalar,
    s: scalar,
    signatures,
  })
  .readonly();
export type PartialDecryptionEntry = z.infer<typeof partialDecryptionEntry>;

/** Component sums of every output over all casts, and how many there were. */
export const aggregateEntry = z
  .strictObject({
    type: z.literal('aggregate'),
    ctx: hash,
    casts: count,
    sums: z
      .array(z.tuple([point, point]).readonly())
      .min(1)
      .max(4096)
      .readonly(),
    signatures,
  })
  .readonly();
export type AggregateEntry = z.infer<typeof aggregateEntry>;

const names = z.array(z.string().min(1).max(200)).readonly();

/**
 * Who is elected in one election contest, by labels; without the notices, which explain but decide nothing.
 * Contests that elect nobody (appraisal, recommendation) have null instead.
 */
export const recordedOutcome = z
  .strictObject({
    quorate: z.boolean(),
    election: z.enum(['valid', 'void']),
    elected: names,
    tie: z.strictObject({ among: names, seats: count }).readonly().nullable(),
    unfilled: count,
    baseSensitive: z.boolean(),
    smallestWinning: count,
  })
  .readonly();
export type RecordedOutcome = z.infer<typeof recordedOutcome>;

export const resultEntry = z
  .strictObject({
    type: z.literal('result'),
    ctx: hash,
    counts: z.array(z.array(count).readonly()).min(1).readonly(),
    outcome: z.array(recordedOutcome.nullable()).min(1).readonly(),
    signatures,
  })
  .readonly();
export type ResultEntry = z.infer<typeof resultEntry>;

const integers = z.array(count).readonly();

/** Integers and the hash of the words beside them, so that the signed bytes can be rebuilt from paper (specification §9). */
export const attestationEntry = z
  .strictObject({
    type: z.literal('attestation'),
    ctx: hash,
    root: hash,
    size: leafCount,
    texts: hash,
    accounting: integers,
    counts: z.array(integers).readonly(),
    outcome: z.array(integers).readonly(),
    signatures,
  })
  .readonly();
export type AttestationEntry = z.infer<typeof attestationEntry>;

/** One scrutineer's part of Symbol B: D̄_i follows from what was released, so response and challenge are enough (§9). */
export const paperProofEntry = z
  .strictObject({
    type: z.literal('paper-proof'),
    ctx: hash,
    index: scrutineerIndex,
    c: scalar,
    s: scalar,
    signatures,
  })
  .readonly();
export type PaperProofEntry = z.infer<typeof paperProofEntry>;
