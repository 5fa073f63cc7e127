import { describe, expect, test } from 'vitest';
import { MEETING_KINDS } from '../record/meeting-entry.ts';
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
