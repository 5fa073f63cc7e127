/** Check 8 (specification §5, §10): the signed hand counts against the log, (a) to (d), and the minimum of ballots. */
import type { Accounting } from '../accounting/accounting.ts';
import { accountRound, type CardEvents } from '../accounting/accounting-of-round.ts';
import type { VoidAction } from '../record/ballot-entries.ts';
import type { FixedRound, VerifyContext } from './context.ts';

/** The events of the log, counted. */
export function countBallots({ ballots }: Pick<FixedRound, 'ballots'>): CardEvents {
  const of = (type: string) => ballots.filter(({ entry }) => entry.type === type).length;
  const voids = ballots.flatMap(({ entry }) => (entry.type === 'void' ? [entry.action] : []));
  const voided = (action: VoidAction) => voids.filter((own) => own === action).length;
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
  const { open, close, round, ctx, paper } = fixed;
  if (close === null || open === null) return null;
  const inLog = countBallots(fixed);
  const accounting = accountRound(round.entry, open.entry, close.entry.handCounts, inLog);
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
  if (stated.expected !== open.entry.expected || stated.present > stated.expected) {
    findings.report('accounting', 'attendance-impossible', close);
  }
  if (paper !== null) return accounting;
  for (const { letter, holds } of accounting.conditions) {
    if (!holds) findings.report('accounting', CONDITION_CODES[letter], close);
  }
  if (inLog.casts < round.entry.minimumBallots) findings.report('accounting', 'minimum-not-reached', close);
  return accounting;
}
