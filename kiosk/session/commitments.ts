/**
 * What this device took from review pages before the voters chose (specification §7.5): T, h and the codes; no marks, no time,
 * sorted by h so that they tell no order. A phone's own scanner opens a new page for the second code, so the first one is kept
 * in the browser, until the card's check has matched or its round is over.
 */
import type { RecordFile } from '../../tally/record/reader.ts';
import {
  type Commitment,
  commitmentsInUse,
  dropCommitment,
  keepCommitment,
} from '../../tally/roles/checking-device.ts';

const KEY = 'changpiao.commitments';
type Store = Pick<Storage, 'getItem' | 'setItem'>;

function isCommitment(value: unknown): value is Commitment {
  if (typeof value !== 'object' || value === null) return false;
  const { meetingId, round, ctx, T, h, code, cardCode } = value as Record<string, unknown>;
  if (typeof round !== 'number') return false;
  return [meetingId, ctx, T, h, code, cardCode].every((text) => typeof text === 'string');
}

export function keptCommitments(store: Store = localStorage): readonly Commitment[] {
  try {
    const value: unknown = JSON.parse(store.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter(isCommitment) : [];
  } catch {
    return [];
  }
}

const write = (all: readonly Commitment[], store: Store): void => store.setItem(KEY, JSON.stringify(all));

export function storeCommitment(commitment: Commitment, store: Store = localStorage): void {
  write(keepCommitment(keptCommitments(store), commitment), store);
}

export function forgetCommitment(commitment: Commitment, store: Store = localStorage): void {
  write(dropCommitment(keptCommitments(store), commitment), store);
}

/** With every record read after the voting. */
export function forgetEndedRounds(file: RecordFile, store: Store = localStorage): void {
  const kept = keptCommitments(store);
  if (kept.length > 0) write(commitmentsInUse(file, kept), store);
}
