import { describe, expect, test } from 'vitest';
import type { ContestResult, RoundResult } from '../../../server/contract/shared.ts';
import type { FormResult } from '../../../tally/count/form-results.ts';
import { type ContestPart, resultParts, rowsOf } from './result-parts.ts';
import { baseLine, sentencesOf, warningsOf } from './result-words.ts';

const BALLOT = { order: 'ballot', language: 'zh', isStriped: false } as const;
const row = (label: string, approve: number, candidate = true): ContestResult['rows'][number] => ({
  ...{ label, candidate, approve, disapprove: 0, abstain: 0, unreadable: 0, elected: false },
});
const contest = (rows: ContestResult['rows'], more: Partial<ContestResult> = {}): ContestResult => ({
  ...{ post: '委员', title: { zh: '委员选举', en: 'Election' }, seats: 3, rows, majorityBase: 'expected' },
  ...{
    baseName: { zh: '应到会有选举权人数', en: 'entitled members expected' },
    base: 75,
    smallestWinning: 38,
    election: 'valid',
    elected: [],
    unconfirmed: [],
    refused: [],
  },
  ...{ preliminary: false, tie: null, unfilled: 0, baseSensitive: false, notices: [], ...more },
});
const names = (count: number) => Array.from({ length: count }, (_, at) => `人${at}`);
const appraisal = (rows: number): FormResult => ({
  ...{ kind: 'appraisal', title: { zh: '村干部', en: 'Appraisal' }, objects: 'persons', dimension: '', forms: 20 },
  grades: ['优秀', '称职', '基本称职', '不称职'].map((zh) => ({ zh, en: `${zh.length} grade of a long name` })),
  rows: names(rows).map((label) => ({
    ...{ label, ticks: [], graded: 20, ungraded: 0, byForms: [], byRows: [], rank: 1 },
  })),
});
const recommendation = (labels: readonly string[]): FormResult => ({
  ...{
    kind: 'recommendation',
    title: { zh: '初步人选', en: 'Nominees' },
    limit: 3,
    nominees: labels.length,
    forms: 20,
  },
  rows: labels.map((label) => ({ label, votes: 20, share: '100.00', rank: 1 })),
});
const of = (contests: RoundResult['contests'], forms: FormResult[] = []) => ({ contests, forms });

describe('a result on the big screen (UX 5.6)', () => {
  test('stands one table at a time, a long one on several pictures of equal length, and nobody is left out', () => {
    const parts = resultParts(of([contest(names(7).map((name) => row(name, 1))), contest([row('书记', 9)])]), BALLOT);
    expect(parts.map(({ number, of: all }) => [number, all])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    const long = resultParts(of([contest(names(40).map((name) => row(name, 1)))]), BALLOT) as ContestPart[];
    expect(long.map(({ rows }) => rows.length)).toEqual([8, 8, 8, 8, 8]);
    expect(long.flatMap(({ rows }) => rows.map(({ label }) => label))).toEqual(names(40));
    expect(long.map(({ isLast }) => isLast)).toEqual([false, false, false, false, true]);
  });

  test('a name of two lines takes the room of two rows', () => {
    const twenty = (at: number) => `${'阿不都热依木买买提吐尔逊艾合买提江'}${at}号`;
    const parts = resultParts(of([contest(names(8).map((_, at) => row(twenty(at), 1)))]), BALLOT) as ContestPart[];
    expect(parts.map(({ rows }) => rows.length)).toEqual([4, 4]);
  });

  test('rows stand as on the ballot or by votes; who was written in stands behind the candidates, and only with votes', () => {
    const rows = [
      row('甲', 3),
      row('乙', 9),
      row('丙', 5),
      row('丁', 1, false),
      row('戊', 2, false),
      row('己', 0, false),
    ];
    expect(rowsOf(contest(rows), 'ballot').map(({ label }) => label)).toEqual(['甲', '乙', '丙', '戊', '丁']);
    expect(rowsOf(contest(rows), 'votes').map(({ label }) => label)).toEqual(['乙', '丙', '甲', '戊', '丁']);
    expect(rowsOf(contest([row('甲', 3), row('乙', 3)]), 'votes').map(({ label }) => label)).toEqual(['甲', '乙']);
  });

  test('what is said about the whole takes room from its last picture', () => {
    const zh = '陈䶮、林海燕票数相等，不能确定当选人，须就票数相等的人再次投票。';
    const tie = { notices: [{ code: 'tie', clause: '', zh, en: zh }] };
    const parts = resultParts(
      of([
        contest(
          names(9).map((name) => row(name, 1)),
          tie,
        ),
      ]),
      BALLOT,
    ) as ContestPart[];
    expect(parts.map(({ rows, isLast }) => [rows.length, isLast])).toEqual([
      [6, false],
      [3, true],
    ]);
  });

  test('a void election shows nobody with a number, and no number that would elect (rules §5.2 W5)', () => {
    const zero = contest([row('甲', 0), row('乙', 0)], { election: 'void' });
    const [part] = resultParts(of([zero]), BALLOT) as ContestPart[];
    expect(part).toMatchObject({ rows: [], isLast: true, of: 1 });
    expect(baseLine(zero).zh).toBe('应到会有选举权人数 75 人');
    expect(warningsOf(zero)[0]?.zh).toContain('无效');
  });

  test('the line of the base says the half, or in a revote that the most votes decide (rules §1.11)', () => {
    expect(baseLine(contest([])).zh).toBe('应到会有选举权人数 75 人，当选至少 38 票');
    const revote = baseLine(contest([], { smallestWinning: 1 }));
    expect(revote.zh).toBe('应到会有选举权人数 75 人，以得赞成票多的当选，不再要求过半数');
    expect(revote.en).not.toContain('at least');
  });

  test('rows of ballots on paper that nobody could read are named, so that every row adds up', () => {
    const paper = contest([{ ...row('甲', 3), unreadable: 2 }, row('乙', 3)]);
    expect(sentencesOf(paper).map(({ zh }) => zh)).toEqual(['该项无效：甲\u00a02']);
    expect(sentencesOf(contest([row('甲', 3)]))).toEqual([]);
  });

  test('a ranking of short names stands in two columns, one of long names in one', () => {
    const [short] = resultParts(of([], [recommendation(names(14))]), BALLOT);
    expect(short).toMatchObject({ kind: 'recommendation', columns: [{ length: 7 }, { length: 7 }], of: 1 });
    const long = resultParts(of([], [recommendation(['买买提吐尔逊·艾合买提江', ...names(13)])]), BALLOT);
    expect(long.map((part) => part.kind === 'recommendation' && part.columns.length)).toEqual([1, 1]);
  });

  test('says so when nobody was recommended', () => {
    expect(resultParts(of([], [recommendation([])]), BALLOT)).toMatchObject([{ columns: [], number: 1, of: 1 }]);
  });

  test('grades whose words leave no room for names stand as letters with their meaning', () => {
    const grades = (language: 'zh' | 'en') =>
      resultParts(of([], [appraisal(9)]), { order: 'ballot', language, isStriped: false });
    expect(grades('zh').map((part) => part.kind === 'appraisal' && part.isLettered)).toEqual([false]);
    expect(grades('en').every((part) => part.kind === 'appraisal' && part.isLettered)).toBe(true);
  });
});
