import { describe, expect, it } from 'vitest';
import type { PaperTally } from '../record/paper-entries.ts';
import { label } from '../record/person.ts';
import { ruleSettings } from '../rules/settings.ts';
import { committeeContest } from '../simulation/simulate-election.ts';
import { simulatedPerson } from '../simulation/simulated-persons.ts';
import { countedRound } from './counted-round.ts';
import { contestOutcome, recordedOutcomeOf } from './outcome-of-contest.ts';
import { hasReason, type Ruling, settledContests } from './settled-outcome.ts';

/** Two seats, two candidates, two persons who can be written in; thirty expected, present and voting: sixteen are more than half. */
const CONTEST = committeeContest(2, 2, 2);
const [A, B, C, D] = [0, 1, 2, 3].map((at) => label(simulatedPerson(at))) as [string, string, string, string];
const RULES = ruleSettings({ majorityBase: 'expected' });
const ATTENDANCE = { expected: 30, present: 30, issued: 30, casts: 30 };
const CLOSE = {
  expected: 30,
  present: 30,
  casts: 30,
  handCounts: { received: 30, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0 },
};

/** Approvals of both candidates, and votes of both persons written in. */
function counted(a: number, b: number, c: number, d: number, contest = CONTEST) {
  const counts = [a, 30 - a, b, 30 - b, c, d];
  const decided = contestOutcome(contest, counts, ATTENDANCE, RULES);
  if (!decided.ok) throw new Error('impossible counts');
  const outcome = [recordedOutcomeOf(decided.value)];
  return countedRound(
    { round: 1, contests: [contest], rules: RULES },
    { type: 'result', counts: [counts], outcome },
    CLOSE,
  );
}
const ruling = (matter: Ruling['matter'], person: string, granted: boolean, post = '委员'): Ruling => ({
  matter,
  post,
  person,
  granted,
});
const settled = (
  round: ReturnType<typeof counted>,
  decisions: readonly Ruling[] = [],
  reduced: readonly string[] = [],
) => {
  const [one] = settledContests(round, { decisions, reduced: new Set(reduced) });
  if (one?.outcome == null) throw new Error('nothing was settled');
  return { ...one, outcome: one.outcome };
};

describe('a person written in with enough votes (rules §5.2 W14)', () => {
  const round = counted(20, 10, 17, 3);

  it('is unconfirmed until somebody has said whether they may be elected', () => {
    expect(settled(round).unconfirmed).toEqual([C]);
    expect(settled(round, [ruling('eligibility', C, true)]).unconfirmed).toEqual([]);
    expect(settled(round, [ruling('eligibility', C, true)]).outcome.elected).toEqual([A, C]);
    expect(settled(round, [ruling('eligibility', C, true, '书记')]).unconfirmed).toEqual([C]);
    expect(settled(round, [ruling('eligibility', D, true)]).unconfirmed).toEqual([C]);
  });

  it('is not elected once refused: the seat is open, and the votes stand as counted', () => {
    const { outcome, refused, counts } = settled(round, [ruling('eligibility', C, false)]);
    expect(refused).toEqual([C]);
    expect({ elected: outcome.elected, unfilled: outcome.unfilled }).toEqual({ elected: [A], unfilled: 1 });
    expect(counts).toEqual([20, 10, 10, 20, 17, 3]);
  });

  it('makes room for the next in order, who is unconfirmed in turn', () => {
    const both = counted(20, 2, 19, 17);
    const next = settled(both, [ruling('eligibility', C, false)]);
    expect(next.outcome.elected).toEqual([A, D]);
    expect(next.unconfirmed).toEqual([D]);
  });

  it('is unconfirmed in a tie, too', () => {
    expect(settled(counted(20, 17, 17, 0)).unconfirmed).toEqual([C]);
    expect(settled(counted(20, 17, 17, 0)).outcome.tie).not.toBeNull();
    expect(settled(counted(20, 17, 17, 0), [ruling('eligibility', C, false)]).outcome).toMatchObject({
      ...{ elected: [A, B], tie: null, unfilled: 0 },
    });
  });

  it('on paper, by the same numbers', () => {
    const tally: PaperTally = {
      ...{ valid: 30, invalid: 0, voidEntries: [], invalidReasons: [] },
      rows: [
        [20, 10, 0, 0],
        [10, 20, 0, 0],
      ],
      writeIns: [{ name: C, votes: 17 }],
    };
    const box = { printed: 30, issued: 30, remaining: 0, voters: 30, recovered: 30, tally };
    const { outcomes } = round;
    const onPaper = countedRound(
      { round: 1, contests: [CONTEST], rules: RULES },
      { type: 'paper-count', expected: 30, present: 30, contests: [box], outcome: outcomes },
      null,
    );
    expect(settled(onPaper).outcome.elected).toEqual([A, C]);
    const { outcome, counts } = settled(onPaper, [ruling('eligibility', C, false)]);
    expect({ elected: outcome.elected, unfilled: outcome.unfilled }).toEqual({ elected: [A], unfilled: 1 });
    expect(counts).toEqual([20, 10, 10, 20, 17, 0]);
  });
});

