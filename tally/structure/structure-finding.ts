/** What a check of candidates, committee or dates found. 原则上 rules warn; only what the rules mark as a bar blocks. */
import type { Text } from '../text/text.ts';

export type StructureCode =
  | 'age-above-limit'
  | 'birth-unknown'
  | 'education-below'
  | 'education-unknown'
  | 'ground'
  | 'ground-cleared'
  | 'secretary-ground'
  | 'sanction-influence'
  | 'sanctioned-too-many'
  | 'no-woman'
  | 'nobody-young'
  | 'seats-outside'
  | 'seats-above-last-term'
  | 'even-seats'
  | 'outside-term-window'
  | 'term-approval-missing';

export interface StructureFinding extends Text {
  readonly code: StructureCode;
  readonly level: 'warning' | 'block';
  /** The person, or null where the committee, the township or the date is concerned. */
  readonly name: string | null;
  /** Who can settle it; null: nothing is asked. */
  readonly needs: 'county-approval' | 'township-clearance' | 'superior-approval' | null;
}
