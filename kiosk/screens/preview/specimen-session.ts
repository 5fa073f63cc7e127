/**
 * A voter's session in which there is no card, no key and no server: every voter begins at once, and the ballot on the review page is never
 * made, so that it has no code and cannot be cast. Marks, pages and questions are those of the real session.
 */
import { ok } from '../../../crypto/result.ts';
import type { Contest } from '../../../tally/record/contest.ts';
import type { MeetingEntry } from '../../../tally/record/meeting-entry.ts';
import type { RoundEntry } from '../../../tally/record/round-entries.ts';
import type { VoterDevice } from '../../session/voter-device.ts';
import { createVoterSession, type OpenRound, type VoterSession } from '../../session/voter-session.ts';
import type { VoterSteps } from '../../session/voter-steps.ts';

const never = () => new Promise<never>(() => undefined);

const ANSWERS: { readonly [K in keyof VoterSteps]?: ReturnType<VoterSteps[K]> } = {
  openRound: ok({ ctx: '', meeting: '', testRun: true }),
  prepare: true,
  readCard: ok({ T: '', code: '', others: [] }),
};

/** Makes no ballot and signs nothing: what it has no answer for it never answers. */
const withoutSecrets = (): VoterDevice => ({
  ask: (step, ..._) => (ANSWERS[step] === undefined ? never() : Promise.resolve(ANSWERS[step] as never)),
  end: () => undefined,
});

export function createSpecimenSession(resetSettings: () => void): VoterSession {
  return createVoterSession({
    server: {
      askToken: async () => ok({ state: 'free', round: null }),
      submitPending: never,
      castBallot: never,
      challengeBallot: never,
      askStatus: never,
    },
    startDevice: withoutSecrets,
    chime: () => undefined,
    isPairedMeeting: () => true,
    onSent: () => undefined,
    onAccepted: () => {
      throw new Error('preview: nothing can be accepted here');
    },
    codeOf: () => '',
    resetSettings,
    isPaused: () => false,
    isOver: () => false,
  });
}

/** Of a round that nobody has signed, only what stands on its ballot. */
export const unsignedRound = (contests: readonly Contest[]): OpenRound => ({
  meeting: { id: 'preview' } as MeetingEntry,
  round: { contests } as RoundEntry,
  rounds: [],
});
