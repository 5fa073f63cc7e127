import { and, asc, eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { answer, meetingKey, resultSheet, superiorKey } from './schema/record.ts';

/** Queries of what is kept beside the log: the meeting's keys, result sheets and the superior's answer. */

export type KeyPurpose = 'entries' | 'log' | 'receipts' | 'sheet';

export async function insertKeys(
  db: Database,
  meeting: string,
  secrets: Readonly<Record<KeyPurpose, string>>,
): Promise<void> {
  const rows = Object.entries(secrets).map(([purpose, secret]) => ({
    meeting,
    purpose: purpose as KeyPurpose,
    secret,
  }));
  await db.insert(meetingKey).values(rows).onConflictDoNothing();
}

export async function loadKeys(db: Database, meeting: string): Promise<ReadonlyMap<KeyPurpose, string>> {
  const rows = await db.select().from(meetingKey).where(eq(meetingKey.meeting, meeting));
  return new Map(rows.map((row) => [row.purpose, row.secret]));
}

/** Gives the superior's key, storing `fresh` where there was none. */
export async function keepSuperiorKey(db: Database, superior: string, fresh: string): Promise<string> {
  await db.insert(superiorKey).values({ superior, secret: fresh }).onConflictDoNothing();
  const [row] = await db.select().from(superiorKey).where(eq(superiorKey.superior, superior));
  if (row === undefined) throw new Error('the key of a superior committee was not stored');
  return row.secret;
}

export async function loadSuperiorKey(db: Database, superior: string): Promise<string | undefined> {
  const [row] = await db.select().from(superiorKey).where(eq(superiorKey.superior, superior));
  return row?.secret;
}

export type StoredSheet = { readonly pdf: Uint8Array; readonly json: string };

export async function insertSheet(db: Database, meeting: string, round: number, sheet: StoredSheet): Promise<void> {
  await db
    .insert(resultSheet)
    .values({ meeting, round, ...sheet })
    .onConflictDoNothing();
}

export async function loadSheet(db: Database, meeting: string, round: number): Promise<StoredSheet | undefined> {
  const [row] = await db
    .select({ pdf: resultSheet.pdf, json: resultSheet.json })
    .from(resultSheet)
    .where(and(eq(resultSheet.meeting, meeting), eq(resultSheet.round, round)));
  return row;
}

/** Rounds with a signed sheet: the published ones. */
export async function loadPublishedRounds(db: Database, meeting: string): Promise<readonly number[]> {
  const rows = await db
    .select({ round: resultSheet.round })
    .from(resultSheet)
    .where(eq(resultSheet.meeting, meeting))
    .orderBy(asc(resultSheet.round));
  return rows.map(({ round }) => round);
}

export type StoredAnswer = {
  readonly decision: 'approve' | 'file' | 'return';
  readonly number: string;
  readonly reason: string;
  readonly signatory: string;
  readonly date: string;
  readonly pdf: Uint8Array;
};

export async function insertAnswer(db: Database, meeting: string, given: StoredAnswer): Promise<void> {
  await db.insert(answer).values({ meeting, ...given });
}

/** A returned report may be handed in again and is then answered anew. */
export async function deleteAnswer(db: Database, meeting: string): Promise<void> {
  await db.delete(answer).where(eq(answer.meeting, meeting));
}

export async function loadAnswer(db: Database, meeting: string): Promise<StoredAnswer | undefined> {
  const [row] = await db.select().from(answer).where(eq(answer.meeting, meeting));
  return row;
}
