import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Phase } from '../../tally/phase.ts';
import type { Verdict } from '../../tally/record/ballot-entries.ts';
import type { Database } from './database.ts';
import { loadBoxes } from './paper.ts';
import { meeting as meetingTable } from './schema/meeting.ts';
import { acceptance, audit, token } from './schema/record.ts';

/** Queries of token states (specification §5, §7). T and hashes are base64url, as in the record. */

export type TokenState = 'free' | 'cast' | 'challenged' | 'void';
export type StoredToken = {
  readonly T: string;
  readonly state: TokenState;
  readonly ballotHash: string | null;
  readonly ballot: string | null;
  /** How the card was voided, or what its challenge showed. */
  readonly final: string | null;
};

const columns = {
  T: token.T,
  state: token.state,
  ballotHash: token.ballotHash,
  ballot: token.ballot,
  final: token.final,
};
const of = (meeting: string, round: number, T: string) =>
  and(eq(token.meeting, meeting), eq(token.round, round), eq(token.T, T));

/** `tokens` is sorted as in the `tokens` entry, so the rows of a fresh list lie in that order. */
export async function insertTokens(
  db: Database,
  meeting: string,
  round: number,
  tokens: readonly string[],
): Promise<void> {
  const rows = tokens.map((T) => ({ meeting, round, T, state: 'free' as const }));
  for (let start = 0; start < rows.length; start += 1000)
    await db.insert(token).values(rows.slice(start, start + 1000));
}

export async function loadToken(
  db: Database,
  meeting: string,
  round: number,
  T: string,
): Promise<StoredToken | undefined> {
  const [row] = await db
    .select(columns)
    .from(token)
    .where(of(meeting, round, T));
  return row;
}

/** The row stays locked until the transaction ends: two requests of one card are decided one after the other. */
export async function lockToken(
  db: Database,
  meeting: string,
  round: number,
  T: string,
): Promise<StoredToken | undefined> {
  const [row] = await db
    .select(columns)
    .from(token)
    .where(of(meeting, round, T))
    .for('update');
  return row;
}

/** In which rounds of the meeting T is listed, and its state there; the kiosk asks so to say "wrong round". */
export async function findToken(
  db: Database,
  meeting: string,
  T: string,
): Promise<readonly { readonly round: number; readonly state: TokenState }[]> {
  return db
    .select({ round: token.round, state: token.state })
    .from(token)
    .where(and(eq(token.meeting, meeting), eq(token.T, T)))
    .orderBy(desc(token.round));
}

export async function setPending(
  db: Database,
  meeting: string,
  round: number,
  T: string,
  pending: { readonly ballotHash: string; readonly ballot: string },
): Promise<void> {
  await db
    .update(token)
    .set(pending)
    .where(of(meeting, round, T));
}

/** Final. The pending ballot leaves the row: a cast one waits for the log, any other is worth nothing. */
export async function setFinal(
  db: Database,
  meeting: string,
  round: number,
  T: string,
  final:
    | { readonly state: 'cast'; readonly ballotHash: string }
    | { readonly state: 'challenged'; readonly ballotHash: string; readonly final: Verdict }
    | { readonly state: 'void'; readonly final: string },
): Promise<void> {
  await db
    .update(token)
    .set({ ballotHash: null, ...final, ballot: null })
    .where(of(meeting, round, T));
}

/** Pending ballots are dropped when voting stops: nothing that was never cast outlives the round. */
export async function dropPending(db: Database, meeting: string, round: number): Promise<void> {
  await db
    .update(token)
    .set({ ballotHash: null, ballot: null })
    .where(and(eq(token.meeting, meeting), eq(token.round, round), eq(token.state, 'free')));
}

export type TokenCounts = {
  readonly made: number;
  readonly free: number;
  readonly pending: number;
  readonly cast: number;
  readonly challenged: number;
  /** Of the challenged ones: those whose opening did not match. */
  readonly differing: number;
  readonly returned: number;
  readonly damaged: number;
  readonly unissued: number;
};

