/**
 * The outcome of one contest: a pure function of attendance, counts and rules (specification §8.5), recomputed by
 * every verifier. It refuses impossible numbers, tells whether meeting and election are valid, and decides under the
 * base of the adopted method, with the other base only as a warning.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import { type CountingRules, DEFAULT_COUNTING_RULES, isWithinRecoveredLimit, otherBase } from './counting-rules.ts';
import {
  type Decision,
  decide,
  isSameDecision,
  type Judgement,
  type Standing,
  smallestMajority,
  undecided,
} from './decision.ts';
import { type Impossible, impossibilities } from './impossible.ts';
import { type Notice, notices } from './notices.ts';
import type { OutcomeInput } from './outcome-input.ts';
import { isQuorate } from './quorum.ts';
import type { MajorityBase } from './settings.ts';

export interface Outcome extends Judgement {
  readonly notices: readonly Notice[];
}

/** Candidates in ballot order, then write-ins by votes and name, so that the order of object members means nothing. */
function standingsOf(input: OutcomeInput): readonly Standing[] {
  const writeIns = Object.entries(input.writeIns)
    .map(([name, votes]) => ({ name, votes }))
    .toSorted((a, b) => b.votes - a.votes || (a.name < b.name ? -1 : 1));
  return [...input.candidates.map((name) => ({ name, votes: input.counts[name]?.approve ?? 0 })), ...writeIns];
}

export function outcome(
  input: OutcomeInput,
  rules: CountingRules = DEFAULT_COUNTING_RULES,
): Result<Outcome, readonly Impossible[]> {
  const quorate = isQuorate(input, { ruleSet: input.ruleSet, quorumEqualAccepted: rules.quorumEqualAccepted });
  // A meeting without quorum is void, and with it whatever it elected (rules §1.5).
  const isCounted = quorate && isWithinRecoveredLimit(input, rules.recoveredLimit);
  const refused = impossibilities(input, isCounted, rules.writeInRequiresDisapproval);
  if (refused.length > 0) return err(refused);

  const standings = standingsOf(input);
  const threshold = (base: MajorityBase): number =>
    rules.threshold === 'plurality' ? 1 : smallestMajority(input[base]);
  const under = (base: MajorityBase): Decision =>
    isCounted ? decide(standings, input.seats, threshold(base)) : undecided(input.seats);
  const decision = under(input.majorityBase);
  const underOther = under(otherBase(input.majorityBase));
  const judgement: Judgement = {
    quorate,
    election: isCounted ? 'valid' : 'void',
    ...decision,
    baseSensitive: !isSameDecision(decision, underOther),
    smallestWinning: threshold(input.majorityBase),
  };
  return ok({ ...judgement, notices: notices({ input, rules, standings, judgement, underOther }) });
}
