import { expect, test } from 'vitest';
import type { RoundResult } from '../../tally/count/round-result.ts';
import type { MeetingKind } from '../../tally/record/meeting-entry.ts';
import { type RuleSettings, ruleSettings } from '../../tally/rules/settings.ts';
import type { RoundState } from './record-state.ts';
import { contestViews } from './round-views.ts';

/** RULES §5.2 W14, in the ballot's order; 丁一 is written in. */
const VOTES = { 王建国: 26, 林海燕: 27, 陈志明: 11, 高玉龙: 10 } as const;
const WRITTEN = '丁一';

/** What the hall sees of W14, once the superior has confirmed the person written in. */
function shown(
  rules: Partial<RuleSettings>,
  contest: object = {},
  more: object = {},
  reduced: readonly string[] = [],
  kind: MeetingKind = 'assembly',
) {
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
        ...{ unfilled: 0, baseSensitive: false, notices: [], ...more },
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
  return contestViews(named, round, new Set(reduced), kind)[0];
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

test('open seats that the voters gave up are said to be given up, of this post alone (rules §1.11)', () => {
  const notices = [{ code: 'shortfall', clause: '', zh: '缺额 1 名：另行选举。', en: 'a further election.' }];
  const open = { seats: 4, unfilled: 1, notices };
  expect(shown({}, {}, open, ['书记'])).toMatchObject({ reduced: false, unfilled: 1, notices });
  const given = shown({}, {}, open, ['委员']);
  expect(given).toMatchObject({ reduced: true, unfilled: 1 });
  expect(given?.notices.map(({ zh }) => zh)).toEqual([
    '当选 3 名，少于应选 4 名，缺额 1 名：已经表决同意减少名额 1 名，不再另行选举。',
  ]);
  expect(shown({}, {}, {}, ['委员'])).toMatchObject({ reduced: false });
});

test('the base of a plenary is of the committee, and not of the members entitled to vote (rules §1.9)', () => {
  expect(shown({})?.baseName.zh).toBe('应到会有选举权人数');
  expect(shown({}, {}, {}, [], 'plenary')?.baseName.zh).toBe('应到会委员人数');
});
