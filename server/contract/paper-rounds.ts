import { z } from 'zod';
import { route } from './route.ts';
import { countSchema, doneSchema } from './shared.ts';

/** The organizer's steps of a round on paper (specification §14). */

const audience = 'organizer' as const;
const inRound = '/api/organizer/meetings/:meeting/rounds/:round/paper' as const;

/** Where the counting on paper stands; null in a round on kiosks. */
export const paperWorkSchema = z.object({
  contests: z.array(
    z.object({
      printed: countSchema,
      issued: countSchema,
      remaining: countSchema,
      voters: countSchema.nullable(),
      recovered: countSchema.nullable(),
      counted: z.boolean(),
      /** How many ballots each teller has entered; no marks. */
      sheets: z.tuple([countSchema, countSchema]),
      complete: z.boolean(),
      /** Ballots that the chief scrutineer has to settle. */
      open: countSchema,
      agreed: z.boolean(),
    }),
  ),
});

const proposed = z.object({ proposal: z.string() });

export const proposePaperRound = route({
  method: 'POST',
  path: `${inRound}/choose`,
  audience,
  summary: {
    zh: '本轮从开始就用纸质选票：交监票人签名',
    en: 'Hold the round on paper from the start: propose its entry',
  },
  body: z.strictObject({ reason: z.string().trim().min(1).max(120) }),
  response: proposed,
  refusals: ['not-signed-in', 'wrong-phase', 'round-unknown', 'proposal-pending', 'draft-incomplete'],
  phases: ['ceremony', 'cards'],
});

export const issuePaper = route({
  method: 'POST',
  path: `${inRound}/issue`,
  audience,
  summary: { zh: '发出选票（再次核对到会人数）', en: 'Hand out the ballots; the quorum is tested again' },
  /** One to a contest, in order. */
  body: z.strictObject({
    contests: z.array(z.strictObject({ printed: countSchema, issued: countSchema, remaining: countSchema })).max(20),
  }),
  response: doneSchema,
  refusals: [
    'not-signed-in',
    'wrong-phase',
    'round-unknown',
    'desk-open',
    'not-quorate',
    'motion-lost',
    'motion-missing',
    'paper-numbers',
  ],
  phases: ['check-in'],
});

export const stopPaper = route({
  method: 'POST',
  path: `${inRound}/stop`,
  audience,
  summary: { zh: '截止投票（纸质）', en: 'Stop voting on paper' },
  body: z.strictObject({}),
  response: doneSchema,
  refusals: ['not-signed-in', 'wrong-phase', 'round-unknown'],
  phases: ['voting'],
});

export const openPaperBox = route({
  method: 'POST',
  path: `${inRound}/box`,
  audience,
  summary: { zh: '开箱清点：投票人数和收回选票', en: 'Open the box: persons who voted and ballots recovered' },
  body: z.strictObject({
    contests: z.array(z.strictObject({ voters: countSchema, recovered: countSchema })).max(20),
  }),
  response: doneSchema,
  refusals: ['not-signed-in', 'wrong-phase', 'round-unknown', 'paper-numbers'],
  phases: ['stopped', 'counting'],
});

export const proposePaperCount = route({
  method: 'POST',
  path: `${inRound}/count`,
  audience,
  summary: { zh: '两份计票一致：交监票人签名', en: 'Both tallies agree: propose the count to the scrutineers' },
  body: z.strictObject({}),
  response: proposed,
  refusals: [
    'not-signed-in',
    'wrong-phase',
    'round-unknown',
    'proposal-pending',
    'tellers-not-done',
    'tellers-differ',
    'paper-numbers',
  ],
});

export const paperReportsFile = route({
  method: 'GET',
  path: `${inRound}/reports.pdf`,
  audience,
  summary: { zh: '发票、收票情况报告单（纸质）', en: 'Ballots handed out and taken in (paper)' },
  body: null,
  response: { mediaType: 'application/pdf' },
  refusals: ['not-signed-in', 'round-unknown', 'wrong-phase'],
});

export const paperRoundRoutes = {
  proposePaperRound,
  issuePaper,
  stopPaper,
  openPaperBox,
  proposePaperCount,
  paperReportsFile,
};
