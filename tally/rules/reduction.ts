/**
 * Fewer seats than planned instead of a further election (rules §1.11): close to the number of seats, and half or more of the
 * voters agree. No text says how close, so what speaks against it is shown and the assembly decides.
 */

import { amount } from '../text/amount.ts';
import type { Text } from '../text/text.ts';

export interface ReductionNotice extends Text {
  readonly code: 'even-seats' | 'not-close';
}

/** Of a committee that is left with those who are elected. */
export function reductionNotices({
  seats,
  elected,
}: {
  readonly seats: number;
  readonly elected: number;
}): readonly ReductionNotice[] {
  const notices: ReductionNotice[] = [];
  if (elected % 2 === 0)
    notices.push({
      code: 'even-seats',
      zh: `减少名额以后委员会为 ${elected} 人，是双数，表决时可能票数相等。`,
      en: `With fewer seats the committee has ${elected} members, an even number that can tie in its votes.`,
    });
  if (2 * elected <= seats)
    notices.push({
      code: 'not-close',
      zh: `当选 ${elected} 名，不到应选 ${seats} 名的多数，难以说“接近应选名额”。`,
      en: `${elected} elected of ${seats} can hardly be called close to the number of seats.`,
    });
  return notices;
}

/**
 * What stands beside a count whose open seats were given up by a vote after it: the vote has answered what could follow. The clause stays;
 * every other notice is as it was.
 */
export function afterReduction<N extends Text & { readonly code: string }>(
  notices: readonly N[],
  { seats, elected, unfilled }: { readonly seats: number; readonly elected: number; readonly unfilled: number },
): readonly N[] {
  return notices.map((notice) => {
    if (notice.code !== 'shortfall') return notice;
    const clause = / \[[^\]]+\]$/u.exec(notice.en)?.[0] ?? '';
    return {
      ...notice,
      zh: `当选 ${elected} 名，少于应选 ${seats} 名，缺额 ${unfilled} 名：已经表决同意减少名额 ${unfilled} 名，不再另行选举。`,
      en: `${elected} elected for ${amount(seats, 'seat')}, ${unfilled} missing: the voters agreed to give up ${unfilled === 1 ? 'this seat' : 'these seats'}; there is no further election.${clause}`,
    };
  });
}
