import { describe, expect, test } from 'vitest';
import type { ElectionContest } from '../record/contest.ts';
import type { RecordedOutcome } from '../record/count-entries.ts';
import { ruleSettings } from '../rules/settings.ts';
import { contestOutcome, recordedOutcomeOf } from './outcome-of-contest.ts';
import {
  type CountedRound,
  hasOpenSeats,
  hasReason,
  NO_RULINGS,
  type Ruling,
  settledContests,
  unconfirmedWriteIns,
} from './settled-outcome.ts';

const persons = (names: string) => [...names].map((name) => ({ name, remark: '' }));
const contest: ElectionContest = {
  ...{ kind: 'election', category: 'committee', post: '委员', title: { zh: '委员选举', en: 'Committee' } },
  ...{ seats: 2, candidates: persons('甲乙丙'), writeIns: persons('丁戊') },
};
const rules = ruleSettings({ majorityBase: 'expected' });
const attendance = { expected: 9, present: 9, issued: 9, casts: 9 };
/** The result of these counters by the engine. */
const roundOf = (counts: readonly number[], of: ElectionContest = contest): CountedRound => {
  const decided = contestOutcome(of, counts, attendance, rules);
  if (!decided.ok) throw new Error(decided.error[0]?.en);
  return { contests: [of], rules, attendance, counts: [counts], outcomes: [recordedOutcomeOf(decided.value)] };
};
const ruling = (change: Partial<Ruling>): Ruling => ({
  ...{ matter: 'eligibility', post: '委员', person: '丁', granted: false, ...change },
});
const settled = (round: CountedRound, decisions: readonly Ruling[] = [], reduced = false) =>
  settledContests(round, { decisions, reduced })[0];

/** 甲 elected, 丁 written in and elected. */
const written = roundOf([9, 0, 4, 5, 0, 9, 5, 0]);
/** 甲 elected, 乙 and 丙 tied for the second seat. */
const tied = roundOf([8, 1, 5, 4, 5, 4, 0, 0]);
/** 甲 elected, a seat stays open. */
const short = roundOf([9, 0, 4, 5, 0, 9, 0, 0]);

describe('what a counted round leaves behind (§8.6)', () => {
  test('without a ruling it is the result', () => {
    expect(settledContests(written, NO_RULINGS)[0]?.outcome).toMatchObject({ elected: ['甲', '丁'], unfilled: 0 });
    expect(settled(tied)?.outcome).toMatchObject({ elected: ['甲'], tie: { among: ['乙', '丙'], seats: 1 } });
    expect(settled(short)?.outcome).toMatchObject({ elected: ['甲'], unfilled: 1 });
  });

  test('a person written in who is refused leaves the seat to the next, or open', () => {
    expect(settled(written, [ruling({})])?.outcome).toMatchObject({ elected: ['甲'], unfilled: 1 });
    expect(settled(written, [ruling({ granted: true })])?.outcome).toMatchObject({ elected: ['甲', '丁'] });
    expect(settled(written, [ruling({ post: '书记' })])?.outcome).toMatchObject({ elected: ['甲', '丁'] });
  });

  test('a second tie is voted on once more where the superior allows it, else its seats are open', () => {
    expect(settled(tied, [ruling({ matter: 'tie', person: '', granted: true })])).toMatchObject({
      mayRevoteAgain: true,
      outcome: { tie: { seats: 1 } },
    });
    expect(settled(tied, [ruling({ matter: 'tie', person: '' })])).toMatchObject({
      mayRevoteAgain: false,
      outcome: { tie: null, unfilled: 1 },
    });
  });

  test('a reduction leaves no seat open', () => {
    expect(settled(short, [], true)?.outcome).toMatchObject({ unfilled: 0 });
  });

  test('nothing is left of a contest without an outcome, or one that elects nobody', () => {
    expect(settled({ ...short, outcomes: [null] })?.outcome).toBeNull();
    const nominees = persons('甲乙');
    const recommendation = { kind: 'recommendation', title: contest.title, nominees, limit: 1 } as const;
    expect(settled({ ...short, contests: [recommendation] })?.outcome).toBeNull();
  });
});

describe('a reason for a ruling (§8.6)', () => {
  test('eligibility: somebody written in who is elected, or stands in the tie', () => {
    expect(hasReason(ruling({}), written, [])).toBe(true);
    expect(hasReason(ruling({ person: '戊' }), written, [])).toBe(false);
    expect(hasReason(ruling({ person: '甲' }), written, [])).toBe(false);
    expect(hasReason(ruling({ post: '书记' }), written, [])).toBe(false);
    expect(unconfirmedWriteIns(settledContests(written, NO_RULINGS)[0] as never, [])).toEqual(['丁']);
    expect(unconfirmedWriteIns(settledContests(written, NO_RULINGS)[0] as never, [ruling({})])).toEqual([]);
  });

  test('nothing is ruled twice, nor about a round without an outcome', () => {
    expect(hasReason(ruling({ granted: true }), written, [ruling({ granted: true })])).toBe(false);
    expect(hasReason(ruling({}), { ...written, outcomes: [null] }, [])).toBe(false);
  });

  test('a tie: only the second one, of a revote, and of nobody in particular', () => {
    const tie = ruling({ matter: 'tie', person: '', granted: true });
    const revote: CountedRound = { ...tied, contests: [{ ...contest, category: 'revote' }] };
    expect(hasReason(tie, revote, [])).toBe(true);
    expect(hasReason(tie, tied, [])).toBe(false);
    expect(hasReason({ ...tie, person: '乙' }, revote, [])).toBe(false);
    const untied = (revote.outcomes[0] as RecordedOutcome) ?? null;
    expect(hasReason(tie, { ...revote, outcomes: [{ ...untied, tie: null }] }, [])).toBe(false);
  });

  test('a secretary: somebody who was elected', () => {
    expect(hasReason(ruling({ matter: 'secretary', person: '甲' }), short, [])).toBe(true);
    expect(hasReason(ruling({ matter: 'secretary', person: '乙' }), short, [])).toBe(false);
  });

  test('a reduction: open seats', () => {
    expect([hasOpenSeats(short, []), hasOpenSeats(written, [])]).toEqual([true, false]);
    expect(hasOpenSeats(written, [ruling({})])).toBe(true);
  });
});
