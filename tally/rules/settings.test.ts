import { describe, expect, test } from 'vitest';
import { countingRules } from './counting-rules.ts';
import { isQuorate, quorumMinimum } from './quorum.ts';
import { completeRules, RecordedRules, RuleSettings, ruleSettings } from './settings.ts';
import { hasEnoughCandidates, minimumCandidates } from './surplus.ts';

describe('settings (rules §7)', () => {
  test('the counting base has no default', () => {
    expect(RuleSettings.safeParse({}).success).toBe(false);
    expect(RuleSettings.safeParse({ majorityBase: 'valid' }).success).toBe(false);
  });

  test('everything else has the default of the handbook', () => {
    expect(ruleSettings({ majorityBase: 'expected' })).toEqual({
      ruleSet: '2020',
      majorityBase: 'expected',
      preVoteBase: 'same',
      quorumEqualAccepted: true,
      recoveredLimit: 'both',
      writeInRequiresDisapproval: true,
      revoteThreshold: 'none',
      revoteTiedAgain: 'ask-superior',
      shortfall: 'ask',
      furtherElectionPool: 'losers-by-rank',
      furtherElectionThreshold: 'half',
      reductionBase: 'present',
      reductionEqualAccepted: true,
      motionBase: 'expected',
      motionMode: 'hands',
      secretaryMode: 'indirect',
      secretarySurplus: 'equal',
      tellerSource: 'designated',
      scrutineerCount: 3,
      mobileBox: false,
      secretBooth: true,
      exclusionCategories: ['E1', 'E2', 'E3', 'E4', 'E5', 'E6'],
      exclusionPublicityDays: 0,
      abroadRequiresSelfFunded: true,
      singleGivenName: 'blank-first',
      publicityDays: 3,
      publicityDayKind: 'natural',
      structureRules: 'warn',
      resultListOrder: 'strokes',
      publicityCountsPostingDay: false,
      appraisalScale: 'per-meeting',
      appraisalScoreBands: 'integer',
      appraisalDenominator: 'valid-forms',
      appraisalQuota: 0,
      appraisalMinimumAttendance: 0,
      appraisalWeights: [],
      recommendCombine: 'separate',
      recommendWeights: [],
      paper: {
        writeInLayout: 'under-candidate',
        writeInExcess: 'void-write-ins',
        writeInRequiresDisapproval: true,
        writeInWithoutCircle: 'void-entry',
        writeInListedCandidate: 'void-entry',
        writeInIneligible: 'void-entry',
        chosenCount: 'raw',
        partialIllegible: 'void-row',
        identifyingMark: 'ignore',
        alteration: 'scrutineer-decides',
        blankBallot: 'valid-all-abstain',
      },
      appraisalDimensions: 'apart',
    });
  });

  test('an unknown setting, a write-in without 不赞成 and a stricter quorum under 2020 are refused', () => {
    const refused = (change: object) => !RuleSettings.safeParse({ majorityBase: 'present', ...change }).success;
    expect(refused({ voteBuying: true })).toBe(true);
    expect(refused({ writeInRequiresDisapproval: false })).toBe(true);
    expect(refused({ quorumEqualAccepted: false })).toBe(true);
    expect(refused({ quorumEqualAccepted: false, ruleSet: '1990' })).toBe(false);
    expect(refused({ exclusionCategories: ['E1', 'E1'] })).toBe(true);
    expect(refused({ paper: { voteBuying: true } })).toBe(true);
    // On paper the method may allow it.
    expect(refused({ paper: { writeInRequiresDisapproval: false } })).toBe(false);
  });

  test('a weighted sum needs the weight of at least two groups, each once', () => {
    const weights = (...recommendWeights: { group: string; weight: number }[]) =>
      RuleSettings.safeParse({ majorityBase: 'present', recommendCombine: 'weighted', recommendWeights }).success;
    expect(weights()).toBe(false);
    expect(weights({ group: '党员', weight: 6 })).toBe(false);
    expect(weights({ group: '党员', weight: 6 }, { group: '党员', weight: 4 })).toBe(false);
    expect(weights({ group: '党员', weight: 6 }, { group: '村民代表', weight: 4 })).toBe(true);
    expect(weights({ group: '党员', weight: 0 }, { group: '村民代表', weight: 4 })).toBe(false);
  });

  test('a round entry older than the later settings is read as it was signed, and completed apart (§7)', () => {
    const complete = ruleSettings({ majorityBase: 'expected' });
    const { publicityCountsPostingDay, appraisalScale, appraisalScoreBands, appraisalDenominator, ...rest } = complete;
    const { appraisalQuota, appraisalMinimumAttendance, appraisalWeights, recommendCombine, ...others } = rest;
    const { recommendWeights, paper, appraisalDimensions, ...older } = others;
    expect(RecordedRules.parse(older)).toEqual(older);
    expect(completeRules(RecordedRules.parse(older))).toEqual(complete);
    expect(RecordedRules.parse(complete)).toEqual(complete);
    const { appraisalDimensions: newest, ...later } = complete;
    expect(RecordedRules.parse(later)).toEqual(later);
    expect(completeRules(RecordedRules.parse(later))).toEqual(complete);
    expect(RecordedRules.safeParse({ ...older, appraisalDimensions: newest }).success).toBe(false);
    expect(RecordedRules.safeParse({ ...complete, appraisalDimensions: 'best' }).success).toBe(false);
    // One of them alone could hide what the others were.
    expect(RecordedRules.safeParse({ ...older, paper }).success).toBe(false);
    expect(RecordedRules.safeParse({ ...complete, quorumEqualAccepted: false }).success).toBe(false);
    expect(RecordedRules.safeParse({ ...complete, recommendCombine: 'weighted' }).success).toBe(false);
  });

  test('the ballot kind chooses threshold and surplus', () => {
    const settings = ruleSettings({ majorityBase: 'expected' });
    expect(countingRules(settings, 'committee')).toMatchObject({ threshold: 'half', surplus: 'contested' });
    expect(countingRules(settings, 'secretary')).toMatchObject({ threshold: 'half', surplus: 'equal' });
    expect(countingRules(settings, 'revote')).toMatchObject({ threshold: 'plurality' });
    expect(countingRules(settings, 'further-election')).toMatchObject({ threshold: 'half' });
    expect(countingRules(settings, 'preliminary')).toMatchObject({
      threshold: 'half',
      surplus: 'contested',
      purpose: 'pre-election',
    });
    // Its candidates named by a pre-election, the formal election may be uncontested (rules §1.4).
    expect(countingRules(settings, 'committee', { preElected: true })).toMatchObject({
      surplus: 'equal',
      purpose: 'election',
    });
    const strict = ruleSettings({ majorityBase: 'expected', revoteThreshold: 'half', secretarySurplus: 'contested' });
    expect(countingRules(strict, 'revote').threshold).toBe('half');
    expect(countingRules(strict, 'secretary').surplus).toBe('contested');
    const plurality = ruleSettings({ majorityBase: 'expected', furtherElectionThreshold: 'plurality' });
    expect(countingRules(plurality, 'further-election').threshold).toBe('plurality');
    expect(countingRules(plurality, 'committee').threshold).toBe('half');
  });
});

