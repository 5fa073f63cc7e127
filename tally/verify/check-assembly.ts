/**
 * Motions and decisions of the superior (specification §3.6, §8.6), part of check 5: numbers that can be, carried as the rules
 * say, and a result that gives the reason. What they change about later rounds is read from here too.
 */
import { committeeOf, isReducible } from '../count/contest-grounds.ts';
import { type CountedRound, countedRound } from '../count/counted-round.ts';
import {
  type DecidedContest,
  hasReason,
  type Ruling,
  type Rulings,
  settledContests,
} from '../count/settled-outcome.ts';
import { isAttended } from '../meeting/attendance-gate.ts';
import { isExpectedOfRoll, leftOut } from '../meeting/readmission.ts';
import type { DecisionEntry, MotionEntry } from '../record/assembly-entries.ts';
import type { EntryOf, Placed } from '../record/reader.ts';
import type { CloseEntry } from '../record/round-entries.ts';
import { isCarried, isFormalEnough, isPossibleMotion, lostMotionOf, missingMotionsOf } from '../rules/motion.ts';
import type { RecordedRules } from '../rules/settings.ts';
import { hashText, type VerifyContext } from './context.ts';
import type { RoundEntries } from './structure.ts';

type Context = Pick<VerifyContext, 'structure'>;

/** A round on kiosks or on paper, with what fixed and what counted it. */
interface RuledRound {
  readonly number: number;
  readonly at: Placed<EntryOf<'round'>> | Placed<EntryOf<'paper-round'>>;
  readonly counted: Placed<EntryOf<'result'>> | Placed<EntryOf<'paper-count'>> | null;
  readonly ctx: string;
  readonly close: CloseEntry | null;
}

export const ruledRounds = (structure: VerifyContext['structure']): readonly RuledRound[] =>
  structure.rounds.flatMap(({ number, round, paperRound, paperCount, result, close }: RoundEntries) => {
    const at = round ?? paperRound;
    if (at === null) return [];
    return [{ number, at, counted: paperCount ?? result, ctx: hashText(at), close: close?.entry ?? null }];
  });

type CountedRuled = RuledRound & { readonly counted: NonNullable<RuledRound['counted']> };

/** Rounds with a result before a place of the record. */
const countedBefore = ({ structure }: Context, index: number): readonly CountedRuled[] =>
  ruledRounds(structure).flatMap((round) => {
    const { counted } = round;
    return counted === null ? [] : counted.index < index ? [{ ...round, counted }] : [];
  });

/** What the verifier knows of a round's count by the entries that state it. */
function countedRoundOf({ number, at, counted, close }: CountedRuled): CountedRound {
  // The place in the file, where the entry states another number.
  return countedRound({ ...at.entry, round: number }, counted.entry, close);
}

const motionsOf = ({ structure }: Context) =>
  structure.assembly.filter((one): one is Placed<MotionEntry> => one.entry.type === 'motion');
const decisionsOf = ({ structure }: Context) =>
  structure.assembly.filter((one): one is Placed<DecisionEntry> => one.entry.type === 'decision');

const decisionsBefore = (context: Context, { ctx }: RuledRound, index: number): readonly Ruling[] =>
  decisionsOf(context)
    .filter((one) => one.index < index && one.entry.ctx === ctx)
    .map(({ entry }) => entry);

/** Everything the superior ruled on a round, in the whole record. */
export const decisionsAbout = (context: Context, ctx: string): readonly Ruling[] =>
  decisionsOf(context).flatMap(({ entry }) => (entry.ctx === ctx ? [entry] : []));

const motionsBefore = (context: Context, index: number): readonly MotionEntry[] =>
  motionsOf(context).flatMap(({ entry, index: at }) => (at < index ? [entry] : []));

const reductionsBefore = (context: Context, { number }: RuledRound, index: number): readonly MotionEntry[] =>
  motionsOf(context).flatMap(({ entry, index: at }) =>
    at < index && entry.subject === 'reduction' && entry.round === number ? [entry] : [],
  );

function rulingsBefore(context: Context, round: RuledRound, index: number): Rulings {
  const carried = reductionsBefore(context, round, index).filter((motion) => motion.carried);
  return {
    decisions: decisionsBefore(context, round, index),
    reduced: new Set(carried.flatMap(({ post }) => post ?? [])),
  };
}

