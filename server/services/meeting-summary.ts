import type { z } from 'zod';
import type { meetingSummarySchema } from '../contract/shared.ts';
import type { StoredMeeting } from '../store/meeting.ts';

/** One meeting in a list. */
export function meetingSummary(meeting: StoredMeeting): z.infer<typeof meetingSummarySchema> {
  const { id, kind, phase, derivedFrom, testRunOf } = meeting;
  const { title, organization, superior, date } = meeting.draft;
  return {
    id,
    kind,
    group: meeting.draft.group,
    title,
    organization,
    superior,
    date: date ?? '',
    phase,
    derivedFrom,
    testRun: testRunOf !== null,
  };
}
