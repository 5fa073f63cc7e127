/**
 * Entries of a round held on paper (specification §14): `paper-round` fixes one that has no cards and no keys, `paper-count`
 * states what the box held and what two tellers counted. Both by the server and at least t scrutineers: a scrutineer who is
 * away must not close the road to paper.
 *
 * Security note: sums and reasons only. No single ballot, no order, and no name written by hand that did not count: such a
 * name could be a sign of who wrote it.
 */
import { z } from 'zod';
import { INVALID_REASONS, VOID_ENTRY_REASONS } from '../paper/adjudication.ts';
import { RecordedRules } from '../rules/settings.ts';
import { entrySignature } from './authors.ts';
import { contest } from './contest.ts';
import { recordedOutcome } from './count-entries.ts';
import { count, hash, positive, words } from './fields.ts';
import { rollCounts } from './round-entries.ts';

const signatures = z.array(entrySignature).readonly();

/** What a round is about, without anything a card or a key needs. */
export const paperRoundEntry = z
  .strictObject({
    type: z.literal('paper-round'),
    version: z.literal(1),
    meeting: hash,
    round: positive,
    previousResult: hash.nullable(),
    contests: z.array(contest).min(1).max(20).readonly(),
    roll: rollCounts,
    rules: RecordedRules,
    reason: words(300),
    signatures,
  })
  .readonly();
export type PaperRoundEntry = z.infer<typeof paperRoundEntry>;

/** 'declared-invalid': the scrutineers found a whole appraisal or recommendation form invalid. */
export const PAPER_INVALID_REASONS = [...INVALID_REASONS, 'declared-invalid'] as const;
export type PaperInvalidReason = (typeof PAPER_INVALID_REASONS)[number];

/**
 * One number list a row: 赞成, 不赞成, 弃权, 该项无效 of a candidate; the ticks of each grade, 未评 and 该项无效 of an appraised
 * subject; the ticks of a nominee.
 */
export const paperTally = z
  .strictObject({
    valid: count,
    invalid: count,
    rows: z.array(z.array(count).readonly()).min(1).max(2000).readonly(),
    /** Persons of the write-in list, most votes first. */
    writeIns: z
      .array(z.strictObject({ name: z.string().min(1).max(200), votes: positive }).readonly())
      .max(2000)
      .readonly(),
    /** Names that count for nobody, by reason. */
    voidEntries: z
      .array(z.strictObject({ reason: z.enum(VOID_ENTRY_REASONS), entries: positive }).readonly())
      .max(VOID_ENTRY_REASONS.length)
      .readonly(),
    /** Invalid ballots by their first reason. */
    invalidReasons: z
      .array(z.strictObject({ reason: z.enum(PAPER_INVALID_REASONS), ballots: positive }).readonly())
      .max(PAPER_INVALID_REASONS.length)
      .readonly(),
  })
  .readonly();
export type PaperTally = z.infer<typeof paperTally>;

/** Each contest has ballots and a box count of its own: secretary and deputy stand on a separate ballot (rules §6.2). */
export const paperBox = z
  .strictObject({
    /** P = I + R. */
    printed: count,
    issued: count,
    remaining: count,
    /** V, persons who put a ballot into the box. */
    voters: count,
    /** C, ballots taken out of it. */
    recovered: count,
    /** Null in a void election: nothing is counted (rules §5.2, W5). */
    tally: paperTally.nullable(),
  })
  .readonly();
export type PaperBox = z.infer<typeof paperBox>;

export const paperCountEntry = z
  .strictObject({
    type: z.literal('paper-count'),
    ctx: hash,
    /** Y and S when the ballots were handed out. */
    expected: count,
    present: count,
    /** Hash of the words the numbers stand for (specification §9). */
    texts: hash,
    contests: z.array(paperBox).min(1).max(20).readonly(),
    outcome: z.array(recordedOutcome.nullable()).min(1).max(20).readonly(),
    signatures,
  })
  .readonly();
export type PaperCountEntry = z.infer<typeof paperCountEntry>;
