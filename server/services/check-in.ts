/**
 * The desk (签到处, specification §5): who is here, and whether they are four fifths. It knows members and never a
 * card; it stores neither the time nor the order of arrivals, and it is closed while voting is open.
 */

import type { z } from 'zod';
import { err, ok, type Result } from '../../crypto/result.ts';
import { isDeskOpen } from '../../tally/phase.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { amount } from '../../tally/text/amount.ts';
import type { deskMemberSchema, deskStateSchema } from '../contract/desk.ts';
import type { attendanceSchema } from '../contract/shared.ts';
import type { Text } from '../contract/text.ts';
import {
  type AttendanceState,
  createAttendance,
  deleteAssistance,
  forgetArrivalOrder,
  insertUndoneCheckIn,
  loadAssistances,
  loadAttendance,
  moveAttendance,
} from '../store/attendance.ts';
import type { Database } from '../store/database.ts';
import { lockMeeting, type StoredMeeting, setCardsHandedBack, setDeskOpen, setPhase } from '../store/meeting.ts';
import { loadCollecting } from '../store/record-proposal.ts';
import { countAudits, countTokens } from '../store/record-token.ts';
import { recycleLogSegments } from '../store/rewrite-sorted.ts';
import { type StoredMember, setReadmitted } from '../store/roll.ts';
import type { Accounts } from './accounts.ts';
import type { Arrivals } from './arrivals.ts';
import { meetingSummary } from './meeting-summary.ts';
import { readingOf, surnamesOf } from './people.ts';
import { isEntitledMember, isExpectedMember, isReadmitted, labelOf, loadPlan, type Plan, quorumOf } from './plan.ts';

export type AttendanceView = z.infer<typeof attendanceSchema>;
type DeskMember = z.infer<typeof deskMemberSchema>;
/** Exchanges of cards are not the desk's own: the route adds them. */
type DeskState = Omit<z.infer<typeof deskStateSchema>, 'exchanges' | 'staffNeeded'>;

export type CheckIn = {
  readonly state: (meeting: string, official: string) => Promise<Result<DeskState, 'not-found' | 'wrong-phase'>>;
  /** `from`: the transaction that must see it as it stands under its own locks. */
  readonly attendance: (plan: Plan, from?: Database) => Promise<AttendanceView>;
  readonly checkIn: (
    meeting: string,
    member: string,
  ) => Promise<
    Result<
      { readonly card: boolean; readonly attendance: AttendanceView },
      'not-found' | 'check-in-closed' | 'member-unknown' | 'already-checked-in' | 'member-excluded'
    >
  >;
  readonly undo: (
    meeting: string,
    request: {
      readonly member: string;
      readonly reason: string;
      readonly first: { readonly id: string; readonly name: string };
      readonly second: { readonly name: string; readonly password: string };
    },
  ) => Promise<
    Result<
      { readonly attendance: AttendanceView },
      | 'not-found'
      | 'check-in-closed'
      | 'member-unknown'
      | 'not-checked-in'
      | 'second-official-needed'
      | 'card-was-drawn'
      | 'proposal-pending'
    >
  >;
  /** A member left out of 应到会 turns up: X − 1, Y + 1, until the ballots are issued (rules §3). */
  readonly readmit: (
    meeting: string,
    request: {
      readonly member: string;
      readonly first: { readonly id: string };
      readonly second: { readonly name: string; readonly password: string };
    },
  ) => Promise<
    Result<
      { readonly attendance: AttendanceView },
      | 'not-found'
      | 'check-in-closed'
      | 'readmission-closed'
      | 'member-unknown'
      | 'not-excluded'
      | 'second-official-needed'
      | 'no-card-left'
      | 'proposal-pending'
    >
  >;
  readonly leave: (
    meeting: string,
    member: string,
  ) => Promise<
    Result<
      { readonly attendance: AttendanceView },
      'not-found' | 'wrong-phase' | 'member-unknown' | 'not-checked-in' | 'proposal-pending'
    >
  >;
  readonly open: (meeting: string) => Promise<Result<void, 'not-found' | 'wrong-phase' | 'proposal-pending'>>;
  readonly close: (
    meeting: string,
  ) => Promise<Result<{ readonly attendance: AttendanceView }, 'not-found' | 'check-in-closed'>>;
};

