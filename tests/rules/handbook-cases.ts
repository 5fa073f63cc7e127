/** How the handbook's cases are put to the engine: attendance and counts by name, as the command `outcome` reads them. */
import { type CountingRules, DEFAULT_COUNTING_RULES } from '../../tally/rules/counting-rules.ts';
import { type Outcome, outcome } from '../../tally/rules/outcome.ts';
import { parseOutcomeInput } from '../../tally/rules/outcome-input.ts';
import type { MajorityBase, RuleSet } from '../../tally/rules/settings.ts';

export interface Numbers {
  readonly ruleSet?: RuleSet;
  readonly base?: MajorityBase;
  readonly expected?: number;
  readonly present?: number;
  readonly issued?: number;
  readonly voters?: number;
  readonly recovered?: number;
  readonly valid?: number;
  readonly seats?: number;
  /** Approvals in ballot order; the other valid ballots disapprove. */
  readonly approvals?: Readonly<Record<string, number>>;
  readonly rows?: Readonly<Record<string, readonly [number, number, number, number]>>;
  readonly writeIns?: Readonly<Record<string, number>>;
}

/** What is not given follows from the number before it. */
export function caseJson(given: Numbers): Record<string, unknown> {
  const expected = given.expected ?? 30;
  const present = given.present ?? expected;
  const issued = given.issued ?? present;
  const voters = given.voters ?? issued;
  const recovered = given.recovered ?? voters;
  const valid = given.valid ?? recovered;
  const approvals = given.approvals ?? { 甲: valid };
  const rows =
    given.rows ??
    Object.fromEntries(
      Object.entries(approvals).map(([name, approve]) => [name, [approve, valid - approve, 0, 0] as const]),
    );
  return {
    ruleSet: given.ruleSet ?? '2020',
    majorityBase: given.base ?? 'expected',
    expected,
    present,
    issued,
    voters,
    recovered,
    valid,
    seats: given.seats ?? 1,
    candidates: Object.keys(rows),
    counts: Object.fromEntries(
      Object.entries(rows).map(([name, [approve, disapprove, abstain, unreadable]]) => [
        name,
        { approve, disapprove, abstain, unreadable },
      ]),
    ),
    writeIns: given.writeIns ?? {},
  };
}

/** @throws when the numbers are refused */
export function decided(given: Numbers, rules: Partial<CountingRules> = {}): Outcome {
  const input = parseOutcomeInput(caseJson(given));
  const result = input.ok ? outcome(input.value, { ...DEFAULT_COUNTING_RULES, ...rules }) : input;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export function refusals(given: Numbers): readonly string[] {
  const input = parseOutcomeInput(caseJson(given));
  const result = input.ok ? outcome(input.value) : input;
  return result.ok ? [] : result.error.map(({ code }) => code);
}

export const noticeCodes = (judged: Outcome): readonly string[] => judged.notices.map(({ code }) => code);
