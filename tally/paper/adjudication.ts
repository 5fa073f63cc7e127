/**
 * What one ballot on paper is worth under the adopted election method (rules §1.10, §7): invalid, or valid with its votes and
 * the entries that count for nobody. Both tellers' ballots and the verifier's examples go through this one function.
 *
 * Steps: 1 rows, with alterations decided · 2 every written name is resolved and judged · 3 the persons chosen are compared
 * with the seats. A ballot is invalid for too many choices; every other ground must be enabled by a setting.
 */
import { label } from '../record/person.ts';
import type { PaperBallot, PaperContest, PaperMark, WrittenName } from './paper-ballot.ts';
import type { PaperRules } from './paper-rules.ts';
import { type ResolvedName, resolveName } from './written-name.ts';

export type InvalidReason =
  | 'too-many-chosen'
  | 'illegible'
  | 'blank'
  | 'identifying-mark'
  | 'alteration'
  | 'unreadable-row'
  | 'write-in-without-circle'
  | 'write-in-listed-candidate'
  | 'write-in-ineligible'
  | 'write-ins-exceed-disapprovals';

export const INVALID_REASONS = [
  'too-many-chosen',
  'illegible',
  'blank',
  'identifying-mark',
  'alteration',
  'unreadable-row',
  'write-in-without-circle',
  'write-in-listed-candidate',
  'write-in-ineligible',
  'write-ins-exceed-disapprovals',
] as const satisfies readonly InvalidReason[];

export const VOID_ENTRY_REASONS = [
  'without-disapproval',
  'without-circle',
  'listed-candidate',
  'ineligible',
  'duplicate',
  'illegible',
  'ambiguous',
  'more-than-one-name',
  'exceeds-disapprovals',
] as const;
export type VoidEntryReason = (typeof VOID_ENTRY_REASONS)[number];

export interface VoidEntry {
  /** Label, or the name as written; '' where nobody can read it. */
  readonly name: string;
  readonly reason: VoidEntryReason;
}

/** A row as it counts: a blank one is 弃权. */
export type CountedRow = 'approve' | 'disapprove' | 'abstain' | 'unreadable';

export type Adjudication =
  | {
      readonly verdict: 'valid';
      readonly rows: readonly CountedRow[];
      /** Labels, each person once. */
      readonly writeIns: readonly string[];
      readonly voidEntries: readonly VoidEntry[];
      /** Persons chosen, as `chosenCount` counts them. */
      readonly chosen: number;
    }
  | { readonly verdict: 'invalid'; readonly reasons: readonly InvalidReason[]; readonly chosen: number }
  /** The rows whose alteration the chief scrutineer must decide first. */
  | { readonly verdict: 'undecided'; readonly rows: readonly number[] };

interface JudgedEntry {
  readonly resolved: ResolvedName;
  readonly under: number | null;
  /** Null: the entry counts. */
  readonly void: VoidEntryReason | null;
}

const COUNTED: Readonly<Record<PaperMark, CountedRow>> = {
  approve: 'approve',
  disapprove: 'disapprove',
  blank: 'abstain',
  unreadable: 'unreadable',
};

/** A name under no ○ chooses nobody, unless the method counts it. */
const isChoice = (entry: WrittenName, rules: PaperRules): boolean =>
  entry.circle || rules.writeInWithoutCircle === 'count';

/** @throws RangeError a ballot of another contest: rows or places of names that do not fit it */
export function adjudicate(contest: PaperContest, ballot: PaperBallot, rules: PaperRules): Adjudication {
  requireFit(contest, ballot, rules);
  const open = ballot.rows.flatMap(({ altered }, i) => (altered !== null && altered.decision === null ? [i] : []));
  if (rules.alteration === 'scrutineer-decides' && open.length > 0) return { verdict: 'undecided', rows: open };

  const reasons: InvalidReason[] = [];
  if (rules.identifyingMark === 'void-ballot' && ballot.identifyingMark) reasons.push('identifying-mark');
  if (rules.alteration === 'void-ballot' && ballot.rows.some(({ altered }) => altered !== null))
    reasons.push('alteration');
  const marks = ballot.rows.map(({ mark, altered }): PaperMark => {
    if (altered === null) return mark;
    return rules.alteration === 'void-row' || altered.decision === 'void-row' ? 'unreadable' : mark;
  });
  const isUnreadable = (mark: PaperMark): boolean => mark === 'unreadable';
  const legible = ballot.writeIns.filter(({ name }) => name !== null);
  if (marks.every(isUnreadable) && legible.length === 0) reasons.push('illegible');
  else if (rules.partialIllegible === 'void-ballot' && marks.some(isUnreadable)) reasons.push('unreadable-row');
  if (rules.blankBallot === 'invalid' && ballot.writeIns.length === 0 && marks.every((mark) => mark === 'blank'))
    reasons.push('blank');

  const entries = judgeEntries(contest, ballot.writeIns, marks, rules);
  const has = (reason: VoidEntryReason): boolean => entries.some((entry) => entry.void === reason);
  if (rules.writeInWithoutCircle === 'void-ballot' && has('without-circle')) reasons.push('write-in-without-circle');
  if (rules.writeInListedCandidate === 'void-ballot' && has('listed-candidate'))
    reasons.push('write-in-listed-candidate');
  if (rules.writeInIneligible === 'void-ballot' && has('ineligible')) reasons.push('write-in-ineligible');
  if (rules.writeInExcess === 'void-ballot' && has('exceeds-disapprovals'))
    reasons.push('write-ins-exceed-disapprovals');

  const rows = mergedRows(marks, entries, rules);
  const chosen = chosenPersons(contest, ballot.writeIns, marks, rows, entries, rules);
  if (chosen > contest.seats) reasons.push('too-many-chosen');
  if (reasons.length > 0)
    return { verdict: 'invalid', reasons: INVALID_REASONS.filter((reason) => reasons.includes(reason)), chosen };
  return {
    verdict: 'valid',
    rows: rows.map((mark) => COUNTED[mark]),
    writeIns: entries.flatMap(({ resolved, void: reason }) =>
      reason === null && resolved.kind === 'eligible' ? [resolved.label] : [],
    ),
    voidEntries: entries.flatMap(({ resolved, void: reason }) =>
      reason === null ? [] : [{ name: resolved.label, reason }],
    ),
    chosen,
  };
}

