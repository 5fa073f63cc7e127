/** Check 8 (specification §5, §10): the signed hand counts against the log, (a) to (d), and the minimum of ballots. */
import { type Accounting, account } from '../accounting/accounting.ts';
import type { VoidCounts } from '../record/round-entries.ts';
import type { FixedRound, VerifyContext } from './context.ts';

export interface BallotCounts {
  readonly casts: number;
  readonly challenges: number;
  readonly voids: VoidCounts;
}

/** The events of the log, counted. */
export function countBallots({ ballots }: Pick<FixedRound, 'ballots'>): BallotCounts {
  const of = (type: string) => ballots.filter(({ entry }) => entry.type === type).length;
  const voided = (action: string) =>
    ballots.filter(({ entry }) => entry.type === 'void' && entry.action === action).length;
  return {
    casts: of('cast'),
    challenges: of('challenge'),
    voids: {
      returned: voided('void-returned'),
      damaged: voided('void-damaged'),
      unissued: voided('void-unissued'),
    },
  };
}

const CONDITION_CODES = { a: 'accounting-a', b: 'accounting-b', c: 'accounting-c', d: 'accounting-d' } as const;

/** Null while the round is not closed. A round that went to paper is not judged: nothing of it is counted. */
export function checkAccounting({ findings }: VerifyContext, fixed: FixedRound): Accounting | null {
  const { open, close, round, ctx, paper, aggregate } = fixed;
  if (close === null || open === null) return null;
  const inLog = countBallots(fixed);
  const accounting = account({
    made: round.entry.cards,
    received: close.entry.handCounts.received,
    exchanged: close.entry.handCounts.exchanged,
    unreadable: close.entry.handCounts.unreadable,
    returnedBeforeOpening: close.entry.handCounts.returnedBeforeOpening,
    cast: inLog.casts,
    challenged: inLog.challenges,
    voidReturned: inLog.voids.returned,
    voidDamaged: inLog.voids.damaged,
    voidUnissued: inLog.voids.unissued,
    cardsInBox: open.entry.cardsInBox,
    cardsAudited: open.entry.cardsAudited,
  });
  if (close.entry.ctx !== ctx) findings.report('accounting', 'ctx-differs', close);
  const stated = close.entry;
  if (
    stated.casts !== inLog.casts ||
    stated.challenges !== inLog.challenges ||
    stated.voids.returned !== inLog.voids.returned ||
    stated.voids.damaged !== inLog.voids.damaged ||
    stated.voids.unissued !== inLog.voids.unissued
  ) {
    findings.report('accounting', 'close-count-differs', close);
  }
  if (stated.expected !== round.entry.roll.expected || stated.present > stated.expected) {
    findings.report('accounting', 'attendance-impossible', close);
  }
  if (paper !== null && aggregate === null) return accounting;
  for (const { letter, holds } of accounting.conditions) {
    if (!holds) findings.report('accounting', CONDITION_CODES[letter], close);
  }
  if (inLog.casts < round.entry.minimumBallots) findings.report('accounting', 'minimum-not-reached', close);
  return accounting;
}
