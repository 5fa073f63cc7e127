/** 演练 (specification §3.9): a copy of a draft as a meeting of its own, wiped after it was tried. */
import { z } from 'zod';
import { route } from './route.ts';
import { meetingIdSchema, secondOfficialSchema } from './shared.ts';

const audience = 'organizer' as const;
const inMeeting = '/api/organizer/meetings/:meeting' as const;

export const startTestRun = route({
  method: 'POST',
  path: `${inMeeting}/test-run`,
  audience,
  summary: { zh: '按草稿开始演练', en: 'Start a test run from the draft' },
  body: z.strictObject({}),
  response: z.object({ id: meetingIdSchema }),
  refusals: ['not-signed-in', 'sealed-already', 'test-run'],
});

export const wipeTestRun = route({
  method: 'POST',
  path: `${inMeeting}/wipe`,
  audience,
  summary: { zh: '清除演练的全部数据，出具清零证明', en: 'Wipe a test run and print the proof of zero' },
  /** Two persons: the organizer signed in and another official. */
  body: z.strictObject({
    secondOfficial: secondOfficialSchema,
  }),
  response: z.object({ proof: z.string() }),
  refusals: ['not-signed-in', 'no-test-run', 'second-official-needed', 'not-printable'],
});

export const wipedTestRuns = route({
  method: 'GET',
  path: '/api/organizer/wiped-test-runs',
  audience,
  summary: { zh: '已清除的演练及清零证明', en: 'Test runs that were wiped, with their proofs' },
  body: null,
  response: z.object({
    wiped: z.array(z.object({ id: meetingIdSchema, title: z.string(), day: z.string(), proof: z.string() })),
  }),
  refusals: ['not-signed-in'],
});

/** Anybody's, as the paper is that hangs out: the devices of its scrutineers are known to the server no more. */
export const wipingProofFile = route({
  method: 'GET',
  path: '/api/wiped-test-runs/:meeting/proof.pdf',
  audience: 'public',
  summary: { zh: '清零证明（PDF）', en: 'Proof of zero (PDF)' },
  body: null,
  response: { mediaType: 'application/pdf' },
  refusals: [],
});

export const testRunRoutes = { startTestRun, wipeTestRun, wipedTestRuns, wipingProofFile };
