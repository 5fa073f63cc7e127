/** The line-by-line report of an import: what is wrong, where, and what to do about it. */
import type { Text } from '../text/text.ts';
import { headingOf, type RosterField } from './roster-columns.ts';

export type RosterFindingCode =
  | 'encoding-unknown'
  | 'quotes-broken'
  | 'no-rows'
  | 'heading-missing'
  | 'heading-twice'
  | 'heading-ignored'
  | 'cells-beyond-headings'
  | 'name-missing'
  | 'name-characters'
  | 'name-spaces'
  | 'gender-unclear'
  | 'month-unclear'
  | 'joined-too-young'
  | 'category-missing'
  | 'category-unclear'
  | 'entitled-unclear'
  | 'entitled-probationary'
  | 'entitled-contradiction'
  | 'without-right-ground'
  | 'exclusion-unclear'
  | 'exclusion-without-vote'
  | 'exclusion-not-approved'
  | 'exclusion-refused'
  | 'reply-incomplete'
  | 'same-person'
  | 'namesake'
  | 'namesake-undistinguished';

export interface RosterFinding extends Text {
  readonly line: number;
  readonly field: RosterField | null;
  /** 'stop': nothing is imported until the file is corrected. */
  readonly severity: 'stop' | 'warning';
  readonly code: RosterFindingCode;
}

const STOPS: ReadonlySet<RosterFindingCode> = new Set([
  'encoding-unknown',
  'quotes-broken',
  'no-rows',
  'heading-missing',
  'heading-twice',
  'cells-beyond-headings',
  'name-missing',
  'name-characters',
  'category-missing',
  'category-unclear',
  'entitled-unclear',
  'entitled-contradiction',
  'without-right-ground',
  'same-person',
  'namesake-undistinguished',
]);

/** Whether a finding stops the import depends on its code alone: whatever touches the right to vote does. */
export function rosterFinding(
  line: number,
  field: RosterField | null,
  code: RosterFindingCode,
  text: Text,
): RosterFinding {
  const place = field === null ? '' : `“${headingOf(field)}”：`;
  return {
    line,
    field,
    severity: STOPS.has(code) ? 'stop' : 'warning',
    code,
    zh: `${place}${text.zh}`,
    en: `${field === null ? '' : `${field}: `}${text.en}`,
  };
}
