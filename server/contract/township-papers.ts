import { z } from 'zod';
import { APPRAISAL_SCALES } from '../../tally/rules/settings.ts';
import { DOCX, type OfferedPaper, offeredPaperSchema } from './papers.ts';
import { route } from './route.ts';
import { countSchema, dateSchema, doneSchema, formResultSchema, meetingIdSchema } from './shared.ts';
import { textSchema } from './text.ts';
import { importAnswer } from './villages.ts';

/** 集体研判 of appraised classes, and 民主推荐 of several groups combined to one list: papers about several meetings. */

const audience = 'township' as const;
const paperIdSchema = z.string().regex(/^[0-9a-z]{10}$/);

export const WAYS = ['separate', 'sum', 'weighted', 'cross-list'] as const;

/** A list on the form of a meeting that was reported. */
export const formSourceSchema = z.object({
  meeting: meetingIdSchema,
  organization: z.string(),
  title: z.string(),
  date: z.string(),
  group: z.string(),
  list: z.string(),
  form: formResultSchema,
  /** What the adopted method has decided before the votes. */
  sealed: z.object({
    /** 0: left to the superior. */
    quota: z.union([z.literal(0), z.literal(20), z.literal(30)]),
    /** 'per-meeting': the superior judges by the grades of the form or by a score, as it likes. */
    scale: z.enum(['per-meeting', ...APPRAISAL_SCALES]),
    way: z.enum(WAYS),
    weights: z.array(z.object({ group: z.string(), weight: z.int() })),
  }),
});
export type FormSource = z.infer<typeof formSourceSchema>;

const problemSchema = z.object({ code: z.string(), zh: z.string(), en: z.string() });

const publicitySchema = z.object({
  posted: dateSchema,
  first: dateSchema.nullable(),
  last: dateSchema.nullable(),
  /** The first day on which it may be settled. */
  free: dateSchema,
  telephone: z.string(),
});
const objectionSchema = z.object({ day: dateSchema, words: z.string(), handling: z.string() });

export const judgementSchema = z.object({
  id: paperIdSchema,
  title: z.string(),
  grades: z.array(textSchema),
  sources: z.array(z.object({ meeting: meetingIdSchema, list: z.string() })),
  /** How a score falls into the grades; null: judged by grades. */
  bands: z.enum(['integer', 'half-open']).nullable(),
  quota: z.union([z.literal(0), z.literal(20), z.literal(30)]),
  /** How the adopted method ranks several dimensions together; null where everybody is appraised in one. */
  dimensionRanking: z.enum(['apart', 'average', 'in-order']).nullable(),
  /** How many may have the best grade; null without a quota. */
  maximum: countSchema.nullable(),
  objects: z.array(
    z.object({
      name: z.string(),
      /** What the forms say, a part to each dimension: ticks and shares of every grade. One ground of the judgement; never its grade. */
      parts: z.array(
        z.object({
          dimension: z.string(),
          forms: countSchema,
          ticks: z.array(countSchema),
          ungraded: countSchema,
          shares: z.array(z.string().nullable()),
          rank: countSchema,
        }),
      ),
      /** By the forms, in the whole class; null where the adopted method keeps several dimensions apart. */
      rank: countSchema.nullable(),
      grade: z.int().nullable(),
      /** '' where none is given. */
      score: z.string(),
      reasons: z.string(),
    }),
  ),
  problems: z.array(problemSchema),
  /** What does not stand against it, and is to be known. */
  warnings: z.array(problemSchema),
  publicity: publicitySchema.nullable(),
  /** Whether the adopted method asks for publicity before it is settled. */
  publicityAsked: z.boolean(),
  objections: z.array(objectionSchema),
  /** 汇总表, 研判结果, 公示 and the list, as files. */
  papers: z.array(offeredPaperSchema),
  settled: z.boolean(),
});
export type Judgement = z.infer<typeof judgementSchema>;

