/**
 * What this device took from review pages before the voters chose (specification §7.5): T, h and the codes; no marks, no time. A
 * phone's own scanner opens a new page for the second code, so the first one is kept in the browser.
 */
import { type Commitment, keepCommitment } from '../../tally/roles/checking-device.ts';

const KEY = 'changpiao.commitments';
/** More than anybody checks in one meeting. */
const MOST = 50;

type Store = Pick<Storage, 'getItem' | 'setItem'>;

function isCommitment(value: unknown): value is Commitment {
  if (typeof value !== 'object' || value === null) return false;
  const { meetingId, round, T, h, code, cardCode } = value as Record<string, unknown>;
  return typeof round === 'number' && [meetingId, T, h, code, cardCode].every((text) => typeof text === 'string');
}

export function keptCommitments(store: Store = localStorage): readonly Commitment[] {
  try {
    const value: unknown = JSON.parse(store.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter(isCommitment) : [];
  } catch {
    return [];
  }
}

export function storeCommitment(commitment: Commitment, store: Store = localStorage): void {
  store.setItem(KEY, JSON.stringify(keepCommitment(keptCommitments(store), commitment).slice(-MOST)));
}
