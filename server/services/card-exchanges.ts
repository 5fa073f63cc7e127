/**
 * 换卡 (specification §5, UX 5.3): a damaged, an unreadable or a challenged card is exchanged by two officials. The desk takes the card
 * and asks; a scrutineer's device sees it and confirms; only then is a new card drawn from the sealed box. What is kept are
 * numbers, which the hand counts X and U of `close` begin with. A lost card is not exchanged: no kind stands for it.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { Phase } from '../../tally/phase.ts';
import {
  askExchange,
  confirmExchange,
  type ExchangeKind,
  loadExchanges,
  withdrawExchange,
} from '../store/card-exchange.ts';
import type { Database } from '../store/database.ts';
import { lockMeeting, type StoredMeeting } from '../store/meeting.ts';
import { countTokens, type TokenCounts } from '../store/record-token.ts';

export type ExchangeView = { readonly kind: ExchangeKind; readonly asked: number; readonly done: number };

export type CardExchanges = {
  readonly ofRound: (meeting: string, round: number) => Promise<ExchangeView[]>;
  /** The desk holds the card in its hand. */
  readonly ask: (meeting: string, kind: ExchangeKind) => Promise<Result<ExchangeView[], 'wrong-phase'>>;
  readonly withdraw: (
    meeting: string,
    kind: ExchangeKind,
  ) => Promise<Result<ExchangeView[], 'wrong-phase' | 'exchange-not-asked'>>;
  /** The second official has seen it. */
  readonly confirm: (
    meeting: string,
    kind: ExchangeKind,
  ) => Promise<Result<ExchangeView[], 'wrong-phase' | 'exchange-not-asked' | 'card-not-closed'>>;
};

export const EXCHANGE_KINDS = ['damaged', 'unreadable', 'challenged'] as const satisfies readonly ExchangeKind[];

/** A card given out later could not vote any more. */
const PHASES: readonly Phase[] = ['voting', 'paused'];

/** No new card for an old one that could still vote: a readable card is void or challenged first. */
const mostOf = (kind: ExchangeKind, { damaged, challenged, free }: TokenCounts): number =>
  ({ damaged, challenged, unreadable: free })[kind];

export function createCardExchanges(db: Database): CardExchanges {
  const view = async (from: Database, meeting: string, round: number): Promise<ExchangeView[]> => {
    const stored = await loadExchanges(from, meeting, round);
    return EXCHANGE_KINDS.map((kind) => stored.find((one) => one.kind === kind) ?? { kind, asked: 0, done: 0 });
  };

  /** `change` gives what stands in its way; the meeting's phase holds still meanwhile. */
  const changed = <E extends string>(
    meeting: string,
    change: (tx: Database, stored: StoredMeeting) => Promise<E | undefined>,
  ): Promise<Result<ExchangeView[], E | 'wrong-phase'>> =>
    db.transaction(async (tx): Promise<Result<ExchangeView[], E | 'wrong-phase'>> => {
      const stored = await lockMeeting(tx, meeting);
      if (stored === undefined || !PHASES.includes(stored.phase)) return err('wrong-phase');
      const refusal = await change(tx, stored);
      return refusal === undefined ? ok(await view(tx, meeting, stored.currentRound)) : err(refusal);
    });

  return {
    ofRound: (meeting, round) => view(db, meeting, round),

    ask: (meeting, kind) =>
      changed<never>(meeting, async (tx, { currentRound }) => {
        await askExchange(tx, meeting, currentRound, kind);
        return undefined;
      }),

    withdraw: (meeting, kind) =>
      changed(meeting, async (tx, { currentRound }) =>
        (await withdrawExchange(tx, meeting, currentRound, kind)) ? undefined : ('exchange-not-asked' as const),
      ),

    confirm: (meeting, kind) =>
      changed(meeting, async (tx, { currentRound }) => {
        const known = (await view(tx, meeting, currentRound)).find((one) => one.kind === kind);
        if (known === undefined || known.asked <= known.done) return 'exchange-not-asked' as const;
        const most = mostOf(kind, await countTokens(tx, meeting, currentRound));
        return (await confirmExchange(tx, meeting, currentRound, kind, most))
          ? undefined
          : ('card-not-closed' as const);
      }),
  };
}
