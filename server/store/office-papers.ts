import { and, asc, eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { knownSigner, officePaper, organizationKey } from './schema/villages.ts';

/** Queries of signed papers between offices, and of the keys that signed them. */

export type StoredPaper = Omit<typeof officePaper.$inferSelect, 'pdf' | 'answerPdf'>;
export type PaperAnswer = NonNullable<StoredPaper['answer']>;

const LISTED = {
  id: officePaper.id,
  position: officePaper.position,
  kind: officePaper.kind,
  organization: officePaper.organization,
  superior: officePaper.superior,
  meeting: officePaper.meeting,
  imported: officePaper.imported,
  received: officePaper.received,
  digest: officePaper.digest,
  content: officePaper.content,
  answer: officePaper.answer,
} as const;

export async function loadPapers(db: Database): Promise<readonly StoredPaper[]> {
  return db.select(LISTED).from(officePaper).orderBy(asc(officePaper.position));
}

export async function loadPapersOfMeeting(db: Database, meeting: string): Promise<readonly StoredPaper[]> {
  return db.select(LISTED).from(officePaper).where(eq(officePaper.meeting, meeting)).orderBy(asc(officePaper.position));
}

export async function loadPaper(db: Database, id: string): Promise<StoredPaper | undefined> {
  const [row] = await db.select(LISTED).from(officePaper).where(eq(officePaper.id, id));
  return row;
}

export async function loadPaperFiles(
  db: Database,
  id: string,
): Promise<{ readonly pdf: Uint8Array; readonly answerPdf: Uint8Array | null } | undefined> {
  const [row] = await db
    .select({ pdf: officePaper.pdf, answerPdf: officePaper.answerPdf })
    .from(officePaper)
    .where(eq(officePaper.id, id));
  return row;
}

/** The same file twice is one paper. */
export async function insertPaper(
  db: Database,
  values: Omit<typeof officePaper.$inferInsert, 'id' | 'position' | 'answer' | 'answerPdf'>,
): Promise<string> {
  await db.insert(officePaper).values(values).onConflictDoNothing();
  const [row] = await db.select({ id: officePaper.id }).from(officePaper).where(eq(officePaper.digest, values.digest));
  if (row === undefined) throw new Error('a paper was not stored');
  return row.id;
}

/** False when it has been answered in the meantime. */
export async function answerPaper(
  db: Database,
  id: string,
  answer: PaperAnswer,
  answerPdf: Uint8Array,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({ answer: officePaper.answer })
      .from(officePaper)
      .where(eq(officePaper.id, id))
      .for('update');
    if (row === undefined || row.answer !== null) return false;
    await tx.update(officePaper).set({ answer, answerPdf }).where(eq(officePaper.id, id));
    return true;
  });
}

/** Gives the organization's key, storing `fresh` where there was none. */
export async function keepOrganizationKey(db: Database, organization: string, fresh: string): Promise<string> {
  await db.insert(organizationKey).values({ organization, secret: fresh }).onConflictDoNothing();
  const stored = await loadOrganizationKey(db, organization);
  if (stored === undefined) throw new Error('the key of an organization was not stored');
  return stored;
}

export async function loadOrganizationKey(db: Database, organization: string): Promise<string | undefined> {
  const [row] = await db.select().from(organizationKey).where(eq(organizationKey.organization, organization));
  return row?.secret;
}

export type SignerSide = (typeof knownSigner.$inferSelect)['side'];

export async function loadKnownSigner(
  db: Database,
  side: SignerSide,
  organization: string,
): Promise<string | undefined> {
  const [row] = await db
    .select()
    .from(knownSigner)
    .where(and(eq(knownSigner.side, side), eq(knownSigner.organization, organization)));
  return row?.key;
}

export async function keepKnownSigner(
  db: Database,
  side: SignerSide,
  organization: string,
  key: string,
): Promise<void> {
  await db
    .insert(knownSigner)
    .values({ side, organization, key })
    .onConflictDoUpdate({ target: [knownSigner.side, knownSigner.organization], set: { key } });
}
