/** Days in one piece: a browser ends a line after a hyphen, and between an ideograph and a digit. */
import { officialDate } from '../../tally/text/official-date.ts';
import type { Language } from './language.ts';

/** 2026-11-28 or 2026年11月28日, and no part of a longer number. */
const DAY = /(?<![\d-])\d{4}(?:-\d{2}-\d{2}(?![\d-])|年\d{1,2}月\d{1,2}日)/g;
const PART = /(?<=\d)(?=\D)|(?<=\D)(?=\d)/g;
/** Invisible: no line ends here. */
const WORD_JOINER = '\u2060';

/** The text as it is, each day of it on one line. */
export const keepDays = (text: string): string => text.replace(DAY, (day) => day.replace(PART, WORD_JOINER));

/** A day as it is stored (YYYY-MM-DD), or a text around some: in Chinese as official papers write them, in English the international way. */
export const daysIn = (text: string, language: Language): string =>
  keepDays(language === 'zh' ? text.replace(DAY, (day) => (day.includes('-') ? officialDate(day) : day)) : text);
