/**
 * The settings of an election: everything the regulations leave open or that the adopted election method (选举办法)
 * decides (specification of the rules §7). They stand in the `round` entry, so every verifier counts by the same ones.
 *
 * `majorityBase` has no default on purpose: the texts that could be read disagree about it (§1.9), so only the adopted
 * method may fix it. Settings that only a ballot on paper can need (layout of write-ins, marks, alterations) stand
 * apart in `paper`: the ballot proof leaves nothing to adjudicate.
 */
import { z } from 'zod';
import { PaperRules } from '../paper/paper-rules.ts';
import { words } from '../record/fields.ts';

export const RULE_SETS = ['2020', '1990'] as const;
export const MAJORITY_BASES = ['expected', 'present'] as const;
export const EXCLUSION_CODES = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6'] as const;

export const RuleSet = z.enum(RULE_SETS);
export type RuleSet = z.infer<typeof RuleSet>;

export const MajorityBase = z.enum(MAJORITY_BASES);
export type MajorityBase = z.infer<typeof MajorityBase>;

export const ExclusionCode = z.enum(EXCLUSION_CODES);
export type ExclusionCode = z.infer<typeof ExclusionCode>;

/** Scales of an appraisal (rules §4.4); 'score' is given by the reviewing organization and cast on no form. */
export const APPRAISAL_SCALES = ['four-good', 'four-excellent', 'three-normal', 'score'] as const;

/** One weight to a voter group; a group that is not named has none. */
const weights = z
  .array(
    z
      .strictObject({
        group: words(20),
        weight: z.int().min(1).max(1000),
      })
      .readonly(),
  )
  .max(10)
  .refine((list) => new Set(list.map(({ group }) => group)).size === list.length, 'the same group twice')
  .readonly();

/** In every round entry. */
const electionSettings = z.strictObject({
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

/** In every round entry but those of records that are older than these settings. */
const laterSettings = z.strictObject({
  /** Some offices count the day of posting; the default counts from the day after (§8 T74). */
  publicityCountsPostingDay: z.boolean(),
  /** 'per-meeting': the grades stand in each contest. */
  appraisalScale: z.enum(['per-meeting', ...APPRAISAL_SCALES]),
  /** A score between two bands (89.5): refused, or read by half-open bands. */
  appraisalScoreBands: z.enum(['integer', 'half-open']),
  appraisalDenominator: z.enum(['valid-forms', 'valid-rows']),
  /** Percent of the objects of a class that may have the highest grade; 0: the superior sets one when it judges. */
  appraisalQuota: z.union([z.literal(0), z.literal(20), z.literal(30)]),
  /** Persons who must be present at an appraisal; 0: none asked. */
  appraisalMinimumAttendance: z.int().min(0).max(1000),
  /** Weights of the groups A, B, C; empty: every form counts alike. */
  appraisalWeights: weights,
  recommendCombine: z.enum(['separate', 'sum', 'weighted', 'cross-list']),
  recommendWeights: weights,
  paper: PaperRules,
});
const later = laterSettings.shape;

/** How several dimensions of the same subjects (德, 能, 勤 …) are ranked: no text decides it, so the adopted method does. */
const dimensionRanking = z.enum(['apart', 'average', 'in-order']);
export type DimensionRanking = z.infer<typeof dimensionRanking>;

const settings = electionSettings.extend({
  publicityCountsPostingDay: later.publicityCountsPostingDay.default(false),
  appraisalScale: later.appraisalScale.default('per-meeting'),
  appraisalScoreBands: later.appraisalScoreBands.default('integer'),
  appraisalDenominator: later.appraisalDenominator.default('valid-forms'),
  appraisalQuota: later.appraisalQuota.default(0),
  appraisalMinimumAttendance: later.appraisalMinimumAttendance.default(0),
  appraisalWeights: later.appraisalWeights.default(() => []),
  recommendCombine: later.recommendCombine.default('separate'),
  recommendWeights: later.recommendWeights.default(() => []),
  paper: later.paper.default(() => PaperRules.parse({})),
  appraisalDimensions: dimensionRanking.default('apart'),
});

type Quorum = Pick<z.infer<typeof electionSettings>, 'ruleSet' | 'quorumEqualAccepted'>;

// 2020: 不少于五分之四, so equality always passes.
const isQuorumOfItsRules = (rules: Quorum): boolean => rules.ruleSet === '1990' || rules.quorumEqualAccepted;
const QUORUM_PROBLEM = {
  path: ['quorumEqualAccepted'],
  message: 'the 2020 Regulation accepts exactly four fifths',
};

/** Strict: an unknown setting in a round is refused, for nobody could say what it means. */
export const RuleSettings = settings
  .refine(isQuorumOfItsRules, QUORUM_PROBLEM)
  .refine((rules) => rules.recommendCombine !== 'weighted' || rules.recommendWeights.length >= 2, {
    path: ['recommendWeights'],
    message: 'a weighted sum needs the weight of every group',
  });
export type RuleSettings = Readonly<z.infer<typeof RuleSettings>>;

/**
 * The settings as a `round` entry holds them: of the later ones all or none, the newest only with them, and none of them added by
 * the reader, for the entry's hash is over what was signed.
 */
export const RecordedRules = electionSettings
  .extend(laterSettings.partial().shape)
  .extend({ appraisalDimensions: dimensionRanking.optional() })
  .refine(isQuorumOfItsRules, QUORUM_PROBLEM)
  .refine((rules) => {
    const given = Object.keys(later).filter((name) => Object.hasOwn(rules, name));
    if (given.length === 0) return !Object.hasOwn(rules, 'appraisalDimensions');
    return given.length === Object.keys(later).length;
  }, 'of the later settings all or none')
  .refine((rules) => rules.recommendCombine !== 'weighted' || (rules.recommendWeights?.length ?? 0) >= 2, {
    path: ['recommendWeights'],
    message: 'a weighted sum needs the weight of every group',
  });
export type RecordedRules = Readonly<z.infer<typeof RecordedRules>>;

/** What is not recorded has its default: an older round was held under no other. */
export const completeRules = (recorded: RecordedRules): RuleSettings => RuleSettings.parse(recorded);

/** All defaults; the base is the one thing that must be given. */
export function ruleSettings(
  chosen: Partial<z.input<typeof RuleSettings>> & Pick<RuleSettings, 'majorityBase'>,
): RuleSettings {
  return RuleSettings.parse(chosen);
}
