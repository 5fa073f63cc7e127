/**
 * A roster of members from its rows: which column is what, one member per line, and a report of everything doubtful.
 * Nothing is imported while a finding stops it; a warning says what was assumed.
 */

import { err, ok, type Result } from '../../crypto/result.ts';
import { dayNumber } from '../calendar/day.ts';
import { writtenDay } from '../calendar/written-day.ts';
import type { ExclusionCode } from '../rules/settings.ts';
import { approvalOf, recognizeExclusion, type SuperiorReply } from './exclusion.ts';
import { namesakeRemarks } from './namesake.ts';
import { groundWithoutRight } from './roll.ts';
import { cellText, parseCategory, parseGender, parseMonth, parseName, parseYesNo } from './roster-cell.ts';
import { fieldOfHeading, headingOf, type RosterField } from './roster-columns.ts';
import { type RosterFinding, type RosterFindingCode, rosterFinding } from './roster-finding.ts';
import { decodeRosterText, type RosterEncoding, type RosterRow, splitRosterText } from './roster-table.ts';

export interface RosterMember {
  readonly line: number;
  readonly name: string;
  readonly gender: '男' | '女' | '';
  readonly ethnicity: string;
  /** '1974-04', '' if not given. */
  readonly birth: string;
  readonly education: string;
  readonly joined: string;
  readonly category: 'full' | 'probationary';
  readonly entitled: boolean;
  readonly withoutRightReason: string;
  readonly exclusion: {
    readonly category: ExclusionCode;
    readonly reason: string;
    readonly approval: string;
    readonly reply?: SuperiorReply;
  } | null;
  /** 备注 as written. */
  readonly note: string;
  /** Tells namesakes apart, '' for a unique name. */
  readonly remark: string;
}

export interface Roster {
  /** False while any finding stops the import; `members` then holds the lines that could be read. */
  readonly importable: boolean;
  readonly rows: number;
  readonly members: readonly RosterMember[];
  readonly findings: readonly RosterFinding[];
}

export interface RosterRules {
  /**
   * A roll of participants in 民主推荐 or 民主测评: villagers’ representatives need not be Party members, so no category is asked for,
   * and everybody takes part who is not marked otherwise (rules §4.3, §4.4).
   */
  readonly participants?: boolean;
  readonly abroadRequiresSelfFunded: boolean;
}

interface Headings {
  readonly columns: ReadonlyMap<RosterField, number>;
  /** Index of the row of headings among the filled rows. */
  readonly at: number;
  /** How many cells have a heading, known or not. */
  readonly width: number;
}

type Report = (field: RosterField | null, code: RosterFindingCode, zh: string, en: string) => void;

/** Titles above the headings are common; the headings are the first row that names a column for names. */
const ROWS_BEFORE_HEADINGS = 10;
const REQUIRED: readonly RosterField[] = ['name', 'category'];
const REQUIRED_OF_PARTICIPANTS: readonly RosterField[] = ['name'];

const requiredBy = ({ participants }: RosterRules): readonly RosterField[] =>
  participants === true ? REQUIRED_OF_PARTICIPANTS : REQUIRED;
const ADULT_YEARS = 18;

function isBlank(row: RosterRow): boolean {
  return row.cells.every((cell) => cellText(cell) === '');
}

function readHeadings(
  rows: readonly RosterRow[],
  required: readonly RosterField[],
  findings: RosterFinding[],
): Headings | null {
  const at = rows
    .slice(0, ROWS_BEFORE_HEADINGS)
    .findIndex((row) => row.cells.map(cellText).some((cell) => fieldOfHeading(cell) === 'name'));
  const row = rows[at];
  if (row === undefined) {
    findings.push(
      rosterFinding(rows[0]?.line ?? 1, 'name', 'heading-missing', {
        zh: '没有找到表头“姓名”。请在第一行写上各列名称，或下载模板填写。',
        en: 'no heading "姓名" was found. Put the headings into the first line, or start from the template.',
      }),
    );
    return null;
  }
  const columns = new Map<RosterField, number>();
  for (const [i, cell] of row.cells.entries()) {
    const heading = cellText(cell);
    const field = fieldOfHeading(heading);
    if (heading === '') continue;
    if (field === null)
      findings.push(
        rosterFinding(row.line, null, 'heading-ignored', {
          zh: `不认识的列“${heading}”，内容不导入。`,
          en: `the column "${heading}" is not known and is not imported.`,
        }),
      );
    else if (columns.has(field))
      findings.push(
        rosterFinding(row.line, field, 'heading-twice', {
          zh: `有两列都表示“${headingOf(field)}”。请删去一列。`,
          en: 'two columns have this meaning. Remove one of them.',
        }),
      );
    else columns.set(field, i);
  }
  for (const field of required)
    if (!columns.has(field))
      findings.push(
        rosterFinding(row.line, field, 'heading-missing', {
          zh: '缺少这一列，无法确定谁有选举权。请补上。',
          en: 'this column is missing, so nobody can say who may vote. Add it.',
        }),
      );
  return { columns, at, width: row.cells.map(cellText).findLastIndex((cell) => cell !== '') + 1 };
}

