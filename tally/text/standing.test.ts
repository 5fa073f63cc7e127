import { expect, it } from 'vitest';
import { baseLine, eligibilityLines, isElected, needed, standingOf } from './standing.ts';

const contest = { elected: ['甲', '乙'], unconfirmed: ['乙', '丙'], refused: ['丁'] };

it('whoever was written in is not called elected before the superior has confirmed it (rules §5.2 W14)', () => {
  expect(['甲', '乙', '丙', '丁', '戊'].map((name) => standingOf(name, contest).zh)).toEqual([
    ...['当选', '待确认', '待确认', '不计', ''],
  ]);
  expect(['甲', '乙', '丙', '丁', '戊'].map((name) => standingOf(name, contest).en)).toEqual([
    ...['elected', 'to be confirmed', 'to be confirmed', 'not counted', ''],
  ]);
  expect(['甲', '乙', '丙', '丁'].filter((name) => isElected(name, contest))).toEqual(['甲']);
});

it('who is refused is not counted, even where an older outcome still calls the person elected', () => {
  expect(standingOf('丁', { elected: ['丁'], refused: ['丁'] }).zh).toBe('不计');
});

it('a sentence each names everybody unconfirmed and everybody refused, and none is said of nobody', () => {
  expect(eligibilityLines(contest).map(({ code, zh }) => [code, zh])).toEqual([
    ['eligibility-unconfirmed', '乙、丙由另选达到当选票数，待确认：上级党组织确认被选举资格以前，不得宣布当选。'],
    ['eligibility-refused', '丁不符合条件，所得票不计。'],
  ]);
  expect(eligibilityLines(contest).map(({ en }) => en.slice(0, 4))).toEqual(['乙, 丙', '丁: n']);
  expect(eligibilityLines({})).toEqual([]);
});

it('nobody is elected in a pre-election: who passes is an official candidate (rules §1.4)', () => {
  const contest = { elected: ['甲', '乙'], unconfirmed: ['乙'], preliminary: true };
  expect(['甲', '乙', '丙'].map((name) => standingOf(name, contest))).toEqual([
    { zh: '正式候选人', en: 'official candidate' },
    { zh: '待确认', en: 'to be confirmed' },
    { zh: '', en: '' },
  ]);
});

it('where the most votes decide no number of votes is called enough (rules §1.11, §8 T48)', () => {
  const half = (votes: number) => ({ zh: `至少 ${votes} 票`, en: `at least ${votes}` });
  expect(needed(16, 30, half).zh).toBe('至少 16 票');
  expect(needed(16, 31, half).zh).toBe('至少 16 票');
  for (const words of [needed(1, 30, half), needed(1, 3, half), needed(null, 30, half)]) {
    expect(words.zh).toContain('得赞成票多的当选');
    expect(`${words.zh}${words.en}`).not.toMatch(/\d/u);
  }
});

it('the base is that of the meeting: in a plenary the members of the committee (rules §1.12)', () => {
  const five = { expected: 5, present: 4, majorityBase: 'expected' } as const;
  const half = { election: 'valid', smallestWinning: 3 } as const;
  expect(baseLine({ ...five, meetingKind: 'plenary' }, half)).toEqual({
    zh: '计算基数：应到会委员人数 5；至少需要赞成 3 票。',
    en: 'Majority base: committee members expected, 5; at least 3 approvals are needed.',
  });
  expect(baseLine({ ...five, meetingKind: 'assembly' }, half).zh).toContain('应到会有选举权人数 5；');
  expect(baseLine({ ...five, meetingKind: 'plenary', majorityBase: 'present' }, half)).toEqual({
    zh: '计算基数：实到会委员人数 4；至少需要赞成 3 票。',
    en: 'Majority base: committee members present, 4; at least 3 approvals are needed.',
  });
});

it('of a void election the base stands alone, and of a revote no number is called enough', () => {
  const of = { expected: 30, present: 28, majorityBase: 'expected', meetingKind: 'assembly' } as const;
  expect(baseLine(of, { election: 'void', smallestWinning: 16 })).toEqual({
    zh: '计算基数：应到会有选举权人数 30。',
    en: 'Majority base: entitled members expected, 30.',
  });
  expect(baseLine(of, { election: 'valid', smallestWinning: 1 }).zh).toContain('30；以得赞成票多的当选');
});
