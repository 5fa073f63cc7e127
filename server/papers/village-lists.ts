/** Villages and persons as tables that go out and come back, XLSX or CSV, under the same headings. */

import { dayNumber } from '../../tally/calendar/day.ts';
import { writtenDay } from '../../tally/calendar/written-day.ts';
import {
  CANDIDATE_GROUNDS,
  type CandidateGround,
  SECRETARY_GROUNDS,
  type SecretaryGround,
} from '../../tally/structure/grounds.ts';
import { type Nominee, nomineeSchema, POST_NAME } from '../contract/nominee.ts';
import type { Problem } from '../contract/shared.ts';
import { unitKindOf } from '../contract/unlisted-village.ts';
import type { Summary, Vetting, Village, VillageRow } from '../contract/villages.ts';
import { villageSchema } from '../contract/villages.ts';
import { sexOf } from '../services/nominee-conditions.ts';
import { isReversed } from '../services/notice-problems.ts';
import type { StoredNominee, StoredVetting } from '../store/villages.ts';
import type { List } from './lists.ts';
import type { TableFile, TableLine } from './table-rows.ts';

export type Line = Problem & { readonly line: number };

export interface Imported<T> {
  /** Empty where a line has to be corrected. */
  readonly values: readonly T[];
  readonly lines: readonly Line[];
}

export const stop = (line: number, code: string, zh: string, en: string): Line => ({
  line,
  severity: 'stop',
  code,
  clause: null,
  zh,
  en,
});

export const dayUnreadable = (row: TableLine, heading: string): Line =>
  stop(
    row.line,
    'day-unreadable',
    `“${heading}”不是日期：${row.cell(heading)}。`,
    `${heading} is no day: ${row.cell(heading)}.`,
  );

export const missingHeading = (file: TableFile, headings: readonly string[]): readonly Line[] =>
  headings
    .filter((heading) => !file.headings.includes(heading))
    .map((heading) =>
      stop(
        file.headLine,
        'headings-missing',
        `第一行须有“${heading}”一列。`,
        `The first line needs the column ${heading}.`,
      ),
    );

const KIND = { village: '村', community: '社区' } as const;

const VILLAGE_COLUMNS = [
  '组织名称',
  '类别',
  '任期届满',
  '提前或延期批准文号',
  '上届名额',
  '公示起',
  '公示止',
  '备注',
] as const;

/** State and findings stand behind the columns that the import reads. */
export const villageList = (villages: readonly VillageRow[]): List => ({
  kind: 'villages',
  title: { zh: '村（社区）名单', en: 'Villages' },
  columns: [...VILLAGE_COLUMNS, '进度', '进度来源', '需注意', '人选', '不符合', '提示'],
  rows: villages.map((one) => [
    one.organization,
    KIND[one.kind],
    one.termEnd ?? '',
    one.termApproval,
    one.seatsLastTerm,
    one.noticeFrom ?? '',
    one.noticeTo ?? '',
    one.note,
    one.stage.zh,
    { here: '本机', usb: '来文（U盘）', none: '' }[one.stage.via],
    one.late.map(({ zh }) => zh).join(' '),
    one.nominees,
    one.blocks,
    one.warnings,
  ]),
});

/** A day, or null where nothing stands; `undefined`: neither. */
function dayCell(text: string): string | null | undefined {
  if (text === '') return null;
  const day = writtenDay(text);
  return day !== null && day.length === 10 ? day : undefined;
}

