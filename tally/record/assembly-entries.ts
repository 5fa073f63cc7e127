/**
 * What the assembly and its superior decide between ballots (rules §1.11, §4.1): `motion`, a vote by show of hands, and
 * `decision`, a ruling of the superior organization on a result. Signed by the server and at least t scrutineers.
 */
import { z } from 'zod';
import { entrySignature } from './authors.ts';
import { calendarDay, count, hash, positive, text, words } from './fields.ts';

const signatures = z.array(entrySignature).readonly();

/** 'reduction': fewer seats instead of a further election, for the open seats of `post` after `round`. */
export const MOTION_SUBJECTS = ['method', 'scrutineers', 'tellers', 'exclusions', 'reduction', 'other'] as const;
export type MotionSubject = (typeof MOTION_SUBJECTS)[number];
export const MOTION_MODES = ['hands', 'applause', 'ballot'] as const;
export type MotionMode = (typeof MOTION_MODES)[number];

export const motionEntry = z
  .strictObject({
    type: z.literal('motion'),
    /** The meeting hash. */
    meeting: hash,
    subject: z.enum(MOTION_SUBJECTS),
    text: words(300),
    round: positive.nullable(),
    /** Whose seats a reduction gives up; absent in every other motion. */
    post: words(40).optional(),
    mode: z.enum(MOTION_MODES),
    expected: count,
    present: count,
    inFavour: count,
    against: count,
    abstain: count,
    carried: z.boolean(),
    signatures,
  })
  .readonly();
export type MotionEntry = z.infer<typeof motionEntry>;

/**
 * 'eligibility': whether a person written in may be elected · 'tie': whether a second tie is voted on once more ·
 * 'secretary': whether a secretary who was not elected to the committee is replaced by a new election.
 */
export const DECISION_MATTERS = ['eligibility', 'tie', 'secretary'] as const;
export type DecisionMatter = (typeof DECISION_MATTERS)[number];

export const decisionEntry = z
  .strictObject({
    type: z.literal('decision'),
    ctx: hash,
    matter: z.enum(DECISION_MATTERS),
    post: words(40),
    /** Label of the person concerned; '' where the matter is a tie. */
    person: text(200),
    granted: z.boolean(),
    /** Who ruled: the superior organization, and who conveyed it. */
    by: words(100),
    date: calendarDay,
    reason: text(300),
    signatures,
  })
  .readonly();
export type DecisionEntry = z.infer<typeof decisionEntry>;
