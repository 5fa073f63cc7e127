import { z } from 'zod';
import { VOID_ENTRY_REASONS } from '../../tally/paper/adjudication.ts';
import { PAPER_MARKS } from '../../tally/paper/paper-ballot.ts';
import { PaperRules } from '../../tally/paper/paper-rules.ts';
import { contest } from '../../tally/record/contest.ts';
import { PAPER_INVALID_REASONS } from '../../tally/record/paper-entries.ts';
import { route } from './route.ts';
import { countSchema, doneSchema, meetingSummarySchema, pickableSchema, roundNumberSchema } from './shared.ts';

/** Tellers' screens of a round on paper: ballot by ballot, stored at once (specification §14). */

const audience = 'teller' as const;

/** One paper as it was read. */
export const paperBallotSchema = z.strictObject({
  rows: z
    .array(
      z.strictObject({
        mark: z.enum(PAPER_MARKS),
        altered: z.strictObject({ decision: z.enum(['as-marked', 'void-row']).nullable() }).nullable(),
      }),
    )
    .max(2000),
  writeIns: z
    .array(
      z.strictObject({
        name: z.string().trim().max(200).nullable(),
        under: z.int().min(0).max(1999).nullable(),
        circle: z.boolean(),
      }),
    )
    .max(100),
  identifyingMark: z.boolean(),
});

/** One 测评表 or 推荐表. */
export const paperFormSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('appraisal'),
    rows: z.array(z.union([z.literal('unreadable'), z.array(z.int().min(0).max(19)).max(20)])).max(2000),
    invalid: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('recommendation'),
    nominees: z.array(z.int().min(0).max(1999)).max(2000),
    others: z.int().min(0).max(2000),
    invalid: z.boolean(),
  }),
]);
export const paperReadingSchema = z.union([paperBallotSchema, paperFormSchema]);

const seatSchema = z.union([z.literal(1), z.literal(2)]);

export const paperTotalsSchema = z.object({
  valid: countSchema,
  invalid: countSchema,
  rows: z.array(z.array(countSchema)),
  writeIns: z.array(z.object({ name: z.string(), votes: countSchema })),
});

export const tellerStateSchema = z.object({
  name: z.string(),
  meeting: meetingSummarySchema,
  round: roundNumberSchema,
  seat: seatSchema.nullable(),
  taken: z.array(seatSchema),
  /** 'wait': not the time to count; 'count'; 'signed': the scrutineers have signed the count. */
  step: z.enum(['wait', 'count', 'signed']),
  people: z.array(pickableSchema),
  contests: z.array(
    z.object({
      /** Place in the round. */
      place: z.int(),
      contest,
      rules: PaperRules,
      /** C; null until the box was opened. */
      recovered: countSchema.nullable(),
      /** False: the election is void and nothing is counted. */
      counted: z.boolean(),
      readings: z.array(
        z.object({
          ballot: paperReadingSchema,
          verdict: z.enum(['valid', 'invalid', 'undecided']),
          reasons: z.array(z.enum(PAPER_INVALID_REASONS)),
          voidEntries: z.array(z.object({ name: z.string(), reason: z.enum(VOID_ENTRY_REASONS) })),
        }),
      ),
      totals: paperTotalsSchema,
    }),
  ),
});
export type TellerState = z.infer<typeof tellerStateSchema>;

export const tellerState = route({
  method: 'GET',
  path: '/api/teller/state',
  audience,
  summary: { zh: '计票人屏幕的状态', en: "State of a teller's screen" },
  body: null,
  response: tellerStateSchema,
  refusals: ['not-signed-in'],
});

export const takeTellerSeat = route({
  method: 'POST',
  path: '/api/teller/seat',
  audience,
  summary: { zh: '选定第一或第二计票', en: 'Be the first or the second teller' },
  body: z.strictObject({ seat: seatSchema }),
  response: doneSchema,
  refusals: ['not-signed-in', 'seat-taken'],
});

const placeSchema = { contest: z.int().min(0).max(19), number: z.int().min(1).max(65535) };

export const saveReading = route({
  method: 'PUT',
  path: '/api/teller/ballots',
  audience,
  summary: { zh: '记下或改正一张选票', en: 'Enter or correct one ballot' },
  body: z.strictObject({ ...placeSchema, ballot: paperReadingSchema }),
  response: doneSchema,
  refusals: ['not-signed-in', 'wrong-phase', 'seat-missing', 'ballot-does-not-fit', 'sheet-full', 'proposal-pending'],
});

export const takeBackReading = route({
  method: 'POST',
  path: '/api/teller/ballots/take-back',
  audience,
  summary: { zh: '撤回最后一张', en: 'Take the last ballot back' },
  body: z.strictObject(placeSchema),
  response: doneSchema,
  refusals: ['not-signed-in', 'wrong-phase', 'seat-missing', 'not-the-last'],
});

export const tellerRoutes = { tellerState, takeTellerSeat, saveReading, takeBackReading };

/** For the chief scrutineer: a paper that the tellers read differently, or with an altered row. */
export const doubtfulBallotSchema = z.object({
  contest: z.int(),
  number: z.int(),
  first: paperReadingSchema.nullable(),
  second: paperReadingSchema.nullable(),
  undecided: z.array(z.int()),
  settled: z.object({ reading: paperReadingSchema, reason: z.string() }).nullable(),
});
export type DoubtfulBallot = z.infer<typeof doubtfulBallotSchema>;
export const settlementSchema = z.strictObject({
  ...placeSchema,
  ballot: paperReadingSchema,
  reason: z.string().trim().min(1).max(200),
});