/** A column or a cell that is left empty says nothing: what stands already is kept. */
export function readVillages(file: TableFile, known: readonly Village[]): Imported<Village> {
  const lines: Line[] = [...missingHeading(file, ['组织名称'])];
  const values: Village[] = [];
  if (lines.length > 0) return { values, lines };
  for (const row of file.rows) {
    const organization = row.cell('组织名称');
    const before = known.find((one) => one.organization === organization);
    const days = (['任期届满', '公示起', '公示止'] as const).map((heading) => {
      const day = dayCell(row.cell(heading));
      if (day === undefined) lines.push(dayUnreadable(row, heading));
      return day ?? null;
    });
    const [termEnd = null, noticeFrom = null, noticeTo = null] = days;
    const seats = row.cell('上届名额');
    const kind = row.cell('类别');
    const parsed = villageSchema.safeParse({
      organization,
      kind: kind === '' ? (before?.kind ?? unitKindOf(organization)) : kind.includes('社区') ? 'community' : 'village',
      termEnd: termEnd ?? before?.termEnd ?? null,
      termApproval: row.cell('提前或延期批准文号') || (before?.termApproval ?? ''),
      seatsLastTerm: seats === '' ? (before?.seatsLastTerm ?? null) : Number(seats),
      noticeFrom: noticeFrom ?? before?.noticeFrom ?? null,
      noticeTo: noticeTo ?? before?.noticeTo ?? null,
      note: row.cell('备注') || (before?.note ?? ''),
    });
    if (!parsed.success) lines.push(unreadable(row, parsed.error.issues[0]?.path.join('.') ?? ''));
    else if (values.some((one) => one.organization === organization))
      lines.push(stop(row.line, 'repeated', `“${organization}”重复。`, `"${organization}" stands twice.`));
    else if (isReversed(parsed.data))
      lines.push(
        stop(
          row.line,
          'notice-dates-reversed',
          `公示止（${parsed.data.noticeTo}）早于公示起（${parsed.data.noticeFrom}）。`,
          `The notice ends (${parsed.data.noticeTo}) before it begins (${parsed.data.noticeFrom}).`,
        ),
      );
    else values.push(parsed.data);
  }
  return { values: lines.length > 0 ? [] : values, lines };
}

export const unreadable = (row: TableLine, field: string): Line =>
  stop(row.line, 'line-unreadable', `这一行的内容不正确（${field}）。`, `This line is not valid (${field}).`);

export const GROUNDS = Object.keys(CANDIDATE_GROUNDS) as readonly CandidateGround[];
export const groundHeading = (ground: CandidateGround): string =>
  `情形${GROUNDS.indexOf(ground) + 1}：${CANDIDATE_GROUNDS[ground].zh}`;

export const OF_SECRETARY = Object.keys(SECRETARY_GROUNDS) as readonly SecretaryGround[];
export const secretaryHeading = (ground: SecretaryGround): string =>
  `不宜继续任书记${OF_SECRETARY.indexOf(ground) + 1}：${SECRETARY_GROUNDS[ground].zh}`;

const PERSON_COLUMNS = [
  '组织名称',
  '姓名',
  '性别',
  '民族',
  '出生年月',
  '学历',
  '入党时间',
  '拟任职务',
  '现任职务',
  '一肩挑',
  '处分影响期未满',
  '县级批准文号',
] as const;

const SEX = { female: '女', male: '男', '': '' } as const;

export const personList = (nominees: readonly StoredNominee[]): List => ({
  kind: 'persons',
  title: { zh: '人选名单', en: 'Persons who are to stand' },
  columns: [...PERSON_COLUMNS, ...GROUNDS.map(groundHeading), ...OF_SECRETARY.map(secretaryHeading), '乡镇审查认可'],
  rows: nominees.map((one) => [
    one.organization,
    one.name,
    SEX[one.sex],
    one.ethnicity,
    one.birth,
    one.education,
    one.joined,
    POST_NAME[one.post].zh,
    one.sitting === null ? '' : POST_NAME[one.sitting].zh,
    one.villageHead ? '是' : '否',
    one.sanction,
    one.countyApproval,
    ...GROUNDS.map((ground) => one.grounds.find((held) => held.ground === ground)?.evidence ?? ''),
    ...OF_SECRETARY.map((ground) => one.secretaryGrounds.find((held) => held.ground === ground)?.evidence ?? ''),
    one.cleared.map(({ ground, note }) => `情形${GROUNDS.indexOf(ground) + 1}：${note}`).join('；'),
  ]),
});

export const POSTS: Readonly<Record<string, Nominee['post']>> = { 书记: 'secretary', 副书记: 'deputy', 委员: 'member' };

