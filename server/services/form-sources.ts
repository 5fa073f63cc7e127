/** Results of 民主测评 and 民主推荐 that were reported to the superior committee, list by list. */
import { completeRules, type RuleSettings } from '../../tally/rules/settings.ts';
import type { FormSource } from '../contract/township-papers.ts';
import type { Database } from '../store/database.ts';
import { loadMeetings, type StoredMeeting } from '../store/meeting.ts';
import { loadAnswer } from '../store/record-sheet.ts';
import type { RecordLog } from './record-log.ts';
import { fixedBy } from './record-state.ts';
import type { RoundViews } from './round-views.ts';

/** `rules`: as the round was sealed with, before anybody knew a count. */
export type RatedSource = FormSource & {
  readonly rules: RuleSettings;
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

export async function loadFormSources(
  db: Database,
  { log, views }: { readonly log: RecordLog; readonly views: RoundViews },
): Promise<readonly RatedSource[]> {
  const sources: RatedSource[] = [];
  for (const { id, phase, kind, currentRound, draft } of await loadMeetings(db)) {
    if (!REPORTED.includes(phase) || (kind !== 'appraisal' && kind !== 'recommendation')) continue;
    // What was returned to the village stands on no paper of the superior.
    if (phase === 'answered' && (await loadAnswer(db, id))?.decision === 'return') continue;
    const [result, state] = await Promise.all([views.result(id, currentRound), log.state(id)]);
    const round = state.rounds.get(currentRound);
    const recorded = round === undefined ? undefined : fixedBy(round)?.entry.rules;
    if (result === null || recorded === undefined) continue;
    const rules = completeRules(recorded);
    const { expected, present, issued, recovered, valid, invalid } = result;
    for (const form of result.forms)
      sources.push({
        meeting: id,
        organization: draft.organization,
        title: draft.title,
        date: draft.date ?? '',
        group: draft.group,
        list: form.title.zh,
        form,
        sealed: {
          quota: rules.appraisalQuota,
          way: rules.recommendCombine,
          weights: rules.recommendWeights.map(({ group: of, weight }) => ({ group: of, weight })),
        },
        rules,
        superior: draft.superior,
        counted: { expected, present, issued, recovered, valid, invalid },
      });
  }
  return sources;
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

/** A group whose weight was sealed is not there: its voices would be left out because their counts are known. */
export const lacksGroup = (weights: RuleSettings['recommendWeights'], present: readonly string[]): boolean =>
  weights.some(({ group }) => !present.includes(group));

/** Of a paper whose results were returned, or are no longer there. */
export const SOURCE_GONE = {
  code: 'source-gone',
  zh: '所依据的测评或推荐结果已退回，不能定稿。',
  en: 'A result it stands on was returned; it cannot be settled.',
} as const;
