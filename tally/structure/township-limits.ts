/** Limits over all villages of a township, and the time of the re-election (rules §1.1, §4.2). */
import { addMonths, requireDay } from '../calendar/day.ts';
import { amount } from '../text/amount.ts';
import type { StructureFinding } from './structure-finding.ts';

/** 15 % of the villages and communities, rounded down: 20 → 3, 19 → 2. */
export function sanctionedMaximum(villages: number): number {
  return Math.floor((villages * 15) / 100);
}

/** Persons nominated although the influence period of a sanction is not over. */
export function sanctionedFindings(villages: number, sanctioned: number): readonly StructureFinding[] {
  const maximum = sanctionedMaximum(villages);
  if (sanctioned <= maximum) return [];
  return [
    {
      code: 'sanctioned-too-many',
      level: 'block',
      name: null,
      needs: null,
      zh: `处分影响期未满的人选 ${sanctioned} 名，超过村（社区）总数 ${villages} 个的15%（最多 ${maximum} 名）。`,
      en: `${amount(sanctioned, 'nominee under sanction is', 'nominees under sanction are')} more than 15 % of ${amount(villages, 'village or community', 'villages and communities')} (at most ${maximum}).`,
    },
  ];
}

export interface TermWindow {
  readonly from: string;
  readonly to: string;
}

/** Twelve months either way of the end of the term (条例 2020 art. 3). */
export const termWindow = (termEnd: string): TermWindow => ({
  from: addMonths(termEnd, -12),
  to: addMonths(termEnd, 12),
});

/** Postponed or brought forward: the superior's approval by its number, and in general at most a year either way. */
export function termFindings(date: string, termEnd: string, approval: string): readonly StructureFinding[] {
  const { from, to } = termWindow(termEnd);
  const day = requireDay(date);
  const found: StructureFinding[] = [];
  if (day < requireDay(from) || day > requireDay(to))
    found.push({
      code: 'outside-term-window',
      level: 'warning',
      name: null,
      needs: 'superior-approval',
      zh: `换届日期 ${date} 比任期届满 ${termEnd} 提前或延期一年以上。`,
      en: `${date} is more than a year before or after the end of the term, ${termEnd}.`,
    });
  if (day !== requireDay(termEnd) && approval.trim() === '')
    found.push({
      code: 'term-approval-missing',
      level: 'block',
      name: null,
      needs: 'superior-approval',
      zh: `换届日期 ${date} 与任期届满 ${termEnd} 不同，提前或延期须填写上级批准文号。`,
      en: `${date} is not the end of the term, ${termEnd}: the number of the superior’s approval is needed.`,
    });
  return found;
}

export type TermState = 'due' | 'overdue' | 'not-yet' | 'no-date';

/** For the list of villages: whose term ended without an election, and whose election may be held now. */
export function termState(termEnd: string | null, today: string, electedOn: string | null): TermState {
  if (termEnd === null) return 'no-date';
  const { from } = termWindow(termEnd);
  if (electedOn !== null && requireDay(electedOn) >= requireDay(from)) return 'not-yet';
  if (requireDay(today) > requireDay(termEnd)) return 'overdue';
  return requireDay(today) >= requireDay(from) ? 'due' : 'not-yet';
}
