/**
 * The ballot for secretary and deputy (rules §1.8, §1.12): candidates in the order the superior approved (2020; by strokes
 * under 1990), and only members of the new committee. Somebody approved who was not elected to it stops the ballot, for only
 * the superior can name another.
 */
import { orderByStrokes } from '../meeting/stroke-order.ts';
import type { RuleSettings } from './settings.ts';

export interface SecretaryBallot {
  readonly candidates: readonly string[];
  /** Approved, but not elected to the committee: removed, and a decision of the superior is needed first. */
  readonly removed: readonly string[];
  readonly stopped: boolean;
}

/**
 * @param approved in the approved order: secretary first
 * @param committee labels of the committee; null where the secretary is elected before it or there is none
 */
export function secretaryBallot(approved: readonly string[], committee: readonly string[] | null): SecretaryBallot {
  const isElected = (name: string): boolean => committee === null || committee.includes(name);
  const removed = approved.filter((name) => !isElected(name));
  return { candidates: approved.filter(isElected), removed, stopped: removed.length > 0 };
}

/** How the candidates of a ballot are ordered: 'approved' is never sorted. */
export function ballotOrder(
  kind: 'committee' | 'secretary',
  settings: Pick<RuleSettings, 'ruleSet'>,
): 'strokes' | 'approved' {
  return kind === 'secretary' && settings.ruleSet === '2020' ? 'approved' : 'strokes';
}

/** Names as they are printed; null while a comparison by strokes lacks data. */
export function printedOrder(
  names: readonly string[],
  kind: 'committee' | 'secretary',
  settings: Pick<RuleSettings, 'ruleSet' | 'singleGivenName'>,
): readonly string[] | null {
  if (ballotOrder(kind, settings) === 'approved') return names;
  return orderByStrokes(names, {}, settings.singleGivenName).positions?.map(({ name }) => name) ?? null;
}
