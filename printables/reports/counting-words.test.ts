import { expect, test } from 'vitest';
import type { ContestKind } from '../../tally/rules/counting-rules.ts';
import { type RuleSettings, ruleSettings } from '../../tally/rules/settings.ts';
import { tieWords } from './counting-words.ts';

test('sheet, report and script announce a revote only where the method holds one (rules §1.11, T49)', () => {
  const said = (category: ContestKind, revoteTiedAgain: RuleSettings['revoteTiedAgain'] = 'ask-superior') =>
    tieWords({ contest: { category }, outcome: { tie: { among: ['李㛃', '陈䶮'], seats: 1 } } } as never, {
      round: { rules: ruleSettings({ majorityBase: 'expected', revoteTiedAgain }) },
    });
  expect(said('committee')).toBe('李㛃、陈䶮票数相等，1个名额须就票数相等的人再次投票');
  expect(said('revote', 'revote')).toBe('李㛃、陈䶮票数相等，1个名额须就票数相等的人再次投票');
  expect(said('revote')).toBe('李㛃、陈䶮再次投票后票数仍然相等，1个名额暂停选举，请示上级党组织');
});
