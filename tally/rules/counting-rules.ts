/** What the counting of one contest takes from the settings and from the kind of ballot. */
import { afterTie } from './after-tie.ts';
import type { OutcomeInput } from './outcome-input.ts';
import type { MajorityBase, RecordedRules } from './settings.ts';
import type { SurplusMode } from './surplus.ts';

export interface CountingRules {
  readonly quorumEqualAccepted: boolean;
  readonly recoveredLimit: RecordedRules['recoveredLimit'];
  /** 'plurality': the most votes decide, without the half (a revote, rules §1.11). */
  readonly threshold: 'half' | 'plurality';
  /** What the persons above the half are: elected, or the official candidates of a pre-election (差额预选, rules §1.4). */
  readonly purpose: 'election' | 'pre-election';
  /** Σw ≤ Σd holds only where a write-in needs a 不赞成; paper may do without. */
  readonly writeInRequiresDisapproval: boolean;
  /** 'undeclared': the kind of ballot is not known, so one candidate for one seat passes without a notice. */
  readonly surplus: SurplusMode | 'undeclared';
  /** What must be said beside equal votes: no revote is announced where the superior has to be asked (rules §1.11, §7). */
  readonly tied: ReturnType<typeof afterTie>;
  readonly shortfall: ShortfallRules;
}

/** What must be said beside open seats. */
export interface ShortfallRules {
  readonly way: RecordedRules['shortfall'];
  /** Half of the voters is enough to give up seats (半数以上); otherwise more than half. */
  readonly equalAccepted: boolean;
  /** A later ballot for the rest of the seats: how many there were at first is not its business. */
  readonly isLater: boolean;
}

export const DEFAULT_COUNTING_RULES: CountingRules = {
  quorumEqualAccepted: true,
  recoveredLimit: 'both',
  threshold: 'half',
  purpose: 'election',
  writeInRequiresDisapproval: true,
  surplus: 'undeclared',
  tied: 'revote',
  shortfall: { way: 'ask', equalAccepted: true, isLater: false },
};

export const CONTEST_KINDS = ['committee', 'secretary', 'revote', 'further-election', 'preliminary', 'formal'] as const;
export type ContestKind = (typeof CONTEST_KINDS)[number];

/** A pre-election may count by a base of its own (`preVoteBase`); every other ballot counts by the method's base. */
export function majorityBaseOf(
  settings: Pick<RecordedRules, 'majorityBase' | 'preVoteBase'>,
  kind: ContestKind,
): MajorityBase {
  return kind === 'preliminary' && settings.preVoteBase !== 'same' ? settings.preVoteBase : settings.majorityBase;
}

export interface BallotSituation {
  /** Its candidates come from a pre-election, so the formal election may be uncontested (rules §1.4). */
  readonly preElected?: boolean;
  /** Held on paper: the method may allow a write-in without 不赞成. */
  readonly onPaper?: boolean;
}

/** The rules of a round for a kind of contest; a secretary's ballot may have as many candidates as seats. */
export function countingRules(
  settings: RecordedRules,
  kind: ContestKind,
  { preElected = false, onPaper = false }: BallotSituation = {},
): CountingRules {
  const isPlurality =
    (kind === 'revote' && settings.revoteThreshold === 'none') ||
    (kind === 'further-election' && settings.furtherElectionThreshold === 'plurality');
  return {
    quorumEqualAccepted: settings.quorumEqualAccepted,
    recoveredLimit: settings.recoveredLimit,
    threshold: isPlurality ? 'plurality' : 'half',
    purpose: kind === 'preliminary' ? 'pre-election' : 'election',
    writeInRequiresDisapproval: !onPaper || (settings.paper?.writeInRequiresDisapproval ?? true),
    // A revote has the tied persons, a further election those who are left ("contested if possible").
    surplus:
      kind === 'preliminary' ||
      (kind === 'committee' && !preElected) ||
      (kind === 'secretary' && settings.secretarySurplus === 'contested')
        ? 'contested'
        : 'equal',
    tied: afterTie(kind === 'revote' ? 1 : 0, settings),
    shortfall: {
      way: settings.shortfall,
      equalAccepted: settings.reductionEqualAccepted,
      isLater: kind === 'revote' || kind === 'further-election',
    },
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
