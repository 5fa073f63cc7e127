/** 工作台账: the steps of a village's re-election with state, day, number, who and note; persons ticked one by one (rules §4.1). */
import { z } from 'zod';
import { dayNumber } from '../../tally/calendar/day.ts';
import { WORK_STEPS } from '../../tally/structure/work-steps.ts';
import { DOCX } from './papers.ts';
import { type Audience, route } from './route.ts';
import { dateSchema, doneSchema, problemSchema } from './shared.ts';
import { type Text, textSchema } from './text.ts';
import { importAnswer } from './villages.ts';

const line = (length: number) => z.string().trim().max(length);
const realDay = dateSchema.refine((day) => dayNumber(day) !== null);

export const STEP_STATES = ['open', 'under-way', 'done', 'not-needed'] as const;
export type StepState = (typeof STEP_STATES)[number];
export const STEP_STATE_NAME = {
  open: { zh: '未开始', en: 'Open' },
  'under-way': { zh: '进行中', en: 'Under way' },
  done: { zh: '已完成', en: 'Done' },
  'not-needed': { zh: '不需要', en: 'Not needed' },
} as const satisfies Record<StepState, Text>;

const stepNumber = z.int().min(1).max(WORK_STEPS.length);

export const ledgerLineSchema = z.strictObject({
  step: stepNumber,
  /** '' for the step itself; else one person of a step that is ticked person by person. */
  person: line(60),
  state: z.enum(STEP_STATES),
  /** To be done by; persons have none of their own. */
  due: realDay.nullable(),
  date: realDay.nullable(),
  number: line(60),
  who: line(80),
  note: line(400),
});
export type LedgerLine = z.infer<typeof ledgerLineSchema>;

/** State, day and number as the system's own data have them. */
const knownSchema = z.object({ state: z.enum(STEP_STATES), date: dateSchema.nullable(), number: z.string() });

export const ledgerStepSchema = z.object({
  step: stepNumber,
  title: textSchema,
  content: textSchema,
  ticks: z.enum(['audit', 'notified', 'inspection', 'pledge']).nullable(),
  /** As it was entered; what is known stands before it. */
  line: ledgerLineSchema,
  /** Null: the system knows nothing of this step, and it is entered. */
  known: knownSchema.nullable(),
  /** What the system's data say about it. */
  facts: z.array(textSchema),
  persons: z.array(
    ledgerLineSchema.extend({
      /** Of the persons who are to stand: cannot be taken out here. */
      listed: z.boolean(),
    }),
  ),
});
export type LedgerStep = z.infer<typeof ledgerStepSchema>;

export const workLedgerSchema = z.object({
  organization: z.string(),
  steps: z.array(ledgerStepSchema),
  /** Steps that are late, and steps missing after the ballot. */
  late: z.array(problemSchema),
});
export type WorkLedger = z.infer<typeof workLedgerSchema>;

export const LEDGER_REFUSALS = [
  'ledger-step-known',
  'ledger-no-person',
  'ledger-day-missing',
  'ledger-day-ahead',
  'ledger-persons-open',
] as const;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function routesAt<const P extends string, const A extends Audience>(base: P, audience: A) {
  const file = <const F extends string>(format: F, mediaType: string) =>
    route({
      method: 'GET',
      path: `${base}/file/${format}`,
      audience,
      summary: { zh: `工作台账（${format.toUpperCase()}）`, en: `The ledger as ${format.toUpperCase()}` },
      body: null,
      response: { mediaType },
      refusals: ['not-signed-in', 'organization-missing', 'test-run', 'not-printable'],
    });
  return {
    view: route({
      method: 'GET',
      path: base,
      audience,
      summary: { zh: '换届选举工作台账', en: 'The ledger of the re-election' },
      body: null,
      response: workLedgerSchema,
      refusals: ['not-signed-in', 'organization-missing', 'test-run'],
    }),
    save: route({
      method: 'PUT',
      path: `${base}/lines`,
      audience,
      summary: { zh: '登记一个步骤，或一个步骤中的一个人', en: 'Record a step, or one person of a step' },
      body: ledgerLineSchema,
      response: doneSchema,
      refusals: ['not-signed-in', 'organization-missing', 'test-run', ...LEDGER_REFUSALS],
    }),
    remove: route({
      method: 'DELETE',
      path: `${base}/lines/:step/:person`,
      audience,
      summary: { zh: '取消对一个人的登记', en: 'Take one person out of a step' },
      body: null,
      response: doneSchema,
      refusals: ['not-signed-in', 'organization-missing', 'test-run'],
    }),
    importFile: route({
      method: 'POST',
      path: `${base}/import`,
      audience,
      summary: { zh: '导入工作台账（CSV 或 XLSX）', en: 'Import the ledger (CSV or XLSX)' },
      /** `content` is plain base64. With an error on any line nothing is imported. */
      body: z.strictObject({ fileName: z.string().max(200), content: z.base64().max(2_000_000) }),
      response: importAnswer,
      refusals: ['not-signed-in', 'organization-missing', 'test-run', 'file-unreadable'],
    }),
    pdf: file('pdf', 'application/pdf'),
    docx: file('docx', DOCX),
    xlsx: file('xlsx', XLSX),
    csv: file('csv', 'text/csv'),
  };
}

/** The township's, by village. */
export const villageLedger = routesAt('/api/township/villages/:village/ledger', 'township');
/** The same ledger as the village's own office has it, by the meeting that belongs to the village. */
export const meetingLedger = routesAt('/api/organizer/meetings/:meeting/ledger', 'organizer');

export const workLedgerRoutes = {
  villageLedger: villageLedger.view,
  saveVillageLedger: villageLedger.save,
  removeVillageLedger: villageLedger.remove,
  importVillageLedger: villageLedger.importFile,
  villageLedgerPdf: villageLedger.pdf,
  villageLedgerDocx: villageLedger.docx,
  villageLedgerXlsx: villageLedger.xlsx,
  villageLedgerCsv: villageLedger.csv,
  meetingLedger: meetingLedger.view,
  saveMeetingLedger: meetingLedger.save,
  removeMeetingLedger: meetingLedger.remove,
  importMeetingLedger: meetingLedger.importFile,
  meetingLedgerPdf: meetingLedger.pdf,
  meetingLedgerDocx: meetingLedger.docx,
  meetingLedgerXlsx: meetingLedger.xlsx,
  meetingLedgerCsv: meetingLedger.csv,
};
