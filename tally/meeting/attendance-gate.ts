/**
 * How many must be there before ballots are handed out (rules §1.5, §4.4). An election asks for four fifths of those expected.
 * 民主测评 and 民主推荐 elect nobody; where their settings name a least number of participants (40, 50 …), that number stands
 * in place of the four fifths.
 */
import { isElectionMeeting, type MeetingKind } from '../record/meeting-entry.ts';
import { type Attendance, isQuorate, type QuorumRule, quorumMinimum } from '../rules/quorum.ts';

/** A round sealed before this setting existed has none. */
export type GateRules = QuorumRule & { readonly appraisalMinimumAttendance?: number | undefined };

/** The least number of participants where the settings name one and the kind allows it, else null: four fifths. */
export function leastParticipants(kind: MeetingKind, rules: GateRules): number | null {
  const least = rules.appraisalMinimumAttendance ?? 0;
  return isElectionMeeting(kind) || least === 0 ? null : least;
}

export function isAttended(kind: MeetingKind, attendance: Attendance, rules: GateRules): boolean {
  const least = leastParticipants(kind, rules);
  return least === null ? isQuorate(attendance, rules) : attendance.present >= least;
}

/** The smallest number present that passes: what the check-in desk counts down to. */
export function attendanceMinimum(kind: MeetingKind, expected: number, rules: GateRules): number {
  return leastParticipants(kind, rules) ?? quorumMinimum(expected, rules);
}
