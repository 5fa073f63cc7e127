/** What is wrong or missing in a prepared meeting. Nothing is sealed while one of these stops it. */

import { leastParticipants } from '../../tally/meeting/attendance-gate.ts';
import { isTestRunTitle, TEST_RUN_TITLE } from '../../tally/meeting/test-run.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { clause } from '../../tally/rules/clauses.ts';
import { staffProblems } from '../../tally/rules/polling-staff.ts';
import { amount } from '../../tally/text/amount.ts';
import { LEAST_BALLOTS } from '../../tally/verify/check-round.ts';
import type { Problem } from '../contract/shared.ts';
import { type CandidateList, candidateLists } from './candidate-lists.ts';
import { formProblems } from './form-problems.ts';
import { conditionProblems } from './nominee-conditions.ts';
import { missingNotice, runningNotice, shortNotice } from './notice-problems.ts';
import {
  candidatesOf,
  gateRules,
  isElectable,
  labelOf,
  type Plan,
  postsOf,
  preparedPosts,
  preparedRounds,
} from './plan.ts';
import { differingMethods, ruleProblems } from './rule-problems.ts';

type Severity = Problem['severity'];
export type Medium = 'kiosk' | 'paper';

const plannedMedium = ({ meeting }: Plan): Medium => (meeting.draft.onPaper === true ? 'paper' : 'kiosk');

/** What kiosks opened with too few ballots would tell (specification §8.2); a form on paper tells it too, a ballot counted in public does not. */
const hasLeastBallots = ({ meeting }: Plan, medium: Medium): boolean =>
  medium === 'kiosk' || !isElectionMeeting(meeting.kind);

/** `medium`: what the ballots are going to be; a meeting planned on paper may still hold a round on kiosks, and the other way round. */
export function draftProblems(plan: Plan, medium: Medium = plannedMedium(plan)): Problem[] {
  const ofBallot = isElectionMeeting(plan.meeting.kind)
    ? [...candidateProblems(plan), ...conditionProblems(plan), ...noticeProblems(plan)]
    : formProblems(plan);
  return [...meetingProblems(plan, medium), ...rollProblems(plan, medium), ...ofBallot, ...scrutineerProblems(plan)];
}

function problem(severity: Severity, code: string, zh: string, en: string, clause: string | null = null): Problem {
  return { severity, code, clause, zh, en };
}

function meetingProblems(plan: Plan, medium: Medium): Problem[] {
  const { meeting } = plan;
  const { draft } = meeting;
  const problems: Problem[] = [];
  const required = [
    ['title', '会议名称', 'Title'],
    ['organization', '党组织名称', 'Organization'],
    ['superior', '上级党组织', 'Superior organization'],
    ['date', '日期', 'Date'],
    ['place', '地点', 'Place'],
    ['chair', '主持人', 'Chair'],
  ] as const;
  for (const [field, zh, en] of required) {
    if ((draft[field] ?? '') === '')
      problems.push(problem('stop', `${field}-missing`, `没有填写${zh}。`, `${en} is missing.`));
  }
  if (meeting.testRunOf === null && isTestRunTitle(draft.title))
    problems.push(
      problem(
        'stop',
        'title-of-test-run',
        `正式会议的名称不能以“${TEST_RUN_TITLE}”开头。`,
        `The title of a real meeting cannot begin with “${TEST_RUN_TITLE}”.`,
      ),
    );
  const elects = isElectionMeeting(meeting.kind);
  if (elects && draft.rules.majorityBase === null) {
    problems.push(
      problem(
        'stop',
        'base-missing',
        '没有选择计算基数（应到或实到）：须按通过的选举办法选择，没有默认值。',
        'The counting base (expected or present) is not chosen: it comes from the adopted election method and has no default.',
        '选举办法',
      ),
    );
  }
  const ruled = { ...meeting, posts: plan.posts.map(({ post }) => post), medium };
  problems.push(...ruleProblems(ruled), ...differingMethods(meeting, plan.neighbours));
  if (elects && draft.approval === '') {
    problems.push(
      problem(
        'warning',
        'approval-missing',
        '没有写上级同意召开党员大会并使用电子投票的批复文号。选举条例没有提到电子投票，须经上级书面同意。',
        "The number of the superior's written consent to the assembly and to electronic voting is not noted. The regulations do not mention electronic voting.",
      ),
    );
  }
  if (elects && !draft.writeIns)
    problems.push(
      problem(
        'warning',
        'write-ins-off',
        '没有设另选他人：条例第二十五条规定投不赞成票的可以另选他人，党章第十一条规定选举人有另选他人的权利。请在“基本情况”中恢复，除非上级党组织另有书面规定。',
        'There is no vote for another person: by Art. 25 of the Regulation who disapproves may name one, and Art. 11 of the Party Constitution gives voters that right. Restore it under “Meeting” unless the superior has ruled otherwise in writing.',
        clause(draft.rules.ruleSet, 'write-in').zh,
      ),
    );
  if (!hasLeastBallots(plan, medium)) return problems;
  if (draft.minimumBallots < LEAST_BALLOTS[meeting.kind]) {
    problems.push(
      problem(
        'stop',
        'minimum-too-small',
        `最少须有 ${LEAST_BALLOTS[meeting.kind]} 张${elects ? '选票' : '表'}才能开票。`,
        `The count is opened with at least ${LEAST_BALLOTS[meeting.kind]} ballots.`,
      ),
    );
  } else if (draft.minimumBallots < 5) {
    problems.push(
      problem(
        'notice',
        'minimum-below-five',
        `少于 5 张选票也开票（最少 ${draft.minimumBallots} 张）：人数很少时，结果可能透露个人的选择。`,
        `Fewer than 5 ballots are opened too (at least ${draft.minimumBallots}): with very few voters the result may reveal choices.`,
      ),
    );
  }
  return problems;
}

