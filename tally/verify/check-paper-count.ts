/**
 * A round counted on paper (specification §14): what the box held (check 8), what the tellers counted (check 11) and who is
 * elected (check 12), recomputed by the engine of every other round. That the sums are those of the ballots only the two
 * tellers and the scrutineers who signed can say; the ballots lie in their sealed envelope.
 */
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { hashObject } from '../../crypto/encoding/canonical.ts';
import { recordedOutcomeOf } from '../count/outcome-of-contest.ts';
import { isExpectedOfRoll } from '../meeting/readmission.ts';
import { isCountedBox, paperBoxOutcome, textsOfPaperCount } from '../paper/paper-round.ts';
import { areListsOfOneForm, hasReasonsOfRules, hasShapeOfContest, isPossibleTally } from '../paper/paper-tally.ts';
import { isElectionMeeting } from '../record/meeting-entry.ts';
import type { PaperBox, PaperCountEntry, PaperRoundEntry } from '../record/paper-entries.ts';
import type { Placed } from '../record/reader.ts';
import type { RoundEntry } from '../record/round-entries.ts';
import { completeRules } from '../rules/settings.ts';
import { hashText, type VerifyContext } from './context.ts';
import type { RoundEntries } from './structure.ts';

/** A round on paper with its count. */
export interface CountedOnPaper {
  readonly number: number;
  readonly at: Placed<RoundEntry> | Placed<PaperRoundEntry>;
  readonly count: Placed<PaperCountEntry>;
}

export function countedOnPaper({ number, round, paperRound, paperCount }: RoundEntries): CountedOnPaper | null {
  const at = paperRound ?? round;
  return at === null || paperCount === null ? null : { number, at, count: paperCount };
}

/** True iff counts of the right shape give an outcome: then there is a result to show. */
export function checkPaperCount({ findings, meeting }: VerifyContext, { at, count }: CountedOnPaper): boolean {
  const round = at.entry;
  const { ctx, expected, present, contests, texts, outcome } = count.entry;
  if (ctx !== hashText(at)) findings.report('result', 'ctx-differs', count);
  if (!isExpectedOfRoll(expected, round.roll) || present > expected)
    findings.report('accounting', 'attendance-impossible', count);
  if (!contests.every(isBalanced)) findings.report('accounting', 'paper-box', count);
  if (!isElectionMeeting(meeting.entry.kind) && !areListsOfOneForm(contests))
    findings.report('accounting', 'paper-form', count);
  const attendance = { expected, present };
  const isVoidUncounted = contests.every(
    (box) => (box.tally !== null) === isCountedBox(attendance, box, round.rules, meeting.entry.kind),
  );
  if (!isVoidUncounted) findings.report('result', 'paper-void-counted', count);
  const hasShape =
    contests.length === round.contests.length &&
    round.contests.every((contest, i) => hasShapeOfContest(contest, (contests[i] as PaperBox).tally));
  if (!hasShape) {
    findings.report('result', 'counts-shape', count);
    return false;
  }
  const rules = completeRules(round.rules);
  const tallies = round.contests.map((contest, i) => [contest, contests[i] as PaperBox] as const);
  if (!tallies.every(([contest, box]) => isPossibleTally(contest, box)))
    findings.report('result', 'counts-impossible', count);
  if (!tallies.every(([contest, box]) => hasReasonsOfRules(contest, box.tally, rules.paper)))
    findings.report('result', 'paper-reason', count);
  if (texts !== textsOfPaperCount(meeting.entry, round, contests)) findings.report('result', 'paper-texts', count);

  const recomputed = tallies.map(([contest, box]) => {
    const decided = paperBoxOutcome(contest, attendance, box, round.rules);
    if (decided.ok) return decided.value === null ? null : recordedOutcomeOf(decided.value);
    findings.report('outcome', 'outcome-impossible', count);
    return null;
  });
  if (!equalBytes(hashObject(recomputed), hashObject(outcome))) findings.report('outcome', 'outcome-differs', count);
  return true;
}

/** P = I + R, V ≤ I (rules §5.1). */
const isBalanced = ({ printed, issued, remaining, voters }: PaperBox): boolean =>
  printed === issued + remaining && voters <= issued;
