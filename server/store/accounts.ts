import { and, eq, gt, lte, ne } from 'drizzle-orm';
import type { Database } from './database.ts';
import { machine, official, pairingCode, session } from './schema/accounts.ts';

/** Queries of officials, machines, pairing codes and sessions. */

export type StoredOfficial = typeof official.$inferSelect;
export type StoredMachine = typeof machine.$inferSelect;
export type StoredSession = typeof session.$inferSelect;
export type StoredPairingCode = typeof pairingCode.$inferSelect;

export async function insertOfficial(
  db: Database,
  values: Pick<StoredOfficial, 'role' | 'name' | 'passwordHash'>,
): Promise<string | undefined> {
  const [row] = await db.insert(official).values(values).onConflictDoNothing().returning({ id: official.id });
  return row?.id;
}

export async function loadOfficials(db: Database): Promise<readonly StoredOfficial[]> {
  return db.select().from(official).orderBy(official.role, official.name);
}

export async function findOfficial(
  db: Database,
  role: StoredOfficial['role'],
  name: string,
): Promise<StoredOfficial | undefined> {
  const [row] = await db
    .select()
    .from(official)
    .where(and(eq(official.role, role), eq(official.name, name)));
  return row;
}

export async function deleteOfficial(db: Database, id: string): Promise<void> {
  await db.delete(session).where(eq(session.official, id));
  await db.delete(official).where(eq(official.id, id));
}

export async function insertMachine(
  db: Database,
  values: Pick<StoredMachine, 'meeting' | 'role' | 'name'>,
): Promise<string> {
  const [row] = await db.insert(machine).values(values).returning({ id: machine.id });
  if (row === undefined) throw new Error('insert of a machine gave no row');
  return row.id;
}

export async function loadMachines(db: Database, meeting: string): Promise<readonly StoredMachine[]> {
  return db.select().from(machine).where(eq(machine.meeting, meeting)).orderBy(machine.role, machine.name);
}

export async function loadMachine(db: Database, id: string): Promise<StoredMachine | undefined> {
  const [row] = await db.select().from(machine).where(eq(machine.id, id));
  return row;
}

export async function setCalibration(db: Database, id: string, micrometresPerPixel: number): Promise<void> {
  await db.update(machine).set({ micrometresPerPixel }).where(eq(machine.id, id));
}

export async function setSlips(db: Database, id: string, slips: StoredMachine['slips']): Promise<void> {
  await db.update(machine).set({ slips }).where(eq(machine.id, id));
}

export async function setHeadphones(db: Database, id: string, headphones: boolean): Promise<void> {
  await db.update(machine).set({ headphones }).where(eq(machine.id, id));
}

export async function setPrinter(db: Database, id: string, printer: string | null): Promise<void> {
  await db.update(machine).set({ printer }).where(eq(machine.id, id));
}

export async function setHandedOver(db: Database, id: string, round: number): Promise<void> {
  await db.update(machine).set({ handedOver: round }).where(eq(machine.id, id));
}

export async function deleteMachine(db: Database, meeting: string, id: string): Promise<void> {
  await db.delete(session).where(eq(session.machine, id));
  await db.delete(pairingCode).where(eq(pairingCode.machine, id));
  await db.delete(machine).where(and(eq(machine.meeting, meeting), eq(machine.id, id)));
}

export async function deleteMachinesOf(db: Database, meeting: string): Promise<void> {
  await db.delete(session).where(eq(session.meeting, meeting));
  await db.delete(pairingCode).where(eq(pairingCode.meeting, meeting));
  await db.delete(machine).where(eq(machine.meeting, meeting));
}

/** Replaces the codes of the same machine or scrutineer. */
export async function insertPairingCode(db: Database, values: StoredPairingCode): Promise<void> {
  await db
    .delete(pairingCode)
    .where(
      values.machine === null
        ? and(eq(pairingCode.meeting, values.meeting), eq(pairingCode.scrutineer, values.scrutineer ?? 0))
        : eq(pairingCode.machine, values.machine),
    );
  await db.insert(pairingCode).values(values);
}

/** Takes the code out: whoever comes second gets nothing. */
export async function takePairingCode(db: Database, code: string, now: Date): Promise<StoredPairingCode | undefined> {
  await db.delete(pairingCode).where(lte(pairingCode.expiresAt, now));
  const [row] = await db.delete(pairingCode).where(eq(pairingCode.code, code)).returning();
  return row;
}

export async function loadPairingCodes(
  db: Database,
  meeting: string,
  now: Date,
): Promise<readonly StoredPairingCode[]> {
  return db
    .select()
    .from(pairingCode)
    .where(and(eq(pairingCode.meeting, meeting), gt(pairingCode.expiresAt, now)));
}

export async function deletePairingCodesOfScrutineers(db: Database, meeting: string): Promise<void> {
  await db.delete(pairingCode).where(and(eq(pairingCode.meeting, meeting), ne(pairingCode.scrutineer, 0)));
}

export async function insertSession(db: Database, values: StoredSession): Promise<void> {
  await db.insert(session).values(values);
}

export async function findSession(db: Database, hash: string, now: Date): Promise<StoredSession | undefined> {
  const [row] = await db
    .select()
    .from(session)
    .where(and(eq(session.hash, hash), gt(session.expiresAt, now)));
  return row;
}

export async function deleteSession(db: Database, hash: string): Promise<void> {
  await db.delete(session).where(eq(session.hash, hash));
}

/** Sessions that a former code of this machine or scrutineer began. */
export async function deleteSessionsOfDevice(
  db: Database,
  { meeting, machine, scrutineer }: Pick<StoredPairingCode, 'meeting' | 'machine' | 'scrutineer'>,
): Promise<void> {
  await db
    .delete(session)
    .where(
      machine === null
        ? and(eq(session.meeting, meeting), eq(session.scrutineer, scrutineer ?? 0))
        : eq(session.machine, machine),
    );
}

export async function deleteExpiredSessions(db: Database, now: Date): Promise<void> {
  await db.delete(session).where(lte(session.expiresAt, now));
}

/** Machines that hold a session: they are paired. */
export async function loadPairedMachines(db: Database, meeting: string, now: Date): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ machine: session.machine })
    .from(session)
    .where(and(eq(session.meeting, meeting), gt(session.expiresAt, now)));
  return new Set(rows.flatMap(({ machine: id }) => (id === null ? [] : [id])));
}

export async function deleteSessionsOfScrutineers(db: Database, meeting: string): Promise<void> {
  await db.delete(session).where(and(eq(session.meeting, meeting), eq(session.audience, 'scrutineer')));
}
