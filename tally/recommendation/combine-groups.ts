/**
 * Recommendations of several groups (members, representatives) to one list (两推, rules §4.3, §7): kept apart, summed, summed
 * by weights, or the lists crossed.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { minimumCandidates } from '../rules/surplus.ts';
import { type NomineeVotes, type RankedNominee, rankNominees, topNominees } from './nominee-ranking.ts';

export interface RecommendingGroup {
  readonly group: string;
  /** Everybody recommended, 姓名 or label; each once. */
  readonly votes: readonly NomineeVotes[];
}

export interface CombinedRecommendation {
  readonly way: RuleSettings['recommendCombine'];
  readonly groups: readonly { readonly group: string; readonly ranking: readonly RankedNominee[] }[];
  /** One ranking of all (of sums or weighted sums; of sums where the lists are crossed); null where they stay apart. */
  readonly ranking: readonly RankedNominee[] | null;
  /** 初步人选: the persons the list consists of. Null where the groups stay apart: the superior reads both rankings. */
  readonly persons: readonly string[] | null;
  /** Persons level at a last place who widened the list. */
  readonly level: readonly string[];
}

export type CombineRefusal =
  | { readonly code: 'no-group' }
  | { readonly code: 'weight-missing'; readonly group: string }
  | { readonly code: 'name-twice'; readonly group: string; readonly name: string };

export function combineRecommendations(
  groups: readonly RecommendingGroup[],
  seats: number,
  settings: Pick<RuleSettings, 'recommendCombine' | 'recommendWeights'>,
): Result<CombinedRecommendation, CombineRefusal> {
  if (groups.length === 0) return err({ code: 'no-group' });
  for (const { group, votes } of groups) {
    const twice = votes.find(({ name }, i) => votes.findIndex((other) => other.name === name) < i);
    if (twice !== undefined) return err({ code: 'name-twice', group, name: twice.name });
  }
  const way = settings.recommendCombine;
  const weights = new Map(settings.recommendWeights.map(({ group, weight }) => [group, weight]));
  const unweighted = groups.find(({ group }) => !weights.has(group));
  if (way === 'weighted' && unweighted !== undefined) return err({ code: 'weight-missing', group: unweighted.group });

  const rankings = groups.map(({ group, votes }) => ({ group, ranking: rankNominees(votes) }));
  if (way === 'separate') return ok({ way, groups: rankings, ranking: null, persons: null, level: [] });
  const ranking = rankNominees(summed(groups, (group) => (way === 'weighted' ? (weights.get(group) ?? 0) : 1)));
  const { names, level } = way === 'cross-list' ? crossed(rankings, ranking, seats) : listOf(ranking, seats);
  return ok({ way, groups: rankings, ranking, persons: names, level });
}

/** Names in the order in which they first occur. */
function summed(groups: readonly RecommendingGroup[], weightOf: (group: string) => number): readonly NomineeVotes[] {
  const sums = new Map<string, number>();
  for (const { group, votes } of groups)
    for (const one of votes) sums.set(one.name, (sums.get(one.name) ?? 0) + weightOf(group) * one.votes);
  return [...sums].map(([name, votes]) => ({ name, votes }));
}

/** As many as the surplus of 20 % asks for (rules §1.4). */
const listOf = (ranking: readonly RankedNominee[], seats: number) => topNominees(ranking, minimumCandidates(seats));

/**
 * Each group's first `seats`: whoever stands in one of the lists. For three seats and three common names that is three
 * persons, so the next by summed votes makes four; two common are four, one five, none six.
 */
function crossed(rankings: CombinedRecommendation['groups'], ranking: readonly RankedNominee[], seats: number) {
  const tops = rankings.map((one) => topNominees(one.ranking, seats));
  const union = new Set(tops.flatMap(({ names }) => names));
  const places = Math.max(0, minimumCandidates(seats) - union.size);
  const others = rankNominees(ranking.filter(({ name }) => !union.has(name)));
  const next = topNominees(others, places);
  return {
    names: [...union, ...(places === 0 ? [] : next.names)],
    level: [...new Set([...tops.flatMap(({ level }) => level), ...(places === 0 ? [] : next.level)])],
  };
}
