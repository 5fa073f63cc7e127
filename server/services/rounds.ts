/**
 * The round from its sealing to its close (specification §3, §5): composes `round`, `open` and `close` for the
 * scrutineers' signatures, stops voting, or gives the round up for paper. Everything an entry states is taken from the
 * log and the signed entries; only attendance and hand counts come from people.
 */
import { circuitId, compileCircuit } from '../../crypto/circuit.ts';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import type { ConditionResult } from '../../tally/accounting/accounting.ts';
import { accountRound } from '../../tally/accounting/accounting-of-round.ts';
import { isAttended } from '../../tally/meeting/attendance-gate.ts';
import { isExpectedOfRoll, leftOut } from '../../tally/meeting/readmission.ts';
import { advance, type Phase } from '../../tally/phase.ts';
import { SERVER } from '../../tally/record/authors.ts';
import { circuitContest } from '../../tally/record/contest.ts';
import { signEntry, type Unsigned, withSignatures } from '../../tally/record/entry.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import type { CloseEntry, HandCounts, PaperEntry, RoundEntry } from '../../tally/record/round-entries.ts';
import { lostMotionOf, missingMotionsOf } from '../../tally/rules/motion.ts';
import { forgetArrivalOrder } from '../store/attendance.ts';
import type { Database } from '../store/database.ts';
import { saveExaminedBox } from '../store/examined-box.ts';
import { lockMeeting, setDeskOpen, setPhase } from '../store/meeting.ts';
import { countWaiting } from '../store/record-log.ts';
import { forgetCastOrder } from '../store/record-order.ts';
import { loadCollecting, setProposalState } from '../store/record-proposal.ts';
import { countTokens, dropPending, loadAcceptances, type TokenCounts } from '../store/record-token.ts';
import { recycleLogSegments } from '../store/rewrite-sorted.ts';
import type { CheckIn } from './check-in.ts';
import type { Cosigning } from './cosigning.ts';
import { type Counting, eventsOf } from './counting.ts';
import { loadMeetingKeys } from './meeting-keys.ts';
import { previousResultOf } from './paper-rounds.ts';
import { loadPlan, type Plan } from './plan.ts';
import { movePhase, type Proposals } from './proposals.ts';
import type { LogWriter, RecordLog } from './record-log.ts';
import { type RecordState, type RoundState, scrutineersOf } from './record-state.ts';
import { type IncompleteDraft, type RoundContent, roundContent } from './round-content.ts';
import { awaitedWitnesses } from './witnesses.ts';

export type SealRefusal = 'wrong-phase' | 'tokens-missing' | 'proposal-pending' | IncompleteDraft;
export type OpenRefusal =
  | 'wrong-phase'
  | 'not-quorate'
  | 'motion-lost'
  | 'motion-missing'
  | 'cards-not-all-there'
  | 'box-not-empty'
  | 'witness-silent'
  | 'proposal-pending';
export type CloseRefusal =
  | 'wrong-phase'
  | 'left-over-cards'
  | 'acceptances-missing'
  | 'proposal-pending'
  | { readonly code: 'accounting-fails'; readonly conditions: readonly ConditionResult[] };

type Proposed = { readonly proposal: string };

export type Rounds = {
  readonly proposeRound: (meeting: string, round: number) => Promise<Result<Proposed, SealRefusal>>;
  readonly proposeOpen: (
    meeting: string,
    round: number,
    counted: { readonly cardsInBox: number; readonly cardsAudited: number },
  ) => Promise<Result<Proposed, OpenRefusal>>;
  /** Final. Pending ballots are dropped: nothing that was not cast outlives the voting. */
  readonly stop: (meeting: string, round: number) => Promise<Result<true, 'wrong-phase' | 'desk-open'>>;
  readonly proposeClose: (
    meeting: string,
    round: number,
    handCounts: HandCounts,
  ) => Promise<Result<Proposed, CloseRefusal>>;
  /** The round goes on by paper; its electronic ballots are never decrypted. */
  readonly toPaper: (meeting: string, round: number, reason: string) => Promise<Result<true, 'wrong-phase'>>;
  /** Goes on by itself where nobody has to decide: aggregate after a cosigned close, result after t decryptions. */
  readonly goOn: (meeting: string) => Promise<void>;
  /** Drops what memory holds of a meeting that was wiped. */
  readonly forget: (meeting: string) => void;
};

