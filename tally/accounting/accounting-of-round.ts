/** The accounting of a round (specification §5): what its entries state by hand, against the events of its cards. */
import type { CloseEntry, OpenEntry, RoundEntry } from '../record/round-entries.ts';
import { type Accounting, account } from './accounting.ts';

/** `close` states them; a verifier counts them in the log, the server in its box. */
export type CardEvents = Pick<CloseEntry, 'casts' | 'challenges' | 'voids'>;

export const accountRound = (
  { cards }: Pick<RoundEntry, 'cards'>,
  { cardsInBox, cardsAudited }: Pick<OpenEntry, 'cardsInBox' | 'cardsAudited'>,
  handCounts: CloseEntry['handCounts'],
  { casts, challenges, voids }: CardEvents,
): Accounting =>
  account({
    made: cards,
    ...handCounts,
    cast: casts,
    challenged: challenges,
    voidReturned: voids.returned,
    voidDamaged: voids.damaged,
    voidUnissued: voids.unissued,
    cardsInBox,
    cardsAudited,
  });
