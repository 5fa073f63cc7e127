import { describe, expect, test } from 'vitest';
import { decidingMargin } from './margin.ts';
import { isMotionCarried, isReductionAgreed } from './motion.ts';
import { outcome } from './outcome.ts';
import type { OutcomeInput } from './outcome-input.ts';
import { ruleSettings } from './settings.ts';

function election(approvals: Readonly<Record<string, number>>, writeIns: Readonly<Record<string, number>> = {}) {
  const input: OutcomeInput = {
    ruleSet: '2020',
    majorityBase: 'expected',
    expected: 40,
    present: 40,
    issued: 40,
    voters: 30,
    recovered: 30,
    valid: 30,
    seats: 3,
    candidates: Object.keys(approvals),
    counts: Object.fromEntries(
      Object.entries(approvals).map(([name, approve]) => [
        name,
        { approve, disapprove: 30 - approve, abstain: 0, unreadable: 0 },
      ]),
    ),
    writeIns,
  };
  const result = outcome(input);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return { input, judgement: result.value };
}

function margin(approvals: Readonly<Record<string, number>>, writeIns: Readonly<Record<string, number>> = {}) {
  const { input, judgement } = election(approvals, writeIns);
  return decidingMargin(input, judgement);
}

describe('the smallest deciding margin (specification §5)', () => {
  test('all seats taken: the first left out draws level with the last elected', () => {
    expect(margin({ A: 25, B: 23, C: 22, D: 18 })).toBe(4);
  });

  test('that many further approvals change the outcome, one less does not', () => {
    const elected = (d: number) => election({ A: 25, B: 22, C: 21, D: d }).judgement;
    expect(margin({ A: 25, B: 22, C: 21, D: 18 })).toBe(3);
    expect(elected(20).elected).toEqual(['A', 'B', 'C']);
    expect(elected(21).tie).toEqual({ among: ['C', 'D'], seats: 1 });
  });

  test('a seat open: the first below half reaches it', () => {
    expect(margin({ A: 25, B: 23, C: 19, D: 12 })).toBe(2);
    expect(margin({ A: 25, B: 23, C: 12, D: 8 }, { E: 17 })).toBe(4);
  });

  test('a tie hangs on one ballot', () => {
    expect(margin({ A: 24, B: 22, C: 22, D: 22 })).toBe(1);
  });

  test('the first left out may be a person whom nobody named yet', () => {
    const { input, judgement } = election({ A: 30, B: 28, C: 27 });
    expect(judgement.elected).toEqual(['A', 'B', 'C']);
    expect(decidingMargin(input, judgement)).toBe(27);
  });

  test('an election without a count has no margin', () => {
    const { input, judgement } = election({ A: 25, B: 23, C: 22, D: 18 });
    expect(decidingMargin(input, { ...judgement, election: 'void' })).toBeNull();
  });
});

describe('motions (rules §1.11)', () => {
  const settings = ruleSettings({ majorityBase: 'expected' });

  test('T50: of 28 present 14 agree to reduce the seats and it is allowed, 13 are refused', () => {
    expect(isReductionAgreed(14, { expected: 30, present: 28 }, settings)).toBe(true);
    expect(isReductionAgreed(13, { expected: 30, present: 28 }, settings)).toBe(false);
    const literal = ruleSettings({ majorityBase: 'expected', reductionEqualAccepted: false });
    expect(isReductionAgreed(14, { expected: 30, present: 28 }, literal)).toBe(false);
    const all = ruleSettings({ majorityBase: 'expected', reductionBase: 'expected' });
    expect(isReductionAgreed(14, { expected: 30, present: 28 }, all)).toBe(false);
  });

  test('the method passes with more than half of those expected', () => {
    expect(isMotionCarried(15, { expected: 30, present: 28 }, settings)).toBe(false);
    expect(isMotionCarried(16, { expected: 30, present: 28 }, settings)).toBe(true);
    const byPresent = ruleSettings({ majorityBase: 'expected', motionBase: 'present' });
    expect(isMotionCarried(15, { expected: 30, present: 28 }, byPresent)).toBe(true);
  });
});
