import { and, asc, eq } from 'drizzle-orm';
import type { LedgerLine } from '../contract/work-ledger.ts';
import type { Database } from './database.ts';
import { workLedger } from './schema/work-ledger.ts';

/** Queries of the ledger of a village's re-election. */

export type StoredLine = LedgerLine & { readonly organization: string };

const lineOf = ({ organization, step, person, content }: typeof workLedger.$inferSelect): StoredLine => ({
  organization,
  step,
  person,
  ...content,
});

/** Of every village, or of one. */
export async function loadLedger(db: Database, organization?: string): Promise<readonly StoredLine[]> {
  const rows = await db
    .select()
    .from(workLedger)
    .where(organization === undefined ? undefined : eq(workLedger.organization, organization))
    .orderBy(asc(workLedger.organization), asc(workLedger.step), asc(workLedger.person));
  return rows.map(lineOf);
}

export async function saveLedgerLine(
  db: Database,
  organization: string,
  { step, person, ...content }: LedgerLine,
): Promise<void> {
  await db
    .insert(workLedger)
    .values({ organization, step, person, content })
    .onConflictDoUpdate({ target: [workLedger.organization, workLedger.step, workLedger.person], set: { content } });
}

export async function deleteLedgerLine(
  db: Database,
  organization: string,
  step: number,
  person: string,
): Promise<void> {
  await db
    .delete(workLedger)
    .where(and(eq(workLedger.organization, organization), eq(workLedger.step, step), eq(workLedger.person, person)));
}

/** The ledger follows a village that is renamed. */
export async function renameLedger(db: Database, from: string, to: string): Promise<void> {
  await db.update(workLedger).set({ organization: to }).where(eq(workLedger.organization, from));
}