const DESK_PHASES: readonly StoredMeeting['phase'][] = [
  'check-in',
  'voting',
  'paused',
  'stopped',
  'closed',
  'counting',
  'published',
  'reported',
  'answered',
];

export function isDeskPhase(phase: StoredMeeting['phase']): boolean {
  return DESK_PHASES.includes(phase);
}

export function createCheckIn({
  db,
  accounts,
  arrivals,
}: {
  readonly db: Database;
  readonly accounts: Accounts;
  readonly arrivals: Arrivals;
}): CheckIn {
  async function requirePlan(from: Database, meeting: string): Promise<Plan> {
    const plan = await loadPlan(from, meeting);
    if (plan === undefined) throw new Error('plan of a meeting that is locked is missing');
    return plan;
  }

  /** The scrutineers are signing how many are present: until they have, or the proposal is withdrawn, nobody comes or goes. */
  const isOpeningProposed = async (tx: Database, meeting: string): Promise<boolean> =>
    (await loadCollecting(tx, meeting)).some(({ kind }) => kind === 'open');

  const attendance = async (plan: Plan, from: Database = db): Promise<AttendanceView> =>
    attendanceView(plan, await loadAttendance(from, plan.meeting.id));

  return {
    attendance,

    state: async (meeting, official) => {
      const plan = await loadPlan(db, meeting);
      if (plan === undefined) return err('not-found');
      if (!isDeskPhase(plan.meeting.phase)) return err('wrong-phase');
      const states = await loadAttendance(db, meeting);
      const helpers = await loadAssistances(db, meeting);
      const view = attendanceView(plan, states);
      return ok({
        meeting: meetingSummary(plan.meeting),
        official,
        attendance: view,
        surnames: surnamesOf(
          plan.members.map(({ id, name }) => ({ name, key: id })),
          plan.strokes,
        ),
        members: plan.members.map((member) => ({
          ...deskMember(plan, member, states.get(member.id) ?? 'absent'),
          helper: helpers.get(member.id) ?? null,
        })),
        announcement: announcement(plan, view),
        documents: [
          {
            kind: 'attendance',
            title: { zh: '签到表', en: 'Attendance sheet' },
            href: `/api/desk/meetings/${meeting}/attendance.pdf`,
            ready: true,
          },
          {
            kind: 'assistance',
            title: { zh: '代写登记表', en: 'Who was helped by whom' },
            href: `/api/desk/meetings/${meeting}/assistance.pdf`,
            ready: helpers.size > 0,
          },
        ],
      });
    },

    checkIn: async (meeting, member) => {
      let name = '';
      const checkedIn = await db.transaction<Awaited<ReturnType<CheckIn['checkIn']>>>(async (tx) => {
        const row = await lockMeeting(tx, meeting);
        if (row === undefined) return err('not-found');
        if (!row.deskOpen || !isDeskOpen(row.phase)) return err('check-in-closed');
        const plan = await requirePlan(tx, meeting);
        const found = plan.byId.get(member);
        if (found === undefined) return err('member-unknown');
        if (isEntitledMember(plan, found) && !isExpectedMember(plan, found)) return err('member-excluded');
        // Who left and comes back before the opening draws a card again: the one handed back lies apart.
        const arrived =
          (await moveAttendance(tx, meeting, member, 'absent', 'here')) ||
          (await moveAttendance(tx, meeting, member, 'left', 'here'));
        if (!arrived) return err('already-checked-in');
        name = labelOf(plan, found);
        return ok({ card: isEntitledMember(plan, found), attendance: await attendance(plan, tx) });
      });
      if (checkedIn.ok) arrivals.arrived(meeting, name);
      return checkedIn;
    },

    undo: async (meeting, { member, reason, first, second }) => {
      if (!(await accounts.isSecondOfficial(first, 'desk', second))) return err('second-official-needed');
      return db.transaction(async (tx) => {
        const row = await lockMeeting(tx, meeting);
        if (row === undefined) return err('not-found');
        if (row.phase !== 'check-in') return err('card-was-drawn');
        if (await isOpeningProposed(tx, meeting)) return err('proposal-pending');
        if (!row.deskOpen) return err('check-in-closed');
        const plan = await requirePlan(tx, meeting);
        const found = plan.byId.get(member);
        if (found === undefined) return err('member-unknown');
        if (!(await moveAttendance(tx, meeting, member, 'here', 'absent'))) return err('not-checked-in');
        await deleteAssistance(tx, meeting, member);
        // Whoever was counted again by mistake is left out as before; on the roll of a later round it is too late.
        if (found.exclusion?.readmittedIn === row.currentRound) await setReadmitted(tx, found, null);
        await insertUndoneCheckIn(tx, { meeting, reason, officials: `${first.name}、${second.name}` });
        arrivals.withdrawn(meeting, labelOf(plan, found));
        return ok({ attendance: await attendance(await requirePlan(tx, meeting), tx) });
      });
    },

    readmit: async (meeting, { member, first, second }) => {
      if (!(await accounts.isSecondOfficial(first, 'desk', second))) return err('second-official-needed');
      return db.transaction(async (tx) => {
        const row = await lockMeeting(tx, meeting);
        if (row === undefined) return err('not-found');
        if (row.phase !== 'check-in') return err('readmission-closed');
        if (await isOpeningProposed(tx, meeting)) return err('proposal-pending');
        if (!row.deskOpen) return err('check-in-closed');
        const plan = await requirePlan(tx, meeting);
        const found = plan.byId.get(member);
        if (found === undefined) return err('member-unknown');
        if (!isEntitledMember(plan, found) || isExpectedMember(plan, found)) return err('not-excluded');
        const { made } = await countTokens(tx, meeting, row.currentRound);
        // Audited cards never go into the box, and one handed back is not drawn again (specification §5).
        const drawable = made - (await countAudits(tx, meeting, row.currentRound)) - row.cardsHandedBack;
        if (plan.roll.expected >= drawable) return err('no-card-left');
        await setReadmitted(tx, found, row.currentRound);
        if (!(await moveAttendance(tx, meeting, member, 'absent', 'here')))
          throw new Error('check-in: a member left out was here already');
        return ok({ attendance: await attendance(await requirePlan(tx, meeting), tx) });
      });
    },

    leave: (meeting, member) =>
      db.transaction(async (tx) => {
        const row = await lockMeeting(tx, meeting);
        if (row === undefined) return err('not-found');
        // Whoever leaves after the opening was issued a card; only before it the card comes back unissued (rules §5.1).
        if (row.phase !== 'check-in') return err('wrong-phase');
        if (await isOpeningProposed(tx, meeting)) return err('proposal-pending');
        const plan = await requirePlan(tx, meeting);
        const found = plan.byId.get(member);
        if (found === undefined) return err('member-unknown');
        if (!(await moveAttendance(tx, meeting, member, 'here', 'left'))) return err('not-checked-in');
        await deleteAssistance(tx, meeting, member);
        if (isEntitledMember(plan, found)) await setCardsHandedBack(tx, meeting, row.cardsHandedBack + 1);
        return ok({ attendance: await attendance(await requirePlan(tx, meeting), tx) });
      }),

    open: (meeting) =>
      db.transaction(async (tx) => {
        const row = await lockMeeting(tx, meeting);
        if (row === undefined) return err('not-found');
        if (await isOpeningProposed(tx, meeting)) return err('proposal-pending');
        if (row.phase === 'sealed') {
          const plan = await requirePlan(tx, meeting);
          await createAttendance(
            tx,
            meeting,
            plan.members.map(({ id }) => id),
          );
          await setPhase(tx, meeting, 'check-in');
          await setCardsHandedBack(tx, meeting, 0);
        } else if (!isDeskOpen(row.phase)) return err('wrong-phase');
        await setDeskOpen(tx, meeting, true);
        return ok(undefined);
      }),

    close: async (meeting) => {
      const closed = await db.transaction(async (tx) => {
        const row = await lockMeeting(tx, meeting);
        if (row === undefined) return err('not-found');
        if (!row.deskOpen) return err('check-in-closed');
        await setDeskOpen(tx, meeting, false);
        await forgetArrivalOrder(tx);
        return ok({ attendance: await attendance(await requirePlan(tx, meeting), tx) });
      });
      if (closed.ok) await recycleLogSegments(db);
      return closed;
    },
  };
}

