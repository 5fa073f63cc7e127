import { describe, expect, test } from 'vitest';
import { PaperRules } from '../paper/paper-rules.ts';
import { SETTING_AREAS, type SettingName } from './setting-choice.ts';
import { RuleSettings, ruleSettings } from './settings.ts';
import { SETTING_CHOICES, settingSentences } from './settings-words.ts';

const all = (settings: Parameters<typeof ruleSettings>[0]) => settingSentences(ruleSettings(settings), SETTING_AREAS);
/** Nothing in it is without effect, so that everything is said. */
const EVERYTHING = { majorityBase: 'present', paper: { writeInLayout: 'pooled' } } as const;
const zh = (settings: Parameters<typeof ruleSettings>[0]): string =>
  all(settings)
    .map((sentence) => sentence.zh)
    .join('\n');

test('one person is asked for in the singular', () => {
  const said = (appraisalMinimumAttendance: number) =>
    settingSentences(ruleSettings({ majorityBase: 'expected', appraisalMinimumAttendance }), ['appraisal'], 'appraisal')
      .filter(({ setting }) => setting === 'appraisalMinimumAttendance')
      .map(({ en }) => en);
  expect(said(1)).toEqual(['At least 1 person takes part in the appraisal.']);
  expect(said(40)).toEqual(['At least 40 persons take part in the appraisal.']);
});