function rollProblems(plan: Plan, medium: Medium): Problem[] {
  const { members, sharedNames, roll, meeting } = plan;
  if (members.length === 0) {
    return [
      isElectionMeeting(meeting.kind)
        ? problem('stop', 'roll-missing', '没有导入党员名册。', 'The roll of members is not imported.')
        : problem('stop', 'roll-missing', '没有导入参加人员名册。', 'The roll of participants is not imported.'),
    ];
  }
  // Who takes part in 民主推荐 or 民主测评 is no question of the right to vote.
  const warnings = isElectionMeeting(meeting.kind) ? roll.warnings : [];
  const problems: Problem[] = warnings.map(({ code, zh, en }) => problem('warning', code, zh, en, 'rules §3'));
  const least = leastParticipants(meeting.kind, gateRules(meeting));
  if (least !== null && roll.expected < least)
    problems.push(
      problem(
        'stop',
        'too-few-participants',
        `名册上有 ${roll.expected} 人参加，少于规定的最少到会 ${least} 人。`,
        `${amount(roll.expected, 'participant is', 'participants are')} on the roll, fewer than the ${least} who have to be present.`,
        'rules §4.4',
      ),
    );
  const labels = members.map((member) => labelOf(plan, member));
  for (const name of sharedNames) {
    const own = labels.filter((_, index) => members[index]?.name === name);
    if (new Set(own).size === own.length) continue;
    problems.push(
      problem(
        'stop',
        'namesakes',
        `同名的“${name}”无法区分，请给每人写上备注。`,
        `Members named ${name} cannot be told apart; give each a remark.`,
      ),
    );
  }
  if (hasLeastBallots(plan, medium) && roll.expected < meeting.draft.minimumBallots) {
    problems.push(
      problem(
        'stop',
        'too-few-expected',
        `应到会 ${roll.expected} 人，少于最少开票张数 ${meeting.draft.minimumBallots}，开不了票。`,
        `${amount(roll.expected, 'member is', 'members are')} expected, fewer than the minimum of ${meeting.draft.minimumBallots} ballots that are opened.`,
      ),
    );
  }
  return problems;
}

