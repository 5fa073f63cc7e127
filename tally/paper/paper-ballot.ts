/**
 * One ballot on paper as a teller reads it (rules §1.8): what stands on it, not what it is worth. One paper holds one
 * contest: secretary and deputy have a ballot of their own.
 *
 * Security note: nothing here says whose ballot it is or where it lay in the box; the order of a sheet is the order of
 * counting, and no sheet leaves the database (rules §5.1).
 */
import type { ElectionContest } from '../record/contest.ts';

/** 'unreadable': both marks, or a sign that is neither ○ nor ×. A blank row is 弃权. */
export const PAPER_MARKS = ['approve', 'disapprove', 'blank', 'unreadable'] as const;
export type PaperMark = (typeof PAPER_MARKS)[number];

/** ○, ×, blank and unreadable, as the tellers type them. */
export const PAPER_MARK_SIGN: Readonly<Record<PaperMark, string>> = {
  approve: '○',
  disapprove: '×',
  blank: '',
  unreadable: '?',
};

/** What the (chief) scrutineer said of an altered row; null: nobody has decided yet. */
export type AlterationDecision = 'as-marked' | 'void-row' | null;

export interface PaperRow {
  readonly mark: PaperMark;
  /** Corrected, overwritten, crossed out; null: the row is clean. */
  readonly altered: null | { readonly decision: AlterationDecision };
}

export interface WrittenName {
  /** As written, or as the teller picked it from the roll (then its label); null: nobody can read it. */
  readonly name: string | null;
  /** The candidate below whose name it stands; null where the columns are pooled. */
  readonly under: number | null;
  /** The ○ above the name. */
  readonly circle: boolean;
}

export interface PaperBallot {
  /** One to a candidate, in ballot order. */
  readonly rows: readonly PaperRow[];
  readonly writeIns: readonly WrittenName[];
  /** Anything that could tell who filled it in. */
  readonly identifyingMark: boolean;
}

/** What judging a ballot needs of the contest; `writeIns` are the persons who may be written in. */
export type PaperContest = Pick<ElectionContest, 'seats' | 'candidates' | 'writeIns'>;

export const cleanRow = (mark: PaperMark): PaperRow => ({ mark, altered: null });

export const blankPaperBallot = (contest: Pick<PaperContest, 'candidates'>): PaperBallot => ({
  rows: contest.candidates.map(() => cleanRow('blank')),
  writeIns: [],
  identifyingMark: false,
});
