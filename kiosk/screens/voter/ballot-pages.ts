/** How the candidates of all contests are laid out on pages, and where a candidate's row is. */

import type { ContestMarks } from '../../../tally/marks/ballot-marks.ts';
import type { ElectionMarks } from '../../../tally/marks/election-marks.ts';
import type { Contest, ElectionContest } from '../../../tally/record/contest.ts';
import { pagesOf } from '../../theme/voter-geometry.ts';

export type BallotPage = {
  readonly contestIndex: number;
  readonly contest: ElectionContest;
  readonly candidates: readonly number[];
};

export type RowPlace = { readonly contestIndex: number; readonly contest: ElectionContest; readonly candidate: number };

/** Pages of a ballot of elections; each page holds candidates of one contest only. */
export function ballotPages(contests: readonly Contest[], rowsPerPage: number): readonly BallotPage[] {
  return contests.flatMap((contest, contestIndex) =>
    contest.kind === 'election'
      ? pagesOf(contest.candidates.length, rowsPerPage).map((candidates) => ({ contestIndex, contest, candidates }))
      : [],
  );
}

/** Every row of the ballot in order, for the review. */
export function ballotRows(contests: readonly Contest[]): readonly RowPlace[] {
  return contests.flatMap((contest, contestIndex) =>
    contest.kind === 'election' ? contest.candidates.map((_, candidate) => ({ contestIndex, contest, candidate })) : [],
  );
}

export function pageOfRow(pages: readonly BallotPage[], contestIndex: number, candidate: number): number {
  return pages.findIndex((page) => page.contestIndex === contestIndex && page.candidates.includes(candidate));
}

/** The marks of an election contest; anything else is a broken invariant of this screen. */
export function electionMarks(marks: readonly ContestMarks[], contestIndex: number): ElectionMarks {
  const found = marks[contestIndex];
  if (found?.kind !== 'election') throw new Error('ballot screen: not an election contest');
  return found;
}