/** From the sealing until the count has begun (UX S11). */
const LEAVABLE: ReadonlySet<Phase> = new Set(['sealed', 'check-in', 'voting', 'paused', 'stopped', 'closed']);

/** How long the close waits for the cosignatures of devices beyond the threshold. */
const COSIGNING_GRACE_MS = 5_000;

export function createRounds(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly proposals: Proposals;
  readonly cosigning: Cosigning;
  readonly counting: Counting;
  readonly checkIn: Pick<CheckIn, 'attendance'>;
  readonly now: () => Date;
}): Rounds {
  const { db, log, proposals, cosigning, counting, checkIn, now } = options;
  /** When this process first saw the close cosigned by t devices; not stored. */
  const cosignedSince = new Map<string, number>();
  const goingOn = new Map<string, Promise<void>>();
  /** Rounds whose order of casting this process has wiped. Acceptances that come later wipe their own. */
  const forgotten = new Set<string>();

  const isPending = async (writer: LogWriter, meeting: string): Promise<boolean> =>
    (await loadCollecting(writer.tx, meeting)).length > 0;

  /** As prepared and as the desk has it at this moment: the caller holds the meeting's row, so nobody changes either. */
  async function requirePlan(tx: Database, meeting: string): Promise<Plan> {
    const plan = await loadPlan(tx, meeting);
    if (plan === undefined) throw new Error('rounds: the plan of a meeting that is locked is missing');
    return plan;
  }

  return {
    proposeRound: (meeting, round) =>
      log.write<Result<Proposed, SealRefusal>>(meeting, async (writer) => {
        const { tx, state } = writer;
        if ((await lockMeeting(tx, meeting))?.phase !== 'cards') return err('wrong-phase');
        if (await isPending(writer, meeting)) return err('proposal-pending');
        const content = roundContent(await requirePlan(tx, meeting), 'kiosk');
        if (!content.ok) return content;
        const entry = roundEntryOf(state, round, content.value);
        if (entry === undefined) return err('tokens-missing');
        return ok({ proposal: (await proposals.propose(writer, meeting, round, entry)).id });
      }),

    proposeOpen: async (meeting, round, { cardsInBox, cardsAudited }) => {
      const proposed = await log.write<Result<Proposed, OpenRefusal>>(meeting, async (writer) => {
        const { tx, state } = writer;
        const sealed = state.rounds.get(round)?.sealed;
        const row = await lockMeeting(tx, meeting);
        if (row?.phase !== 'check-in' || row.deskOpen || sealed === undefined) return err('wrong-phase');
        if (state.rounds.get(round)?.open !== undefined) return err('wrong-phase');
        // Members may have left since the desk closed. Before anything is read: the order in which tables are locked.
        await forgetArrivalOrder(tx);
        const { expected, present } = await checkIn.attendance(await requirePlan(tx, meeting), tx);
        const { roll, rules } = sealed.entry;
        if (!isExpectedOfRoll(expected, roll)) throw new Error('rounds: the sealed roll was changed');
        if (!isAttended(row.kind, { expected, present }, rules)) return err('not-quorate');
        const motions = state.motions.map(({ entry }) => entry);
        const opening = { rules, leftOut: leftOut(expected, roll) };
        if (lostMotionOf(motions, opening) !== undefined) return err('motion-lost');
        if (isElectionMeeting(row.kind) && missingMotionsOf(motions, opening).length > 0) return err('motion-missing');
        if (cardsInBox + cardsAudited !== sealed.entry.cards) return err('cards-not-all-there');
        const { cast, challenged, pending } = await countTokens(tx, meeting, round);
        if (cast + challenged + pending > 0 || (await countWaiting(tx, meeting)) > 0) return err('box-not-empty');
        if ((await awaitedWitnesses(cosigning, meeting, state)).length > 0) return err('witness-silent');
        if (await isPending(writer, meeting)) return err('proposal-pending');
        const entry = { type: 'open', ctx: sealed.hash, expected, present, cardsInBox, cardsAudited } as const;
        await saveExaminedBox(tx, meeting, round);
        return ok({ proposal: (await proposals.propose(writer, meeting, round, entry)).id });
      });
      if (proposed.ok) await recycleLogSegments(db);
      return proposed;
    },

    stop: async (meeting, round) => {
      const state = await log.state(meeting);
      if (state.rounds.get(round)?.open === undefined) return err('wrong-phase');
      return db.transaction(async (tx) => {
        const row = await lockMeeting(tx, meeting);
        if (row === undefined || !advance(row.phase, 'stopped').ok) return err('wrong-phase');
        // Who arrives after the stop must not move the base of the count.
        if (row.deskOpen) return err('desk-open');
        await setPhase(tx, meeting, 'stopped');
        await dropPending(tx, meeting, round);
        return ok(true);
      });
    },

    proposeClose: async (meeting, round, handCounts) => {
      await log.settled();
      return log.write<Result<Proposed, CloseRefusal>>(meeting, async (writer) => {
        const { tx, state } = writer;
        const current = state.rounds.get(round);
        if ((await lockMeeting(tx, meeting))?.phase !== 'stopped') return err('wrong-phase');
        if (current?.sealed === undefined || current.open === undefined || current.close !== undefined)
          return err('wrong-phase');
        if (current.paper !== undefined) return err('wrong-phase');
        if (await isPending(writer, meeting)) return err('proposal-pending');
        const tokens = await countTokens(tx, meeting, round);
        const refusal = closeRefusal(current, tokens, handCounts);
        if (refusal !== undefined) return err(refusal);
        if (await misses(tx, meeting, round)) return err('acceptances-missing');
        // The rest of the events becomes the last group of the log, and no void is taken any more: what the entry
        // counts is what stands in the log when it is signed.
        await writer.appendWaiting();
        const entry: Unsigned<CloseEntry> = {
          type: 'close',
          ctx: current.sealed.hash,
          expected: current.open.entry.expected,
          present: (await checkIn.attendance(await requirePlan(tx, meeting), tx)).present,
          handCounts,
          ...eventsOf(tokens),
        };
        return ok({ proposal: (await proposals.propose(writer, meeting, round, entry)).id });
      });
    },

    toPaper: async (meeting, round, reason) => {
      // Two steps: the events of the round are a group of their own, with a checkpoint of its own, before the end.
      const leave = () =>
        log.write<Result<string, 'wrong-phase'>>(meeting, async (writer) => {
          const { tx, state } = writer;
          const row = await lockMeeting(tx, meeting);
          const phase = row?.phase;
          const current = state.rounds.get(round);
          if (
            phase === undefined ||
            !LEAVABLE.has(phase) ||
            current?.sealed === undefined ||
            current.paper !== undefined
          )
            return err('wrong-phase');
          // Latecomers may be at the desk while voting is paused: it closes here as it does by hand.
          if (row?.deskOpen === true) {
            await setDeskOpen(tx, meeting, false);
            await forgetArrivalOrder(tx);
          }
          for (const { id } of await loadCollecting(tx, meeting)) await setProposalState(tx, id, 'withdrawn');
          await dropPending(tx, meeting, round);
          // Nothing is cast between the two steps: it would stand behind the end.
          if (phase === 'voting' || phase === 'paused') await movePhase(tx, meeting, 'stopped');
          await writer.appendWaiting();
          return ok(current.sealed.hash);
        });
      // Before the end is written: a crash in between leaves a step that is simply taken again.
      const end = (ctx: string) =>
        log.write<Result<true, 'wrong-phase' | 'events-waiting'>>(meeting, async ({ tx, state, append }) => {
          const keys = await loadMeetingKeys(tx, meeting);
          if (keys === undefined) throw new Error('rounds: the meeting has no keys');
          // Somebody else was faster, or the count has begun meanwhile.
          const { paper, aggregate } = state.rounds.get(round) ?? {};
          if (paper !== undefined || aggregate !== undefined) return err('wrong-phase');
          const phase = (await lockMeeting(tx, meeting))?.phase;
          // A card that was voided meanwhile.
          if ((await countWaiting(tx, meeting)) > 0) return err('events-waiting');
          const entry: Unsigned<PaperEntry> = { type: 'paper', ctx, reason };
          append(withSignatures(entry, [signEntry(entry, SERVER, keys.entries.secretKey)]));
          // The ballots are handed out again, on paper: to those who are here then.
          if (phase !== 'sealed' && phase !== 'check-in') await movePhase(tx, meeting, 'check-in', { onPaper: true });
          return ok(true);
        });
      for (;;) {
        const left = await leave();
        if (!left.ok) return left;
        await forgetCastOrder(db);
        const ended = await end(left.value);
        if (ended.ok) return ended;
        if (ended.error === 'wrong-phase') return err('wrong-phase');
      }
    },

    goOn: (meeting) => {
      const running = goingOn.get(meeting);
      if (running !== undefined) return running;
      const started = goOn(meeting).finally(() => goingOn.delete(meeting));
      goingOn.set(meeting, started);
      return started;
    },

    forget: (meeting) => {
      for (const key of [...cosignedSince.keys(), ...forgotten]) {
        if (!key.startsWith(`${meeting} `)) continue;
        cosignedSince.delete(key);
        forgotten.delete(key);
      }
    },
  };

  async function goOn(meeting: string): Promise<void> {
    const state = await log.state(meeting);
    const { n, t } = scrutineersOf(state);
    for (const { round, sealed, close, aggregate, paper } of state.rounds.values()) {
      // Electronic ballots of a round that went to paper are never opened.
      if (close === undefined || paper !== undefined) continue;
      if (aggregate === undefined) {
        // Too few, or of a kiosk that cheats: no device opens them, and behind their sums there is no road to paper (specification §8.2).
        if (sealed === undefined || close.entry.casts < sealed.entry.minimumBallots) continue;
        if ((await countTokens(db, meeting, round)).differing > 0) continue;
        const cosigned = (await cosigning.cosigners(meeting, close.index + 1)).scrutineers.size;
        const key = `${meeting} ${round}`;
        if (cosigned >= t && !cosignedSince.has(key)) cosignedSince.set(key, now().getTime());
        const waited = now().getTime() - (cosignedSince.get(key) ?? Number.POSITIVE_INFINITY);
        const isWitnessed = (await awaitedWitnesses(cosigning, meeting, state)).length === 0;
        if (isWitnessed && (cosigned === n || waited >= COSIGNING_GRACE_MS)) {
          if (!forgotten.has(key)) await forgetCastOrder(db);
          forgotten.add(key);
          await counting.aggregate(meeting, round);
        }
      }
      await counting.finish(meeting, round);
    }
  }

  /** Specification §3: an acceptance that a kiosk holds and the box does not is proof of misconduct. */
  async function misses(tx: Database, meeting: string, round: number): Promise<boolean> {
    return (await loadAcceptances(tx, meeting, round)).some(({ accepted }) => !accepted);
  }
}

