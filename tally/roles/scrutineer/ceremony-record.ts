/**
 * The key ceremony as it stands in the record now (specification §4): the running attempt, every entry of it checked
 * for its author's signature, and who aborted the attempts before.
 */

import type { KeyAbortEntry, KeyCommitEntry, KeyConfirmEntry, KeyRevealEntry } from '../../record/ceremony-entries.ts';
import type { MeetingEntry } from '../../record/meeting-entry.ts';
import { entriesOf, type RecordFile } from '../../record/reader.ts';
import { signatureFaults } from '../../verify/signatures.ts';

type CeremonyEntry = KeyCommitEntry | KeyRevealEntry | KeyConfirmEntry | KeyAbortEntry;

export interface CeremonyRecord {
  readonly meeting: MeetingEntry;
  readonly meetingHash: Uint8Array;
  /** Properly signed aborts so far; the attempt running now has this number. */
  readonly attempt: number;
  readonly lastAbort: KeyAbortEntry | null;
  readonly commits: readonly KeyCommitEntry[];
  readonly reveals: readonly KeyRevealEntry[];
  readonly confirms: readonly KeyConfirmEntry[];
  /** Index a badly signed entry of this attempt claims, 0 when none does: somebody speaks in another's name. */
  readonly forged: number;
  /** A round stands in the record: the keys are in use and no abort is heard any more. */
  readonly inUse: boolean;
}

const CEREMONY_TYPES = new Set(['key-commit', 'key-reveal', 'key-confirm', 'key-abort']);

const indexOf = (entry: CeremonyEntry): number => (entry.type === 'key-reveal' ? entry.package.index : entry.index);

/** Undefined while there is no `meeting` entry signed by its own server key. */
export function readCeremony(record: RecordFile): CeremonyRecord | undefined {
  const first = entriesOf(record, 'meeting')[0];
  if (first === undefined || first.index !== 0 || signatureFaults(first.entry, first.entry).length > 0)
    return undefined;
  const meeting = first.entry;
  const rounds = entriesOf(record, 'round');
  const firstRound = rounds[0]?.index ?? Number.POSITIVE_INFINITY;

  let attempt = 0;
  let lastAbort: KeyAbortEntry | null = null;
  let running: CeremonyEntry[] = [];
  let forged = 0;
  for (const leaf of record.leaves) {
    if (leaf.kind !== 'entry' || leaf.index > firstRound || !CEREMONY_TYPES.has(leaf.entry.type)) continue;
    const entry = leaf.entry as CeremonyEntry;
    if (signatureFaults(entry, meeting).length > 0) {
      forged ||= indexOf(entry);
    } else if (entry.type === 'key-abort') {
      // Two devices may abort at once: the second abort ends nothing.
      if (running.length === 0) continue;
      attempt += 1;
      lastAbort = entry;
      running = [];
      forged = 0;
    } else running.push(entry);
  }
  return {
    meeting,
    meetingHash: first.hash,
    attempt,
    lastAbort,
    commits: running.filter((entry) => entry.type === 'key-commit'),
    reveals: running.filter((entry) => entry.type === 'key-reveal'),
    confirms: running.filter((entry) => entry.type === 'key-confirm'),
    forged,
    inUse: rounds.length > 0,
  };
}

/** By index 1..n, each exactly once; `twice` names an index that spoke more than once. */
export function byIndex<E extends KeyCommitEntry | KeyRevealEntry | KeyConfirmEntry>(
  entries: readonly E[],
  n: number,
): {
  readonly at: readonly (E | undefined)[];
  readonly missing: readonly number[];
  readonly twice: number | undefined;
} {
  const at = Array.from({ length: n }, (_, i) => entries.find((entry) => indexOf(entry) === i + 1));
  const twice = entries.find((entry, i) => entries.findIndex((other) => indexOf(other) === indexOf(entry)) !== i);
  return {
    at,
    missing: at.flatMap((entry, i) => (entry === undefined ? [i + 1] : [])),
    twice: twice === undefined ? undefined : indexOf(twice),
  };
}
