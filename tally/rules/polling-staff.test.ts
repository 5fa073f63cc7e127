import { expect, test } from 'vitest';
import { isReductionAgreed } from './motion.ts';
import { allowAssistance, staffProblems } from './polling-staff.ts';
import { reductionNotices } from './reduction.ts';
import { ballotOrder, secretaryBallot } from './secretary-ballot.ts';
import { ruleSettings } from './settings.ts';

test('a candidate is neither scrutineer nor teller (条例 2020 art. 22)', () => {
  const problems = staffProblems({ scrutineers: ['甲', '丙'], tellers: ['乙', '丁'] }, ['甲', '乙']);
  expect(problems.map(({ code, name }) => [code, name])).toEqual([
    ['scrutineer-is-candidate', '甲'],
    ['teller-is-candidate', '乙'],
  ]);
});

test('nobody helps herself, and an absent voter is helped by nobody (条例 2020 art. 24)', () => {
  expect(allowAssistance({ name: '丙', present: true }, '丙', [])).toEqual({ ok: false, error: 'voter-helps-herself' });
  expect(allowAssistance({ name: '丙', present: true }, '甲', ['甲'])).toEqual({
    ok: false,
    error: 'helper-is-candidate',
  });
  expect(allowAssistance({ name: '丙', present: false }, '丁', [])).toEqual({ ok: false, error: 'voter-absent' });
});

test('fewer seats by half of those expected, or by more than half, where the method says so (rules §7)', () => {
  const isAgreed = (agree: number, chosen: object) =>
    isReductionAgreed(agree, { expected: 30, present: 28 }, ruleSettings({ majorityBase: 'expected', ...chosen }));
  expect(isAgreed(14, { reductionBase: 'expected' })).toBe(false);
  expect(isAgreed(15, { reductionBase: 'expected' })).toBe(true);
  expect(isAgreed(14, { reductionEqualAccepted: false })).toBe(false);
  expect(isAgreed(15, { reductionEqualAccepted: false })).toBe(true);
  const codes = (elected: number) => reductionNotices({ seats: 5, elected }).map(({ code }) => code);
  expect(codes(3)).toEqual([]);
  // Two of five are not close to the number of seats.
  expect(codes(2)).toEqual(['even-seats', 'not-close']);
});

test('without a committee nobody has to be of it (rules §1.12)', () => {
  expect(secretaryBallot(['赵'], null)).toEqual({ candidates: ['赵'], removed: [], stopped: false });
  expect(ballotOrder('委员', { ruleSet: '2020' })).toBe('strokes');
  expect(ballotOrder('书记', { ruleSet: '1990' })).toBe('strokes');
});
