/**
 * Motions and decisions of the superior (specification §3.6, §8.6), part of check 5: numbers that can be, carried as the rules
 * say, and a result that gives the reason. What they change about later rounds is read from here too.
 */
import type { DecidedContest } from '../count/contest-grounds.ts';
import {
  type CountedRound,
  hasOpenSeats,
  hasReason,
  type Ruling,
  type Rulings,
  settledContests,
} from '../count/settled-outcome.ts';
import { isExpectedOfRoll } from '../meeting/readmission.ts';
import type { DecisionEntry, MotionEntry } from '../record/assembly-entries.ts';
import type { Placed } from '../record/reader.ts';
import { isCarried, isPossibleMotion } from '../rules/motion.ts';
import { type FixedRound, hashText, type VerifyContext } from './context.ts';

type Context = Pick<VerifyContext, 'structure'>;

/** What the verifier knows of a round's count by the entries that state it; null without a result. */
export function countedRoundOf({ round, close, result, paperCount }: FixedRound): CountedRound | null {
  if (paperCount !== null) {
    // Nobody recounts paper: what was signed stands.
    const { contests, rules } = round.entry;
    return { contests, rules, attendance: null, counts: [], outcomes: paperCount.entry.outcome };
  }
  if (result === null) return null;
  const { contests, rules } = round.entry;
  const { counts, outcome } = result.entry;
  const attendance =
    close === null
      ? null
      : {
          expected: close.entry.expected,
          present: close.entry.present,
          issued: close.entry.handCounts.received - close.entry.handCounts.returnedBeforeOpening,
          casts: close.entry.casts,
        };
  return { contests, rules, attendance, counts, outcomes: outcome };
}

/** Rounds on kiosks and on paper, with what fixed and what counted them. */
const ruledRounds = (structure: VerifyContext['structure']): readonly FixedRound[] =>
  structure.rounds.flatMap((entries) => {
    const at = entries.round ?? entries.paperRound;
    if (at === null) return [];
    // Of a round on paper only what both kinds state is read here.
    const round = at as unknown as FixedRound['round'];
    const result = (entries.paperCount as unknown as FixedRound['result']) ?? entries.result;
    return [{ ...entries, round, result, ctx: hashText(at) }];
  });

const motionsOf = ({ structure }: Context) =>
  structure.assembly.filter((one): one is Placed<MotionEntry> => one.entry.type === 'motion');
const decisionsOf = ({ structure }: Context) =>
  structure.assembly.filter((one): one is Placed<DecisionEntry> => one.entry.type === 'decision');

const decisionsBefore = (context: Context, { ctx }: FixedRound, index: number): readonly Ruling[] =>
  decisionsOf(context)
    .filter((one) => one.index < index && one.entry.ctx === ctx)
    .map(({ entry }) => entry);

function rulingsBefore(context: Context, round: FixedRound, index: number): Rulings {
  const reduced = motionsOf(context).some(
    ({ entry, index: at }) =>
      at < index && entry.subject === 'reduction' && entry.round === round.number && entry.carried,
  );
  return { decisions: decisionsBefore(context, round, index), reduced };
}

/** Every contest with a result before a place of the record, with what was ruled about it by then. */
export function decidedBefore(context: Context, index: number): readonly DecidedContest[] {
  return ruledRounds(context.structure).flatMap((round) => {
    const counted = countedRoundOf(round);
    if (counted === null || round.result === null || round.result.index >= index) return [];
    return settledContests(counted, rulingsBefore(context, round, index));
  });
}

export function checkAssembly(context: VerifyContext): void {
  for (const motion of motionsOf(context)) checkMotion(context, motion);
  for (const decision of decisionsOf(context)) checkDecision(context, decision);
}

function checkMotion(context: VerifyContext, motion: Placed<MotionEntry>): void {
  const { meeting, findings } = context;
  const { entry, index } = motion;
  if (entry.meeting !== hashText(meeting)) findings.report('round', 'motion-meeting-differs', motion);
  const rounds = ruledRounds(context.structure);
  const ruled = rounds.findLast(({ round }) => round.index < index);
  if (ruled === undefined) throw new Error('check-assembly: a motion was placed before any round');
  const { roll, rules } = ruled.round.entry;
  if (!isPossibleMotion(entry) || !isExpectedOfRoll(entry.expected, roll)) {
    findings.report('round', 'motion-impossible', motion);
  }
  if (entry.carried !== isCarried(entry, rules)) findings.report('round', 'motion-carried-differs', motion);
  if (!hasGrounds(context, motion, rounds)) findings.report('round', 'motion-without-grounds', motion);
}

function hasGrounds(context: VerifyContext, { entry, index }: Placed<MotionEntry>, rounds: readonly FixedRound[]) {
  if (entry.subject !== 'reduction') return entry.round === null;
  const round = rounds.find(({ number }) => number === entry.round);
  const counted = round === undefined ? null : countedRoundOf(round);
  if (round === undefined || counted === null || entry.mode === 'applause') return false;
  if (round.result === null || round.result.index > index) return false;
  const { decisions, reduced } = rulingsBefore(context, round, index);
  return !reduced && hasOpenSeats(counted, decisions);
}

function checkDecision(context: VerifyContext, decision: Placed<DecisionEntry>): void {
  const { entry, index } = decision;
  const round = ruledRounds(context.structure).find(({ ctx }) => ctx === entry.ctx);
  const counted = round === undefined ? null : countedRoundOf(round);
  if (round === undefined || counted === null || (round.result?.index ?? index) >= index) {
    context.findings.report('round', 'ctx-differs', decision);
    return;
  }
  if (!hasReason(entry, counted, decisionsBefore(context, round, index))) {
    context.findings.report('round', 'decision-without-grounds', decision);
  }
}
