/** What the counting of one contest takes from the settings and from the kind of ballot. */
import type { OutcomeInput } from './outcome-input.ts';
import type { MajorityBase, RuleSettings } from './settings.ts';
import type { SurplusMode } from './surplus.ts';

export interface CountingRules {
  readonly quorumEqualAccepted: boolean;
  readonly recoveredLimit: RuleSettings['recoveredLimit'];
  /** 'plurality': the most votes decide, without the half (a revote, rules §1.11). */
  readonly threshold: 'half' | 'plurality';
  /** 'undeclared': the kind of ballot is not known, so one candidate for one seat passes without a notice. */
  readonly surplus: SurplusMode | 'undeclared';
}

export const DEFAULT_COUNTING_RULES: CountingRules = {
  quorumEqualAccepted: true,
  recoveredLimit: 'both',
  threshold: 'half',
  surplus: 'undeclared',
};

export type ContestKind = 'committee' | 'secretary' | 'revote' | 'further-election';

/** The rules of a round for a kind of contest; a secretary's ballot may have as many candidates as seats. */
export function countingRules(settings: RuleSettings, kind: ContestKind): CountingRules {
  const isPlurality =
    (kind === 'revote' && settings.revoteThreshold === 'none') ||
    (kind === 'further-election' && settings.furtherElectionThreshold === 'plurality');
  return {
    quorumEqualAccepted: settings.quorumEqualAccepted,
    recoveredLimit: settings.recoveredLimit,
    threshold: isPlurality ? 'plurality' : 'half',
    // A revote has the tied persons, a further election those who are left ("contested if possible").
    surplus:
      kind === 'committee' || (kind === 'secretary' && settings.secretarySurplus === 'contested')
        ? 'contested'
        : 'equal',
  };
}

export function otherBase(base: MajorityBase): MajorityBase {
  return base === 'expected' ? 'present' : 'expected';
}

/** More recovered than voted or issued makes the election void, not the numbers impossible (rules §1.10). */
export function isWithinRecoveredLimit(
  input: Pick<OutcomeInput, 'recovered' | 'voters' | 'issued'>,
  limit: CountingRules['recoveredLimit'],
): boolean {
  if (limit !== 'issued' && input.recovered > input.voters) return false;
  return limit === 'voters' || input.recovered <= input.issued;
}
