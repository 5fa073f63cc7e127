/** The papers of a meeting (rules §6.2), its lists as tables, and the archive: what the organizer prints, edits and hands over. */
import { z } from 'zod';
import { route } from './route.ts';
import { countSchema, dateSchema, doneSchema, problemSchema } from './shared.ts';
import { textSchema } from './text.ts';
import { comparisonAnswer, importAnswer } from './villages.ts';

const audience = 'organizer' as const;
const inMeeting = '/api/organizer/meetings/:meeting' as const;

const line = (length: number) => z.string().trim().max(length);

export const ABSENCE_REASONS = ['因病', '因事', '外出务工', '其他'] as const;

/** What only the office knows; '' and null are places to write in by hand. */
export const paperDetailsSchema = z.strictObject({
  /** 上午9时 */
  time: line(20),
  /** 清党请〔2026〕3号, and the day below the request that asks to hold the assembly. */
  requestNumber: line(40),
  requestDate: dateSchema.nullable(),
  /** Of the request about the candidates. */
  candidatesNumber: line(40),
  candidatesDate: dateSchema.nullable(),
  reportNumber: line(40),
  /** The day on which the members were given the written notice of the meeting. Papers that were noted before it have none. */
  meetingNoticeDate: dateSchema.nullable().default(null),
  /** 委员分工: for the report of the result. Papers that were noted before it have none. */
  duties: line(300).default(''),
  /** How the candidates came about: 10月12日党员推荐、10月20日资格联审、11月2日组织考察. Papers that were noted before it have none. */
  nomination: line(200).default(''),
  /** What was said against a candidate while the notice hung, and what became of it: 没有收到反映. */
  objections: line(200).default(''),
  /** First and last day of the notice; without the last one it follows from the settings where days are natural ones. */
  noticeFrom: dateSchema.nullable(),
  noticeTo: dateSchema.nullable(),
  contact: line(20),
  telephone: line(30),
  /** How many are absent, in the order of ABSENCE_REASONS. Numbers only. */
  absences: z.array(countSchema).length(ABSENCE_REASONS.length),
});
export type PaperDetails = z.infer<typeof paperDetailsSchema>;

export const EMPTY_DETAILS: PaperDetails = {
  time: '',
  requestNumber: '',
  requestDate: null,
  candidatesNumber: '',
  candidatesDate: null,
  reportNumber: '',
  meetingNoticeDate: null,
  duties: '',
  nomination: '',
  objections: '',
  noticeFrom: null,
  noticeTo: null,
  contact: '',
  telephone: '',
  absences: ABSENCE_REASONS.map(() => 0),
};

export const PAPER_FORMATS = ['pdf', 'docx', 'xlsx', 'csv'] as const;

export const offeredPaperSchema = z.object({
  kind: z.string(),
  title: textSchema,
  files: z.array(z.object({ format: z.enum(PAPER_FORMATS), href: z.string() })),
  ready: z.boolean(),
  /** What has to happen first. */
  waitsFor: textSchema.nullable(),
});
export type OfferedPaper = z.infer<typeof offeredPaperSchema>;

export const paperSchema = offeredPaperSchema.extend({
  group: z.enum(['before', 'meeting', 'after', 'lists']),
  /** A list that the record itself writes: its file is compared when it comes back, and never imported. */
  compared: z.boolean(),
});
export type Paper = z.infer<typeof paperSchema>;

export const meetingPapers = route({
  method: 'GET',
  path: `${inMeeting}/papers`,
  audience,
  summary: { zh: '会议的文件、表册和归档', en: 'Papers, lists and archive of a meeting' },
  body: null,
  response: z.object({
    details: paperDetailsSchema,
    papers: z.array(paperSchema),
    archive: z.object({ href: z.string(), ready: z.boolean() }),
  }),
  refusals: ['not-signed-in'],
});

export const savePaperDetails = route({
  method: 'PUT',
  path: `${inMeeting}/papers/details`,
  audience,
  summary: { zh: '保存文号、日期、联系人等', en: 'Save document numbers, dates and contact' },
  body: paperDetailsSchema,
  response: doneSchema,
  refusals: ['not-signed-in', 'notice-dates-reversed'],
});