function readMonth(text: string, field: 'birth' | 'joined', report: Report): string {
  const month = text === '' ? '' : parseMonth(text);
  if (month !== null) return month;
  report(
    field,
    'month-unclear',
    `“${text}”看不懂，未导入。请写成 1974-04 的样子。`,
    `"${text}" is not understood and left out. Write it like 1974-04.`,
  );
  return '';
}

/** 有选举权 or not, with the ground; null when a contradiction has to be settled by a person. */
function readRight(
  category: RosterMember['category'],
  written: string,
  note: string,
  report: Report,
): Pick<RosterMember, 'entitled' | 'withoutRightReason'> | null {
  const value = written === '' ? category === 'full' : parseYesNo(written);
  if (value === null) {
    report(
      'entitled',
      'entitled-unclear',
      `“${written}”看不懂。请写“有”或“无”。`,
      `"${written}" is not understood. Write 有 or 无.`,
    );
    return null;
  }
  if (category === 'probationary') {
    if (value)
      report(
        'entitled',
        'entitled-probationary',
        '预备党员没有选举权，按“无”导入。',
        'a probationary member has no vote; imported as 无.',
      );
    return { entitled: false, withoutRightReason: '' };
  }
  const ground = groundWithoutRight(note);
  if (value && ground !== null) {
    report(
      'entitled',
      'entitled-contradiction',
      `选举权写“${written === '' ? '（空）' : written}”，备注却是“${note}”。请改其中一处。`,
      `the right to vote is "${written}" but the note says "${note}". Correct one of them.`,
    );
    return null;
  }
  if (!value && ground === null) {
    report(
      'note',
      'without-right-ground',
      '正式党员无选举权，须在备注写明依据：留党察看期间、被留置或被逮捕。',
      'a full member without a vote needs the ground in the note: 留党察看期间, 被留置 or 被逮捕.',
    );
    return null;
  }
  return { entitled: value, withoutRightReason: value ? '' : note };
}

/** Whether a participant hands in a form: everybody who is not marked 无 (列席). */
function readTakesPart(written: string, report: Report): boolean {
  const value = written === '' ? true : parseYesNo(written);
  if (value !== null) return value;
  report(
    'entitled',
    'entitled-unclear',
    `“${written}”看不懂。请写“有”或“无”。`,
    `"${written}" is not understood. Write 有 or 无.`,
  );
  return true;
}

/** The superior's reply by number and day; one without the other says nothing. */
function readReply(number: string, written: string, report: Report): SuperiorReply | null {
  if (number === '' && written === '') return null;
  const date = writtenDay(written);
  if (number !== '' && date !== null && dayNumber(date) !== null) return { number, date };
  report(
    number === '' ? 'replyNumber' : 'replyDate',
    'reply-incomplete',
    '批准文号和日期要一起填写，日期如 2026-10-09；这一项不导入。',
    'number and day of the reply go together, the day as 2026-10-09; not imported.',
  );
  return null;
}

