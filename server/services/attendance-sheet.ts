/** 签到表 (rules §6.2): the roll as it stands at the desk, in the roll's order, with blank columns for hand and time. */
import { attendanceSheet } from '../../printables/reports/attendance.ts';
import { exclusionName } from '../../tally/meeting/exclusion.ts';
import { STATE_OF_PHASE } from '../../tally/phase.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { loadAttendance } from '../store/attendance.ts';
import type { Database } from '../store/database.ts';
import type { StoredMember } from '../store/roll.ts';
import type { CheckIn } from './check-in.ts';
import { fonts } from './fonts.ts';
import { paperRoundOf } from './paper-rounds.ts';
import { isEntitledMember, isExpectedMember, isReadmitted, labelOf, loadPlan, type Plan } from './plan.ts';
import type { RecordLog } from './record-log.ts';

export type AttendanceSheets = {
  readonly make: (meeting: string) => Promise<Uint8Array | undefined>;
};

export function createAttendanceSheets({
  db,
  log,
  checkIn,
}: {
  readonly db: Database;
  readonly log: Pick<RecordLog, 'state'>;
  readonly checkIn: CheckIn;
}): AttendanceSheets {
  return {
    make: async (meeting) => {
      const plan = await loadPlan(db, meeting);
      if (plan === undefined) return undefined;
      const [states, view] = await Promise.all([loadAttendance(db, meeting), checkIn.attendance(plan)]);
      const { organization, title, date, place } = plan.meeting.draft;
      const { phase, currentRound } = plan.meeting;
      const onPaper = paperRoundOf((await log.state(meeting)).rounds.get(currentRound)) !== undefined;
      // Cards are drawn at the desk; ballots on paper are handed out after it.
      const isHandedOut = !onPaper || STATE_OF_PHASE[phase] >= STATE_OF_PHASE.voting;
      return attendanceSheet({
        kind: plan.meeting.kind,
        onPaper,
        organization,
        title,
        day: date ?? '',
        place,
        members: plan.members.map((member) => {
          const isPresent = states.get(member.id) === 'here';
          const isEntitled = isEntitledMember(plan, member);
          return {
            name: labelOf(plan, member),
            sex: member.gender,
            category: !isElectionMeeting(plan.meeting.kind) ? '' : member.category === 'full' ? '正式党员' : '预备党员',
            isEntitled,
            isPresent,
            hasCard: isHandedOut && isPresent && isEntitled,
            remark: remarkOf(plan, member),
          };
        }),
        expected: view.expected,
        present: view.present,
        quorumMinimum: view.quorumMinimum,
        fonts: fonts(),
      });
    },
  };
}

function remarkOf(plan: Plan, member: StoredMember): string {
  if (!isEntitledMember(plan, member))
    return member.withoutRightReason === '' ? '列席' : `列席（${member.withoutRightReason}）`;
  if (member.exclusion === null) return '';
  const { category, reason } = member.exclusion;
  const why = reason === '' ? exclusionName(category, plan.meeting.draft.rules) : reason;
  if (isReadmitted(member)) return `原不计算在应到会人数内（${why}），到会后经主持人同意重新计入`;
  return isExpectedMember(plan, member) ? '' : `不计算在应到会人数内：${why}`;
}
