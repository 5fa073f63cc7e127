/** A kiosk without a screen: pairs, calibrates, votes card by card, keeps acceptances and hands them over. */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { receiptAddress } from '../../printables/qr/receipt.ts';
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { entryHash } from '../../tally/record/entry.ts';
import {
  type Acceptance,
  cardInRounds,
  castMessage,
  keepAcceptance,
  preparationOf,
  prepareBallot,
  readVoterCard,
  statusMessage,
  type VotingRound,
  verifyAnswer,
  votingRound,
} from '../../tally/roles/voter.ts';
import * as routes from '../contract/kiosk.ts';
import { pair } from '../contract/public.ts';
import { openSession } from './session.ts';

export type VotingMachine = {
  /** S1: what the box holds before voting opens is shown, and the server told so (UX 6.28). */
  readonly showBox: () => Promise<void>;
  /** Reads the signed round entry and precomputes for it. */
  readonly prepare: () => Promise<readonly Contest[]>;
  /** V0 to V4: nothing is called cast before the server's signature has been verified. */
  readonly vote: (cardText: string, marks: readonly ContestMarks[]) => Promise<Acceptance>;
  /** V0 with a card that is not drawn for this round: what the kiosk finds out, asking with the other rounds' T. */
  readonly present: (cardText: string) => Promise<'free' | 'spent' | 'wrong-round' | 'unknown'>;
  /**
   * A manipulated kiosk: a ballot of this round by each T the card has in any round. Gives the server's answers to
   * pending and cast in turn; refusals by their codes.
   */
  readonly force: (cardText: string, marks: readonly ContestMarks[]) => Promise<readonly string[]>;
  /** How many acceptances it shows. */
  readonly acceptances: () => number;
  readonly handOver: () => Promise<number>;
  /** What its voters of this round took home: the address on each 查验单, sorted, so that no order is told. */
  readonly receipts: () => readonly string[];
};

export async function pairVotingMachine(base: string, code: string, random: RandomBytes): Promise<VotingMachine> {
  const session = openSession(base);
  await session.call(pair, { body: { code } });
  await session.call(routes.calibrate, { body: { pxPerMm: 3.78, widthMm: 217, heightMm: 136 } });
  let round: VotingRound | undefined;
  let meetingHash = new Uint8Array(32);
  let kept: readonly Acceptance[] = [];
  let others: readonly number[] = [];
  let testRun = false;
  let [meetingId, checkAddress] = ['', ''];

  const current = (): VotingRound => {
    if (round === undefined) throw new Error('rehearsal: the voting machine is not prepared');
    return round;
  };

  return {
    showBox: async () => {
      const { voting, roundEntry, cast } = await session.call(routes.kioskState);
      if (voting !== 'zero' || roundEntry === null) throw new Error('rehearsal: the box is not shown now');
      // What is kept may be of the round before.
      const own = round?.entry.round === roundEntry.round ? kept.length : 0;
      const ballots = Math.max(cast, own);
      const box = { round: roundEntry.round, ballots };
      await session.call(routes.tellHealth, {
        body: { scanner: 'keyboard', camera: false, battery: null, box, needs: [] },
      });
    },

    prepare: async () => {
      const state = await session.call(routes.kioskState);
      if (state.roundEntry === null || state.meetingEntry === null) throw new Error('rehearsal: no round to vote in');
      round = votingRound(state.roundEntry, state.meetingEntry.keys.receipts);
      // What was kept of an earlier round was handed over when that round had stopped.
      kept = [];
      others = state.rounds.filter((one) => one !== round?.entry.round);
      meetingHash = new Uint8Array(entryHash(state.meetingEntry));
      testRun = state.meetingEntry.testRun === true;
      for (const _ of preparationOf(round));
      [meetingId, checkAddress] = [state.meeting.id, state.checkAddress];
      return state.roundEntry.contests;
    },

    vote: async (cardText, marks) => {
      const of = current();
      const card = readVoterCard(cardText, meetingHash, of.entry.round, testRun);
      if (!card.ok) throw new Error(`rehearsal: a card does not read: ${card.error}`);
      const { state } = await session.call(routes.askToken, { body: { T: card.value.listed } });
      if (state !== 'free') throw new Error(`rehearsal: a card drawn from the box is ${state}`);
      const pending = prepareBallot(of, card.value, marks, random);
      const held = await session.call(routes.submitPending, { body: pending.message });
      if (!verifyAnswer(of, 'pending', card.value, pending.h, held.signature))
        throw new Error('rehearsal: the pending answer is not signed');
      const message = castMessage(of, card.value, pending.h, random);
      const accepted = await session.call(routes.castBallot, { body: message });
      if (!verifyAnswer(of, 'accepted', card.value, pending.h, accepted.signature))
        throw new Error('rehearsal: the acceptance is not signed');
      // As after a crash: the card alone gets the same acceptance back.
      const status = await session.call(routes.askStatus, { body: statusMessage(of, card.value, random) });
      const h = encodeBase64url(pending.h);
      if (status.h !== h || status.signature !== accepted.signature)
        throw new Error('rehearsal: the stored acceptance differs');
      const acceptance = { T: card.value.listed, h, signature: accepted.signature };
      kept = keepAcceptance(kept, acceptance);
      return acceptance;
    },

    present: async (cardText) => {
      const cards = cardInRounds(cardText, meetingHash, [current().entry.round, ...others], testRun);
      if (!cards.ok) throw new Error(`rehearsal: a card does not read: ${cards.error}`);
      const [own, ...elsewhere] = cards.value;
      const asked = await session.call(routes.askToken, { body: { T: own?.listed ?? '' } });
      if (asked.state !== 'unknown') return asked.state === 'free' ? 'free' : 'spent';
      for (const { listed } of elsewhere) {
        const { state } = await session.call(routes.askToken, { body: { T: listed } });
        if (state !== 'unknown') return 'wrong-round';
      }
      return 'unknown';
    },

    force: async (cardText, marks) => {
      const of = current();
      const cards = cardInRounds(cardText, meetingHash, [of.entry.round, ...others], testRun);
      if (!cards.ok) throw new Error(`rehearsal: a card does not read: ${cards.error}`);
      const codes: string[] = [];
      for (const card of cards.value) {
        const made = prepareBallot(of, card, marks, random);
        const held = await session.ask(routes.submitPending, { body: made.message });
        const accepted = await session.ask(routes.castBallot, { body: castMessage(of, card, made.h, random) });
        codes.push(held.ok ? 'pending' : held.error.code, accepted.ok ? 'accepted' : accepted.error.code);
      }
      return codes;
    },

    acceptances: () => kept.length,

    handOver: async () => {
      const ctx = encodeBase64url(current().ctx);
      const acceptances = kept.map((one) => ({ ctx, ...one }));
      const { held } = await session.call(routes.submitAcceptances, { body: { acceptances } });
      return held;
    },

    receipts: () =>
      kept
        .map(({ T, h, signature }) =>
          receiptAddress(checkAddress, {
            kind: 'accepted',
            meetingId,
            round: current().entry.round,
            T: decodeBase64url(T, 32),
            h: decodeBase64url(h, 32),
            signature: decodeBase64url(signature, 64),
          }),
        )
        .toSorted(),
  };
}
