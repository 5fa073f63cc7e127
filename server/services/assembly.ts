/**
 * Motions of the assembly and decisions of its superior (specification §3.6, §8.6): composed here, signed by the scrutineers like
 * every entry that several authors sign, and never while a round is being voted or counted.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import { isAttended } from '../../tally/meeting/attendance-gate.ts';
import type { Phase } from '../../tally/phase.ts';
import type { DecisionEntry, MotionEntry } from '../../tally/record/assembly-entries.ts';
import type { Unsigned } from '../../tally/record/entry.ts';
import { isCarried, isFormalEnough, isPossibleMotion } from '../../tally/rules/motion.ts';
import { lockMeeting } from '../store/meeting.ts';
import { loadCollecting } from '../store/record-proposal.ts';
import type { CheckIn } from './check-in.ts';
import { following, isElectedTwice, mayReduce } from './course.ts';
import { loadPlan } from './plan.ts';
import type { Proposals } from './proposals.ts';
import type { RecordLog } from './record-log.ts';
import { countedBy, fixedBy, type RecordState } from './record-state.ts';

export type Motion = Pick<
  MotionEntry,
  'subject' | 'text' | 'round' | 'post' | 'mode' | 'inFavour' | 'against' | 'abstain'
>;
export type Decision = Pick<DecisionEntry, 'matter' | 'post' | 'person' | 'granted' | 'by' | 'date' | 'reason'>;

export type Assembly = {
  readonly putMotion: (
    meeting: string,
    motion: Motion,
  ) => Promise<
    Result<
      { readonly proposal: string; readonly carried: boolean },
      | 'wrong-phase'
      | 'desk-open'
      | 'motion-impossible'
      | 'not-quorate'
      | 'motion-mode'
      | 'nothing-to-reduce'
      | 'proposal-pending'
    >
  >;
  readonly recordDecision: (
    meeting: string,
    decision: Decision,
  ) => Promise<
    Result<{ readonly proposal: string }, 'wrong-phase' | 'nothing-to-decide' | 'elected-twice' | 'proposal-pending'>
  >;
};

/** While the hall is together and no ballot is on its way (specification §3.3). */
const PHASES: readonly Phase[] = ['cards', 'sealed', 'check-in', 'counting', 'published', 'reported', 'answered'];

export function createAssembly(options: {
  readonly log: RecordLog;
  readonly proposals: Proposals;
  readonly checkIn: Pick<CheckIn, 'attendance'>;
}): Assembly {
  const { log, proposals, checkIn } = options;

  return {
    putMotion: (meeting, motion) =>
      log.write(meeting, async (writer) => {
        const { tx, state } = writer;
        const row = await lockMeeting(tx, meeting);
        const plan = await loadPlan(tx, meeting);
        const rules = lastRules(state);
        if (row === undefined || plan === undefined || rules === undefined) return err('wrong-phase');
        if (!PHASES.includes(row.phase) || !isFree(state, row.phase, row.currentRound)) return err('wrong-phase');
        // Nobody arrives while hands are counted.
        if (row.deskOpen) return err('desk-open');
        if ((await loadCollecting(tx, meeting)).length > 0) return err('proposal-pending');
        const { expected, present } = await checkIn.attendance(plan, tx);
        const text = motion.text.normalize('NFC').trim();
        const vote = { ...motion, text, expected, present };
        if (!isPossibleMotion(vote)) return err('motion-impossible');
        if (!isAttended(row.kind, vote, rules)) return err('not-quorate');
        if (!isFormalEnough(vote, rules)) return err('motion-mode');
        const { round, post } = motion;
        const isReduction = motion.subject === 'reduction';
        if (isReduction ? round === null || post === undefined : round !== null || post !== undefined)
          return err('nothing-to-reduce');
        if (round !== null && post !== undefined && !mayReduce(state, { round, post }, rules))
          return err('nothing-to-reduce');
        const carried = isCarried(vote, rules);
        const entry: Unsigned<MotionEntry> = {
          type: 'motion',
          meeting: state.meeting?.hash ?? '',
          subject: motion.subject,
          text,
          round,
          ...(post === undefined ? {} : { post }),
          mode: motion.mode,
          expected,
          present,
          inFavour: motion.inFavour,
          against: motion.against,
          abstain: motion.abstain,
          carried,
        };
        return ok({ proposal: (await proposals.propose(writer, meeting, row.currentRound, entry)).id, carried });
      }),

    recordDecision: (meeting, decision) =>
      log.write(meeting, async (writer) => {
        const { tx, state } = writer;
        const row = await lockMeeting(tx, meeting);
        const plan = await loadPlan(tx, meeting);
        if (row === undefined || plan === undefined) return err('wrong-phase');
        if (!PHASES.includes(row.phase) || !isFree(state, row.phase, row.currentRound)) return err('wrong-phase');
        if ((await loadCollecting(tx, meeting)).length > 0) return err('proposal-pending');
        const asked = following(plan, state).find(
          (one) =>
            one.kind === 'decision' &&
            one.matter === decision.matter &&
            one.post === decision.post &&
            one.person === decision.person,
        );
        const logged = asked === undefined ? undefined : state.rounds.get(asked.round);
        const ctx = logged === undefined ? undefined : fixedBy(logged)?.hash;
        if (asked === undefined || ctx === undefined) return err('nothing-to-decide');
        if (decision.matter === 'eligibility' && decision.granted && isElectedTwice(state, decision))
          return err('elected-twice');
        const entry: Unsigned<DecisionEntry> = {
          type: 'decision',
          ctx,
          matter: decision.matter,
          post: decision.post,
          person: decision.person,
          granted: decision.granted,
          by: decision.by.normalize('NFC').trim(),
          date: decision.date,
          reason: decision.reason.normalize('NFC').trim(),
        };
        return ok({ proposal: (await proposals.propose(writer, meeting, asked.round, entry)).id });
      }),
  };
}

const lastRules = (state: RecordState) =>
  [...state.rounds.values()].flatMap((round) => fixedBy(round)?.entry.rules ?? []).at(-1);

/** Between the result of one round and the opening of the next, as the verifier will ask. */
function isFree(state: RecordState, phase: Phase, round: number): boolean {
  const current = state.rounds.get(round);
  if (current === undefined) return phase !== 'counting';
  if (phase === 'counting') return countedBy(current) !== undefined;
  return current.open === undefined || countedBy(current) !== undefined || current.paper !== undefined;
}
