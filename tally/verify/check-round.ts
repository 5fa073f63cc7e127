/**
 * Check 5 (specification §6.3, §10): the round entry binds this meeting, ceremony, list of tokens, circuit, rules
 * and log; the meeting was quorate when voting opened.
 */
import { circuitId, compileCircuit } from '../../crypto/circuit.ts';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { hashObject } from '../../crypto/encoding/canonical.ts';
import { roundFaults } from '../count/round-grounds.ts';
import { isAttended } from '../meeting/attendance-gate.ts';
import { isExpectedOfRoll } from '../meeting/readmission.ts';
import { circuitContest } from '../record/contest.ts';
import { isElectionMeeting, type MeetingKind } from '../record/meeting-entry.ts';
import type { PaperRoundEntry } from '../record/paper-entries.ts';
import type { Placed } from '../record/reader.ts';
import type { RoundEntry } from '../record/round-entries.ts';
import { adoptedRules, checkAssembly, decidedBefore } from './check-assembly.ts';
import type { CeremonyKeys } from './check-key-ceremony.ts';
import { type FixedRound, hashText, type VerifyContext } from './context.ts';

/** Never below 3; below 5 only for a committee's plenary (specification §8.2 (c)). */
export const LEAST_BALLOTS = {
  assembly: 5,
  plenary: 3,
  recommendation: 5,
  appraisal: 5,
} as const satisfies Record<MeetingKind, number>;

const same = (a: unknown, b: unknown): boolean => equalBytes(hashObject(a), hashObject(b));

export function checkRounds(context: VerifyContext, ceremony: CeremonyKeys | null): void {
  let previousResult: string | null = null;
  for (const entries of context.structure.rounds) {
    const at = entries.round ?? entries.paperRound;
    if (at === null) continue;
    checkComposition(context, at, entries.number, previousResult);
    if (entries.round !== null) {
      const fixed = { ...entries, round: entries.round, ctx: hashText(entries.round) };
      checkRound(context, fixed, ceremony);
      checkOpening(context, fixed);
    }
    const faults = roundFaults(at.entry, adoptedRules(context, at.index), decidedBefore(context, at.index));
    for (const fault of faults) context.findings.report('round', fault, at);
    const result = entries.paperCount ?? entries.result;
    if (result !== null) previousResult = hashText(result);
  }
  checkAssembly(context);
}

/** What a round on kiosks and one on paper state alike. */
function checkComposition(
  { meeting, findings }: VerifyContext,
  at: Placed<RoundEntry> | Placed<PaperRoundEntry>,
  number: number,
  previousResult: string | null,
): void {
  const round = at.entry;
  if (round.meeting !== hashText(meeting)) findings.report('round', 'round-meeting-differs', at);
  if (round.round !== number) findings.report('round', 'round-number', at);
  if (round.previousResult !== previousResult) findings.report('round', 'previous-result-differs', at);
  const { members, probationary, withoutRight, excluded, expected } = round.roll;
  if (members - probationary - withoutRight - excluded !== expected || expected < 1) {
    findings.report('round', 'roll-sum', at);
  }
  const titles = round.contests.map((contest) => (contest.kind === 'election' ? contest.post : contest.title.zh));
  if (new Set(titles).size !== titles.length) findings.report('round', 'contests-same-title', at);
  if (!fitsMeeting(meeting.entry.kind, round)) findings.report('round', 'contest-kind-differs', at);
}

function checkRound(
  { meeting, findings }: VerifyContext,
  { round: at, tokens }: FixedRound,
  ceremony: CeremonyKeys | null,
): void {
  const round = at.entry;
  const declared = meeting.entry;
  if (
    ceremony === null ||
    round.ceremony !== ceremony.ceremony ||
    round.K !== ceremony.K ||
    !same(round.X, ceremony.X) ||
    round.n !== declared.scrutineers.length ||
    round.threshold !== declared.threshold
  ) {
    findings.report('round', 'round-ceremony-differs', at);
  }
  if (tokens === null || round.tokens !== hashText(tokens) || round.cards !== tokens.entry.tokens.length) {
    findings.report('round', 'round-tokens-differ', at);
  }
  if (round.logOrigin !== declared.logOrigin || !same(round.witnesses, declared.witnesses)) {
    findings.report('round', 'round-log-differs', at);
  }
  if (round.minimumBallots < LEAST_BALLOTS[declared.kind]) {
    findings.report('round', 'minimum-ballots-illegal', at);
  }
  const circuit = recompiledCircuit(round);
  if (circuit === null) findings.report('round', 'circuit-impossible', at);
  else if (circuit !== round.circuit) findings.report('round', 'circuit-differs', at);
}

/** 民主推荐 and 民主测评 elect nobody (specification §3.6): their ballots hold contests of their own kind only. */
export const fitsMeeting = (kind: MeetingKind, { contests }: Pick<RoundEntry, 'contests'>): boolean =>
  isElectionMeeting(kind) || contests.every((contest) => contest.kind === kind);

/** base64url of the id of the circuit the contests compile to; null when they compile to none. */
function recompiledCircuit(round: RoundEntry): string | null {
  try {
    return encodeBase64url(circuitId(compileCircuit(round.contests.map(circuitContest), round.cards)));
  } catch {
    return null;
  }
}

/** Fewer present than the rules ask for and no ballot may be issued (rules §1.5, §4.4). */
function checkOpening({ findings, meeting }: VerifyContext, { open, round, ctx }: FixedRound): void {
  if (open === null) return;
  const { expected, present } = open.entry;
  if (open.entry.ctx !== ctx) findings.report('round', 'ctx-differs', open);
  if (!isExpectedOfRoll(expected, round.entry.roll) || present > expected) {
    findings.report('round', 'attendance-impossible', open);
  }
  if (!isAttended(meeting.entry.kind, { expected, present }, round.entry.rules))
    findings.report('round', 'not-quorate', open);
}
