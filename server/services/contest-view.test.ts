import { expect, test } from 'vitest';
import type { RoundResult } from '../../tally/count/round-result.ts';
import { type RuleSettings, ruleSettings } from '../../tally/rules/settings.ts';
import type { RoundState } from './record-state.ts';
import { contestViews } from './round-views.ts';

/** RULES §5.2 W14, in the ballot's order; 丁一 is written in. */
const VOTES = { 王建国: 26, 林海燕: 27, 陈志明: 11, 高玉龙: 10 } as const;
const WRITTEN = '丁一';

/** What the hall sees of W14, once the superior has confirmed the person written in. */
function shown(rules: Partial<RuleSettings>, contest: object = {}) {
  const named = {
    majorityBase: 'expected',
    expected: 30,
    present: 30,
    contests: [
      {
        ...{
          kind: 'election',
          post: '委员',
          title: { zh: '委员选举', en: 'Committee' },
          seats: 3,
          smallestWinning: 16,
        },
        counts: Object.fromEntries(
          Object.entries(VOTES).map(([name, approve]) => [name, { approve, disapprove: 30 - approve, abstain: 0 }]),
        ),
        ...{ writeIns: { [WRITTEN]: 16 }, election: 'valid', elected: ['王建国', '林海燕', WRITTEN], tie: null },
        ...{ unfilled: 0, baseSensitive: false, notices: [] },
      },
    ],
  } as unknown as RoundResult;
  const entry = {
    contests: [
      {
        ...{ kind: 'election', category: 'committee', post: '委员', seats: 3 },
        candidates: Object.keys(VOTES).map((name) => ({ name, remark: '' })),
        writeIns: [{ name: WRITTEN, remark: '' }],
        ...contest,
      },
    ],
    rules: ruleSettings({ majorityBase: 'expected', ...rules }),
  };
  const round = { round: 1, paperRound: { entry, hash: '', index: 0 } } as unknown as RoundState;
  return contestViews(named, round)[0];
}

test('who was written in stands among the elected by strokes, as on sheet and report (rules §1.13, §5.2 W14)', () => {
  expect(shown({})?.elected).toEqual([WRITTEN, '王建国', '林海燕']);
});

test('a method that lists by votes is followed by the hall too (rules §7)', () => {
  expect(shown({ resultListOrder: 'votes' })?.elected).toEqual(['林海燕', '王建国', WRITTEN]);
});

test('secretary and deputy keep the order that the superior approved', () => {
  expect(shown({ resultListOrder: 'votes' }, { category: 'secretary', post: '书记' })?.elected).toEqual([
    ...['王建国', '林海燕', WRITTEN],
  ]);
});
