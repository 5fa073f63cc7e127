/**
 * The order in which the elected are listed (rules §1.13): committee members by surname strokes, or by votes; secretary and deputy
 * in the approved order, the ballot's.
 */
import { orderByStrokes } from '../../tally/meeting/stroke-order.ts';
import type { ElectionContest } from '../../tally/record/contest.ts';
import type { RuleSettings } from '../../tally/rules/settings.ts';

export interface Elected {
  /** As printed, with its remark. */
  readonly label: string;
  readonly name: string;
  readonly votes: number;
  readonly isCandidate: boolean;
}

export type ListOrder = RuleSettings['resultListOrder'] | 'ballot';

export interface OrderedList {
  readonly labels: readonly string[];
  /** What the list is really ordered by: a list that fell back to the ballot's order must not claim strokes. */
  readonly order: ListOrder;
}

/** By the method; secretary and deputy as the superior approved them. */
export const listOrderOf = (
  { category }: Pick<ElectionContest, 'category'>,
  { resultListOrder }: Pick<RuleSettings, 'resultListOrder'>,
): ListOrder => (category === 'secretary' ? 'ballot' : resultListOrder);

/** @param elected in ballot order, write-ins after the candidates. */
export function electedInOrder(
  elected: readonly Elected[],
  order: ListOrder,
  singleGivenName: RuleSettings['singleGivenName'],
): OrderedList {
  const listed = (list: readonly Elected[], by: ListOrder): OrderedList => ({
    labels: list.map(({ label }) => label),
    order: by,
  });
  if (order === 'votes')
    return listed(
      elected.toSorted((a, b) => b.votes - a.votes),
      order,
    );
  // The ballot's order of candidates was confirmed by the organizer; only a write-in needs a place among them.
  if (order === 'ballot' || elected.every(({ isCandidate }) => isCandidate)) return listed(elected, order);
  const names = elected.map(({ name }) => name);
  const { positions } = orderByStrokes(names, {}, singleGivenName);
  if (positions === null) return listed(elected, 'ballot');
  const sorted = positions.map(({ index }) => elected[index] as Elected);
  const candidates = (list: readonly Elected[]) => list.filter(({ isCandidate }) => isCandidate);
  const keepsBallotOrder = candidates(sorted).every((person, at) => person === candidates(elected)[at]);
  return keepsBallotOrder ? listed(sorted, order) : listed(elected, 'ballot');
}
