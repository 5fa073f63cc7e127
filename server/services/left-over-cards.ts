/**
 * Cards that end without a ballot (specification §5): audited before opening, damaged and exchanged while voting,
 * left over or handed back after the stop. A card is voided by its own token signature, scanned on a scrutineer's
 * device: whoever holds the card makes it void, nobody else can.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { Phase } from '../../tally/phase.ts';
import type { VoidAction } from '../../tally/record/ballot-entries.ts';
import { auditSize } from '../../tally/roles/card-station.ts';
import type { Database } from '../store/database.ts';
import { hasClosingGroup } from '../store/record-proposal.ts';
import { countAudits, holdPhase, insertAudit, loadToken, lockToken, setFinal } from '../store/record-token.ts';
import type { TokenSignatureText } from '../workers/proof-jobs.ts';
import type { ProofPool } from '../workers/proof-pool.ts';
import { type CardRefusal, refusalOfState } from './casting.ts';
import type { RecordLog } from './record-log.ts';

export type VoidRefusal = CardRefusal | 'wrong-phase' | 'signature-invalid';

/** A damaged card is exchanged while voting goes on; all others are voided after the stop (§5). */
const PHASES_OF_VOID = {
  'void-damaged': ['voting', 'paused', 'stopped'],
  'void-returned': ['stopped'],
  'void-unissued': ['stopped'],
} as const satisfies Record<VoidAction, readonly Phase[]>;

export type CardAudit = { readonly listed: boolean; readonly done: number; readonly advised: number };

export type LeftOverCards = {
  readonly void: (
    meeting: string,
    request: TokenSignatureText & { readonly T: string; readonly action: VoidAction },
  ) => Promise<Result<{ readonly round: number }, VoidRefusal>>;
  /** Is T of an opened card on the list? Only while the list waits for its signatures or has them, before opening. */
  readonly audit: (meeting: string, round: number, T: string) => Promise<CardAudit>;
};

export function createLeftOverCards(db: Database, log: RecordLog, pool: ProofPool): LeftOverCards {
  return {
    async void(meeting, { T, action, R, s }) {
      const { rounds } = await log.state(meeting);
      const round = [...rounds.values()].filter(({ open }) => open !== undefined).at(-1);
      const ctx = round?.sealed?.hash;
      if (round === undefined || ctx === undefined || round.paper !== undefined) return err('wrong-phase');
      if ((await loadToken(db, meeting, round.round, T)) === undefined) return err('card-unknown');
      if (!(await pool.checkTokenSignature({ action, ctx, T, payload: null, signature: { R, s } })))
        return err('signature-invalid');

      const done = await db.transaction(async (tx): Promise<Result<true, VoidRefusal>> => {
        const phase = await holdPhase(tx, meeting, round.round);
        const allowed: readonly Phase[] = PHASES_OF_VOID[action];
        if (phase === undefined || !allowed.includes(phase)) return err('wrong-phase');
        // Once a close has been proposed, the last group of events stands in the log and no other may follow it.
        if (await hasClosingGroup(tx, meeting, round.round)) return err('wrong-phase');
        const stored = await lockToken(tx, meeting, round.round, T);
        const refusal = refusalOfState(stored?.state);
        if (refusal !== undefined) return err(refusal);
        await setFinal(tx, meeting, round.round, T, { state: 'void', final: action });
        await log.enqueue(tx, meeting, { type: 'void', ctx, T, action, R, s });
        return ok(true);
      });
      if (!done.ok) return done;
      log.flushSoon(meeting);
      return ok({ round: round.round });
    },

    async audit(meeting, round, T) {
      const listed = (await loadToken(db, meeting, round, T)) !== undefined;
      if (listed) await insertAudit(db, meeting, round, T);
      const cards = (await log.state(meeting)).rounds.get(round)?.tokens?.entry.tokens.length;
      return {
        listed,
        done: await countAudits(db, meeting, round),
        advised: cards === undefined ? 0 : auditSize(cards),
      };
    },
  };
}
