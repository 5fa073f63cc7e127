/**
 * The big screen (UX 5.6): one picture at a time, chosen by the operator. What a picture does not need is null, so results and names
 * exist in the page only after their release; while voting is open the number of ballots moves by fives and with the groups of the log, never
 * ballot by ballot.
 */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import type { PaperRound } from '../../tally/paper/paper-round.ts';
import { STATE_OF_PHASE } from '../../tally/phase.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { shortHash } from '../../tally/record/short-hash.ts';
import type { ScreenStep } from '../contract/organizer.ts';
import type { ScreenState } from '../contract/screen.ts';
import type { Database } from '../store/database.ts';
import {
  lockMeeting,
  type StoredMeeting,
  setAnnouncedRounds,
  setScreenSettings,
  setScreenView,
} from '../store/meeting.ts';
import { loadBoxes } from '../store/paper.ts';
import { loadPublishedRounds } from '../store/record-sheet.ts';
import type { Arrivals } from './arrivals.ts';
import type { CheckIn } from './check-in.ts';
import type { Cosigning } from './cosigning.ts';
import { accountingOf } from './counting.ts';
import { runningDigits } from './key-ceremony.ts';
import { meetingSummary } from './meeting-summary.ts';
import { motionView } from './organizer-state.ts';
import { paperRoundOf } from './paper-rounds.ts';
import { contestsOf, loadPlan, type Plan } from './plan.ts';
import type { RecordLog } from './record-log.ts';
import { type RecordState, type RoundState, scrutineersOf } from './record-state.ts';
import type { RoundResultView, RoundViews } from './round-views.ts';
import type { Verifications } from './verification.ts';
import { isReleased, releasedSteps } from './wall-release.ts';

export type ScreenStates = {
  /** What hangs there now. */
  readonly state: (meeting: string, name: string) => Promise<Result<ScreenState, 'not-found'>>;
  /** What would hang there after this step. */
  readonly preview: (meeting: string, step: ScreenStep) => Promise<Result<ScreenState, 'not-found' | 'not-released'>>;
  readonly show: (
    meeting: string,
    step: Omit<ScreenStep, 'round'> & { readonly round?: number | undefined },
  ) => Promise<Result<true, 'not-found' | 'not-released'>>;
  readonly setUp: (
    meeting: string,
    settings: Pick<ScreenState, 'order' | 'language'>,
  ) => Promise<Result<true, 'not-found'>>;
  /** 宣布: from now on the names of the elected may be shown. */
  readonly announce: (meeting: string, round: number) => Promise<Result<true, 'not-found' | 'not-released'>>;
};

/** Ballots by which the number on the wall moves: a smaller step could be somebody who has just left the kiosk. */
export const WALL_STEP = 5;

export const shownStep = ({ screenView, screenRound, screenPart }: StoredMeeting): ScreenStep => ({
  view: screenView,
  round: screenRound,
  part: screenPart,
});

