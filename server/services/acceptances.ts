/**
 * Acceptances that kiosks received and hand over when voting has stopped (specification §3): scrutineers' devices
 * compare them with the closed log. Only what this server's receipts key signed is taken; kiosks are not told apart.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { Database } from '../store/database.ts';
import { insertAcceptances, loadAcceptances, type StoredAcceptance } from '../store/record-token.ts';
import { isReceipt } from './receipts.ts';
import type { RecordLog } from './record-log.ts';
import { roundByCtx } from './record-state.ts';

export type Acceptance = StoredAcceptance & { readonly ctx: string };

export type Acceptances = {
  /** All or none; gives how many of them the server holds now. */
  readonly submit: (
    meeting: string,
    given: readonly Acceptance[],
  ) => Promise<Result<{ readonly held: number }, 'signature-invalid'>>;
  readonly ofRound: (meeting: string, round: number) => Promise<readonly Acceptance[]>;
};

export function createAcceptances(db: Database, log: RecordLog): Acceptances {
  return {
    submit: async (meeting, given) => {
      const state = await log.state(meeting);
      const key = state.meeting?.entry.keys.receipts;
      const byRound = new Map<number, StoredAcceptance[]>();
      for (const { ctx, T, h, signature } of given) {
        const round = roundByCtx(state, ctx)?.round;
        if (key === undefined || round === undefined) return err('signature-invalid');
        if (!isReceipt({ type: 'accepted', ctx, T, h }, signature, key)) return err('signature-invalid');
        byRound.set(round, [...(byRound.get(round) ?? []), { T, h, signature }]);
      }
      await db.transaction(async (tx) => {
        for (const [round, ones] of byRound) await insertAcceptances(tx, meeting, round, ones);
      });
      return ok({ held: given.length });
    },

    ofRound: async (meeting, round) => {
      const ctx = (await log.state(meeting)).rounds.get(round)?.sealed?.hash;
      if (ctx === undefined) return [];
      const stored = await loadAcceptances(db, meeting, round);
      return stored.map(({ T, h, signature }) => ({ ctx, T, h, signature }));
    },
  };
}
