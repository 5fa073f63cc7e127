import { describe, expect, test } from 'vitest';
import { PAPER_INVALID_REASONS } from '../record/paper-entries.ts';
import { type Adjudication, adjudicate, VOID_ENTRY_REASONS } from './adjudication.ts';
import { INVALID_REASON_NAME, VOID_ENTRY_REASON_NAME } from './adjudication-words.ts';
import { blankPaperBallot, cleanRow, type PaperBallot, type PaperContest, type WrittenName } from './paper-ballot.ts';
import { countPaperBallots } from './paper-counts.ts';
import { type PaperRules, paperRules } from './paper-rules.ts';
import { resolveName } from './written-name.ts';

const person = (name: string, remark = '') => ({ name, remark });
const CONTEST: PaperContest = {
  seats: 2,
  candidates: [person('张三'), person('李四'), person('王五')],
  writeIns: [person('赵六'), person('钱七'), person('孙八', '1974年4月生'), person('孙八', '1980年1月生')],
};
const name = (written: string | null, under: number | null, circle = true): WrittenName => ({
  name: written,
  under,
  circle,
});
const ballot = (marks: readonly PaperBallot['rows'][number]['mark'][], ...writeIns: WrittenName[]): PaperBallot => ({
  rows: marks.map(cleanRow),
  writeIns,
  identifyingMark: false,
});
const judge = (of: PaperBallot, rules: Partial<PaperRules> = {}): Adjudication =>
  adjudicate(CONTEST, of, paperRules(rules));
const voids = (of: PaperBallot, rules: Partial<PaperRules> = {}) => {
  const judged = judge(of, rules);
  return judged.verdict === 'valid' ? judged.voidEntries.map(({ reason }) => reason) : judged;
};

describe('a written name (rules §1.8)', () => {
  test('is a candidate, somebody who may be written in, nobody, unclear, or illegible', () => {
    expect(resolveName(CONTEST, ' 张 三')).toEqual({ kind: 'candidate', label: '张三', candidate: 0 });
    expect(resolveName(CONTEST, '赵六')).toEqual({ kind: 'eligible', label: '赵六' });
    expect(resolveName(CONTEST, '生人')).toEqual({ kind: 'ineligible', label: '生人' });
    expect(resolveName(CONTEST, '孙八')).toEqual({ kind: 'ambiguous', label: '孙八' });
    expect(resolveName(CONTEST, '孙八（1980年1月生）')).toEqual({ kind: 'eligible', label: '孙八（1980年1月生）' });
    expect(resolveName(CONTEST, null)).toEqual({ kind: 'illegible', label: '' });
    expect(resolveName(CONTEST, ' ')).toEqual({ kind: 'illegible', label: '' });
  });

  test('of a namesake, or unreadable, counts for nobody and is listed', () => {
    expect(voids(ballot(['disapprove', 'approve', 'blank'], name('孙八', 0)))).toEqual(['ambiguous']);
    expect(voids(ballot(['disapprove', 'approve', 'blank'], name(null, 0)))).toEqual(['illegible']);
  });

  test('below one candidate stands alone: two names say nothing certain', () => {
    const two = ballot(['disapprove', 'disapprove', 'blank'], name('赵六', 0), name('钱七', 0));
    expect(voids(two)).toEqual(['more-than-one-name', 'more-than-one-name']);
    // Where no 不赞成 is asked, a place is no limit.
    expect(voids(two, { writeInRequiresDisapproval: false })).toEqual([]);
    // A void name beside it does no harm.
    expect(voids(ballot(['disapprove', 'blank', 'blank'], name('赵六', 0), name('生人', 0)))).toEqual(['ineligible']);
  });

  test('that was void where it stood first counts where it stands rightly', () => {
    const judged = judge(ballot(['blank', 'disapprove', 'blank'], name('赵六', 0), name('赵六', 1)));
    expect(judged).toMatchObject({ verdict: 'valid', writeIns: ['赵六'], chosen: 1 });
  });
});

