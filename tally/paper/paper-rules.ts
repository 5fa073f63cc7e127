/**
 * The settings that only a ballot on paper can need (specification of the rules §7): a kiosk cannot produce the case. Each
 * one must be a clause of the adopted election method, for the Regulation itself knows no ground for an invalid ballot but
 * too many choices (§1.10).
 */
import { z } from 'zod';

export const PaperRules = z.strictObject({
  /** The 另选人 columns stand below each candidate, or pooled at the end of the ballot. */
  writeInLayout: z.enum(['under-candidate', 'pooled']).default('under-candidate'),
  /** Pooled: more names written than rows marked ×. */
  writeInExcess: z.enum(['void-write-ins', 'void-ballot']).default('void-write-ins'),
  /** Only who votes 不赞成 may name another person. The ballot proof fixes this on a kiosk; paper may do without. */
  writeInRequiresDisapproval: z.boolean().default(true),
  /** A name written without ○. */
  writeInWithoutCircle: z.enum(['void-entry', 'void-ballot', 'count']).default('void-entry'),
  /** A name written that is printed on the ballot. */
  writeInListedCandidate: z.enum(['void-entry', 'merge', 'void-ballot']).default('void-entry'),
  /** A person who may not be elected here. */
  writeInIneligible: z.enum(['void-entry', 'void-ballot']).default('void-entry'),
  /** What is compared with the seats: the persons as written, or those left after void entries are taken away. */
  chosenCount: z.enum(['raw', 'after-voiding']).default('raw'),
  partialIllegible: z.enum(['void-row', 'void-ballot']).default('void-row'),
  /** A signature, a number, any mark that is no vote. */
  identifyingMark: z.enum(['ignore', 'void-ballot']).default('ignore'),
  alteration: z.enum(['scrutineer-decides', 'void-row', 'void-ballot']).default('scrutineer-decides'),
  blankBallot: z.enum(['valid-all-abstain', 'invalid']).default('valid-all-abstain'),
});
export type PaperRules = Readonly<z.infer<typeof PaperRules>>;

/** Below a candidate each name has its own 不赞成, and a free vote for another has none: only otherwise can there be too many names. */
export const isExcessRead = ({
  writeInLayout,
  writeInRequiresDisapproval,
}: Pick<PaperRules, 'writeInLayout' | 'writeInRequiresDisapproval'>): boolean =>
  writeInLayout === 'pooled' && writeInRequiresDisapproval;

/** All defaults, and what was chosen otherwise. */
export const paperRules = (chosen: z.input<typeof PaperRules> = {}): PaperRules => PaperRules.parse(chosen);
