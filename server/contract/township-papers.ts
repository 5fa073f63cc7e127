import { z } from 'zod';
import { DOCX, type OfferedPaper, offeredPaperSchema } from './papers.ts';
import { route } from './route.ts';
import { countSchema, dateSchema, doneSchema, formResultSchema, meetingIdSchema } from './shared.ts';
import { textSchema } from './text.ts';

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
    way: z.enum(WAYS),
    weights: z.array(z.object({ group: z.string(), weight: z.int() })),
  }),
});
export type FormSource = z.infer<typeof formSourceSchema>;

const problemSchema = z.object({ code: z.string(), zh: z.string(), en: z.string() });

export const judgementSchema = z.object({
  id: paperIdSchema,
  title: z.string(),
  grades: z.array(textSchema),
  quota: z.union([z.literal(0), z.literal(20), z.literal(30)]),
  /** How many may have the best grade; null without a quota. */
  maximum: countSchema.nullable(),
  objects: z.array(
    z.object({
      name: z.string(),
      /** What the forms say: shares of each grade over all forms. One ground of the judgement; never its grade. */
      shares: z.array(z.string().nullable()),
      forms: countSchema,
      grade: z.int().nullable(),
      reasons: z.string(),
    }),
  ),
  problems: z.array(problemSchema),
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
  publicity: z
    .object({
      posted: dateSchema,
      first: dateSchema.nullable(),
      last: dateSchema.nullable(),
      free: dateSchema,
      telephone: z.string(),
    })
    .nullable(),
  objections: z.array(z.object({ day: dateSchema, words: z.string(), handling: z.string() })),
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
    reasons: z.string().trim().max(400),
  }),
  response: doneSchema,
  refusals: ['not-signed-in', 'paper-settled', 'object-unknown', 'grade-unknown', 'quota-exceeded'],
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

export const postList = route({
  method: 'PUT',
  path: '/api/township/combinations/:paper/publicity',
  audience,
  summary: { zh: '公示名单', en: 'Post the list' },
  body: z.strictObject({ posted: dateSchema, telephone: z.string().trim().min(1).max(40) }),
  response: doneSchema,
  refusals: ['not-signed-in', 'paper-settled', 'list-refused'],
});

export const recordObjection = route({
  method: 'POST',
  path: '/api/township/combinations/:paper/objections',
  audience,
  summary: { zh: '登记公示期间的意见', en: 'Record an objection' },
  body: z.strictObject({
    day: dateSchema,
    words: z.string().trim().min(1).max(400),
    handling: z.string().trim().max(400),
  }),
  response: doneSchema,
  refusals: ['not-signed-in', 'paper-settled', 'not-posted'],
});

export const handleObjection = route({
  method: 'PUT',
  path: '/api/township/combinations/:paper/objections/:index',
  audience,
  summary: { zh: '写明意见的处理', en: 'State how an objection was handled' },
  body: z.strictObject({ handling: z.string().trim().min(1).max(400) }),
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

const combinationFile = <const F extends string>(format: F, mediaType: string, zh: string, en: string) =>
  route({
    method: 'GET',
    path: `/api/township/combinations/:paper/papers/:kind/${format}`,
    audience,
    summary: { zh, en },
    body: null,
    response: { mediaType },
    refusals: ['not-signed-in', 'paper-not-ready', 'not-printable'],
  });

export const combinationPdf = combinationFile(
  'pdf',
  'application/pdf',
  '推荐汇总表、公示、公示情况（PDF）',
  'Summary, notice and its report as PDF',
);
export const combinationDocx = combinationFile(
  'docx',
  DOCX,
  '推荐汇总表、公示、公示情况（Word）',
  'Summary, notice and its report as DOCX',
);

export const townshipPaperRoutes = {
  townshipPapers,
  beginJudgement,
  judgeOne,
  settleJudgement,
  beginCombination,
  fixList,
  postList,
  recordObjection,
  handleObjection,
  settleCombination,
  combinationPdf,
  combinationDocx,
};
