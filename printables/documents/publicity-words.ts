/** 公示 in words: its first and last day and how its days are counted, as the sealed method says (rules §4.1 step 17, §7). */
import type { RuleSettings } from '../../tally/rules/settings.ts';
import { officialDate } from '../reports/official-words.ts';
import { blank } from './document.ts';

/** What the method says about it. */
export interface PublicityRule {
  readonly days: number;
  readonly dayKind: RuleSettings['publicityDayKind'];
  readonly countsPostingDay: boolean;
}

export const ruleOfSettings = ({
  publicityDays,
  publicityDayKind,
  publicityCountsPostingDay,
}: Pick<RuleSettings, 'publicityDays' | 'publicityDayKind' | 'publicityCountsPostingDay'>): PublicityRule => ({
  days: publicityDays,
  dayKind: publicityDayKind,
  countsPostingDay: publicityCountsPostingDay,
});

/** 张贴之日不计，共3个自然日. */
export const publicityRuleWords = ({ days, dayKind, countsPostingDay }: PublicityRule): string =>
  `${countsPostingDay ? '' : '张贴之日不计，'}共${days}个${dayKind === 'working' ? '工作日' : '自然日'}`;

/** A day that is not known yet is written in by hand. */
export const publicityDay = (day: string | null | undefined): string =>
  day == null ? blank(null, 12) : officialDate(day);

export function publicityWords(
  rule: PublicityRule,
  days: { readonly first: string | null; readonly last: string | null } | null,
): string {
  const period = `${publicityDay(days?.first)}至${publicityDay(days?.last)}`;
  // A method that asks for no days says nothing about them.
  return rule.days === 0 ? period : `${period}（${publicityRuleWords(rule)}）`;
}
