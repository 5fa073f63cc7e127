/** Recordings of a meeting, by what they say. */
import { and, eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { voiceClip } from './schema/voices.ts';

export type StoredClip = typeof voiceClip.$inferSelect;

export async function loadClips(
  db: Database,
  meeting: string,
): Promise<readonly Pick<StoredClip, 'subject' | 'sha256'>[]> {
  const { subject, sha256 } = voiceClip;
  return db.select({ subject, sha256 }).from(voiceClip).where(eq(voiceClip.meeting, meeting)).orderBy(subject);
}

export async function loadClip(
  db: Database,
  meeting: string,
  sha256: string,
): Promise<Pick<StoredClip, 'media' | 'content'> | undefined> {
  const [row] = await db
    .select({ media: voiceClip.media, content: voiceClip.content })
    .from(voiceClip)
    .where(and(eq(voiceClip.meeting, meeting), eq(voiceClip.sha256, sha256)))
    .limit(1);
  return row;
}

export async function saveClip(db: Database, clip: StoredClip): Promise<void> {
  const { media, sha256, content } = clip;
  await db
    .insert(voiceClip)
    .values(clip)
    .onConflictDoUpdate({ target: [voiceClip.meeting, voiceClip.subject], set: { media, sha256, content } });
}

export async function removeClip(db: Database, meeting: string, subject: string): Promise<void> {
  await db.delete(voiceClip).where(and(eq(voiceClip.meeting, meeting), eq(voiceClip.subject, subject)));
}