describe('the settings in words (规则核对)', () => {
  test('base, quorum and secretary mode say what was chosen', () => {
    expect(zh({ majorityBase: 'expected' })).toContain('得赞成票超过应到会有选举权人数的半数，始得当选');
    expect(zh({ majorityBase: 'present' })).toContain('得赞成票超过实到会有选举权人数的半数，始得当选');
    expect(zh({ majorityBase: 'expected' })).toContain('不少于应到会人数的五分之四');
    expect(zh({ majorityBase: 'present', ruleSet: '1990' })).toContain('正好五分之四也可');
    expect(zh({ majorityBase: 'present', ruleSet: '1990', quorumEqualAccepted: false })).not.toContain('正好五分之四');
    expect(zh({ majorityBase: 'expected', secretaryMode: 'direct-after' })).toContain('直接选举');
  });

  test('every sentence cites its clause; a number that was not read says so', () => {
    for (const { clause, setting } of all({ majorityBase: 'expected' })) {
      expect(clause.zh).not.toBe('');
      if (setting === 'writeInRequiresDisapproval') expect(clause.zh).toBe('2020年条例第二十五条');
      if (setting === 'quorumEqualAccepted') expect(clause.zh).toContain('条号待核');
    }
  });

  test('every setting of §7 has exactly one sentence, in both languages', () => {
    const names = Object.keys(RuleSettings.shape).filter((name) => name !== 'paper');
    const papers = Object.keys(PaperRules.shape).map((name) => `paper.${name}`);
    const sentences = all(EVERYTHING);
    expect(sentences.map(({ setting }) => setting).toSorted()).toEqual([...names, ...papers].toSorted());
    for (const { zh: chinese, en } of sentences) {
      expect(chinese).toMatch(/。$/);
      expect(en).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('every value of every choice is one the settings accept, and says something of its own', () => {
    for (const { setting, values } of SETTING_CHOICES) {
      expect(new Set(values.map((value) => value.zh)).size, setting).toBe(values.length);
      for (const { value, zh: words, en } of values) {
        const weights = [
          { group: '党员', weight: 1 },
          { group: '村民代表', weight: 1 },
        ];
        const [area, name] = setting.split('.');
        const chosen =
          name === undefined
            ? { [setting]: value }
            : { [area as string]: { ...(name === 'writeInExcess' ? EVERYTHING.paper : {}), [name]: value } };
        const settings = RuleSettings.safeParse({ ...EVERYTHING, recommendWeights: weights, ...chosen });
        if (!settings.success) throw new Error(`${setting}: ${String(value)} is refused`);
        const said = settingSentences(settings.data, SETTING_AREAS).find((one) => one.setting === setting);
        expect(said).toMatchObject({ zh: words, en });
      }
    }
  });

  test('every choice of the schema has its words', () => {
    const values = (setting: SettingName) =>
      SETTING_CHOICES.find((one) => one.setting === setting)?.values.map(({ value }) => value);
    const schemas = [
      ...Object.entries(RuleSettings.shape).map(([name, schema]) => [name, schema] as const),
      ...Object.entries(PaperRules.shape).map(([name, schema]) => [`paper.${name}`, schema] as const),
    ];
    for (const [name, schema] of schemas) {
      const inner = 'unwrap' in schema ? schema.unwrap() : schema;
      if (!('options' in inner) || !Array.isArray(inner.options)) continue;
      const options = (inner.options as readonly unknown[]).map((option) =>
        typeof option === 'object' && option !== null && 'value' in option ? option.value : option,
      );
      expect(values(name as SettingName)?.toSorted(), name).toEqual(options.toSorted());
    }
  });

  test('what only a ballot on paper can need is marked, and nothing else', () => {
    const marked = all(EVERYTHING).filter(({ paperOnly }) => paperOnly);
    expect(marked.every(({ area }) => area === 'paper')).toBe(true);
    expect(marked.map(({ setting }) => setting).toSorted()).toEqual(
      Object.keys(PaperRules.shape)
        .map((name) => `paper.${name}`)
        .toSorted(),
    );
  });

  test('more names than disapprovals are spoken of only where the count compares the two (rules §7 write_in_excess)', () => {
    for (const writeInLayout of ['under-candidate', 'pooled'] as const)
      for (const writeInRequiresDisapproval of [true, false])
        for (const writeInExcess of ['void-write-ins', 'void-ballot'] as const)
          expect(
            zh({
              majorityBase: 'expected',
              paper: { writeInLayout, writeInRequiresDisapproval, writeInExcess },
            }).includes('所写另选人多于不赞成的候选人的'),
          ).toBe(writeInLayout === 'pooled' && writeInRequiresDisapproval);
  });

  test('who may be left out is said in words, as the method has them, and never by codes (rules §3)', () => {
    const said = (chosen: Partial<RuleSettings>) =>
      all({ majorityBase: 'expected', ...chosen }).find(({ setting }) => setting === 'exclusionCategories');
    const two = said({ exclusionCategories: ['E4', 'E2'] });
    expect(two?.zh).toBe(
      '可以不计算在应到会人数之内的情形：自费出国半年以上；年老体弱卧床不起，或长期生病生活不能自理。',
    );
    expect(two?.en).toContain('abroad at own expense for more than half a year; old and bedridden');
    const abroad = said({ exclusionCategories: ['E2'], abroadRequiresSelfFunded: false });
    expect(abroad?.zh).toBe('可以不计算在应到会人数之内的情形：出国半年以上。');
    expect(abroad?.en).not.toContain('expense');
    expect(`${said({})?.zh}${said({})?.en}`).not.toMatch(/E[1-6]/);
  });

  test('without a category nothing is said of publishing names, and without E2 nothing of going abroad (rules §3)', () => {
    const said = (exclusionCategories: RuleSettings['exclusionCategories']) =>
      all({ majorityBase: 'expected', exclusionCategories })
        .map(({ setting }) => setting)
        .filter((setting) => setting === 'abroadRequiresSelfFunded' || setting === 'exclusionPublicityDays')
        .toSorted();
    expect(said([])).toEqual([]);
    expect(said(['E1', 'E4'])).toEqual(['exclusionPublicityDays']);
    expect(said(['E2'])).toEqual(['abroadRequiresSelfFunded', 'exclusionPublicityDays']);
  });

  test('under 1990 no ballot stands in an approved order, under 2020 that of the secretary does (rules §1.8, §2 row 9)', () => {
    for (const singleGivenName of ['blank-first', 'compare'] as const) {
      const said = (ruleSet: '2020' | '1990') =>
        all({ majorityBase: 'present', ruleSet, singleGivenName }).find(({ setting }) => setting === 'singleGivenName');
      expect(said('2020')?.zh).toContain('书记、副书记候选人按上级批准的次序');
      expect(said('1990')?.zh).toContain('书记、副书记候选人也是如此');
      expect(`${said('1990')?.zh}${said('1990')?.en}`).not.toMatch(/批准|approved/u);
      expect(said('1990')?.zh.includes('单名在前')).toBe(singleGivenName === 'blank-first');
    }
  });

  test('an election is asked only what concerns it unless more is wanted', () => {
    const areas = new Set(settingSentences(ruleSettings({ majorityBase: 'expected' })).map(({ area }) => area));
    expect([...areas]).toEqual(['election', 'conduct']);
  });

  test('no quota in the method is one that the superior may still set (rules §4.4, UX O1)', () => {
    const [none] = settingSentences(ruleSettings({ majorityBase: 'expected' }), ['appraisal']).filter(
      ({ setting }) => setting === 'appraisalQuota',
    );
    expect(none?.zh).toBe('最高等次的比例由上级研判时确定。');
    expect(none?.en).toBe('The superior sets the quota of the highest grade in its judgement.');
  });

  test('weights and numbers say their own value', () => {
    const recommendWeights = [
      { group: '党员', weight: 6 },
      { group: '村民代表', weight: 4 },
    ];
    const words = zh({
      majorityBase: 'expected',
      recommendCombine: 'weighted',
      recommendWeights,
      appraisalMinimumAttendance: 40,
      publicityDays: 5,
    });
    expect(words).toContain('各类推荐票的权重：党员 6，村民代表 4。');
    expect(words).toContain('参加测评的不少于 40 人');
    expect(words).toContain('公示 5 天');
  });
});
