/**
 * The signed head of the log as text (C2SP tlog-checkpoint): origin, tree size, root hash, one to a line.
 * Extension lines are legal there and refused here: the record has no use for a field nobody checks.
 */
import { decodeBase64, encodeBase64 } from '../encoding/base64.ts';

export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array };

/** The body of the note, with its last newline; throws on an origin that is empty or has more than one line. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (origin === '' || /[\r\n]/.test(origin)) throw new RangeError('checkpoint: origin');
  if (!Number.isSafeInteger(size) || size < 0 || root.length !== 32) throw new RangeError('checkpoint: size or root');
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

/** Throws on anything that `formatCheckpoint` would not write. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', root = ''] = text.split('\n');
  const checkpoint = { origin, size: Number(size), root: decodeBase64(root) };
  if (formatCheckpoint(checkpoint) !== text) throw new TypeError('checkpoint: does not re-encode to itself');
  return checkpoint;
}
