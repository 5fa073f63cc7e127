import { and, asc, eq } from 'drizzle-orm';
import { withDeclaration } from '../contract/declared-grounds.ts';
import type { Nominee } from '../contract/nominee.ts';
import type { Vetting, Village } from '../contract/villages.ts';
import type { Database } from './database.ts';
import {
  type NomineeContent,
  nominee,
  type VillageContent,
  vetting,
  vettingDepartment,
  village,
} from './schema/villages.ts';
import { renameLedger } from './work-ledger.ts';

/** Queries of the township's desk: villages, persons who are to stand, joint vetting. */

export type StoredVillage = VillageContent & { readonly id: string; readonly organization: string };
export type StoredNominee = Nominee & { readonly id: string; readonly organization: string };
export type StoredVetting = Vetting & { readonly nominee: string };

const villageOf = ({ id, organization, content }: typeof village.$inferSelect): StoredVillage => ({
  id,
  organization,
  ...content,
});

export async function loadVillages(db: Database): Promise<readonly StoredVillage[]> {
  return (await db.select().from(village).orderBy(asc(village.position))).map(villageOf);
}

/** Changed by one request at a time, and always locked in the order of the list. */
export async function lockVillages(db: Database): Promise<readonly StoredVillage[]> {
  return (await db.select().from(village).orderBy(asc(village.position)).for('update')).map(villageOf);
}

export async function lockVillage(db: Database, id: string): Promise<StoredVillage | undefined> {
  const [row] = await db.select().from(village).where(eq(village.id, id)).for('update');
  return row === undefined ? undefined : villageOf(row);
}

/** Null: the name belongs to another village. In a transaction: what the row keeps of its own is read and written. */
export async function saveVillage(db: Database, id: string | null, values: Village): Promise<string | null> {
  const { organization, ...content } = values;
  const [known] = await db.select().from(village).where(eq(village.organization, organization));
  if (known !== undefined && known.id !== id) return null;
  if (id === null) {
    const [row] = await db.insert(village).values({ organization, content }).returning({ id: village.id });
    return row?.id ?? null;
  }
  const row = await lockVillage(db, id);
  if (row === undefined) return null;
  const { objections } = row;
  const kept = objections === undefined ? content : { ...content, objections };
  await db.update(village).set({ organization, content: kept }).where(eq(village.id, id));
  // Persons and the ledger follow a village that is renamed.
  if (organization !== row.organization) {
    await db.update(nominee).set({ organization }).where(eq(nominee.organization, row.organization));
    await renameLedger(db, row.organization, organization);
  }
  return id;
}

export async function saveVillageContent(db: Database, id: string, content: VillageContent): Promise<void> {
  await db.update(village).set({ content }).where(eq(village.id, id));
}

/** A village that is first heard of through a meeting or a paper. */
export async function ensureVillage(db: Database, values: Village): Promise<void> {
  const { organization, ...content } = values;
  await db.insert(village).values({ organization, content }).onConflictDoNothing();
}

/** Only the list's line: papers that came in are kept. */
export async function deleteVillage(db: Database, id: string): Promise<void> {
  await db.delete(village).where(eq(village.id, id));
}

/** As everybody but the village's own office reads it: what was entered, and what the village declares beside it. */
function nomineeOf({ id, organization, content }: typeof nominee.$inferSelect): StoredNominee {
  const { declared, ...entered } = content;
  return { id, organization, ...withDeclaration(entered, declared) };
}

export async function loadNominees(db: Database): Promise<readonly StoredNominee[]> {
  return (await db.select().from(nominee).orderBy(asc(nominee.position))).map(nomineeOf);
}

export async function loadNomineesOf(db: Database, organization: string): Promise<readonly StoredNominee[]> {
  const rows = await db
    .select()
    .from(nominee)
    .where(eq(nominee.organization, organization))
    .orderBy(asc(nominee.position));
  return rows.map(nomineeOf);
}

export type EnteredNominee = NomineeContent & { readonly id: string };

/** Apart: what was entered here or by the township, and what the village declares. */
export async function loadEnteredNominees(db: Database, organization: string): Promise<readonly EnteredNominee[]> {
  const rows = await db.select().from(nominee).where(eq(nominee.organization, organization));
  return rows.map(({ id, content }) => ({ id, ...content }));
}

/** Null: there is no such person, or another one has the name. Without `declared`, what the village declared is now entered. */
export async function saveNominee(
  db: Database,
  organization: string,
  id: string | null,
  content: NomineeContent,
): Promise<string | null> {
  const own = await loadNomineesOf(db, organization);
  const same = own.find(({ name }) => name === content.name);
  if (same !== undefined && same.id !== id) return null;
  if (id === null) {
    const [row] = await db.insert(nominee).values({ organization, content }).returning({ id: nominee.id });
    return row?.id ?? null;
  }
  if (!own.some((one) => one.id === id)) return null;
  await db.update(nominee).set({ content }).where(eq(nominee.id, id));
  return id;
}

export async function deleteNominee(db: Database, organization: string, id: string): Promise<void> {
  const gone = await db
    .delete(nominee)
    .where(and(eq(nominee.id, id), eq(nominee.organization, organization)))
    .returning({ id: nominee.id });
  if (gone.length > 0) await db.delete(vetting).where(eq(vetting.nominee, id));
}

export async function loadDepartments(db: Database): Promise<readonly string[]> {
  const rows = await db.select().from(vettingDepartment).orderBy(asc(vettingDepartment.position));
  return rows.map(({ department }) => department);
}

export async function replaceDepartments(db: Database, departments: readonly string[]): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(vettingDepartment);
    await tx.insert(vettingDepartment).values(departments.map((department, position) => ({ department, position })));
  });
}

export async function loadVettings(db: Database): Promise<readonly StoredVetting[]> {
  return db.select().from(vetting).orderBy(asc(vetting.department));
}

export async function saveVetting(
  db: Database,
  person: string,
  { department, verdict, date, note }: Omit<Vetting, 'verdict'> & { readonly verdict: Vetting['verdict'] | null },
): Promise<void> {
  if (verdict === null) {
    await db.delete(vetting).where(and(eq(vetting.nominee, person), eq(vetting.department, department)));
    return;
  }
  await db
    .insert(vetting)
    .values({ nominee: person, department, verdict, date, note })
    .onConflictDoUpdate({ target: [vetting.nominee, vetting.department], set: { verdict, date, note } });
}

/** All verdicts about a person at once, as a signed answer brings them. */
export async function replaceVettings(db: Database, person: string, verdicts: readonly Vetting[]): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(vetting).where(eq(vetting.nominee, person));
    for (const given of verdicts) await saveVetting(tx, person, given);
  });
}
