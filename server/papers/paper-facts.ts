/** What the papers of a meeting say (printables/documents/facts.ts), gathered from the plan, the desk and the record. */

import { officialNumber } from '../../printables/documents/document.ts';
import type { DocumentFacts, MotionFacts, PersonFacts } from '../../printables/documents/facts.ts';
import { resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { RuleSettings } from '../../tally/rules/settings.ts';
import { ABSENCE_REASONS, EMPTY_DETAILS } from '../contract/papers.ts';
import { type CheckIn, isDeskPhase } from '../services/check-in.ts';
import {
  candidatesOf,
  isExpectedMember,
  isReadmitted,
  labelOf,
  type Plan,
  postsOf,
  quorumOf,
  rollCounts,
} from '../services/plan.ts';
import type { RecordLog } from '../services/record-log.ts';
import type { RecordState } from '../services/record-state.ts';
import type { RoundViews } from '../services/round-views.ts';
import type { Database } from '../store/database.ts';
import { loadPaperDetails } from '../store/papers.ts';
import type { StoredMember } from '../store/roll.ts';

export const personFacts = (plan: Plan, member: StoredMember): PersonFacts => ({
  name: labelOf(plan, member),
  sex: member.gender,
  ethnicity: member.ethnicity,
  birth: member.birth,
  education: member.education,
  joined: member.joined,
});

/** Shown by hands and kept in the record. */
function motionsOf(state: RecordState): readonly MotionFacts[] {
  return state.motions.map(({ entry: { subject, inFavour, against, abstain, carried } }) => ({
    subject,
    inFavour,
    against,
    abstain,
    carried,
  }));
}

export async function paperFacts(
  {
    db,
    log,
    views,
    checkIn,
  }: { readonly db: Database; readonly log: RecordLog; readonly views: RoundViews; readonly checkIn: CheckIn },
  plan: Plan,
): Promise<DocumentFacts> {
  const { meeting } = plan;
  const { id, currentRound: round, phase, draft } = meeting;
  const { majorityBase, ...rest } = draft.rules;
  // A draft that is older than a setting has its default.
  const rules = { ...RuleSettings.parse({ ...rest, majorityBase: majorityBase ?? 'expected' }), majorityBase };
  const [state, details, view, box, audits] = await Promise.all([
    log.state(id),
    loadPaperDetails(db, id),
    checkIn.attendance(plan),
    views.ballotBox(id, round, 0),
    views.audits(id, round),
  ]);
  const logged = state.rounds.get(round);
  const opened = logged?.open?.entry;
  const closed = logged?.close?.entry;
  const isStopped = closed !== undefined || phase === 'stopped';
  const sheet =
    logged?.result === undefined ? undefined : resultSheetData(await log.file(id), { round, checkAddress: '' });
  const { absences, ...noted } = details ?? EMPTY_DETAILS;
  const given = box.issued;
  return {
    kind: meeting.kind === 'plenary' ? 'plenary' : 'assembly',
    title: draft.title,
    organization: draft.organization,
    superior: draft.superior,
    day: draft.date,
    place: draft.place,
    chair: draft.chair,
    approval: officialNumber(draft.approval),
    rules,
    roll: { ...rollCounts(plan), entitled: plan.roll.entitled, quorumMinimum: quorumOf(plan) },
    excluded: plan.members.flatMap((member) =>
      member.exclusion === null || isReadmitted(member) || isExpectedMember(plan, member)
        ? []
        : [{ name: labelOf(plan, member), category: member.exclusion.category, reason: member.exclusion.reason }],
    ),
    posts: postsOf(plan, round).map((post) => ({
      post: post.post,
      seats: post.seats,
      candidates: candidatesOf(plan, post).map((member) => personFacts(plan, member)),
    })),
    round,
    scrutineers: plan.scrutineers.map(({ name }) => name),
    threshold: meeting.threshold,
    tellers: meeting.tellers,
    writeIns: draft.writeIns,
    attendance: isDeskPhase(phase)
      ? { present: closed?.present ?? opened?.present ?? view.present, attending: view.attending }
      : null,
    cards: {
      made: box.cardsMade,
      audited: opened?.cardsAudited ?? (audits.done === 0 ? null : audits.done),
      issued: closed === undefined ? (opened === undefined ? null : view.cardsHandedOut - view.cardsHandedBack) : given,
      cast: isStopped ? box.cast : null,
      unissued: closed?.voids.unissued ?? null,
    },
    motions: motionsOf(state),
    result: sheet?.ok === true ? sheet.value : null,
    particulars: {
      ...noted,
      requestNumber: officialNumber(noted.requestNumber),
      candidatesNumber: officialNumber(noted.candidatesNumber),
      reportNumber: officialNumber(noted.reportNumber),
      absences: ABSENCE_REASONS.map((reason, at) => ({ reason, count: absences[at] ?? 0 })),
    },
  };
}
