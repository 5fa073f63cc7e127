/**
 * Publicity of a member who is to be left out of 应到会 (rules §3): where the adopted method asks for three days, they are posted,
 * run out and are over before the meeting; without them the member stays counted.
 */
import { dayNumber } from '../calendar/day.ts';
import { publicityPeriod } from '../calendar/publicity.ts';

export interface Publicity {
  readonly from: string;
  readonly to: string;
}

export interface PublicityRules {
  readonly exclusionPublicityDays: 0 | 3;
  /** The day of the meeting; null while it is not set. */
  readonly meetingDay: string | null;
}

const DAY = String.raw`(\d{4})\s*[-.年/]\s*(\d{1,2})\s*[-.月/]\s*(\d{1,2})\s*日?`;
/** The year of the second day may be left out: 2026年11月1日至11月5日. */
const LATER_DAY = String.raw`(?:(\d{4})\s*[-.年/]\s*)?(\d{1,2})\s*[-.月/]\s*(\d{1,2})\s*日?`;
const PUBLICITY = new RegExp(`公示[^0-9]{0,8}${DAY}\\s*(?:至|到|—|–|~|-)\\s*${LATER_DAY}`);
const day = (year = '', month = '', date = ''): string => `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;

/** From a note such as 镇党委同意，公示2026-11-01至2026-11-05; null where none is stated or there is no such day. */
export function readPublicity(note: string): Publicity | null {
  const found = PUBLICITY.exec(note.normalize('NFKC'));
  if (found === null) return null;
  const [, y1, m1, d1, y2, m2, d2] = found;
  const [from, to] = [day(y1, m1, d1), day(y2 ?? y1, m2, d2)];
  return dayNumber(from) === null || dayNumber(to) === null ? null : { from, to };
}

/** As the roster's note has it, and as the import reads it again. */
export const publicityNote = ({ from, to }: Publicity): string => `公示${from}至${to}`;

/** Posted long enough, by natural days from the day after posting, and over before the meeting. */
export function isPublished(
  publicity: Publicity | null,
  { exclusionPublicityDays, meetingDay }: PublicityRules,
): boolean {
  if (exclusionPublicityDays === 0) return true;
  if (publicity === null) return false;
  const { last } = publicityPeriod(publicity.from, exclusionPublicityDays, 'natural');
  return last !== null && publicity.to >= last && (meetingDay === null || publicity.to < meetingDay);
}
