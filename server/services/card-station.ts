/** 制卡: how many cards, for which round, and the list of tokens they stand for. No seed ever comes here (specification §5). */
import { err, ok, type Result } from '../../crypto/result.ts';
import { auditSize } from '../../tally/roles/card-station.ts';
import type { CardStationState } from '../contract/card-station.ts';
import type { Database } from '../store/database.ts';
import { meetingSummary } from './meeting-summary.ts';
import { cardsOf, contestsOf, loadPlan } from './plan.ts';
import { type ProposalView, proposalView } from './proposal-view.ts';
import type { Proposals, TokensRefusal } from './proposals.ts';
import type { RecordLog } from './record-log.ts';
import { ceremonyStep } from './record-state.ts';
import type { RoundViews } from './round-views.ts';

export type CardStation = {
  readonly state: (machine: {
    readonly name: string;
    readonly meeting: string;
  }) => Promise<Result<CardStationState, 'not-found'>>;
  readonly submit: (
    meeting: string,
    list: { readonly round: number; readonly tokens: readonly string[] },
  ) => Promise<Result<{ readonly proposal: ProposalView }, TokensRefusal | 'not-found' | 'round-unknown'>>;
};

export function createCardStation(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly proposals: Proposals;
  readonly views: RoundViews;
}): CardStation {
  const { db, log, proposals, views } = options;

  return {
    state: async ({ name, meeting: id }) => {
      const plan = await loadPlan(db, id);
      if (plan === undefined) return err('not-found');
      const record = await log.state(id);
      const round = plan.meeting.currentRound;
      const signed = record.rounds.get(round)?.tokens !== undefined;
      const waiting = (await views.proposals(id)).find((one) => one.kind === 'tokens' && one.round === round) ?? null;
      const { done } = await views.audits(id, round);
      // Signed cards stay as many as they are, even if somebody is counted again at the desk.
      const cards = record.rounds.get(round)?.tokens?.entry.tokens.length ?? cardsOf(plan);
      return ok({
        name,
        meeting: meetingSummary(plan.meeting),
        meetingHash: record.meeting?.hash ?? null,
        round,
        contests: contestsOf(plan, round).map(({ title }) => title),
        expected: plan.roll.expected,
        spare: plan.meeting.draft.spareCards,
        cards,
        auditsAdvised: auditSize(cards),
        auditsDone: done,
        scrutineers: plan.scrutineers.map((scrutineer) => scrutineer.name),
        step: signed
          ? 'signed'
          : plan.meeting.phase !== 'cards' || ceremonyStep(record) !== 'done'
            ? 'closed'
            : waiting === null
              ? 'make'
              : 'waiting-signatures',
        proposal: waiting,
      });
    },

    submit: async (meeting, { round, tokens }) => {
      const plan = await loadPlan(db, meeting);
      if (plan === undefined) return err('not-found');
      if (round !== plan.meeting.currentRound) return err('round-unknown');
      const proposed = await proposals.proposeTokens(meeting, round, { tokens, cards: cardsOf(plan) });
      if (!proposed.ok) return proposed;
      return ok({ proposal: proposalView(proposed.value, await log.state(meeting)) });
    },
  };
}
