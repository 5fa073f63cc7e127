import type { OrganizerMeeting } from '../../../server/contract/organizer.ts';

/** Posts and candidates may change: in the draft, and in a later round until its scrutineers are asked to sign it. */
export const isBallotOpen = ({
  phase,
  currentRound,
  proposals,
}: Pick<OrganizerMeeting, 'phase' | 'currentRound' | 'proposals'>): boolean =>
  phase === 'draft' || (phase === 'cards' && currentRound > 1 && !proposals.some(({ kind }) => kind === 'round'));
