/** The organizer's ticks on the page of the rules, where every sentence agrees with the adopted method. */
import type { MeetingKind } from '../../tally/record/meeting-entry.ts';
import { meetingSentences } from '../../tally/rules/rules-to-read.ts';
import { RuleSettings } from '../../tally/rules/settings.ts';
import type { DraftRules } from '../contract/organizer.ts';

export const everyRuleRead = (rules: DraftRules, kind: MeetingKind = 'assembly'): string[] =>
  meetingSentences(RuleSettings.parse(rules), kind).map(({ zh }) => zh);
