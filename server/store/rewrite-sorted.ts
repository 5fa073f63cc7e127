import { type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './database.ts';

/**
 * Writes a table anew, sorted, into a new file; PostgreSQL deletes the old one when the transaction commits. All rows
 * then have one transaction number, and where they lie says nothing about when they were changed.
 */
export async function rewriteSorted<T extends PgTable>(
  tx: Database,
  table: T,
  keyOf: (row: T['$inferSelect']) => string,
): Promise<void> {
  await tx.execute(sql`lock table ${table} in access exclusive mode`);
  const rows = (await tx.select().from(table as PgTable)) as T['$inferSelect'][];
  await tx.execute(sql`truncate ${table}`);
  const sorted = rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  for (let start = 0; start < sorted.length; start += 1000) {
    await tx.insert(table as PgTable).values(sorted.slice(start, start + 1000) as never);
  }
}

/** Makes all segments of the write-ahead log reusable, which still hold the changes until they are overwritten. */
export async function recycleLogSegments(db: Database): Promise<void> {
  // An external database may not let us do these; the tables themselves are clean already.
  for (const statement of [sql`checkpoint`, sql`select pg_switch_wal()`, sql`checkpoint`]) {
    await ignoreRefusal(db, statement);
  }
}

async function ignoreRefusal(db: Database, statement: SQL): Promise<void> {
  await db.execute(statement).then(
    () => {},
    () => {},
  );
}
