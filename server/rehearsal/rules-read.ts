/** The organizer's ticks on the page of the rules, where every sentence agrees with the adopted method. */
import type { MeetingWords } from '../../tally/rules/meeting-words.ts';
import { meetingSentences } from '../../tally/rules/rules-to-read.ts';
import { RuleSettings } from '../../tally/rules/settings.ts';
import type { DraftRules } from '../contract/organizer.ts';

export const everyRuleRead = (rules: DraftRules, kind: MeetingWords = 'assembly'): string[] =>
  meetingSentences(RuleSettings.parse(rules), kind).map(({ zh }) => zh);
