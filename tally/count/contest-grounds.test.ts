import { expect, it } from 'vitest';
import type { ElectionContest } from '../record/contest.ts';
import type { RecordedOutcome } from '../record/count-entries.ts';
import { hasGrounds } from './contest-grounds.ts';
import type { DecidedContest } from './settled-outcome.ts';

const contest = (category: ElectionContest['category'], names: readonly string[], seats: number): ElectionContest => ({
  kind: 'election',
  category,
  post: '委员',
  title: { zh: '委员选举', en: 'Committee' },
  seats,
  candidates: names.map((name) => ({ name, remark: '' })),
  writeIns: [],
});
const outcome = (change: Partial<RecordedOutcome>): RecordedOutcome => ({
  quorate: true,
  election: 'valid',
  elected: [],
  tie: null,
  unfilled: 0,
  baseSensitive: false,
  smallestWinning: 5,
  ...change,
});
const RULES = { revoteTiedAgain: 'ask-superior', furtherElectionPool: 'losers-by-rank' } as const;
const decidedContests = (
  contests: readonly ElectionContest[],
  outcomes: readonly RecordedOutcome[],
): readonly DecidedContest[] =>
  contests.map((of, at) => ({
    contest: of,
    round: 1,
    counts: [],
    outcome: outcomes[at] ?? null,
    mayRevoteAgain: false,
    refused: [],
    unconfirmed: [],
    replaced: [],
  }));
const after = (change: Partial<RecordedOutcome>) =>
  decidedContests([contest('committee', ['甲', '乙', '丙', '丁'], 3)], [outcome(change)]);
const tied = after({ elected: ['甲', '乙'], tie: { among: ['丙', '丁'], seats: 1 } });

it('a first ballot stands once, and again only as it was after a void election (rules §1.10)', () => {
  const first = contest('committee', ['甲', '乙', '丙', '丁'], 3);
  expect(hasGrounds(first, tied, RULES)).toBe(false);
  const voided = after({ election: 'void', unfilled: 3 });
  expect(hasGrounds(first, voided, RULES)).toBe(true);
  expect(hasGrounds({ ...first, seats: 2 }, voided, RULES)).toBe(false);
  expect(hasGrounds(contest('committee', ['甲', '乙', '丙'], 3), voided, RULES)).toBe(false);
  expect(hasGrounds(contest('further-election', ['甲', '乙', '丙', '丁'], 3), voided, RULES)).toBe(false);
  expect(hasGrounds(contest('committee', ['甲', '乙'], 1), [], RULES)).toBe(true);
  expect(hasGrounds(contest('secretary', ['甲'], 1), [], RULES)).toBe(true);
});

it('a revote needs a tie: the tied persons only, for the seats it left (rules §1.11)', () => {
  expect(hasGrounds(contest('revote', ['丙', '丁'], 1), tied, RULES)).toBe(true);
  expect(hasGrounds(contest('revote', ['丙', '丁'], 1), [], RULES)).toBe(false);
  expect(hasGrounds(contest('revote', ['丙', '丁'], 1), after({ unfilled: 1 }), RULES)).toBe(false);
  expect(hasGrounds(contest('revote', ['甲', '丁'], 1), tied, RULES)).toBe(false);
  expect(hasGrounds(contest('revote', ['丙', '丁'], 2), tied, RULES)).toBe(false);
  expect(hasGrounds({ ...contest('revote', ['丙', '丁'], 1), post: '书记' }, tied, RULES)).toBe(false);
});

it('a further election needs open seats, and fills these (rules §1.11)', () => {
  const open = after({ elected: ['甲', '乙'], unfilled: 1 });
  expect(hasGrounds(contest('further-election', ['丙', '丁'], 1), open, RULES)).toBe(true);
  expect(hasGrounds(contest('further-election', ['丙', '丁'], 2), open, RULES)).toBe(false);
  expect(hasGrounds(contest('further-election', ['丙', '丁'], 1), tied, RULES)).toBe(false);
  expect(hasGrounds(contest('further-election', ['丙', '丁'], 1), [], RULES)).toBe(false);
});

it('the last ballot for the post counts: a tie that was decided allows no second revote', () => {
  const decided = [...tied, ...decidedContests([contest('revote', ['丙', '丁'], 1)], [outcome({ elected: ['丙'] })])];
  expect(hasGrounds(contest('revote', ['丙', '丁'], 1), decided, RULES)).toBe(false);
});
