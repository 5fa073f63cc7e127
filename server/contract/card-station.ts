import { z } from 'zod';
import { route } from './route.ts';
import { bytes32Schema, meetingSummarySchema, proposalSchema, roundNumberSchema } from './shared.ts';
import { textSchema } from './text.ts';

const audience = 'card-station' as const;

/** Seeds are made on the card station and never leave it except on paper; the server sees only T (specification §5). */
export const cardStationStateSchema = z.object({
  name: z.string(),
  meeting: meetingSummarySchema,
  /** Hash of the `meeting` entry: it goes into every token. null before the meeting is sealed. */
  meetingHash: bytes32Schema.nullable(),
  round: roundNumberSchema,
  /** What the ballot is for, printed on the card: 委员选举. */
  contests: z.array(textSchema),
  expected: z.int(),
  spare: z.int(),
  /** P */
  cards: z.int(),
  /** 5 % of the cards are opened and scanned by scrutineers (UX M3). */
  auditsAdvised: z.int(),
  auditsDone: z.int(),
  scrutineers: z.array(z.string()),
  /** 'closed': not the time to make cards; 'make': send the list; 'waiting-signatures'; 'signed': seeds must be wiped. */
  step: z.enum(['closed', 'make', 'waiting-signatures', 'signed']),
  proposal: proposalSchema.nullable(),
});
export type CardStationState = z.infer<typeof cardStationStateSchema>;

export const cardStationState = route({
  method: 'GET',
  path: '/api/card-station/state',
  audience,
  summary: { zh: '制卡机的状态', en: 'State of the card station' },
  body: null,
  response: cardStationStateSchema,
  refusals: ['not-signed-in'],
});

export const submitTokens = route({
  method: 'POST',
  path: '/api/card-station/tokens',
  audience,
  summary: { zh: '交投票卡清单（只有公开的 T）', en: 'Hand in the list of tokens (only the public T)' },
  /** Sorted by bytes, distinct, exactly P. Sending again before all have signed replaces the list and its signatures. */
  body: z.strictObject({ round: roundNumberSchema, tokens: z.array(bytes32Schema).min(1).max(65535) }),
  response: z.object({ proposal: proposalSchema }),
  refusals: ['not-signed-in', 'wrong-phase', 'round-unknown', 'wrong-card-count', 'tokens-malformed', 'tokens-sealed'],
});

export const cardStationRoutes = { cardStationState, submitTokens };
