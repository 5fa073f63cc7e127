/** Quorum (rules §1.5): the entitled members present against four fifths of those expected, in whole numbers. */
import type { RuleSettings } from './settings.ts';

export interface Attendance {
  /** 应到会有选举权人数. */
  readonly expected: number;
  /** 实到会有选举权人数, counted again when ballots are issued. */
  readonly present: number;
}

export type QuorumRule = Pick<RuleSettings, 'ruleSet' | 'quorumEqualAccepted'>;

const LITERAL_2020: QuorumRule = { ruleSet: '2020', quorumEqualAccepted: true };

/** 2020: 不少于五分之四. 1990: 超过五分之四 to the letter, equality by a published explanation (setting). */
export function isQuorate({ expected, present }: Attendance, rule: QuorumRule = LITERAL_2020): boolean {
  if (rule.ruleSet === '2020' || rule.quorumEqualAccepted) return 5 * present >= 4 * expected;
  return 5 * present > 4 * expected;
}

/** The smallest number present that is quorate: what the check-in desk counts down to. */
export function quorumMinimum(expected: number, rule: QuorumRule = LITERAL_2020): number {
  if (rule.ruleSet === '2020' || rule.quorumEqualAccepted) return Math.ceil((4 * expected) / 5);
  return Math.floor((4 * expected) / 5) + 1;
}

/** Five times the presence equals four times the expectation: worth a notice under 1990. */
export function isExactlyFourFifths({ expected, present }: Attendance): boolean {
  return 5 * present === 4 * expected;
}
