/**
 * Findings of the verifier (specification §10): which named check, what is wrong as a code of a closed list
 * (finding-text.ts), and where.
 */
import type { FindingCode } from './finding-text.ts';

/** In the order of specification §10. */
export const CHECK_NAMES = [
  'encoding',
  'log',
  'key-ceremony',
  'tokens',
  'round',
  'ballots',
  'casts',
  'accounting',
  'aggregate',
  'decryption',
  'result',
  'outcome',
  'attestations',
  'result-sheet',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

export interface Finding {
  readonly check: CheckName;
  readonly code: FindingCode;
  /** Leaf index from 0; null where no entry can be named, e.g. a file without any. */
  readonly entry: number | null;
  /** Line of the file from 1; null like `entry`. */
  readonly line: number | null;
}

/** Where a finding is: any line of the record. A checkpoint has the index of the leaf before it. */
export interface Place {
  readonly line: number;
  readonly index: number;
}

/** Collects the findings of one run; shared by all checks, written by `report` only. */
export interface Findings {
  report(check: CheckName, code: FindingCode, at: Place | null): void;
  readonly list: readonly Finding[];
}

export function createFindings(): Findings {
  const list: Finding[] = [];
  return {
    report: (check, code, at) => void list.push({ check, code, entry: at?.index ?? null, line: at?.line ?? null }),
    list,
  };
}