/** Every contest with a result before a place of the record, with what was ruled about it by then. */
export function decidedBefore(context: Context, index: number): readonly DecidedContest[] {
  return countedBefore(context, index).flatMap((round) =>
    settledContests(countedRoundOf(round), rulingsBefore(context, round, index)),
  );
}

/** The rules of the first round before a place of the record. */
export const adoptedRules = ({ structure }: Context, index: number): RecordedRules | null =>
  ruledRounds(structure).find(({ at }) => at.index < index)?.at.entry.rules ?? null;

/** Whether the assembly has refused what a round needs before so many are expected at it, by the motions before a place. */
export function isOpenedAgainstMotion(
  context: Context,
  index: number,
  { rules, roll }: Pick<RuledRound['at']['entry'], 'rules' | 'roll'>,
  expected: number,
): boolean {
  return lostMotionOf(motionsBefore(context, index), { rules, leftOut: leftOut(expected, roll) }) !== undefined;
}

/** Whether there is no motion, before a place, about something that a round needs (rules §3, §4.1). */
export function isOpenedWithoutMotion(
  context: Context,
  index: number,
  { rules, roll }: Pick<RuledRound['at']['entry'], 'rules' | 'roll'>,
  expected: number,
): boolean {
  return missingMotionsOf(motionsBefore(context, index), { rules, leftOut: leftOut(expected, roll) }).length > 0;
}

export function checkAssembly(context: VerifyContext): void {
  for (const motion of motionsOf(context)) checkMotion(context, motion);
  for (const decision of decisionsOf(context)) checkDecision(context, decision);
  for (const { round, paperRound, open, paperCount } of context.structure.rounds) {
    // Ballots on paper are handed out without an entry: their count is the first that shows it.
    const begun = open ?? paperCount;
    const fixed = (round ?? paperRound)?.entry;
    if (begun === null || fixed === undefined) continue;
    const { expected } = begun.entry;
    if (isOpenedAgainstMotion(context, begun.index, fixed, expected)) {
      context.findings.report('round', 'motion-lost', begun);
    }
    const isRequired = context.meeting.entry.motionsRequired === true;
    if (isRequired && isOpenedWithoutMotion(context, begun.index, fixed, expected)) {
      context.findings.report('round', 'motion-missing', begun);
    }
  }
}

function checkMotion(context: VerifyContext, motion: Placed<MotionEntry>): void {
  const { meeting, findings } = context;
  const { entry, index } = motion;
  if (entry.meeting !== hashText(meeting)) findings.report('round', 'motion-meeting-differs', motion);
  const ruled = ruledRounds(context.structure).findLast(({ at }) => at.index < index);
  if (ruled === undefined) throw new Error('check-assembly: a motion was placed before any round');
  const { roll, rules } = ruled.at.entry;
  if (!isPossibleMotion(entry) || !isExpectedOfRoll(entry.expected, roll)) {
    findings.report('round', 'motion-impossible', motion);
  }
  if (!isAttended(meeting.entry.kind, entry, rules)) findings.report('round', 'motion-not-quorate', motion);
  if (!isFormalEnough(entry, rules)) findings.report('round', 'motion-mode-differs', motion);
  if (entry.carried !== isCarried(entry, rules)) findings.report('round', 'motion-carried-differs', motion);
  if (!hasGrounds(context, motion, rules)) findings.report('round', 'motion-without-grounds', motion);
}

function hasGrounds(context: VerifyContext, { entry, index }: Placed<MotionEntry>, rules: RecordedRules): boolean {
  const { subject, round: number, post } = entry;
  if (subject !== 'reduction') return number === null && post === undefined;
  const round = ruledRounds(context.structure).find((one) => one.number === number);
  if (round === undefined) return false;
  const isFirst = reductionsBefore(context, round, index).every((earlier) => earlier.post !== post);
  // No contest is of a post without a name, so a reduction that names none gives up nothing.
  return isFirst && isReducible({ post: post ?? '', round: round.number }, decidedBefore(context, index), rules);
}

function checkDecision(context: VerifyContext, decision: Placed<DecisionEntry>): void {
  const { entry, index } = decision;
  const round = countedBefore(context, index).find(({ ctx }) => ctx === entry.ctx);
  if (round === undefined) {
    context.findings.report('round', 'ctx-differs', decision);
    return;
  }
  const committee = committeeOf(decidedBefore(context, index));
  if (!hasReason(entry, countedRoundOf(round), decisionsBefore(context, round, index), committee)) {
    context.findings.report('round', 'decision-without-grounds', decision);
  }
}
