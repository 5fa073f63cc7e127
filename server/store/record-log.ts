import { and, asc, eq, gte, lte, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { checkpoint, cosignature, entry, logHead, waiting } from './schema/record.ts';

/** Queries of the log of one meeting: leaves, heads, cosignatures and the group that is filling. */

export type StoredEntry = { readonly index: number; readonly type: string; readonly line: string };
export type StoredCheckpoint = { readonly size: number; readonly note: string };
export type StoredCosignature = { readonly size: number; readonly signer: string; readonly line: string };
export type WaitingEvent = {
  readonly type: 'cast' | 'challenge' | 'void';
  readonly hash: string;
  readonly line: string;
};

/** Locks the log for appending until the transaction ends and returns its size; creates an empty log. */
export async function lockLog(db: Database, meeting: string): Promise<number> {
  await db.insert(logHead).values({ meeting, size: 0 }).onConflictDoNothing();
  const [row] = await db.select().from(logHead).where(eq(logHead.meeting, meeting)).for('update');
  if (row === undefined) throw new Error('log head vanished while it was being locked');
  return row.size;
}

/** Of a meeting that is not sealed or no more: who only looked leaves no row behind. */
export async function deleteEmptyLog(db: Database, meeting: string): Promise<void> {
  await db.delete(logHead).where(and(eq(logHead.meeting, meeting), eq(logHead.size, 0)));
}

/** Appends leaves after `size` (the caller holds the lock) and the signed head after them. */
export async function insertLeaves(
  db: Database,
  meeting: string,
  size: number,
  leaves: readonly { readonly type: string; readonly line: string }[],
  note: string,
): Promise<void> {
  const rows = leaves.map((leaf, offset) => ({ meeting, index: size + offset, type: leaf.type, line: leaf.line }));
  for (let start = 0; start < rows.length; start += 500) await db.insert(entry).values(rows.slice(start, start + 500));
  await db.insert(checkpoint).values({ meeting, size: size + leaves.length, note });
  await db
    .update(logHead)
    .set({ size: size + leaves.length })
    .where(eq(logHead.meeting, meeting));
}

export async function loadEntries(db: Database, meeting: string, from = 0): Promise<readonly StoredEntry[]> {
  return db
    .select({ index: entry.index, type: entry.type, line: entry.line })
    .from(entry)
    .where(and(eq(entry.meeting, meeting), gte(entry.index, from)))
    .orderBy(asc(entry.index));
}

export async function loadMeetingsWithLog(db: Database): Promise<readonly string[]> {
  const rows = await db.select({ meeting: logHead.meeting }).from(logHead);
  return rows.map((row) => row.meeting);
}

export async function loadCheckpoints(db: Database, meeting: string): Promise<readonly StoredCheckpoint[]> {
  return db
    .select({ size: checkpoint.size, note: checkpoint.note })
    .from(checkpoint)
    .where(eq(checkpoint.meeting, meeting))
    .orderBy(asc(checkpoint.size));
}

export async function loadCheckpoint(db: Database, meeting: string, size: number): Promise<string | undefined> {
  const [row] = await db
    .select({ note: checkpoint.note })
    .from(checkpoint)
    .where(and(eq(checkpoint.meeting, meeting), eq(checkpoint.size, size)));
  return row?.note;
}

export async function insertCosignature(db: Database, meeting: string, cosigned: StoredCosignature): Promise<void> {
  await db
    .insert(cosignature)
    .values({ meeting, ...cosigned })
    .onConflictDoNothing();
}

export async function loadCosignatures(
  db: Database,
  meeting: string,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<readonly StoredCosignature[]> {
  return db
    .select({ size: cosignature.size, signer: cosignature.signer, line: cosignature.line })
    .from(cosignature)
    .where(and(eq(cosignature.meeting, meeting), lte(cosignature.size, Math.min(upTo, 2 ** 31 - 1))))
    .orderBy(asc(cosignature.size), asc(cosignature.signer));
}

export async function insertWaiting(db: Database, meeting: string, event: WaitingEvent): Promise<void> {
  await db.insert(waiting).values({ meeting, ...event });
}

export async function countWaiting(db: Database, meeting: string): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(waiting)
    .where(eq(waiting.meeting, meeting));
  return row?.count ?? 0;
}

/** Takes the whole waiting group out, sorted by hash, so that nothing of the order of casting enters the log. */
export async function takeWaiting(db: Database, meeting: string): Promise<readonly WaitingEvent[]> {
  const rows = await db
    .delete(waiting)
    .where(eq(waiting.meeting, meeting))
    .returning({ type: waiting.type, hash: waiting.hash, line: waiting.line });
  return rows.toSorted((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0));
}

/** Lines of one kind in order, e.g. every cast. */
export async function loadEntriesOfType(db: Database, meeting: string, type: string): Promise<readonly string[]> {
  const rows = await db
    .select({ line: entry.line })
    .from(entry)
    .where(and(eq(entry.meeting, meeting), eq(entry.type, type)))
    .orderBy(asc(entry.index));
  return rows.map(({ line }) => line);
}
