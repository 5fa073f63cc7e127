/** Groups in which ballots enter the log (specification §3.4): check 2 asks for their checkpoints, check 7 for order and size. */
import type { BallotEntry } from '../record/ballot-entries.ts';
import type { Placed, RecordFile } from '../record/reader.ts';

export interface Group {
  /** At least one. */
  readonly leaves: readonly [Placed<BallotEntry>, ...Placed<BallotEntry>[]];
  /** Whether a checkpoint line follows directly. */
  readonly closed: boolean;
  readonly isLast: boolean;
}

/** Runs of the ballot entries of one round that only unreadable lines interrupt, in order. */
export function groupsOf(file: Pick<RecordFile, 'lines'>, ballots: readonly Placed<BallotEntry>[]): readonly Group[] {
  const placed = new Map(ballots.map((leaf) => [leaf.index, leaf]));
  const groups: { leaves: [Placed<BallotEntry>, ...Placed<BallotEntry>[]]; closed: boolean }[] = [];
  let open: (typeof groups)[number] | null = null;
  for (const line of file.lines) {
    const ballot = line.kind === 'entry' ? placed.get(line.index) : undefined;
    if (ballot !== undefined) {
      if (open === null) {
        open = { leaves: [ballot], closed: false };
        groups.push(open);
      } else open.leaves.push(ballot);
      continue;
    }
    if (line.kind === 'checkpoint' && open !== null) open.closed = true;
    if (line.kind !== 'unread') open = null;
  }
  return groups.map((group, at) => ({ ...group, isLast: at === groups.length - 1 }));
}