function closeRefusal(round: RoundState, tokens: TokenCounts, handCounts: HandCounts): CloseRefusal | undefined {
  const { open, sealed } = round;
  if (open === undefined || sealed === undefined) return 'wrong-phase';
  const accounting = accountRound(sealed.entry, open.entry, handCounts, eventsOf(tokens));
  if (accounting.holds) return undefined;
  const { received, exchanged } = handCounts;
  // Cards that nobody drew must all have been scanned: too few of them is a step not done yet, not a false count.
  const unscanned = sealed.entry.cards - received - exchanged - tokens.unissued;
  if (unscanned > 0 && unscanned <= tokens.free) return 'left-over-cards';
  return { code: 'accounting-fails', conditions: accounting.conditions };
}

/** Undefined while the list of tokens or the key ceremony is not complete. */
function roundEntryOf(state: RecordState, round: number, content: RoundContent): Unsigned<RoundEntry> | undefined {
  const meeting = state.meeting;
  const tokens = state.rounds.get(round)?.tokens;
  const keys = state.ceremony.confirms.get(1)?.entry;
  if (meeting === undefined || tokens === undefined || keys === undefined) return undefined;
  const cards = tokens.entry.tokens.length;
  const { n, t } = scrutineersOf(state);
  return {
    type: 'round',
    version: 1,
    meeting: meeting.hash,
    round,
    previousResult: previousResultOf(state),
    ceremony: keys.ceremony,
    K: keys.K,
    n,
    threshold: t,
    X: keys.X,
    tokens: tokens.hash,
    cards,
    contests: [...content.contests],
    circuit: encodeBase64url(circuitId(compileCircuit(content.contests.map(circuitContest), cards))),
    roll: content.roll,
    rules: content.rules,
    minimumBallots: content.minimumBallots,
    logOrigin: meeting.entry.logOrigin,
    witnesses: meeting.entry.witnesses,
  };
}