function attendanceView(plan: Plan, states: ReadonlyMap<string, AttendanceState>): AttendanceView {
  const expected = plan.roll.expected;
  const stateOf = ({ id }: StoredMember) => states.get(id) ?? 'absent';
  const voters = plan.members.filter((member) => isExpectedMember(plan, member));
  const present = voters.filter((member) => stateOf(member) === 'here').length;
  const here = plan.members.filter((member) => stateOf(member) === 'here').length;
  const minimum = quorumOf(plan);
  return {
    open: plan.meeting.deskOpen,
    expected,
    present,
    quorumMinimum: minimum,
    missing: Math.max(0, minimum - present),
    quorate: present >= minimum,
    countedAgain: plan.members.filter((member) => member.exclusion?.readmittedIn === plan.meeting.currentRound).length,
    // Every card drawn: who comes back draws again, and the card handed back is voided as returned.
    cardsHandedOut: present + plan.meeting.cardsHandedBack,
    cardsHandedBack: plan.meeting.cardsHandedBack,
    attending: here - present,
  };
}

const LINES = {
  votes: {
    absent: { zh: '可投票', en: 'May vote' },
    here: { zh: '已签到', en: 'Checked in' },
    left: { zh: '已退场，投票卡已交回', en: 'Left, card handed back' },
  },
  attends: {
    absent: { zh: '列席，无表决权', en: 'May attend, no vote' },
    here: { zh: '列席，已签到', en: 'Attending, checked in' },
    left: { zh: '列席，已退场', en: 'Attended, left' },
  },
  excluded: {
    absent: { zh: '不计算在应到会人数之内，到会请报告主持人', en: 'Not among the expected; ask the chair if here' },
    here: { zh: '不计算在应到会人数之内，到会请报告主持人', en: 'Not among the expected; ask the chair if here' },
    left: { zh: '不计算在应到会人数之内，到会请报告主持人', en: 'Not among the expected; ask the chair if here' },
  },
} as const satisfies Record<string, Record<AttendanceState, Text>>;

