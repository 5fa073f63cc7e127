/** Where each setting of the rules (rules §7) is chosen: on O1 with what hangs on it, or on O5 beside its sentence. */
import type { MeetingKind } from '../../../tally/record/meeting-entry.ts';
import type { SettingName } from '../../../tally/rules/setting-choice.ts';

/**
 * 'choice': one of its sentences · 'number' and 'codes': no list of sentences · 'basics' and 'participants': fields of O1 ·
 * 'fixed': nothing is left to choose, the ballot proof enforces it.
 */
export type SettingField = 'choice' | 'number' | 'codes' | 'basics' | 'participants' | 'fixed';

export const SETTING_FIELD = {
  ruleSet: 'basics',
  majorityBase: 'basics',
  secretaryMode: 'basics',
  writeInRequiresDisapproval: 'fixed',
  quorumEqualAccepted: 'choice',
  preVoteBase: 'choice',
  recoveredLimit: 'choice',
  revoteThreshold: 'choice',
  revoteTiedAgain: 'choice',
  shortfall: 'choice',
  furtherElectionPool: 'choice',
  furtherElectionThreshold: 'choice',
  reductionBase: 'choice',
  reductionEqualAccepted: 'choice',
  motionBase: 'choice',
  motionMode: 'choice',
  secretarySurplus: 'choice',
  tellerSource: 'choice',
  scrutineerCount: 'number',
  mobileBox: 'choice',
  secretBooth: 'choice',
  exclusionCategories: 'codes',
  exclusionPublicityDays: 'choice',
  abroadRequiresSelfFunded: 'choice',
  singleGivenName: 'choice',
  publicityDays: 'number',
  publicityDayKind: 'choice',
  publicityCountsPostingDay: 'choice',
  structureRules: 'choice',
  resultListOrder: 'choice',
  appraisalScale: 'choice',
  appraisalScoreBands: 'choice',
  appraisalDenominator: 'participants',
  appraisalQuota: 'participants',
  appraisalMinimumAttendance: 'participants',
  appraisalWeights: 'participants',
  appraisalDimensions: 'participants',
  recommendCombine: 'participants',
  recommendWeights: 'participants',
  'paper.writeInLayout': 'choice',
  'paper.writeInExcess': 'choice',
  'paper.writeInRequiresDisapproval': 'choice',
  'paper.writeInWithoutCircle': 'choice',
  'paper.writeInListedCandidate': 'choice',
  'paper.writeInIneligible': 'choice',
  'paper.chosenCount': 'choice',
  'paper.partialIllegible': 'choice',
  'paper.identifyingMark': 'choice',
  'paper.alteration': 'choice',
  'paper.blankBallot': 'choice',
} as const satisfies Readonly<Record<SettingName, SettingField>>;

/** Areas as the page groups them: of a form everything is one group, its method is short. */
export const AREA_TITLE = {
  election: { zh: '谁当选', en: 'Who is elected' },
  conduct: { zh: '会议怎样进行', en: 'How the meeting is held' },
  paper: { zh: '纸质选票的认定', en: 'Reading ballots on paper' },
  appraisal: { zh: '测评怎样计算', en: 'How the appraisal is counted' },
  recommendation: { zh: '推荐怎样计算', en: 'How the recommendation is counted' },
} as const;

/** Limits of the numbers, as the schema has them. */
export const NUMBER_LIMITS = {
  scrutineerCount: { least: 1, most: 15 },
  publicityDays: { least: 0, most: 60 },
  appraisalMinimumAttendance: { least: 0, most: 1000 },
} as const;

export type NumberSetting = keyof typeof NUMBER_LIMITS;

/** The document that the sentences are compared with. */
export const METHOD_NAME = {
  assembly: { zh: '选举办法', en: 'election method' },
  plenary: { zh: '选举办法', en: 'election method' },
  recommendation: { zh: '推荐办法', en: 'method of the recommendation' },
  appraisal: { zh: '测评办法', en: 'method of the appraisal' },
} as const satisfies Readonly<Record<MeetingKind, { readonly zh: string; readonly en: string }>>;
