/** How long a hall waits, and how many kiosks it should have (UX 0.2): said before the meeting, while there is time to fetch another. */
import type { OrganizerMeeting } from '../contract/organizer.ts';

/** A voter with six candidates needs about a minute and a half. */
const SECONDS_A_VOTER = 90;
/** One cheap tablet for 12 to 15 voters. */
const VOTERS_A_KIOSK = { most: 15, least: 12 };

export const queueEstimate = (voters: number, kiosks: number): OrganizerMeeting['queue'] => ({
  voters,
  kiosks,
  minutes: kiosks === 0 ? null : Math.ceil((voters * SECONDS_A_VOTER) / 60 / kiosks),
  advised: { least: Math.ceil(voters / VOTERS_A_KIOSK.most), most: Math.ceil(voters / VOTERS_A_KIOSK.least) },
});