function readExclusion(
  written: string,
  note: string,
  reply: SuperiorReply | null,
  hasVote: boolean,
  rules: RosterRules,
  report: Report,
): RosterMember['exclusion'] {
  if (written === '' || parseYesNo(written) === false) return null;
  // "是" with the reason in the note.
  const reason = parseYesNo(written) === true ? note : written;
  if (!hasVote) {
    report(
      'exclusion',
      'exclusion-without-vote',
      '没有选举权的党员本来就不在应到会人数内，此项不导入。',
      'a member without a vote is not counted anyway; this cell is not imported.',
    );
    return null;
  }
  const category = recognizeExclusion(reason, rules);
  if (category === null) {
    report(
      'exclusion',
      'exclusion-unclear',
      `“${reason}”不符合可以不计算在应到会人数内的六种情形（须写明时间、自费、应转未转等条件），仍计入应到会。请核实或补充。`,
      `"${reason}" is none of the six categories that may be left out (state duration, own expense, relation not moved); still counted. Check or complete it.`,
    );
    return null;
  }
  const stated = reply === null ? {} : { reply };
  const { superiorAgreed, assemblyRefused } = approvalOf({ approval: note, ...stated });
  if (!superiorAgreed)
    report(
      'note',
      'exclusion-not-approved',
      '没有写明上级党组织同意，仍计入应到会。同意后请填写批准文号和日期，或在备注写“镇党委同意”。',
      "the superior organization's agreement is not noted; still counted. Once given, fill in its number and date, or note 镇党委同意.",
    );
  if (assemblyRefused)
    report(
      'note',
      'exclusion-refused',
      '备注写明党员大会没有通过，仍计入应到会。',
      "the note says that the members' assembly refused it; still counted.",
    );
  return { category, reason, approval: note, ...stated };
}

function readMember(
  row: RosterRow,
  { columns, width }: Headings,
  rules: RosterRules,
  report: Report,
): RosterMember | null {
  const text = (field: RosterField): string => {
    const column = columns.get(field);
    return column === undefined ? '' : cellText(row.cells[column]);
  };
  // A line that is longer than its headings has slipped: an unquoted comma moves every right after it.
  const beyond = row.cells
    .slice(width)
    .map(cellText)
    .filter((cell) => cell !== '');
  if (beyond.length > 0)
    report(
      null,
      'cells-beyond-headings',
      `比表头多出“${beyond.join('，')}”，可能有未加引号的逗号。请检查这一行。`,
      `has more cells than headings ("${beyond.join(', ')}"), perhaps a comma without quotes. Check this line.`,
    );

  const written = text('name');
  const name = written === '' ? null : parseName(written);
  if (written === '')
    report('name', 'name-missing', '没有姓名。请填写或删除此行。', 'no name. Fill it in or remove the line.');
  else if (name === null)
    report(
      'name',
      'name-characters',
      `“${written}”不是姓名，或含有丢失的生僻字。请重新输入。`,
      `"${written}" is no name, or holds a rare character that was lost. Type it again.`,
    );
  else if (name.hadSpaces)
    report(
      'name',
      'name-spaces',
      `姓名中的空格或符号已规范，写作“${name.name}”。`,
      `spaces or dots were tidied: "${name.name}".`,
    );

  const gender = parseGender(text('gender'));
  if (gender === null)
    report(
      'gender',
      'gender-unclear',
      `“${text('gender')}”看不懂，未导入。请写“男”或“女”。`,
      `"${text('gender')}" is not understood and left out. Write 男 or 女.`,
    );
  const birth = readMonth(text('birth'), 'birth', report);
  const joined = readMonth(text('joined'), 'joined', report);
  if (birth !== '' && joined !== '' && Number(joined.slice(0, 4)) - Number(birth.slice(0, 4)) < ADULT_YEARS)
    report(
      'joined',
      'joined-too-young',
      `入党时不满 ${ADULT_YEARS} 岁。请核对出生年月和入党时间。`,
      `younger than ${ADULT_YEARS} on joining. Check both dates.`,
    );

  const note = text('note');
  if (rules.participants === true) {
    if (name === null) return null;
    const entitled = readTakesPart(text('entitled'), report);
    return {
      line: row.line,
      name: name.name,
      gender: gender ?? '',
      ethnicity: text('ethnicity'),
      birth,
      education: text('education'),
      joined,
      category: 'full',
      entitled,
      withoutRightReason: entitled ? '' : note,
      exclusion: null,
      note,
      remark: '',
    };
  }
  const category = parseCategory(text('category'));
  if (category === null) {
    const isEmpty = text('category') === '';
    report(
      'category',
      isEmpty ? 'category-missing' : 'category-unclear',
      `${isEmpty ? '没有填写' : `“${text('category')}”看不懂`}。请写“正式党员”或“预备党员”。`,
      `${isEmpty ? 'empty' : `"${text('category')}" is not understood`}. Write 正式党员 or 预备党员.`,
    );
    return null;
  }
  const right = readRight(category, text('entitled'), note, report);
  if (right === null) return null;
  const reply = readReply(text('replyNumber'), text('replyDate'), report);
  const exclusion = readExclusion(text('exclusion'), note, reply, right.entitled, rules, report);
  if (name === null) return null;
  return {
    line: row.line,
    name: name.name,
    gender: gender ?? '',
    ethnicity: text('ethnicity'),
    birth,
    education: text('education'),
    joined,
    category,
    ...right,
    exclusion,
    note,
    remark: '',
  };
}

