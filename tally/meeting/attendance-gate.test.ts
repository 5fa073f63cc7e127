import { describe, expect, it } from 'vitest';
import { attendanceMinimum, isAttended, leastParticipants } from './attendance-gate.ts';

const rules = (appraisalMinimumAttendance?: number) => ({
  ruleSet: '2020' as const,
  quorumEqualAccepted: true,
  appraisalMinimumAttendance,
});

describe('how many must be there (rules §1.5, §4.4)', () => {
  it('is the number of the settings at an appraisal: 39 of 40 blocked, 40 enough; 49 of 50 the same (T66)', () => {
    for (const least of [40, 50])
      expect(
        [least - 1, least].map((present) => isAttended('appraisal', { expected: 100, present }, rules(least))),
      ).toEqual([false, true]);
    expect(attendanceMinimum('recommendation', 100, rules(40))).toBe(40);
  });

  it('is asked of nobody who elects nobody where the settings name no number (rules §7)', () => {
    for (const none of [rules(0), rules()]) {
      expect(attendanceMinimum('appraisal', 46, none)).toBe(0);
      expect(isAttended('recommendation', { expected: 46, present: 5 }, none)).toBe(true);
      expect(leastParticipants('appraisal', none)).toBe(0);
    }
    expect(leastParticipants('assembly', rules(40))).toBeNull();
  });

  it('of 100 is 80 by the text of 2020, 不少于五分之四, and 81 by that of 1990, 超过五分之四 (UX 6.27)', () => {
    const of = (expected: number, present: number, ruleSet: '2020' | '1990') =>
      isAttended('assembly', { expected, present }, { ruleSet, quorumEqualAccepted: ruleSet === '2020' });
    const passes = (ruleSet: '2020' | '1990') => [79, 80, 81].map((present) => of(100, present, ruleSet));
    expect(passes('2020')).toEqual([false, true, true]);
    expect(passes('1990')).toEqual([false, false, true]);
    // Five are left out of 应到; one of the eighty leaves before the ballots are handed out.
    expect([76, 75].map((present) => of(95, present, '2020'))).toEqual([true, false]);
    expect(attendanceMinimum('assembly', 100, rules())).toBe(80);
  });

  it('is four fifths in every election, whatever the settings of an appraisal say', () => {
    expect(isAttended('assembly', { expected: 30, present: 23 }, rules(5))).toBe(false);
    expect(attendanceMinimum('plenary', 5, rules(40))).toBe(4);
  });
});
