/**
 * What follows from a result: the committee's first plenary as a meeting of its own (indirect), or the secretary
 * ballot as the next round of the same assembly (direct). Both take over who was elected from the signed result.
 */
import type { RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { attendanceMinimum } from '../../tally/meeting/attendance-gate.ts';
import { advance } from '../../tally/phase.ts';
import type { Database } from '../store/database.ts';
import { insertMeeting, loadDerivedMeetings, lockMeeting, setCurrentRound, setPhase } from '../store/meeting.ts';
import { replaceElectable, replacePosts, replaceRoll, type StoredMember } from '../store/roll.ts';
import { newMeetingId } from './meeting-drafts.ts';
import { gateRules, labelOf, loadPlan, type Plan } from './plan.ts';
import type { RecordLog } from './record-log.ts';
import type { RecordState } from './record-state.ts';

export type Derived = { readonly meeting: string; readonly round: number };

export type Derivation = {
  readonly derive: (
    meeting: string,
    kind: 'plenary' | 'secretary-round',
  ) => Promise<Result<Derived, 'not-found' | 'wrong-phase' | 'cannot-derive'>>;
};

const SECRETARY_POSTS = [
  { post: '书记', seats: 1 },
  { post: '副书记', seats: 1 },
] as const;

/** Published or later: before that nobody has announced who is elected. */
const PHASES = ['published', 'reported', 'answered'] as const;

export function createDerivation(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly random: RandomBytes;
}): Derivation {
  const { db, log, random } = options;

  return {
    derive: async (id, kind) => {
      const plan = await loadPlan(db, id);
      if (plan === undefined) return err('not-found');
      if (plan.meeting.kind !== 'assembly') return err('cannot-derive');
      if (!(PHASES as readonly string[]).includes(plan.meeting.phase)) return err('wrong-phase');
      const state = await log.state(id);
      if (nextElection(plan, state) !== kind) return err('cannot-derive');
      const elected = electedCommittee(plan, state);
      if (elected === undefined) return err('cannot-derive');
      return kind === 'plenary' ? derivePlenary(plan, elected) : deriveRound(plan, elected);
    },
  };

  async function derivePlenary(plan: Plan, { round, members }: Committee): Promise<Result<Derived, 'cannot-derive'>> {
    const { draft } = plan.meeting;
    return db.transaction(async (tx) => {
      await lockMeeting(tx, plan.meeting.id);
      if ((await loadDerivedMeetings(tx, plan.meeting.id)).some(({ kind }) => kind === 'plenary'))
        return err('cannot-derive');
      const id = newMeetingId(random);
      await insertMeeting(tx, {
        id,
        kind: 'plenary',
        derivedFrom: plan.meeting.id,
        derivedFromRound: round,
        // Whoever watched the assembly is expected to watch this too; the organizer can change it before the sealing.
        witnesses: plan.meeting.witnesses,
        draft: {
          ...draft,
          title: `${draft.organization}第一次全体会议`,
          chair: '',
          spareCards: 2,
          // A plenary of three or four is the documented exception to five (specification §8.2), shown as a notice.
          minimumBallots: Math.max(
            3,
            Math.min(5, attendanceMinimum('plenary', members.length, gateRules(plan.meeting))),
          ),
        },
      });
      await replaceRoll(
        tx,
        id,
        members.map(({ id: _, meeting: __, position: ___, ...member }) => ({ ...member, exclusion: null })),
      );
      await replacePosts(tx, id, 1, SECRETARY_POSTS);
      return ok({ meeting: id, round: 1 });
    });
  }

  async function deriveRound(plan: Plan, { members }: Committee): Promise<Result<Derived, 'wrong-phase'>> {
    const { id } = plan.meeting;
    return db.transaction(async (tx) => {
      const row = await lockMeeting(tx, id);
      if (row === undefined || !advance(row.phase, 'cards').ok) return err('wrong-phase');
      const round = row.currentRound + 1;
      await setCurrentRound(tx, id, round);
      await setPhase(tx, id, 'cards');
      await replacePosts(tx, id, round, SECRETARY_POSTS);
      await replaceElectable(
        tx,
        id,
        round,
        members.map((member) => member.id),
      );
      return ok({ meeting: id, round });
    });
  }
}

/**
 * How the adopted election method goes on after the committee (rules §1.12): its first plenary, or the second ballot of
 * the same assembly. Undefined where nobody is elected, a tie is open, or the assembly has voted on its secretary.
 */
export function nextElection(plan: Plan, state: RecordState): 'plenary' | 'secretary-round' | undefined {
  if (plan.meeting.kind !== 'assembly' || electedCommittee(plan, state) === undefined) return undefined;
  if (plan.meeting.draft.rules.secretaryMode === 'indirect') return 'plenary';
  const isVotedOn = [...state.rounds.values()].some(({ sealed }) =>
    sealed?.entry.contests.some((contest) => contest.kind === 'election' && contest.category === 'secretary'),
  );
  return isVotedOn ? undefined : 'secretary-round';
}

type Committee = { readonly round: number; readonly members: readonly StoredMember[] };

/** Everybody elected to the committee, later rounds for open seats included; undefined where nobody is, or a tie is open. */
function electedCommittee(plan: Plan, state: RecordState): Committee | undefined {
  const labels = new Map(plan.members.map((member) => [labelOf(plan, member), member]));
  const found = new Map<string, StoredMember>();
  let last: number | undefined;
  let isTied = false;
  for (const { round, sealed, result } of state.rounds.values()) {
    if (sealed === undefined || result === undefined) continue;
    for (const [at, contest] of sealed.entry.contests.entries()) {
      if (contest.kind !== 'election' || contest.post !== '委员') continue;
      for (const name of result.entry.outcome[at]?.elected ?? []) {
        const member = labels.get(name) ?? plan.members.find((one) => one.name === name && !plan.sharedNames.has(name));
        if (member !== undefined) found.set(member.id, member);
      }
      last = round;
      isTied = result.entry.outcome[at]?.tie != null;
    }
  }
  return last === undefined || isTied || found.size === 0 ? undefined : { round: last, members: [...found.values()] };
}
