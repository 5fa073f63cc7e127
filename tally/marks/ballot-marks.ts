/** Marks of a whole ballot, contest by contest, and the counters they set (specification §6.1). */
import type { Contest } from '../record/contest.ts';
import { blankElectionMarks, type ElectionMarks, electionCounterBits } from './election-marks.ts';

/** 民主测评: at most one grade per subject; null is no grade. */
export interface AppraisalMarks {
  readonly kind: 'appraisal';
  readonly grades: readonly (number | null)[];
}

/** 民主推荐: the nominees recommended. */
export interface RecommendationMarks {
  readonly kind: 'recommendation';
  readonly recommended: readonly boolean[];
}

export type ContestMarks = ElectionMarks | AppraisalMarks | RecommendationMarks;

/** Nothing is preselected. */
export function blankMarks(contests: readonly Contest[]): readonly ContestMarks[] {
  return contests.map(blankContestMarks);
}

function blankContestMarks(contest: Contest): ContestMarks {
  switch (contest.kind) {
    case 'election':
      return blankElectionMarks(contest);
    case 'appraisal':
      return { kind: 'appraisal', grades: contest.subjects.map(() => null) };
    case 'recommendation':
      return { kind: 'recommendation', recommended: contest.nominees.map(() => false) };
  }
}

function contestCounterBits(contest: Contest, marks: ContestMarks): readonly (0 | 1)[] {
  if (contest.kind === 'election' && marks.kind === 'election') return electionCounterBits(contest, marks);
  if (contest.kind === 'appraisal' && marks.kind === 'appraisal') {
    return contest.subjects.flatMap((_, subject) =>
      contest.grades.map((_grade, grade) => (marks.grades[subject] === grade ? 1 : 0)),
    );
  }
  if (contest.kind === 'recommendation' && marks.kind === 'recommendation') {
    return contest.nominees.map((_, nominee) => (marks.recommended[nominee] === true ? 1 : 0));
  }
  throw new TypeError(`marks: ${marks.kind} marks for a contest of kind ${contest.kind}`);
}

/** One list of counter bits per contest, in ballot order. */
export function counterBits(
  contests: readonly Contest[],
  marks: readonly ContestMarks[],
): readonly (readonly (0 | 1)[])[] {
  if (contests.length !== marks.length) throw new RangeError('marks: one entry per contest');
  return contests.map((contest, index) => contestCounterBits(contest, marks[index] as ContestMarks));
}
