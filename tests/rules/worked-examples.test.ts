/** The worked examples W1–W16 of the rule handbook (§5.2): those on paper ballot by ballot, through the whole road of paper. */
import { describe, expect, test } from 'vitest';
import { adjudicate } from '../../tally/paper/adjudication.ts';
import type { PaperBallot } from '../../tally/paper/paper-ballot.ts';
import { countPaperBallots } from '../../tally/paper/paper-counts.ts';
import { paperOutcome } from '../../tally/paper/paper-outcome.ts';
import { paperRules } from '../../tally/paper/paper-rules.ts';
import { agreedSheet } from '../../tally/paper/two-tellers.ts';
import type { ElectionContest } from '../../tally/record/contest.ts';
import type { Person } from '../../tally/record/person.ts';
import { countingRules } from '../../tally/rules/counting-rules.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { ballotOf, LETTERS } from './ballot-notation.ts';
import { decided, refusals } from './handbook-cases.ts';

const person = (name: string): Person => ({ name, remark: '' });
const W1_CONTEST: ElectionContest = {
  kind: 'election',
  category: 'committee',
  post: '委员',
  title: { zh: '支部委员会委员', en: 'Branch committee' },
  seats: 5,
  candidates: [...'王李张陈周黄'].map(person),
  writeIns: [...'赵钱'].map(person),
};

/**
 * W1 as a heap: 50 ballots whose marks give exactly the table, and two on which all six were chosen. Marks are dealt row by row
 * so that no ballot approves of more than five; the two names 赵 stand under a × of theirs.
 */
function w1Heap(): readonly PaperBallot[] {
  const table = [
    [49, 0],
    [47, 2],
    [44, 4],
    [28, 17],
    [26, 20],
    [29, 15],
  ] as const;
  const marks = Array.from({ length: 50 }, () => Array.from({ length: 6 }, () => '.'));
  const chosen = marks.map(() => 0);
  for (const [row, [approve, disapprove]] of table.entries()) {
    // The emptiest ballots are filled first.
    const order = [...marks.keys()].toSorted((a, b) => (chosen[a] ?? 0) - (chosen[b] ?? 0) || a - b);
    for (const [at, ballot] of order.entries()) {
      const sign = at < approve ? 'O' : at < approve + disapprove ? 'X' : '.';
      (marks[ballot] as string[])[row] = sign;
      if (sign === 'O') chosen[ballot] = (chosen[ballot] ?? 0) + 1;
    }
  }
  let named = 0;
  const heap = marks.map((rows, at) => {
    const under = rows.indexOf('X');
    const name = named < 2 && under !== -1 && (chosen[at] ?? 0) < 5 ? ` +赵@${W1_CONTEST.candidates[under]?.name}` : '';
    if (name !== '') named += 1;
    return ballotOf(`${rows.join('')}${name}`, W1_CONTEST);
  });
  return [...heap, ballotOf('OOOOOO', W1_CONTEST), ballotOf('OOOOOO', W1_CONTEST)];
}

const NUMBERS = { expected: 57, present: 52, printed: 60, issued: 52, remaining: 8, voters: 52 };

describe('W1: the whole heap on paper', () => {
  const heap = w1Heap();
  const counted = countPaperBallots(W1_CONTEST, heap, paperRules());
  if (!counted.ok) throw new Error('undecided');
  const counts = counted.value;

  test('gives the table of the handbook, two ballots invalid for six choices', () => {
    expect(counts).toEqual({
      recovered: 52,
      valid: 50,
      invalid: 2,
      rows: [
        [49, 0, 1, 0],
        [47, 2, 1, 0],
        [44, 4, 2, 0],
        [28, 17, 5, 0],
        [26, 20, 4, 0],
        [29, 15, 6, 0],
      ],
      writeIns: [{ name: '赵', votes: 2 }],
      voidEntries: [],
      invalidReasons: [{ reason: 'too-many-chosen', ballots: 2 }],
    });
  });

  test('elects four under 应到 and five under 实到, 周 with exactly half never, and says so', () => {
    const under = (majorityBase: 'expected' | 'present') => {
      const outcome = paperOutcome(W1_CONTEST, NUMBERS, counts, ruleSettings({ majorityBase }));
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
      return outcome.value;
    };
    expect(under('expected')).toMatchObject({ elected: ['王', '李', '张', '黄'], unfilled: 1, smallestWinning: 29 });
    expect(under('present')).toMatchObject({
      elected: ['王', '李', '张', '陈', '黄'],
      unfilled: 0,
      smallestWinning: 27,
    });
    for (const base of ['expected', 'present'] as const) {
      expect(under(base).baseSensitive).toBe(true);
      expect(under(base).notices.map(({ code }) => code)).toContain('base-sensitive');
    }
  });

  test('printed, issued and remaining must add up, and so must recovered, valid and invalid', () => {
    const rules = ruleSettings({ majorityBase: 'expected' });
    const codes = (numbers: typeof NUMBERS, of = counts) => {
      const outcome = paperOutcome(W1_CONTEST, numbers, of, rules);
      return outcome.ok ? [] : outcome.error.map(({ code }) => code);
    };
    expect(codes(NUMBERS)).toEqual([]);
    expect(codes({ ...NUMBERS, remaining: 7 })).toEqual(['printed-sum']);
    expect(codes(NUMBERS, { ...counts, invalid: 1 })).toEqual(['recovered-sum']);
    expect(codes({ ...NUMBERS, remaining: 7, issued: 53 })).toEqual(['issued-exceeds-present']);
    expect(codes({ ...NUMBERS, remaining: 9, issued: 52 }, { ...counts, valid: 51, invalid: 1 })).toEqual([
      'printed-sum',
      ...Array(6).fill('row-sum'),
    ]);
  });

  test('two tellers who read one row differently are not counted until the chief scrutineer has looked', () => {
    const misread = heap.map((ballot, i) => (i === 7 ? ballotOf('XXXXXX', W1_CONTEST) : ballot));
    const unsettled = agreedSheet(heap, misread);
    expect(unsettled.ok).toBe(false);
    expect(agreedSheet(heap, misread, [{ ballot: 7, as: heap[7] as PaperBallot }])).toEqual({ ok: true, value: heap });
  });
});

