/** What the papers of a meeting say (printables/documents/facts.ts), gathered from the plan, the desk and the record. */

import { officialNumber } from '../../printables/documents/document.ts';
import type { DocumentFacts, MotionFacts, PersonFacts, PostFacts } from '../../printables/documents/facts.ts';
import { paperSheetData } from '../../printables/reports/paper-sheet.ts';
import {
  type ReportData,
  reportOfPaper,
  reportOfSheet,
  withUnconfirmed,
} from '../../printables/reports/report-data.ts';
import { resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { GRADE_SCALES } from '../../tally/appraisal/grade-scales.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { label } from '../../tally/record/person.ts';
import { RuleSettings } from '../../tally/rules/settings.ts';
import { ABSENCE_REASONS, EMPTY_DETAILS } from '../contract/papers.ts';
import { assistancesOf } from '../services/assistance.ts';
import { isByStrokes } from '../services/candidate-lists.ts';
import { type CheckIn, isDeskPhase } from '../services/check-in.ts';
import { awaitingEligibility, undecidedTies, unsettledSecretaries } from '../services/course.ts';
import { electedStructure } from '../services/elected-structure.ts';
import { enteredHolidays } from '../services/notice-problems.ts';
import { paperRoundOf } from '../services/paper-rounds.ts';
import {
  candidatesOf,
  categoryOf,
  isExpectedMember,
  isReadmitted,
  LATER,
  labelOf,
  type Plan,
  postsOf,
  quorumOf,
  rollCounts,
} from '../services/plan.ts';
import type { RecordLog } from '../services/record-log.ts';
import { countedBy, type RecordState } from '../services/record-state.ts';
import type { RoundViews } from '../services/round-views.ts';
import { loadMachines } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { loadBoxes } from '../store/paper.ts';
import { loadPaperDetails } from '../store/papers.ts';
import type { StoredMember, StoredPost } from '../store/roll.ts';
import { boxOf, boxToExamine, examinedBox, formCountOf, motionsUntil, planOfRound } from './round-facts.ts';

export const personFacts = (plan: Plan, member: StoredMember): PersonFacts => ({
  name: labelOf(plan, member),
  sex: member.gender,
  ethnicity: member.ethnicity,
  birth: member.birth,
  education: member.education,
  joined: member.joined,
});

/** As they stand in the record. */
function motionsOf(motions: RecordState['motions']): readonly MotionFacts[] {
  return motions.map(({ entry: { subject, text, mode, inFavour, against, abstain, carried } }) => ({
    subject,
    text,
    mode,
    inFavour,
    against,
    abstain,
    carried,
  }));
}

/** The first ballot of every post, in the order in which they are voted on: what the meeting was called for. */
export function firstBallots(plan: Plan): readonly StoredPost[] {
  const order = ({ round }: StoredPost): number => (round === LATER ? Number.POSITIVE_INFINITY : round);
  const first = plan.posts.filter(({ category }) => category === null).toSorted((a, b) => order(a) - order(b));
  return first.filter(({ post }, at) => first.findIndex((one) => one.post === post) === at);
}

/** Every counted round of an election, on kiosks and on paper, in order. */
export async function reportsOf(
  log: Pick<RecordLog, 'state' | 'file'>,
  meeting: string,
): Promise<readonly ReportData[]> {
  const state = await log.state(meeting);
  const rounds = [...state.rounds.values()].filter((round) => countedBy(round) !== undefined);
  if (rounds.length === 0) return [];
  const record = await log.file(meeting);
  const waiting = awaitingEligibility(state).map(({ round, post = '', person = '' }) => ({ round, post, person }));
  return rounds
    .toSorted((a, b) => a.round - b.round)
    .flatMap(({ round }) => {
      const onPaper = paperSheetData(record, { round, checkAddress: '' });
      if (onPaper !== null) return [reportOfPaper(onPaper)];
      const sheet = resultSheetData(record, { round, checkAddress: '' });
      return sheet.ok && sheet.value.forms.length === 0 ? [reportOfSheet(sheet.value)] : [];
    })
    .map((report) => withUnconfirmed(report, waiting));
}

function formsOf({ meeting }: Plan): DocumentFacts['forms'] {
  const { kind, draft } = meeting;
  return {
    appraisals:
      kind !== 'appraisal'
        ? []
        : draft.appraisals.flatMap(({ title, objects, scale, dimensions, subjects }) =>
            (dimensions.length === 0 ? [''] : dimensions).map((dimension) => ({
              title,
              dimension,
              subjects: subjects.map(label),
              grades: GRADE_SCALES[scale].map(({ zh }) => zh),
              subjectHeading: objects === 'bodies' ? '班子' : '姓名',
            })),
          ),
    recommendations:
      kind !== 'recommendation'
        ? []
        : draft.recommendations.map(({ post, limit, nominees }) => ({ post, limit, nominees: nominees.map(label) })),
  };
}

/** Of the running round, or as they were in an earlier one, whose box has been examined. */
export async function paperFacts(
  services: { readonly db: Database; readonly log: RecordLog; readonly views: RoundViews; readonly checkIn: CheckIn },
  now: Plan,
  past?: number,
): Promise<DocumentFacts> {
  const { db, log, views, checkIn } = services;
  const { id, currentRound, phase, draft } = now.meeting;
  const round = past ?? currentRound;
  const plan = planOfRound(now, round);
  const { meeting } = plan;
  const isRunning = round === currentRound;
  const { majorityBase, ...rest } = draft.rules;
  // A draft that is older than a setting has its default.
  const rules = { ...RuleSettings.parse({ ...rest, majorityBase: majorityBase ?? 'expected' }), majorityBase };
  const [state, details, view, box, audits, boxes, counts, machines] = await Promise.all([
    log.state(id),
    loadPaperDetails(db, id),
    checkIn.attendance(plan),
    views.ballotBox(id, round, 0),
    views.audits(id, round),
    loadBoxes(db, id, round),
    reportsOf(log, id),
    loadMachines(db, id),
  ]);
  const logged = state.rounds.get(round);
  const opened = logged?.open?.entry;
  const closed = logged?.close?.entry;
  const reports = counts.filter((one) => one.round.round <= round);
  const isStopped = closed !== undefined || (isRunning && phase === 'stopped');
  const isOnPaper = paperRoundOf(logged) !== undefined;
  const planned = draft.onPaper === true ? 'paper' : 'kiosk';
  const [issuedBox] = boxes;
  const counted = logged?.paperCount?.entry;
  // What was noted before a detail was asked for has none.
  const { absences, ...noted } = { ...EMPTY_DETAILS, ...details };
  const given = box.issued;
  const postFacts = (post: StoredPost): PostFacts => ({
    post: post.post,
    seats: post.seats,
    candidates: candidatesOf(plan, post).map((member) => personFacts(plan, member)),
  });
  return {
    kind: meeting.kind,
    group: draft.group,
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
    posts: isElectionMeeting(meeting.kind) ? firstBallots(plan).map(postFacts) : [],
    postsByStrokes: firstBallots(plan).flatMap((post) => (isByStrokes(plan, post) ? [post.post] : [])),
    round,
    preliminary: meeting.kind === 'assembly' && draft.preliminary === true,
    planned,
    medium: isOnPaper || (logged === undefined && planned === 'paper') ? 'paper' : 'kiosk',
    ballot: isElectionMeeting(meeting.kind)
      ? postsOf(plan, round).map((post) => {
          const category = categoryOf(plan, post);
          return {
            ...postFacts(post),
            category,
            isByStrokes: isByStrokes(plan, post),
            writeIns: draft.writeIns && category !== 'revote',
          };
        })
      : [],
    forms: formsOf(plan),
    scrutineers: plan.scrutineers.map(({ name }) => name),
    threshold: meeting.threshold,
    tellers: meeting.tellers,
    writeIns: draft.writeIns,
    attendance: isDeskPhase(phase)
      ? {
          present: counted?.present ?? issuedBox?.present ?? closed?.present ?? opened?.present ?? view.present,
          attending: view.attending,
        }
      : null,
    cards: {
      made: box.cardsMade,
      audited: opened?.cardsAudited ?? (audits.done === 0 ? null : audits.done),
      issued:
        closed === undefined
          ? opened === undefined || !isRunning
            ? null
            : view.cardsHandedOut - view.cardsHandedBack
          : given,
      cast: isStopped ? box.cast : null,
      unissued: closed?.voids.unissued ?? null,
    },
    box: boxOf(boxes, meeting.kind),
    formCount: formCountOf(logged, meeting.kind),
    emptyBox:
      past === undefined ? boxToExamine(logged, box, machines) : await examinedBox(services, id, logged, machines),
    assistances: await assistancesOf(db, plan),
    motions: motionsOf(motionsUntil(state, round)),
    result: reports.find((one) => one.round.round === round) ?? null,
    reports,
    unsettledSecretaries: unsettledSecretaries(plan, state, round),
    undecidedTies: undecidedTies(plan, state, round),
    structure: electedStructure(plan, state).map(({ zh }) => zh),
    holidays: enteredHolidays(plan.notice, rules, plan.calendar),
    particulars: {
      ...noted,
      requestNumber: officialNumber(noted.requestNumber),
      candidatesNumber: officialNumber(noted.candidatesNumber),
      reportNumber: officialNumber(noted.reportNumber),
      absences: ABSENCE_REASONS.map((reason, at) => ({ reason, count: absences[at] ?? 0 })),
    },
  };
}
