/** 请示 and 批复 as the village's office has them: signed requests to send or carry, and the answers that come back. */
import { z } from 'zod';
import { declarationSchema, groundSchema, secretaryGroundSchema } from './nominee.ts';
import { route } from './route.ts';
import { dateSchema, doneSchema, memberIdSchema, problemSchema } from './shared.ts';
import { textSchema } from './text.ts';
import { examinationSchema, importAnswer } from './villages.ts';

const audience = 'organizer' as const;
const inMeeting = '/api/organizer/meetings/:meeting' as const;

export const requestKindSchema = z.enum(['assembly', 'candidates']);

export const sentRequestSchema = z.object({
  id: z.uuid(),
  kind: requestKindSchema,
  title: textSchema,
  number: z.string(),
  made: dateSchema,
  href: z.string(),
  answer: z
    .object({
      decision: z.string(),
      number: z.string(),
      reason: z.string(),
      signatory: z.string(),
      date: dateSchema,
      href: z.string(),
    })
    .nullable(),
});

export const correspondence = route({
  method: 'GET',
  path: `${inMeeting}/correspondence`,
  audience,
  summary: { zh: '请示、批复和人选条件', en: 'Requests, answers and conditions of the candidates' },
  body: null,
  response: z.object({
    requests: z.array(sentRequestSchema),
    /** Whether each request can be made now; what is missing first. */
    ready: z.array(z.object({ kind: requestKindSchema, missing: z.array(textSchema) })),
    /** Of the keys this office signs with, to read out to the superior: requests, and this meeting's result sheet. */
    fingerprints: z.array(z.object({ title: textSchema, value: z.string() })),
    persons: z.array(
      z.object({
        ...declarationSchema.shape,
        /** Of it, what the township has entered: the village's office adds to it and cannot take it back. */
        entered: z.object({
          grounds: z.array(groundSchema),
          secretaryGrounds: z.array(secretaryGroundSchema),
          sanction: z.boolean(),
        }),
        member: memberIdSchema,
        post: z.string(),
        findings: z.array(problemSchema),
      }),
    ),
    committee: z.array(problemSchema),
  }),
  refusals: ['not-signed-in'],
});
export type Correspondence = z.infer<typeof correspondence.response>;

export const saveDeclaration = route({
  method: 'PUT',
  path: `${inMeeting}/candidates/:member/declaration`,
  audience,
  summary: { zh: '候选人的现任职务和不得提名的情形', en: "A candidate's present post and grounds that bar" },
  body: declarationSchema.omit({ name: true }),
  response: doneSchema,
  refusals: ['not-signed-in', 'member-unknown', 'candidate-repeated', 'test-run'],
});

export const importConditions = route({
  method: 'POST',
  path: `${inMeeting}/conditions/import`,
  audience,
  summary: { zh: '导入候选人条件（CSV 或 XLSX）', en: 'Import the conditions of the candidates (CSV or XLSX)' },
  body: z.strictObject({ fileName: z.string().max(200), content: z.base64().max(2_000_000) }),
  response: importAnswer,
  refusals: ['not-signed-in', 'file-unreadable', 'test-run'],
});

export const makeRequest = route({
  method: 'POST',
  path: `${inMeeting}/requests`,
  audience,
  summary: { zh: '形成签名的请示', en: 'Make a signed request' },
  body: z.strictObject({ kind: requestKindSchema }),
  response: z.object({ id: z.uuid() }),
  refusals: ['not-signed-in', 'draft-incomplete', 'not-printable', 'test-run'],
});

const file = <const P extends string>(path: P, zh: string, en: string) =>
  route({
    method: 'GET',
    path,
    audience,
    summary: { zh, en },
    body: null,
    response: { mediaType: 'application/pdf' },
    refusals: ['not-signed-in'],
  });
export const requestFile = file(`${inMeeting}/requests/:request/file.pdf`, '签名的请示', 'The signed request');
export const requestAnswerFile = file(`${inMeeting}/requests/:request/answer.pdf`, '收到的批复', 'The answer received');

const MOST_FILE = 11_000_000;

export const examineAnswer = route({
  method: 'POST',
  path: `${inMeeting}/answers/examine`,
  audience,
  summary: { zh: '核对收到的批复', en: 'Check an answer that came back' },
  body: z.strictObject({ fileName: z.string().max(200), content: z.base64().max(MOST_FILE) }),
  response: examinationSchema,
  refusals: ['not-signed-in', 'paper-unknown'],
});

export const receiveAnswer = route({
  method: 'POST',
  path: `${inMeeting}/answers`,
  audience,
  summary: { zh: '收下批复', en: 'Take the answer in' },
  body: z.strictObject({
    fileName: z.string().max(200),
    content: z.base64().max(MOST_FILE),
    signer: z.string().max(30).nullable(),
  }),
  response: doneSchema,
  refusals: [
    'not-signed-in',
    'paper-unknown',
    'paper-refused',
    'signer-unconfirmed',
    'answered-already',
    'wrong-phase',
  ],
});

export const correspondenceRoutes = {
  correspondence,
  saveDeclaration,
  importConditions,
  makeRequest,
  requestFile,
  requestAnswerFile,
  examineAnswer,
  receiveAnswer,
};
