/** Everything the organizer's pages show of one meeting, and the one step that comes next. */

import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { leftOut } from '../../tally/meeting/readmission.ts';
import type { DecisionEntry, MotionEntry } from '../../tally/record/assembly-entries.ts';
import { personsOn } from '../../tally/record/contest.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { shortHash } from '../../tally/record/short-hash.ts';
import { missingMotionsOf } from '../../tally/rules/motion.ts';
import type { Member, OrganizerMeeting } from '../contract/organizer.ts';
import type { Text } from '../contract/text.ts';
import { loadMachines, loadPairedMachines } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { loadDerivedMeetings } from '../store/meeting.ts';
import { loadAnswer, loadPublishedRounds } from '../store/record-sheet.ts';
import type { StoredMember } from '../store/roll.ts';
import type { Acceptances } from './acceptances.ts';
import { candidateLists } from './candidate-lists.ts';
import type { CardExchanges, ExchangeView } from './card-exchanges.ts';
import type { AttendanceView, CheckIn } from './check-in.ts';
import { following, followingView } from './course.ts';
import { draftProblems } from './draft-problems.ts';
import type { KioskHealths } from './kiosk-health.ts';
import { meetingSummary } from './meeting-summary.ts';
import { nextStep } from './next-step.ts';
import type { Pairing } from './pairing.ts';
import type { PaperRounds, PaperWork } from './paper-rounds.ts';
import { distinctPersons, pickable, readingOf, surnamesOf } from './people.ts';
import {
  cardsOf,
  contestsOf,
  isElectable,
  isEntitledMember,
  isExpectedMember,
  labelOf,
  loadPlan,
  type Plan,
  personOf,
  preparedRounds,
  quorumOf,
  rollCounts,
} from './plan.ts';
import { machineKey, type Presence } from './presence.ts';
import type { Printing } from './printing.ts';
import { queueEstimate } from './queue-estimate.ts';
import type { RecordLog } from './record-log.ts';
import { ceremonyStep, fixedBy, type RecordState, roundByCtx } from './record-state.ts';
import type { RoundViews } from './round-views.ts';
import type { StaffNeededNow } from './staff-needed.ts';
import { releasedSteps } from './wall-release.ts';
import type { Witnesses } from './witnesses.ts';

export type OrganizerState = {
  readonly meeting: (id: string) => Promise<Result<OrganizerMeeting, 'not-found'>>;
};

/** Kiosks hand over their acceptances when voting has stopped, for the devices that open the count. */
const HAND_OVER_DUE: readonly Plan['meeting']['phase'][] = ['stopped', 'closed', 'counting'];

type Round = OrganizerMeeting['rounds'][number];
type MotionView = OrganizerMeeting['motions'][number];
type DecisionView = OrganizerMeeting['decisions'][number];
type Machine = OrganizerMeeting['machines'][number];

