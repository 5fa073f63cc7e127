/**
 * Acceptances that kiosks received and hand over when voting has stopped (specification §3): scrutineers' devices
 * compare them with the closed log. Only what this server's receipts key signed is taken; kiosks are not told apart: of a
 * kiosk it is known only whether it has handed over what it had, so that one that was switched off is named.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { Phase } from '../../tally/phase.ts';
import { loadMachines, loadPairedMachines, type StoredMachine, setHandedOver } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting, lockMeeting } from '../store/meeting.ts';
import { forgetCastOrder } from '../store/record-order.ts';
import { insertAcceptances, loadAcceptances, type StoredAcceptance } from '../store/record-token.ts';
import { isReceipt } from './receipts.ts';
import type { RecordLog } from './record-log.ts';
import { roundByCtx } from './record-state.ts';

export type Acceptance = StoredAcceptance & { readonly ctx: string };

export type Acceptances = {
  /** All or none, an empty list too; gives how many of them the server holds now. */
  readonly submit: (
    meeting: string,
    machine: string,
    given: readonly Acceptance[],
  ) => Promise<Result<{ readonly held: number }, 'signature-invalid'>>;
  readonly ofRound: (meeting: string, round: number) => Promise<readonly Acceptance[]>;
  /** Kiosks that may hold acceptances of the round in hand and have not handed them over since the stop. */
  readonly awaitedKiosks: (meeting: string) => Promise<readonly Pick<StoredMachine, 'id' | 'name'>[]>;
  /** The same once the kiosks can hand over: nobody is waited for while voting goes on. */
  readonly overdueKiosks: (meeting: string) => Promise<readonly Pick<StoredMachine, 'id' | 'name'>[]>;
};

/** Voting has stopped, and the round is not published yet. */
const DUE: readonly Phase[] = ['stopped', 'closed', 'counting'];
const BEFORE_STOP: readonly Phase[] = ['draft', 'ceremony', 'cards', 'sealed', 'check-in', 'voting', 'paused'];
const HELD: readonly Phase[] = ['voting', 'paused', ...DUE];

export function createAcceptances(db: Database, log: RecordLog, now: () => Date): Acceptances {
  const notHandedOver = async (meeting: string, phases: readonly Phase[]) => {
    const stored = await loadMeeting(db, meeting);
    if (stored === undefined || !phases.includes(stored.phase)) return [];
    const [machines, paired] = await Promise.all([loadMachines(db, meeting), loadPairedMachines(db, meeting, now())]);
    return machines.filter(
      ({ id, role, micrometresPerPixel, handedOver }) =>
        role === 'kiosk' && (paired.has(id) || micrometresPerPixel !== null) && handedOver !== stored.currentRound,
    );
  };

  /** How often rows were added, and up to which of these times they were wiped. A process before this one may have been cut off. */
  let changes = 1;
  let wiped = 0;
  const forgetUpTo = async (change: number): Promise<void> => {
    if (wiped >= change) return;
    await forgetCastOrder(db);
    wiped = Math.max(wiped, change);
  };

  return {
    awaitedKiosks: (meeting) => notHandedOver(meeting, HELD),
    overdueKiosks: (meeting) => notHandedOver(meeting, DUE),

    submit: async (meeting, machine, given) => {
      const state = await log.state(meeting);
      const key = state.meeting?.entry.keys.receipts;
      const byRound = new Map<number, StoredAcceptance[]>();
      for (const { ctx, T, h, signature } of given) {
        const round = roundByCtx(state, ctx)?.round;
        if (key === undefined || round === undefined) return err('signature-invalid');
        if (!isReceipt({ type: 'accepted', ctx, T, h }, signature, key)) return err('signature-invalid');
        byRound.set(round, [...(byRound.get(round) ?? []), { T, h, signature }]);
      }
      let added = 0;
      const stored = await db.transaction(async (tx) => {
        const row = await lockMeeting(tx, meeting);
        for (const [round, ones] of byRound) added += await insertAcceptances(tx, meeting, round, ones);
        return row;
      });
      if (added > 0) changes += 1;
      if (stored === undefined) return ok({ held: given.length });
      const isStopped = !BEFORE_STOP.includes(stored.phase);
      // The wiping at the round's end may be over: these rows would lie together, in one kiosk's own transaction.
      const isLate = isStopped || [...byRound.keys()].some((round) => round < stored.currentRound);
      if (isLate && given.length > 0) await forgetUpTo(changes);
      // Before the stop the kiosk may receive more. Its row is written last and in a transaction of its own: whoever
      // was cut off before the wiping hands over again, and no transaction number joins a kiosk with its ballots.
      if (isStopped) await setHandedOver(db, machine, stored.currentRound);
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
