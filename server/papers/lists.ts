/** Every list of a meeting as a table, for XLSX and CSV: roll, candidates, attendance, officials of the count, results. */
import { baseOfContest, isPreliminary, type ReportData } from '../../printables/reports/report-data.ts';
import type { FormResult } from '../../tally/count/form-results.ts';
import { exclusionName } from '../../tally/meeting/exclusion.ts';
import { publicityNote } from '../../tally/meeting/exclusion-publicity.ts';
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
  'appraisal-objects': { zh: '测评对象名单', en: 'Bodies and persons to appraise' },
  nominees: { zh: '推荐人选名单', en: 'Persons who may be recommended' },
  motions: { zh: '大会表决和上级决定', en: 'Votes of the assembly and decisions of the superior' },
  results: { zh: '计票结果', en: 'Results' },
} as const satisfies Record<string, Text>;
export type ListKind = keyof typeof LIST_TITLES;

/**
 * Lists that are prepared and read back. Attendance, motions with decisions, and results are the record's own, as are the list of
 * assistance and the summary: their files are compared when they come back (list-comparison.ts) and never imported, for nothing that a
 * file says may stand where the meeting has spoken.
 */
export const READ_BACK: ReadonlySet<string> = new Set<ListKind>([
  'roll',
  'candidates',
  'conditions',
  'officials',
  'appraisal-objects',
  'nominees',
]);

const rosterCell = (member: StoredMember, field: RosterField, rules: Plan['meeting']['draft']['rules']): string => {
  switch (field) {
    case 'category':
      return member.category === 'full' ? '正式党员' : '预备党员';
    case 'entitled':
      return member.category === 'full' && member.entitled ? '有' : '无';
    case 'exclusion':
      return member.exclusion === null
        ? ''
        : member.exclusion.reason || exclusionName(member.exclusion.category, rules);
    case 'replyNumber':
      return member.exclusion?.reply?.number ?? '';
    case 'replyDate':
      return member.exclusion?.reply?.date ?? '';
    case 'note':
      return [
        member.withoutRightReason,
        member.exclusion === null || member.exclusion.approval === '' ? '' : member.exclusion.approval,
        member.exclusion?.publicity === undefined ? '' : publicityNote(member.exclusion.publicity),
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
  rows: plan.members.map((member) => ROSTER_FIELDS.map((field) => rosterCell(member, field, plan.meeting.draft.rules))),
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

export const candidateList = (plan: Plan, round = plan.meeting.currentRound): List => ({
  kind: 'candidates',
  title: LIST_TITLES.candidates,
  columns: CANDIDATE_COLUMNS,
  rows: postsOf(plan, round).flatMap((post) =>
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

const MEDIUM = { kiosk: '电子', paper: '纸质' } as const;

/** A counted form with the round and the medium it was counted on. */
export interface CountedForm {
  readonly round: number;
  readonly medium: keyof typeof MEDIUM;
  readonly form: FormResult;
  readonly issued: number;
  readonly recovered: number;
  readonly invalid: number;
  /** 该项无效 by subject; only paper has it. */
  readonly unreadable: readonly number[] | null;
}

/** One row to a person and round; of a meeting that elects nobody one row to a grade or a person. */
export const resultList = (reports: readonly ReportData[], forms: readonly CountedForm[]): List =>
  forms.length > 0 ? formList(forms) : electionList(reports);

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
    '方式',
  ],
  rows: reports.flatMap((report) =>
    report.contests.flatMap((drawn) => {
      const { contest, candidates, writeIns, elected, box } = drawn;
      const which = baseOfContest(report.round.rules, drawn);
      const { issued, recovered, valid, invalid } = box ?? report;
      const numbers = [report.expected, report.present, issued, recovered, valid, invalid, MEDIUM[report.medium]];
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

const percent = (share: string | null | undefined): number | null => (share == null ? null : Number(share));

const formList = (forms: readonly CountedForm[]): List => ({
  kind: 'results',
  title: LIST_TITLES.results,
  columns: [
    '轮次',
    '项目',
    '姓名',
    '等次',
    '票数',
    '占有效表（%）',
    '占已评（%）',
    '位次',
    '发出',
    '收回',
    '有效表',
    '无效表',
    '方式',
  ],
  rows: forms.flatMap(({ round, medium, form, issued, recovered, invalid, unreadable }) => {
    const numbers = [issued, recovered, form.forms, invalid, MEDIUM[medium]];
    const { zh } = form.title;
    if (form.kind === 'recommendation')
      return form.rows.map((row): ListCell[] => [
        round,
        zh,
        row.label,
        '推荐',
        row.votes,
        percent(row.share),
        null,
        row.rank,
        ...numbers,
      ]);
    return form.rows.flatMap((row, subject) => {
      const unread = unreadable?.[subject] ?? 0;
      const line = (grade: string, ticks: number, byForms: number | null, byRows: number | null): ListCell[] => [
        round,
        zh,
        row.label,
        grade,
        ticks,
        byForms,
        byRows,
        row.rank,
        ...numbers,
      ];
      return [
        ...row.ticks.map((ticks, at) =>
          line(form.grades[at]?.zh ?? '', ticks, percent(row.byForms[at]), percent(row.byRows[at])),
        ),
        line('未评', row.ungraded - unread, null, null),
        ...(unreadable === null ? [] : [line('该项无效', unread, null, null)]),
      ];
    });
  }),
});
