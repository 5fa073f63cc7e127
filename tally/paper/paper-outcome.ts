/**
 * From the counts of ballots on paper to the legal outcome: the same engine as for kiosks (specification §8.5), with what
 * only paper has: printed, remaining and invalid ballots, unreadable rows (rules §5.1).
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { ElectionContest } from '../record/contest.ts';
import { label } from '../record/person.ts';
import { type BallotSituation, countingRules, majorityBaseOf } from '../rules/counting-rules.ts';
import { type Outcome, outcome } from '../rules/outcome.ts';
import type { OutcomeInput } from '../rules/outcome-input.ts';
import { completeRules, type MajorityBase, type RecordedRules } from '../rules/settings.ts';
import { amount } from '../text/amount.ts';
import type { Text } from '../text/text.ts';
import { namedRows, type PaperCounts } from './paper-counts.ts';

/** Of the whole round: one heap of ballots of this contest. */
export interface PaperNumbers {
  readonly expected: number;
  readonly present: number;
  readonly printed: number;
  readonly issued: number;
  readonly remaining: number;
  /** V: persons who put a ballot into the box. */
  readonly voters: number;
}

export interface PaperImpossible extends Text {
  readonly code: string;
}

/** P = I + R and Vb + Ib = C; the engine names the others. */
export function paperSums(
  numbers: Pick<PaperNumbers, 'printed' | 'issued' | 'remaining'>,
  counts: Pick<PaperCounts, 'recovered' | 'valid' | 'invalid'>,
): readonly PaperImpossible[] {
  const found: PaperImpossible[] = [];
  const { printed, issued, remaining } = numbers;
  const { recovered, valid, invalid } = counts;
  if (printed !== issued + remaining)
    found.push({
      code: 'printed-sum',
      zh: `印制 ${printed} 张，不等于发出 ${issued} 张加剩余 ${remaining} 张。`,
      en: `${amount(printed, 'ballot printed is', 'ballots printed are')} not ${issued} issued and ${remaining} remaining.`,
    });
  if (recovered !== valid + invalid)
    found.push({
      code: 'recovered-sum',
      zh: `收回 ${recovered} 张，不等于有效 ${valid} 张加无效 ${invalid} 张。`,
      en: `${amount(recovered, 'ballot recovered is', 'ballots recovered are')} not ${valid} valid and ${invalid} invalid.`,
    });
  return found;
}

/** What the engine (and the command `outcome`) reads. */
export function paperOutcomeInput(
  contest: ElectionContest,
  numbers: PaperNumbers,
  counts: PaperCounts,
  rules: Pick<RecordedRules, 'ruleSet' | 'majorityBase' | 'preVoteBase'>,
): OutcomeInput {
  return {
    ruleSet: rules.ruleSet,
    majorityBase: majorityBaseOf(rules, contest.category),
    expected: numbers.expected,
    present: numbers.present,
    issued: numbers.issued,
    voters: numbers.voters,
    recovered: counts.recovered,
    valid: counts.valid,
    seats: contest.seats,
    candidates: contest.candidates.map(label),
    counts: namedRows(contest, counts),
    writeIns: Object.fromEntries(counts.writeIns.map(({ name, votes }) => [name, votes])),
  };
}

/** `base` replaces the contest's base, to say what the other one would have given. */
export function paperOutcome(
  contest: ElectionContest,
  numbers: PaperNumbers,
  counts: PaperCounts,
  recorded: RecordedRules,
  base: MajorityBase = majorityBaseOf(recorded, contest.category),
  situation: BallotSituation = {},
): Result<Outcome, readonly PaperImpossible[]> {
  const rules = completeRules(recorded);
  const sums = paperSums(numbers, counts);
  const input = { ...paperOutcomeInput(contest, numbers, counts, rules), majorityBase: base };
  const decided = outcome(input, countingRules(rules, contest.category, { ...situation, onPaper: true }));
  if (sums.length > 0) return err(decided.ok ? sums : [...sums, ...decided.error]);
  return decided.ok ? ok(decided.value) : err(decided.error);
}
