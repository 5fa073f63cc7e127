import { and, eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { rewriteSorted } from './rewrite-sorted.ts';
import { assistance, attendance, undoneCheckIn } from './schema/attendance.ts';
import { member } from './schema/meeting.ts';

/** Queries of presence. See the schema for what is never stored. */

export type AttendanceState = 'absent' | 'here' | 'left';

/** All rows at once and in the order of their random ids: the table says nothing about the roll's order either. */
export async function createAttendance(db: Database, meeting: string, members: readonly string[]): Promise<void> {
  await db.delete(attendance).where(eq(attendance.meeting, meeting));
  await db.delete(assistance).where(eq(assistance.meeting, meeting));
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
 * Writes the whole table anew, sorted by random ids, into a new file, and PostgreSQL drops the old one when the
 * transaction commits: row versions in the order of arrival, each with its own transaction number, are gone from the
 * table. So with the roll, whose rows change when somebody who was left out turns up. Part of the transaction that
 * closes the desk, so that no crash can leave a closed desk with its order.
 */
export async function forgetArrivalOrder(tx: Database): Promise<void> {
  // The order in which tables are locked everywhere: the roll first.
  await rewriteSorted(tx, member, (row) => row.id);
  await rewriteSorted(tx, attendance, (row) => row.member);
  await rewriteSorted(tx, assistance, (row) => row.voter);
}

/** Who helps whom, by the voter. */
export async function loadAssistances(db: Database, meeting: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ voter: assistance.voter, helper: assistance.helper })
    .from(assistance)
    .where(eq(assistance.meeting, meeting));
  return new Map(rows.map(({ voter, helper }) => [voter, helper]));
}

export async function saveAssistance(db: Database, meeting: string, voter: string, helper: string): Promise<void> {
  await db
    .insert(assistance)
    .values({ meeting, voter, helper })
    .onConflictDoUpdate({ target: [assistance.meeting, assistance.voter], set: { helper } });
}

export async function deleteAssistance(db: Database, meeting: string, voter: string): Promise<void> {
  await db.delete(assistance).where(and(eq(assistance.meeting, meeting), eq(assistance.voter, voter)));
}