export function createScreenStates(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly checkIn: CheckIn;
  readonly arrivals: Arrivals;
  readonly views: RoundViews;
  readonly verifications: Verifications;
  readonly cosigning: Cosigning;
  readonly checkAddress: () => string;
}): ScreenStates {
  const { db, log, checkIn, arrivals, views, verifications, cosigning, checkAddress } = options;

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

  async function votingView(
    { meeting }: Plan,
    { view, round }: ScreenStep,
    logged: RoundState | undefined,
    handedOut: number,
  ): Promise<ScreenState['voting']> {
    const { issued, cast } = await views.ballotBox(meeting.id, round, handedOut);
    const isRunning = round === meeting.currentRound && (meeting.phase === 'voting' || meeting.phase === 'paused');
    const inLog = logged?.casts ?? 0;
    if (view === 'voting')
      return {
        issued,
        cast: isRunning ? inLog - (inLog % WALL_STEP) : cast,
        paused: isRunning && meeting.phase === 'paused',
        stopped: !isRunning,
      };
    // The opening is refused unless the box is empty: what the hall saw then stands until the next picture.
    return { issued, cast: view === 'zero' && logged?.open !== undefined ? 0 : cast, paused: false, stopped: true };
  }

  async function paperView(
    { meeting: { id, phase, kind, currentRound } }: Plan,
    number: number,
    { contests }: PaperRound,
  ): Promise<ScreenState['paper']> {
    const boxes = (await loadBoxes(db, id, number)).flatMap(({ issued, recovered }, at) => {
      const title = contests[at]?.title;
      return title === undefined ? [] : [{ title: { ...title }, issued, recovered }];
    });
    return {
      stopped: number < currentRound || STATE_OF_PHASE[phase] >= STATE_OF_PHASE.stopped,
      boxes: isElectionMeeting(kind) ? boxes : boxes.slice(0, 1),
    };
  }

  /** The root that the result sheet prints: of the log that ends with the result, or with the count on paper. */
  async function verifyView(meeting: string, logged: RoundState | undefined): Promise<ScreenState['verify']> {
    const last = logged?.result ?? logged?.paperCount;
    if (last === undefined) return null;
    const root = await log.rootAt(meeting, last.index + 1);
    return { address: checkAddress(), root: encodeBase64url(root), rootGroups: [...shortHash(root)] };
  }

  async function stateOf(plan: Plan, step: ScreenStep, name: string): Promise<ScreenState> {
    const { id: meeting, screenOrder, screenLanguage, draft } = plan.meeting;
    const { view, round: number, part } = step;
    const state = await log.state(meeting);
    const round = state.rounds.get(number);
    // No number of the server is one of a real box: where the electronic one is given up, what hung of it is taken down.
    const onPaper = paperRoundOf(round);
    const shows = (...wanted: readonly ScreenState['view'][]) => wanted.includes(view);
    const isOut = isReleased(step, await released(plan, state));
    const attendance = await checkIn.attendance(plan);
    const result = isOut && shows('result', 'elected') ? await views.result(meeting, number) : null;
    const names = state.meeting?.entry.scrutineers ?? [];
    const motion = state.motions[part]?.entry;
    return {
      name,
      meeting: meetingSummary(plan.meeting),
      place: draft.place,
      chair: draft.chair,
      ...step,
      order: screenOrder,
      language: screenLanguage,
      digits: shows('digits') || (shows('welcome') && part === 1) ? (runningDigits(state)?.slice() ?? null) : null,
      log: shows('log') ? await logView(meeting, state) : null,
      attendance: shows('check-in') ? attendance : null,
      arrivals: shows('check-in') ? [...arrivals.recent(meeting)] : null,
      contests: shows('zero', 'voting') ? [...(round?.sealed?.entry.contests ?? contestsOf(plan, number))] : null,
      voting:
        shows('zero', 'voting', 'closing') && onPaper === undefined
          ? await votingView(plan, step, round, attendance.cardsHandedOut)
          : null,
      paper: shows('voting', 'closing') && onPaper !== undefined ? await paperView(plan, number, onPaper.entry) : null,
      accounting: shows('closing') && part === 1 && onPaper === undefined ? accountingView(round) : null,
      counting:
        shows('counting') && onPaper === undefined
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
      result: result !== null && shows('result') ? countedOnly(result) : null,
      elected:
        result !== null && shows('elected')
          ? result.contests.map(({ post, title, election, elected, unconfirmed, preliminary }) => ({
              post,
              title,
              election,
              names: elected,
              unconfirmed,
              preliminary,
            }))
          : null,
      motion: shows('motion') && motion !== undefined ? motionView(motion) : null,
      verify: isOut && shows('verify') ? await verifyView(meeting, round) : null,
    };
  }

  const released = async (plan: Plan, state: RecordState) =>
    releasedSteps(plan.meeting, state, await loadPublishedRounds(db, plan.meeting.id));

  return {
    state: async (meeting, name) => {
      const plan = await loadPlan(db, meeting);
      return plan === undefined ? err('not-found') : ok(await stateOf(plan, shownStep(plan.meeting), name));
    },

    preview: async (meeting, step) => {
      const plan = await loadPlan(db, meeting);
      if (plan === undefined) return err('not-found');
      if (!isReleased(step, await released(plan, await log.state(meeting)))) return err('not-released');
      return ok(await stateOf(plan, step, ''));
    },

    show: async (meeting, wanted) => {
      const plan = await loadPlan(db, meeting);
      if (plan === undefined) return err('not-found');
      const step = { view: wanted.view, round: wanted.round ?? plan.meeting.currentRound, part: wanted.part };
      if (!isReleased(step, await released(plan, await log.state(meeting)))) return err('not-released');
      await setScreenView(db, meeting, { screenView: step.view, screenRound: step.round, screenPart: step.part });
      return ok(true);
    },

    setUp: async (meeting, { order, language }) => {
      if ((await loadPlan(db, meeting)) === undefined) return err('not-found');
      await setScreenSettings(db, meeting, { screenOrder: order, screenLanguage: language });
      return ok(true);
    },

    announce: (meeting, round) =>
      db.transaction(async (tx) => {
        const row = await lockMeeting(tx, meeting);
        if (row === undefined) return err('not-found');
        const announced = [...new Set([...row.announcedRounds, round])].sort((a, b) => a - b);
        const published = await loadPublishedRounds(tx, meeting);
        const then = releasedSteps({ ...row, announcedRounds: announced }, await log.state(meeting), published);
        if (!isReleased({ view: 'elected', round, part: 0 }, then)) return err('not-released');
        await setAnnouncedRounds(tx, meeting, announced);
        return ok(true);
      }),
  };
}

/** B7 shows what was counted; who is elected by it is said by the chair first. */
const countedOnly = (result: RoundResultView): RoundResultView => ({
  ...result,
  contests: result.contests.map((contest) => ({
    ...contest,
    rows: contest.rows.map((row) => ({ ...row, elected: false })),
    elected: [],
    unconfirmed: [],
    notices: contest.notices.filter(({ code }) => code === 'tie'),
  })),
});

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
