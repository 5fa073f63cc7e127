/** Settings of a prepared meeting that contradict each other, the meeting, or what was read. Pure: a test needs no database. */
import { isExcessRead } from '../../tally/paper/paper-rules.ts';
import { isElectionMeeting, type MeetingKind } from '../../tally/record/meeting-entry.ts';
import { wordsOfMeeting } from '../../tally/rules/meeting-words.ts';
import { unreadSentences } from '../../tally/rules/rules-to-read.ts';
import { RuleSettings } from '../../tally/rules/settings.ts';
import { amount } from '../../tally/text/amount.ts';
import type { Draft } from '../contract/organizer.ts';
import type { Problem } from '../contract/shared.ts';

export type RuledMeeting = {
  readonly kind: MeetingKind;
  readonly draft: Pick<Draft, 'rules' | 'rulesRead' | 'writeIns' | 'date' | 'approval' | 'group' | 'appraisals'>;
  /** Of all its ballots. */
  readonly posts: readonly string[];
  readonly medium: 'kiosk' | 'paper';
};

/** The Regulation that repealed the one of 1990 (rules §2). */
const REPEALED_ON = '2020-07-13';

const problem = (severity: Problem['severity'], code: string, zh: string, en: string): Problem => ({
  severity,
  code,
  clause: 'rules §7',
  zh,
  en,
});

const SETTING_PROBLEM: Readonly<Record<string, readonly [string, string, string]>> = {
  recommendWeights: [
    'weights-missing',
    '推荐结果按权重合并，须写明每一类推荐人的权重（至少两类）。',
    'Recommendations are combined by weight: the weight of every group is needed (two groups at least).',
  ],
  quorumEqualAccepted: [
    'quorum-of-2020',
    '2020 年条例规定“不少于五分之四”，正好五分之四即符合规定，不能改为须超过。',
    'The 2020 Regulation accepts exactly four fifths; that cannot be switched off.',
  ],
};

/** What no sentence is written for is named as it is. */
export function ruleProblems(meeting: RuledMeeting): Problem[] {
  const { majorityBase, ...rest } = meeting.draft.rules;
  const read = RuleSettings.safeParse({ ...rest, majorityBase: majorityBase ?? 'expected' });
  if (read.success) {
    const own = isElectionMeeting(meeting.kind)
      ? electionProblems(meeting, read.data)
      : formRuleProblems(meeting, read.data);
    return [...own, ...(majorityBase === null ? [] : unread(meeting, read.data))];
  }
  const names = [...new Set(read.error.issues.map(({ path }) => String(path[0] ?? '')))];
  return names.map((name) => {
    const [code, zh, en] = SETTING_PROBLEM[name] ?? [
      'setting-invalid',
      `设置“${name}”无效，请重新选择。`,
      `The setting ${name} is invalid; choose again.`,
    ];
    return problem('stop', code, zh, en);
  });
}

function unread({ kind, draft, posts }: RuledMeeting, rules: RuleSettings): Problem[] {
  const left = unreadSentences(rules, wordsOfMeeting(kind, posts), draft.rulesRead, draft.writeIns).length;
  if (left === 0) return [];
  const elects = isElectionMeeting(kind);
  return [
    problem(
      // An election is held by what its assembly adopts, word by word; what the superior asks of a form is shorter.
      elects ? 'stop' : 'warning',
      'rules-unread',
      `“规则核对”里还有 ${left} 条没有与${elects ? '选举办法' : '办法'}核对。`,
      `${amount(left, 'sentence under “Rules” is', 'sentences under “Rules” are')} not compared with the ${elects ? 'election ' : ''}method yet.`,
    ),
  ];
}

function electionProblems({ draft, medium }: RuledMeeting, rules: RuleSettings): Problem[] {
  const problems: Problem[] = [];
  if (rules.ruleSet === '1990' && draft.date !== null && draft.date >= REPEALED_ON)
    problems.push(
      problem(
        'stop',
        'rule-set-repealed',
        '1990年暂行条例已于2020年7月13日废止，只能用来复核旧案；本次会议请依据2020年条例。',
        'The Interim Regulation of 1990 was repealed on 13 July 2020 and only serves to re-check old records; choose the Regulation of 2020.',
      ),
    );
  if (rules.mobileBox && medium === 'kiosk')
    problems.push(
      problem(
        'stop',
        'mobile-box-on-kiosks',
        '使用投票机的会议没有流动票箱：请在“规则核对”中改为不设，或者在“基本情况”中改用纸质选票。',
        'There is no mobile ballot box where kiosks are used: do without it under “Rules”, or choose ballots on paper under “Meeting”.',
      ),
    );
  else if (rules.mobileBox && draft.approval === '')
    problems.push(
      problem(
        'stop',
        'mobile-box-without-consent',
        '设流动票箱须经上级党组织同意：请填写批复文号，或者不设流动票箱。',
        'A mobile ballot box needs the superior’s consent: note the number of its reply, or do without the box.',
      ),
    );
  const { paper } = rules;
  if (paper.writeInExcess === 'void-ballot' && !isExcessRead(paper))
    problems.push(
      paper.writeInLayout === 'under-candidate'
        ? problem(
            'warning',
            'setting-without-effect',
            '另选人栏设在每名候选人之下，不会出现另选人多于不赞成票的情形：“整张选票无效”的规定不起作用，选举办法不写这一条。',
            'With a write-in column below each candidate there are never more names than disapprovals: that the ballot is invalid then has no effect and is left out of the method.',
          )
        : problem(
            'warning',
            'setting-without-effect',
            '纸质选票上另选他人不以投不赞成票为条件，另选人可以多于不赞成票：“整张选票无效”的规定不起作用，选举办法不写这一条。',
            'On paper another person may be named without disapproving, so there may be more names than disapprovals: that the ballot is invalid then has no effect and is left out of the method.',
          ),
    );
  return problems;
}

