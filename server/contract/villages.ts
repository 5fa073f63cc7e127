/** The township's desk: its villages, the persons who are to stand, joint vetting, files that came by USB stick, the summary. */
import { z } from 'zod';
import { nomineeSchema, postNameSchema } from './nominee.ts';
import { route } from './route.ts';
import { countSchema, dateSchema, doneSchema, meetingIdSchema, problemSchema } from './shared.ts';
import { textSchema } from './text.ts';

const audience = 'township' as const;
const base = '/api/township' as const;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const line = (length: number) => z.string().trim().max(length);
const fileBody = (length: number) => z.strictObject({ fileName: z.string().max(200), content: z.base64().max(length) });
export const importAnswer = z.object({
  imported: z.boolean(),
  rows: countSchema,
  lines: z.array(problemSchema.extend({ line: z.int().min(1) })),
});

/** A file compared with what the system has now; nothing of it is taken. */
export const comparisonAnswer = z.object({
  agrees: z.boolean(),
  /** Lines of the list as the system has it. */
  rows: countSchema,
  /** The first that differ; one that the file lacks has no line in it. */
  lines: z.array(problemSchema.extend({ line: z.int().min(1).nullable() })),
  /** How many differ beside those. */
  more: z.int().min(0),
});
export type Comparison = z.infer<typeof comparisonAnswer>;

export const unitKindSchema = z.enum(['village', 'community']);

/** What the township keeps about a village or community. */
export const villageSchema = z.strictObject({
  organization: line(60).min(1),
  kind: unitKindSchema,
  termEnd: dateSchema.nullable(),
  /** Number of the superior's approval of another date than the term's end. */
  termApproval: line(60),
  seatsLastTerm: z.int().min(1).max(30).nullable(),
  /** 公示 of the candidates: posted on, and its last day. */
  noticeFrom: dateSchema.nullable(),
  noticeTo: dateSchema.nullable(),
  note: line(200),
});
export type Village = z.infer<typeof villageSchema>;

/** Where a village stands. 'request-…' are papers before the assembly; the middle is the meeting's own phase. */
export const stageSchema = z.object({
  code: z.string(),
  ...textSchema.shape,
  /** 'here': the meeting runs on this installation; 'usb': known from files that came by stick; 'none': nothing yet. */
  via: z.enum(['here', 'usb', 'none']),
  date: z.string(),
});

export const villageRowSchema = z.object({
  ...villageSchema.shape,
  id: z.uuid(),
  stage: stageSchema,
  /** What is late or about to be. */
  late: z.array(problemSchema),
  /** Of its persons and its committee: how many findings block, how many warn. */
  blocks: countSchema,
  warnings: countSchema,
  nominees: countSchema,
});
export type VillageRow = z.infer<typeof villageRowSchema>;

export const villages = route({
  method: 'GET',
  path: `${base}/villages`,
  audience,
  summary: { zh: '各村（社区）的进度和逾期', en: 'The villages, their state, and what is late' },
  body: null,
  response: z.object({
    villages: z.array(villageRowSchema),
    /** 15 % of all villages: how many may stand although a sanction's influence period is not over. */
    sanctioned: z.object({ count: countSchema, most: countSchema, findings: z.array(problemSchema) }),
  }),
  refusals: ['not-signed-in'],
});

export const saveVillage = route({
  method: 'POST',
  path: `${base}/villages`,
  audience,
  summary: { zh: '添加或修改一个村（社区）', en: 'Add or change a village' },
  body: z.strictObject({ ...villageSchema.shape, id: z.uuid().nullable() }),
  response: z.object({ id: z.uuid() }),
  refusals: ['not-signed-in', 'village-taken', 'notice-dates-reversed'],
});

export const removeVillage = route({
  method: 'DELETE',
  path: `${base}/villages/:village`,
  audience,
  summary: { zh: '删除一个村（社区）', en: 'Remove a village' },
  body: null,
  response: doneSchema,
  refusals: ['not-signed-in'],
});

export const importVillages = route({
  method: 'POST',
  path: `${base}/villages/import`,
  audience,
  summary: { zh: '导入村（社区）名单（CSV 或 XLSX）', en: 'Import the villages (CSV or XLSX)' },
  body: fileBody(2_000_000),
  response: importAnswer,
  refusals: ['not-signed-in', 'file-unreadable'],
});

