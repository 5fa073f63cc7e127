/**
 * What the voter's Web Worker does for one session: it alone holds the card's secret and the ballot's seed.
 * A shell around tally/roles/voter.ts. The page ends the worker with the session, and all secrets with it.
 */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { ok, type Result } from '../../crypto/result.ts';
import type { CardTextError } from '../../crypto/token.ts';
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import type { RoundEntry } from '../../tally/record/round-entries.ts';
import { type RoundRefusal, signedRound } from '../../tally/roles/signed-round.ts';
import {
  type AnswerType,
  castMessage,
  challengeMessage,
  type PendingBallot,
  preparationOf,
  prepareBallot,
  readVoterCard,
  statusMessage,
  type VoterCard,
  type VotingRound,
  verifyAnswer,
} from '../../tally/roles/voter.ts';

export type ReadCard = {
  /** T as the server's list has it. */
  readonly T: string;
  /** 卡码 */
  readonly code: string;
  /** The same card's T in the meeting's other rounds, to name a card of another round. */
  readonly others: readonly string[];
};

export type MadeBallot = {
  readonly message: PendingBallot['message'];
  readonly h: string;
  readonly code: string;
};

export type { RoundRefusal };

/**
 * All from what is signed: of a `ctx` nobody can say another day that it is of a test run (specification §3.9), or of which meeting.
 * `meeting` is the hash of its entry.
 */
export type OpenedRound = { readonly ctx: string; readonly meeting: string; readonly testRun: boolean };

/** Every answer is plain data; nothing secret leaves the worker but what is meant for the server. */
export function createVoterSteps(random: RandomBytes) {
  let meeting: { readonly hash: Uint8Array; readonly rounds: readonly number[]; readonly testRun: boolean } | null =
    null;
  let round: VotingRound | null = null;
  let card: VoterCard | null = null;
  let pending: PendingBallot | null = null;
  /** One signature per ballot: a repeated request is the same request, byte for byte. */
  let cast: ReturnType<typeof castMessage> | null = null;

  const need = <T>(value: T | null, what: string): T => {
    if (value === null) throw new Error(`voter steps: no ${what}`);
    return value;
  };

  return {
    /** Takes the round as the record has it; a round that is not signed by all its authors is not voted in. */
    openRound: (input: {
      readonly meeting: MeetingEntry;
      readonly round: RoundEntry;
      readonly rounds: readonly number[];
    }): Result<OpenedRound, RoundRefusal> => {
      const signed = signedRound(input.meeting, input.round);
      if (!signed.ok) return signed;
      round = signed.value.voting;
      const testRun = input.meeting.testRun === true;
      meeting = { hash: signed.value.meetingHash, rounds: input.rounds, testRun };
      return ok({ ctx: encodeBase64url(round.ctx), meeting: encodeBase64url(meeting.hash), testRun });
    },

    /** Tables for the first ballot, a few milliseconds at a step; done when it returns true. */
    prepare: (() => {
      let steps: Generator<number, void, void> | null = null;
      return (): boolean => {
        steps ??= preparationOf(need(round, 'round'));
        return steps.next().done === true;
      };
    })(),

    readCard: (input: { readonly text: string }): Result<ReadCard, CardTextError> => {
      const { hash, rounds, testRun } = need(meeting, 'meeting');
      const current = need(round, 'round').entry.round;
      const read = readVoterCard(input.text, hash, current, testRun);
      if (!read.ok) return read;
      card = read.value;
      const others = rounds
        .filter((other) => other !== current)
        .flatMap((other) => {
          const elsewhere = readVoterCard(input.text, hash, other, testRun);
          return elsewhere.ok ? [elsewhere.value.listed] : [];
        });
      return ok({ T: card.listed, code: card.code, others });
    },

    makeBallot: (input: { readonly marks: readonly ContestMarks[] }): MadeBallot => {
      cast = null;
      pending = prepareBallot(need(round, 'round'), need(card, 'card'), input.marks, random);
      return { message: pending.message, h: encodeBase64url(pending.h), code: pending.code };
    },

    castMessage: (): ReturnType<typeof castMessage> => {
      cast ??= castMessage(need(round, 'round'), need(card, 'card'), need(pending, 'ballot').h, random);
      return cast;
    },

    /** Marks and seed leave the worker here and nowhere else: the voter has chosen that they become public. */
    challengeMessage: (): ReturnType<typeof challengeMessage> =>
      challengeMessage(need(round, 'round'), need(card, 'card'), need(pending, 'ballot'), random),

    statusMessage: (): ReturnType<typeof statusMessage> =>
      statusMessage(need(round, 'round'), need(card, 'card'), random),

    verifyAnswer: (input: { readonly type: AnswerType; readonly h: string; readonly signature: string }): boolean => {
      let h: Uint8Array;
      try {
        h = decodeBase64url(input.h, 32);
      } catch {
        return false;
      }
      return verifyAnswer(need(round, 'round'), input.type, need(card, 'card'), h, input.signature);
    },
  };
}

export type VoterSteps = ReturnType<typeof createVoterSteps>;
