/** A worked meeting as data: its village, its ballots as tables of counts, and every number that must come out. */
import type { AppraisalList, DerivationKind, Draft, DraftRules, RecommendationList } from '../../contract/organizer.ts';
import type { PlenaryOfficials } from '../plenary.ts';
import type { RollSizes } from '../village-roll.ts';

/** 赞成, 不赞成, 弃权 of one candidate; together every ballot. */
export type MarkCounts = readonly [approve: number, disapprove: number, abstain: number];

export type ElectionTable = {
  readonly kind: 'election';
  readonly category: 'committee' | 'secretary' | 'revote' | 'further-election';
  readonly seats: number;
  /** In ballot order. */
  readonly rows: Readonly<Record<string, MarkCounts>>;
  readonly writeIns?: Readonly<Record<string, number>>;
  /** What follows from the counts, by names of members of the contest's result. */
  readonly outcome: Readonly<Record<string, unknown>>;
};

export type AppraisalTable = {
  readonly kind: 'appraisal';
  /** Ticks of each grade, best first; the other forms say nothing about the subject. */
  readonly rows: Readonly<Record<string, readonly number[]>>;
  /** Shares and ranks that are known, by subject. */
  readonly shares: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

export type RecommendationTable = {
  readonly kind: 'recommendation';
  /** Forms that name each person; together at most `limit` a form. */
  readonly rows: Readonly<Record<string, number>>;
  /** Shares and ranks that are known, by nominee. */
  readonly shares: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

export type ContestTable = ElectionTable | AppraisalTable | RecommendationTable;

export type ScenarioRound = {
  /** How it is derived from the round before; null: prepared in the draft. */
  readonly derived: DerivationKind | null;
  readonly motions: readonly {
    readonly subject: 'method' | 'scrutineers' | 'exclusions';
    readonly text: string;
    readonly inFavour: number;
    readonly against: number;
    readonly abstain: number;
  }[];
  readonly present: number;
  readonly ballots: number;
  /** Papers that only paper can spoil: over-full ballots, forms declared invalid (RULES §5.2 W1, §8 T67). */
  readonly spoiled?: number;
  /** By post, or by the title of an appraised list. */
  readonly contests: Readonly<Record<string, ContestTable>>;
  /** Members of result.json about the roll, the hall and the cards. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Whoever was written in and elected: the result stays unpublished until the superior has confirmed her. */
  readonly eligibility?: {
    readonly post: string;
    readonly person: string;
    readonly by: string;
    readonly reason: string;
  };
  /** The steps that the result leaves, the proposed one first. */
  readonly following: readonly string[];
};

type ScenarioAnswer = {
  readonly decision: 'approve' | 'file';
  readonly number: string;
  readonly signatory: string;
};

export type Scenario = {
  readonly name: string;
  readonly kind: 'assembly' | 'appraisal' | 'recommendation';
  readonly draft: Pick<Draft, 'title' | 'organization' | 'superior' | 'date' | 'place' | 'chair' | 'spareCards'> &
    Partial<Pick<Draft, 'approval' | 'writeIns' | 'group' | 'onPaper'>> & {
      readonly appraisals?: readonly AppraisalList[];
      readonly recommendations?: readonly RecommendationList[];
    };
  readonly rules: Partial<DraftRules>;
  readonly roll: RollSizes;
  /** Named in the draft, beside the candidates; everybody else on the roll is invented. */
  readonly members: readonly string[];
  readonly posts: readonly {
    readonly post: '委员' | '书记' | '副书记';
    readonly seats: number;
    readonly candidates: readonly string[];
  }[];
  readonly scrutineers: readonly string[];
  readonly tellers: readonly string[];
  readonly rounds: readonly ScenarioRound[];
  readonly answer: ScenarioAnswer;
  /** Where the secretary is elected indirectly (rules §1.12): a meeting of its own, derived from the last result. */
  readonly plenary?: PlenaryOfficials & { readonly round: ScenarioRound; readonly answer: ScenarioAnswer };
};