const villageLists = (format: 'xlsx' | 'csv') =>
  route({
    method: 'GET',
    path: `${base}/lists/:list/${format}`,
    audience,
    summary: {
      zh: `村（社区）、人选、联审、部门、公示意见、放假安排、汇总（${format.toUpperCase()}）`,
      en: `Villages, persons, vetting, departments, objections, days off, summary as ${format.toUpperCase()}`,
    },
    body: null,
    response: { mediaType: format === 'xlsx' ? XLSX : 'text/csv' },
    refusals: ['not-signed-in'],
  });
export const townshipListXlsx = villageLists('xlsx');
export const townshipListCsv = villageLists('csv');

export const compareTownshipList = route({
  method: 'POST',
  path: `${base}/lists/:list/compare`,
  audience,
  summary: { zh: '核对汇总表的文件，不改动任何数据', en: 'Compare a file of the summary; nothing is changed' },
  body: fileBody(2_000_000),
  response: comparisonAnswer,
  refusals: ['not-signed-in', 'file-unreadable'],
});

export const vettingSchema = z.object({
  department: z.string(),
  verdict: z.enum(['pass', 'fail']),
  date: dateSchema,
  note: z.string(),
});
export type Vetting = z.infer<typeof vettingSchema>;

export const nomineeRowSchema = z.object({
  ...nomineeSchema.shape,
  id: z.uuid(),
  findings: z.array(problemSchema),
  vetting: z.array(vettingSchema),
});
export type NomineeRow = z.infer<typeof nomineeRowSchema>;

export const officePaperSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['assembly', 'candidates', 'result']),
  title: textSchema,
  organization: z.string(),
  superior: z.string(),
  number: z.string(),
  /** The day it came in or was made. */
  received: dateSchema,
  imported: z.boolean(),
  answer: z
    .object({
      decision: z.enum(['agree', 'return', 'approve', 'file']),
      number: z.string(),
      reason: z.string(),
      signatory: z.string(),
      date: dateSchema,
    })
    .nullable(),
  /** What its kind lets the superior decide. */
  decisions: z.array(z.enum(['agree', 'return', 'approve', 'file'])),
  /** What stands against agreeing. */
  blocks: z.array(problemSchema),
  /** What does not stand against it, and is to be known. */
  warnings: z.array(problemSchema),
  lines: z.array(textSchema),
});
export type OfficePaper = z.infer<typeof officePaperSchema>;

export const village = route({
  method: 'GET',
  path: `${base}/villages/:village`,
  audience,
  summary: { zh: '一个村（社区）：人选、条件、来文', en: 'One village: persons, conditions, papers' },
  body: null,
  response: z.object({
    ...villageRowSchema.shape,
    /** The day that ages are counted on. */
    ageDay: dateSchema,
    persons: z.array(nomineeRowSchema),
    committee: z.array(problemSchema),
    /** 公示 of the candidates: what was said against them, and how it was handled. */
    objections: z.array(z.object({ day: dateSchema, words: z.string(), handling: z.string() })),
    papers: z.array(officePaperSchema),
    meetings: z.array(z.object({ id: meetingIdSchema, title: z.string(), date: z.string(), phase: z.string() })),
  }),
  refusals: ['not-signed-in'],
});
export type VillageView = z.infer<typeof village.response>;

export const objectToNotice = route({
  method: 'POST',
  path: `${base}/villages/:village/objections`,
  audience,
  summary: { zh: '登记候选人公示期间的意见', en: 'Record an objection to the posted candidates' },
  body: z.strictObject({ day: dateSchema, words: line(400).min(1), handling: line(400) }),
  response: doneSchema,
  refusals: ['not-signed-in', 'not-posted'],
});

export const importNoticeObjections = route({
  method: 'POST',
  path: `${base}/villages/objections/import`,
  audience,
  summary: {
    zh: '导入各村候选人公示期间的意见和处理（CSV 或 XLSX）',
    en: 'Import objections to the posted candidates of all villages and how they were handled (CSV or XLSX)',
  },
  body: fileBody(2_000_000),
  response: importAnswer,
  refusals: ['not-signed-in', 'file-unreadable'],
});

export const handleNoticeObjection = route({
  method: 'PUT',
  path: `${base}/villages/:village/objections/:index`,
  audience,
  summary: { zh: '写明意见的处理', en: 'State how an objection to the candidates was handled' },
  body: z.strictObject({ handling: line(400).min(1) }),
  response: doneSchema,
  refusals: ['not-signed-in', 'objection-unknown'],
});

