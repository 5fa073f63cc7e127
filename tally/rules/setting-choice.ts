/** A setting as the organizer chooses it: a name, and for every value the sentence that then stands in the election method. */
import type { PaperRules } from '../paper/paper-rules.ts';
import type { Text } from '../text/text.ts';
import type { ClauseName } from './clauses.ts';
import type { RuleSettings } from './settings.ts';

export type SettingName = Exclude<keyof RuleSettings, 'paper'> | `paper.${keyof PaperRules}`;

/** 'election': who is elected · 'conduct': how the meeting is held · 'paper': only ballots on paper can need it. */
export const SETTING_AREAS = ['election', 'conduct', 'paper', 'appraisal', 'recommendation'] as const;
export type SettingArea = (typeof SETTING_AREAS)[number];

export type SettingValue = string | number | boolean;

export interface SettingChoice {
  readonly setting: SettingName;
  readonly area: SettingArea;
  readonly clause: ClauseName;
  readonly title: Text;
  readonly values: readonly (Text & { readonly value: SettingValue })[];
}

/** [value, sentence zh, sentence en]. */
export type ChoiceRow = readonly [SettingValue, string, string];

export const choice = (
  setting: SettingName,
  area: SettingArea,
  clause: ClauseName,
  title: readonly [zh: string, en: string],
  ...rows: readonly ChoiceRow[]
): SettingChoice => ({
  setting,
  area,
  clause,
  title: { zh: title[0], en: title[1] },
  values: rows.map(([value, zh, en]) => ({ value, zh, en })),
});
