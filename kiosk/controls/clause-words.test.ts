import { describe, expect, test } from 'vitest';
import { DEFAULT_COUNTING_RULES } from '../../tally/rules/counting-rules.ts';
import type { Notice } from '../../tally/rules/notices.ts';
import { outcome } from '../../tally/rules/outcome.ts';
import type { OutcomeInput } from '../../tally/rules/outcome-input.ts';
import { clauseWords, withClause } from './clause-words.ts';

const row = (approve: number, valid = 20) => ({ approve, disapprove: valid - approve, abstain: 0, unreadable: 0 });
const COUNT: OutcomeInput = {
  ruleSet: '2020',
  majorityBase: 'present',
  expected: 30,
  present: 26,
  issued: 26,
  voters: 24,
  recovered: 23,
  valid: 20,
  seats: 3,
  candidates: ['Jia', 'Yi', 'Bing'],
  counts: { Jia: row(14), Yi: row(14), Bing: row(13) },
  writeIns: { Ding: 1 },
};

/** Counts in which every notice is given at least once. */
const CASES: readonly Partial<OutcomeInput>[] = [
  {},
  { seats: 2, valid: 23, counts: { Jia: row(15, 23), Yi: row(14, 23), Bing: row(14, 23) }, writeIns: {} },
  { seats: 2, valid: 23, counts: { Jia: row(16, 23), Yi: row(15, 23), Bing: row(14, 23) }, writeIns: {} },
  { recovered: 27 },
  { present: 20, issued: 20, voters: 20, recovered: 20 },
  { ruleSet: '1990', expected: 30, present: 24, issued: 24, voters: 24 },
  { ruleSet: '1990', majorityBase: 'expected' },
  { writeIns: { Ding: 16 } },
];

function given(): readonly Notice[] {
  const judged = [
    ...CASES.map((one) => outcome({ ...COUNT, ...one })),
    outcome(COUNT, { ...DEFAULT_COUNTING_RULES, threshold: 'plurality' }),
    outcome({ ...COUNT, seats: 4 }, { ...DEFAULT_COUNTING_RULES, surplus: 'equal' }),
  ];
  return judged.flatMap((one) => {
    if (!one.ok) throw new Error(JSON.stringify(one.error));
    return one.value.notices;
  });
}

describe('a notice with its clause', () => {
  test('is Chinese on a Chinese page and English on an English one, and names its clause once', () => {
    const notices = given();
    expect(new Set(notices.map(({ code }) => code)).size).toBe(16);
    for (const notice of notices) {
      const { zh, en } = withClause(notice);
      expect(zh, notice.code).toBe(`${notice.zh}依据：${notice.clause}。`);
      expect(en, notice.code).not.toMatch(/\p{Script=Han}/u);
      expect(en.match(/\[/gu), notice.code).toHaveLength(1);
    }
  });

  test('cites the rules, the specification and the adopted method in both languages', () => {
    expect(clauseWords('rules §4.1')).toEqual({ zh: '规则第4.1节', en: 'Rules, section 4.1' });
    expect(clauseWords('specification §5')).toEqual({ zh: '技术规范第5节', en: 'Technical specification, section 5' });
    expect(clauseWords('选举办法')).toEqual({ zh: '选举办法', en: 'the adopted election method' });
    expect(withClause({ zh: '年龄不符', en: 'Too old.', clause: 'rules §4.2' })).toEqual({
      zh: '年龄不符。依据：规则第4.2节。',
      en: 'Too old. [Rules, section 4.2]',
    });
  });

  test('says nothing more where it rests on no clause', () => {
    expect(withClause({ zh: '没有名册。', en: 'No roll.', clause: null })).toEqual({
      zh: '没有名册。',
      en: 'No roll.',
    });
  });
});