/** Grounds with the evidence that a line gives; a list adds to what stands and takes nothing away. */
export function readGrounds<G extends string>(
  row: TableLine,
  all: readonly G[],
  headingOf: (ground: G) => string,
  before: readonly { readonly ground: G; readonly evidence: string }[],
): readonly { readonly ground: G; readonly evidence: string }[] {
  return all.flatMap((ground) => {
    const evidence = row.cell(headingOf(ground)) || before.find((held) => held.ground === ground)?.evidence;
    return evidence === undefined ? [] : [{ ground, evidence }];
  });
}

/**
 * A column or a cell that is left empty says nothing: what stands already is kept. What the township has cleared is decided on its
 * page and never by a file.
 */
export function readPersons(
  file: TableFile,
  known: readonly StoredNominee[],
): Imported<{ readonly organization: string; readonly person: Nominee }> {
  const lines: Line[] = [...missingHeading(file, ['组织名称', '姓名', '拟任职务'])];
  const values: { readonly organization: string; readonly person: Nominee }[] = [];
  if (lines.length > 0) return { values, lines };
  for (const row of file.rows) {
    const organization = row.cell('组织名称');
    const name = row.cell('姓名');
    const before = known.find((one) => one.organization === organization && one.name === name);
    const [sitting, sex, birth, head] = (['现任职务', '性别', '出生年月', '一肩挑'] as const).map(row.cell) as [
      string,
      string,
      string,
      string,
    ];
    const parsed = nomineeSchema.safeParse({
      name,
      post: POSTS[row.cell('拟任职务')],
      sitting: sitting === '' ? (before?.sitting ?? null) : POSTS[sitting],
      sex: sexOf(sex) || (before?.sex ?? ''),
      ethnicity: row.cell('民族') || (before?.ethnicity ?? ''),
      birth: birth === '' ? (before?.birth ?? '') : (writtenDay(birth) ?? birth),
      education: row.cell('学历') || (before?.education ?? ''),
      joined: row.cell('入党时间') || (before?.joined ?? ''),
      grounds: readGrounds(row, GROUNDS, groundHeading, before?.grounds ?? []),
      secretaryGrounds: readGrounds(row, OF_SECRETARY, secretaryHeading, before?.secretaryGrounds ?? []),
      sanction: row.cell('处分影响期未满') || (before?.sanction ?? ''),
      cleared: before?.cleared ?? [],
      countyApproval: row.cell('县级批准文号') || (before?.countyApproval ?? ''),
      villageHead: head === '' ? (before?.villageHead ?? false) : head === '是',
    });
    if (organization === '' || !parsed.success)
      lines.push(unreadable(row, parsed.success ? '组织名称' : (parsed.error.issues[0]?.path.join('.') ?? '')));
    else if (values.some((one) => one.organization === organization && one.person.name === parsed.data.name))
      lines.push(stop(row.line, 'repeated', `“${parsed.data.name}”重复。`, `"${parsed.data.name}" stands twice.`));
    else values.push({ organization, person: parsed.data });
  }
  return { values: lines.length > 0 ? [] : values, lines };
}

const VERDICT = { pass: '通过', fail: '不通过' } as const satisfies Record<Vetting['verdict'], string>;

/** One row to a person, one column to a department. */
export const vettingList = (
  nominees: readonly StoredNominee[],
  departments: readonly string[],
  vettings: readonly StoredVetting[],
): List => ({
  kind: 'vetting',
  title: { zh: '资格联审表', en: 'Joint vetting' },
  columns: ['组织名称', '姓名', '拟任职务', ...departments],
  rows: nominees.map((one) => [
    one.organization,
    one.name,
    POST_NAME[one.post].zh,
    ...departments.map((department) => {
      const found = vettings.find((each) => each.nominee === one.id && each.department === department);
      if (found === undefined) return '';
      return `${VERDICT[found.verdict]}（${found.date}${found.note === '' ? '' : `，${found.note}`}）`;
    }),
  ]),
});

/** 通过（2026-10-09，说明）, as the exported table has it. */
const VERDICT_CELL = /^(不?通过)[（(](\d{4}-\d{2}-\d{2})(?:[，,]\s*(.*))?[）)]$/u;

