/**
 * The big screen (UX 5.6): one view at a time, chosen by the operator. What a view does not need is null, so results and
 * names exist in the page only after their release; while voting is open the number of ballots moves with the groups
 * of the log, never ballot by ballot.
 */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { isPublished } from '../../tally/phase.ts';
import { shortHash } from '../../tally/record/short-hash.ts';
import type { ScreenState } from '../contract/screen.ts';
import type { Database } from '../store/database.ts';
import type { CheckIn } from './check-in.ts';
import type { Cosigning } from './cosigning.ts';
import { accountingOf } from './counting.ts';
import { runningDigits } from './key-ceremony.ts';
import { meetingSummary } from './meeting-summary.ts';
import { motionView } from './organizer-state.ts';
import { contestsOf, loadPlan } from './plan.ts';
import type { RecordLog } from './record-log.ts';
import { type RecordState, type RoundState, scrutineersOf } from './record-state.ts';
import type { RoundViews } from './round-views.ts';
import type { Verifications } from './verification.ts';

export type ScreenStates = {
  readonly state: (meeting: string, name: string) => Promise<Result<ScreenState, 'not-found'>>;
};

export function createScreenStates(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly checkIn: CheckIn;
  readonly views: RoundViews;
  readonly verifications: Verifications;
  readonly cosigning: Cosigning;
  readonly checkAddress: () => string;
}): ScreenStates {
  const { db, log, checkIn, views, verifications, cosigning, checkAddress } = options;

  async function logView(meeting: string, state: RecordState): Promise<ScreenState['log']> {
    const { size, root } = await log.head(meeting);
    if (size === 0) return null;
    const cosigners = await cosigning.cosigners(meeting, size);
    return {
      digits: runningDigits(state)?.slice() ?? null,
      size,
      rootGroups: [...shortHash(root)],
      scrutineers: { cosigned: cosigners.scrutineers.size, of: scrutineersOf(state).n },
      witnesses: { cosigned: cosigners.witnesses.size, of: state.meeting?.entry.witnesses.length ?? 0 },
    };
  }

  return {
    state: async (meeting, name) => {
      const plan = await loadPlan(db, meeting);
      if (plan === undefined) return err('not-found');
      const { screenView, screenPart, phase, currentRound, draft } = plan.meeting;
      const view = screenView as ScreenState['view'];
      const state = await log.state(meeting);
      const round = state.rounds.get(currentRound);
      const shows = (...wanted: readonly ScreenState['view'][]) => wanted.includes(view);
      const attendance = await checkIn.attendance(plan);
      const isShown = shows('result', 'elected') && isPublished(phase);
      const result = isShown ? await views.result(meeting, currentRound) : null;
      const sealed = round?.sealed?.entry.contests;
      const names = state.meeting?.entry.scrutineers ?? [];
      const closed = round?.close === undefined ? null : encodeBase64url((await log.head(meeting)).root);
      const address = checkAddress();
      return ok({
        name,
        meeting: meetingSummary(plan.meeting),
        place: draft.place,
        chair: draft.chair,
        view,
        part: screenPart,
        digits: shows('digits') ? (runningDigits(state)?.slice() ?? null) : null,
        log: shows('log') ? await logView(meeting, state) : null,
        attendance: shows('check-in', 'closing') ? attendance : null,
        contests: shows('zero', 'voting') ? [...(sealed ?? contestsOf(plan, currentRound))] : null,
        voting: shows('zero', 'voting', 'closing')
          ? { issued: attendance.cardsHandedOut, cast: round?.casts ?? 0, paused: phase === 'paused' }
          : null,
        accounting: shows('closing') ? accountingView(round) : null,
        counting: shows('counting')
          ? {
              threshold: scrutineersOf(state).t,
              scrutineers: names.map(({ name: who }, at) => ({
                name: who,
                decrypted: round?.partials.has(at + 1) ?? false,
              })),
              checks:
                round?.close === undefined
                  ? []
                  : ((await verifications.latest(meeting))?.checks ?? []).map((check) => ({ ...check })),
            }
          : null,
        result: shows('result') ? result : null,
        elected:
          result !== null && shows('elected')
            ? result.contests.map(({ post, title, elected, unconfirmed, preliminary }) => ({
                post,
                title,
                names: elected,
                unconfirmed,
                preliminary,
              }))
            : null,
        motion: shows('motion') ? lastMotion(state) : null,
        verify:
          shows('verify') && closed !== null
            ? { address, root: closed, rootGroups: [...shortHash(decodeBase64url(closed, 32))] }
            : null,
      });
    },
  };
}

function lastMotion({ motions }: RecordState): ScreenState['motion'] {
  const last = motions.at(-1)?.entry;
  return last === undefined ? null : motionView(last);
}

/** Null until `close` is signed: what the hall sees are the numbers the scrutineers have put their names to. */
function accountingView(round: RoundState | undefined): ScreenState['accounting'] {
  const accounting = round === undefined ? undefined : accountingOf(round);
  const close = round?.close?.entry;
  const made = round?.sealed?.entry.cards;
  if (accounting === undefined || close === undefined || made === undefined) return null;
  const { received, exchanged, unreadable } = close.handCounts;
  return {
    made,
    received,
    exchanged,
    unreadable,
    ...close.voids,
    cast: close.casts,
    challenged: close.challenges,
    missing: Math.max(accounting.missing, 0),
    conditions: accounting.conditions.map(({ letter, holds, explanation }) => ({
      condition: letter,
      ok: holds,
      ...explanation,
    })),
  };
}
