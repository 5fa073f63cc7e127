import { expect, test } from 'vitest';
import { cleanRow, type PaperBallot } from './paper-ballot.ts';
import { agreedSheet, compareSheets } from './two-tellers.ts';

const ballot = (changes: Partial<PaperBallot> = {}): PaperBallot => ({
  rows: [cleanRow('approve'), cleanRow('disapprove')],
  writeIns: [
    { name: '赵六', under: 1, circle: true },
    { name: '钱七', under: 0, circle: false },
  ],
  identifyingMark: false,
  ...changes,
});

test('the order in which a teller typed the names is no difference (rules §5.1)', () => {
  expect(compareSheets([ballot()], [ballot({ writeIns: ballot().writeIns.toReversed() })])).toEqual([]);
});

test.each<[string, Partial<PaperBallot>, number | null]>([
  ['mark', { rows: [cleanRow('approve'), cleanRow('blank')] }, 1],
  ['alteration', { rows: [{ mark: 'approve', altered: { decision: null } }, cleanRow('disapprove')] }, 0],
  ['write-ins', { writeIns: [] }, null],
  ['write-ins', { writeIns: [{ name: '赵六', under: 0, circle: true }, ...ballot().writeIns.slice(1)] }, null],
  ['identifying-mark', { identifyingMark: true }, null],
])('a difference of %s is named', (field, changes, row) => {
  expect(compareSheets([ballot(), ballot()], [ballot(), ballot(changes)])).toEqual([{ ballot: 1, field, row }]);
});

test('two decisions about one alteration differ', () => {
  const decided = (decision: 'as-marked' | 'void-row') =>
    ballot({ rows: [{ mark: 'approve', altered: { decision } }, cleanRow('disapprove')] });
  expect(compareSheets([decided('as-marked')], [decided('void-row')])).toEqual([
    { ballot: 0, field: 'alteration', row: 0 },
  ]);
});

test('another number of ballots needs a recount; no settlement can stand for a ballot that one teller never saw', () => {
  expect(agreedSheet([ballot()], [ballot(), ballot()], [{ ballot: 1, as: ballot() }])).toEqual({
    ok: false,
    error: { recount: true, differences: [{ ballot: 1, field: 'ballot-missing', row: null }] },
  });
});

test('a settlement of a ballot on which both agree changes nothing', () => {
  const other = ballot({ identifyingMark: true });
  expect(agreedSheet([ballot()], [ballot()], [{ ballot: 0, as: other }])).toEqual({ ok: true, value: [ballot()] });
});
