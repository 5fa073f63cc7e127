import { describe, expect, test } from 'vitest';
import type { AppraisalContest, ElectionContest, RecommendationContest } from '../record/contest.ts';
import type { PaperBox, PaperTally } from '../record/paper-entries.ts';
import { paperRules } from './paper-rules.ts';
import { hasReasonsOfRules, hasShapeOfContest, isPossibleTally } from './paper-tally.ts';

const persons = (names: string) => [...names].map((name) => ({ name, remark: '' }));
const title = { zh: '标题', en: 'Title' };
const election: ElectionContest = {
  ...{ kind: 'election', category: 'committee', post: '委员', title },
  ...{ seats: 1, candidates: persons('甲乙'), writeIns: persons('丙丁') },
};
const appraisal: AppraisalContest = {
  ...{ kind: 'appraisal', title, subjects: persons('甲乙'), grades: [title, { zh: '差', en: 'Poor' }] },
};
const recommendation: RecommendationContest = { kind: 'recommendation', title, nominees: persons('甲乙'), limit: 1 };

const tally: PaperTally = {
  valid: 6,
  invalid: 2,
  rows: [
    [5, 1, 0, 0],
    [0, 4, 1, 1],
  ],
  writeIns: [
    { name: '丁', votes: 2 },
    { name: '丙', votes: 1 },
  ],
  voidEntries: [
    { reason: 'without-disapproval', entries: 1 },
    { reason: 'ineligible', entries: 1 },
  ],
  invalidReasons: [
    { reason: 'too-many-chosen', ballots: 1 },
    { reason: 'illegible', ballots: 1 },
  ],
};
const box = (change: Partial<PaperTally> = {}, recovered = 8): PaperBox => ({
  ...{ printed: 10, issued: 8, remaining: 2, voters: 8, recovered },
  tally: { ...tally, ...change },
});

describe('the shape of a count on paper (rules §5.1)', () => {
  const hasShape = (change: Partial<PaperTally>) => hasShapeOfContest(election, { ...tally, ...change });

  test('is that of its contest; a void election has none', () => {
    expect(hasShape({})).toBe(true);
    expect(hasShapeOfContest(election, null)).toBe(true);
  });

  test.each<[string, Partial<PaperTally>]>([
    ['a row less', { rows: tally.rows.slice(1) }],
    [
      'a row too narrow',
      {
        rows: [
          [5, 1, 0],
          [0, 4, 1, 1],
        ],
      },
    ],
    ['somebody who may not be written in', { writeIns: [{ name: '外人', votes: 1 }] }],
    ['fewer votes first', { writeIns: tally.writeIns.toReversed() }],
    [
      'somebody twice',
      {
        writeIns: [
          { name: '丁', votes: 1 },
          { name: '丁', votes: 1 },
        ],
      },
    ],
    ['reasons of void entries in another order', { voidEntries: tally.voidEntries.toReversed() }],
    ['reasons of invalid ballots in another order', { invalidReasons: tally.invalidReasons.toReversed() }],
    ['a reason twice', { invalidReasons: tally.invalidReasons.slice(0, 1).flatMap((one) => [one, one]) }],
  ])('is not: %s', (_, change) => {
    expect(hasShape(change)).toBe(false);
  });
});

describe('the sums of a count on paper (rules §5.1)', () => {
  test('valid and invalid ballots are those recovered, and every invalid one has a reason', () => {
    expect(isPossibleTally(election, box())).toBe(true);
    expect(isPossibleTally(election, { ...box(), tally: null })).toBe(true);
    expect(isPossibleTally(election, box({}, 7))).toBe(false);
    expect(isPossibleTally(election, box({ invalidReasons: tally.invalidReasons.slice(1) }))).toBe(false);
  });

  test('a row of an appraisal gives every valid form', () => {
    const rows = [
      [3, 1, 1, 1],
      [6, 0, 0, 0],
    ];
    expect(isPossibleTally(appraisal, box({ rows }))).toBe(true);
    expect(isPossibleTally(appraisal, box({ rows: [[3, 1, 1, 0], ...rows.slice(1)] }))).toBe(false);
  });

  test('nobody is recommended oftener than there are forms, nor more persons than each may name', () => {
    expect(isPossibleTally(recommendation, box({ rows: [[4], [2]] }))).toBe(true);
    expect(isPossibleTally(recommendation, box({ rows: [[7], [0]] }))).toBe(false);
    expect(isPossibleTally({ ...recommendation, limit: 2 }, box({ rows: [[7], [0]] }))).toBe(false);
    expect(isPossibleTally(recommendation, box({ rows: [[4], [3]] }))).toBe(false);
  });
});

