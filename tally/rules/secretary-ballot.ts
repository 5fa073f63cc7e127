/**
 * The ballot for secretary and deputy (rules §1.8, §1.12): candidates in the order the superior approved (2020; by strokes
 * under 1990), and only members of the new committee. Somebody approved who was not elected to it stops the ballot, for only
 * the superior can name another.
 */
import type { RuleSettings } from './settings.ts';

export const COMMITTEE_POST = '委员';
/** Each is one seat. */
export const SECRETARY_POSTS = ['书记', '副书记'] as const;

export const isSecretaryPost = (post: string): boolean => (SECRETARY_POSTS as readonly string[]).includes(post);

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
export function secretaryBallot(approved: readonly string[], committee: ReadonlySet<string> | null): SecretaryBallot {
  const isElected = (name: string): boolean => committee === null || committee.has(name);
  const removed = approved.filter((name) => !isElected(name));
  return { candidates: approved.filter(isElected), removed, stopped: removed.length > 0 };
}

/** How the candidates of a ballot are ordered: 'approved' is never sorted. */
export function ballotOrder(post: string, settings: Pick<RuleSettings, 'ruleSet'>): 'strokes' | 'approved' {
  return isSecretaryPost(post) && settings.ruleSet === '2020' ? 'approved' : 'strokes';
}
