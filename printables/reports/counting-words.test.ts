import { expect, test } from 'vitest';
import type { MeetingKind } from '../../tally/record/meeting-entry.ts';
import type { ContestKind } from '../../tally/rules/counting-rules.ts';
import { type RuleSettings, ruleSettings } from '../../tally/rules/settings.ts';
import { quorumWords, tieWords } from './counting-words.ts';

test('sheet, report and script announce a revote only where the method holds one (rules §1.11, T49)', () => {
  const said = (category: ContestKind, revoteTiedAgain: RuleSettings['revoteTiedAgain'] = 'ask-superior') =>
    tieWords({ contest: { category }, outcome: { tie: { among: ['李㛃', '陈䶮'], seats: 1 } } } as never, {
      round: { rules: ruleSettings({ majorityBase: 'expected', revoteTiedAgain }) },
    });
  expect(said('committee')).toBe('李㛃、陈䶮票数相等，1个名额须就票数相等的人再次投票');
  expect(said('revote', 'revote')).toBe('李㛃、陈䶮票数相等，1个名额须就票数相等的人再次投票');
  expect(said('revote')).toBe('李㛃、陈䶮再次投票后票数仍然相等，1个名额暂停选举，请示上级党组织');
});

test('forms have a number of their own, also where it happens to be four fifths of those expected (rules §4.4, T66)', () => {
  const said = (kind: MeetingKind, present: number, minimum = 40) =>
    quorumWords({ kind, expected: 50, present, minimum });
  expect(said('appraisal', 40)).toBe('达到规定的最少到会人数40名');
  expect(said('appraisal', 39)).toBe('不足规定的最少到会人数40名');
  expect(said('recommendation', 41, 41)).toBe('达到规定的最少到会人数41名');
  expect(said('recommendation', 0, 0)).toBe('参加人数不作要求');
  expect(said('assembly', 40)).toBe('达到应到会人数50名的五分之四（至少40名）');
  expect(said('plenary', 40, 41)).toBe('没有超过应到会人数50名的五分之四（至少41名）');
});
