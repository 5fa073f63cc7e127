import { expect, test } from 'vitest';
import { agreedCounts, compareCounts } from './compare-counts.ts';
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

test('tallies by 正 are compared in every number, also of a name only one of them has (T60)', () => {
  const counts = { valid: 3, invalid: 1, rows: [[2, 1, 0, 0]] as const, writeIns: [{ name: '赵六', votes: 1 }] };
  const fields = (change: Partial<typeof counts> | object) =>
    compareCounts(counts, { ...counts, ...change }, ['张三']).map(({ field, name }) => [field, name]);
  expect(fields({})).toEqual([]);
  expect(fields({ valid: 4 })).toEqual([['valid', null]]);
  expect(fields({ invalid: 0 })).toEqual([['invalid', null]]);
  expect(fields({ rows: [[1, 2, 0, 0]] })).toEqual([['row', '张三']]);
  expect(fields({ rows: [...counts.rows, [0, 0, 0, 3]] })).toEqual([['row', '2']]);
  expect(fields({ writeIns: [{ name: '钱七', votes: 1 }] })).toEqual([
    ['write-in', '赵六'],
    ['write-in', '钱七'],
  ]);
});

test('two tallies give one count only if they are equal in every number (T60)', () => {
  const counts = {
    recovered: 4,
    valid: 3,
    invalid: 1,
    rows: [[2, 1, 0, 0]] as const,
    writeIns: [],
    voidEntries: [],
    invalidReasons: [],
  };
  expect(agreedCounts(counts, { ...counts }, ['张三'])).toEqual({ ok: true, value: counts });
  const refused = agreedCounts(counts, { ...counts, rows: [[1, 2, 0, 0]] }, ['张三']);
  expect(refused).toMatchObject({ ok: false, error: [{ field: 'row', name: '张三' }] });
});
