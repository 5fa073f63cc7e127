import { describe, expect, test } from 'vitest';
import { ruleSettings } from '../rules/settings.ts';
import { type CandidateFacts, candidateFindings } from './candidate-conditions.ts';
import { committeeFindings, seatFindings } from './committee-structure.ts';
import { educationLevel } from './education.ts';
import { CANDIDATE_GROUNDS, type CandidateGround, SECRETARY_GROUNDS } from './grounds.ts';
import { termFindings, termState, termWindow } from './township-limits.ts';

const WARN = ruleSettings({ majorityBase: 'expected' });
const OFF = ruleSettings({ majorityBase: 'expected', structureRules: 'off' });
const facts = (changes: Partial<CandidateFacts>): CandidateFacts => ({
  name: '甲',
  post: 'member',
  birth: '1990-01',
  education: '大专',
  sitting: null,
  grounds: [],
  cleared: [],
  secretaryGrounds: [],
  underSanction: false,
  ...changes,
});
const codes = (changes: Partial<CandidateFacts>, settings = WARN) =>
  candidateFindings(facts(changes), '2026-11-22', settings).map(
    ({ code, level, needs }) => `${code} ${level} ${needs}`,
  );

describe('conditions of a candidate (rules §4.2)', () => {
  test('there are eleven grounds, each blocks until the township clears it', () => {
    const grounds = Object.keys(CANDIDATE_GROUNDS) as CandidateGround[];
    expect(grounds).toHaveLength(11);
    for (const ground of grounds) {
      expect(codes({ grounds: [ground] })).toEqual(['ground block township-clearance']);
      expect(codes({ grounds: [ground], cleared: [ground] })).toEqual(['ground-cleared warning null']);
      // Structure rules may be off; these are none.
      expect(codes({ grounds: [ground] }, OFF)).toEqual(['ground block township-clearance']);
    }
    expect(codes({ grounds: ['vote-buying', 'other'], cleared: ['other'] })).toHaveLength(2);
  });

  test('nine grounds speak about a sitting secretary who stands again, and about nobody else', () => {
    expect(Object.keys(SECRETARY_GROUNDS)).toHaveLength(9);
    const asked = { secretaryGrounds: ['ranked-last'] } as const;
    expect(codes({ ...asked, post: 'secretary', sitting: 'secretary' })).toEqual([
      'secretary-ground warning township-clearance',
    ]);
    expect(codes({ ...asked, post: 'secretary' })).toEqual([]);
    expect(codes({ ...asked, sitting: 'secretary' })).toEqual([]);
  });

  test('a sitting secretary above sixty needs the county, as a new one does', () => {
    expect(codes({ post: 'secretary', sitting: 'secretary', birth: '1960-01' })).toEqual([
      'age-above-limit warning county-approval',
    ]);
    expect(codes({ post: 'deputy', birth: '1968-01' })).toEqual(['age-above-limit warning county-approval']);
    expect(codes({ birth: '' })).toEqual(['birth-unknown warning null']);
  });

  test('new candidates have senior secondary education or above', () => {
    expect(codes({ education: '初中' })).toEqual(['education-below warning null']);
    expect(codes({ education: '初中', sitting: 'member' })).toEqual([]);
    expect(codes({ education: '' })).toEqual(['education-unknown warning null']);
    expect(codes({ education: '初中', birth: '1950-01' }, OFF)).toEqual([]);
    expect(codes({ underSanction: true })).toEqual(['sanction-influence warning township-clearance']);
  });

  test('education is read as rosters write it', () => {
    const levels = [
      '文盲',
      '小学',
      '初中',
      '高中',
      '中专',
      '中等专科',
      '职业高中',
      '大专',
      '大学专科',
      '大学',
      '本科',
      '大学本科',
      '在职研究生',
    ];
    expect(levels.map(educationLevel)).toEqual([0, 1, 2, 3, 3, 3, 3, 4, 4, 5, 5, 5, 6]);
    expect(educationLevel('党校')).toBeNull();
  });
});

describe('a committee (rules §4.2, T73)', () => {
  test('seats outside what is usual, even, or above the last term are pointed out', () => {
    const seats = (...args: Parameters<typeof seatFindings>) => seatFindings(...args).map(({ code }) => code);
    expect(seats('village', 3, null)).toEqual([]);
    expect(seats('village', 5, 5)).toEqual([]);
    expect(seats('village', 7, 7)).toEqual(['seats-outside']);
    expect(seats('community', 9, 7)).toEqual(['seats-above-last-term']);
    expect(seats('community', 3, null)).toEqual(['seats-outside']);
    expect(seats('village', 4, null)).toEqual(['even-seats']);
  });

  test('thirty-five is young until the thirty-sixth birthday, and what is not known fulfils nothing', () => {
    const young = (birth: string) =>
      committeeFindings([{ name: '甲', sex: 'female', birth }], '2026-11-22', WARN).map(({ code }) => code);
    expect(young('1990-11-23')).toEqual([]);
    expect(young('1990-11-22')).toEqual(['nobody-young']);
    expect(young('')).toEqual(['nobody-young']);
    const man = { name: '甲', sex: 'male', birth: '2000-01' } as const;
    expect(committeeFindings([man], '2026-11-22', WARN).map(({ code }) => code)).toEqual(['no-woman']);
    expect(committeeFindings([{ name: '甲', sex: null, birth: '' }], '2026-11-22', OFF)).toEqual([]);
  });
});

describe('the term (条例 2020 art. 3)', () => {
  test('twelve months either way, the last days included', () => {
    expect(termWindow('2026-11-22')).toEqual({ from: '2025-11-22', to: '2027-11-22' });
    const found = (date: string, approval = '') =>
      termFindings(date, '2026-11-22', approval).map(({ code, level }) => `${code} ${level}`);
    expect(found('2026-11-22')).toEqual([]);
    expect(found('2027-11-22', '〔2026〕8号')).toEqual([]);
    expect(found('2027-11-22')).toEqual(['term-approval-missing block']);
    expect(found('2027-11-23', '〔2026〕8号')).toEqual(['outside-term-window warning']);
    expect(found('2025-11-21')).toEqual(['outside-term-window warning', 'term-approval-missing block']);
  });

  test('the list of villages says what is due and what is late', () => {
    const state = (today: string, electedOn: string | null = null) => termState('2026-11-22', today, electedOn);
    expect(state('2025-11-21')).toBe('not-yet');
    expect(state('2025-11-22')).toBe('due');
    expect(state('2026-11-22')).toBe('due');
    expect(state('2026-11-23')).toBe('overdue');
    expect(state('2026-11-23', '2026-10-01')).toBe('not-yet');
    // The election of the term before.
    expect(state('2026-11-23', '2021-10-01')).toBe('overdue');
    expect(termState(null, '2026-11-23', null)).toBe('no-date');
  });
});
