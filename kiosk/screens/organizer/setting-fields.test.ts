import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PaperRules } from '../../../tally/paper/paper-rules.ts';
import { MEETING_KINDS } from '../../../tally/record/meeting-entry.ts';
import { meetingSentences } from '../../../tally/rules/rules-to-read.ts';
import { RuleSettings, ruleSettings } from '../../../tally/rules/settings.ts';
import { settingOptions } from '../../../tally/rules/settings-words.ts';
import { METHOD_NAME, NUMBER_LIMITS, type NumberSetting, SETTING_FIELD } from './setting-fields.ts';

const NAMES = [
  ...Object.keys(RuleSettings.shape).filter((name) => name !== 'paper'),
  ...Object.keys(PaperRules.shape).map((name) => `paper.${name}`),
];
/** Leaves every setting something to decide, so that each has its sentence. */
const OLD = ruleSettings({ majorityBase: 'expected', ruleSet: '1990', paper: { writeInLayout: 'pooled' } });

describe('the fields of the rules (UX O5)', () => {
  test('every setting of §7 can be chosen on a page of the organizer, or is fixed by the ballot proof', () => {
    expect(Object.keys(SETTING_FIELD).toSorted()).toEqual(NAMES.toSorted());
    const fixed = Object.entries(SETTING_FIELD).flatMap(([name, field]) => (field === 'fixed' ? [name] : []));
    expect(fixed).toEqual(['writeInRequiresDisapproval']);
  });

  test('every setting stands as a sentence on the page of some meeting, beside its field', () => {
    const shown = new Set(MEETING_KINDS.flatMap((kind) => meetingSentences(OLD, kind).map(({ setting }) => setting)));
    expect([...shown].toSorted()).toEqual(NAMES.toSorted());
  });

  test('what is chosen from sentences has at least two, in the words of every kind of meeting that says it', () => {
    for (const kind of MEETING_KINDS)
      for (const { setting, title } of meetingSentences(OLD, kind)) {
        expect(title.zh, setting).not.toBe('');
        if (SETTING_FIELD[setting] !== 'choice') continue;
        const options = settingOptions(OLD, setting, kind);
        expect(options.length, setting).toBeGreaterThan(1);
        // What is chosen is what is then read.
        const said = meetingSentences(OLD, kind).find((one) => one.setting === setting);
        expect(
          options.map(({ zh }) => zh),
          `${kind} ${setting}`,
        ).toContain(said?.zh);
      }
  });

  test('under 2020 nothing is left to choose about exactly four fifths', () => {
    expect(settingOptions(ruleSettings({ majorityBase: 'expected' }), 'quorumEqualAccepted')).toEqual([]);
  });

  test('the limits of the numbers are those of the schema', () => {
    for (const [name, { least, most }] of Object.entries(NUMBER_LIMITS) as [
      NumberSetting,
      { least: number; most: number },
    ][]) {
      const accepts = (value: number) => RuleSettings.safeParse({ majorityBase: 'expected', [name]: value }).success;
      expect([least - 1, least, most, most + 1].map(accepts), name).toEqual([false, true, true, false]);
    }
  });

  test('the least attendance takes no number that the schema refuses', () => {
    const card = readFileSync(new URL('participants-card.tsx', import.meta.url), 'utf8');
    const field = card.slice(0, card.indexOf('name="least-attendance-number"')).split('<NumberField').at(-1);
    expect(field).toContain('most={NUMBER_LIMITS.appraisalMinimumAttendance.most}');
  });

  test('every kind of meeting names the method it is compared with', () => {
    expect(Object.keys(METHOD_NAME).toSorted()).toEqual([...MEETING_KINDS].toSorted());
  });
});
