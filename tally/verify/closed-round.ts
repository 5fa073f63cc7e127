/**
 * The entries of a closed round in a record, as what is printed from it needs them. Whether they are right is the verifier's
 * business (checks 1 to 13).
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { EntryOf, Placed, RecordFile } from '../record/reader.ts';
import { createFindings } from './finding.ts';
import { LAST_RANK, type RoundEntries, structureOf } from './structure.ts';

export interface ClosedRound extends RoundEntries {
  readonly meeting: Placed<EntryOf<'meeting'>>;
  readonly round: Placed<EntryOf<'round'>>;
  readonly open: Placed<EntryOf<'open'>>;
  readonly close: Placed<EntryOf<'close'>>;
}

export type ClosedRoundError = 'record-unreadable' | 'round-missing' | 'close-missing';

/** `number` is the round id that the `round` entry states. A record of which one line cannot be read is refused. */
export function closedRound(file: RecordFile, number: number): Result<ClosedRound, ClosedRoundError> {
  if (file.problems.length > 0) return err('record-unreadable');
  const { meeting, rounds } = structureOf(file, createFindings(), LAST_RANK.result);
  const entries = rounds.find(({ round }) => round?.entry.round === number);
  if (meeting === null || entries === undefined || entries.round === null) return err('round-missing');
  const { round, open, close } = entries;
  return open === null || close === null ? err('close-missing') : ok({ ...entries, meeting, round, open, close });
}