describe('what else is decided after a count (specification §8.6)', () => {
  it('a tie that the superior does not have voted on again leaves its seats open', () => {
    const level = counted(20, 17, 17, 0);
    const givenUp = settled(level, [ruling('tie', '', false)]);
    expect({ tie: givenUp.outcome.tie, unfilled: givenUp.outcome.unfilled }).toEqual({ tie: null, unfilled: 1 });
    expect(givenUp.mayRevoteAgain).toBe(false);
    const again = settled(level, [ruling('tie', '', true)]);
    expect(again.outcome.tie?.seats).toBe(1);
    expect(again.mayRevoteAgain).toBe(true);
  });

  it('seats that the assembly has given up are not open, those of another post are', () => {
    const open = counted(20, 10, 3, 0);
    expect(settled(open).outcome.unfilled).toBe(1);
    expect(settled(open, [], ['委员']).outcome.unfilled).toBe(0);
    expect(settled(open, [], ['书记']).outcome.unfilled).toBe(1);
  });

  it('a secretary is replaced where the superior has another elected', () => {
    const own = counted(20, 17, 3, 0);
    expect(settled(own, [ruling('secretary', A, true)]).replaced).toEqual([A]);
    expect(settled(own, [ruling('secretary', A, false)]).replaced).toEqual([]);
  });
});

describe('a decision needs its reason in the result (specification §8.6)', () => {
  const round = counted(20, 10, 17, 3);
  const has = (
    decision: Ruling,
    before: readonly Ruling[] = [],
    of = round,
    committee: ReadonlySet<string> | null = null,
  ) => hasReason(decision, of, before, committee);

  it('the eligibility of somebody written in who is elected or tied', () => {
    expect(has(ruling('eligibility', C, true))).toBe(true);
    expect(has(ruling('eligibility', C, false))).toBe(true);
    expect(has(ruling('eligibility', D, true))).toBe(false);
    expect(has(ruling('eligibility', A, true))).toBe(false);
    expect(has(ruling('eligibility', C, true, '书记'))).toBe(false);
  });

  it('once', () => {
    expect(has(ruling('eligibility', C, true), [ruling('eligibility', C, true)])).toBe(false);
    const both = counted(20, 2, 19, 17);
    expect(has(ruling('eligibility', D, true), [ruling('eligibility', C, false)], both)).toBe(true);
    expect(has(ruling('eligibility', D, true), [], both)).toBe(false);
  });

  it('a second tie, and none before a revote', () => {
    const level = counted(20, 17, 17, 0);
    expect(has(ruling('tie', '', true), [], level)).toBe(false);
    const revote = { ...CONTEST, category: 'revote' as const, seats: 1, writeIns: [] };
    const secondTie = {
      type: 'result',
      counts: [[15, 15, 15, 15]],
      outcome: [{ ...round.outcomes[0], elected: [], tie: { among: [A, B], seats: 1 } } as never],
    } as const;
    const tied = countedRound({ round: 2, contests: [revote], rules: RULES }, secondTie, CLOSE);
    expect(has(ruling('tie', '', true), [], tied)).toBe(true);
    expect(has(ruling('tie', A, true), [], tied)).toBe(false);
    const decided = counted(20, 10, 0, 0, { ...revote, seats: 1 });
    expect(has(ruling('tie', '', true), [], decided)).toBe(false);
  });

  it('an elected secretary who is not of the committee', () => {
    expect(has(ruling('secretary', A, true), [], round, new Set([B]))).toBe(true);
    expect(has(ruling('secretary', A, true), [], round, new Set([A]))).toBe(false);
    expect(has(ruling('secretary', A, true), [], round, null)).toBe(false);
    expect(has(ruling('secretary', B, true), [], round, new Set([A]))).toBe(false);
  });
});