function candidateProblems(plan: Plan): Problem[] {
  const round = plan.meeting.currentRound;
  if (postsOf(plan, round).length === 0) {
    return [problem('stop', 'posts-missing', '没有确定选举项目和应选名额。', 'Posts and seats are not set.')];
  }
  const ballots = preparedRounds(plan.meeting).map((prepared) => candidateLists(plan, prepared));
  const lists = ballots.flat();
  // On one ballot: who stands for the committee on another may well be elected secretary.
  const twice = ballots.flatMap((ballot) => {
    const standing = ballot.flatMap(({ candidates }) => candidates);
    return standing.filter(({ member }, at) => standing.findIndex((one) => one.member === member) < at);
  });
  return [
    ...structureProblems(plan),
    ...twice.map(({ label }) =>
      problem(
        'stop',
        'candidate-for-two-posts',
        `${label}同时是两个职务的候选人，会在同一张选票上两次当选。`,
        `${label} stands for two posts and could be elected to both on the same ballot.`,
      ),
    ),
    ...ineligible(plan).map((label) =>
      problem(
        'stop',
        'candidate-not-eligible',
        `${label}没有被选举权，或不在可当选的范围内，不能作候选人。`,
        `${label} may not be elected here and cannot be a candidate.`,
        '条例 2020 art. 5',
      ),
    ),
    ...lists.flatMap((list) => listProblems(list)),
  ];
}

/** What is sealed by now was examined before it was. */
function noticeProblems({ meeting, notice, calendar }: Plan): Problem[] {
  const { draft, phase } = meeting;
  if (phase !== 'draft') return [];
  return [
    // A plenary has no publicity of its own (rules §7, plenary-choices.ts).
    ...(meeting.kind === 'assembly' ? missingNotice(notice, draft.rules) : []),
    ...shortNotice(notice, draft.rules, calendar),
    ...runningNotice(notice, draft.rules, calendar, draft.date),
  ];
}

/** At seven full members a branch has a committee; below it elects its secretary directly (支部工作条例, rules §1.2). */
const LEAST_FOR_COMMITTEE = 7;

function structureProblems(plan: Plan): Problem[] {
  const { meeting, members } = plan;
  if (meeting.kind !== 'assembly' || meeting.phase !== 'draft') return [];
  const posts = preparedPosts(plan).map(({ post }) => post);
  const hasCommittee = posts.includes('委员');
  const full = members.filter(({ category }) => category === 'full').length;
  const problems: Problem[] = [];
  if (hasCommittee && full < LEAST_FOR_COMMITTEE)
    problems.push(
      problem(
        'warning',
        'branch-without-committee',
        `正式党员 ${full} 名，不足 7 名：一般不设委员会，由党员大会直接选举书记。`,
        `${amount(full, 'full member')}, fewer than seven: such a branch has no committee; the assembly elects the secretary.`,
        '支部工作条例',
      ),
    );
  if (!hasCommittee && full >= LEAST_FOR_COMMITTEE)
    problems.push(
      problem(
        'warning',
        'committee-missing',
        `正式党员 ${full} 名：7 名以上的支部应当设立委员会。`,
        `${full} full members: a branch of seven or more has a committee.`,
        '支部工作条例',
      ),
    );
  if (!hasCommittee && meeting.draft.rules.secretaryMode === 'indirect')
    problems.push(
      problem(
        'stop',
        'indirect-without-committee',
        '不设委员会，就没有委员会全体会议来选举书记：请在“基本情况”中改为由党员大会直接选举。',
        'Without a committee there is no plenary to elect the secretary: choose direct election by the assembly under “Meeting”.',
        '支部工作条例',
      ),
    );
  if (meeting.draft.rules.secretaryMode === 'direct-before' && hasCommittee && posts.length === 1)
    problems.push(
      problem(
        'stop',
        'secretary-missing',
        '选举办法规定先选书记：请把书记（副书记）列为选举项目。',
        'The method elects the secretary first: put the secretary on the ballot too.',
      ),
    );
  return problems;
}