describe('the settings of ballots on paper (rules §7)', () => {
  test.each<[string, Partial<PaperRules>, PaperBallot]>([
    [
      'write-in-without-circle',
      { writeInWithoutCircle: 'void-ballot' },
      ballot(['disapprove', 'blank', 'blank'], name('赵六', 0, false)),
    ],
    [
      'write-in-listed-candidate',
      { writeInListedCandidate: 'void-ballot' },
      ballot(['disapprove', 'approve', 'blank'], name('李四', 0)),
    ],
    [
      'write-in-ineligible',
      { writeInIneligible: 'void-ballot' },
      ballot(['disapprove', 'blank', 'blank'], name('生人', 0)),
    ],
    ['unreadable-row', { partialIllegible: 'void-ballot' }, ballot(['unreadable', 'approve', 'blank'])],
    ['blank', { blankBallot: 'invalid' }, blankPaperBallot(CONTEST)],
    [
      'write-ins-exceed-disapprovals',
      { writeInLayout: 'pooled', writeInExcess: 'void-ballot' },
      ballot(['disapprove', 'blank', 'blank'], name('赵六', null), name('钱七', null)),
    ],
    [
      'identifying-mark',
      { identifyingMark: 'void-ballot' },
      { ...ballot(['approve', 'blank', 'blank']), identifyingMark: true },
    ],
    [
      'alteration',
      { alteration: 'void-ballot' },
      {
        rows: [{ mark: 'approve', altered: { decision: null } }, cleanRow('blank'), cleanRow('blank')],
        writeIns: [],
        identifyingMark: false,
      },
    ],
  ])('%s makes a ballot invalid only where the method says so', (reason, rules, of) => {
    expect(judge(of, rules)).toMatchObject({ verdict: 'invalid', reasons: [reason] });
    const layout = rules.writeInLayout === undefined ? {} : { writeInLayout: rules.writeInLayout };
    expect(judge(of, layout).verdict).toBe(reason === 'alteration' ? 'undecided' : 'valid');
  });

  test('a wholly illegible ballot is invalid under every setting, one with a legible name is not', () => {
    const illegible = ballot(['unreadable', 'unreadable', 'unreadable']);
    expect(judge(illegible)).toMatchObject({ verdict: 'invalid', reasons: ['illegible'] });
    expect(judge({ ...illegible, writeIns: [name(null, 0)] })).toMatchObject({ reasons: ['illegible'] });
    expect(judge({ ...illegible, writeIns: [name('赵六', 0)] })).toMatchObject({
      verdict: 'valid',
      rows: ['unreadable', 'unreadable', 'unreadable'],
      voidEntries: [{ name: '赵六', reason: 'without-disapproval' }],
    });
  });

  test('several reasons stand in one order, and a ballot is counted under the first', () => {
    const of = { ...ballot(['approve', 'approve', 'approve']), identifyingMark: true };
    const rules = paperRules({ identifyingMark: 'void-ballot' });
    expect(adjudicate(CONTEST, of, rules)).toMatchObject({ reasons: ['too-many-chosen', 'identifying-mark'] });
    expect(countPaperBallots(CONTEST, [of], rules)).toMatchObject({
      value: { invalidReasons: [{ reason: 'too-many-chosen', ballots: 1 }] },
    });
  });

  test('a name without ○ counts where the method says so', () => {
    const of = ballot(['disapprove', 'blank', 'blank'], name('赵六', 0, false));
    expect(judge(of, { writeInWithoutCircle: 'count' })).toMatchObject({ writeIns: ['赵六'], chosen: 1 });
    // Without ○ nobody is chosen, so it cannot be one too many either.
    expect(judge(ballot(['approve', 'approve', 'disapprove'], name('赵六', 2, false)))).toMatchObject({
      verdict: 'valid',
      chosen: 2,
    });
    expect(
      judge(ballot(['approve', 'approve', 'disapprove'], name('赵六', 2, false)), { writeInWithoutCircle: 'count' }),
    ).toMatchObject({ verdict: 'invalid', chosen: 3 });
  });

  test('a printed name merges with its row: one approval, and none against a ×', () => {
    const merge = { writeInListedCandidate: 'merge' } as const;
    expect(judge(ballot(['disapprove', 'approve', 'blank'], name('李四', 0)), merge)).toMatchObject({
      rows: ['disapprove', 'approve', 'abstain'],
      chosen: 1,
      voidEntries: [],
    });
    expect(judge(ballot(['disapprove', 'blank', 'blank'], name('李四', 0)), merge)).toMatchObject({
      rows: ['disapprove', 'approve', 'abstain'],
      writeIns: [],
      chosen: 1,
    });
    expect(judge(ballot(['disapprove', 'disapprove', 'blank'], name('李四', 0)), merge)).toMatchObject({
      rows: ['disapprove', 'disapprove', 'abstain'],
      voidEntries: [{ name: '李四', reason: 'listed-candidate' }],
    });
  });

  test('pooled names more than the × are all void, and the rest of the ballot counts', () => {
    const pooled = { writeInLayout: 'pooled' } as const;
    const names = [name('赵六', null), name('钱七', null)];
    expect(judge(ballot(['disapprove', 'disapprove', 'blank'], ...names), pooled)).toMatchObject({
      writeIns: ['赵六', '钱七'],
    });
    expect(judge(ballot(['disapprove', 'blank', 'blank'], ...names), pooled)).toMatchObject({
      verdict: 'valid',
      rows: ['disapprove', 'abstain', 'abstain'],
      writeIns: [],
      voidEntries: [
        { name: '赵六', reason: 'exceeds-disapprovals' },
        { name: '钱七', reason: 'exceeds-disapprovals' },
      ],
    });
    expect(
      judge(ballot(['blank', 'blank', 'blank'], ...names), { ...pooled, writeInRequiresDisapproval: false }),
    ).toMatchObject({ writeIns: ['赵六', '钱七'] });
  });

  test('an altered row waits for the chief scrutineer, or is void where the method says so', () => {
    const altered = (decision: 'as-marked' | 'void-row' | null): PaperBallot => ({
      rows: [{ mark: 'approve', altered: { decision } }, cleanRow('approve'), cleanRow('disapprove')],
      writeIns: [],
      identifyingMark: false,
    });
    expect(judge(altered(null))).toEqual({ verdict: 'undecided', rows: [0] });
    expect(judge(altered('as-marked'))).toMatchObject({ rows: ['approve', 'approve', 'disapprove'], chosen: 2 });
    expect(judge(altered('void-row'))).toMatchObject({ rows: ['unreadable', 'approve', 'disapprove'], chosen: 1 });
    expect(judge(altered(null), { alteration: 'void-row' })).toMatchObject({
      rows: ['unreadable', 'approve', 'disapprove'],
    });
    expect(countPaperBallots(CONTEST, [altered('as-marked'), altered(null)], paperRules())).toEqual({
      ok: false,
      error: [{ ballot: 1, row: 0 }],
    });
  });
});

describe('a ballot that does not fit its contest', () => {
  test.each<[string, PaperBallot, Partial<PaperRules>]>([
    ['too few rows', ballot(['approve']), {}],
    ['a name in no column', ballot(['approve', 'blank', 'blank'], name('赵六', null)), {}],
    [
      'a name below a candidate of pooled columns',
      ballot(['blank', 'blank', 'blank'], name('赵六', 0)),
      { writeInLayout: 'pooled' },
    ],
    ['a name below nobody', ballot(['approve', 'blank', 'blank'], name('赵六', 3)), {}],
  ])('%s is an error of the caller', (_what, of, rules) => {
    expect(() => judge(of, rules)).toThrow(RangeError);
  });
});

test('every reason has its words in both languages', () => {
  expect(Object.keys(INVALID_REASON_NAME).toSorted()).toEqual([...PAPER_INVALID_REASONS].toSorted());
  expect(Object.keys(VOID_ENTRY_REASON_NAME).toSorted()).toEqual([...VOID_ENTRY_REASONS].toSorted());
});
