/** What stands on the form of a 民主测评 or 民主推荐, as contests of the ballot (specification §3.6). */

import { dimensionTitle } from '../../tally/appraisal/dimensions.ts';
import { GRADE_SCALES } from '../../tally/appraisal/grade-scales.ts';
import type { AppraisalContest, RecommendationContest } from '../../tally/record/contest.ts';
import type { AppraisalList, RecommendationList } from '../contract/organizer.ts';

/** The same subjects in every dimension, a table to each; without dimensions one table. */
export function appraisalContests(list: AppraisalList): readonly AppraisalContest[] {
  const { title, objects, scale, dimensions, subjects } = list;
  if (title === '' || subjects.length === 0) return [];
  const whole = { objects, subjects, grades: [...GRADE_SCALES[scale]] } as const;
  if (dimensions.length === 0)
    return [{ kind: 'appraisal', title: { zh: title, en: `Appraisal: ${title}` }, ...whole }];
  return dimensions.map((dimension) => ({
    kind: 'appraisal',
    title: { zh: dimensionTitle(title, dimension), en: `Appraisal: ${title}, ${dimension}` },
    dimension,
    ...whole,
  }));
}

export function recommendationContests({
  post,
  limit,
  nominees,
}: RecommendationList): readonly RecommendationContest[] {
  if (post === '' || nominees.length === 0) return [];
  return [{ kind: 'recommendation', title: { zh: post, en: `Recommendation: ${post}` }, nominees, limit }];
}
