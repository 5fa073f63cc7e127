import { z } from 'zod';
import { VERDICTS } from '../../tally/record/ballot-entries.ts';
import { meetingEntry } from '../../tally/record/meeting-entry.ts';
import { roundEntry } from '../../tally/record/round-entries.ts';
import { kioskHealthSchema, slipsSchema } from './organizer.ts';
import { route } from './route.ts';
import {
  bytes32Schema,
  bytes64Schema,
  countSchema,
  doneSchema,
  meetingSummarySchema,
  objectSchema,
  pickableSchema,
  roundNumberSchema,
  surnameSchema,
} from './shared.ts';
import { voiceClipSchema } from './voices.ts';

const audience = 'kiosk' as const;

export const kioskStateSchema = z.object({
  name: z.string(),
  calibrated: z.boolean(),
  meeting: meetingSummarySchema,
  /** 'closed': not (or no more) the time; 'zero': the empty box is shown (UX S1); 'open'; 'paused'. */
  voting: z.enum(['closed', 'zero', 'open', 'paused']),
  /** Entries of the record as they stand there: the kiosk checks signatures and recomputes ctx, circuit and server keys from them. */
  meetingEntry: meetingEntry.nullable(),
  roundEntry: roundEntry.nullable(),
  /** Hash of the meeting entry, base64url; the kiosk recomputes it. */
  meetingHash: bytes32Schema.nullable(),
  /** Every round number of this meeting, to tell "card of another round" from "unknown card". */
  rounds: z.array(roundNumberSchema),
  /** How the persons of this ballot are shown and picked; candidates and write-in list by label. */
  people: z.array(pickableSchema),
  surnames: z.array(surnameSchema),
  /** Ballots in the box: 0 has to stand here before opening. */
  cast: countSchema,
  /** Voting is about to be opened: the scrutineers have the opening before them, and the proof of zero is printed (UX 6.28). */
  opening: z.boolean(),
  /** Acceptances of this round that the server holds, of all kiosks together: kiosks are not told apart. */
  acceptances: countSchema,
  /** The check page as a phone in the hall reaches it, for receipts; a kiosk itself may be served from 127.0.0.1. */
  checkAddress: z.string(),
  /** What this kiosk prints on slips. */
  slips: slipsSchema,
  /** Who prints them: this browser, or the queue the organizer chose. */
  slipPrinter: z.enum(['browser', 'queue']),
  /** Whoever votes here hears what has the focus and what she marked, and nobody else hears it. */
  headphones: z.boolean(),
  /** Own recordings, all to be fetched before anybody votes; of names and words only where there are headphones. */
  voices: z.array(voiceClipSchema),
  /** What the server has heard of this kiosk's devices. */
  health: kioskHealthSchema.nullable(),
});
export type KioskState = z.infer<typeof kioskStateSchema>;

/** Token signature (R, s) of specification §2. */
const tokenSignature = { R: bytes32Schema, s: bytes32Schema };

export const kioskState = route({
  method: 'GET',
  path: '/api/kiosk/state',
  audience,
  summary: { zh: '投票机的状态', en: 'State of the kiosk' },
  body: null,
  response: kioskStateSchema,
  refusals: ['not-signed-in'],
});

export const calibrate = route({
  method: 'POST',
  path: '/api/kiosk/calibration',
  audience,
  summary: { zh: '屏幕校准完成', en: 'The screen has been calibrated' },
  body: z.strictObject({
    pxPerMm: z.number().positive().max(100),
    widthMm: z.number().positive().max(3000),
    heightMm: z.number().positive().max(3000),
  }),
  response: doneSchema,
  refusals: ['not-signed-in'],
});

export const tellHealth = route({
  method: 'POST',
  path: '/api/kiosk/health',
  audience,
  summary: {
    zh: '扫码器、摄像头和空票箱的状态，要不要工作人员',
    en: 'State of scanner, camera and empty box, and whether staff are needed',
  },
  body: kioskHealthSchema,
  response: doneSchema,
  refusals: ['not-signed-in'],
});

