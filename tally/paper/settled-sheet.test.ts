/** Two sheets of one heap of ballots: nothing is counted before every ballot is one ballot (rules §5.1 steps 9–10). */
import { expect, test } from 'vitest';
import { ruleSettings } from '../rules/settings.ts';
import { committeeContest } from '../simulation/simulate-election.ts';
import { blankPaperBallot, cleanRow, type PaperBallot } from './paper-ballot.ts';
import { fitsContest, judgeReading, settledTally } from './paper-reading.ts';
import { settledSheet } from './settled-sheet.ts';

const CONTEST = committeeContest(2, 1, 0);
const RULES = ruleSettings({ majorityBase: 'expected' }).paper;
const BLANK = blankPaperBallot(CONTEST);
const APPROVED: PaperBallot = { ...BLANK, rows: [cleanRow('approve'), cleanRow('blank')] };
const ALTERED: PaperBallot = {
  ...BLANK,
  rows: [{ mark: 'approve', altered: { decision: null } }, cleanRow('blank')],
};
const sums = (approve: number) => ({
  ok: true,
  value: {
    valid: 2,
    rows: [
      [approve, 0, 2 - approve, 0],
      [0, 0, 2, 0],
    ],
  },
});

test('what both read alike is counted, and a settlement changes nothing of it', () => {
  const sheet = [APPROVED, BLANK];
  expect(settledSheet(CONTEST, sheet, sheet, [], RULES)).toMatchObject(sums(1));
  expect(settledSheet(CONTEST, sheet, sheet, [{ ballot: 1, as: APPROVED }], RULES)).toMatchObject(sums(1));
});

test('a ballot read differently is open until the chief scrutineer has read it', () => {
  const sheets = [
    [APPROVED, BLANK],
    [BLANK, BLANK],
  ] as const;
  const open = { ok: false, error: [{ ballot: 0, differences: [{ field: 'mark', row: 0 }], undecided: [] }] };
  expect(settledSheet(CONTEST, ...sheets, [], RULES)).toMatchObject(open);
  expect(settledSheet(CONTEST, ...sheets, [{ ballot: 1, as: APPROVED }], RULES)).toMatchObject(open);
  expect(settledSheet(CONTEST, ...sheets, [{ ballot: 0, as: APPROVED }], RULES)).toMatchObject(sums(1));
  expect(settledSheet(CONTEST, ...sheets, [{ ballot: 0, as: BLANK }], RULES)).toMatchObject(sums(0));
});

test('an altered row that both read alike is open until she has decided it', () => {
  const sheet = [ALTERED, BLANK];
  const open = { ok: false, error: [{ ballot: 0, differences: [], undecided: [0] }] };
  expect(settledSheet(CONTEST, sheet, sheet, [], RULES)).toEqual(open);
  const decided = { ...ALTERED, rows: [{ mark: 'approve', altered: { decision: 'as-marked' } }, cleanRow('blank')] };
  const settlement = { ballot: 0, as: decided as PaperBallot };
  expect(settledSheet(CONTEST, sheet, sheet, [settlement], RULES)).toMatchObject(sums(1));
});

test('a ballot that one of the two does not have is open whatever was settled', () => {
  for (const [first, second] of [
    [[BLANK], [BLANK, BLANK]],
    [[BLANK, BLANK], [BLANK]],
  ] as const) {
    const settled = settledSheet(CONTEST, first, second, [{ ballot: 1, as: BLANK }], RULES);
    expect(settled).toMatchObject({ ok: false, error: [{ ballot: 1, differences: [{ field: 'ballot-missing' }] }] });
  }
});

test('a form is no ballot, and a ballot no form', () => {
  const list = {
    ...({ kind: 'recommendation', title: { zh: '推荐', en: 'Recommendation' }, limit: 1 } as const),
    nominees: CONTEST.candidates,
  };
  const form = { kind: 'recommendation', nominees: [0], others: 0, invalid: false } as const;
  expect([fitsContest(CONTEST, form, RULES), fitsContest(list, BLANK, RULES)]).toEqual([false, false]);
  expect(() => judgeReading(CONTEST, form, RULES)).toThrow(RangeError);
  expect(() => settledTally(CONTEST, [form], [form], [], RULES)).toThrow(RangeError);
  expect(() => judgeReading(list, BLANK, RULES)).toThrow(RangeError);
  expect(() => settledTally(list, [BLANK], [BLANK], [], RULES)).toThrow(RangeError);
});
