import { asc, eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import {
  type CombinationContent,
  combination,
  type JudgementContent,
  judgement,
  type TownshipSettings,
  townshipSettings,
} from './schema/township.ts';

/** Queries of the superior committee's own papers. */

export type StoredJudgement = typeof judgement.$inferSelect;
export type StoredCombination = typeof combination.$inferSelect;

export async function insertJudgement(db: Database, id: string, content: JudgementContent): Promise<void> {
  await db.insert(judgement).values({ id, content, settled: false });
}

export async function loadJudgements(db: Database): Promise<readonly StoredJudgement[]> {
  return db.select().from(judgement).orderBy(asc(judgement.position));
}

/** Changed by one request at a time. */
export async function lockJudgement(db: Database, id: string): Promise<StoredJudgement | undefined> {
  const [row] = await db.select().from(judgement).where(eq(judgement.id, id)).for('update');
  return row;
}

export async function saveJudgement(
  db: Database,
  id: string,
  values: Partial<Pick<StoredJudgement, 'content' | 'settled'>>,
): Promise<void> {
  await db.update(judgement).set(values).where(eq(judgement.id, id));
}

export async function insertCombination(db: Database, id: string, content: CombinationContent): Promise<void> {
  await db.insert(combination).values({ id, content, settled: false });
}

export async function loadCombinations(db: Database): Promise<readonly StoredCombination[]> {
  return db.select().from(combination).orderBy(asc(combination.position));
}

export async function lockCombination(db: Database, id: string): Promise<StoredCombination | undefined> {
  const [row] = await db.select().from(combination).where(eq(combination.id, id)).for('update');
  return row;
}

export async function saveCombination(
  db: Database,
  id: string,
  values: Partial<Pick<StoredCombination, 'content' | 'settled'>>,
): Promise<void> {
  await db.update(combination).set(values).where(eq(combination.id, id));
}

const ONLY_ROW = 1;

export async function loadTownshipSettings(db: Database): Promise<TownshipSettings> {
  const [row] = await db.select().from(townshipSettings).where(eq(townshipSettings.id, ONLY_ROW));
  return row?.content ?? { offices: [], holidays: [] };
}

export async function saveTownshipSettings(db: Database, content: TownshipSettings): Promise<void> {
  await db
    .insert(townshipSettings)
    .values({ id: ONLY_ROW, content })
    .onConflictDoUpdate({ target: townshipSettings.id, set: { content } });
}