export function createOrganizerState(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly views: RoundViews;
  readonly checkIn: CheckIn;
  readonly pairing: Pairing;
  readonly presence: Presence;
  readonly witnesses: Witnesses;
  readonly acceptances: Acceptances;
  readonly exchanges: CardExchanges;
  readonly papers: PaperRounds;
  readonly printing: Printing;
  readonly health: KioskHealths;
  readonly staffNeeded: StaffNeededNow;
  readonly now: () => Date;
}): OrganizerState {
  const { db, log, views, checkIn, pairing, presence, witnesses, acceptances, exchanges, papers, now } = options;
  const { printing, health, staffNeeded } = options;

  async function machinesOf({ id: meeting, phase }: Plan['meeting']): Promise<Machine[]> {
    const [machines, paired, codes, overdue] = await Promise.all([
      loadMachines(db, meeting),
      loadPairedMachines(db, meeting, now()),
      pairing.codesOf(meeting),
      acceptances.overdueKiosks(meeting),
    ]);
    const isDue = HAND_OVER_DUE.includes(phase);
    return machines.map(({ id, role, name, micrometresPerPixel, slips, headphones, printer }) => ({
      id,
      role,
      name,
      paired: paired.has(id),
      code: codes.machine(id),
      online: presence.isOnline(machineKey(id)),
      calibrated: micrometresPerPixel !== null,
      slips,
      headphones,
      printer,
      health: role === 'kiosk' ? (health.of(id) ?? null) : null,
      handedOver: isDue && role === 'kiosk' ? !overdue.some((one) => one.id === id) : null,
    }));
  }

  async function scrutineersOf(plan: Plan): Promise<OrganizerMeeting['scrutineers']> {
    const { id, threshold, tellers, currentRound } = plan.meeting;
    const codes = await pairing.codesOf(id);
    const members = (await views.progress(id, currentRound)).map((progress) => ({
      ...progress,
      member: plan.scrutineers.find(({ index }) => index === progress.index)?.member ?? null,
      code: codes.scrutineer(progress.index),
    }));
    return { members, threshold, tellers: [...tellers] };
  }

  async function roundOf(plan: Plan, state: RecordState, round: number, attendance: AttendanceView): Promise<Round> {
    const { id, currentRound } = plan.meeting;
    const logged = state.rounds.get(round);
    const [audits, box, handCounts, accounting, result, proposals, exchanged] = await Promise.all([
      views.audits(id, round),
      views.ballotBox(id, round, attendance.cardsHandedOut - attendance.cardsHandedBack),
      views.handCounts(id, round),
      views.accounting(id, round),
      views.result(id, round),
      views.proposals(id),
      exchanges.ofRound(id, round),
    ]);
    const sealed = logged?.sealed ?? logged?.paperRound;
    const names = state.meeting?.entry.scrutineers.map(({ name }) => name) ?? [];
    const waiting = proposals.some((proposal) => proposal.kind === 'tokens' && proposal.round === round);
    return {
      round,
      contests: [...(sealed?.entry.contests ?? contestsOf(plan, round))],
      cardsMade: box.cardsMade === 0 ? cardsOf(plan) : box.cardsMade,
      tokens: logged?.tokens !== undefined ? 'signed' : waiting ? 'waiting-signatures' : 'missing',
      sealed: sealed !== undefined,
      ctxGroups: sealed === undefined ? null : [...shortHash(decodeBase64url(sealed.hash, 32))],
      audits,
      box,
      exchanges: exchanged,
      handCountsProposed:
        round === currentRound && logged?.open !== undefined ? proposedHandCounts(attendance, box, exchanged) : null,
      handCounts,
      accounting,
      decryptedBy: [...(logged?.partials.keys() ?? [])].map((index) => names[index - 1] ?? ''),
      result,
      paper: (logged?.paper ?? logged?.paperRound)?.entry.reason ?? null,
      paperWork: paperWorkView(await papers.work(id, round)),
    };
  }

  return {
    meeting: async (id) => {
      const plan = await loadPlan(db, id);
      if (plan === undefined) return err('not-found');
      const { meeting } = plan;
      const state = await log.state(id);
      const attendance = await checkIn.attendance(plan);
      const numbers = [...new Set([...state.rounds.keys(), meeting.currentRound])].sort((a, b) => a - b);
      const rounds: Round[] = [];
      for (const round of numbers) rounds.push(await roundOf(plan, state, round, attendance));
      const [scrutineers, witnessed, machines, ceremony, proposals, answer, derived] = await Promise.all([
        scrutineersOf(plan),
        witnesses.view(id, meeting.witnesses, state),
        machinesOf(meeting),
        views.ceremony(id),
        views.proposals(id),
        loadAnswer(db, id),
        loadDerivedMeetings(db, id),
      ]);
      const steps = following(plan, state).filter(
        ({ kind }) => kind !== 'plenary' || (derived.length === 0 && answer?.decision !== 'return'),
      );
      const problems =
        meeting.phase === 'draft' || (meeting.phase === 'cards' && meeting.currentRound > 1) ? draftProblems(plan) : [];
      const current = rounds.find(({ round }) => round === meeting.currentRound);
      const missing = missingMotions(plan, state, attendance.expected);
      const people = peopleOnBallot(plan);
      return ok({
        ...meetingSummary(meeting),
        draft: meeting.draft,
        roll: {
          members: plan.members.map((member) => memberView(plan, member)),
          counts: { ...rollCounts(plan), entitled: plan.roll.entitled, quorumMinimum: quorumOf(plan) },
          surnames: surnamesOf(
            plan.members.map(({ id: key, name }) => ({ name, key })),
            plan.strokes,
          ),
        },
        candidates: preparedRounds(meeting).flatMap((round) => candidateLists(plan, round)),
        preview: [...contestsOf(plan, meeting.currentRound)],
        people,
        surnames: surnamesOf(
          people.map(({ label: key, name }) => ({ name, key })),
          plan.strokes,
        ),
        scrutineers,
        witnesses: witnessed,
        ceremony,
        machines,
        printing: await printing.view(meeting.id),
        staffNeeded: await staffNeeded(id, meeting.phase),
        queue: queueEstimate(plan.roll.expected, machines.filter(({ role }) => role === 'kiosk').length),
        attendance,
        rounds,
        currentRound: meeting.currentRound,
        posts: [...new Set(plan.posts.map(({ post }) => post))],
        proposals: [...proposals],
        pauseReason: meeting.pauseReason,
        screen: {
          shown: { view: meeting.screenView, round: meeting.screenRound, part: meeting.screenPart },
          settings: { order: meeting.screenOrder, language: meeting.screenLanguage },
          released: [...releasedSteps(meeting, state, await loadPublishedRounds(db, id))],
          announced: [...meeting.announcedRounds],
        },
        answer: answer ?? null,
        problems,
        next: nextStep(plan, {
          scrutineers,
          witnesses: witnessed,
          machines,
          proposals: [...proposals],
          attendance,
          answer: answer ?? null,
          problems,
          current,
          hasKeys: ceremonyStep(state) === 'done',
          missingMotions: missing,
          following: steps,
        }),
        following: followingView(plan, steps),
        motions: state.motions.map(({ entry }) => motionView(entry)),
        missingMotions: [...missing],
        decisions: state.decisions.map(({ entry }) => decisionView(state, entry)),
        documents: documentsOf(meeting, rounds, state),
        derived: derived.map(meetingSummary),
      });
    },
  };
}

