/** 投票 ⇄ 暂停: for everyone at once. While it lasts the desk may open for latecomers, never beside open kiosks (§5). */
import { err, ok, type Result } from '../../crypto/result.ts';
import { advance } from '../../tally/phase.ts';
import type { Database } from '../store/database.ts';
import { lockMeeting, setPhase } from '../store/meeting.ts';
import type { CheckIn } from './check-in.ts';
import { loadPlan } from './plan.ts';

export type VotingPause = {
  readonly pause: (meeting: string, reason: string) => Promise<Result<void, 'not-found' | 'wrong-phase'>>;
  readonly resume: (
    meeting: string,
  ) => Promise<Result<void, 'not-found' | 'wrong-phase' | 'desk-open' | 'not-quorate'>>;
};

export function createVotingPause({ db, checkIn }: { readonly db: Database; readonly checkIn: CheckIn }): VotingPause {
  return {
    pause: (meeting, reason) =>
      db.transaction(async (tx) => {
        const row = await lockMeeting(tx, meeting);
        if (row === undefined) return err('not-found');
        if (!advance(row.phase, 'paused').ok) return err('wrong-phase');
        await setPhase(tx, meeting, 'paused', reason);
        return ok(undefined);
      }),
    resume: (meeting) =>
      db.transaction(async (tx) => {
        const row = await lockMeeting(tx, meeting);
        const plan = await loadPlan(tx, meeting);
        if (row === undefined || plan === undefined) return err('not-found');
        if (row.phase !== 'paused') return err('wrong-phase');
        if (row.deskOpen) return err('desk-open');
        if (!(await checkIn.attendance(plan, tx)).quorate) return err('not-quorate');
        await setPhase(tx, meeting, 'voting');
        return ok(undefined);
      }),
  };
}
