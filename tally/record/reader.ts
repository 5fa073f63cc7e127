/**
 * Reads a record file (specification §3): a line of canonical JSON for each entry, in order, and lines
 * {"type":"checkpoint","note"} that are no leaves. Never throws on data and never stops: what cannot be read is
 * reported with its line, and reading goes on.
 *
 * Security note: the file comes from anybody. Every accepted line is the only spelling of its value, so the entry
 * hash can be taken over the bytes as they stand.
 */
import { z } from 'zod';
import { decodeUtf8, encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { decodeCanonical } from '../../crypto/encoding/canonical.ts';
import { sha256 } from '../../crypto/hash.ts';
import { leafHash } from '../../crypto/log/merkle.ts';
import { decodeEntry, type Entry, type EntryType } from './entry.ts';

export type ReadProblem =
  | 'utf8-malformed'
  | 'line-not-canonical'
  | 'entry-type-unknown'
  | 'entry-malformed'
  | 'checkpoint-malformed'
  | 'line-end-missing'
  | 'file-empty';

/** `index` is the leaf index from 0; `line` counts from 1; `text` is the canonical line without its end. */
export interface ReadEntry {
  readonly kind: 'entry';
  readonly line: number;
  readonly index: number;
  readonly text: string;
  /** Entry hash: SHA-256 of the line. */
  readonly hash: Uint8Array;
  /** Hash of the line as a leaf of the log. */
  readonly leaf: Uint8Array;
  readonly entry: Entry;
}

/** A line that is a leaf by its place but cannot be understood. It keeps its index, so later findings still fit. */
export interface UnreadLine {
  readonly kind: 'unread';
  readonly line: number;
  readonly index: number;
  readonly hash: Uint8Array;
  readonly leaf: Uint8Array;
  readonly problem: ReadProblem;
}

/** `size` is the number of leaves before this line: what the note must speak about. */
export interface ReadCheckpoint {
  readonly kind: 'checkpoint';
  readonly line: number;
  readonly size: number;
  readonly note: string;
}

export type RecordLine = ReadEntry | UnreadLine | ReadCheckpoint;

export interface RecordFile {
  readonly lines: readonly RecordLine[];
  /** Every leaf in order, readable or not. */
  readonly leaves: readonly (ReadEntry | UnreadLine)[];
  readonly problems: readonly { readonly problem: ReadProblem; readonly line: number; readonly index: number }[];
}

const LINE_FEED = 0x0a;

/** How a checkpoint line begins, and no entry: its members stand in the order of their names. */
const CHECKPOINT_START = '{"note":';

const checkpoint = z.strictObject({ type: z.literal('checkpoint'), note: z.string() });

export function readRecord(file: string | Uint8Array): RecordFile {
  const bytes = typeof file === 'string' ? encodeUtf8(file) : file;
  const lines: RecordLine[] = [];
  const leaves: (ReadEntry | UnreadLine)[] = [];
  const problems: { problem: ReadProblem; line: number; index: number }[] = [];
  const report = (problem: ReadProblem, line: number) => problems.push({ problem, line, index: leaves.length });

  if (bytes.length === 0) report('file-empty', 1);
  let line = 0;
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found === -1 ? bytes.length : found;
    line += 1;
    if (found === -1) report('line-end-missing', line);
    const raw = bytes.subarray(start, end);
    const read = readLine(raw);
    if (typeof read !== 'string' && read.kind === 'checkpoint') {
      lines.push({ kind: 'checkpoint', line, size: leaves.length, note: read.note });
    } else if (read === 'checkpoint-malformed') {
      // A damaged checkpoint is no leaf either; otherwise one byte would shift every index after it.
      report(read, line);
    } else {
      const base = { line, index: leaves.length, hash: sha256(raw), leaf: leafHash(raw) };
      if (typeof read === 'string') report(read, line);
      const leaf: ReadEntry | UnreadLine =
        typeof read === 'string'
          ? { kind: 'unread', ...base, problem: read }
          : { kind: 'entry', ...base, text: read.text, entry: read.entry };
      lines.push(leaf);
      leaves.push(leaf);
    }
    start = end + 1;
  }
  return { lines, leaves, problems };
}

type Line = { readonly kind: 'checkpoint'; readonly note: string } | { kind: 'entry'; text: string; entry: Entry };

function readLine(raw: Uint8Array): Line | ReadProblem {
  let text: string;
  try {
    text = decodeUtf8(raw);
  } catch {
    return 'utf8-malformed';
  }
  let value: unknown;
  try {
    value = decodeCanonical(raw);
  } catch {
    return text.startsWith(CHECKPOINT_START) ? 'checkpoint-malformed' : 'line-not-canonical';
  }
  if (text.startsWith(CHECKPOINT_START)) {
    const parsed = checkpoint.safeParse(value);
    return parsed.success ? { kind: 'checkpoint', note: parsed.data.note } : 'checkpoint-malformed';
  }
  const entry = decodeEntry(value);
  return typeof entry === 'string' ? entry : { kind: 'entry', text, entry };
}

export type EntryOf<T extends EntryType> = Extract<Entry, { readonly type: T }>;

/** An entry together with its place. */
export type Placed<E extends Entry> = Omit<ReadEntry, 'entry'> & { readonly entry: E };

/** All entries of one kind, in order. */
export function entriesOf<T extends EntryType>(
  file: Pick<RecordFile, 'leaves'>,
  type: T,
): readonly Placed<EntryOf<T>>[] {
  return file.leaves.filter(
    (leaf): leaf is ReadEntry & { readonly entry: EntryOf<T> } => leaf.kind === 'entry' && leaf.entry.type === type,
  );
}