test('forms of fewer than five persons are never counted, however many more were invalid (rules §4.4)', () => {
  const of = (valid: number, rows: PaperTally['rows']) =>
    box({ valid, invalid: 8 - valid, rows, invalidReasons: [{ reason: 'declared-invalid', ballots: 8 - valid }] });
  for (const valid of [0, 1, 4, 5, 6]) {
    const rows = [
      [valid, 0, 0, 0],
      [0, 0, valid, 0],
    ];
    expect(isPossibleTally(appraisal, of(valid, rows))).toBe(valid >= 5);
    expect(isPossibleTally(recommendation, of(valid, [[valid], [0]]))).toBe(valid >= 5);
  }
});

describe('reasons that stand in the adopted method (rules §1.10)', () => {
  const invalid = (reason: PaperTally['invalidReasons'][number]['reason'], rules = {}, contest = election as never) =>
    hasReasonsOfRules(
      contest,
      { ...tally, voidEntries: [], invalidReasons: [{ reason, ballots: 2 }] },
      paperRules(rules),
    );
  const voided = (reason: PaperTally['voidEntries'][number]['reason'], rules = {}, contest = election as never) =>
    hasReasonsOfRules(
      contest,
      { ...tally, invalidReasons: [], voidEntries: [{ reason, entries: 1 }] },
      paperRules(rules),
    );

  test('nothing is asked of a void election', () => {
    expect(hasReasonsOfRules(election, null, paperRules())).toBe(true);
  });

  test.each([
    ['blank', { blankBallot: 'invalid' }],
    ['identifying-mark', { identifyingMark: 'void-ballot' }],
    ['alteration', { alteration: 'void-ballot' }],
    ['unreadable-row', { partialIllegible: 'void-ballot' }],
    ['write-in-without-circle', { writeInWithoutCircle: 'void-ballot' }],
    ['write-in-listed-candidate', { writeInListedCandidate: 'void-ballot' }],
    ['write-in-ineligible', { writeInIneligible: 'void-ballot' }],
    ['write-ins-exceed-disapprovals', { writeInExcess: 'void-ballot', writeInLayout: 'pooled' }],
  ] as const)('%s makes a ballot invalid only where the method says so, and never a form', (reason, rules) => {
    expect(invalid(reason)).toBe(false);
    expect(invalid(reason, rules)).toBe(true);
    expect(invalid(reason, rules, appraisal as never)).toBe(false);
  });

  test('too many choices always do, and nobody counts what nobody can read; a form is declared invalid', () => {
    expect([invalid('too-many-chosen'), invalid('illegible'), invalid('declared-invalid')]).toEqual([
      true,
      true,
      false,
    ]);
    const ofForm = (reason: 'too-many-chosen' | 'illegible' | 'declared-invalid') => [
      invalid(reason, {}, appraisal as never),
      invalid(reason, {}, recommendation as never),
    ];
    expect(ofForm('too-many-chosen')).toEqual([false, true]);
    expect(ofForm('illegible')).toEqual([false, false]);
    expect(ofForm('declared-invalid')).toEqual([true, true]);
    expect(invalid('write-ins-exceed-disapprovals', { writeInExcess: 'void-ballot' })).toBe(false);
  });

  test('a name counts for nobody by a rule of this layout', () => {
    for (const reason of ['without-disapproval', 'more-than-one-name'] as const) {
      expect(voided(reason)).toBe(true);
      expect(voided(reason, { writeInLayout: 'pooled' })).toBe(false);
      expect(voided(reason, { writeInRequiresDisapproval: false })).toBe(false);
    }
    expect(voided('exceeds-disapprovals')).toBe(false);
    expect(voided('exceeds-disapprovals', { writeInLayout: 'pooled' })).toBe(true);
    expect(voided('exceeds-disapprovals', { writeInLayout: 'pooled', writeInRequiresDisapproval: false })).toBe(false);
    expect(voided('without-circle')).toBe(true);
    expect(voided('without-circle', { writeInWithoutCircle: 'count' })).toBe(false);
    expect(voided('illegible')).toBe(true);
    expect(voided('illegible', {}, appraisal as never)).toBe(false);
  });
});
