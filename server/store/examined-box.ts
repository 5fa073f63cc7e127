import { and, eq } from 'drizzle-orm';
import { loadMachines } from './accounts.ts';
import type { Database } from './database.ts';
import { examinedBox } from './schema/examined-box.ts';

/** Queries of the kiosks on which the scrutineers saw the empty box. */

export async function loadKioskNames(db: Database, meeting: string): Promise<readonly string[]> {
  return (await loadMachines(db, meeting)).filter(({ role }) => role === 'kiosk').map(({ name }) => name);
}

/** Asked once more, the opening has the kiosks of that hour. */
export async function saveExaminedBox(db: Database, meeting: string, round: number): Promise<void> {
  const kiosks = await loadKioskNames(db, meeting);
  await db
    .insert(examinedBox)
    .values({ meeting, round, kiosks })
    .onConflictDoUpdate({ target: [examinedBox.meeting, examinedBox.round], set: { kiosks } });
}

/** Undefined: the voting was opened before this was kept. */
export async function loadExaminedBox(
  db: Database,
  meeting: string,
  round: number,
): Promise<readonly string[] | undefined> {
  const [row] = await db
    .select({ kiosks: examinedBox.kiosks })
    .from(examinedBox)
    .where(and(eq(examinedBox.meeting, meeting), eq(examinedBox.round, round)));
  return row?.kiosks;
}
