/**
 * Two tellers count the same pile independently (rules §5.1 step 10, tally 1 = tally 2). Their sheets are compared ballot by
 * ballot; nothing is counted while they differ, and only the chief scrutineer, who looks at the paper again, settles a
 * difference. Neither sheet is preferred.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { PaperBallot, WrittenName } from './paper-ballot.ts';

/** The ballots in the order in which the pile was counted. */
export type TellerSheet = readonly PaperBallot[];

export type DifferenceField = 'ballot-missing' | 'mark' | 'alteration' | 'write-ins' | 'identifying-mark';

export interface TellerDifference {
  /** From 0, in the order of the sheets. */
  readonly ballot: number;
  readonly field: DifferenceField;
  /** The row; null where the whole ballot is concerned. */
  readonly row: number | null;
}

/** The order in which names were typed means nothing; where they stand does. */
const nameList = (names: readonly WrittenName[]): string =>
  JSON.stringify(names.map(({ name, under, circle }) => JSON.stringify([under, name, circle])).toSorted());

function differencesOf(ballot: number, first: PaperBallot, second: PaperBallot): readonly TellerDifference[] {
  const found: TellerDifference[] = [];
  const rows = Math.max(first.rows.length, second.rows.length);
  for (let row = 0; row < rows; row += 1) {
    const [a, b] = [first.rows[row], second.rows[row]];
    if (a?.mark !== b?.mark) found.push({ ballot, field: 'mark', row });
    if (
      ((a?.altered ?? null) === null) !== ((b?.altered ?? null) === null) ||
      a?.altered?.decision !== b?.altered?.decision
    )
      found.push({ ballot, field: 'alteration', row });
  }
  if (nameList(first.writeIns) !== nameList(second.writeIns)) found.push({ ballot, field: 'write-ins', row: null });
  if (first.identifyingMark !== second.identifyingMark) found.push({ ballot, field: 'identifying-mark', row: null });
  return found;
}

/** Every difference, row by row; an empty list is the only agreement. */
export function compareSheets(first: TellerSheet, second: TellerSheet): readonly TellerDifference[] {
  const found: TellerDifference[] = [];
  for (let ballot = 0; ballot < Math.max(first.length, second.length); ballot += 1) {
    const [a, b] = [first[ballot], second[ballot]];
    if (a === undefined || b === undefined) found.push({ ballot, field: 'ballot-missing', row: null });
    else found.push(...differencesOf(ballot, a, b));
  }
  return found;
}

/** What the chief scrutineer read on the paper, for a ballot on which the tellers differ. */
export interface Settlement {
  readonly ballot: number;
  readonly as: PaperBallot;
}

export type UnsettledSheets = {
  /** Another number of ballots: the pile must be counted again, there is no ballot to look at. */
  readonly recount: boolean;
  readonly differences: readonly TellerDifference[];
};

/** The sheet that is counted: what both read, and the chief scrutineer's reading where they differ. */
export function agreedSheet(
  first: TellerSheet,
  second: TellerSheet,
  settlements: readonly Settlement[] = [],
): Result<TellerSheet, UnsettledSheets> {
  const settled = new Map(settlements.map(({ ballot, as }) => [ballot, as]));
  const differences = compareSheets(first, second).filter(
    ({ ballot, field }) => field === 'ballot-missing' || !settled.has(ballot),
  );
  if (differences.length > 0)
    return err({ recount: differences.some(({ field }) => field === 'ballot-missing'), differences });
  const differing = new Set(compareSheets(first, second).map(({ ballot }) => ballot));
  // A settlement of a ballot on which both agree would change what two people read.
  return ok(first.map((ballot, i) => (differing.has(i) ? (settled.get(i) ?? ballot) : ballot)));
}