function memberView(plan: Plan, member: StoredMember): Member {
  const { meeting: _, position: __, ...rest } = member;
  return {
    ...rest,
    label: labelOf(plan, member),
    ...readingOf(member.name),
    eligible: isElectable(plan, plan.meeting.currentRound, member),
    expected: isEntitledMember(plan, member) && isExpectedMember(plan, member),
    candidate: plan.candidates.some(
      (row) => preparedRounds(plan.meeting).includes(row.round) && row.member === member.id,
    ),
    scrutineer: plan.scrutineers.some((row) => row.member === member.id),
  };
}

function paperWorkView(work: PaperWork | null): Round['paperWork'] {
  if (work === null) return null;
  return {
    contests: work.contests.map(({ box, counted, sheets, complete, open, tally }) => ({
      printed: box.printed,
      issued: box.issued,
      remaining: box.remaining,
      voters: box.voters,
      recovered: box.recovered,
      counted,
      sheets: [...sheets],
      complete,
      open: open.length,
      agreed: tally !== null,
    })),
  };
}
/** Of the round that is going to be opened, so many being expected now. */
function missingMotions({ meeting }: Plan, { motions, rounds }: RecordState, expected: number) {
  const fixed = rounds.get(meeting.currentRound);
  const entry = fixed === undefined ? undefined : fixedBy(fixed)?.entry;
  if (entry === undefined || !isElectionMeeting(meeting.kind)) return [];
  const opening = { rules: entry.rules, leftOut: leftOut(expected, entry.roll) };
  return missingMotionsOf(
    motions.map((one) => one.entry),
    opening,
  );
}

export const motionView = ({ type: _, meeting: __, signatures: ___, ...motion }: MotionEntry): MotionView => motion;

const decisionView = (
  state: RecordState,
  { type: _, ctx, signatures: __, ...decision }: DecisionEntry,
): DecisionView => ({
  ...decision,
  round: roundByCtx(state, ctx)?.round ?? 1,
});

/** Who stands on the next ballot or can be written in, as the voter's pages show persons. */
function peopleOnBallot(plan: Plan): OrganizerMeeting['people'] {
  if (!isElectionMeeting(plan.meeting.kind))
    return distinctPersons(contestsOf(plan, plan.meeting.currentRound).flatMap(personsOn)).map(pickable);
  return plan.members
    .filter((member) => isElectable(plan, plan.meeting.currentRound, member))
    .map((member) => pickable(personOf(plan, member)));
}

/** What the desk and the log make likely; people count by hand and confirm or correct it. */
function proposedHandCounts(
  attendance: AttendanceView,
  box: Round['box'],
  exchanged: readonly ExchangeView[],
): Round['handCounts'] {
  const { cardsHandedOut, cardsHandedBack } = attendance;
  const unreadable = exchanged.find(({ kind }) => kind === 'unreadable')?.done ?? 0;
  return {
    received: cardsHandedOut,
    exchanged: box.challenged + box.voids.damaged + unreadable,
    unreadable,
    returnedBeforeOpening: cardsHandedBack,
  };
}

/** What the signed sheet of a round is called. */
function sheetTitle(kind: Plan['meeting']['kind'], round: number): Text {
  if (kind === 'appraisal') return { zh: '民主测评汇总表', en: 'Summary of the appraisal' };
  if (kind === 'recommendation') return { zh: '民主推荐汇总表', en: 'Summary of the recommendation' };
  return { zh: `第 ${round} 轮 计票结果报告单、选举结果报告`, en: `Round ${round}: result sheet and report` };
}

function documentsOf(
  { id, kind }: Plan['meeting'],
  rounds: readonly Round[],
  state: RecordState,
): OrganizerMeeting['documents'] {
  const hasRecord = state.size > 0;
  const at = `/api/meetings/${id}`;
  return [
    {
      kind: 'record',
      title: { zh: '选举档案', en: 'Election record' },
      href: `${at}/record.jsonl`,
      ready: hasRecord,
      printable: null,
    },
    {
      kind: 'trusted-keys',
      title: { zh: '可信钥匙', en: 'Trusted keys' },
      href: `${at}/trusted-keys.json`,
      ready: hasRecord,
      printable: null,
    },
    ...rounds.map(({ round }) => ({
      kind: 'card-reports',
      title: { zh: `第 ${round} 轮 发票、收票情况报告单`, en: `Round ${round}: cards handed out, ballots taken in` },
      href: `${at}/rounds/${round}/card-reports.pdf`,
      ready: state.rounds.get(round)?.close !== undefined,
      printable: { kind: 'card-reports', round } as const,
    })),
    ...rounds.map(({ round, result }) => ({
      kind: 'result-sheet',
      title: sheetTitle(kind, round),
      href: `${at}/rounds/${round}/result.pdf`,
      ready: result?.sheetReady ?? false,
      printable: { kind: 'result-sheet', round } as const,
    })),
  ];
}
