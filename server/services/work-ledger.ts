/** 工作台账 of a village: what is recorded of each step, beside what the system knows itself, and what of it is late (rules §4.1). */
import { err, ok, type Result } from '../../crypto/result.ts';
import { type LedgerFacts, workLedgerPaper } from '../../printables/documents/work-ledger.ts';
import { officialDate } from '../../printables/reports/official-words.ts';
import { addMonths } from '../../tally/calendar/day.ts';
import {
  type PersonTick,
  RECORDED_STEPS,
  TICK_NAME,
  TRAINING_MONTHS,
  WORK_STEPS,
} from '../../tally/structure/work-steps.ts';
import { EMPTY_DETAILS, type PAPER_FORMATS } from '../contract/papers.ts';
import { REFUSALS } from '../contract/refusals.ts';
import type { Problem } from '../contract/shared.ts';
import type { Text } from '../contract/text.ts';
import { unlisted } from '../contract/unlisted-village.ts';
import { type LEDGER_REFUSALS, type LedgerLine, STEP_STATE_NAME, type WorkLedger } from '../contract/work-ledger.ts';
import { ledgerList, readLedger } from '../papers/ledger-list.ts';
import type { NamedBytes } from '../papers/meeting-papers.ts';
import { officialFile } from '../papers/official-file.ts';
import { readTable } from '../papers/table-rows.ts';
import { listCsv, listXlsx } from '../papers/tables.ts';
import { type Line, stop } from '../papers/village-lists.ts';
import type { Database } from '../store/database.ts';
import { loadPaperDetails } from '../store/papers.ts';
import { ensureVillage, loadNomineesOf, loadVettings } from '../store/villages.ts';
import { deleteLedgerLine, loadLedger, type StoredLine, saveLedgerLine } from '../store/work-ledger.ts';
import { knownSteps, type StepSources } from './known-steps.ts';
import { loadPlan } from './plan.ts';
import type { RecordLog } from './record-log.ts';
import { chineseDay } from './township.ts';
import { departmentsThatVet, loadVillageFacts } from './village-facts.ts';
import { electedOn, electionDay, type VillageFacts } from './village-progress.ts';

type LineCode = (typeof LEDGER_REFUSALS)[number];
type Refused = { readonly code: LineCode; readonly detail: readonly Text[] };

export type WorkLedgers = {
  readonly view: (organization: string) => Promise<WorkLedger>;
  readonly save: (organization: string, line: LedgerLine) => Promise<Result<true, Refused>>;
  readonly remove: (organization: string, step: number, person: string) => Promise<void>;
  /** Every line or none. */
  readonly importFile: (
    organization: string,
    file: Uint8Array,
  ) => Promise<
    Result<{ readonly imported: boolean; readonly rows: number; readonly lines: Line[] }, 'file-unreadable'>
  >;
  readonly file: (organization: string, format: (typeof PAPER_FORMATS)[number]) => Promise<NamedBytes>;
};

const emptyLine = (step: number, person: string): LedgerLine => ({
  step,
  person,
  state: 'open',
  due: null,
  date: null,
  number: '',
  who: '',
  note: '',
});

/**
 * 离任审计 is of who holds a post now; 考察 and 纪律承诺 of everybody who is to stand. Who is away no data say: the office names whom it
 * has told.
 */
function namedFor(ticks: PersonTick, { nominees }: StepSources): readonly string[] {
  if (ticks === 'notified') return [];
  return nominees.filter(({ sitting }) => ticks !== 'audit' || sitting !== null).map(({ name }) => name);
}

const lineOf = ({ organization: _, ...line }: LedgerLine & { readonly organization?: string }): LedgerLine => line;

export function ledgerOf(sources: StepSources, stored: readonly LedgerLine[], today: string): WorkLedger {
  const lines = stored.map(lineOf);
  const known = knownSteps(sources, today);
  const steps = WORK_STEPS.map(({ step, title, content, ticks = null }): WorkLedger['steps'][number] => {
    const own = lines.filter((line) => line.step === step);
    const listed = ticks === null ? [] : namedFor(ticks, sources);
    const entered = own.flatMap(({ person }) => (person === '' || listed.includes(person) ? [] : [person]));
    return {
      step,
      title,
      content,
      ticks,
      line: own.find(({ person }) => person === '') ?? emptyLine(step, ''),
      known: known.get(step)?.known ?? null,
      facts: [...(known.get(step)?.facts ?? [])],
      persons: [...listed, ...entered].map((name) => ({
        ...(own.find(({ person }) => person === name) ?? emptyLine(step, name)),
        listed: listed.includes(name),
      })),
    };
  });
  return { organization: sources.village.organization, steps, late: lateSteps(sources, steps, today) };
}

type Step = WorkLedger['steps'][number];