function formRuleProblems(meeting: RuledMeeting, rules: RuleSettings): Problem[] {
  return meeting.kind === 'appraisal'
    ? [
        ...scaleProblems(meeting, rules),
        ...dimensionProblems(meeting, rules),
        ...groupProblems(meeting, rules.appraisalWeights, false),
      ]
    : [
        ...groupProblems(
          meeting,
          rules.recommendCombine === 'weighted' ? rules.recommendWeights : [],
          rules.recommendCombine !== 'separate',
        ),
        ...(rules.recommendCombine !== 'weighted' && rules.recommendWeights.length > 0
          ? [
              problem(
                'warning',
                'setting-without-effect',
                '推荐结果不按权重合并，写下的权重不起作用。',
                'The recommendations are not combined by weights: the weights written have no effect.',
              ),
            ]
          : []),
      ];
}

/** A score is given by the reviewing organization and stands on no form (rules §4.4). */
function scaleProblems({ draft }: RuledMeeting, { appraisalScale }: RuleSettings): Problem[] {
  if (appraisalScale === 'per-meeting' || appraisalScale === 'score') return [];
  return draft.appraisals
    .filter(({ scale }) => scale !== appraisalScale)
    .map(({ title }) =>
      problem(
        'stop',
        'scale-differs',
        `“${title}”的等次与测评办法规定的等次不同，请改成一致。`,
        `The grades of ${title} are not those of the method; make them agree.`,
      ),
    );
}

/** No text says how several dimensions rank together (rules §4.4), so nobody's default decides it: its sentence is read and ticked. */
function dimensionProblems({ draft, kind }: RuledMeeting, rules: RuleSettings): Problem[] {
  if (!draft.appraisals.some(({ dimensions }) => dimensions.length > 1)) return [];
  const unasked = unreadSentences(rules, wordsOfMeeting(kind, []), draft.rulesRead).find(
    ({ setting }) => setting === 'appraisalDimensions',
  );
  if (unasked === undefined) return [];
  return [
    problem(
      'stop',
      'dimension-ranking-unread',
      `有分项测评的对象：请在“基本情况”选定各项怎样排列位次，并在“规则核对”中核对这一条（现为：${unasked.zh}）`,
      `Somebody is appraised in several dimensions: choose under “Meeting” how they rank, and tick the sentence under “Rules” (now: ${unasked.en})`,
    ),
  ];
}

/** Found before the vote: sealed, a group without its weight could never be combined with the others (rules §4.3, §4.4). */
function groupProblems(
  { draft }: RuledMeeting,
  weights: RuleSettings['recommendWeights'],
  isCombined: boolean,
): Problem[] {
  const problems: Problem[] = [];
  if (draft.group === '') {
    if (isCombined || weights.length > 0)
      problems.push(
        problem(
          'stop',
          'group-missing',
          '各类人员的结果要合并：请在“基本情况”中写明本次会议的参加人员类别。',
          'The groups’ results are to be combined: name the group of this meeting under “Meeting”.',
        ),
      );
  } else if (weights.length > 0 && !weights.some(({ group }) => group === draft.group))
    problems.push(
      problem(
        'stop',
        'group-without-weight',
        `参加人员类别“${draft.group}”没有权重（写了${weights.map(({ group }) => group).join('、')}）：名称须一致。`,
        `The group ${draft.group} has no weight (there are ${weights.map(({ group }) => group).join(', ')}): the names have to agree.`,
      ),
    );
  if (weights.length === 1)
    problems.push(
      problem(
        'warning',
        'one-weight',
        '只写了一类人员的权重：只有一类时权重不起作用，有几类的请都写上。',
        'Only one group has a weight: alone it has no effect; write those of all groups.',
      ),
    );
  return problems;
}

const METHOD_OF = {
  appraisal: [
    ...['appraisalScale', 'appraisalScoreBands', 'appraisalDenominator', 'appraisalQuota', 'appraisalWeights'],
    'appraisalDimensions',
  ],
  recommendation: ['recommendCombine', 'recommendWeights'],
} as const;
const PUBLICITY = ['publicityDays', 'publicityDayKind', 'publicityCountsPostingDay'] as const;

/** Groups that are heard in meetings of their own are combined only where all of them were sealed with the same method. */
export function differingMethods(
  { kind, draft }: Pick<RuledMeeting, 'kind' | 'draft'>,
  others: readonly { readonly title: string; readonly rules: Draft['rules'] }[],
): Problem[] {
  if (isElectionMeeting(kind)) return [];
  const decided = [...METHOD_OF[kind as keyof typeof METHOD_OF], ...PUBLICITY];
  const said = (rules: Draft['rules']) => JSON.stringify(decided.map((name) => rules[name]));
  return others
    .filter(({ rules }) => said(rules) !== said(draft.rules))
    .map(({ title }) =>
      problem(
        'warning',
        'method-differs',
        `与“${title}”的计票办法不同（汇总、权重、分母、比例或公示）：办法不同的结果不能合并。`,
        `The method differs from that of ${title} (combination, weights, whole, quota or publicity): such results cannot be combined.`,
      ),
    );
}