const COUNTED_AGAIN: Text = { zh: '已签到，重新计入应到会人数', en: 'Checked in, counted among the expected again' };

function deskMember(plan: Plan, member: StoredMember, state: AttendanceState): Omit<DeskMember, 'helper'> {
  const right = !isEntitledMember(plan, member) ? 'attends' : isExpectedMember(plan, member) ? 'votes' : 'excluded';
  const { id, name, gender } = member;
  return {
    id,
    name,
    gender,
    label: labelOf(plan, member),
    ...readingOf(name),
    right,
    state,
    line: isReadmitted(member) && state === 'here' ? COUNTED_AGAIN : LINES[right][state],
  };
}

/** The sentence the chair reads (rules §5.1 step 1). */
function announcement(
  plan: Plan,
  { expected, present, quorate, missing, countedAgain, quorumMinimum }: AttendanceView,
): Text {
  if (!isElectionMeeting(plan.meeting.kind)) {
    const zh = `应到 ${expected} 名，实到 ${present} 名`;
    const en = `${amount(expected, 'participant is', 'participants are')} expected and ${amount(present, 'is', 'are')} present`;
    if (quorumMinimum === 0) return { zh: `${zh}。`, en: `${en}.` };
    return quorate
      ? { zh: `${zh}，达到最少到会人数 ${quorumMinimum} 名。`, en: `${en}; ${quorumMinimum} are needed.` }
      : {
          zh: `${zh}，还差 ${missing} 名才到最少到会人数。`,
          en: `${en}; ${amount(missing, 'more is', 'more are')} needed.`,
        };
  }
  const again: Text =
    countedAgain === 0
      ? { zh: '', en: '' }
      : {
          zh: `（其中 ${countedAgain} 名原不计算在应到会人数之内，到会后重新计入）`,
          en: ` (${amount(countedAgain, 'of them had been left out and is', 'of them had been left out and are')} counted again after coming)`,
        };
  const zh = `应到会有选举权的党员 ${expected} 名${again.zh}，实到 ${present} 名`;
  const en = `${amount(expected, 'member with the right to vote is', 'members with the right to vote are')} expected${again.en} and ${amount(present, 'is', 'are')} present`;
  return quorate
    ? { zh: `${zh}，达到五分之四，符合规定。`, en: `${en}: at least four fifths, as required.` }
    : {
        zh: `${zh}，还差 ${missing} 名才到五分之四。`,
        en: `${en}: ${amount(missing, 'more is', 'more are')} needed for four fifths.`,
      };
}
