import { z } from 'zod';
import { route } from './route.ts';
import {
  documentSchema,
  doneSchema,
  meetingSummarySchema,
  problemSchema,
  roundNumberSchema,
  roundResultSchema,
} from './shared.ts';

const audience = 'township' as const;

export const answerSchema = z.object({
  /** approve 批准 (书记、副书记), file 备案 (委员), return 退回 with a reason. */
  decision: z.enum(['approve', 'file', 'return']),
  /** 文号, e.g. 青委〔2026〕12号 */
  number: z.string().trim().min(1).max(40),
  reason: z.string().trim().max(400),
  signatory: z.string().trim().min(1).max(40),
});

export const townshipMeetingSchema = z.object({
  meeting: meetingSummarySchema,
  place: z.string(),
  chair: z.string(),
  scrutineers: z.array(z.string()),
  /** Round that was reported, with its result and the server's named checks; the page runs its own over the record. */
  round: roundNumberSchema,
  result: roundResultSchema,
  /** Rounds of the same assembly before it: the committee, where the secretary was then elected directly. */
  earlier: z.array(roundResultSchema),
  /** 需要您注意: exchanged, missing, challenged, base-sensitive, structure … */
  deviations: z.array(problemSchema),
  /** What the posts on the ballot ask for. */
  decisions: z.array(z.enum(['approve', 'file', 'return'])),
  answer: answerSchema.nullable(),
  documents: z.array(documentSchema),
});
export type TownshipMeeting = z.infer<typeof townshipMeetingSchema>;

export const townshipSession = route({
  method: 'GET',
  path: '/api/township/session',
  audience,
  summary: { zh: '当前登录的镇党委工作人员', en: 'The township official signed in' },
  body: null,
  response: z.object({ name: z.string() }),
  refusals: ['not-signed-in'],
});

export const townshipSignOut = route({
  method: 'POST',
  path: '/api/township/sign-out',
  audience,
  summary: { zh: '退出', en: 'Sign out' },
  body: z.strictObject({}),
  response: doneSchema,
  refusals: ['not-signed-in'],
});

export const townshipMeetings = route({
  method: 'GET',
  path: '/api/township/meetings',
  audience,
  summary: { zh: '报来的选举结果', en: 'Results that were reported' },
  body: null,
  response: z.object({ meetings: z.array(meetingSummarySchema.extend({ answered: z.boolean(), attention: z.int() })) }),
  refusals: ['not-signed-in'],
});

export const townshipMeeting = route({
  method: 'GET',
  path: '/api/township/meetings/:meeting',
  audience,
  summary: { zh: '一份报告', en: 'One report' },
  body: null,
  response: townshipMeetingSchema,
  refusals: ['not-signed-in', 'wrong-phase'],
});

export const answerMeeting = route({
  method: 'POST',
  path: '/api/township/meetings/:meeting/answer',
  audience,
  summary: { zh: '批复：批准、备案或退回', en: 'Answer: approve, file or return' },
  body: z.strictObject(answerSchema.shape),
  response: doneSchema,
  refusals: [
    'not-signed-in',
    'wrong-phase',
    'reason-needed',
    'answer-decision-mismatch',
    'addressee-other',
    'answered-already',
  ],
});

export const answerFile = route({
  method: 'GET',
  path: '/api/township/meetings/:meeting/answer.pdf',
  audience,
  summary: { zh: '批复', en: 'The signed answer' },
  body: null,
  response: { mediaType: 'application/pdf' },
  refusals: ['not-signed-in', 'wrong-phase'],
});

export const townshipRoutes = {
  townshipSession,
  townshipSignOut,
  townshipMeetings,
  townshipMeeting,
  answerMeeting,
  answerFile,
};
