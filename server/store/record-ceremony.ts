import { and, asc, eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { ceremonyMessage } from './schema/record.ts';

/** Age-encrypted shares between scrutineers, kept for a device that is reloaded, deleted when the ceremony ends. */

export type StoredMessage = { readonly sender: number; readonly recipient: number; readonly ciphertext: string };

/** A second message from the same sender to the same recipient replaces the first: a device sends again after a reload. */
export async function insertMessage(
  db: Database,
  meeting: string,
  ceremony: string,
  message: StoredMessage,
): Promise<void> {
  await db
    .insert(ceremonyMessage)
    .values({ meeting, ceremony, ...message })
    .onConflictDoUpdate({
      target: [ceremonyMessage.meeting, ceremonyMessage.ceremony, ceremonyMessage.sender, ceremonyMessage.recipient],
      set: { ciphertext: message.ciphertext },
    });
}

export async function loadMessages(
  db: Database,
  meeting: string,
  ceremony: string,
  recipient: number,
): Promise<readonly StoredMessage[]> {
  return db
    .select({
      sender: ceremonyMessage.sender,
      recipient: ceremonyMessage.recipient,
      ciphertext: ceremonyMessage.ciphertext,
    })
    .from(ceremonyMessage)
    .where(
      and(
        eq(ceremonyMessage.meeting, meeting),
        eq(ceremonyMessage.ceremony, ceremony),
        eq(ceremonyMessage.recipient, recipient),
      ),
    )
    .orderBy(asc(ceremonyMessage.sender));
}

export async function countMessagesFrom(
  db: Database,
  meeting: string,
  ceremony: string,
  sender: number,
): Promise<number> {
  return db.$count(
    ceremonyMessage,
    and(
      eq(ceremonyMessage.meeting, meeting),
      eq(ceremonyMessage.ceremony, ceremony),
      eq(ceremonyMessage.sender, sender),
    ),
  );
}

export async function deleteMessages(db: Database, meeting: string): Promise<void> {
  await db.delete(ceremonyMessage).where(eq(ceremonyMessage.meeting, meeting));
}
