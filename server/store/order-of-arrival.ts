/** Tests only: what the files of the table of attendance tell of who came or left first. */
import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';

/** All rows have one transaction number and lie sorted by their random ids. */
export async function isOrderForgotten(db: Database): Promise<boolean> {
  const rows = await db.execute<{ member: string; xmin: string }>(
    sql`select member::text, xmin::text from attendance order by ctid`,
  );
  const members = [...rows].map(({ member }) => member);
  if (members.length === 0) throw new Error('nobody is on the roll');
  const isSorted = members.join() === members.toSorted().join();
  return isSorted && new Set([...rows].map(({ xmin }) => xmin)).size === 1;
}
