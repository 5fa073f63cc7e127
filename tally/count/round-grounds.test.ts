import { expect, it } from 'vitest';
import type { ElectionContest } from '../record/contest.ts';
import { ruleSettings } from '../rules/settings.ts';
import { roundFaults } from './round-grounds.ts';
import type { DecidedContest } from './settled-outcome.ts';

const contest = (category: ElectionContest['category'], post = '委员'): ElectionContest => ({
  ...{ kind: 'election', category, post, title: { zh: post, en: post }, seats: 1, writeIns: [] },
  candidates: ['甲', '乙'].map((name) => ({ name, remark: '' })),
});
const RULES = ruleSettings({ majorityBase: 'expected' });
const faults = (contests: readonly ElectionContest[], decided: readonly DecidedContest[] = [], rules = RULES) =>
  roundFaults({ contests, rules }, RULES, decided);
const open: DecidedContest = {
  ...{ contest: contest('committee'), round: 1, counts: [], mayRevoteAgain: false },
  ...{ refused: [], unconfirmed: [], replaced: [] },
  outcome: { election: 'valid', elected: [], tie: null, unfilled: 1 },
};
const FURTHER = contest('further-election');

it('a round that follows from what was counted has no fault (specification §8.6)', () => {
  expect(faults([contest('committee')])).toEqual([]);
  expect(faults([FURTHER], [open])).toEqual([]);
  expect(roundFaults({ contests: [contest('committee')], rules: RULES }, null, [])).toEqual([]);
});

it('the assembly has adopted one method: other rules than those of the first round are a fault', () => {
  expect(faults([FURTHER], [open], { ...RULES, furtherElectionThreshold: 'plurality' })).toEqual(['rules-differ']);
});

it('an older record that leaves out settings has their first value, and none is a difference', () => {
  const { appraisalQuota: _, ...older } = RULES;
  expect(roundFaults({ contests: [FURTHER], rules: RULES }, older as never, [open])).toEqual([]);
});

it('nothing is built on a person written in of whom nobody has said whether they may be elected (rules §5.2 W14)', () => {
  expect(faults([FURTHER], [{ ...open, unconfirmed: ['丙'] }])).toEqual(['eligibility-missing']);
});

it('every contest needs its grounds, not one of them', () => {
  expect(faults([contest('secretary', '书记'), FURTHER])).toEqual(['contest-without-grounds']);
  expect(faults([FURTHER, contest('secretary', '书记')])).toEqual(['contest-without-grounds']);
});

it('a pre-election beside another election is a fault', () => {
  expect(faults([contest('committee'), contest('preliminary', '书记')])).toEqual(['pre-election-mixed']);
});
