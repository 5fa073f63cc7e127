import { describe, expect, test } from 'vitest';
import { MEETING_KINDS } from '../record/meeting-entry.ts';
import { wordsOfMeeting } from './meeting-words.ts';
import { NO_COMMITTEE_WORDS } from './no-committee-choices.ts';
import { PLENARY_WORDS } from './plenary-choices.ts';
import { meetingSentences, unreadSentences } from './rules-to-read.ts';
import type { SettingName } from './setting-choice.ts';
import { RuleSettings, ruleSettings } from './settings.ts';
import { SETTING_CHOICES } from './settings-words.ts';

const RULES = ruleSettings({ majorityBase: 'expected' });
const names = (kind: (typeof MEETING_KINDS)[number]) => meetingSentences(RULES, kind).map(({ setting }) => setting);

describe('the rules of a meeting, read before it is sealed (§7)', () => {
  test('an assembly reads the rules of its election, its conduct and its ballots on paper', () => {
    expect(new Set(meetingSentences(RULES, 'assembly').map(({ area }) => area))).toEqual(
      new Set(['election', 'conduct', 'paper']),
    );
  });

  test('a form is read with what concerns it alone, against a method of its own', () => {
    const publicity = ['publicityDays', 'publicityDayKind', 'publicityCountsPostingDay'];
    expect(names('appraisal')).toEqual(expect.arrayContaining([...publicity, 'appraisalQuota', 'appraisalWeights']));
    expect(names('appraisal')).not.toContain('recommendCombine');
    expect(names('appraisal')).not.toContain('structureRules');
    expect(names('recommendation')).toEqual([
      'appraisalMinimumAttendance',
      'recommendCombine',
      'recommendWeights',
      ...publicity.toSorted(
        (a, b) => names('recommendation').indexOf(a as SettingName) - names('recommendation').indexOf(b as SettingName),
      ),
    ]);
    const [first] = meetingSentences(RULES, 'recommendation');
    expect(first).toMatchObject({ zh: '参加推荐的人数不作要求。', clause: { zh: '推荐办法' } });
  });

  test('a plenary says nothing of an assembly and of its members', () => {
    for (const ruleSet of ['2020', '1990'] as const)
      for (const base of ['expected', 'present'] as const)
        for (const chosen of [
          {},
          { shortfall: 'reduce', motionBase: base, reductionBase: base, tellerSource: 'voted' },
        ] as const)
          for (const { setting, zh, en } of meetingSentences(
            ruleSettings({ majorityBase: base, ruleSet, ...chosen }),
            'plenary',
          )) {
            expect(zh, setting).not.toMatch(/党员大会|大会|党员/);
            expect(en, setting).not.toMatch(/assembly|entitled members|roll/);
          }
  });

  test('a branch without a committee says nothing of one, unless it is to elect its secretary indirectly (§1.2, §1.12)', () => {
    for (const secretaryMode of ['direct-after', 'direct-before'] as const)
      for (const tellerSource of ['designated', 'voted'] as const)
        for (const { setting, zh, en } of meetingSentences(
          ruleSettings({ majorityBase: 'expected', secretaryMode, tellerSource }),
          'without-committee',
        )) {
          expect(zh, setting).not.toMatch(/委员|班子|预选/);
          expect(en, setting).not.toMatch(/committee|plenary|pre-election/i);
        }
    const words = meetingSentences(
      ruleSettings({ majorityBase: 'expected', secretaryMode: 'direct-after' }),
      'without-committee',
    );
    expect(words.map(({ zh }) => zh)).toContain('直接选举：书记、副书记由党员大会选举。');
    expect(words.map(({ setting }) => setting)).toEqual(
      expect.arrayContaining(['majorityBase', 'quorumEqualAccepted', 'shortfall', 'paper.alteration']),
    );
    for (const [setting, rows] of Object.entries(NO_COMMITTEE_WORDS)) {
      const values = SETTING_CHOICES.find((one) => one.setting === setting)?.values.map(({ value }) => value);
      for (const [value] of rows) expect(values, setting).toContain(value);
    }
  });

  test('only an assembly whose posts are known has no committee', () => {
    expect(wordsOfMeeting('assembly', ['书记', '副书记'])).toBe('without-committee');
    expect(wordsOfMeeting('assembly', ['书记', '委员'])).toBe('assembly');
    expect(wordsOfMeeting('assembly', [])).toBe('assembly');
    expect(wordsOfMeeting('plenary', ['书记'])).toBe('plenary');
  });

  test('how many must agree to fewer seats is said once: half or more never stands beside more than half (§1.11)', () => {
    for (const kind of ['assembly', 'plenary', 'without-committee'] as const)
      for (const reductionEqualAccepted of [true, false]) {
        const rules = ruleSettings({
          majorityBase: 'expected',
          shortfall: 'reduce',
          secretaryMode: 'direct-after',
          reductionEqualAccepted,
        });
        const said = meetingSentences(rules, kind).filter(({ setting }) => /^(shortfall|reduction)/.test(setting));
        const [zh, en] = [said.map((one) => one.zh).join(''), said.map((one) => one.en).join(' ')];
        expect(zh).toContain('减少名额，不再选举');
        expect([zh.includes('半数以上'), zh.includes('超过半数')]).toEqual([
          reductionEqualAccepted,
          !reductionEqualAccepted,
        ]);
        expect([en.includes('half or more'), en.includes('more than half')]).toEqual([
          reductionEqualAccepted,
          !reductionEqualAccepted,
        ]);
      }
  });

  test('the words of a plenary have the values of the setting', () => {
    for (const [setting, rows] of Object.entries(PLENARY_WORDS)) {
      const values = SETTING_CHOICES.find((one) => one.setting === setting)?.values.map(({ value }) => value);
      expect(rows.map(([value]) => value).toSorted(), setting).toEqual(values?.toSorted());
    }
  });

  test('no two sentences of a meeting are the same, so a tick means one of them', () => {
    for (const kind of MEETING_KINDS) {
      const said = meetingSentences(RULES, kind).map(({ zh }) => zh);
      expect(new Set(said).size, kind).toBe(said.length);
    }
  });

  test('without a vote for another person nothing is read of one (§1.8)', () => {
    for (const kind of ['assembly', 'plenary', 'without-committee'] as const) {
      const all = meetingSentences(RULES, kind);
      const left = meetingSentences(RULES, kind, false);
      expect(left.map(({ zh }) => zh).join('')).not.toContain('另选');
      expect(all.filter(({ zh }) => zh.includes('另选')).length).toBe(all.length - left.length);
      expect(
        unreadSentences(
          RULES,
          kind,
          left.map(({ zh }) => zh),
          false,
        ),
      ).toEqual([]);
    }
  });

  test('what was ticked and then changed is unread again, and nothing else is', () => {
    const read = meetingSentences(RULES, 'assembly').map(({ zh }) => zh);
    expect(unreadSentences(RULES, 'assembly', read)).toEqual([]);
    expect(unreadSentences(RULES, 'assembly', [])).toHaveLength(read.length);
    const changed = RuleSettings.parse({
      ...RULES,
      revoteThreshold: 'half',
      paper: { ...RULES.paper, alteration: 'void-row' },
    });
    expect(unreadSentences(changed, 'assembly', read).map(({ setting }) => setting)).toEqual([
      'revoteThreshold',
      'paper.alteration',
    ]);
  });
});
