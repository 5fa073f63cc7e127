/** Results of 民主测评 and 民主推荐 that were reported to the superior committee, on this installation or by stick, list by list. */
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { completeRules, type RecordedRules, type RuleSettings } from '../../tally/rules/settings.ts';
import { meetingIdSchema } from '../contract/shared.ts';
import type { FormSource } from '../contract/township-papers.ts';
import { kindOfResult } from '../papers/office-paper.ts';
import type { Database } from '../store/database.ts';
import { loadMeetings, type StoredMeeting } from '../store/meeting.ts';
import { loadPaperFiles, loadPapers } from '../store/office-papers.ts';
import { loadAnswer } from '../store/record-sheet.ts';
import { stateOfRecord } from './elected-of-record.ts';
import type { RecordLog } from './record-log.ts';
import { fixedBy } from './record-state.ts';
import { namedResult, type RoundViews } from './round-views.ts';
import { signedRecord } from './village-summary.ts';

/** `rules`: as the round was sealed with, before anybody knew a count. */
export type RatedSource = FormSource & {
  readonly rules: RuleSettings;
  /** On the form of its meeting. */
  readonly place: number;
  /** To whom the meeting reports. */
  readonly superior: string;
  readonly counted: {
    readonly expected: number;
    readonly present: number;
    readonly issued: number;
    readonly recovered: number;
    readonly valid: number;
    readonly invalid: number;
  };
};

const REPORTED: readonly StoredMeeting['phase'][] = ['reported', 'answered'];

type Named = Pick<RatedSource, 'meeting' | 'organization' | 'title' | 'date' | 'group' | 'superior'>;
type Counted = RatedSource['counted'] & { readonly forms: readonly FormSource['form'][] };

/** One list after the other, as one round counted them under the rules that it was sealed with. */
function sourcesOf(named: Named, result: Counted, recorded: RecordedRules): readonly RatedSource[] {
  const rules = completeRules(recorded);
  const { expected, present, issued, recovered, valid, invalid, forms } = result;
  return forms.map((form, place) => ({
    ...named,
    place,
    list: form.title.zh,
    form,
    sealed: {
      quota: rules.appraisalQuota,
      scale: rules.appraisalScale,
      way: rules.recommendCombine,
      weights: rules.recommendWeights.map(({ group, weight }) => ({ group, weight })),
    },
    rules,
    counted: { expected, present, issued, recovered, valid, invalid },
  }));
}

/**
 * Of the record in a signed sheet that came by stick: what it counts is counted again from its entries. [] where the signature does
 * not hold, or the sheet is of no form.
 */
export function sourcesOfSheet(pdf: Uint8Array): readonly RatedSource[] {
  const signed = signedRecord(pdf);
  if (signed === undefined) return [];
  const state = stateOfRecord(signed.record);
  const meeting = state.meeting?.entry;
  const round = state.rounds.get(signed.round);
  const result = namedResult(state, signed.round);
  const recorded = round === undefined ? undefined : fixedBy(round)?.entry.rules;
  if (meeting === undefined || result === undefined || recorded === undefined) return [];
  if (meeting.testRun) return [];
  if (!meetingIdSchema.safeParse(meeting.id).success || isElectionMeeting(meeting.kind)) return [];
  const { id, organization, title, date, group = '', superior } = meeting;
  const forms = result.contests.flatMap(({ form }) => form ?? []);
  return sourcesOf({ meeting: id, organization, title, date, group, superior }, { ...result, forms }, recorded);
}

/** What was read from a sheet before, by the SHA-256 of its file. */
export type ReadSheets = Map<string, readonly RatedSource[]>;

/** The newest sheet of every meeting that is not held here, unless it was returned. */
async function sourcesByStick(
  db: Database,
  here: ReadonlySet<string>,
  read: ReadSheets,
): Promise<readonly RatedSource[]> {
  const newest = new Map<string, readonly RatedSource[]>();
  for (const { id, meeting, digest, content, answer } of await loadPapers(db)) {
    if (content.type !== 'result' || here.has(meeting) || isElectionMeeting(kindOfResult(content))) continue;
    if (!read.has(digest)) read.set(digest, sourcesOfSheet((await loadPaperFiles(db, id))?.pdf ?? new Uint8Array()));
    newest.set(meeting, answer?.decision === 'return' ? [] : (read.get(digest) ?? []));
  }
  return [...newest.values()].flat();
}

export async function loadFormSources(
  db: Database,
  { log, views }: { readonly log: Pick<RecordLog, 'state'>; readonly views: Pick<RoundViews, 'result'> },
  read: ReadSheets = new Map(),
): Promise<readonly RatedSource[]> {
  const sources: RatedSource[] = [];
  const meetings = await loadMeetings(db);
  for (const { id, phase, kind, currentRound, draft } of meetings) {
    if (!REPORTED.includes(phase) || (kind !== 'appraisal' && kind !== 'recommendation')) continue;
    // What was returned to the village stands on no paper of the superior.
    if (phase === 'answered' && (await loadAnswer(db, id))?.decision === 'return') continue;
    const [result, state] = await Promise.all([views.result(id, currentRound), log.state(id)]);
    const round = state.rounds.get(currentRound);
    const recorded = round === undefined ? undefined : fixedBy(round)?.entry.rules;
    if (result === null || recorded === undefined) continue;
    const { organization, title, date, group, superior } = draft;
    sources.push(
      ...sourcesOf({ meeting: id, organization, title, date: date ?? '', group, superior }, result, recorded),
    );
  }
  const here = new Set(meetings.map(({ id }) => id));
  return [...sources, ...(await sourcesByStick(db, here, read))];
}

/** Null where one of them was not reported, or is of the other kind. */
export function chosenSources<K extends FormSource['form']['kind']>(
  all: readonly RatedSource[],
  chosen: readonly { readonly meeting: string; readonly list: string }[],
  kind: K,
): readonly (RatedSource & { readonly form: Extract<FormSource['form'], { readonly kind: K }> })[] | null {
  const found = chosen.flatMap(({ meeting, list }) =>
    all.filter((one) => one.meeting === meeting && one.list === list && one.form.kind === kind),
  );
  return found.length === chosen.length ? (found as never) : null;
}

/** What all of them have decided before their counts; undefined where they differ. */
export function decidedBy<V>(
  sources: readonly Pick<RatedSource, 'rules'>[],
  of: (rules: RuleSettings) => V,
): V | undefined {
  const [first] = sources;
  if (first === undefined) return undefined;
  const decided = of(first.rules);
  const said = JSON.stringify(decided);
  return sources.every(({ rules }) => JSON.stringify(of(rules)) === said) ? decided : undefined;
}

/** What is decided from them hangs as long as every one of their methods says. */
export const isOnePublicity = (sources: readonly Pick<RatedSource, 'rules'>[]): boolean =>
  decidedBy(sources, ({ publicityDays, publicityDayKind, publicityCountsPostingDay }) => [
    publicityDays,
    publicityDayKind,
    publicityCountsPostingDay,
  ]) !== undefined;

/** A group whose weight was sealed is not there: its voices would be left out because their counts are known. */
export const lacksGroup = (weights: RuleSettings['recommendWeights'], present: readonly string[]): boolean =>
  weights.some(({ group }) => !present.includes(group));

/** Of a paper whose results were returned, or are no longer there. */
export const SOURCE_GONE = {
  code: 'source-gone',
  zh: '所依据的测评或推荐结果已退回，不能定稿。',
  en: 'A result it stands on was returned; it cannot be settled.',
} as const;
