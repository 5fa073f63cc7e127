/**
 * What the papers of a combined 民主推荐 say (两推, rules §4.3, §7): the groups with their forms and votes, the way they were combined,
 * the list that goes on, its 公示 and what was objected.
 */
import type { RuleSettings } from '../../tally/rules/settings.ts';
import type { PublicityRule } from './publicity-words.ts';

export interface CombinedVotes {
  readonly name: string;
  readonly votes: number;
  /** Equals share a place. */
  readonly rank: number;
}

export interface CombinedGroup {
  /** 党员, 村民代表. */
  readonly group: string;
  readonly organization: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly weight: number;
  readonly expected: number;
  readonly present: number;
  readonly issued: number;
  readonly recovered: number;
  readonly valid: number;
  readonly invalid: number;
  readonly ranking: readonly CombinedVotes[];
}

export interface ListedPerson {
  readonly name: string;
  /** '' where the superior has entered nothing about the person. */
  readonly sex: string;
  readonly birth: string;
  readonly education: string;
}

export interface CombinedListFacts {
  readonly title: string;
  /** The superior organization: the list is its own. */
  readonly office: string;
  /** What was recommended for: 村党支部委员. */
  readonly post: string;
  readonly seats: number;
  /** 20 % above the seats. */
  readonly required: number;
  readonly way: RuleSettings['recommendCombine'];
  readonly groups: readonly CombinedGroup[];
  /** Null where the groups stay apart. */
  readonly ranking: readonly CombinedVotes[] | null;
  /** Level at a last place: all of them stand on the proposal. */
  readonly level: readonly string[];
  readonly persons: readonly ListedPerson[];
  /** Why somebody stands on it whom nobody recommended. */
  readonly reason: string;
  readonly publicity: PublicityRule & {
    /** Null before it is posted. */
    readonly posting: {
      readonly posted: string;
      readonly first: string | null;
      readonly last: string | null;
      readonly telephone: string;
    } | null;
  };
  readonly objections: readonly { readonly day: string; readonly words: string; readonly handling: string }[];
}

/** 中共小河村支部委员会, once where all groups are of one organization. */
export const organizationsOf = ({ groups }: Pick<CombinedListFacts, 'groups'>): string =>
  [...new Set(groups.map(({ organization }) => organization))].join('、');
