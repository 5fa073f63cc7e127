/** How the rows of all contests are laid out on pages, and where a row is. */

import type { AppraisalMarks, ContestMarks, RecommendationMarks } from '../../../tally/marks/ballot-marks.ts';
import type { ElectionMarks } from '../../../tally/marks/election-marks.ts';
import { recommendedNominees } from '../../../tally/marks/form-marks.ts';
import type {
  AppraisalContest,
  Contest,
  ElectionContest,
  RecommendationContest,
} from '../../../tally/record/contest.ts';
import { pagesOf, type VoterGeometry } from '../../theme/voter-geometry.ts';

export type PageRoom = Pick<VoterGeometry, 'rowsPerPage' | 'tickRows' | 'tickColumns'>;

/** A page holds rows of one contest only. */
export type BallotPage =
  | { readonly contestIndex: number; readonly contest: ElectionContest; readonly candidates: readonly number[] }
  | { readonly contestIndex: number; readonly contest: AppraisalContest; readonly subjects: readonly number[] }
  | {
      readonly contestIndex: number;
      readonly contest: RecommendationContest;
      readonly nominees: readonly number[];
      /** Too many to turn pages through: found by surname, as with 另选他人. */
      readonly bySurname: boolean;
    };

/** A list of nominees longer than this many pages is searched by surname. */
const MOST_TICK_PAGES = 2;

export function ballotPages(contests: readonly Contest[], room: PageRoom): readonly BallotPage[] {
  return contests.flatMap((contest, contestIndex) => pagesOfContest(contest, contestIndex, room));
}

function pagesOfContest(contest: Contest, contestIndex: number, room: PageRoom): readonly BallotPage[] {
  switch (contest.kind) {
    case 'election':
      return pagesOf(contest.candidates.length, room.rowsPerPage).map((candidates) => ({
        contestIndex,
        contest,
        candidates,
      }));
    case 'appraisal':
      return pagesOf(contest.subjects.length, room.rowsPerPage).map((subjects) => ({
        contestIndex,
        contest,
        subjects,
      }));
    case 'recommendation': {
      const perPage = room.tickRows * room.tickColumns;
      if (contest.nominees.length > MOST_TICK_PAGES * perPage) {
        const nominees = contest.nominees.map((_, nominee) => nominee);
        return [{ contestIndex, contest, nominees, bySurname: true }];
      }
      return pagesOf(contest.nominees.length, perPage).map((nominees) => ({
        contestIndex,
        contest,
        nominees,
        bySurname: false,
      }));
    }
  }
}

/** A row of the review. Of a recommendation only who is chosen stands there; `nominee` null says that nobody is. */
export type RowPlace =
  | { readonly contestIndex: number; readonly contest: ElectionContest; readonly candidate: number }
  | { readonly contestIndex: number; readonly contest: AppraisalContest; readonly subject: number }
  | { readonly contestIndex: number; readonly contest: RecommendationContest; readonly nominee: number | null };

/** Every row of the ballot in order, for the review. */
export function ballotRows(contests: readonly Contest[], marks: readonly ContestMarks[]): readonly RowPlace[] {
  return contests.flatMap((contest, contestIndex) => rowsOfContest(contest, contestIndex, marks));
}

function rowsOfContest(contest: Contest, contestIndex: number, marks: readonly ContestMarks[]): readonly RowPlace[] {
  switch (contest.kind) {
    case 'election':
      return contest.candidates.map((_, candidate) => ({ contestIndex, contest, candidate }));
    case 'appraisal':
      return contest.subjects.map((_, subject) => ({ contestIndex, contest, subject }));
    case 'recommendation': {
      // While the session is between two ballots there are no marks.
      const chosen =
        marks[contestIndex] === undefined ? [] : recommendedNominees(recommendationMarks(marks, contestIndex));
      const nominees = chosen.length === 0 ? [null] : chosen;
      return nominees.map((nominee) => ({ contestIndex, contest, nominee }));
    }
  }
}

/** Whether the voter has said nothing here. */
export function isUnmarked(marks: readonly ContestMarks[], place: RowPlace): boolean {
  if ('candidate' in place) return electionMarks(marks, place.contestIndex).rows[place.candidate]?.mark == null;
  if ('subject' in place) return appraisalMarks(marks, place.contestIndex).grades[place.subject] == null;
  return place.nominee === null;
}

/** Undefined: nobody was recommended, and no row stands for that. */
export function placeInContest(place: RowPlace): number | undefined {
  if ('candidate' in place) return place.candidate;
  return 'subject' in place ? place.subject : (place.nominee ?? undefined);
}

/** The page to change a row on. */
export function pageOfRow(pages: readonly BallotPage[], place: RowPlace): number {
  const found = pages.findIndex((page) => {
    if (page.contestIndex !== place.contestIndex) return false;
    if ('candidates' in page) return 'candidate' in place && page.candidates.includes(place.candidate);
    if ('subjects' in page) return 'subject' in place && page.subjects.includes(place.subject);
    return 'nominee' in place && (place.nominee === null || page.nominees.includes(place.nominee));
  });
  return Math.max(0, found);
}

function marksOf<K extends ContestMarks['kind']>(
  marks: readonly ContestMarks[],
  contestIndex: number,
  kind: K,
): Extract<ContestMarks, { readonly kind: K }> {
  const found = marks[contestIndex];
  if (found?.kind !== kind) throw new Error(`ballot screen: no marks of kind ${kind} here`);
  return found as Extract<ContestMarks, { readonly kind: K }>;
}

/** The marks of a contest; those of another kind are a broken invariant of the screen. */
export const electionMarks = (marks: readonly ContestMarks[], contestIndex: number): ElectionMarks =>
  marksOf(marks, contestIndex, 'election');
export const appraisalMarks = (marks: readonly ContestMarks[], contestIndex: number): AppraisalMarks =>
  marksOf(marks, contestIndex, 'appraisal');
export const recommendationMarks = (marks: readonly ContestMarks[], contestIndex: number): RecommendationMarks =>
  marksOf(marks, contestIndex, 'recommendation');
