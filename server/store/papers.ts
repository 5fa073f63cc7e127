import { eq } from 'drizzle-orm';
import { EMPTY_DETAILS, type PaperDetails } from '../contract/papers.ts';
import type { Database } from './database.ts';
import { paperDetails } from './schema/papers.ts';

/** What the office has noted for the papers of a meeting. */

export async function loadPaperDetails(db: Database, meeting: string): Promise<PaperDetails | undefined> {
  const [row] = await db.select().from(paperDetails).where(eq(paperDetails.meeting, meeting));
  // Details that were noted before there was a field have none.
  return row === undefined ? undefined : { ...EMPTY_DETAILS, ...row.details };
}

export async function savePaperDetails(db: Database, meeting: string, details: PaperDetails): Promise<void> {
  await db
    .insert(paperDetails)
    .values({ meeting, details })
    .onConflictDoUpdate({ target: paperDetails.meeting, set: { details } });
}

export async function deletePaperDetails(db: Database, meeting: string): Promise<void> {
  await db.delete(paperDetails).where(eq(paperDetails.meeting, meeting));
}