/** §7.1: only T is sent. Only 'free' starts a session. */
export const askToken = route({
  method: 'POST',
  path: '/api/kiosk/token',
  audience,
  summary: { zh: '这张卡能不能投票', en: 'May this card vote' },
  body: z.strictObject({ T: bytes32Schema }),
  /** `round`: the round whose list holds T, null when unknown; another round than the open one: wrong round. */
  response: z.object({
    state: z.enum(['free', 'cast', 'challenged', 'void', 'unknown']),
    round: roundNumberSchema.nullable(),
  }),
  refusals: ['not-signed-in', 'voting-closed'],
});

/** §7.2: stored durably as T's only pending ballot; `signature` over {type:'pending', ctx, T, h}. */
export const submitPending = route({
  method: 'POST',
  path: '/api/kiosk/pending',
  audience,
  summary: { zh: '核对页打开：提交加密的选票', en: 'The review page opens: hand in the encrypted ballot' },
  body: z.strictObject({ ballot: objectSchema, ...tokenSignature }),
  response: z.object({ signature: bytes64Schema }),
  refusals: [
    'not-signed-in',
    'voting-closed',
    'card-unknown',
    'card-cast',
    'card-challenged',
    'card-void',
    'proof-invalid',
    'signature-invalid',
  ],
});

/** §7.4: committed to disk before it is answered; `signature` over {type:'accepted', ctx, T, h}. Repeating gives the same answer. */
export const castBallot = route({
  method: 'POST',
  path: '/api/kiosk/cast',
  audience,
  summary: { zh: '投出选票', en: 'Cast the ballot' },
  body: z.strictObject({ T: bytes32Schema, h: bytes32Schema, ...tokenSignature }),
  response: z.object({ signature: bytes64Schema }),
  refusals: [
    'not-signed-in',
    'voting-closed',
    'card-unknown',
    'card-cast',
    'card-challenged',
    'card-void',
    'not-pending',
    'signature-invalid',
  ],
});

/**
 * §7.5: opens the pending ballot. `signature` over {type:'challenged', ctx, T, h}, committed to disk before it is answered; the
 * opening and its verdict enter the record whatever the verdict is. Repeating gives the same answer. There is no member for a
 * card's seed or τ, and the object is strict.
 */
export const challengeBallot = route({
  method: 'POST',
  path: '/api/kiosk/challenge',
  audience,
  summary: { zh: '抽查：公开这张选票，不投出', en: 'Challenge: open this ballot instead of casting it' },
  body: z.strictObject({
    T: bytes32Schema,
    h: bytes32Schema,
    ...tokenSignature,
    /** Counter bits, one list per contest, as they were marked. */
    marks: z.array(z.array(z.union([z.literal(0), z.literal(1)])).max(65_536)).max(99),
    /** Ballot seed. */
    seed: bytes32Schema,
  }),
  response: z.object({ verdict: z.enum(VERDICTS), signature: bytes64Schema }),
  refusals: [
    'not-signed-in',
    'voting-closed',
    'card-unknown',
    'card-cast',
    'card-challenged',
    'card-void',
    'not-pending',
    'signature-invalid',
  ],
});

/** §7.4: after a crash the card alone tells the truth: what was answered to its cast, or to its challenge. */
export const askStatus = route({
  method: 'POST',
  path: '/api/kiosk/status',
  audience,
  summary: { zh: '取回已投出或已抽查的确认', en: 'Fetch the stored answer to a cast or a challenge' },
  body: z.strictObject({ T: bytes32Schema, ...tokenSignature }),
  response: z.object({ state: z.enum(['cast', 'challenged']), h: bytes32Schema, signature: bytes64Schema }),
  refusals: ['not-signed-in', 'card-unknown', 'nothing-accepted', 'signature-invalid'],
});

/** Acceptances this kiosk received, sorted by h (§3); scrutineers' devices collect them through the server. */
export const submitAcceptances = route({
  method: 'POST',
  path: '/api/kiosk/acceptances',
  audience,
  summary: { zh: '交出收到的投票确认', en: 'Hand over the acceptances received' },
  body: z.strictObject({
    acceptances: z
      .array(z.strictObject({ ctx: bytes32Schema, T: bytes32Schema, h: bytes32Schema, signature: bytes64Schema }))
      .max(5000),
  }),
  response: z.object({ held: countSchema }),
  refusals: ['not-signed-in', 'signature-invalid'],
});

export const kioskRoutes = {
  kioskState,
  calibrate,
  tellHealth,
  askToken,
  submitPending,
  castBallot,
  challengeBallot,
  askStatus,
  submitAcceptances,
};