function listProblems(list: CandidateList): Problem[] {
  const problems: Problem[] = [];
  const { zh, en } = list.title;
  if (list.candidates.length === 0) {
    return [problem('stop', 'candidates-missing', `${zh}：没有候选人。`, `${en}: no candidates.`)];
  }
  if (!list.surplus.ok) {
    problems.push(
      problem(
        'stop',
        'surplus-too-small',
        list.surplus.applies
          ? `${zh}：应选 ${list.seats} 名，候选人 ${list.surplus.actual} 名；差额不少于 20%，至少 ${list.surplus.required} 名。`
          : `${zh}：应选 ${list.seats} 名，候选人只有 ${list.surplus.actual} 名。`,
        list.surplus.applies
          ? `${en}: ${amount(list.seats, 'seat')} and ${amount(list.surplus.actual, 'candidate')}; at least 20 % more are needed, ${list.surplus.required}.`
          : `${en}: ${amount(list.seats, 'seat')} and only ${amount(list.surplus.actual, 'candidate')}.`,
        '条例 2020 art. 13',
      ),
    );
  }
  if (list.missingStrokes.length > 0) {
    problems.push(
      problem(
        'stop',
        'strokes-missing',
        `${zh}：字库没有这些字的笔画，请补充：${list.missingStrokes.join('、')}。`,
        `${en}: stroke data are missing for ${list.missingStrokes.join(', ')}.`,
        '条例 2020 art. 24',
      ),
    );
  } else if (!list.confirmed) {
    problems.push(
      problem(
        'stop',
        'order-not-confirmed',
        `${zh}：候选人顺序还没有确认。`,
        `${en}: the order of the candidates is not confirmed.`,
        '条例 2020 art. 24',
      ),
    );
  }
  return problems;
}

/** The roll may change after somebody was chosen. */
function ineligible(plan: Plan): string[] {
  return preparedPosts(plan).flatMap((post) =>
    candidatesOf(plan, post)
      .filter((member) => !isElectable(plan, post.round, member))
      .map((member) => labelOf(plan, member)),
  );
}

function scrutineerProblems(plan: Plan): Problem[] {
  const { scrutineers, meeting } = plan;
  const problems: Problem[] = [];
  const candidates = new Set(preparedPosts(plan).flatMap((post) => candidatesOf(plan, post)));
  if (scrutineers.length === 0) {
    problems.push(
      problem('stop', 'scrutineers-missing', '没有确定监票人。', 'Scrutineers are not set.', '条例 2020 art. 22'),
    );
  } else if (isElectionMeeting(meeting.kind) && scrutineers.length < meeting.draft.rules.scrutineerCount) {
    const { scrutineerCount } = meeting.draft.rules;
    problems.push(
      problem(
        'stop',
        'scrutineers-below-method',
        `选举办法规定监票人不少于 ${scrutineerCount} 名，现有 ${scrutineers.length} 名：请补足，或者在“规则核对”中改为办法规定的人数。`,
        `The method asks for at least ${amount(scrutineerCount, 'scrutineer')}, the list has ${scrutineers.length}: add some, or set the number of the method under “Rules”.`,
        '选举办法',
      ),
    );
  } else if (scrutineers.length < 3) {
    problems.push(
      problem(
        'warning',
        'few-scrutineers',
        '监票人少于 3 人：开票钥匙的分持较弱。',
        'Fewer than three scrutineers: sharing the key protects less.',
      ),
    );
  }
  // By the label of the roll, which has the remark where a name is not unique.
  const staff = {
    scrutineers: scrutineers.map(({ member, name }) => {
      const known = member === null ? undefined : plan.byId.get(member);
      return known === undefined ? name : labelOf(plan, known);
    }),
    tellers: meeting.tellers,
  };
  const standing = [...candidates].map((member) => labelOf(plan, member));
  for (const { code, zh, en } of staffProblems(staff, standing))
    problems.push(problem('stop', code, zh, en, '条例 2020 art. 22'));
  for (const teller of new Set(meeting.tellers.filter((name, at) => meeting.tellers.indexOf(name) < at))) {
    problems.push(
      problem('stop', 'teller-twice', `计票人${teller}重复列出。`, `The teller ${teller} is listed twice.`),
    );
  }
  const waiting = scrutineers.filter(({ signKey }) => signKey === null);
  if (waiting.length > 0) {
    problems.push(
      problem(
        'stop',
        'scrutineers-not-enrolled',
        `监票人还没有在自己的设备上登记：${waiting.map(({ name }) => name).join('、')}。`,
        `Not enrolled on their own devices yet: ${waiting.map(({ name }) => name).join(', ')}.`,
      ),
    );
  }
  return problems;
}