describe('quorum (rules §1.5)', () => {
  test.each([
    [3, 3],
    [5, 4],
    [7, 6],
    [9, 8],
    [30, 24],
    [31, 25],
    [57, 46],
    [75, 60],
  ])('of %i expected at least %i must be present', (expected, minimum) => {
    expect(quorumMinimum(expected)).toBe(minimum);
    expect(isQuorate({ expected, present: minimum })).toBe(true);
    expect(isQuorate({ expected, present: minimum - 1 })).toBe(false);
  });

  test('1990 to the letter needs one more where four fifths is a whole number', () => {
    const literal = { ruleSet: '1990', quorumEqualAccepted: false } as const;
    expect(quorumMinimum(30, literal)).toBe(25);
    expect(quorumMinimum(31, literal)).toBe(25);
    expect(quorumMinimum(30, { ...literal, quorumEqualAccepted: true })).toBe(24);
    // 2020 says 不少于, whatever the setting.
    expect(quorumMinimum(30, { ...literal, ruleSet: '2020' })).toBe(24);
    expect(isQuorate({ expected: 30, present: 24 }, literal)).toBe(false);
  });

  test('T12: two of 25 leave before the ballots are issued, and 23 of 30 block them', () => {
    expect(isQuorate({ expected: 30, present: 25 })).toBe(true);
    expect(isQuorate({ expected: 30, present: 23 })).toBe(false);
  });
});

describe('surplus of candidates (rules §1.4)', () => {
  test.each([
    [3, 4],
    [5, 6],
    [6, 8],
    [7, 9],
    [9, 11],
  ])('T13: %i seats need %i candidates', (seats, minimum) => {
    expect(minimumCandidates(seats)).toBe(minimum);
  });

  test('T14: 8 candidates for 7 seats are 14.3 %, refused', () => {
    expect(hasEnoughCandidates(7, 8, 'contested')).toBe(false);
    expect(hasEnoughCandidates(7, 9, 'contested')).toBe(true);
  });

  test('T15: one candidate for one seat is accepted where the secretary may be elected uncontested', () => {
    expect(hasEnoughCandidates(1, 1, 'equal')).toBe(true);
    expect(hasEnoughCandidates(1, 1, 'contested')).toBe(false);
    expect(hasEnoughCandidates(2, 1, 'equal')).toBe(false);
  });
});
