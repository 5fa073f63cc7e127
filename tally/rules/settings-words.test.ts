import { describe, expect, test } from 'vitest';
import { ruleSettings } from './settings.ts';
import { settingSentences } from './settings-words.ts';

const zh = (settings: Parameters<typeof ruleSettings>[0]): string =>
  settingSentences(ruleSettings(settings))
    .map((sentence) => sentence.zh)
    .join('\n');

describe('the settings in words (规则核对)', () => {
  test('base, quorum and secretary mode say what was chosen', () => {
    expect(zh({ majorityBase: 'expected' })).toContain('超过应到会有选举权人数的半数');
    expect(zh({ majorityBase: 'present' })).toContain('超过实到会有选举权人数的半数');
    expect(zh({ majorityBase: 'expected' })).toContain('不少于应到会人数的五分之四');
    expect(zh({ majorityBase: 'present', ruleSet: '1990' })).toContain('正好五分之四也可');
    expect(zh({ majorityBase: 'present', ruleSet: '1990', quorumEqualAccepted: false })).not.toContain('正好');
    expect(zh({ majorityBase: 'expected', secretaryMode: 'direct-after' })).toContain('直接选举');
  });

  test('every sentence cites its clause; a number that was not read says so', () => {
    for (const { clause, setting } of settingSentences(ruleSettings({ majorityBase: 'expected' }))) {
      expect(clause.zh).not.toBe('');
      if (setting === 'writeInRequiresDisapproval') expect(clause.zh).toBe('2020年条例第二十五条');
      if (setting === 'quorumEqualAccepted') expect(clause.zh).toContain('条号待核');
    }
  });
});
