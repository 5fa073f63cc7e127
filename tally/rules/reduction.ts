/**
 * Fewer seats than planned instead of a further election (rules §1.11): close to the number of seats, and half or more of the
 * voters agree. No text says how close, so the number is shown and the assembly decides.
 */
import type { Text } from '../text/text.ts';
import { isReductionAgreed } from './motion.ts';
import type { Attendance } from './quorum.ts';
import type { RuleSettings } from './settings.ts';

export interface Reduction {
  readonly agreed: boolean;
  /** Refused: the missing seats are voted on again. */
  readonly next: 'seats-reduced' | 'further-election';
  readonly seats: number;
  readonly notices: readonly (Text & { readonly code: 'even-seats' | 'not-close' })[];
}

export function reduceSeats(
  contest: { readonly seats: number; readonly elected: number },
  inFavour: number,
  attendance: Attendance,
  settings: Pick<RuleSettings, 'reductionBase' | 'reductionEqualAccepted'>,
): Reduction {
  const { seats, elected } = contest;
  const agreed = isReductionAgreed(inFavour, attendance, settings);
  const notices: Reduction['notices'][number][] = [];
  if (agreed && elected % 2 === 0)
    notices.push({
      code: 'even-seats',
      zh: `减少名额以后委员会为 ${elected} 人，是双数，表决时可能票数相等。`,
      en: `With fewer seats the committee has ${elected} members, an even number that can tie in its votes.`,
    });
  if (agreed && 2 * elected <= seats)
    notices.push({
      code: 'not-close',
      zh: `当选 ${elected} 名，不到应选 ${seats} 名的多数，难以说“接近应选名额”。`,
      en: `${elected} elected of ${seats} can hardly be called close to the number of seats.`,
    });
  return {
    agreed,
    next: agreed ? 'seats-reduced' : 'further-election',
    seats: agreed ? elected : seats,
    notices,
  };
}
