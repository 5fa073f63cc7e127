/** The columns of a roster: recognised by their headings, in any order, under the names villages use for them. */

export type RosterField =
  | 'name'
  | 'gender'
  | 'ethnicity'
  | 'birth'
  | 'education'
  | 'joined'
  | 'category'
  | 'entitled'
  | 'exclusion'
  | 'replyNumber'
  | 'replyDate'
  | 'note';

/** The heading of our template first, then synonyms. */
const HEADINGS: Readonly<Record<RosterField, readonly string[]>> = {
  name: ['姓名', '党员姓名', '名字', 'NAME'],
  gender: ['性别', 'GENDER', 'SEX'],
  ethnicity: ['民族', '族别', 'ETHNICITY'],
  birth: ['出生年月', '出生日期', '出生时间', '出生年月日', '生日', 'BIRTH'],
  education: ['学历', '文化程度', '文化', 'EDUCATION'],
  joined: ['入党时间', '入党日期', '入党年月', '加入党组织日期', '加入党组织时间', 'JOINED'],
  category: ['党员类别', '党员类型', '人员类别', '党员身份', '类别', 'CATEGORY'],
  entitled: ['选举权', '有无选举权', '有选举权', '是否有选举权', '表决权', '有无表决权', 'ENTITLED'],
  exclusion: [
    '不计算在应到会人数',
    '不计算在应到会人数之内',
    '不计算在应到会人数内',
    '不计入应到会人数',
    '不计入应到会',
    '不计入应到',
    '不计算原因',
    '不计入原因',
    'EXCLUSION',
  ],
  replyNumber: ['不计算的批准文号', '批准文号', '上级批准文号', 'APPROVAL NUMBER'],
  replyDate: ['不计算的批准日期', '批准日期', '上级批准日期', 'APPROVAL DATE'],
  note: ['备注', '说明', '备考', 'NOTE', 'REMARK'],
};

export const ROSTER_FIELDS = Object.keys(HEADINGS) as readonly RosterField[];

/** The heading to name in a message and to print in the template. */
export function headingOf(field: RosterField): string {
  return HEADINGS[field][0] ?? field;
}

const FIELD_OF_HEADING: ReadonlyMap<string, RosterField> = new Map(
  ROSTER_FIELDS.flatMap((field) => HEADINGS[field].map((heading) => [heading, field] as const)),
);

/** 姓 名（必填）* → 姓名. */
function normalizeHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/\([^)]*\)/g, '')
    .replace(/[\s*:]/g, '')
    .toUpperCase();
}

export function fieldOfHeading(heading: string): RosterField | null {
  return FIELD_OF_HEADING.get(normalizeHeading(heading)) ?? null;
}

/** The template to download: the headings and no person. */
export function rosterTemplate(): string {
  return `\uFEFF${ROSTER_FIELDS.map(headingOf).join(',')}\r\n`;
}
