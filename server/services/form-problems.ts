/** What is wrong or missing on the form of a 民主推荐 or 民主测评, before it is sealed. */
import { label, type Person } from '../../tally/record/person.ts';
import type { Problem } from '../contract/shared.ts';
import { contestsOf, type Plan } from './plan.ts';

/** As many contests as a round may hold (specification §3.6). */
const MOST_CONTESTS = 20;

type Listed = { readonly title: string; readonly persons: readonly Person[] };

const stop = (code: string, zh: string, en: string): Problem => ({ severity: 'stop', code, clause: null, zh, en });
const warning = (code: string, zh: string, en: string): Problem => ({
  severity: 'warning',
  code,
  clause: null,
  zh,
  en,
});

const twiceIn = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, at) => names.indexOf(name) < at)),
];

export function formProblems(plan: Plan): Problem[] {
  const { kind, draft } = plan.meeting;
  const lists: readonly Listed[] =
    kind === 'appraisal'
      ? draft.appraisals.map(({ title, subjects }) => ({ title, persons: subjects }))
      : draft.recommendations.map(({ post, nominees }) => ({ title: post, persons: nominees }));
  if (lists.length === 0)
    return [
      kind === 'appraisal'
        ? stop('form-missing', '没有确定测评对象。', 'Nothing to appraise is set.')
        : stop('form-missing', '没有确定推荐的职务和人选范围。', 'No post to recommend for is set.'),
    ];
  const contests = contestsOf(plan, plan.meeting.currentRound);
  return [
    ...lists.flatMap((list) => listProblems(list)),
    ...twiceIn(contests.map(({ title }) => title.zh)).map((title) =>
      stop('form-title-twice', `“${title}”重复。`, `${title} stands twice on the form.`),
    ),
    ...(contests.length > MOST_CONTESTS
      ? [
          stop(
            'form-too-long',
            `一张表最多 ${MOST_CONTESTS} 项（对象类别 × 测评内容），现有 ${contests.length} 项。`,
            `A form holds ${MOST_CONTESTS} tables at most, there are ${contests.length}.`,
          ),
        ]
      : []),
    ...(kind === 'appraisal'
      ? draft.appraisals.flatMap(dimensionProblems)
      : draft.recommendations.flatMap(limitProblems)),
    ...scrutineersOnForm(plan, lists),
  ];
}

function listProblems({ title, persons }: Listed): Problem[] {
  if (title === '') return [stop('form-title-missing', '有一项没有名称。', 'A table of the form has no title.')];
  if (persons.length === 0) return [stop('form-list-empty', `${title}：名单是空的。`, `${title}: the list is empty.`)];
  return twiceIn(persons.map(label)).map((name) =>
    stop(
      'form-name-twice',
      `${title}：“${name}”重复。同名的两人请各写备注。`,
      `${title}: ${name} is listed twice. Give two namesakes a remark each.`,
    ),
  );
}

function dimensionProblems({ title, dimensions }: Plan['meeting']['draft']['appraisals'][number]): Problem[] {
  return twiceIn(dimensions).map((dimension) =>
    stop('form-dimension-twice', `${title}：“${dimension}”重复。`, `${title}: ${dimension} is asked for twice.`),
  );
}

function limitProblems({ post, limit, nominees }: Plan['meeting']['draft']['recommendations'][number]): Problem[] {
  if (nominees.length === 0 || limit <= nominees.length) return [];
  return [
    warning(
      'form-limit-above-list',
      `${post}：最多推荐 ${limit} 名，名单上只有 ${nominees.length} 名。`,
      `${post}: up to ${limit} may be recommended, only ${nominees.length} are listed.`,
    ),
  ];
}

/** No law forbids it where nobody is elected; who is on the form should better not open the count alone. */
function scrutineersOnForm({ scrutineers }: Plan, lists: readonly Listed[]): Problem[] {
  const listed = new Set(lists.flatMap(({ persons }) => persons.map(({ name }) => name)));
  return scrutineers
    .filter(({ name }) => listed.has(name))
    .map(({ name }) =>
      warning(
        'scrutineer-on-form',
        `监票人${name}也在表上。最好请不在表上的人监票。`,
        `${name} is a scrutineer and stands on the form; somebody who does not would be better.`,
      ),
    );
}