export const saveNominee = route({
  method: 'POST',
  path: `${base}/villages/:village/persons`,
  audience,
  summary: { zh: '添加或修改一名人选', en: 'Add or change a person' },
  body: z.strictObject({ ...nomineeSchema.shape, id: z.uuid().nullable() }),
  response: z.object({ id: z.uuid() }),
  refusals: ['not-signed-in', 'name-taken'],
});

export const removeNominee = route({
  method: 'DELETE',
  path: `${base}/villages/:village/persons/:person`,
  audience,
  summary: { zh: '删除一名人选', en: 'Remove a person' },
  body: null,
  response: doneSchema,
  refusals: ['not-signed-in'],
});

export const importNominees = route({
  method: 'POST',
  path: `${base}/persons/import`,
  audience,
  summary: { zh: '导入人选名单（CSV 或 XLSX）', en: 'Import persons (CSV or XLSX)' },
  body: fileBody(2_000_000),
  response: importAnswer,
  refusals: ['not-signed-in', 'file-unreadable'],
});

// 联审

export const vettingTable = route({
  method: 'GET',
  path: `${base}/vetting`,
  audience,
  summary: { zh: '资格联审表', en: 'The joint vetting table' },
  body: null,
  response: z.object({
    departments: z.array(z.string()),
    persons: z.array(
      z.object({
        id: z.uuid(),
        organization: z.string(),
        name: z.string(),
        post: postNameSchema,
        vetting: z.array(vettingSchema),
      }),
    ),
  }),
  refusals: ['not-signed-in'],
});

export const saveDepartments = route({
  method: 'PUT',
  path: `${base}/vetting/departments`,
  audience,
  summary: { zh: '联审部门', en: 'The departments that vet' },
  body: z.strictObject({ departments: z.array(line(20).min(1)).min(1).max(20) }),
  response: doneSchema,
  refusals: ['not-signed-in', 'candidate-repeated'],
});

export const importDepartments = route({
  method: 'POST',
  path: `${base}/vetting/departments/import`,
  audience,
  summary: { zh: '导入联审部门（CSV 或 XLSX）', en: 'Import the departments (CSV or XLSX)' },
  /** The file is the whole list. */
  body: fileBody(2_000_000),
  response: importAnswer,
  refusals: ['not-signed-in', 'file-unreadable'],
});

export const saveVetting = route({
  method: 'PUT',
  path: `${base}/vetting/:person`,
  audience,
  summary: { zh: '一个部门对一名人选的意见', en: "One department's verdict on one person" },
  /** A verdict of null takes it back. */
  body: z.strictObject({
    department: line(20).min(1),
    verdict: z.enum(['pass', 'fail']).nullable(),
    date: dateSchema,
    note: line(200),
  }),
  response: doneSchema,
  refusals: ['not-signed-in', 'reason-needed'],
});

export const importVetting = route({
  method: 'POST',
  path: `${base}/vetting/import`,
  audience,
  summary: { zh: '导入联审意见（CSV 或 XLSX）', en: 'Import verdicts (CSV or XLSX)' },
  body: fileBody(2_000_000),
  response: importAnswer,
  refusals: ['not-signed-in', 'file-unreadable'],
});

const pdfOf = <const P extends string>(path: P, zh: string, en: string) =>
  route({
    method: 'GET',
    path,
    audience,
    summary: { zh, en },
    body: null,
    response: { mediaType: 'application/pdf' },
    refusals: ['not-signed-in', 'not-printable'],
  });
export const vettingPdf = pdfOf(`${base}/vetting.pdf`, '资格联审表（PDF）', 'The joint vetting table as PDF');
export const summaryPdf = pdfOf(`${base}/summary.pdf`, '换届情况汇总（PDF）', 'The summary as PDF');

export const officeArchive = route({
  method: 'GET',
  path: `${base}/archive.zip`,
  audience,
  summary: {
    zh: '归档包：联审、汇总、研判、推荐，各村的结果、请示和批复，目录已签名',
    en: 'Archive: vetting, summaries, judgements, recommendations, and what every village signed, with a signed index',
  },
  body: null,
  response: { mediaType: 'application/zip' },
  refusals: ['not-signed-in', 'office-unnamed', 'not-printable'],
});

// Files

export const paperCheckSchema = z.object({ name: z.string(), ok: z.boolean(), title: textSchema, detail: textSchema });

