/**
 * A proposal as the next leaf of the record: whether the structure of the record (specification §3.3) places it there, in the round it
 * names. The one question about order that a device asks before it signs anything, and the one the verifier will ask of the entry.
 */
import { decodeUtf8 } from '../../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../../crypto/encoding/canonical.ts';
import { leafHash } from '../../../crypto/log/merkle.ts';
import { type Entry, entryHash } from '../../record/entry.ts';
import type { ReadEntry, RecordFile } from '../../record/reader.ts';
import { hashText } from '../../verify/context.ts';
import { createFindings } from '../../verify/finding.ts';
import { type RecordStructure, structureOf } from '../../verify/structure.ts';

export interface NextLeaf {
  /** The record with the proposal in it. */
  readonly file: RecordFile;
  readonly structure: RecordStructure;
  readonly index: number;
  readonly hasPlace: boolean;
}

export function asNextLeaf(entry: Entry, record: RecordFile): NextLeaf {
  const bytes = canonicalBytes(entry);
  const index = record.leaves.length;
  const next: ReadEntry = {
    kind: 'entry',
    entry,
    text: decodeUtf8(bytes),
    leaf: leafHash(bytes),
    hash: entryHash(entry),
    index,
    line: record.lines.length + 1,
  };
  const file = { ...record, leaves: [...record.leaves, next] };
  const findings = createFindings();
  const structure = structureOf(file, findings, 0);
  const isPlaced = findings.list.every((finding) => finding.entry !== index);
  return { file, structure, index, hasPlace: isPlaced && isOfCurrentRound(entry, structure) };
}

/**
 * The structure places by type alone: what opens, closes or counts the current round has to name it, and no earlier one: entries of a
 * round that is over, copied behind it with all their signatures, would begin it again under the same ctx.
 */
function isOfCurrentRound(entry: Entry, { rounds }: RecordStructure): boolean {
  if (entry.type !== 'open' && entry.type !== 'close' && entry.type !== 'paper-count') return true;
  const named = rounds.find(({ round, paperRound }) => {
    const fixed = round ?? paperRound;
    return fixed !== null && entry.ctx === hashText(fixed);
  });
  return named === rounds.at(-1);
}