function requireFit(contest: PaperContest, ballot: PaperBallot, rules: PaperRules): void {
  if (ballot.rows.length !== contest.candidates.length) throw new RangeError('paper ballot: one row per candidate');
  for (const { under } of ballot.writeIns) {
    if ((under === null) !== (rules.writeInLayout === 'pooled'))
      throw new RangeError('paper ballot: a name stands where its layout has no column');
    if (under !== null && ballot.rows[under] === undefined) throw new RangeError('paper ballot: no such candidate');
  }
}

/** Entry by entry in the order of the ballot; then what only several of them together show. */
function judgeEntries(
  contest: PaperContest,
  written: readonly WrittenName[],
  marks: readonly PaperMark[],
  rules: PaperRules,
): readonly JudgedEntry[] {
  const counted = new Set<string>();
  const entries = written.map((entry): JudgedEntry => {
    const resolved = resolveName(contest, entry.name);
    const reason = reasonOfEntry(entry, resolved, marks, counted, rules);
    if (reason === null) counted.add(resolved.label);
    return { resolved, under: entry.under, void: reason };
  });
  if (!rules.writeInRequiresDisapproval) return entries;
  if (rules.writeInLayout === 'pooled') {
    const disapprovals = marks.filter((mark) => mark === 'disapprove').length;
    const names = entries.filter(isCountedWriteIn);
    // Which of them is one too many cannot be told, so none of them counts.
    if (names.length <= disapprovals) return entries;
    return entries.map((entry) => (isCountedWriteIn(entry) ? { ...entry, void: 'exceeds-disapprovals' } : entry));
  }
  // One 不赞成 is one place: two names below it say nothing certain.
  return entries.map((entry) => {
    const beside = entries.filter((other) => isCountedWriteIn(other) && other.under === entry.under);
    return isCountedWriteIn(entry) && beside.length > 1 ? { ...entry, void: 'more-than-one-name' } : entry;
  });
}

const isCountedWriteIn = (entry: JudgedEntry): boolean => entry.void === null && entry.resolved.kind === 'eligible';

function reasonOfEntry(
  entry: WrittenName,
  resolved: ResolvedName,
  marks: readonly PaperMark[],
  counted: ReadonlySet<string>,
  rules: PaperRules,
): VoidEntryReason | null {
  if (resolved.kind === 'illegible') return 'illegible';
  if (!isChoice(entry, rules)) return 'without-circle';
  if (resolved.kind === 'candidate') {
    // ○ beside × of the same person says nothing; beside ○ or a blank row it says 赞成.
    const mark = marks[resolved.candidate];
    const agrees = mark === 'approve' || mark === 'blank';
    return rules.writeInListedCandidate === 'merge' && agrees ? null : 'listed-candidate';
  }
  if (resolved.kind === 'ambiguous') return 'ambiguous';
  if (resolved.kind === 'ineligible') return 'ineligible';
  if (counted.has(resolved.label)) return 'duplicate';
  const needsMark = rules.writeInRequiresDisapproval && entry.under !== null;
  return needsMark && marks[entry.under as number] !== 'disapprove' ? 'without-disapproval' : null;
}

/** A printed name written again is its 赞成 where the method merges the two. */
function mergedRows(
  marks: readonly PaperMark[],
  entries: readonly JudgedEntry[],
  rules: PaperRules,
): readonly PaperMark[] {
  if (rules.writeInListedCandidate !== 'merge') return marks;
  const merged = new Set(
    entries.flatMap(({ resolved, void: reason }) =>
      reason === null && resolved.kind === 'candidate' ? [resolved.candidate] : [],
    ),
  );
  return marks.map((mark, i) => (merged.has(i) ? 'approve' : mark));
}

/** Distinct persons, as written or as left after voiding (rules §7, chosen_count). */
function chosenPersons(
  contest: PaperContest,
  written: readonly WrittenName[],
  marks: readonly PaperMark[],
  rows: readonly PaperMark[],
  entries: readonly JudgedEntry[],
  rules: PaperRules,
): number {
  const approved = (of: readonly PaperMark[]): readonly string[] =>
    contest.candidates.flatMap((person, i) => (of[i] === 'approve' ? [label(person)] : []));
  if (rules.chosenCount === 'after-voiding') {
    const counted = entries.filter(isCountedWriteIn).map(({ resolved }) => resolved.label);
    return new Set([...approved(rows), ...counted]).size;
  }
  // A name that nobody can read may be a person already chosen; it adds nobody.
  const names = entries.flatMap(({ resolved }, i) => {
    const entry = written[i];
    return resolved.kind !== 'illegible' && entry !== undefined && isChoice(entry, rules) ? [resolved.label] : [];
  });
  return new Set([...approved(marks), ...names]).size;
}