export const combinationSchema = z.object({
  id: paperIdSchema,
  title: z.string(),
  seats: z.int().min(1),
  way: z.enum(WAYS),
  /** Names the list needs at least: 20 % above the seats. */
  required: countSchema,
  groups: z.array(
    z.object({
      group: z.string(),
      organization: z.string(),
      weight: z.int(),
      ranking: z.array(z.object({ name: z.string(), votes: countSchema, rank: z.int() })),
    }),
  ),
  /** One ranking of all; null where the groups stay apart. */
  ranking: z.array(z.object({ name: z.string(), votes: z.int(), rank: z.int() })).nullable(),
  /** Whom the way of combining gives; null where the superior reads the rankings itself. */
  proposed: z.array(z.string()).nullable(),
  /** Level at a last place: all of them stand on the proposal. */
  level: z.array(z.string()),
  persons: z.array(z.string()),
  reason: z.string(),
  problems: z.array(problemSchema),
  publicity: publicitySchema.nullable(),
  /** Whether the adopted method asks for publicity before it is settled. */
  publicityAsked: z.boolean(),
  objections: z.array(objectionSchema),
  /** 汇总表, 公示 and its report, as files. */
  papers: z.array(offeredPaperSchema),
  settled: z.boolean(),
});
export type Combination = z.infer<typeof combinationSchema>;
export type CombinationPaper = OfferedPaper;

export const townshipPapers = route({
  method: 'GET',
  path: '/api/township/papers',
  audience,
  summary: { zh: '研判和推荐汇总', en: 'Judgements and combined recommendations' },
  body: null,
  response: z.object({
    sources: z.array(formSourceSchema),
    judgements: z.array(judgementSchema),
    combinations: z.array(combinationSchema),
  }),
  refusals: ['not-signed-in'],
});

const postingBody = z.strictObject({ posted: dateSchema, telephone: z.string().trim().min(1).max(40) });
const objectionBody = z.strictObject({
  day: dateSchema,
  words: z.string().trim().min(1).max(400),
  handling: z.string().trim().max(400),
});
const handlingBody = z.strictObject({ handling: z.string().trim().min(1).max(400) });

const sourceChoice = z.strictObject({ meeting: meetingIdSchema, list: z.string().max(80) });

export const beginJudgement = route({
  method: 'POST',
  path: '/api/township/judgements',
  audience,
  summary: { zh: '开始一类对象的集体研判', en: 'Begin the judgement of a class' },
  body: z.strictObject({
    title: z.string().trim().min(1).max(80),
    quota: z.union([z.literal(0), z.literal(20), z.literal(30)]),
    sources: z.array(sourceChoice).min(1).max(200),
    /** By a score with its bands instead of the grades of the forms. */
    byScore: z.boolean().optional(),
  }),
  response: z.object({ id: paperIdSchema }),
  refusals: ['not-signed-in', 'form-source-unknown', 'form-sources-differ', 'sealed-otherwise'],
});

export const judgeOne = route({
  method: 'PUT',
  path: '/api/township/judgements/:paper',
  audience,
  summary: { zh: '给一个对象定等次', en: 'Judge one object' },
  body: z.strictObject({
    name: z.string().max(200),
    grade: z.int().min(0).nullable(),
    /** In a judgement by score, which gives the grade: 89. '' takes it back. */
    score: z.string().trim().max(6).optional(),
    reasons: z.string().trim().max(400),
  }),
  response: doneSchema,
  refusals: ['not-signed-in', 'paper-settled', 'object-unknown', 'grade-unknown', 'score-unreadable', 'quota-exceeded'],
});

export const importJudged = route({
  method: 'POST',
  path: '/api/township/judgements/:paper/import',
  audience,
  summary: { zh: '导入等次或得分和理由（CSV 或 XLSX）', en: 'Import grades or scores, and reasons (CSV or XLSX)' },
  body: z.strictObject({ fileName: z.string().max(200), content: z.base64().max(2_000_000) }),
  response: importAnswer,
  refusals: ['not-signed-in', 'paper-settled', 'file-unreadable', 'quota-exceeded'],
});

