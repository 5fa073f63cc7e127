/**
 * The settings of an election: everything the regulations leave open or that the adopted election method (选举办法)
 * decides (specification of the rules §7). They stand in the `round` entry, so every verifier counts by the same ones.
 *
 * `majorityBase` has no default on purpose: the texts that could be read disagree about it (§1.9), so only the adopted
 * method may fix it. Settings that only a ballot on paper can need (layout of write-ins, marks, alterations) have no
 * place here: the ballot proof leaves nothing to adjudicate.
 */
import { z } from 'zod';

export const RULE_SETS = ['2020', '1990'] as const;
export const MAJORITY_BASES = ['expected', 'present'] as const;
export const EXCLUSION_CODES = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6'] as const;

export const RuleSet = z.enum(RULE_SETS);
export type RuleSet = z.infer<typeof RuleSet>;

export const MajorityBase = z.enum(MAJORITY_BASES);
export type MajorityBase = z.infer<typeof MajorityBase>;

export const ExclusionCode = z.enum(EXCLUSION_CODES);
export type ExclusionCode = z.infer<typeof ExclusionCode>;

const settings = z.strictObject({
  ruleSet: RuleSet.default('2020'),
  majorityBase: MajorityBase,
  /** A contested pre-election (差额预选); 'same' follows majorityBase. */
  preVoteBase: z.enum(['same', 'expected', 'present']).default('same'),
  /** Exactly four fifths is enough: the wording of 2020; for 1990 a published explanation. */
  quorumEqualAccepted: z.boolean().default(true),
  /** What the ballots recovered must not exceed. */
  recoveredLimit: z.enum(['voters', 'issued', 'both']).default('both'),
  /** Only who votes 不赞成 may name another person; the ballot proof enforces it, so it cannot be switched off. */
  writeInRequiresDisapproval: z.literal(true).default(true),
  revoteThreshold: z.enum(['none', 'half']).default('none'),
  revoteTiedAgain: z.enum(['revote', 'ask-superior']).default('ask-superior'),
  shortfall: z.enum(['ask', 'further-election', 'reduce']).default('ask'),
  furtherElectionPool: z.enum(['losers-by-rank', 'new-nomination']).default('losers-by-rank'),
  furtherElectionThreshold: z.enum(['half', 'plurality']).default('half'),
  reductionBase: MajorityBase.default('present'),
  reductionEqualAccepted: z.boolean().default(true),
  motionBase: MajorityBase.default('expected'),
  motionMode: z.enum(['hands', 'applause', 'ballot']).default('hands'),
  secretaryMode: z.enum(['indirect', 'direct-after', 'direct-before']).default('indirect'),
  secretarySurplus: z.enum(['equal', 'contested']).default('equal'),
  tellerSource: z.enum(['designated', 'voted']).default('designated'),
  scrutineerCount: z.int().min(1).max(15).default(3),
  mobileBox: z.boolean().default(false),
  secretBooth: z.boolean().default(true),
  exclusionCategories: z
    .array(ExclusionCode)
    .default(() => [...EXCLUSION_CODES])
    .refine((codes) => new Set(codes).size === codes.length, 'the same category twice'),
  exclusionPublicityDays: z.union([z.literal(0), z.literal(3)]).default(0),
  abroadRequiresSelfFunded: z.boolean().default(true),
  singleGivenName: z.enum(['blank-first', 'compare']).default('blank-first'),
  publicityDays: z.int().min(0).max(60).default(3),
  publicityDayKind: z.enum(['natural', 'working']).default('natural'),
  structureRules: z.enum(['warn', 'off']).default('warn'),
  resultListOrder: z.enum(['strokes', 'votes']).default('strokes'),
});

/** Strict: an unknown setting in a round is refused, for nobody could say what it means. */
export const RuleSettings = settings.refine(
  (rules) => rules.ruleSet === '1990' || rules.quorumEqualAccepted,
  // 2020: 不少于五分之四, so equality always passes.
  { path: ['quorumEqualAccepted'], message: 'the 2020 Regulation accepts exactly four fifths' },
);
export type RuleSettings = Readonly<z.infer<typeof RuleSettings>>;

/** All defaults; the base is the one thing that must be given. */
export function ruleSettings(
  chosen: Partial<z.input<typeof RuleSettings>> & Pick<RuleSettings, 'majorityBase'>,
): RuleSettings {
  return RuleSettings.parse(chosen);
}