/** A cell that is left empty takes no verdict back. */
export function readVettings(
  file: TableFile,
  nominees: readonly StoredNominee[],
  departments: readonly string[],
): Imported<Vetting & { readonly person: string }> {
  const lines: Line[] = [...missingHeading(file, ['组织名称', '姓名'])];
  const values: (Vetting & { readonly person: string })[] = [];
  for (const heading of file.headings)
    if (heading !== '' && !['组织名称', '姓名', '拟任职务', ...departments].includes(heading))
      lines.push(
        stop(file.headLine, 'department-unknown', `没有联审部门“${heading}”。`, `No department is called ${heading}.`),
      );
  if (lines.length > 0) return { values, lines };
  for (const row of file.rows) {
    const [organization, name] = [row.cell('组织名称'), row.cell('姓名')];
    const person = nominees.find((one) => one.organization === organization && one.name === name);
    if (person === undefined) {
      lines.push(
        stop(
          row.line,
          'person-unknown',
          `人选名单中没有${organization}的“${name}”。`,
          `${name} of ${organization} is not listed.`,
        ),
      );
      continue;
    }
    for (const department of departments) {
      const cell = row.cell(department);
      if (cell === '') continue;
      const [, word, date = '', note = ''] = VERDICT_CELL.exec(cell) ?? [];
      if (word === undefined || dayNumber(date) === null || (word === VERDICT.fail && note === ''))
        lines.push(
          stop(
            row.line,
            'verdict-unreadable',
            `“${department}”要写成“通过（2026-10-09）”或“不通过（2026-10-09，情况）”：${cell}。`,
            `${department} reads 通过（2026-10-09） or 不通过（2026-10-09，why）: ${cell}.`,
          ),
        );
      else values.push({ person: person.id, department, verdict: word === VERDICT.fail ? 'fail' : 'pass', date, note });
    }
  }
  return { values: lines.length > 0 ? [] : values, lines };
}

export const summaryColumns = [
  '组织名称',
  '类别',
  '进度',
  '应到会',
  '实到会',
  '收回选票',
  '到会率%',
  '当选',
  '女',
  '35岁以下',
  '36至55岁',
  '56岁以上',
  '大专以上',
  '资料不全',
  '一肩挑',
  '结构',
] as const;

const percent = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : Math.round((part * 1000) / whole) / 10;

export function summaryRows({ rows }: Summary): List['rows'] {
  const yes = (value: boolean | null, words: readonly [string, string]): string =>
    value === null ? '' : value ? words[0] : words[1];
  const total = (of: (row: Summary['rows'][number]) => number | null): number =>
    rows.reduce((sum, row) => sum + (of(row) ?? 0), 0);
  const middle = ({ known, young, above55 }: Summary['rows'][number]): number | null =>
    known === null || young === null || above55 === null ? null : known - young - above55;
  return [
    ...rows.map((row) => [
      row.organization,
      KIND[row.kind],
      row.stage,
      row.expected,
      row.present,
      row.recovered,
      percent(row.present, row.expected),
      row.elected,
      row.women,
      row.young,
      middle(row),
      row.above55,
      row.college,
      row.unknown,
      yes(row.villageHead, ['是', '否']),
      yes(row.structure, ['符合', '不符合']),
    ]),
    [
      '合计',
      '',
      '',
      total(({ expected }) => expected),
      total(({ present }) => present),
      total(({ recovered }) => recovered),
      percent(
        total(({ present }) => present),
        total(({ expected }) => expected),
      ),
      total(({ elected }) => elected),
      total(({ women }) => women),
      total(({ young }) => young),
      total(middle),
      total(({ above55 }) => above55),
      total(({ college }) => college),
      total(({ unknown }) => unknown),
      `${rows.filter(({ villageHead }) => villageHead === true).length}个`,
      `${rows.filter(({ structure }) => structure === true).length}个符合`,
    ],
  ];
}

export const summaryList = (summary: Summary): List => ({
  kind: 'summary',
  title: { zh: '换届情况汇总', en: 'Summary' },
  columns: summaryColumns,
  rows: summaryRows(summary),
});
