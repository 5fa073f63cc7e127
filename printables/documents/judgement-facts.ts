/** What the papers of a 集体研判 say (rules §4.4): the class, the forms of every group, the grades with their reasons, its 公示. */
import type { RuleSettings } from '../../tally/rules/settings.ts';
import type { PublicityRule } from './publicity-words.ts';

/** The forms of one group over one list. */
export interface AppraisedGroup {
  readonly organization: string;
  /** 党员, 群众代表, A; '' where groups are not kept apart. */
  readonly group: string;
  readonly list: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** As sealed before the votes; null where all forms count alike. */
  readonly weight: number | null;
  readonly denominator: RuleSettings['appraisalDenominator'];
  readonly expected: number;
  readonly present: number;
  readonly issued: number;
  readonly recovered: number;
  readonly valid: number;
  readonly invalid: number;
  /** One to a dimension, in the order of the form. */
  readonly tables: readonly {
    readonly dimension: string;
    readonly rows: readonly ({ readonly name: string } & Said)[];
  }[];
}

interface Said {
  readonly ticks: readonly number[];
  readonly ungraded: number;
  /** Percent with two digits; null without a denominator. */
  readonly shares: readonly (string | null)[];
}

/** What the forms say of an object in one dimension: all groups together, by their weights. */
export interface AppraisedPart extends Said {
  /** '' where the object is appraised as a whole. */
  readonly dimension: string;
  readonly forms: number;
  /** In this dimension, in the whole class. */
  readonly rank: number;
}

export interface JudgedRow {
  readonly name: string;
  /** One to a dimension, in the order of the form; none where the results were returned. */
  readonly parts: readonly AppraisedPart[];
  /** By the forms, in the whole class; null where the method keeps several dimensions apart. */
  readonly rank: number | null;
  /** '' where none is given. */
  readonly score: string;
  /** Index of `grades`; null: not judged yet. */
  readonly grade: number | null;
  readonly reasons: string;
}

export interface JudgementFacts {
  readonly title: string;
  readonly office: string;
  /** What is judged: the grades of the form, or the bands of a score. */
  readonly grades: readonly string[];
  /** What was ticked on the forms. */
  readonly formGrades: readonly string[];
  /** 德, 能, 勤 …; [''] where everybody is appraised as a whole. */
  readonly dimensions: readonly string[];
  /** How several dimensions rank together, as the method says. */
  readonly dimensionRanking: RuleSettings['appraisalDimensions'];
  /** Null: judged by grades. */
  readonly bands: RuleSettings['appraisalScoreBands'] | null;
  readonly quota: 0 | 20 | 30;
  readonly maximum: number | null;
  readonly groups: readonly AppraisedGroup[];
  readonly objects: readonly JudgedRow[];
  /** Every object has its grade, and what needs reasons has them. */
  readonly isComplete: boolean;
  /** As the method that was sealed before the votes says. */
  readonly publicity: PublicityRule;
  readonly posting: {
    readonly posted: string;
    readonly telephone: string;
    readonly first: string | null;
    readonly last: string | null;
    readonly objectionsUntil: string | null;
  } | null;
  readonly objections: readonly { readonly day: string; readonly words: string; readonly handling: string }[];
}

/** Best grade first, then the score, then the place that the forms give; without one as the form lists them. */
export const byResult = (objects: readonly JudgedRow[]): readonly JudgedRow[] =>
  objects.toSorted(
    (a, b) =>
      (a.grade ?? Number.POSITIVE_INFINITY) - (b.grade ?? Number.POSITIVE_INFINITY) ||
      Number(b.score) - Number(a.score) ||
      (a.rank ?? 0) - (b.rank ?? 0),
  );
