import { z } from 'zod';
import { screenSettingsSchema, screenStepSchema } from './organizer.ts';
import { route } from './route.ts';
import {
  accountingConditionSchema,
  attendanceSchema,
  contestSchema,
  countSchema,
  meetingSummarySchema,
  motionSchema,
  roundResultSchema,
} from './shared.ts';
import { textSchema } from './text.ts';

/**
 * The big screen shows one view, chosen by the operator; every part of the answer that the view does not need is null,
 * so that results and names exist in the page only after their release (UX 5.6).
 */
export const screenStateSchema = z.object({
  name: z.string(),
  meeting: meetingSummarySchema,
  place: z.string(),
  chair: z.string(),
  ...screenStepSchema.shape,
  ...screenSettingsSchema.shape,
  digits: z.array(z.string()).length(5).nullable(),
  /** The head of the log as everybody in the hall can compare it with a scrutineer's device or a witness's screen. */
  log: z
    .object({
      /** Of the completed key ceremony, or the running one; null before its packages are in. */
      digits: z.array(z.string()).length(5).nullable(),
      size: z.int(),
      rootGroups: z.array(z.string()).length(4),
      /** Who has cosigned exactly this head. */
      scrutineers: z.object({ cosigned: z.int(), of: z.int() }),
      witnesses: z.object({ cosigned: z.int(), of: z.int() }),
    })
    .nullable(),
  attendance: attendanceSchema.nullable(),
  /** Who has checked in these seconds, to be welcomed by name. `id` tells two of one name apart. */
  arrivals: z.array(z.object({ id: z.int(), name: z.string() })).nullable(),
  contests: z.array(contestSchema).nullable(),
  /** While it runs `cast` advances by fives and with the groups of the log, never ballot by ballot. */
  voting: z.object({ issued: countSchema, cast: countSchema, paused: z.boolean(), stopped: z.boolean() }).nullable(),
  /** Of a round on paper, by the numbers that were entered; `recovered` null until the box is opened. */
  paper: z
    .object({
      stopped: z.boolean(),
      /** Each kind of ballot has its own; forms with several lists are one heap. */
      boxes: z.array(z.object({ title: textSchema, issued: countSchema, recovered: countSchema.nullable() })),
    })
    .nullable(),
  /** 清点: the cards of a closed round, as the signed `close` states them. */
  accounting: z
    .object({
      made: countSchema,
      received: countSchema,
      exchanged: countSchema,
      unissued: countSchema,
      cast: countSchema,
      challenged: countSchema,
      returned: countSchema,
      damaged: countSchema,
      unreadable: countSchema,
      missing: countSchema,
      conditions: z.array(accountingConditionSchema),
    })
    .nullable(),
  counting: z
    .object({
      threshold: z.int(),
      scrutineers: z.array(z.object({ name: z.string(), decrypted: z.boolean() })),
      checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: textSchema })),
    })
    .nullable(),
  result: roundResultSchema.nullable(),
  elected: z
    .array(
      z.object({
        post: z.string(),
        title: textSchema,
        names: z.array(z.string()),
        /** 待确认 (rules §5.2 W14). */
        unconfirmed: z.array(z.string()),
        /** Void: nobody was elected, and the election is held again (rules §5.2 W5). */
        election: z.enum(['valid', 'void']),
        /** A pre-election names candidates. */
        preliminary: z.boolean(),
      }),
    )
    .nullable(),
  /** The chosen motion. */
  motion: motionSchema.nullable(),
  /** Address of the check page (for the QR code) and the root that the result sheet of the round prints. */
  verify: z.object({ address: z.string(), root: z.string(), rootGroups: z.array(z.string()) }).nullable(),
});
export type ScreenState = z.infer<typeof screenStateSchema>;

export const screenState = route({
  method: 'GET',
  path: '/api/screen/state',
  audience: 'screen',
  summary: { zh: '大屏的内容', en: 'What the big screen shows' },
  body: null,
  response: screenStateSchema,
  refusals: ['not-signed-in'],
});

/** Before it is chosen the operator sees what the wall would show: the same answer, after the same release. */
export const screenPreview = route({
  method: 'GET',
  path: '/api/organizer/meetings/:meeting/screen/:view/:round/:part',
  audience: 'organizer',
  summary: { zh: '大屏预览', en: 'Preview of the big screen' },
  body: null,
  response: screenStateSchema,
  refusals: ['not-signed-in', 'not-released'],
});

export const screenRoutes = { screenState, screenPreview };
