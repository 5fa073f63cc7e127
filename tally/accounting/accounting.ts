/**
 * Accounting of the cards (specification §5): hand counts signed in `close` against the events in the log.
 *
 *   P    cards made              C    ballots cast
 *   Q    members who received    H    cards closed by a challenge
 *   X    handed out in exchange  V_r  voided, returned unused
 *   U    unreadable, handed back V_x  voided, damaged but readable
 *   M    missing                 V_n  voided, never handed out (audited cards included)
 *
 * All four conditions are reported; if one fails no share is released and the round is void (重新选举).
 */

import { amount } from '../text/amount.ts';
import type { Text } from '../text/text.ts';

export interface CardCounts {
  readonly made: number;
  readonly received: number;
  readonly exchanged: number;
  readonly unreadable: number;
  /** Of `received`: handed back by members who left before opening; among the cards voided as returned. */
  readonly returnedBeforeOpening: number;
  readonly cast: number;
  readonly challenged: number;
  readonly voidReturned: number;
  readonly voidDamaged: number;
  readonly voidUnissued: number;
  /** By hand before the first card is drawn, signed in `open`. */
  readonly cardsInBox: number;
  readonly cardsAudited: number;
}

export type AccountingCondition = 'box' | 'made' | 'exchange' | 'recovered';

export interface ConditionResult {
  /** The letter of specification §5. */
  readonly letter: 'a' | 'b' | 'c' | 'd';
  readonly code: AccountingCondition;
  readonly holds: boolean;
  readonly explanation: Text;
}

export interface Accounting {
  readonly holds: boolean;
  readonly conditions: readonly ConditionResult[];
  /** I 发出: Q less the cards handed back before opening by members who left. */
  readonly issued: number;
  /** M 未交回, the unreadable cards included. */
  readonly missing: number;
  /** M − U: cards nobody has seen again. */
  readonly missingUnexplained: number;
}

export function account(counts: CardCounts): Accounting {
  const {
    made: P,
    received: Q,
    exchanged: X,
    unreadable: U,
    returnedBeforeOpening,
    cast: C,
    challenged: H,
    voidReturned: Vr,
    voidDamaged: Vx,
    voidUnissued: Vn,
    cardsInBox,
    cardsAudited,
  } = counts;
  if (Object.values(counts).some((n) => !Number.isSafeInteger(n) || n < 0))
    throw new RangeError('accounting: counts are whole numbers from 0');

  const missing = P - C - H - Vr - Vx - Vn;
  const issued = Q - returnedBeforeOpening;
  const conditions: readonly ConditionResult[] = [
    {
      letter: 'a',
      code: 'box',
      holds: cardsInBox + cardsAudited === P,
      explanation: {
        zh: `开始发卡前：箱内 ${cardsInBox} + 抽验 ${cardsAudited} = 制卡 ${P}`,
        en: `Before the first card was drawn: ${cardsInBox} in the box + ${cardsAudited} audited = ${P} made`,
      },
    },
    {
      letter: 'b',
      code: 'made',
      holds: Q + X + Vn === P,
      explanation: {
        zh: `领卡 ${Q} + 补换 ${X} + 未发出 ${Vn} = 制卡 ${P}`,
        en: `${Q} received + ${X} exchanged + ${Vn} never handed out = ${P} made`,
      },
    },
    {
      letter: 'c',
      code: 'exchange',
      holds: X <= H + Vx + U && U <= missing,
      explanation: {
        zh: `补换 ${X} ≤ 抽查 ${H} + 损坏 ${Vx} + 不可读 ${U}；不可读 ${U} ≤ 未交回 ${missing}`,
        en: `${X} exchanged ≤ ${H} challenged + ${Vx} damaged + ${U} unreadable; ${U} unreadable ≤ ${missing} missing`,
      },
    },
    {
      // A card handed back before opening is voided as returned, or was unreadable: it cannot be cast.
      letter: 'd',
      code: 'recovered',
      holds: C <= issued && returnedBeforeOpening <= Vr + U,
      explanation: {
        zh: `收回 ${C} ≤ 发出 ${issued}（领卡 ${Q} − 开始投票前退回 ${returnedBeforeOpening}；退回 ${returnedBeforeOpening} ≤ 作废“退回” ${Vr} + 不可读 ${U}）`,
        en: `${C} recovered ≤ ${issued} issued (${Q} received − ${returnedBeforeOpening} handed back before opening; ${returnedBeforeOpening} ≤ ${Vr} voided as returned + ${U} unreadable)`,
      },
    },
  ];
  return {
    holds: conditions.every(({ holds }) => holds),
    conditions,
    issued,
    missing,
    missingUnexplained: missing - U,
  };
}

/**
 * The warning of specification §5: as many cards are missing as could have decided the election. The election stays
 * valid; the assembly and the superior must see the number.
 */
export function missingCardsWarning(accounting: Accounting, decidingMargin: number | null): Text | null {
  const { missingUnexplained } = accounting;
  if (decidingMargin === null || missingUnexplained < decidingMargin) return null;
  return {
    zh: `未交回的投票卡 ${missingUnexplained} 张，达到能改变结果的最少票数 ${decidingMargin} 票，请监票人查明去向。`,
    en: `${amount(missingUnexplained, 'card is', 'cards are')} missing, which reaches the fewest ballots that could change the outcome (${decidingMargin}); the scrutineers must find out what became of each.`,
  };
}
