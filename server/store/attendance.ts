import { and, eq, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { attendance, undoneCheckIn } from './schema/attendance.ts';

/** Queries of presence. See the schema for what is never stored. */

export type AttendanceState = 'absent' | 'here' | 'left';

/** All rows at once and in the order of their random ids: the table says nothing about the roll's order either. */
export async function createAttendance(db: Database, meeting: string, members: readonly string[]): Promise<void> {
  await db.delete(attendance).where(eq(attendance.meeting, meeting));
  const rows = members.toSorted().map((member) => ({ meeting, member, state: 'absent' as const }));
  for (let start = 0; start < rows.length; start += 1000) {
    await db.insert(attendance).values(rows.slice(start, start + 1000));
  }
}

export async function loadAttendance(db: Database, meeting: string): Promise<ReadonlyMap<string, AttendanceState>> {
  const rows = await db
    .select({ member: attendance.member, state: attendance.state })
    .from(attendance)
    .where(eq(attendance.meeting, meeting));
  return new Map(rows.map(({ member, state }) => [member, state]));
}

/** Changes the state only if it is `from`; false: somebody else was faster, or the member is in another state. */
export async function moveAttendance(
  db: Database,
  meeting: string,
  member: string,
  from: AttendanceState,
  to: AttendanceState,
): Promise<boolean> {
  const rows = await db
    .update(attendance)
    .set({ state: to })
    .where(and(eq(attendance.meeting, meeting), eq(attendance.member, member), eq(attendance.state, from)))
    .returning({ member: attendance.member });
  return rows.length === 1;
}

export async function insertUndoneCheckIn(
  db: Database,
  values: { readonly meeting: string; readonly reason: string; readonly officials: string },
): Promise<void> {
  await db.insert(undoneCheckIn).values(values);
}

/**
 * Writes the whole table anew, sorted by random ids, in one transaction, and has PostgreSQL drop the old file: row
 * versions in the order of arrival, each with its own transaction number, are gone from the table. (Segments of the
 * write-ahead log still tell until they are recycled; the checkpoint makes the recent ones disposable.)
 */
export async function forgetArrivalOrder(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${attendance} in access exclusive mode`);
    const rows = await tx.select().from(attendance);
    await tx.delete(attendance);
    const sorted = rows.toSorted((a, b) => (a.member < b.member ? -1 : 1));
    for (let start = 0; start < sorted.length; start += 1000) {
      await tx.insert(attendance).values(sorted.slice(start, start + 1000));
    }
  });
  await db.execute(sql`vacuum (full) ${attendance}`);
  // An external database may not let us; the table itself is clean already.
  await db.execute(sql`checkpoint`).catch(() => {});
}
