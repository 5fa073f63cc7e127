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
  readonly rows: readonly {
    readonly name: string;
    readonly ticks: readonly number[];
    readonly ungraded: number;
    /** Percent with two digits; null without a denominator. */
    readonly shares: readonly (string | null)[];
  }[];
}

export interface JudgedRow {
  readonly name: string;
  readonly forms: number;
  /** Of all groups together, by their weights. */
  readonly shares: readonly (string | null)[];
  /** By the forms, in the whole class. */
  readonly rank: number;
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

/** Best grade first, then the score, then the place that the forms give. */
export const byResult = (objects: readonly JudgedRow[]): readonly JudgedRow[] =>
  objects.toSorted(
    (a, b) =>
      (a.grade ?? Number.POSITIVE_INFINITY) - (b.grade ?? Number.POSITIVE_INFINITY) ||
      Number(b.score) - Number(a.score) ||
      a.rank - b.rank,
  );
