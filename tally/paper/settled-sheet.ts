/**
 * From two sheets and what the chief scrutineer settled to the sheet that is counted, or to what she still has to look at:
 * ballots read differently, and rows that were altered where the method leaves them to her (rules §7 `alteration`).
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import { adjudicate } from './adjudication.ts';
import type { PaperBallot, PaperContest } from './paper-ballot.ts';
import { countPaperBallots, type PaperCounts } from './paper-counts.ts';
import type { PaperRules } from './paper-rules.ts';
import { agreedSheet, compareSheets, type Settlement, type TellerDifference, type TellerSheet } from './two-tellers.ts';

export interface OpenBallot {
  /** From 0. */
  readonly ballot: number;
  readonly differences: readonly TellerDifference[];
  /** Rows whose alteration nobody has decided. */
  readonly undecided: readonly number[];
}

/** The decisions of a settlement on a ballot that both tellers read alike; nothing else of it changes what they read. */
const decided = (ballot: PaperBallot, settled: PaperBallot): PaperBallot => ({
  ...ballot,
  rows: ballot.rows.map((row, i) =>
    row.altered === null ? row : { ...row, altered: { decision: settled.rows[i]?.altered?.decision ?? null } },
  ),
});

export function settledSheet(
  contest: PaperContest,
  first: TellerSheet,
  second: TellerSheet,
  settlements: readonly Settlement[],
  rules: PaperRules,
): Result<PaperCounts, readonly OpenBallot[]> {
  const agreed = agreedSheet(first, second, settlements);
  const differences = agreed.ok ? [] : agreed.error.differences;
  const settled = new Map(settlements.map(({ ballot, as }) => [ballot, as]));
  const differing = new Set(compareSheets(first, second).map(({ ballot }) => ballot));
  const sheet = first.map((ballot, i): PaperBallot => {
    const as = settled.get(i);
    if (as === undefined) return ballot;
    return differing.has(i) ? as : decided(ballot, as);
  });
  const open = sheet.flatMap((ballot, i): readonly OpenBallot[] => {
    const own = differences.filter((one) => one.ballot === i);
    const judged = own.length > 0 ? null : adjudicate(contest, ballot, rules);
    const undecided = judged?.verdict === 'undecided' ? judged.rows : [];
    return own.length > 0 || undecided.length > 0 ? [{ ballot: i, differences: own, undecided }] : [];
  });
  const beyond = differences.filter(({ ballot }) => ballot >= first.length);
  const missing = [...new Set(beyond.map(({ ballot }) => ballot))].map((ballot) => ({
    ballot,
    differences: beyond.filter((one) => one.ballot === ballot),
    undecided: [],
  }));
  if (open.length + missing.length > 0) return err([...open, ...missing]);
  const counted = countPaperBallots(contest, sheet, rules);
  return counted.ok
    ? ok(counted.value)
    : err(counted.error.map(({ ballot, row }) => ({ ballot, differences: [], undecided: [row] })));
}
