/** Every list of a meeting as a table, for XLSX and CSV: roll, candidates, attendance, officials of the count, results. */
import type { ResultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { EXCLUSION_NAME } from '../../tally/meeting/exclusion.ts';
import { headingOf, ROSTER_FIELDS, type RosterField } from '../../tally/meeting/roster-columns.ts';
import type { Text } from '../contract/text.ts';
import { candidatesOf, isEntitledMember, isExpectedMember, labelOf, type Plan, postsOf } from '../services/plan.ts';
import type { AttendanceState } from '../store/attendance.ts';
import type { StoredMember } from '../store/roll.ts';

export type ListCell = string | number | null;

export interface List {
  readonly kind: string;
  readonly title: Text;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ListCell[])[];
}

export const LIST_TITLES = {
  roll: { zh: '党员名册', en: 'Roll of members' },
  candidates: { zh: '候选人名单', en: 'Candidates' },
  conditions: { zh: '候选人条件', en: 'Conditions of the candidates' },
  attendance: { zh: '到会情况', en: 'Attendance' },
  officials: { zh: '监票人、计票人名单', en: 'Scrutineers and tellers' },
  results: { zh: '计票结果', en: 'Results' },
} as const satisfies Record<string, Text>;
export type ListKind = keyof typeof LIST_TITLES;

const rosterCell = (member: StoredMember, field: RosterField): string => {
  switch (field) {
    case 'category':
      return member.category === 'full' ? '正式党员' : '预备党员';
    case 'entitled':
      return member.category === 'full' && member.entitled ? '有' : '无';
    case 'exclusion':
      return member.exclusion === null ? '' : member.exclusion.reason || EXCLUSION_NAME[member.exclusion.category].zh;
    case 'note':
      return [
        member.withoutRightReason,
        member.exclusion === null || member.exclusion.approval === '' ? '' : member.exclusion.approval,
        member.remark,
      ]
        .filter((part) => part !== '')
        .join('；');
    default:
      return member[field];
  }
};

/** Under the headings that the import reads, so that the file can be corrected and given back. */
export const rollList = (plan: Plan): List => ({
  kind: 'roll',
  title: LIST_TITLES.roll,
  columns: ROSTER_FIELDS.map(headingOf),
  rows: plan.members.map((member) => ROSTER_FIELDS.map((field) => rosterCell(member, field))),
});

export const CANDIDATE_COLUMNS = [
  '职务',
  '顺序',
  '姓名',
  '性别',
  '民族',
  '出生年月',
  '学历',
  '入党时间',
  '备注',
] as const;

export const candidateList = (plan: Plan): List => ({
  kind: 'candidates',
  title: LIST_TITLES.candidates,
  columns: CANDIDATE_COLUMNS,
  rows: postsOf(plan, plan.meeting.currentRound).flatMap((post) =>
    candidatesOf(plan, post).map((member, at) => [
      post.post,
      at + 1,
      member.name,
      member.gender,
      member.ethnicity,
      member.birth,
      member.education,
      member.joined,
      member.remark,
    ]),
  ),
});

const STATE: Readonly<Record<AttendanceState, string>> = { absent: '', here: '到会', left: '已离会' };

/** Who is here; neither a time nor an order of arrival exists to be written. */
export const attendanceList = (plan: Plan, states: ReadonlyMap<string, AttendanceState>): List => ({
  kind: 'attendance',
  title: LIST_TITLES.attendance,
  columns: ['序号', '姓名', '性别', '党员类别', '选举权', '计入应到会', '到会'],
  rows: plan.members.map((member, at) => [
    at + 1,
    labelOf(plan, member),
    member.gender,
    member.category === 'full' ? '正式党员' : '预备党员',
    isEntitledMember(plan, member) ? '有' : '无',
    isEntitledMember(plan, member) && isExpectedMember(plan, member) ? '是' : '否',
    STATE[states.get(member.id) ?? 'absent'],
  ]),
});

export const officialsList = (plan: Plan): List => ({
  kind: 'officials',
  title: LIST_TITLES.officials,
  columns: ['职责', '顺序', '姓名'],
  rows: [
    ...plan.scrutineers.map(({ name }, at) => [at === 0 ? '总监票人' : '监票人', at + 1, name]),
    ...plan.meeting.tellers.map((name, at) => ['计票人', at + 1, name]),
  ],
});

/** One row to a person and round. */
export const resultList = (sheets: readonly ResultSheetData[]): List => ({
  kind: 'results',
  title: LIST_TITLES.results,
  columns: [
    '轮次',
    '职务',
    '姓名',
    '另选',
    '赞成',
    '不赞成',
    '弃权',
    '计算基数',
    '基数人数',
    '当选',
    '应到会',
    '实到会',
    '发出',
    '收回',
  ],
  rows: sheets.flatMap(({ round, close, contests, accounting }) =>
    contests.flatMap(({ contest, candidates, writeIns }) => {
      const { majorityBase } = round.rules;
      const numbers = [close.expected, close.present, accounting.issued, close.casts];
      const base = [majorityBase === 'expected' ? '应到会' : '实到会', close[majorityBase]];
      const won = (isElected: boolean) => (isElected ? '是' : '否');
      return [
        ...candidates.map(({ name, approve, disapprove, abstain, isElected }): ListCell[] => [
          round.round,
          contest.post,
          name,
          '',
          approve,
          disapprove,
          abstain,
          ...base,
          won(isElected),
          ...numbers,
        ]),
        ...writeIns.map(({ name, votes, isElected }): ListCell[] => [
          round.round,
          contest.post,
          name,
          '是',
          votes,
          null,
          null,
          ...base,
          won(isElected),
          ...numbers,
        ]),
      ];
    }),
  ),
});
