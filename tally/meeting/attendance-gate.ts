/**
 * How many must be there before ballots are handed out (rules §1.5, §4.4). An election asks for four fifths of those expected.
 * 民主测评 and 民主推荐 elect nobody: they ask for the least number of participants that their settings name (40, 50 …), and for none
 * where they name none (rules §7).
 */
import { isElectionMeeting, type MeetingKind } from '../record/meeting-entry.ts';
import { type Attendance, isQuorate, type QuorumRule, quorumMinimum } from '../rules/quorum.ts';

/** A round sealed before this setting existed has none. */
export type GateRules = QuorumRule & { readonly appraisalMinimumAttendance?: number | undefined };

/** The least number of participants of a meeting that elects nobody, 0 where none is asked; null in an election: four fifths. */
export function leastParticipants(kind: MeetingKind, rules: GateRules): number | null {
  return isElectionMeeting(kind) ? null : (rules.appraisalMinimumAttendance ?? 0);
}

export function isAttended(kind: MeetingKind, attendance: Attendance, rules: GateRules): boolean {
  const least = leastParticipants(kind, rules);
  return least === null ? isQuorate(attendance, rules) : attendance.present >= least;
}

/** The smallest number present that passes: what the check-in desk counts down to. */
export function attendanceMinimum(kind: MeetingKind, expected: number, rules: GateRules): number {
  return leastParticipants(kind, rules) ?? quorumMinimum(expected, rules);
}