export const examinationSchema = z.object({
  ok: z.boolean(),
  checks: z.array(paperCheckSchema),
  title: textSchema.nullable(),
  organization: z.string(),
  /** Who signed: four groups of four characters of the key, to compare by telephone; null: no readable signature. */
  signer: z
    .object({
      name: z.string(),
      fingerprint: z.string(),
      /** 'known': the key this office has signed with before; 'new': the first paper; 'other': another key than before. */
      standing: z.enum(['known', 'new', 'other']),
    })
    .nullable(),
});
const MOST_FILE = 11_000_000;

export type PaperExamination = z.infer<typeof examinationSchema>;

export const examinePaper = route({
  method: 'POST',
  path: `${base}/papers/examine`,
  audience,
  summary: { zh: '核对收到的文件（请示、报告单）', en: 'Check a file that came in (request, result sheet)' },
  body: fileBody(MOST_FILE),
  response: examinationSchema,
  refusals: ['not-signed-in', 'paper-unknown'],
});

export const receivePaper = route({
  method: 'POST',
  path: `${base}/papers`,
  audience,
  summary: { zh: '收文：核对通过后登记', en: 'Take a file in, after it has passed the checks' },
  /** `signer`: the fingerprint that was compared with the sender, where the key is new or another than before. */
  body: z.strictObject({ ...fileBody(MOST_FILE).shape, signer: z.string().max(30).nullable() }),
  response: z.object({ id: z.uuid(), village: z.uuid() }),
  refusals: ['not-signed-in', 'paper-unknown', 'paper-refused', 'signer-unconfirmed'],
});

export const answerPaper = route({
  method: 'POST',
  path: `${base}/papers/:paper/answer`,
  audience,
  summary: { zh: '批复一份来文', en: 'Answer a paper that came in' },
  body: z.strictObject({
    decision: z.enum(['agree', 'return', 'approve', 'file']),
    number: line(40).min(1),
    reason: line(400),
    signatory: line(40).min(1),
  }),
  response: doneSchema,
  refusals: [
    'not-signed-in',
    'answered-already',
    'answer-decision-mismatch',
    'reason-needed',
    'conditions-not-met',
    'addressee-other',
    'not-printable',
  ],
});

export const paperFile = pdfOf(`${base}/papers/:paper/file.pdf`, '来文', 'The paper that came in');
export const paperAnswerFile = pdfOf(`${base}/papers/:paper/answer.pdf`, '批复', 'The signed answer');

// 汇总

export const summaryRowSchema = z.object({
  organization: z.string(),
  kind: unitKindSchema,
  stage: z.string(),
  expected: countSchema.nullable(),
  present: countSchema.nullable(),
  recovered: countSchema.nullable(),
  /** These are null while no round of the village is counted: nobody elected is something else than no election yet. */
  elected: countSchema.nullable(),
  /** Of them with a birth that is known. */
  known: countSchema.nullable(),
  women: countSchema.nullable(),
  young: countSchema.nullable(),
  above55: countSchema.nullable(),
  college: countSchema.nullable(),
  /** Sex, birth or education that nobody has entered. */
  unknown: countSchema.nullable(),
  villageHead: z.boolean().nullable(),
  /** One woman and one of at most 35; null: nobody elected yet. */
  structure: z.boolean().nullable(),
});
export type SummaryRow = z.infer<typeof summaryRowSchema>;

export const summary = route({
  method: 'GET',
  path: `${base}/summary`,
  audience,
  summary: { zh: '换届情况汇总，只计已签名的结果', en: 'Summary across villages, from signed results only' },
  body: null,
  response: z.object({
    rows: z.array(summaryRowSchema),
    stages: z.array(z.object({ ...textSchema.shape, count: countSchema })),
  }),
  refusals: ['not-signed-in'],
});
export type Summary = z.infer<typeof summary.response>;

export const villageRoutes = {
  villages,
  saveVillage,
  removeVillage,
  importVillages,
  townshipListXlsx,
  townshipListCsv,
  compareTownshipList,
  village,
  objectToNotice,
  importNoticeObjections,
  handleNoticeObjection,
  saveNominee,
  removeNominee,
  importNominees,
  vettingTable,
  saveDepartments,
  importDepartments,
  saveVetting,
  importVetting,
  vettingPdf,
  summaryPdf,
  officeArchive,
  examinePaper,
  receivePaper,
  answerPaper,
  paperFile,
  paperAnswerFile,
  summary,
};
