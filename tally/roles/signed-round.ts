/** The round as the record has it, for every device that acts on it: signed by all its authors, of this meeting, its circuit compiled. */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { entryHash } from '../record/entry.ts';
import type { MeetingEntry } from '../record/meeting-entry.ts';
import type { RoundEntry } from '../record/round-entries.ts';
import { signatureFaults } from '../verify/signatures.ts';
import { type VotingRound, votingRound } from './voter.ts';

export type RoundRefusal = 'meeting-signature' | 'round-signature' | 'other-meeting' | 'circuit';

export interface SignedRound {
  readonly meetingHash: Uint8Array;
  readonly voting: VotingRound;
}

/** A round that is not signed by the server and every scrutineer is neither voted nor checked in. */
export function signedRound(meeting: MeetingEntry, round: RoundEntry): Result<SignedRound, RoundRefusal> {
  if (signatureFaults(meeting, meeting).length > 0) return err('meeting-signature');
  if (signatureFaults(round, meeting).length > 0) return err('round-signature');
  const meetingHash = entryHash(meeting);
  if (encodeBase64url(meetingHash) !== round.meeting) return err('other-meeting');
  try {
    return ok({ meetingHash, voting: votingRound(round, meeting.keys.receipts) });
  } catch {
    return err('circuit');
  }
}
