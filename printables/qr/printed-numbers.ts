/**
 * Symbol A read as an election (specification §5, §8.5, §9): whether the printed accounting holds, and whether the printed
 * outcome is what the rules make of the printed counts. No record and no network are needed.
 */
import { account } from '../../tally/accounting/accounting.ts';
import { outcomeIntegers } from '../../tally/count/attested-integers.ts';
import { contestOutcome, recordedOutcomeOf } from '../../tally/count/outcome-of-contest.ts';
import type { ElectionContest } from '../../tally/record/contest.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { countsOf, isSymbolElection, type SymbolA, type SymbolContest, type SymbolElection } from './symbol-a.ts';

export interface PrintedNumbers {
  /** Conditions (a) to (d) hold for the printed numbers of cards. */
  readonly accounting: boolean;
  /** The printed outcome of every contest is the recomputed one. */
  readonly outcome: boolean;
  /** Labels of the elected, per contest, as printed; nobody where nobody is elected by it. */
  readonly elected: readonly (readonly string[])[];
}

/** The contest as far as paper names it: who was written in by nobody is a place on the list without a name. */
const contestOf = ({ category, post, seats, candidates, writeInList, writeIns }: SymbolElection): ElectionContest => ({
  kind: 'election',
  category,
  post,
  title: { zh: post, en: post },
  seats,
  candidates: candidates.map(({ label }) => ({ name: label, remark: '' })),
  writeIns: Array.from({ length: writeInList }, (_, place) => ({
    name: writeIns.find((one) => one.place === place)?.label ?? `\u0000${place}`,
    remark: '',
  })),
});

const ACCOUNTING_LENGTH = 14;

/** In the order of the attested accounting (specification §9). */
function numbersOf(accounting: readonly number[]) {
  const at = (place: number): number => accounting[place] ?? 0;
  return {
    expected: at(0),
    present: at(1),
    cards: {
      made: at(2),
      received: at(3),
      exchanged: at(4),
      unreadable: at(5),
      returnedBeforeOpening: at(6),
      cast: at(7),
      challenged: at(8),
      voidReturned: at(9),
      voidDamaged: at(10),
      voidUnissued: at(11),
      cardsInBox: at(12),
      cardsAudited: at(13),
    },
  };
}

/** Where 'number elected' stands among the attested integers of an outcome, before the persons. */
const ELECTED_AT = 5;

function electedOf(contest: SymbolContest): readonly string[] {
  if (!isSymbolElection(contest)) return [];
  const { candidates, writeIns, outcome } = contest;
  const count = outcome[ELECTED_AT] ?? 0;
  return outcome.slice(ELECTED_AT + 1, ELECTED_AT + 1 + count).map((person) => {
    const written = writeIns.find(({ place }) => place === person - candidates.length);
    return candidates[person]?.label ?? written?.label ?? '？';
  });
}

export function checkPrintedNumbers(symbol: SymbolA): PrintedNumbers {
  const elected = symbol.contests.map(electedOf);
  if (symbol.accounting.length !== ACCOUNTING_LENGTH) return { accounting: false, outcome: false, elected };
  const { expected, present, cards } = numbersOf(symbol.accounting);
  const { holds, issued } = account(cards);
  const isRecomputed = (printed: SymbolContest): boolean => {
    // Appraisals and recommendations have numbers and no outcome (specification §8.5).
    if (!isSymbolElection(printed)) return true;
    const contest = contestOf(printed);
    const rules = ruleSettings(symbol.rules);
    const decided = contestOutcome(contest, countsOf(printed), { expected, present, issued, casts: cards.cast }, rules);
    if (!decided.ok) return false;
    const integers = outcomeIntegers(contest, recordedOutcomeOf(decided.value));
    return integers.length === printed.outcome.length && integers.every((value, i) => value === printed.outcome[i]);
  };
  return { accounting: holds, outcome: symbol.contests.every(isRecomputed), elected };
}