/** Namesakes are normal and get a remark; the same person on two lines would vote twice. */
function distinguish(members: readonly RosterMember[], findings: RosterFinding[]): readonly RosterMember[] {
  const firstLine = new Map<string, number>();
  const repeated = new Set<RosterMember>();
  for (const member of members) {
    const key = JSON.stringify([member.name, member.gender, member.birth, member.joined]);
    const line = firstLine.get(key);
    if (line === undefined) firstLine.set(key, member.line);
    else {
      repeated.add(member);
      findings.push(
        rosterFinding(member.line, 'name', 'same-person', {
          zh: `“${member.name}”与第 ${line} 行完全相同。若是同一人请删去一行；若是同名的两人请补上能区分的出生年月。`,
          en: `"${member.name}" equals line ${line}. Remove one line, or give the birth months that tell two namesakes apart.`,
        }),
      );
    }
  }
  const remarks = namesakeRemarks(members);
  return members.map((member, i) => {
    const remark = remarks[i] ?? null;
    const others = members.filter((other) => other !== member && other.name === member.name).map(({ line }) => line);
    if (remark === null && !repeated.has(member) && others.length > 0)
      findings.push(
        rosterFinding(member.line, 'birth', 'namesake-undistinguished', {
          zh: `与第 ${others.join('、')} 行同名，无法区分。请补上出生年月。`,
          en: `same name as line ${others.join(', ')} and nothing tells them apart. Give the birth month.`,
        }),
      );
    if (remark !== null && remark !== '')
      findings.push(
        rosterFinding(member.line, 'name', 'namesake', {
          zh: `与第 ${others.join('、')} 行同名，显示为“${member.name}（${remark}）”。`,
          en: `same name as line ${others.join(', ')}; shown as "${member.name}（${remark}）".`,
        }),
      );
    return { ...member, remark: remark ?? '' };
  });
}

/** Reads rows already split into cells, headings included. */
export function readRoster(rows: readonly RosterRow[], rules: RosterRules): Roster {
  const findings: RosterFinding[] = [];
  const filled = rows.filter((row) => !isBlank(row));
  const headings = readHeadings(filled, requiredBy(rules), findings);
  if (headings === null) return { importable: false, rows: filled.length, members: [], findings };
  const lines = filled.slice(headings.at + 1);
  const isReadable = requiredBy(rules).every((field) => headings.columns.has(field));
  const members = isReadable
    ? lines.flatMap((row) => {
        const report: Report = (field, code, zh, en) => findings.push(rosterFinding(row.line, field, code, { zh, en }));
        const member = readMember(row, headings, rules, report);
        return member === null ? [] : [member];
      })
    : [];
  const distinguished = distinguish(members, findings);
  if (lines.length === 0)
    findings.push(rosterFinding(1, null, 'no-rows', { zh: '名册里没有人。', en: 'the roster holds nobody.' }));
  return {
    importable: !findings.some(({ severity }) => severity === 'stop'),
    rows: lines.length,
    members: distinguished,
    findings: findings.toSorted((a, b) => a.line - b.line),
  };
}

export interface RosterFile extends Roster {
  readonly encoding: RosterEncoding;
}

/** Reads the bytes of a CSV file, whatever its encoding. */
export function readRosterFile(bytes: Uint8Array, rules: RosterRules): Result<RosterFile, RosterFinding> {
  const decoded = decodeRosterText(bytes);
  if (!decoded.ok)
    return err(
      rosterFinding(1, null, 'encoding-unknown', {
        zh: '文字编码无法识别。请在表格软件中另存为“CSV UTF-8”或 XLSX。',
        en: 'the text encoding is not recognised. Save the file as "CSV UTF-8" or XLSX.',
      }),
    );
  const rows = splitRosterText(decoded.value.text);
  if (!rows.ok)
    return err(
      rosterFinding(rows.error.line, null, 'quotes-broken', {
        zh: '引号不成对，之后的内容无法分列。请检查这一行。',
        en: 'a quotation mark is not closed, so the rest cannot be split. Check this line.',
      }),
    );
  return ok({ ...readRoster(rows.value, rules), encoding: decoded.value.encoding });
}
