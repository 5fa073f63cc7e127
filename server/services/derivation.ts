/**
 * The next ballot made from a result: the committee's first plenary as a meeting of its own, everything else as the next
 * round of the same meeting. Who stands, for how many seats and in which order is the course's (course.ts), not the caller's.
 */
import type { RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { attendanceMinimum } from '../../tally/meeting/attendance-gate.ts';
import { testRunTitle } from '../../tally/meeting/test-run.ts';
import { advance } from '../../tally/phase.ts';
import { SECRETARY_POSTS } from '../../tally/rules/secretary-ballot.ts';
import type { DerivationKind } from '../contract/organizer.ts';
import type { Database } from '../store/database.ts';
import { insertMeeting, loadDerivedMeetings, lockMeeting, setCurrentRound, setPhase } from '../store/meeting.ts';
import { loadCollecting } from '../store/record-proposal.ts';
import { loadAnswer } from '../store/record-sheet.ts';
import { insertDerivedPosts, replaceElectable, replacePosts, replaceRoll } from '../store/roll.ts';
import { computeOrder } from './candidate-lists.ts';
import { following, type NextContest, type Step } from './course.ts';
import { newMeetingId } from './meeting-drafts.ts';
import { gateRules, LATER, loadPlan, orderOf, type Plan } from './plan.ts';
import type { RecordLog } from './record-log.ts';

export type Derived = { readonly meeting: string; readonly round: number };

export type Derivation = {
  readonly derive: (
    meeting: string,
    kind: DerivationKind,
  ) => Promise<Result<Derived, 'not-found' | 'wrong-phase' | 'cannot-derive' | 'proposal-pending'>>;
};

/** Published or later: before that nobody has announced who is elected. */
const PHASES = ['published', 'reported', 'answered'] as const;

export function createDerivation(options: { readonly log: RecordLog; readonly random: RandomBytes }): Derivation {
  const { log, random } = options;

  return {
    derive: (id, kind) =>
      // Under the log's lock and the meeting's: no ruling, motion or other ballot comes between reading and deriving.
      log.write(id, async ({ tx, state }) => {
        await lockMeeting(tx, id);
        const plan = await loadPlan(tx, id);
        if (plan === undefined) return err('not-found');
        if (!(PHASES as readonly string[]).includes(plan.meeting.phase)) return err('wrong-phase');
        const step = following(plan, state).find((one) => one.kind === kind);
        if (step === undefined) return err('cannot-derive');
        if (kind === 'plenary' && (await loadAnswer(tx, id))?.decision === 'return') return err('cannot-derive');
        if ((await loadCollecting(tx, id)).length > 0) return err('proposal-pending');
        return kind === 'plenary' ? derivePlenary(tx, plan, step) : deriveRound(tx, plan, step);
      }),
  };

  async function derivePlenary(
    tx: Database,
    plan: Plan,
    { round, electable }: Step,
  ): Promise<Result<Derived, 'cannot-derive'>> {
    const { draft } = plan.meeting;
    const members = electable ?? [];
    if ((await loadDerivedMeetings(tx, plan.meeting.id)).some(({ kind }) => kind === 'plenary'))
      return err('cannot-derive');
    const id = newMeetingId(random);
    await insertMeeting(tx, {
      id,
      kind: 'plenary',
      derivedFrom: plan.meeting.id,
      derivedFromRound: round,
      testRunOf: plan.meeting.testRunOf,
      // Whoever watched the assembly is expected to watch this too; the organizer can change it before the sealing.
      witnesses: plan.meeting.witnesses,
      draft: {
        ...draft,
        title: titled(plan, `${draft.organization}第一次全体会议`),
        chair: '',
        preliminary: false,
        // The plenary adopts a method of its own, and a committee of three has no three members who are no candidates.
        rules: {
          ...draft.rules,
          scrutineerCount: Math.min(draft.rules.scrutineerCount, Math.max(1, members.length - SECRETARY_POSTS.length)),
        },
        rulesRead: [],
        spareCards: 2,
        // A plenary of three or four is the documented exception to five (specification §8.2), shown as a notice.
        minimumBallots: Math.max(3, Math.min(5, attendanceMinimum('plenary', members.length, gateRules(plan.meeting)))),
      },
    });
    await replaceRoll(
      tx,
      id,
      members.map(({ id: _, meeting: __, position: ___, ...member }) => ({ ...member, exclusion: null })),
    );
    await replacePosts(
      tx,
      id,
      1,
      SECRETARY_POSTS.map((post) => ({ post, seats: 1 })),
    );
    return ok({ meeting: id, round: 1 });
  }

  async function deriveRound(
    tx: Database,
    plan: Plan,
    { contests, electable }: Step,
  ): Promise<Result<Derived, 'wrong-phase'>> {
    const { id, phase, currentRound } = plan.meeting;
    if (!advance(phase, 'cards').ok) return err('wrong-phase');
    const round = currentRound + 1;
    await setCurrentRound(tx, id, round);
    await setPhase(tx, id, 'cards');
    await insertDerivedPosts(
      tx,
      { meeting: id, round },
      contests.map((one) => postOf(plan, one)),
    );
    const used = new Set(contests.map(({ post }) => post));
    const left = plan.posts.filter((post) => post.round === LATER && !used.has(post.post));
    await replacePosts(tx, id, LATER, left);
    if (electable !== undefined)
      await replaceElectable(
        tx,
        id,
        round,
        electable.map((member) => member.id),
      );
    return ok({ meeting: id, round });
  }
}

const titled = ({ meeting }: Plan, title: string): string => (meeting.testRunOf === null ? title : testRunTitle(title));

/** Persons written in have no place in a confirmed order: strokes give it, where every character is known. */
function postOf(plan: Plan, { post, category, seats, candidates, isOrdered, isComplete }: NextContest) {
  const computed = isOrdered || orderOf(plan, post) !== 'strokes' ? null : computeOrder(plan, candidates).order;
  const isFirstBallot = category === 'committee' || category === 'secretary';
  return {
    post,
    seats,
    category: isFirstBallot ? null : category,
    derived: isComplete,
    confirmed: isOrdered || (isComplete && (computed !== null || orderOf(plan, post) === 'approved')),
    members: computed ?? candidates.map(({ id }) => id),
  };
}
