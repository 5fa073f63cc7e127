/** In whose words the settings of a meeting are said: a plenary has its own, and so has an assembly that elects no committee. */
import type { MeetingKind } from '../record/meeting-entry.ts';
import { COMMITTEE_POST } from './secretary-ballot.ts';

export type MeetingWords = MeetingKind | 'without-committee';

/** `posts`: of all its ballots, whichever is prepared; while none is set, nothing is known of a branch without a committee. */
export const wordsOfMeeting = (kind: MeetingKind, posts: readonly string[]): MeetingWords =>
  kind === 'assembly' && posts.length > 0 && !posts.includes(COMMITTEE_POST) ? 'without-committee' : kind;