export const postJudgement = route({
  method: 'PUT',
  path: '/api/township/judgements/:paper/publicity',
  audience,
  summary: { zh: '公示研判结果', en: 'Post the result of a judgement' },
  body: postingBody,
  response: doneSchema,
  refusals: ['not-signed-in', 'paper-settled', 'paper-incomplete'],
});

export const objectToJudgement = route({
  method: 'POST',
  path: '/api/township/judgements/:paper/objections',
  audience,
  summary: { zh: '登记对研判结果的异议', en: 'Record an objection to a judgement' },
  body: objectionBody,
  response: doneSchema,
  refusals: ['not-signed-in', 'paper-settled', 'not-posted'],
});

const fileOfObjections = z.strictObject({ fileName: z.string().max(200), content: z.base64().max(2_000_000) });

export const importJudgementObjections = route({
  method: 'POST',
  path: '/api/township/judgements/:paper/objections/import',
  audience,
  summary: {
    zh: '导入对研判结果的异议和处理（CSV 或 XLSX）',
    en: 'Import objections to a judgement and how they were handled (CSV or XLSX)',
  },
  body: fileOfObjections,
  response: importAnswer,
  refusals: ['not-signed-in', 'paper-settled', 'file-unreadable', 'not-posted'],
});

export const handleJudgementObjection = route({
  method: 'PUT',
  path: '/api/township/judgements/:paper/objections/:index',
  audience,
  summary: { zh: '写明异议的处理', en: 'State how an objection to a judgement was handled' },
  body: handlingBody,
  response: doneSchema,
  refusals: ['not-signed-in', 'paper-settled', 'objection-unknown'],
});

export const settleJudgement = route({
  method: 'POST',
  path: '/api/township/judgements/:paper/settle',
  audience,
  summary: { zh: '研判定稿', en: 'Settle the judgement' },
  body: z.strictObject({}),
  response: doneSchema,
  refusals: ['not-signed-in', 'paper-settled', 'paper-incomplete'],
});

export const beginCombination = route({
  method: 'POST',
  path: '/api/township/combinations',
  audience,
  summary: {
    zh: '汇总几个推荐会：办法和权重是各推荐会封存时定的',
    en: 'Combine recommendations, in the way and with the weights that each of them sealed before its votes',
  },
  body: z.strictObject({
    title: z.string().trim().min(1).max(80),
    seats: z.int().min(1).max(30),
    sources: z.array(sourceChoice).min(1).max(20),
  }),
  response: z.object({ id: paperIdSchema }),
  refusals: ['not-signed-in', 'form-source-unknown', 'form-sources-differ'],
});

export const fixList = route({
  method: 'PUT',
  path: '/api/township/combinations/:paper/list',
  audience,
  summary: { zh: '确定名单', en: 'Fix the list' },
  body: z.strictObject({
    persons: z.array(z.string().trim().min(1).max(100)).max(100),
    reason: z.string().trim().max(400),
  }),
  response: doneSchema,
  refusals: ['not-signed-in', 'paper-settled', 'list-refused'],
});

export const importList = route({
  method: 'POST',
  path: '/api/township/combinations/:paper/list/import',
  audience,
  summary: { zh: '导入名单（CSV 或 XLSX）', en: 'Import the list (CSV or XLSX)' },
  /** The file is the whole list; the reason for somebody nobody recommended stays as it was entered. */
  body: z.strictObject({ fileName: z.string().max(200), content: z.base64().max(2_000_000) }),
  response: importAnswer,
  refusals: ['not-signed-in', 'paper-settled', 'file-unreadable', 'list-refused'],
});

export const postList = route({
  method: 'PUT',
  path: '/api/township/combinations/:paper/publicity',
  audience,
  summary: { zh: '公示名单', en: 'Post the list' },
  body: postingBody,
  response: doneSchema,
  refusals: ['not-signed-in', 'paper-settled', 'list-refused'],
});

