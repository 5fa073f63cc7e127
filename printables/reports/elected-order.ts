/**
 * The order in which the elected are listed (rules §1.13): committee members by surname strokes, or by votes; secretary and deputy
 * in the approved order, the ballot's.
 */
import { orderByStrokes } from '../../tally/meeting/stroke-order.ts';
import type { ElectionContest } from '../../tally/record/contest.ts';
import { label } from '../../tally/record/person.ts';
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
  if (order === 'ballot') return listed(elected, order);
  const names = elected.map(({ name }) => name);
  const { positions } = orderByStrokes(names, {}, singleGivenName);
  if (positions === null) return listed(elected, 'ballot');
  const sorted = positions.map(({ index }) => elected[index] as Elected);
  // The organizer confirmed the ballot's order of candidates, perhaps another one for a reason: it stands, and is not called by strokes.
  const candidates = (list: readonly Elected[]) => list.filter(({ isCandidate }) => isCandidate);
  const keepsBallotOrder = candidates(sorted).every((person, at) => person === candidates(elected)[at]);
  return keepsBallotOrder ? listed(sorted, order) : listed(elected, 'ballot');
}

export interface ElectingRound {
  readonly round: { readonly rules: Pick<RuleSettings, 'resultListOrder' | 'singleGivenName'> };
  readonly contests: readonly {
    readonly contest: ElectionContest;
    readonly elected: readonly string[];
    readonly electedOrder: ListOrder;
  }[];
}

export interface ElectedToPost extends OrderedList {
  readonly post: string;
  /** Whether more than one ballot filled its seats. */
  readonly isTogether: boolean;
}

/** Everybody whom the ballots of a post elected, as announced together (rules §1.13, §6.2); a pre-election elects nobody. */
export function electedByPost(rounds: readonly ElectingRound[]): readonly ElectedToPost[] {
  const ballots = rounds.flatMap(({ round: { rules }, contests }) =>
    contests
      .filter(({ contest, elected }) => contest.category !== 'preliminary' && elected.length > 0)
      .map((drawn) => ({ ...drawn, rules })),
  );
  return [...new Set(ballots.map(({ contest }) => contest.post))].flatMap((post): readonly ElectedToPost[] => {
    const own = ballots.filter(({ contest }) => contest.post === post);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) return [];
    const { contest, rules } = first;
    // One seat is filled once: whoever held it before was replaced.
    if (own.length < 2 || contest.seats < 2)
      return [{ post, labels: last.elected, order: last.electedOrder, isTogether: false }];
    const standing = contest.candidates.map(label);
    const placeOf = (one: string) => (standing.includes(one) ? standing.indexOf(one) : standing.length);
    const elected = own
      .flatMap((drawn) => {
        const persons = [...drawn.contest.candidates, ...drawn.contest.writeIns];
        return drawn.elected.map((one) => ({
          label: one,
          name: persons.find((person) => label(person) === one)?.name ?? one,
          votes: 0,
          isCandidate: standing.includes(one),
        }));
      })
      .toSorted((a, b) => placeOf(a.label) - placeOf(b.label));
    // Votes of different ballots say nothing about each other.
    const order = listOrderOf(contest, rules) === 'votes' ? 'ballot' : listOrderOf(contest, rules);
    return [{ post, ...electedInOrder(elected, order, rules.singleGivenName), isTogether: true }];
  });
}
