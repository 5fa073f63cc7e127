/** The sums over all ballots of one contest on paper (rules §5.1 steps 9–10), from their adjudications alone. */
import { err, ok, type Result } from '../../crypto/result.ts';
import { label } from '../record/person.ts';
import {
  adjudicate,
  type CountedRow,
  INVALID_REASONS,
  type InvalidReason,
  VOID_ENTRY_REASONS,
  type VoidEntryReason,
} from './adjudication.ts';
import type { PaperBallot, PaperContest } from './paper-ballot.ts';
import type { PaperRules } from './paper-rules.ts';

/** 赞成, 不赞成, 弃权, 该项无效. */
export type PaperCountRow = readonly [approve: number, disapprove: number, abstain: number, unreadable: number];

export interface PaperCounts {
  readonly recovered: number;
  readonly valid: number;
  readonly invalid: number;
  /** One to a candidate, in ballot order. */
  readonly rows: readonly PaperCountRow[];
  /** Votes by label, by falling votes and then by label. */
  readonly writeIns: readonly { readonly name: string; readonly votes: number }[];
  /** Entries that count for nobody, by name and reason. */
  readonly voidEntries: readonly {
    readonly name: string;
    readonly reason: VoidEntryReason;
    readonly entries: number;
  }[];
  /** Invalid ballots by their first reason, so that the numbers add up to `invalid`. */
  readonly invalidReasons: readonly { readonly reason: InvalidReason; readonly ballots: number }[];
}

/** A row whose alteration nobody has decided; `ballot` counts from 0. */
export interface UndecidedRow {
  readonly ballot: number;
  readonly row: number;
}

const PLACE: Readonly<Record<CountedRow, 0 | 1 | 2 | 3>> = { approve: 0, disapprove: 1, abstain: 2, unreadable: 3 };

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Nothing is counted while a ballot waits for the chief scrutineer. */
export function countPaperBallots(
  contest: PaperContest,
  ballots: readonly PaperBallot[],
  rules: PaperRules,
): Result<PaperCounts, readonly UndecidedRow[]> {
  const judged = ballots.map((ballot) => adjudicate(contest, ballot, rules));
  const open = judged.flatMap((one, ballot) =>
    one.verdict === 'undecided' ? one.rows.map((row) => ({ ballot, row })) : [],
  );
  if (open.length > 0) return err(open);

  const rows = contest.candidates.map((): [number, number, number, number] => [0, 0, 0, 0]);
  const writeIns = new Map<string, number>();
  const voided = new Map<string, { name: string; reason: VoidEntryReason; entries: number }>();
  const reasons = new Map<InvalidReason, number>();
  let valid = 0;
  for (const one of judged) {
    if (one.verdict === 'undecided') continue;
    if (one.verdict === 'invalid') {
      const [first] = one.reasons;
      if (first !== undefined) reasons.set(first, (reasons.get(first) ?? 0) + 1);
      continue;
    }
    valid += 1;
    for (const [i, mark] of one.rows.entries()) {
      const row = rows[i];
      if (row !== undefined) row[PLACE[mark]] += 1;
    }
    for (const name of one.writeIns) writeIns.set(name, (writeIns.get(name) ?? 0) + 1);
    for (const { name, reason } of one.voidEntries) {
      const key = JSON.stringify([name, reason]);
      voided.set(key, { name, reason, entries: (voided.get(key)?.entries ?? 0) + 1 });
    }
  }
  return ok({
    recovered: ballots.length,
    valid,
    invalid: ballots.length - valid,
    rows,
    writeIns: [...writeIns]
      .map(([name, votes]) => ({ name, votes }))
      .toSorted((a, b) => b.votes - a.votes || byText(a.name, b.name)),
    voidEntries: [...voided.values()].toSorted(
      (a, b) => VOID_ENTRY_REASONS.indexOf(a.reason) - VOID_ENTRY_REASONS.indexOf(b.reason) || byText(a.name, b.name),
    ),
    invalidReasons: INVALID_REASONS.flatMap((reason) => {
      const count = reasons.get(reason);
      return count === undefined ? [] : [{ reason, ballots: count }];
    }),
  });
}

/** The rows by name, as the rules engine and the sheets read them. */
export const namedRows = (contest: Pick<PaperContest, 'candidates'>, counts: Pick<PaperCounts, 'rows'>) =>
  Object.fromEntries(
    contest.candidates.map((person, i) => {
      const [approve, disapprove, abstain, unreadable] = counts.rows[i] ?? [0, 0, 0, 0];
      return [label(person), { approve, disapprove, abstain, unreadable }] as const;
    }),
  );
