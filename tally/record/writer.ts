/**
 * Writes a record: entries become lines and leaves, checkpoints become lines. The state is the text so far and the
 * incremental Merkle tree; whoever holds the writer owns the record.
 */
import { decodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import { sha256 } from '../../crypto/hash.ts';
import { appendLeaf, createMerkleTree, leafHash, merkleRoot, treeSize } from '../../crypto/log/merkle.ts';
import type { Entry } from './entry.ts';

export interface Appended {
  readonly index: number;
  /** Entry hash. */
  readonly hash: Uint8Array;
}

export interface RecordWriter {
  /** Adds a leaf. */
  append(entry: Entry): Appended;
  /** Adds a checkpoint line; `note` is a complete signed note over `size()` and `root()`. */
  checkpoint(note: string): void;
  size(): number;
  root(): Uint8Array;
  /** The file so far. */
  text(): string;
}

/** The line of an entry, with its end. */
export const entryLine = (entry: Entry): string => `${decodeUtf8(canonicalBytes(entry))}\n`;

export const checkpointLine = (note: string): string => `${decodeUtf8(canonicalBytes({ type: 'checkpoint', note }))}\n`;

export function createRecordWriter(): RecordWriter {
  const tree = createMerkleTree();
  const lines: string[] = [];
  return {
    append(entry) {
      const bytes = canonicalBytes(entry);
      const index = appendLeaf(tree, leafHash(bytes));
      lines.push(`${decodeUtf8(bytes)}\n`);
      return { index, hash: sha256(bytes) };
    },
    checkpoint: (note) => void lines.push(checkpointLine(note)),
    size: () => treeSize(tree),
    root: () => merkleRoot(tree),
    text: () => lines.join(''),
  };
}
