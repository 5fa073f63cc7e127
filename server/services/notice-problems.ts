/**
 * 公示 of the candidates against what the adopted method says (rules §4.1 step 17, §7): as many days as it asks for, and over before
 * the candidates are agreed to and voted on.
 */
import { noticePeriod } from '../../printables/documents/facts.ts';
import { publicityRuleWords, ruleOfSettings } from '../../printables/documents/publicity-words.ts';
import { dayNumber, LAST_DAY } from '../../tally/calendar/day.ts';
import { type Holidays, publicityBySettings } from '../../tally/calendar/publicity.ts';
import type { RuleSettings } from '../../tally/rules/settings.ts';
import { amount } from '../../tally/text/amount.ts';
import type { Problem } from '../contract/shared.ts';
import { type Calendar, yearsWithoutHolidays } from './calendar.ts';

export interface PostedNotice {
  readonly noticeFrom: string | null;
  readonly noticeTo: string | null;
}

/** What was typed, or came by stick, may be no day of the calendar: then nothing is known. */
const known = (day: string | null | undefined): string | null =>
  day == null || dayNumber(day) === null || day > LAST_DAY ? null : day;

export const postedNotice = (typed: {
  readonly noticeFrom?: string | null;
  readonly noticeTo?: string | null;
}): PostedNotice => ({ noticeFrom: known(typed.noticeFrom), noticeTo: known(typed.noticeTo) });

/** It ends before it begins. */
export const isReversed = ({ noticeFrom, noticeTo }: PostedNotice): boolean =>
  noticeFrom !== null && noticeTo !== null && noticeTo < noticeFrom;

type Adopted = Pick<RuleSettings, 'publicityDays' | 'publicityDayKind' | 'publicityCountsPostingDay'>;

const problem = (severity: Problem['severity'], code: string, zh: string, en: string): Problem => ({
  severity,
  code,
  clause: 'rules §4.1',
  zh,
  en,
});

/** For the papers: null where the days off of a year in which it hangs are not entered. */
export function enteredHolidays(notice: PostedNotice, rules: Adopted, calendar: Calendar): Holidays | null {
  const { noticeFrom, noticeTo } = notice;
  if (noticeFrom === null) return null;
  const { free } = publicityBySettings(noticeFrom, rules, calendar.holidays);
  const end = noticeTo !== null && noticeTo > free ? noticeTo : free;
  return yearsWithoutHolidays(calendar, noticeFrom, end).length > 0 ? null : calendar.holidays;
}

/** Its last day as posted, or as it follows from the method. Null: not posted, or the method asks for no days. */
const lastDay = (notice: PostedNotice, rules: Adopted, { holidays }: Calendar): string | null =>
  noticePeriod({ particulars: notice, rules, holidays })[1];

/** A notice that hangs for fewer days than the method asks for. */
export function shortNotice(notice: PostedNotice, rules: Adopted, calendar: Calendar): Problem[] {
  const { noticeFrom, noticeTo } = notice;
  if (noticeFrom === null || rules.publicityDays === 0) return [];
  const { last, free } = publicityBySettings(noticeFrom, rules, calendar.holidays);
  const unknown = rules.publicityDayKind === 'working' ? yearsWithoutHolidays(calendar, noticeFrom, free) : [];
  const asked = publicityRuleWords(ruleOfSettings(rules));
  const kind = rules.publicityDayKind === 'working' ? 'working' : 'natural';
  return [
    ...(noticeTo !== null && last !== null && noticeTo < last
      ? [
          problem(
            // What nobody has entered may be days off or weekends that are worked: then the period is only estimated.
            unknown.length > 0 ? 'warning' : 'stop',
            'notice-too-short',
            `候选人公示 ${noticeFrom} 至 ${noticeTo}，短于办法的规定（${asked}），至少公示到 ${last}。`,
            `The candidates are posted from ${noticeFrom} to ${noticeTo}, shorter than the method asks for (${rules.publicityDays} ${kind} days): until ${last} at least.`,
          ),
        ]
      : []),
    ...(unknown.length > 0
      ? [
          problem(
            'warning',
            'notice-days-unknown',
            `公示按工作日计算，还没有填写 ${unknown.join('、')} 年的放假安排（由乡镇在“设置”里填写），天数请人工核对。`,
            `The notice counts working days, and the days off of ${unknown.join(', ')} are not entered (by the township, under “Settings”): count them by hand.`,
          ),
        ]
      : []),
  ];
}

/** The method asks for a notice and nobody has said that one was posted; it may have been, on paper. */
export function missingNotice(
  { noticeFrom }: PostedNotice,
  { publicityDays }: Pick<Adopted, 'publicityDays'>,
): Problem[] {
  if (noticeFrom !== null || publicityDays === 0) return [];
  return [
    problem(
      'warning',
      'notice-missing',
      `办法规定候选人公示 ${publicityDays} 天，还没有填写公示日期。`,
      `The method asks for ${amount(publicityDays, 'day')} of public notice of the candidates, and no day of it is entered.`,
    ),
  ];
}

/** A notice that still hangs on the day of the meeting. */
export function runningNotice(
  notice: PostedNotice,
  rules: Adopted,
  calendar: Calendar,
  meeting: string | null,
): Problem[] {
  const last = lastDay(notice, rules, calendar);
  if (last === null || meeting === null || meeting > last) return [];
  return [
    problem(
      'stop',
      'notice-not-over',
      `候选人公示到 ${last} 为止，会议日期 ${meeting} 时还没有期满。`,
      `The candidates are posted until ${last}; on the day of the meeting, ${meeting}, the notice is not over.`,
    ),
  ];
}

/** A notice that still hangs while the superior is asked to agree. */
export function unfinishedNotice(notice: PostedNotice, rules: Adopted, calendar: Calendar, today: string): Problem[] {
  const last = lastDay(notice, rules, calendar);
  if (last === null || today > last) return [];
  return [
    problem(
      'stop',
      'notice-not-over',
      `候选人公示到 ${last} 为止，期满以后才能同意。`,
      `The candidates are posted until ${last}; they are agreed to once the notice is over.`,
    ),
  ];
}