const stateOf = ({ known, line }: Step) => known?.state ?? line.state;
const isOver = (state: LedgerLine['state']): boolean => state === 'done' || state === 'not-needed';
/** Whoever is named later is still to be recorded. */
const isFinished = (step: Step): boolean => isOver(stateOf(step)) && step.persons.every(({ state }) => isOver(state));

const late = (code: string, zh: string, en: string): Problem => ({
  severity: 'warning',
  code,
  clause: 'rules §4.1',
  zh,
  en,
});

/** Past the day by which it was to be done; and after the ballot, what should have been recorded before it. */
function lateSteps(facts: VillageFacts, steps: readonly Step[], today: string): Problem[] {
  const elected = electedOn(facts);
  const dueOf = ({ step, line }: Step): string | null =>
    line.due ?? (step === 31 && elected !== null ? addMonths(elected, TRAINING_MONTHS) : null);
  const overdue = steps.filter((step) => {
    const due = dueOf(step);
    return due !== null && due < today && !isFinished(step);
  });
  const held = electionDay(facts);
  const isKept = steps.some(({ line, persons }) => [line, ...persons].some(({ state }) => state !== 'open'));
  const missing =
    isKept && held !== null && held < today
      ? steps.filter((step) => RECORDED_STEPS.includes(step.step) && !isFinished(step) && !overdue.includes(step))
      : [];
  return [
    ...overdue.map((step) =>
      late(
        'step-late',
        `第 ${step.step} 步“${step.title.zh}”应在${officialDate(dueOf(step) ?? '')}前完成，还没有完成。`,
        `Step ${step.step}, ${step.title.en}, was due by ${dueOf(step)} and is not done.`,
      ),
    ),
    ...(missing.length === 0
      ? []
      : [
          late(
            'steps-unrecorded',
            `选举日已过，工作台账还缺：${missing.map(({ step, title }) => `${step} ${title.zh}`).join('、')}。`,
            `The day of the election has passed; the ledger lacks: ${missing.map(({ step, title }) => `${step} ${title.en}`).join(', ')}.`,
          ),
        ]),
  ];
}

/** What stands against a line as it was typed or read, beside the other lines as they would then be. */
function refusedLine(line: LedgerLine, after: WorkLedger, today: string): Refused | null {
  const step = after.steps.find((one) => one.step === line.step);
  const refused = (code: LineCode, detail: readonly Text[] = []): Refused => ({ code, detail });
  if (step === undefined || (line.person !== '' && step.ticks === null)) return refused('ledger-no-person');
  const { known } = step;
  if (line.person === '' && known !== null) {
    const isTyped = line.state !== 'open' || line.date !== null || line.number !== '';
    const isSame = line.state === known.state && line.date === known.date && line.number === known.number;
    return isTyped && !isSame ? refused('ledger-step-known') : null;
  }
  if (line.state === 'done' && line.date === null) return refused('ledger-day-missing');
  if (line.date !== null && line.date > today) return refused('ledger-day-ahead');
  const open = step.persons.filter(({ state }) => !isOver(state));
  if (line.person === '' && line.state === 'done' && open.length > 0)
    return refused(
      'ledger-persons-open',
      open.map(({ person }) => ({ zh: person, en: person })),
    );
  return null;
}

/** What is known is kept once, in the data that it comes from. */
const withoutKnown = (line: LedgerLine, ledger: WorkLedger): LedgerLine =>
  line.person === '' && ledger.steps.some(({ step, known }) => step === line.step && known !== null)
    ? { ...line, state: 'open', date: null, number: '' }
    : line.person === ''
      ? line
      : { ...line, due: null };

const merged = (lines: readonly LedgerLine[], given: readonly LedgerLine[]): readonly LedgerLine[] => [
  ...lines.filter((line) => !given.some(({ step, person }) => step === line.step && person === line.person)),
  ...given,
];

const textOf = (words: readonly Text[]): string => words.map(({ zh }) => zh).join('；');

/** As it is printed: what is known stands in place of what would be entered. */
export const ledgerFacts = ({ organization, steps }: WorkLedger, day: string): LedgerFacts => ({
  organization,
  day,
  steps: steps.map((step) => {
    const { line, known, facts, title } = step;
    return {
      step: step.step,
      title: title.zh,
      state: STEP_STATE_NAME[stateOf(step)].zh,
      due: line.due,
      date: known === null ? line.date : known.date,
      number: known === null ? line.number : known.number,
      who: line.who,
      note: [textOf(facts), line.note].filter((part) => part !== '').join('；'),
    };
  }),
  ticked: steps.flatMap(({ step, ticks, persons }) =>
    ticks === null || persons.length === 0
      ? []
      : [
          {
            step,
            title: TICK_NAME[ticks].zh,
            persons: persons.map(({ person, state, date, number, who, note }) => ({
              name: person,
              state: STEP_STATE_NAME[state].zh,
              date,
              number,
              who,
              note,
            })),
          },
        ],
  ),
});