const fileOf = <const F extends string>(format: F, mediaType: string, zh: string, en: string) =>
  route({
    method: 'GET',
    path: `${inMeeting}/papers/:paper/${format}`,
    audience,
    summary: { zh, en },
    body: null,
    response: { mediaType },
    refusals: ['not-signed-in', 'paper-not-ready', 'not-printable'],
  });

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const paperPdf = fileOf('pdf', 'application/pdf', '一份文件（PDF）', 'One paper as PDF');
export const paperDocx = fileOf('docx', DOCX, '一份文件（Word）', 'One paper as DOCX');
export const paperXlsx = fileOf(
  'xlsx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '一份表册（Excel）',
  'One list as XLSX',
);
export const paperCsv = fileOf('csv', 'text/csv', '一份表册（CSV）', 'One list as CSV');

export const archiveFile = route({
  method: 'GET',
  path: `${inMeeting}/archive.zip`,
  audience,
  summary: { zh: '归档包：全部文件、选举档案、目录和签名', en: 'Archive: all papers, the record, index and signature' },
  body: null,
  response: { mediaType: 'application/zip' },
  refusals: ['not-signed-in', 'archive-not-ready', 'not-printable'],
});

export const importCandidates = route({
  method: 'POST',
  path: `${inMeeting}/candidates/import`,
  audience,
  summary: { zh: '导入候选人名单（CSV 或 XLSX）', en: 'Import the candidates (CSV or XLSX)' },
  /** `content` is plain base64. With an error on any line nothing is imported. */
  body: z.strictObject({ fileName: z.string().max(200), content: z.base64().max(2_000_000) }),
  response: z.object({
    imported: z.boolean(),
    candidates: countSchema,
    lines: z.array(problemSchema.extend({ line: z.int().min(1) })),
  }),
  refusals: [
    'not-signed-in',
    'sealed-already',
    'file-unreadable',
    'post-unknown',
    'member-unknown',
    'candidate-not-eligible',
    'candidate-repeated',
    'scrutineer-is-candidate',
    'ballot-derived',
    'proposal-pending',
  ],
});

export const listTemplate = route({
  method: 'GET',
  path: `${inMeeting}/papers/:paper/template.csv`,
  audience,
  summary: { zh: '可以导入的表册的模板（CSV）', en: 'Template of a list that can be imported, as CSV' },
  body: null,
  response: { mediaType: 'text/csv' },
  refusals: ['not-signed-in', 'paper-not-ready'],
});

/** `content` is plain base64. With an error on any line of an import nothing is imported. */
const listFile = z.strictObject({ fileName: z.string().max(200), content: z.base64().max(2_000_000) });

export const comparePaper = route({
  method: 'POST',
  path: `${inMeeting}/papers/:paper/compare`,
  audience,
  summary: {
    zh: '核对一份由系统记录的表册的文件，不改动任何数据',
    en: "Compare a file of a list that is the record's own; nothing is changed",
  },
  body: listFile,
  response: comparisonAnswer,
  refusals: ['not-signed-in', 'paper-not-ready', 'file-unreadable'],
});

export const importOfficials = route({
  method: 'POST',
  path: `${inMeeting}/scrutineers/import`,
  audience,
  summary: { zh: '导入监票人、计票人名单（CSV 或 XLSX）', en: 'Import scrutineers and tellers (CSV or XLSX)' },
  body: listFile,
  response: importAnswer,
  refusals: ['not-signed-in', 'sealed-already', 'file-unreadable'],
});

export const importFormLists = route({
  method: 'POST',
  path: `${inMeeting}/form/import`,
  audience,
  summary: {
    zh: '导入测评对象或推荐人选名单（CSV 或 XLSX）',
    en: 'Import whom to appraise or whom to recommend (CSV or XLSX)',
  },
  body: listFile,
  response: importAnswer,
  refusals: ['not-signed-in', 'sealed-already', 'file-unreadable', 'wrong-phase'],
});

export const paperRoutes = {
  meetingPapers,
  savePaperDetails,
  paperPdf,
  paperDocx,
  paperXlsx,
  paperCsv,
  archiveFile,
  listTemplate,
  comparePaper,
  importCandidates,
  importOfficials,
  importFormLists,
};
