/** Whether a scanned Symbol B speaks about a record: the ciphertexts, key and counts it proves are those of the record. */
import type { SymbolB } from '../../../printables/qr/symbol-b.ts';
import { equalSymbolsB, symbolBOf } from '../../../printables/qr/symbol-b-of-record.ts';
import { countedRound } from '../../../printables/qr/symbol-of-record.ts';
import { readRecord } from '../../../tally/record/reader.ts';

/** Which of the scrutineers proved it may differ: a paper carries t of them, a record all. */
export function proofIsOfRecord(record: Uint8Array, round: number, printed: SymbolB): boolean {
  const counted = countedRound(readRecord(record), round);
  const own = counted.ok ? symbolBOf(counted.value) : null;
  return own !== null && equalSymbolsB({ ...own, parts: [] }, { ...printed, parts: [] });
}
