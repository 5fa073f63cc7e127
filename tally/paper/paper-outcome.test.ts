import { describe, expect, test } from 'vitest';
import type { ElectionContest } from '../record/contest.ts';
import { ruleSettings } from '../rules/settings.ts';
import type { PaperCounts } from './paper-counts.ts';
import { type PaperNumbers, paperOutcome, paperOutcomeInput } from './paper-outcome.ts';

const contest = (category: ElectionContest['category']): ElectionContest => ({
  kind: 'election',
  category,
  post: '委员',
  title: { zh: '委员', en: 'Committee' },
  seats: 1,
  candidates: [
    { name: '甲', remark: '' },
    { name: '乙', remark: '' },
  ],
  writeIns: [{ name: '丙', remark: '' }],
});
const NUMBERS: PaperNumbers = { expected: 30, present: 24, printed: 30, issued: 24, remaining: 6, voters: 24 };
const COUNTS: PaperCounts = {
  recovered: 24,
  valid: 23,
  invalid: 1,
  rows: [
    [13, 8, 2, 0],
    [3, 15, 4, 1],
  ],
  writeIns: [{ name: '丙', votes: 2 }],
  voidEntries: [],
  invalidReasons: [{ reason: 'blank', ballots: 1 }],
};
const codes = (numbers: Partial<PaperNumbers>, counts: Partial<PaperCounts> = {}, rules = {}) => {
  const outcome = paperOutcome(
    contest('committee'),
    { ...NUMBERS, ...numbers },
    { ...COUNTS, ...counts },
    ruleSettings({ majorityBase: 'expected', ...rules }),
  );
  return outcome.ok ? [] : outcome.error.map(({ code }) => code);
};

describe('the outcome of ballots on paper (rules §5.1)', () => {
  test('unreadable rows and invalid ballots take part in the sums and not in the base', () => {
    expect(codes({})).toEqual([]);
    const decided = paperOutcome(contest('committee'), NUMBERS, COUNTS, ruleSettings({ majorityBase: 'present' }));
    expect(decided.ok && decided.value).toMatchObject({ elected: ['甲'], smallestWinning: 13, baseSensitive: true });
  });

  test('P = I + R and Vb + Ib = C', () => {
    expect(codes({ remaining: 5 })).toEqual(['printed-sum']);
    expect(codes({}, { invalid: 2 })).toEqual(['recovered-sum']);
    expect(codes({ remaining: 5 }, { invalid: 2, writeIns: [{ name: '甲', votes: 1 }] })).toEqual([
      'printed-sum',
      'recovered-sum',
      'write-in-is-candidate',
    ]);
  });

  test('more write-ins than 不赞成 are impossible only where a write-in needs one', () => {
    const rows = [
      [13, 0, 10, 0],
      [3, 1, 19, 0],
    ] as const;
    expect(codes({}, { rows })).toEqual(['write-ins-exceed-disapprovals']);
    expect(codes({}, { rows }, { paper: { writeInRequiresDisapproval: false } })).toEqual([]);
  });

  test('more recovered than voters make the election void, not the numbers impossible', () => {
    const decided = paperOutcome(
      contest('committee'),
      { ...NUMBERS, voters: 23 },
      COUNTS,
      ruleSettings({ majorityBase: 'present' }),
    );
    expect(decided.ok && decided.value).toMatchObject({ election: 'void', elected: [] });
  });

  test('a pre-election counts by its own base and names candidates, a revote by the most votes', () => {
    const rules = ruleSettings({ majorityBase: 'expected', preVoteBase: 'present' });
    expect(paperOutcomeInput(contest('preliminary'), NUMBERS, COUNTS, rules).majorityBase).toBe('present');
    expect(paperOutcomeInput(contest('committee'), NUMBERS, COUNTS, rules).majorityBase).toBe('expected');
    const under = (category: ElectionContest['category']) => {
      const decided = paperOutcome(contest(category), NUMBERS, COUNTS, rules);
      if (!decided.ok) throw new Error('impossible');
      return decided.value;
    };
    expect(under('preliminary').elected).toEqual(['甲']);
    expect(under('preliminary').notices.find(({ code }) => code === 'threshold')?.zh).toContain('方可列为正式候选人');
    expect(under('committee').elected).toEqual([]);
    expect(under('revote')).toMatchObject({ elected: ['甲'], smallestWinning: 1 });
  });

  test('after a pre-election one candidate for one seat is no small surplus', () => {
    const one = { ...contest('committee'), candidates: contest('committee').candidates.slice(0, 1) };
    const counts = { ...COUNTS, rows: COUNTS.rows.slice(0, 1) };
    const rules = ruleSettings({ majorityBase: 'present' });
    const notices = (preElected: boolean) => {
      const decided = paperOutcome(one, NUMBERS, counts, rules, 'present', { preElected });
      return decided.ok ? decided.value.notices.map(({ code }) => code) : [];
    };
    expect(notices(false)).toContain('surplus-too-small');
    expect(notices(true)).not.toContain('surplus-too-small');
  });
});
