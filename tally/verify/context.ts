/** What every check reads: the file, its structure and the meeting's declaration. Written by verify-record.ts only. */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { MeetingEntry } from '../record/meeting-entry.ts';
import type { EntryOf, Placed, RecordFile } from '../record/reader.ts';
import type { Findings } from './finding.ts';
import type { RecordStructure, RoundEntries } from './structure.ts';

export interface VerifyContext {
  readonly file: RecordFile;
  readonly structure: RecordStructure;
  readonly meeting: Placed<MeetingEntry>;
  readonly findings: Findings;
}

/** A round whose `round` entry can be read: everything after it refers to it. */
export interface FixedRound extends RoundEntries {
  readonly round: Placed<EntryOf<'round'>>;
  /** base64url of the hash of the round entry. */
  readonly ctx: string;
}

export const hashText = (of: { readonly hash: Uint8Array }): string => encodeBase64url(of.hash);

export function fixedRounds(structure: RecordStructure): readonly FixedRound[] {
  return structure.rounds.flatMap((entries) =>
    entries.round === null ? [] : [{ ...entries, round: entries.round, ctx: hashText(entries.round) }],
  );
}
