/** Printing through the print service of the server (CUPS): queues, who prints where, and the state of a job. */
import { z } from 'zod';
import { route } from './route.ts';
import { bytes32Schema, bytes64Schema, doneSchema, roundNumberSchema } from './shared.ts';
import { textSchema } from './text.ts';

const inMeeting = '/api/organizer/meetings/:meeting' as const;

/** Names as CUPS allows them. */
export const queueNameSchema = z.string().regex(/^[^\s/#?'"\\]{1,127}$/);

/** Why a printer does not print: its own keyword without the suffix, and what that means. */
const reasonSchema = textSchema.extend({ code: z.string() });
export type PrinterReason = z.infer<typeof reasonSchema>;

export const queueSchema = z.object({
  name: z.string(),
  info: z.string(),
  location: z.string(),
  state: z.enum(['idle', 'processing', 'stopped']),
  /** It prints what it is given now: not stopped, taking jobs, and no reason that is an error. */
  ready: z.boolean(),
  reasons: z.array(reasonSchema),
});
export type QueueView = z.infer<typeof queueSchema>;

/** What the organizer sees of printing; it is asked of the print service and kept nowhere. */
export const printingSchema = z.object({
  /** False: no print service answers; everything is printed by the browsers then. */
  service: z.boolean(),
  queues: z.array(queueSchema),
  /** The queue of the A4 papers; null: they are printed from the browser. */
  papers: z.string().nullable(),
});
export type PrintingView = z.infer<typeof printingSchema>;

export const jobViewSchema = z.object({
  state: z.enum(['pending', 'processing', 'stopped', 'completed', 'cancelled', 'failed']),
  reasons: z.array(reasonSchema),
});
export type JobView = z.infer<typeof jobViewSchema>;

const started = z.object({ job: z.string() });
const START_REFUSALS = [
  'not-signed-in',
  'no-printer',
  'printer-busy',
  'printer-unknown',
  'printer-refused',
  'print-service-unreachable',
] as const;

export const saveMachinePrinter = route({
  method: 'PUT',
  path: `${inMeeting}/machines/:machine/printer`,
  audience: 'organizer',
  summary: { zh: '投票机的小票打印机', en: 'The slip printer of a kiosk' },
  body: z.strictObject({ queue: queueNameSchema.nullable() }),
  response: doneSchema,
  refusals: ['not-signed-in', 'printer-taken'],
});

export const savePaperPrinter = route({
  method: 'PUT',
  path: `${inMeeting}/paper-printer`,
  audience: 'organizer',
  summary: { zh: '打印 A4 文件的打印机', en: 'The printer of the A4 papers' },
  body: z.strictObject({ queue: queueNameSchema.nullable() }),
  response: doneSchema,
  refusals: ['not-signed-in', 'printer-taken'],
});

/** What the organizer can have printed on A4. Cards are not among it: their seeds never reach the server. */
export const printableSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paper'), paper: z.string().max(60) }),
  z.strictObject({ kind: z.literal('card-reports'), round: roundNumberSchema }),
  z.strictObject({ kind: z.literal('result-sheet'), round: roundNumberSchema }),
]);
export type Printable = z.infer<typeof printableSchema>;

export const printPaper = route({
  method: 'POST',
  path: `${inMeeting}/print`,
  audience: 'organizer',
  summary: { zh: '打印一份文件', en: 'Print a paper' },
  body: z.strictObject({ document: printableSchema, copies: z.int().min(1).max(200) }),
  response: started,
  refusals: [...START_REFUSALS, 'paper-not-ready', 'not-printable'],
});

export const printTest = route({
  method: 'POST',
  path: `${inMeeting}/print/test`,
  audience: 'organizer',
  summary: { zh: '测试打印', en: 'Print a test page' },
  body: z.strictObject({ queue: queueNameSchema, paper: z.enum(['slip', 'a4']) }),
  response: started,
  refusals: START_REFUSALS,
});

export const printJob = route({
  method: 'GET',
  path: `${inMeeting}/print/:job`,
  audience: 'organizer',
  summary: { zh: '打印进行到哪里', en: 'How far a print is' },
  body: null,
  response: jobViewSchema,
  refusals: ['not-signed-in'],
});

export const cancelPrint = route({
  method: 'DELETE',
  path: `${inMeeting}/print/:job`,
  audience: 'organizer',
  summary: { zh: '取消打印', en: 'Cancel a print' },
  body: null,
  response: doneSchema,
  refusals: ['not-signed-in'],
});

/**
 * §7.3, §7.6: the slip of an answer this server signed. It is made of what the server knows already; there is no member for
 * a mark, and the object is strict.
 */
export const printSlip = route({
  method: 'POST',
  path: '/api/kiosk/slips',
  audience: 'kiosk',
  summary: { zh: '打印查验单', en: 'Print a slip' },
  body: z.strictObject({
    kind: z.enum(['pending', 'accepted']),
    T: bytes32Schema,
    h: bytes32Schema,
    signature: bytes64Schema,
  }),
  response: started,
  refusals: [...START_REFUSALS, 'signature-invalid', 'not-printable'],
});

/** The proof of zero of this kiosk (UX 6.28): drawn of an empty box only, and before voting opens. */
export const printBoxSlip = route({
  method: 'POST',
  path: '/api/kiosk/slips/empty-box',
  audience: 'kiosk',
  summary: { zh: '打印“票箱为空”', en: 'Print the slip of the empty box' },
  body: z.strictObject({}),
  response: started,
  refusals: [...START_REFUSALS, 'paper-not-ready', 'not-printable'],
});

export const slipJob = route({
  method: 'GET',
  path: '/api/kiosk/slips/:job',
  audience: 'kiosk',
  summary: { zh: '查验单打印到哪里', en: 'How far a slip is' },
  body: null,
  response: jobViewSchema,
  refusals: ['not-signed-in'],
});

export const cancelSlip = route({
  method: 'DELETE',
  path: '/api/kiosk/slips/:job',
  audience: 'kiosk',
  summary: { zh: '不再打印查验单', en: 'Cancel a slip' },
  body: null,
  response: doneSchema,
  refusals: ['not-signed-in'],
});

export const printingRoutes = {
  saveMachinePrinter,
  savePaperPrinter,
  printPaper,
  printTest,
  printJob,
  cancelPrint,
  printSlip,
  printBoxSlip,
  slipJob,
  cancelSlip,
};
