import { and, eq, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { cardExchange } from './schema/record.ts';

/** Queries of exchanged cards (specification §5): how many of a kind were asked for and done, nothing else. */

export type ExchangeKind = (typeof cardExchange.$inferSelect)['kind'];
export type StoredExchange = Pick<typeof cardExchange.$inferSelect, 'kind' | 'asked' | 'done'>;

const of = (meeting: string, round: number, kind: ExchangeKind) =>
  and(eq(cardExchange.meeting, meeting), eq(cardExchange.round, round), eq(cardExchange.kind, kind));

export async function loadExchanges(db: Database, meeting: string, round: number): Promise<readonly StoredExchange[]> {
  return db
    .select({ kind: cardExchange.kind, asked: cardExchange.asked, done: cardExchange.done })
    .from(cardExchange)
    .where(and(eq(cardExchange.meeting, meeting), eq(cardExchange.round, round)));
}

export async function askExchange(db: Database, meeting: string, round: number, kind: ExchangeKind): Promise<void> {
  await db
    .insert(cardExchange)
    .values({ meeting, round, kind, asked: 1, done: 0 })
    .onConflictDoUpdate({
      target: [cardExchange.meeting, cardExchange.round, cardExchange.kind],
      set: { asked: sql`${cardExchange.asked} + 1` },
    });
}

/** Takes back one that nobody has confirmed; false when there is none. */
export async function withdrawExchange(
  db: Database,
  meeting: string,
  round: number,
  kind: ExchangeKind,
): Promise<boolean> {
  const rows = await db
    .update(cardExchange)
    .set({ asked: sql`${cardExchange.asked} - 1` })
    .where(and(of(meeting, round, kind), sql`${cardExchange.asked} > ${cardExchange.done}`))
    .returning({ asked: cardExchange.asked });
  return rows.length > 0;
}

/** Confirms one that was asked for, no more than `most` in all; false when there is none. */
export async function confirmExchange(
  db: Database,
  meeting: string,
  round: number,
  kind: ExchangeKind,
  most: number,
): Promise<boolean> {
  const rows = await db
    .update(cardExchange)
    .set({ done: sql`${cardExchange.done} + 1` })
    .where(
      and(
        of(meeting, round, kind),
        sql`${cardExchange.asked} > ${cardExchange.done}`,
        sql`${cardExchange.done} < ${most}`,
      ),
    )
    .returning({ done: cardExchange.done });
  return rows.length > 0;
}
