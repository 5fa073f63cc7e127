/** Who must be there before forms are handed out, and before anything of them is told (rules §4.4). */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { RuleSettings } from '../rules/settings.ts';

/** Fewer forms than this say how people judged, so their counts stay closed. */
export const LEAST_FORMS = 5;

export function appraisalGate(
  present: number,
  { appraisalMinimumAttendance }: Pick<RuleSettings, 'appraisalMinimumAttendance'>,
): Result<null, { readonly code: 'attendance-too-small'; readonly minimum: number; readonly present: number }> {
  return present < appraisalMinimumAttendance
    ? err({ code: 'attendance-too-small', minimum: appraisalMinimumAttendance, present })
    : ok(null);
}

/** The secrecy floor, of each voter group by itself: groups are counted apart. */
export function mayOpenForms(forms: number): boolean {
  return forms >= LEAST_FORMS;
}
