/** What the sums of one contest on paper must satisfy by themselves (rules §5.1): shape, sums, and reasons that were adopted. */
import { type Contest, counterCount } from '../record/contest.ts';
import {
  PAPER_INVALID_REASONS,
  type PaperBox,
  type PaperInvalidReason,
  type PaperTally,
} from '../record/paper-entries.ts';
import { label } from '../record/person.ts';
import { VOID_ENTRY_REASONS, type VoidEntryReason } from './adjudication.ts';
import { isExcessRead, type PaperRules } from './paper-rules.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Rows and how many numbers each has. */
export function rowsOfContest(contest: Contest): { readonly rows: number; readonly width: number } {
  switch (contest.kind) {
    case 'election':
      return { rows: contest.candidates.length, width: 4 };
    case 'appraisal':
      return { rows: contest.subjects.length, width: contest.grades.length + 2 };
    case 'recommendation':
      return { rows: counterCount(contest), width: 1 };
  }
}

const isAscending = <T>(list: readonly T[], order: readonly T[]): boolean =>
  list.every((one, i) => i === 0 || order.indexOf(list[i - 1] as T) < order.indexOf(one));

/** Rows of the contest, persons of its write-in list by falling votes, reasons in their order, each once. */
export function hasShapeOfContest(contest: Contest, tally: PaperTally | null): boolean {
  if (tally === null) return true;
  const { rows, width } = rowsOfContest(contest);
  const listed = new Set(contest.kind === 'election' ? contest.writeIns.map(label) : []);
  return (
    tally.rows.length === rows &&
    tally.rows.every((row) => row.length === width) &&
    tally.writeIns.every(({ name }) => listed.has(name)) &&
    tally.writeIns.every((one, i) => i === 0 || isBefore(tally.writeIns[i - 1] as typeof one, one)) &&
    isAscending(
      tally.voidEntries.map(({ reason }) => reason),
      VOID_ENTRY_REASONS,
    ) &&
    isAscending(
      tally.invalidReasons.map(({ reason }) => reason),
      PAPER_INVALID_REASONS,
    )
  );
}

interface Votes {
  readonly name: string;
  readonly votes: number;
}

/** More votes first, equal ones by label: one spelling of one list. */
const isBefore = (a: Votes, b: Votes): boolean => a.votes > b.votes || (a.votes === b.votes && a.name < b.name);

/** Fewer forms would show how people judged (rules §4.4): the secrecy floor of five raters, whose forms are valid. */
export const LEAST_FORMS = 5;

/**
 * Vb + Ib = C, the reasons add up to Ib, every row to Vb, and of forms Vb keeps their writers secret. (An election's row sums are
 * the engine's, which names the candidate; then the outcome is impossible, too.)
 */
export function isPossibleTally(contest: Contest, { recovered, tally }: PaperBox): boolean {
  if (tally === null) return true;
  const { valid, invalid, rows, invalidReasons } = tally;
  if (valid + invalid !== recovered || sum(invalidReasons.map(({ ballots }) => ballots)) !== invalid) return false;
  switch (contest.kind) {
    case 'election':
      return true;
    case 'appraisal':
      return valid >= LEAST_FORMS && rows.every((row) => sum(row) === valid);
    case 'recommendation':
      return (
        valid >= LEAST_FORMS && rows.every(([ticks = 0]) => ticks <= valid) && sum(rows.flat()) <= contest.limit * valid
      );
  }
}

type BoxNumbers = Pick<PaperBox, 'printed' | 'issued' | 'remaining'> & Partial<Pick<PaperBox, 'voters' | 'recovered'>>;

const sameOfAll = (values: readonly unknown[]): boolean => new Set(values).size <= 1;

/** 测评表, 推荐表: one paper holds every list of the round, so there is one heap of them (rules §6.2). */
export const areOneHeap = (boxes: readonly BoxNumbers[]): boolean =>
  sameOfAll(boxes.map((box) => [box.printed, box.issued, box.remaining, box.voters, box.recovered].join()));

/** Whole forms that the scrutineers found invalid, list by list. */
export const declaredInvalid = (tallies: readonly (PaperTally | null)[]): readonly number[] =>
  tallies.map((tally) => tally?.invalidReasons.find(({ reason }) => reason === 'declared-invalid')?.ballots ?? 0);

/** One heap of forms: as many in every list, and as many of them invalid as a whole. */
export const areListsOfOneForm = (boxes: readonly PaperBox[]): boolean =>
  areOneHeap(boxes) && sameOfAll(declaredInvalid(boxes.map(({ tally }) => tally)));

/** Of one heap of forms: those that are valid in some list; null where none was counted. */
export function countedForms(
  boxes: readonly Pick<PaperBox, 'recovered' | 'tally'>[],
): { readonly valid: number; readonly invalid: number } | null {
  const counted = boxes.flatMap(({ tally }) => (tally === null ? [] : [tally.valid]));
  if (counted.length === 0) return null;
  const valid = Math.max(...counted);
  return { valid, invalid: (boxes[0]?.recovered ?? valid) - valid };
}

/** Over-voting is the Regulation's only ground (§1.10), and nobody can count what nobody can read; the rest are settings. */
function isAdoptedGround(reason: PaperInvalidReason, rules: PaperRules, kind: Contest['kind']): boolean {
  switch (reason) {
    case 'too-many-chosen':
      return kind !== 'appraisal';
    case 'declared-invalid':
      return kind !== 'election';
    case 'illegible':
      return kind === 'election';
    case 'blank':
      return kind === 'election' && rules.blankBallot === 'invalid';
    case 'identifying-mark':
      return kind === 'election' && rules.identifyingMark === 'void-ballot';
    case 'alteration':
      return kind === 'election' && rules.alteration === 'void-ballot';
    case 'unreadable-row':
      return kind === 'election' && rules.partialIllegible === 'void-ballot';
    case 'write-in-without-circle':
      return kind === 'election' && rules.writeInWithoutCircle === 'void-ballot';
    case 'write-in-listed-candidate':
      return kind === 'election' && rules.writeInListedCandidate === 'void-ballot';
    case 'write-in-ineligible':
      return kind === 'election' && rules.writeInIneligible === 'void-ballot';
    case 'write-ins-exceed-disapprovals':
      return kind === 'election' && rules.writeInExcess === 'void-ballot' && isExcessRead(rules);
  }
}

function isAdoptedVoid(reason: VoidEntryReason, rules: PaperRules): boolean {
  switch (reason) {
    case 'without-disapproval':
    case 'more-than-one-name':
      return rules.writeInRequiresDisapproval && rules.writeInLayout === 'under-candidate';
    case 'exceeds-disapprovals':
      return isExcessRead(rules);
    case 'without-circle':
      return rules.writeInWithoutCircle !== 'count';
    case 'listed-candidate':
    case 'ineligible':
    case 'duplicate':
    case 'illegible':
    case 'ambiguous':
      return true;
  }
}

/** Every reason stands in the adopted method. */
export function hasReasonsOfRules(contest: Contest, tally: PaperTally | null, rules: PaperRules): boolean {
  if (tally === null) return true;
  return (
    tally.invalidReasons.every(({ reason }) => isAdoptedGround(reason, rules, contest.kind)) &&
    tally.voidEntries.every(({ reason }) => contest.kind === 'election' && isAdoptedVoid(reason, rules))
  );
}
