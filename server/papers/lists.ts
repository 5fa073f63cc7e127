/** Every list of a meeting as a table, for XLSX and CSV: roll, candidates, attendance, officials of the count, results. */
import { baseOfContest, isPreliminary, type ReportData } from '../../printables/reports/report-data.ts';
import type { ResultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { EXCLUSION_NAME } from '../../tally/meeting/exclusion.ts';
import { headingOf, ROSTER_FIELDS, type RosterField } from '../../tally/meeting/roster-columns.ts';
import { CONTEST_KIND_NAME } from '../../tally/text/assembly-words.ts';
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

/** One row to a person and round; of a meeting that elects nobody one row to a grade or a person. */
export const resultList = (reports: readonly ReportData[], sheets: readonly ResultSheetData[]): List =>
  reports.length > 0 ? electionList(reports) : formList(sheets);

const electionList = (reports: readonly ReportData[]): List => ({
  kind: 'results',
  title: LIST_TITLES.results,
  columns: [
    '轮次',
    '职务',
    '投票',
    '姓名',
    '另选',
    '赞成',
    '不赞成',
    '弃权',
    '该项无效',
    '计算基数',
    '基数人数',
    '当选',
    '应到会',
    '实到会',
    '发出',
    '收回',
    '有效',
    '无效',
  ],
  rows: reports.flatMap((report) =>
    report.contests.flatMap((drawn) => {
      const { contest, candidates, writeIns, elected, box } = drawn;
      const which = baseOfContest(report.round.rules, drawn);
      const { issued, recovered, valid, invalid } = box ?? report;
      const numbers = [report.expected, report.present, issued, recovered, valid, invalid];
      const base = [which === 'expected' ? '应到会' : '实到会', report[which]];
      const head = [report.round.round, contest.post, CONTEST_KIND_NAME[contest.category].zh];
      // A pre-election names candidates and elects nobody.
      const won = (name: string) =>
        isPreliminary(drawn) ? (elected.includes(name) ? '正式候选人' : '否') : elected.includes(name) ? '是' : '否';
      return [
        ...candidates.map(({ name, approve, disapprove, abstain, unreadable }): ListCell[] => [
          ...head,
          name,
          '',
          approve,
          disapprove,
          abstain,
          unreadable ?? 0,
          ...base,
          won(name),
          ...numbers,
        ]),
        ...writeIns.map(({ name, votes }): ListCell[] => [
          ...head,
          name,
          '是',
          votes,
          null,
          null,
          null,
          ...base,
          won(name),
          ...numbers,
        ]),
      ];
    }),
  ),
});

const formList = (sheets: readonly ResultSheetData[]): List => ({
  kind: 'results',
  title: LIST_TITLES.results,
  columns: ['项目', '姓名', '等次', '票数', '占有效表（%）', '位次', '有效表'],
  rows: sheets.flatMap(({ forms }) =>
    forms.flatMap((form) =>
      form.kind === 'appraisal'
        ? form.rows.flatMap((row) => [
            ...row.ticks.map((ticks, at): ListCell[] => [
              form.title.zh,
              row.label,
              form.grades[at]?.zh ?? '',
              ticks,
              row.byForms[at] ?? '',
              row.rank,
              form.forms,
            ]),
            [form.title.zh, row.label, '未评', row.ungraded, '', row.rank, form.forms] satisfies ListCell[],
          ])
        : form.rows.map((row): ListCell[] => [
            form.title.zh,
            row.label,
            '推荐',
            row.votes,
            row.share ?? '',
            row.rank,
            form.forms,
          ]),
    ),
  ),
});
