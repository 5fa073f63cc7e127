import { describe, expect, it } from 'vitest';
import type { AppraisalMarks, RecommendationMarks } from './ballot-marks.ts';
import { gradeSubject, recommendedNominees, toggleNominee, ungradedSubjects } from './form-marks.ts';

const blank: AppraisalMarks = { kind: 'appraisal', grades: [null, null, null] };
const nobody: RecommendationMarks = { kind: 'recommendation', recommended: [false, false, false, false] };

describe('marks on a form', () => {
  it('hold one grade a row; a second grade replaces the first (rules §4.4)', () => {
    const graded = gradeSubject(gradeSubject(blank, 1, 0), 1, 3);
    expect(graded.grades).toEqual([null, 3, null]);
    expect(ungradedSubjects(graded)).toEqual([0, 2]);
    expect(gradeSubject(graded, 1, null)).toEqual(blank);
  });

  it('know only the subjects of the form', () => {
    expect(() => gradeSubject(blank, 3, 0)).toThrow(RangeError);
    expect(() => toggleNominee({ limit: 2 }, nobody, 4)).toThrow(RangeError);
  });

  it('refuse one more than the limit, name who is chosen, and let one be taken back (rules §4.3, T69)', () => {
    const choose = (marks: RecommendationMarks, nominee: number) => {
      const answer = toggleNominee({ limit: 2 }, marks, nominee);
      if (!answer.ok) throw new Error('refused');
      return answer.value;
    };
    const two = choose(choose(nobody, 3), 0);
    expect(recommendedNominees(two)).toEqual([0, 3]);
    expect(toggleNominee({ limit: 2 }, two, 1)).toEqual({
      ok: false,
      error: { code: 'limit-reached', limit: 2, chosen: [0, 3] },
    });
    expect(recommendedNominees(choose(choose(two, 3), 1))).toEqual([0, 1]);
  });
});