export async function countTokens(db: Database, meeting: string, round: number): Promise<TokenCounts> {
  const count = (condition: ReturnType<typeof sql>) => sql<number>`(count(*) filter (where ${condition}))::int`;
  const [row] = await db
    .select({
      made: sql<number>`count(*)::int`,
      free: count(sql`${token.state} = 'free'`),
      pending: count(sql`${token.state} = 'free' and ${token.ballotHash} is not null`),
      cast: count(sql`${token.state} = 'cast'`),
      challenged: count(sql`${token.state} = 'challenged'`),
      differing: count(sql`${token.final} = 'differs'`),
      returned: count(sql`${token.final} = 'void-returned'`),
      damaged: count(sql`${token.final} = 'void-damaged'`),
      unissued: count(sql`${token.final} = 'void-unissued'`),
    })
    .from(token)
    .where(and(eq(token.meeting, meeting), eq(token.round, round)));
  if (row === undefined) throw new Error('count of tokens gave no row');
  return row;
}

/**
 * The phase, held until the transaction ends: whoever changes it waits for the casts that have seen it, so no ballot
 * is accepted after the stop. Undefined when a card of this round can do nothing any more: another round is held, or the
 * ballots of this one are handed out on paper, in phases of the same names.
 */
export async function holdPhase(db: Database, meeting: string, round: number): Promise<Phase | undefined> {
  const [row] = await db
    .select({ phase: meetingTable.phase })
    .from(meetingTable)
    .where(and(eq(meetingTable.id, meeting), eq(meetingTable.currentRound, round)))
    .for('share');
  // A statement of its own: it sees what was committed while the first one waited.
  return row === undefined || (await loadBoxes(db, meeting, round)).length > 0 ? undefined : row.phase;
}

export async function insertAudit(db: Database, meeting: string, round: number, T: string): Promise<void> {
  await db.insert(audit).values({ meeting, round, T }).onConflictDoNothing();
}

export async function countAudits(db: Database, meeting: string, round: number): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(audit)
    .where(and(eq(audit.meeting, meeting), eq(audit.round, round)));
  return row?.count ?? 0;
}

/** Drops a list that was not signed by everybody: its cards are destroyed and made anew. */
export async function deleteTokens(db: Database, meeting: string, round: number): Promise<void> {
  await db.delete(token).where(and(eq(token.meeting, meeting), eq(token.round, round)));
  await db.delete(audit).where(and(eq(audit.meeting, meeting), eq(audit.round, round)));
}

export type StoredAcceptance = { readonly T: string; readonly h: string; readonly signature: string };

export async function insertAcceptances(
  db: Database,
  meeting: string,
  round: number,
  given: readonly StoredAcceptance[],
): Promise<number> {
  if (given.length === 0) return 0;
  const added = await db
    .insert(acceptance)
    .values(given.map((one) => ({ meeting, round, ...one })))
    .onConflictDoNothing()
    .returning({ h: acceptance.h });
  return added.length;
}

/**
 * Sorted by h: kiosks are not told apart and no order is kept. `accepted`: the box holds exactly this ballot as cast.
 */
export async function loadAcceptances(
  db: Database,
  meeting: string,
  round: number,
): Promise<readonly (StoredAcceptance & { readonly accepted: boolean })[]> {
  return (
    db
      .select({
        T: acceptance.T,
        h: acceptance.h,
        signature: acceptance.signature,
        accepted: sql<boolean>`(${token.state} is not distinct from 'cast' and ${token.ballotHash} is not distinct from ${acceptance.h})`,
      })
      // The order in which tables are locked everywhere (record-order.ts): tokens first.
      .from(token)
      .rightJoin(
        acceptance,
        and(eq(token.meeting, acceptance.meeting), eq(token.round, acceptance.round), eq(token.T, acceptance.T)),
      )
      .where(and(eq(acceptance.meeting, meeting), eq(acceptance.round, round)))
      .orderBy(asc(acceptance.h))
  );
}
