/**
 * The order in which the elected are listed (rules §1.13): committee members by surname strokes, or by votes; secretary and deputy
 * in the approved order, the ballot's.
 */
import { orderByStrokes } from '../../tally/meeting/stroke-order.ts';
import type { RuleSettings } from '../../tally/rules/settings.ts';

export interface Elected {
  /** As printed, with its remark. */
  readonly label: string;
  readonly name: string;
  readonly votes: number;
  readonly isCandidate: boolean;
}

export type ListOrder = RuleSettings['resultListOrder'] | 'ballot';

/** @param elected in ballot order, write-ins after the candidates. */
export function electedInOrder(
  elected: readonly Elected[],
  order: ListOrder,
  singleGivenName: RuleSettings['singleGivenName'],
): readonly string[] {
  if (order === 'votes') return elected.toSorted((a, b) => b.votes - a.votes).map(({ label }) => label);
  const asOnBallot = elected.map(({ label }) => label);
  // The ballot's order of candidates was confirmed by the organizer; only a write-in needs a place among them.
  if (order === 'ballot' || elected.every(({ isCandidate }) => isCandidate)) return asOnBallot;
  const names = elected.map(({ name }) => name);
  const { positions } = orderByStrokes(names, {}, singleGivenName);
  const sorted = positions?.map(({ index }) => elected[index] as Elected) ?? elected;
  const candidates = (list: readonly Elected[]) => list.filter(({ isCandidate }) => isCandidate);
  const keepsBallotOrder = candidates(sorted).every((person, at) => person === candidates(elected)[at]);
  return keepsBallotOrder ? sorted.map(({ label }) => label) : asOnBallot;
}