export const recordObjection = route({
  method: 'POST',
  path: '/api/township/combinations/:paper/objections',
  audience,
  summary: { zh: '登记公示期间的意见', en: 'Record an objection' },
  body: objectionBody,
  response: doneSchema,
  refusals: ['not-signed-in', 'paper-settled', 'not-posted'],
});

export const importObjections = route({
  method: 'POST',
  path: '/api/township/combinations/:paper/objections/import',
  audience,
  summary: {
    zh: '导入公示期间的意见和处理（CSV 或 XLSX）',
    en: 'Import objections to a list and how they were handled (CSV or XLSX)',
  },
  body: fileOfObjections,
  response: importAnswer,
  refusals: ['not-signed-in', 'paper-settled', 'file-unreadable', 'not-posted'],
});

export const handleObjection = route({
  method: 'PUT',
  path: '/api/township/combinations/:paper/objections/:index',
  audience,
  summary: { zh: '写明意见的处理', en: 'State how an objection was handled' },
  body: handlingBody,
  response: doneSchema,
  refusals: ['not-signed-in', 'paper-settled', 'objection-unknown'],
});

export const settleCombination = route({
  method: 'POST',
  path: '/api/township/combinations/:paper/settle',
  audience,
  summary: { zh: '公示期满，名单定稿', en: 'Settle the list after its publicity' },
  body: z.strictObject({}),
  response: doneSchema,
  refusals: ['not-signed-in', 'paper-settled', 'paper-incomplete'],
});

const fileOf = <const P extends 'judgements' | 'combinations', const F extends string>(
  papers: P,
  format: F,
  mediaType: string,
  zh: string,
  en: string,
) =>
  route({
    method: 'GET',
    path: `/api/township/${papers}/:paper/papers/:kind/${format}`,
    audience,
    summary: { zh, en },
    body: null,
    response: { mediaType },
    refusals: ['not-signed-in', 'paper-not-ready', 'not-printable'],
  });

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const JUDGEMENT_FILES = ['研判结果、汇总表、公示', 'Result of the judgement, summary, notice'] as const;
const COMBINATION_FILES = ['推荐汇总表、公示、公示情况', 'Summary, notice and its report'] as const;
const [judged, judgedEn] = JUDGEMENT_FILES;
const [combined, combinedEn] = COMBINATION_FILES;

export const judgementPdf = fileOf('judgements', 'pdf', 'application/pdf', `${judged}（PDF）`, `${judgedEn} as PDF`);
export const judgementDocx = fileOf('judgements', 'docx', DOCX, `${judged}（Word）`, `${judgedEn} as DOCX`);
export const judgementXlsx = fileOf('judgements', 'xlsx', XLSX, '研判名单（XLSX）', 'List of the class as XLSX');
export const judgementCsv = fileOf('judgements', 'csv', 'text/csv', '研判名单（CSV）', 'List of the class as CSV');
export const combinationPdf = fileOf(
  'combinations',
  'pdf',
  'application/pdf',
  `${combined}（PDF）`,
  `${combinedEn} as PDF`,
);
export const combinationDocx = fileOf('combinations', 'docx', DOCX, `${combined}（Word）`, `${combinedEn} as DOCX`);
export const combinationXlsx = fileOf('combinations', 'xlsx', XLSX, '得票汇总和名单（XLSX）', 'Votes and list as XLSX');
export const combinationCsv = fileOf(
  'combinations',
  'csv',
  'text/csv',
  '得票汇总和名单（CSV）',
  'Votes and list as CSV',
);

export const townshipPaperRoutes = {
  townshipPapers,
  beginJudgement,
  judgeOne,
  importJudged,
  postJudgement,
  objectToJudgement,
  importJudgementObjections,
  handleJudgementObjection,
  settleJudgement,
  beginCombination,
  fixList,
  importList,
  postList,
  recordObjection,
  importObjections,
  handleObjection,
  settleCombination,
  judgementPdf,
  judgementDocx,
  judgementXlsx,
  judgementCsv,
  combinationPdf,
  combinationDocx,
  combinationXlsx,
  combinationCsv,
};
