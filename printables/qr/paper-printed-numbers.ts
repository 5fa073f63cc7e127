/**
 * The symbol of a count on paper read as an election (specification §8.5, §14): whether the printed numbers of the ballots add up,
 * and whether the printed outcome is what the rules make of them. No record and no network are needed.
 */
import { outcomeIntegers } from '../../tally/count/attested-integers.ts';
import { recordedOutcomeOf } from '../../tally/count/outcome-of-contest.ts';
import { paperBoxOutcome } from '../../tally/paper/paper-round.ts';
import { areListsOfOneForm, isPossibleTally } from '../../tally/paper/paper-tally.ts';
import type { Contest } from '../../tally/record/contest.ts';
import type { PaperBox } from '../../tally/record/paper-entries.ts';
import { isWithinRecoveredLimit } from '../../tally/rules/counting-rules.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { isPaperElection, type PaperSymbol, type PaperSymbolContest } from './paper-symbol.ts';
import { boxOf, outcomeOfBallot } from './paper-symbol-entry.ts';
import type { PrintedNumbers } from './printed-numbers.ts';

const unremarked = (name: string) => ({ name, remark: '' });

/** As far as paper names it: who was written in by nobody is a place on the list without a name. */
function contestOf(printed: PaperSymbolContest): Contest {
  const title = (text: string) => ({ zh: text, en: text });
  switch (printed.category) {
    case 'appraisal':
      return {
        kind: 'appraisal',
        title: title(printed.title),
        subjects: printed.subjects.map(unremarked),
        grades: printed.grades.map(title),
      };
    case 'recommendation':
      return {
        kind: 'recommendation',
        title: title(printed.title),
        nominees: printed.nominees.map(unremarked),
        limit: printed.limit,
      };
    default:
      return {
        kind: 'election',
        category: printed.category,
        post: printed.post,
        title: title(printed.post),
        seats: printed.seats,
        candidates: printed.candidates.map(unremarked),
        writeIns: Array.from({ length: printed.writeInList }, (_, place) =>
          unremarked(printed.writeIns.find((one) => one.place === place)?.label ?? `\u0000${place}`),
        ),
      };
  }
}

export function checkPaperNumbers(symbol: PaperSymbol): PrintedNumbers {
  // The sheet does not print whether a name written in needs a 不赞成; where it does, the record's verifier sees to it.
  const rules = ruleSettings({
    ...symbol.rules,
    paper: { writeInRequiresDisapproval: false },
  });
  const isBalanced = (box: PaperBox, contest: Contest): boolean =>
    box.printed === box.issued + box.remaining &&
    box.issued <= symbol.present &&
    box.voters <= box.issued &&
    (box.tally === null || isWithinRecoveredLimit(box, rules.recoveredLimit)) &&
    isPossibleTally(contest, box);
  const boxes = symbol.contests.map(boxOf);
  // Elections and forms never stand in one round (check 5).
  const isForm = !symbol.contests.some(isPaperElection);
  const isRecomputed = (printed: PaperSymbolContest): boolean => {
    if (!isPaperElection(printed)) return true;
    const contest = contestOf(printed);
    const decided = paperBoxOutcome(contest, symbol, boxOf(printed), rules);
    if (!decided.ok || decided.value === null) return false;
    const integers = outcomeIntegers(contest, recordedOutcomeOf(decided.value));
    return integers.length === printed.outcome.length && integers.every((value, i) => value === printed.outcome[i]);
  };
  return {
    accounting:
      symbol.present <= symbol.expected &&
      symbol.contests.every((one) => isBalanced(boxOf(one), contestOf(one))) &&
      (!isForm || areListsOfOneForm(boxes)),
    outcome: symbol.contests.every(isRecomputed),
    elected: symbol.contests.map((one) => (isPaperElection(one) ? (outcomeOfBallot(one)?.elected ?? []) : [])),
  };
}
