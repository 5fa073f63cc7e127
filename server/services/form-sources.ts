/** Results of 民主测评 and 民主推荐 that were reported to the superior committee, list by list. */
import type { RecordedRules } from '../../tally/rules/settings.ts';
import type { FormSource } from '../contract/township-papers.ts';
import type { Database } from '../store/database.ts';
import { loadMeetings, type StoredMeeting } from '../store/meeting.ts';
import type { RecordLog } from './record-log.ts';
import { fixedBy } from './record-state.ts';
import type { RoundViews } from './round-views.ts';

export type RatedSource = FormSource & { readonly rules: RecordedRules };

const REPORTED: readonly StoredMeeting['phase'][] = ['reported', 'answered'];

export async function loadFormSources(
  db: Database,
  { log, views }: { readonly log: RecordLog; readonly views: RoundViews },
): Promise<readonly RatedSource[]> {
  const sources: RatedSource[] = [];
  for (const { id, phase, kind, currentRound, draft } of await loadMeetings(db)) {
    if (!REPORTED.includes(phase) || (kind !== 'appraisal' && kind !== 'recommendation')) continue;
    const [result, state] = await Promise.all([views.result(id, currentRound), log.state(id)]);
    const round = state.rounds.get(currentRound);
    const rules = round === undefined ? undefined : fixedBy(round)?.entry.rules;
    if (result === null || rules === undefined) continue;
    for (const form of result.forms)
      sources.push({
        meeting: id,
        organization: draft.organization,
        title: draft.title,
        date: draft.date ?? '',
        group: draft.group,
        list: form.title.zh,
        form,
        rules,
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
