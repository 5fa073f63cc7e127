/** The papers, lists and the archive of one meeting: what there is, and each of them as bytes. */

import { err, ok, type Result } from '../../crypto/result.ts';
import { officialDocx } from '../../printables/documents/document-docx.ts';
import { officialPdf } from '../../printables/documents/document-pdf.ts';
import { type DocumentFacts, timeOf } from '../../printables/documents/facts.ts';
import { BALLOT_SPECIMEN } from '../../printables/qr/slip-words.ts';
import { paperSheetData } from '../../printables/reports/paper-sheet.ts';
import { resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { isTestRunTitle } from '../../tally/meeting/test-run.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { EMPTY_DETAILS, type Paper, type PaperDetails } from '../contract/papers.ts';
import type { Text } from '../contract/text.ts';
import type { Comparison } from '../contract/villages.ts';
import type { AttendanceSheets } from '../services/attendance-sheet.ts';
import { type CheckIn, isDeskPhase } from '../services/check-in.ts';
import { fonts } from '../services/fonts.ts';
import { loadPlan, type Plan } from '../services/plan.ts';
import type { RecordLog } from '../services/record-log.ts';
import { countedBy, type RecordState } from '../services/record-state.ts';
import type { RoundViews } from '../services/round-views.ts';
import { loadAttendance } from '../store/attendance.ts';
import type { Database } from '../store/database.ts';
import { loadPaperDetails } from '../store/papers.ts';
import { conditionList } from './condition-list.ts';
import { appraisalObjectList, nomineeList } from './form-lists.ts';
import { compareList } from './list-comparison.ts';
import {
  attendanceList,
  type CountedForm,
  candidateList,
  LIST_TITLES,
  type List,
  type ListKind,
  READ_BACK,
  resultList,
  rollList,
} from './lists.ts';
import { motionList } from './motion-list.ts';
import { officialList } from './official-list.ts';
import { paperFacts, reportsOf } from './paper-facts.ts';
import { ATTENDANCE_SHEET, FORM_KINDS, OFFICIAL_KINDS, SPECIMEN_BALLOT } from './paper-kinds.ts';
import { readTable } from './table-rows.ts';
import { listCsv, listXlsx } from './tables.ts';

export interface NamedBytes {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export type MeetingPapers = {
  /** What the papers of a meeting say now. */
  readonly facts: (meeting: string) => Promise<DocumentFacts | undefined>;
  readonly list: (meeting: string) => Promise<{ readonly details: PaperDetails; readonly papers: Paper[] } | undefined>;
  /** Undefined: there is no such paper, or not yet. */
  readonly pdf: (meeting: string, kind: string) => Promise<NamedBytes | undefined>;
  readonly docx: (meeting: string, kind: string) => Promise<NamedBytes | undefined>;
  readonly xlsx: (meeting: string, kind: string) => Promise<NamedBytes | undefined>;
  readonly csv: (meeting: string, kind: string) => Promise<NamedBytes | undefined>;
  /** The headings of a list that can be given back, and nobody under them. */
  readonly template: (meeting: string, kind: string) => Promise<NamedBytes | undefined>;
  /** Of a list that is the record's own and not read back. */
  readonly compare: (
    meeting: string,
    kind: string,
    file: Uint8Array,
  ) => Promise<Result<Comparison, 'paper-not-ready' | 'file-unreadable'>>;
};

const CHECK_IN: Text = { zh: '开始签到以后', en: 'once check-in has begun' };
const RESULT: Text = { zh: '计票以后', en: 'after the count' };

const hasCandidates = ({ posts }: DocumentFacts): boolean => posts.some(({ candidates }) => candidates.length > 0);

const offersOfficial = ({ meeting }: Plan) => OFFICIAL_KINDS.filter(({ meetings }) => meetings.includes(meeting.kind));
const offersForms = ({ meeting }: Plan) => FORM_KINDS.filter(({ meetings }) => meetings.includes(meeting.kind));

export function createMeetingPapers(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly views: RoundViews;
  readonly checkIn: CheckIn;
  readonly sheets: AttendanceSheets;
}): MeetingPapers {
  const { db, log, sheets } = options;

  async function prepared(
    meeting: string,
  ): Promise<{ readonly plan: Plan; readonly facts: DocumentFacts } | undefined> {
    const plan = await loadPlan(db, meeting);
    return plan === undefined ? undefined : { plan, facts: await paperFacts(options, plan) };
  }

  async function official(meeting: string, kind: string) {
    const found = await prepared(meeting);
    if (found === undefined) return undefined;
    const document = offersOfficial(found.plan)
      .find((one) => one.kind === kind)
      ?.of(found.facts);
    if (document === undefined || document === null) return undefined;
    const { organization, day, title } = found.facts;
    return { document, author: organization, date: timeOf(day), specimen: isTestRunTitle(title) };
  }

  async function list(meeting: string, kind: string): Promise<List | undefined> {
    const plan = await loadPlan(db, meeting);
    if (plan === undefined) return undefined;
    switch (kind) {
      case 'roll':
        return rollList(plan);
      case 'candidates':
        return candidateList(plan);
      case 'conditions':
        return conditionList(plan);
      case 'officials':
        return officialList(plan);
      case 'appraisal-objects':
        return appraisalObjectList(plan.meeting.draft);
      case 'nominees':
        return nomineeList(plan.meeting.draft);
      case 'attendance':
        return isDeskPhase(plan.meeting.phase) ? attendanceList(plan, await loadAttendance(db, meeting)) : undefined;
      case 'motions':
        return motionList(await log.state(meeting)) ?? undefined;
      case 'results': {
        const forms = await countedForms(log, meeting);
        const reports = await reportsOf(log, meeting);
        return forms.length === 0 && reports.length === 0 ? undefined : resultList(reports, forms);
      }
      default: {
        const written = offersOfficial(plan).find((one) => one.kind === kind)?.list;
        return written?.(await paperFacts(options, plan));
      }
    }
  }

  return {
    facts: async (meeting) => (await prepared(meeting))?.facts,

    list: async (meeting) => {
      const plan = await loadPlan(db, meeting);
      if (plan === undefined) return undefined;
      const facts = await paperFacts(options, plan);
      const state = await log.state(meeting);
      return {
        // What was noted before a detail was asked for has none.
        details: { ...EMPTY_DETAILS, ...(await loadPaperDetails(db, meeting)) },
        papers: papersOf(meeting, plan, facts, state),
      };
    },

    pdf: async (meeting, kind) => {
      if (kind === ATTENDANCE_SHEET) {
        const bytes = await sheets.make(meeting);
        return bytes === undefined ? undefined : { bytes, fileName: '签到表.pdf' };
      }
      const isSpecimen = kind === SPECIMEN_BALLOT;
      const form = FORM_KINDS.find((one) => one.kind === kind);
      if (isSpecimen || form !== undefined) {
        const found = await prepared(meeting);
        const offered = found === undefined ? [] : offersForms(found.plan);
        const drawn = isSpecimen ? offered.find(({ isBallot }) => isBallot === true) : form;
        if (found === undefined || drawn === undefined || !offered.includes(drawn) || !drawn.isReady(found.facts))
          return undefined;
        const bytes = await drawn.draw(found.facts, fonts(), isSpecimen ? BALLOT_SPECIMEN : undefined);
        return { bytes, fileName: `${isSpecimen ? '样票' : drawn.name}.pdf` };
      }
      const found = await official(meeting, kind);
      if (found === undefined) return undefined;
      const { document, ...about } = found;
      return { bytes: await officialPdf(document, { ...about, fonts: fonts() }), fileName: `${document.name}.pdf` };
    },

    docx: async (meeting, kind) => {
      const found = await official(meeting, kind);
      if (found === undefined) return undefined;
      const { document, ...about } = found;
      return { bytes: await officialDocx(document, about), fileName: `${document.name}.docx` };
    },

    xlsx: async (meeting, kind) => {
      const found = await list(meeting, kind);
      return found === undefined ? undefined : { bytes: await listXlsx(found), fileName: `${found.title.zh}.xlsx` };
    },

    csv: async (meeting, kind) => {
      const found = await list(meeting, kind);
      return found === undefined ? undefined : { bytes: listCsv(found), fileName: `${found.title.zh}.csv` };
    },

    template: async (meeting, kind) => {
      const found = READ_BACK.has(kind) ? await list(meeting, kind) : undefined;
      return found === undefined
        ? undefined
        : { bytes: listCsv({ ...found, rows: [] }), fileName: `${found.title.zh}模板.csv` };
    },

    compare: async (meeting, kind, file) => {
      const found = READ_BACK.has(kind) ? undefined : await list(meeting, kind);
      if (found === undefined) return err('paper-not-ready');
      const table = await readTable(file);
      return table.ok ? ok(compareList(found, table.value)) : table;
    },
  };
}

/** Of every counted round of a 民主测评 or 民主推荐, on kiosks and on paper, in order. */
export async function countedForms(
  log: Pick<RecordLog, 'state' | 'file'>,
  meeting: string,
): Promise<readonly CountedForm[]> {
  const rounds = [...(await log.state(meeting)).rounds.values()].filter((round) => countedBy(round) !== undefined);
  if (rounds.length === 0) return [];
  const record = await log.file(meeting);
  return rounds
    .toSorted((a, b) => a.round - b.round)
    .flatMap(({ round }): readonly CountedForm[] => {
      const onPaper = paperSheetData(record, { round, checkAddress: '' });
      if (onPaper !== null)
        return onPaper.forms.flatMap(({ contest, box: { issued, recovered, tally }, form }) =>
          form === null || tally === null
            ? []
            : [
                {
                  round,
                  medium: 'paper',
                  form,
                  issued,
                  recovered,
                  invalid: tally.invalid,
                  unreadable: contest.kind === 'appraisal' ? tally.rows.map((row) => row.at(-1) ?? 0) : null,
                },
              ],
        );
      const sheet = resultSheetData(record, { round, checkAddress: '' });
      if (!sheet.ok) return [];
      const { forms, accounting, close } = sheet.value;
      return forms.map((form) => ({
        round,
        medium: 'kiosk',
        form,
        issued: accounting.issued,
        recovered: close.casts,
        invalid: 0,
        unreadable: null,
      }));
    });
}

/** Candidates are of elections, the lists of a form of the meetings that elect nobody. */
function isListOf(list: ListKind, kind: Plan['meeting']['kind']): boolean {
  if (list === 'candidates' || list === 'conditions' || list === 'motions') return isElectionMeeting(kind);
  if (list === 'appraisal-objects') return kind === 'appraisal';
  return list !== 'nominees' || kind === 'recommendation';
}

function papersOf(meeting: string, plan: Plan, facts: DocumentFacts, state: RecordState): Paper[] {
  const at = (kind: string, format: Paper['files'][number]['format']) => ({
    format,
    href: `/api/organizer/meetings/${meeting}/papers/${kind}/${format}`,
  });
  const atDesk = isDeskPhase(plan.meeting.phase);
  const isCounted = [...state.rounds.values()].some((round) => countedBy(round) !== undefined);
  const isListReady: Readonly<Record<ListKind, boolean>> = {
    roll: plan.members.length > 0,
    candidates: hasCandidates(facts),
    conditions: hasCandidates(facts),
    attendance: atDesk,
    officials: facts.scrutineers.length > 0 || facts.tellers.length > 0,
    'appraisal-objects': facts.forms.appraisals.some(({ subjects }) => subjects.length > 0),
    nominees: facts.forms.recommendations.some(({ nominees }) => nominees.length > 0),
    motions: state.motions.length > 0 || state.decisions.length > 0,
    results: isCounted,
  };
  const waiting: Readonly<Record<ListKind, Text>> = {
    roll: { zh: '先导入名册', en: 'import the roll first' },
    candidates: { zh: '先选候选人', en: 'choose the candidates first' },
    conditions: { zh: '先选候选人', en: 'choose the candidates first' },
    attendance: CHECK_IN,
    officials: { zh: '先定监票人', en: 'choose the scrutineers first' },
    'appraisal-objects': { zh: '先填测评对象', en: 'name whom to appraise first' },
    nominees: { zh: '先填推荐人选', en: 'name the nominees first' },
    motions: { zh: '大会表决以后', en: 'once the assembly has voted' },
    results: RESULT,
  };
  return [
    ...offersOfficial(plan).map(({ kind, group, title, of, waitsFor, list }): Paper => {
      const isReady = of(facts) !== null;
      return {
        kind,
        group,
        title,
        files: [at(kind, 'pdf'), at(kind, 'docx'), ...(list === undefined ? [] : [at(kind, 'xlsx'), at(kind, 'csv')])],
        ready: isReady,
        waitsFor: isReady ? null : waitsFor,
        compared: list !== undefined,
      };
    }),
    {
      kind: ATTENDANCE_SHEET,
      group: 'meeting',
      title: { zh: '签到表', en: 'Attendance sheet' },
      files: [at(ATTENDANCE_SHEET, 'pdf')],
      ready: plan.members.length > 0,
      waitsFor: plan.members.length > 0 ? null : waiting.roll,
      compared: false,
    },
    ...offersForms(plan).map(({ kind, title, isReady, waitsFor }): Paper => {
      const ready = isReady(facts);
      const files = [at(kind, 'pdf')];
      return { kind, group: 'meeting', title, files, ready, waitsFor: ready ? null : waitsFor, compared: false };
    }),
    ...(Object.keys(LIST_TITLES) as ListKind[])
      .filter((kind) => isListOf(kind, plan.meeting.kind))
      .map(
        (kind): Paper => ({
          kind,
          group: 'lists',
          title: LIST_TITLES[kind],
          files: [at(kind, 'xlsx'), at(kind, 'csv')],
          ready: isListReady[kind],
          waitsFor: isListReady[kind] ? null : waiting[kind],
          compared: !READ_BACK.has(kind),
        }),
      ),
  ];
}