describe('W2–W16', () => {
  const three = (approvals: Readonly<Record<string, number>>) => decided({ seats: 3, approvals });

  test('W2: a tie at the last seat, and its revote', () => {
    expect(three({ A: 27, B: 25, C: 19, D: 19 })).toMatchObject({
      elected: ['A', 'B'],
      tie: { among: ['C', 'D'], seats: 1 },
    });
    const revote = countingRules(ruleSettings({ majorityBase: 'expected' }), 'revote');
    expect(decided({ valid: 28, recovered: 28, approvals: { C: 15, D: 13 } }, revote).elected).toEqual(['C']);
  });

  test('W3, W4: a tie inside, and three tied for two', () => {
    expect(three({ A: 25, B: 25, C: 20, D: 10 })).toMatchObject({ elected: ['A', 'B', 'C'], tie: null });
    expect(three({ A: 27, B: 20, C: 20, D: 20 }).tie).toEqual({ among: ['B', 'C', 'D'], seats: 2 });
  });

  test('W5: more ballots than issued: void, and no tally is shown', () => {
    const outcome = decided({ present: 28, recovered: 29 });
    expect(outcome).toMatchObject({ election: 'void', elected: [], unfilled: 1 });
    expect(outcome.notices.map(({ code }) => code)).not.toContain('threshold');
  });

  test('W6: one kept is valid; one kept and one too many is void by voters', () => {
    expect(decided({ present: 28, issued: 28, voters: 27, recovered: 27 }).election).toBe('valid');
    expect(decided({ present: 28, issued: 28, voters: 27, recovered: 28 }).election).toBe('void');
  });

  test('W7: an over-voted ballot gives nobody a vote and leaves the base as it is', () => {
    const counted = countPaperBallots(LETTERS, [ballotOf('OOOO'), ballotOf('OOOX')], paperRules());
    if (!counted.ok) throw new Error('undecided');
    expect(counted.value).toMatchObject({
      recovered: 2,
      valid: 1,
      invalid: 1,
      rows: [
        [1, 0, 0, 0],
        [1, 0, 0, 0],
        [1, 0, 0, 0],
        [0, 1, 0, 0],
      ],
    });
    expect(decided({ present: 28, recovered: 28, valid: 27 }).smallestWinning).toBe(16);
  });

  test.each([
    ['W8', '....', 'valid', 0],
    ['W9', 'XXXX +E@A +F@B +G@C', 'valid', 3],
    ['W9', 'XXXX +E@A +F@B +G@C +H@D', 'invalid', 4],
    ['W10', 'OOX. +B@C', 'valid', 2],
    ['W11', 'XOO. +P@A', 'valid', 3],
    ['W12', 'OO.. +E@C', 'valid', 3],
    ['W12', 'OOO. +E@D', 'invalid', 4],
    ['W13', 'XXO. +E@A +E@B', 'valid', 2],
  ])('%s: %s is %s with %i chosen', (_id, notation, verdict, chosen) => {
    expect(adjudicate(LETTERS, ballotOf(notation), paperRules())).toMatchObject({ verdict, chosen });
  });

  test('W14: a write-in wins, and its eligibility is asked for', () => {
    const outcome = decided({ seats: 3, approvals: { A: 27, B: 26, C: 11, D: 10 }, writeIns: { E: 16 } });
    expect(outcome.elected).toEqual(['A', 'B', 'E']);
    expect(outcome.notices.map(({ code }) => code)).toContain('write-in-eligibility');
    expect(refusals({ seats: 3, approvals: { A: 27, B: 26, C: 11, D: 10 }, writeIns: { A: 16 } })).toContain(
      'write-in-is-candidate',
    );
  });

  test('W15, W16: small meetings', () => {
    expect([2, 3].map((a) => decided({ expected: 5, present: 4, approvals: { 甲: a } }).elected.length)).toEqual([
      0, 1,
    ]);
    expect(decided({ expected: 6, present: 5, approvals: { 甲: 3 } }).elected).toEqual([]);
    expect(decided({ expected: 6, present: 5, base: 'present', approvals: { 甲: 3 } }).elected).toEqual(['甲']);
  });
});
