import { describe, expect, test } from 'vitest';
import { GRADE_SCALES } from '../appraisal/grade-scales.ts';
import type { Contest } from '../record/contest.ts';
import type { Unsigned } from '../record/entry.ts';
import type { PaperCountEntry, PaperRoundEntry, PaperTally } from '../record/paper-entries.ts';
import { ruleSettings } from '../rules/settings.ts';
import { settingSentences } from '../rules/settings-words.ts';
import { paperLines } from './paper-lines.ts';

const person = (name: string) => ({ name, remark: '' });
const APPRAISAL: Contest = {
  kind: 'appraisal',
  title: { zh: '村干部', en: 'Cadres' },
  objects: 'persons',
  subjects: [person('王建国'), person('李㛃')],
  grades: GRADE_SCALES['four-excellent'],
};
const RECOMMENDATION: Contest = {
  kind: 'recommendation',
  title: { zh: '委员初步人选', en: 'Nominees of the committee' },
  nominees: [person('田大利'), person('陈䶮')],
  limit: 1,
};
const ELECTION: Contest = {
  kind: 'election',
  category: 'committee',
  post: '委员',
  title: { zh: '委员选举', en: 'Election of the committee' },
  seats: 1,
  candidates: [person('任金山'), person('林海燕')],
  writeIns: [],
};

const round = (...contests: readonly Contest[]): Unsigned<PaperRoundEntry> => ({
  type: 'paper-round',
  version: 1,
  meeting: 'A'.repeat(43),
  round: 1,
  previousResult: null,
  contests,
  roll: { members: 10, probationary: 1, withoutRight: 0, excluded: 0, expected: 9 },
  rules: ruleSettings({ majorityBase: 'expected' }),
  reason: '停电',
});
const count = (rows: PaperTally['rows']): Unsigned<PaperCountEntry> => ({
  type: 'paper-count',
  ctx: 'A'.repeat(43),
  expected: 9,
  present: 8,
  texts: '',
  contests: [
    {
      printed: 9,
      issued: 8,
      remaining: 1,
      voters: 8,
      recovered: 8,
      tally: { valid: 8, invalid: 0, rows, writeIns: [], voidEntries: [], invalidReasons: [] },
    },
  ],
  outcome: [null],
});

/** Each line in one language. */
const said = (lines: ReturnType<typeof paperLines>, language: 'zh' | 'en') =>
  lines.map(({ label, value }) => `${label[language]}: ${value[language]}`);
const HAN = /[\u3400-\u9fff]/;

describe('what a scrutineer signs of a round on paper', () => {
  test('names everybody on a form, its grades or its limit, and whom it takes to begin', () => {
    expect(said(paperLines(round(APPRAISAL), [], 'assembly'), 'zh')).toEqual([
      '理由: 停电',
      '村干部: 民主测评，等次：优秀、称职、基本称职、不称职',
      '测评对象: 王建国、李㛃',
      '应到参加人员: 9 人，到会人数不作要求',
      '百分比: 得票率按有效测评表计算。',
    ]);
    expect(said(paperLines(round(RECOMMENDATION), [], 'assembly'), 'zh')).toEqual(
      expect.arrayContaining(['委员初步人选: 民主推荐，最多 1 名', '可以推荐的人选（2 人）: 田大利、陈䶮']),
    );
  });

  test('says the least number present where the rules ask for one', () => {
    const asked = {
      ...round(APPRAISAL),
      rules: ruleSettings({ majorityBase: 'expected', appraisalMinimumAttendance: 7 }),
    };
    expect(said(paperLines(asked, [], 'assembly'), 'zh')).toContain('应到参加人员: 9 人，至少须到 7 人');
  });

  test('names candidates, seats, base and rules of an election', () => {
    const zh = said(paperLines(round(ELECTION), [], 'assembly'), 'zh').join('\n');
    for (const words of ['候选人（按此顺序）: 任金山、林海燕', '应选 1 名', '应到: 9', '计算基数', '规则: '])
      expect(zh).toContain(words);
    expect(zh).not.toContain('expected');
    // Those of ballots on paper too: who is elected depends on them.
    expect(zh).toContain(settingSentences(round().rules, ['paper'])[0]?.zh);
    expect(said(paperLines(round(ELECTION), [], 'plenary'), 'zh').join('')).not.toContain('党员大会');
  });

  test('speaks of no committee on a ballot for the secretary whom the assembly elects directly (rules §1.12)', () => {
    const rules = ruleSettings({ majorityBase: 'expected', secretaryMode: 'direct-after' });
    const secretary: Contest = {
      ...ELECTION,
      category: 'secretary',
      post: '书记',
      title: { zh: '书记选举', en: 'Secretary' },
    };
    const zh = said(paperLines({ ...round(secretary), rules }, [], 'assembly'), 'zh').join('');
    expect(zh).toContain('直接选举：书记、副书记由党员大会选举。');
    expect(zh).not.toContain('委员');
    expect(said(paperLines({ ...round(ELECTION), rules }, [], 'assembly'), 'zh').join('')).toContain('先选委员');
  });

  test('leaves no line empty, and has nothing but names and the reason in Chinese in its English', () => {
    for (const contest of [APPRAISAL, RECOMMENDATION, ELECTION])
      for (const { label, value } of paperLines(round(contest), [], 'assembly')) {
        for (const text of [label.zh, label.en, value.zh, value.en]) expect(text.trim()).not.toBe('');
        if (!['Reason', 'Appraised', 'Nominees (2)', 'Candidates, in this order'].includes(label.en))
          expect(`${label.en} ${value.en}`).not.toMatch(HAN);
      }
  });
});

test('a count says each number in both languages', () => {
  const forms = paperLines(
    count([
      [5, 2, 0, 0, 1, 0],
      [1, 1, 1, 1, 4, 0],
    ]),
    [APPRAISAL],
    'appraisal',
  );
  expect(said(forms, 'zh')).toContain('王建国: 优秀 5  称职 2  基本称职 0  不称职 0  未评 1  该项无效 0');
  const ballots = paperLines(
    count([
      [5, 2, 1, 0],
      [3, 3, 2, 0],
    ]),
    [ELECTION],
    'assembly',
  );
  expect(said(ballots, 'en')).toContain('任金山: ○ 5, × 2, abstain 1, row void 0');
  for (const { value } of [...forms, ...ballots]) expect(value.en).not.toMatch(HAN);
});