/** Everything that the steps of one village are known by. */
export async function stepSources(
  db: Database,
  log: Pick<RecordLog, 'state'>,
  facts: VillageFacts,
): Promise<StepSources> {
  const { organization } = facts.village;
  const nominees = await loadNomineesOf(db, organization);
  const ids = new Set(nominees.map(({ id }) => id));
  const held = facts.meetings.filter(({ kind }) => kind === 'assembly').at(-1);
  const plan = held === undefined ? undefined : await loadPlan(db, held.id);
  const details = held === undefined ? undefined : await loadPaperDetails(db, held.id);
  const { meetingNoticeDate = null, noticeFrom, noticeTo } = { ...EMPTY_DETAILS, ...details };
  return {
    ...facts,
    nominees,
    vettings: nominees.length === 0 ? [] : (await loadVettings(db)).filter(({ nominee }) => ids.has(nominee)),
    departments: await departmentsThatVet(db),
    assembly:
      plan === undefined
        ? null
        : {
            plan,
            carried: (await log.state(plan.meeting.id)).motions.flatMap(({ entry }) =>
              entry.carried ? [entry.subject] : [],
            ),
            noticeDate: meetingNoticeDate,
            publicity: [noticeFrom, noticeTo],
          },
  };
}

/** For the list of what is late: of a village nobody keeps a ledger of, only what its own data say. */
export async function ledgerLate(
  db: Database,
  log: Pick<RecordLog, 'state'>,
  facts: VillageFacts,
  lines: readonly StoredLine[],
  today: string,
): Promise<readonly Problem[]> {
  const own = lines.filter(({ organization }) => organization === facts.village.organization);
  // Step 31 is due by itself once somebody is elected.
  if (own.length === 0 && electedOn(facts) === null) return [];
  return ledgerOf(await stepSources(db, log, facts), own, today).late;
}

export function createWorkLedgers({
  db,
  log,
  now,
}: {
  readonly db: Database;
  readonly log: Pick<RecordLog, 'state'>;
  readonly now: () => Date;
}): WorkLedgers {
  const today = () => chineseDay(now());

  async function sourcesOf(tx: Database, organization: string): Promise<StepSources> {
    await ensureVillage(tx, unlisted(organization));
    const [facts] = await loadVillageFacts(tx, log, organization);
    if (facts === undefined) throw new Error('work-ledger: a village was not stored');
    return stepSources(tx, log, facts);
  }

  const view = async (organization: string): Promise<WorkLedger> =>
    ledgerOf(await sourcesOf(db, organization), await loadLedger(db, organization), today());

  /** Those that nothing stands against; else what does, by index. */
  async function take(
    organization: string,
    given: readonly LedgerLine[],
  ): Promise<readonly { readonly at: number; readonly refused: Refused }[]> {
    return db.transaction(async (tx) => {
      const sources = await sourcesOf(tx, organization);
      const after = ledgerOf(sources, merged(await loadLedger(tx, organization), given), today());
      const found = given.flatMap((line, at) => {
        const refused = refusedLine(line, after, today());
        return refused === null ? [] : [{ at, refused }];
      });
      if (found.length === 0)
        for (const line of given) await saveLedgerLine(tx, organization, withoutKnown(line, after));
      return found;
    });
  }

  return {
    view,
    save: async (organization, line) => {
      const [found] = await take(organization, [line]);
      return found === undefined ? ok(true) : err(found.refused);
    },
    remove: (organization, step, person) => deleteLedgerLine(db, organization, step, person),
    importFile: async (organization, file) => {
      const table = await readTable(file);
      if (!table.ok) return table;
      const { values, lines } = readLedger(table.value, await view(organization));
      if (lines.length > 0) return ok({ imported: false, rows: 0, lines: [...lines] });
      const found = await take(
        organization,
        values.map(({ line: _, ...value }) => value),
      );
      return ok({
        imported: found.length === 0 && values.length > 0,
        rows: found.length === 0 ? values.length : 0,
        lines: found.map(({ at, refused: { code, detail } }) => {
          const names = detail.map(({ zh }) => zh).join('、');
          const { zh, en } = REFUSALS[code];
          return stop(
            values[at]?.line ?? 1,
            code,
            names === '' ? zh : `${zh}${names}。`,
            names === '' ? en : `${en} ${names}`,
          );
        }),
      });
    },
    file: async (organization, format) => {
      const ledger = await view(organization);
      if (format === 'xlsx' || format === 'csv') {
        const list = ledgerList(ledger);
        const bytes = format === 'xlsx' ? await listXlsx(list) : listCsv(list);
        return { bytes, fileName: `工作台账.${format}` };
      }
      const document = workLedgerPaper(ledgerFacts(ledger, officialDate(today())));
      return officialFile(document, format, { office: organization, posted: today(), days: [] });
    },
  };
}
